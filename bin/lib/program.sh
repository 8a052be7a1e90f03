# shellcheck shell=bash
# The built program: which one, whether it is older than its sources, how it is built.
: "${root:?the folder of the checkout}"

jar=$root/target/quarkus-app/quarkus-run.jar

native_binary() {
  local file
  for file in "$root"/target/mountmark-*-runner; do
    if [ -x "$file" ]; then
      say "$file"
      return
    fi
  done
  return 1
}

# The one that was built last: after a change and a build for the JVM, an older binary is not the program any more.
built_program() {
  local binary
  if binary=$(native_binary) && ! [ "$jar" -nt "$binary" ]; then
    say "$binary"
  elif [ -f "$jar" ]; then
    say "$jar"
  else
    return 1
  fi
}

# is_outdated PROGRAM: whether something it is built from is newer. Folders count, for what was removed from them.
is_outdated() {
  local source sources=()
  for source in pom.xml .mvn src/main workloads; do
    [ ! -e "$root/$source" ] || sources+=("$root/$source")
  done
  [ -n "$(find "${sources[@]}" -newer "$1" 2>/dev/null | head -n 1)" ]
}

# build ARGUMENT…: the program, without tests and without the checks that need time.
build() {
  (cd "$root" && ./mvnw -B -ntp -q -Dquick -DskipTests "$@" package) || return 1
  # Maven leaves alone what came out the same; without a new time it would be built again at each start.
  case $* in *-Dnative*) touch "$(native_binary)" ;; *) touch "$jar" ;; esac
}
