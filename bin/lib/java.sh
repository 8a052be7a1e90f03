# shellcheck shell=bash
# Which JDK: 25, wherever it stands. The default `java` of a machine is often an older one.

java_release=25

# The feature release of the JDK in a folder, read from its own file, so that no JVM is started for it.
jdk_release() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true
}

is_jdk() { [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ "$(jdk_release "$1")" = "$java_release" ]; }

# The folder of the `java` on the PATH, behind its links.
jdk_on_path() {
  local program target
  program=$(command -v java) || return 0
  while [ -L "$program" ]; do
    target=$(readlink "$program")
    case $target in /*) program=$target ;; *) program=${program%/*}/$target ;; esac
  done
  program=${program%/*}
  say "${program%/bin}"
}

# Every folder in which a JDK may stand, one a line. MOUNTMARK_JDK_FOLDERS (as a PATH) replaces the usual ones.
jdk_places() {
  local home=${HOME:-/nonexistent} folder
  jdk_on_path
  if [ -n "${MOUNTMARK_JDK_FOLDERS:-}" ]; then
    (IFS=:; for folder in $MOUNTMARK_JDK_FOLDERS; do printf '%s\n' "$folder"/*; done)
    return
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$home"/.sdkman/candidates/java/* "$home"/.jdks/* "$home"/.local/share/mise/installs/java/* "$home"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$home"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
}

find_jdk() {
  local place
  while read -r place; do
    if is_jdk "$place"; then
      say "$place"
      return
    fi
  done < <(jdk_places)
  return 1
}

how_to_install_jdk() {
  local package=openjdk-$java_release-jdk-headless
  if has brew; then say "brew install openjdk@$java_release"
  elif has apt-cache && [ -n "$(apt-cache show "$package" 2>/dev/null)" ]; then say "apt-get install $package"
  elif has dnf; then say "dnf install java-$java_release-openjdk-devel"
  else say "sdk install java $java_release-tem (from https://sdkman.io), or a download from https://adoptium.net"; fi
}

# use_jdk: sets and exports JAVA_HOME, or ends with what to do.
use_jdk() {
  local given=${JAVA_HOME:-} found
  if [ -n "$given" ] && is_jdk "$given"; then
    export JAVA_HOME
    return
  fi
  if ! found=$(find_jdk); then
    [ -z "$given" ] || warn "JAVA_HOME: expected a JDK $java_release, got $given$(release_in_words "$given")"
    die "no JDK $java_release found. Install one: $(how_to_install_jdk); or set JAVA_HOME"
  fi
  [ -z "$given" ] || warn "JAVA_HOME: expected a JDK $java_release, got $given$(release_in_words "$given"); using $found"
  export JAVA_HOME=$found
}

release_in_words() {
  local release
  release=$(jdk_release "$1")
  if [ ! -d "$1" ]; then say " (no such folder)"
  elif [ -z "$release" ]; then say " (no JDK)"
  elif [ "$release" = "$java_release" ]; then say " (without javac)"
  else say " (release $release)"; fi
}
