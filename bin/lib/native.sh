# shellcheck shell=bash
# Which builder of native binaries: GraalVM or Mandrel, wherever it stands.
: "${root:?the folder of the checkout}" "${java_release:?the release of Java}"

# What makes a builder out of a JDK and jars, where somebody put it beside the checkout.
builder_assembly=$root/../shared/native/assemble
assembled_builder=$root/target/native-builder

is_builder() { [ -x "$1/bin/native-image" ] && [ "$(jdk_release "$1")" = "$java_release" ]; }

# use_native_builder: sets and exports GRAALVM_HOME. False, with the reason and the way out in $why_not, where there is none.
use_native_builder() {
  local place
  why_not=
  if [ -n "${GRAALVM_HOME:-}" ]; then
    ! is_builder "$GRAALVM_HOME" || return 0
    why_not="GRAALVM_HOME: expected a GraalVM or Mandrel $java_release with bin/native-image, got $GRAALVM_HOME"
    return 1
  fi
  while read -r place; do
    if is_builder "$place"; then
      export GRAALVM_HOME=$place
      return
    fi
  done < <(say "${JAVA_HOME:-}" && jdk_places)
  if [ -x "$builder_assembly" ] && [ "$(uname -sm)" = "Linux x86_64" ] && can_link; then
    assemble_builder && return
  fi
  [ -n "$why_not" ] || why_not="no GraalVM or Mandrel $java_release found. Install one (sdk install java $java_release-graalce, from https://sdkman.io) or set GRAALVM_HOME"
  return 1
}

# Compiler and zlib, which every native build links with.
can_link() {
  local missing=()
  has gcc || missing+=(gcc libc6-dev)
  [ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
  [ ${#missing[@]} = 0 ] || { [ -n "${may_install-yes}" ] && can_install && say "Installing ${missing[*]}" && install "${missing[@]}"; } || {
    why_not="a native build links with gcc and zlib: install ${missing[*]}"
    return 1
  }
}

assemble_builder() {
  local log=$root/target/native-builder.log
  mkdir -p "$root/target"
  if ! is_builder "$assembled_builder"; then
    say "Assembling a builder of native binaries"
    rm -rf "$assembled_builder"
    MVN=$root/mvnw "$builder_assembly" "$assembled_builder" "$JAVA_HOME" >"$log" 2>&1 </dev/null || {
      why_not="a builder could not be assembled: $(tail -n 1 "$log")"
      return 1
    }
  fi
  export GRAALVM_HOME=$assembled_builder
}
