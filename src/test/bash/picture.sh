# shellcheck shell=bash
# The README's table and picture are those of a run.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
# shellcheck source=../../../bin/lib/process.sh
. "$root/bin/lib/process.sh"
# shellcheck source=../../../bin/lib/picture.sh
. "$root/bin/lib/picture.sh"

report=$root/src/main/resources/dev/mountmark/api/examples/reportRun.txt
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

expect() { [ "$1" = "$2" ] || die "expected $2, got $1"; }

test_the_table_is_the_report_s_from_heading_to_last_bar() {
  run_tables "$report" >"$folder/tables"
  expect "$(grep -c . "$folder/tables")" 7
  expect "$(sed -n '2s/ *Range.*//p' "$folder/tables")" "    Platform  Test type                (s)"
  expect "$(sed -n '$s/█.*//p' "$folder/tables")" "    Linux     Bind mount              9.51  9.41-9.63  6    9.52  9.41-9.63      1.79  "
}

test_several_workloads_keep_their_names() {
  {
    sed -n '1,/^Interval/p' "$report" | sed '$d'
    sed -n '/^npm-install$/,/^$/p' "$report" | sed 's/^npm-install$/stat-files/'
  } >"$folder/two"
  run_tables "$folder/two" >"$folder/tables"
  expect "$(grep -c '^    [a-z]' "$folder/tables")" 2
  expect "$(sed -n 1p "$folder/tables")" "    npm-install"
}

test_the_sentence_is_made_of_the_report_s_own_facts() {
  expect "$(run_sentence "$report" | tr '\n' ' ')" "Measured in run 20261123t004512-7qx3fa with n = 6 in each row; Host: 2 CPUs, 24.0 GiB of memory, kernel 6.1.0-28-amd64, ext4, Node v22.21.1; Linux: 2 CPUs, 3.0 GiB of memory, kernel 6.1.0-28-amd64, overlay (No volumes), ext4 (Bind mount + volume, Bind mount), Node v22.21.1. "
  run_sentence "$report" | while read -r line; do [ "${#line}" -le 118 ]; done
}

test_facts_that_go_on_in_the_next_line_are_read_to_their_end() {
  awk '{ gsub(/ext4 [(]Bind mount [+] volume, /, "&\n    "); gsub(/^  CPUs 2$/, "  CPUs at work before the samples began 0.00 to 2.00\n&") } 1' "$report" >"$folder/broken"
  expect "$(run_sentence "$folder/broken")" "$(run_sentence "$report")"
}

test_rows_with_other_counts_are_told() {
  sed 's/ 6    9.52/ 5    9.52/' "$report" >"$folder/uneven"
  run_sentence "$folder/uneven" | grep -q 'with n = 6 or 5 in each row'
}

test_only_what_stands_between_the_comments_is_replaced() {
  cp "$root/README.md" "$folder/README.md"
  run_tables "$report" >"$folder/block"
  replace_marked "$folder/README.md" "$folder/block"
  cp "$folder/README.md" "$folder/once.md"
  replace_marked "$folder/README.md" "$folder/block"
  cmp "$folder/README.md" "$folder/once.md"
  grep -q '^    Linux     Bind mount              9.51' "$folder/README.md"
  expect "$(outside "$folder/README.md")" "$(outside "$root/README.md")"
}

outside() { sed '/^<!-- bin\/picture: begin -->$/,/^<!-- bin\/picture: end -->$/d' "$1"; }

test_a_readme_without_the_comments_is_left_alone() {
  printf 'one\n<!-- bin/picture: begin -->\ntwo\n' >"$folder/README.md"
  if (replace_marked "$folder/README.md" "$report") 2>"$folder/told"; then return 1; fi
  grep -q 'bin/picture: end' "$folder/told"
  expect "$(sed -n 3p "$folder/README.md")" two
}

test_a_report_without_a_table_is_refused() {
  printf 'Run 1 on vm queued\n' >"$folder/none"
  if (run_tables "$folder/none") 2>"$folder/told"; then return 1; fi
  grep -q 'expected a report with a table' "$folder/told"
}
