# shellcheck shell=bash
# How tests are counted.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
# shellcheck source=../../../bin/lib/process.sh
. "$root/bin/lib/process.sh"
# shellcheck source=../../../bin/lib/suite.sh
. "$root/bin/lib/suite.sh"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

expect() { [ "$1" = "$2" ] || die "expected $2, got $1"; }

test_counts_add_up_over_reports_and_folders() {
  mkdir "$folder/unit" "$folder/integration"
  cat >"$folder/unit/TEST-a.xml" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2" name="a" time="0.1" tests="5" errors="1" skipped="1" failures="1">
  <testcase name="says &lt;testsuite tests=&quot;9&quot;&gt;"/>
</testsuite>
END
  printf '<testsuite name="b"\n  tests="12"\n  errors="0" skipped="0" failures="0"><testcase name="t"/></testsuite>' >"$folder/integration/TEST-b.xml"
  expect "$(count_reports "$folder/unit" "$folder/integration")" "14 2 1"
}

test_no_reports_are_no_tests() {
  expect "$(count_reports "$folder/nothing")" "0 0 0"
}
