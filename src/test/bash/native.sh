# shellcheck shell=bash
# Which builder of native binaries is found.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
# shellcheck source=../../../bin/lib/process.sh
. "$root/bin/lib/process.sh"
# shellcheck source=../../../bin/lib/java.sh
. "$root/bin/lib/java.sh"

places=$(mktemp -d)
trap 'rm -rf "$places"' EXIT
export MOUNTMARK_JDK_FOLDERS=$places PATH=/usr/bin:/bin
unset GRAALVM_HOME JAVA_HOME
# Neither a builder nor parts of one beside the checkout.
root=$places/checkout
# shellcheck source=../../../bin/lib/native.sh
. "${BASH_SOURCE[0]%/src/*}/bin/lib/native.sh"

# builder NAME VERSION: a folder that looks like a GraalVM.
builder() {
  mkdir -p "$places/$1/bin"
  printf 'JAVA_VERSION="%s"\n' "$2" >"$places/$1/release"
  printf '#!/bin/sh\n' >"$places/$1/bin/native-image"
  chmod +x "$places/$1/bin/native-image"
}

expect() { [ "$1" = "$2" ] || die "expected $2, got $1"; }

test_a_builder_beside_other_jdks_is_found() {
  builder old 21.0.2
  builder new 25.0.2
  use_native_builder
  expect "$GRAALVM_HOME" "$places/new"
}

test_the_builder_of_the_user_is_kept() {
  builder new 25.0.2
  builder mine 25.0.1
  GRAALVM_HOME=$places/mine
  use_native_builder
  expect "$GRAALVM_HOME" "$places/mine"
}

test_a_graalvm_home_that_is_none_is_told() {
  builder old 21.0.2
  GRAALVM_HOME=$places/old
  if use_native_builder; then return 1; fi
  expect "$why_not" "GRAALVM_HOME: expected a GraalVM or Mandrel 25 with bin/native-image, got $places/old"
}

test_without_any_the_way_out_is_told() {
  if use_native_builder; then return 1; fi
  case $why_not in "no GraalVM or Mandrel 25 found. Install one "*) ;; *) die "$why_not" ;; esac
}
