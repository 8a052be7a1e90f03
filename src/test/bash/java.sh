# shellcheck shell=bash
# Which JDK is chosen. $root and the rest are those of the checkout these tests lie in.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
# shellcheck source=../../../bin/lib/process.sh
. "$root/bin/lib/process.sh"
# shellcheck source=../../../bin/lib/java.sh
. "$root/bin/lib/java.sh"

places=$(mktemp -d)
trap 'rm -rf "$places"' EXIT
export MOUNTMARK_JDK_FOLDERS=$places PATH=/usr/bin:/bin

# jdk NAME VERSION: a folder that looks like a JDK.
jdk() {
  mkdir -p "$places/$1/bin"
  printf 'IMPLEMENTOR="Nobody"\nJAVA_VERSION="%s"\n' "$2" >"$places/$1/release"
  printf '#!/bin/sh\n' | tee "$places/$1/bin/java" >"$places/$1/bin/javac"
  chmod +x "$places/$1/bin/java" "$places/$1/bin/javac"
}

expect() { [ "$1" = "$2" ] || die "expected $2, got $1"; }

test_a_jdk_25_beside_others_is_found() {
  jdk a 17.0.15
  jdk b 25.0.1
  jdk c 26
  unset JAVA_HOME
  use_jdk
  expect "$JAVA_HOME" "$places/b"
}

test_the_jdk_25_of_the_user_is_kept() {
  jdk b 25
  jdk mine 25.0.2
  JAVA_HOME=$places/mine
  use_jdk
  expect "$JAVA_HOME" "$places/mine"
}

test_another_release_in_java_home_is_told_and_passed_over() {
  jdk a 17.0.15
  jdk b 25.0.1
  JAVA_HOME=$places/a
  use_jdk 2>"$places/told"
  expect "$JAVA_HOME" "$places/b"
  grep -q "JAVA_HOME: expected a JDK 25, got $places/a (release 17); using $places/b" "$places/told"
}

test_a_runtime_without_compiler_is_none() {
  jdk b 25.0.1
  rm "$places/b/bin/javac"
  unset JAVA_HOME
  if (use_jdk) 2>"$places/told"; then return 1; fi
  grep -q 'no JDK 25 found. Install one: ' "$places/told"
}
