# shellcheck shell=bash
# What the suites share. A suite is a program in bin/suites: it runs in the checkout with $MOUNTMARK_CHECK, a folder that
# is removed at the end; it calls `count` for what it ran and ends with 0 when all of it passed.
: "${root:?the folder of the checkout}"

counts_file() {
  [ -e "$MOUNTMARK_CHECK/counts" ] || : >"$MOUNTMARK_CHECK/counts"
  say "$MOUNTMARK_CHECK/counts"
}

# count PASSED FAILED SKIPPED
count() { say "$1 $2 $3" >>"$(counts_file)"; }

# skip NUMBER REASON…: in one line.
skip() {
  local number=$1
  shift
  say "skipped: $*"
  count 0 0 "$number"
}

# need PROGRAM [PACKAGE]: whether the program is there, after installing its package where that may be.
need() {
  ! has "$1" || return 0
  can_install || return 1
  say "Installing ${2:-$1}"
  install "${2:-$1}" && has "$1"
}

# count_reports FOLDER…: the counts of the JUnit reports (TEST-*.xml) in the folders, as `PASSED FAILED SKIPPED`.
count_reports() {
  local folder
  for folder in "$@"; do
    [ ! -d "$folder" ] || find "$folder" -name 'TEST-*.xml' -exec cat {} +
  done | tr '\n' ' ' | sed 's/<testsuite /\n<testsuite /g' | awk '
    function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
    /^<testsuite / {
      sub(/>.*/, "")
      bad = value("failures") + value("errors"); out = value("skipped")
      failed += bad; skipped += out; passed += value("tests") - bad - out
    }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

# --- the engine of the tests ---------------------------------------------------------------------

# Docker's newest engine, where somebody put one beside the checkout.
newest_engine=$root/../shared/docker29

# need_test_engine: sets $test_engine to its endpoint. False, with the reason in $why_not, where there can be none; but
# where there can be one and it does not start, that is a failure: a check that quietly leaves out half is no check.
# It starts one at most once in a check, and touches no engine of the user's unless told so.
need_test_engine() {
  local folder=$MOUNTMARK_CHECK/engine
  test_engine=${MOUNTMARK_TEST_ENGINE:-}
  [ -z "$test_engine" ] || return 0
  test_engine=unix://$folder/docker.sock
  [ ! -S "$folder/docker.sock" ] || return 0
  why_not=
  if [ "$(uname)" != Linux ]; then why_not="an engine for tests can be started on Linux only"
  elif ! can_be_root; then why_not="only root (or sudo without a password) can start an engine for tests"
  elif is_root && [ -x "$newest_engine/up" ]; then start_test_engine "Docker's newest engine" newest "$newest_engine/up" "$folder"
  elif [ -z "$(debian_dockerd)" ] && ! can_install; then why_not="no dockerd is installed, and it cannot be installed here"
  else
    need curl || die "curl could not be installed"
    need ip iproute2 || die "iproute2 could not be installed"
    [ -n "$(debian_dockerd)" ] || { say "Installing docker.io" && install docker.io; } || die "docker.io could not be installed"
    start_test_engine "Debian's Docker engine" debian as_root "$root/bin/lib/dockerd" up "$folder" "$(id -g)"
  fi
  [ -z "$why_not" ]
}

debian_dockerd() { PATH=$PATH:/usr/local/sbin:/usr/sbin command -v dockerd || true; }

# start_test_engine NAME KIND COMMAND…
start_test_engine() {
  local name=$1
  say "$2" >"$MOUNTMARK_CHECK/engine-kind"
  shift 2
  say "Starting $name for the tests"
  # Into a file, as what the engine starts keeps the output open.
  "$@" >"$MOUNTMARK_CHECK/engine.log" 2>&1 </dev/null ||
    die "$name did not start: $(tail -n 3 "$MOUNTMARK_CHECK/engine.log")"
}

# Removes what a check put into an engine that it was given, and takes down one that it started.
leave_test_engine() {
  local image
  if [ -n "${MOUNTMARK_TEST_ENGINE:-}" ]; then
    image=$(cat "$MOUNTMARK_CHECK/base" 2>/dev/null) || return 0
    curl -s -o /dev/null --max-time 30 --unix-socket "${MOUNTMARK_TEST_ENGINE#unix://}" -X DELETE "http://localhost/images/$image" || true
    return
  fi
  case $(cat "$MOUNTMARK_CHECK/engine-kind" 2>/dev/null) in
    newest) "$newest_engine/down" "$MOUNTMARK_CHECK/engine" --purge || warn "the engine of the tests was not taken down" ;;
    debian) as_root "$root/bin/lib/dockerd" down "$MOUNTMARK_CHECK/engine" || warn "the engine of the tests was not taken down" ;;
  esac
}

# need_test_base: puts a base image that holds the tools of every workload into the test engine; sets $test_base.
need_test_base() {
  local tools tool
  need curl || die "curl could not be installed"
  test_base=mountmark-base/test:host
  [ ! -e "$MOUNTMARK_CHECK/base" ] || return 0
  tools=$(sed -n 's/^ *tools: *\[\(.*\)\].*/\1/p' "$root"/workloads/*/workload.yaml | tr ',' '\n' | tr -d ' ' | sort -u | tr '\n' ' ')
  for tool in $tools; do
    has "$tool" || { why_not="no $tool here to make a base image with"; return 1; }
  done
  # shellcheck disable=SC2086
  "$root/bin/base-image" "${test_engine#unix://}" "$test_base" $tools >"$MOUNTMARK_CHECK/base.log" 2>&1 ||
    die "no base image could be made: $(tail -n 3 "$MOUNTMARK_CHECK/base.log")"
  say "$test_base" >"$MOUNTMARK_CHECK/base"
}

# What makes this machine another one, for tests by ssh. With systemd the packages would start servers that stay, so there
# it takes what is installed.
need_far_machine() {
  [ "$(uname)" = Linux ] || return 1
  if [ ! -d /run/systemd/system ]; then
    [ -x /usr/sbin/sshd ] || ! can_install || { say "Installing openssh-server" && install openssh-server; } || return 1
    need docker docker.io || return 1
    # Made by the server's own start, which there is none of here; sshd of root does not run without it.
    [ -d /run/sshd ] || ! can_be_root || as_root mkdir -m 755 /run/sshd
  fi
  [ -x /usr/sbin/sshd ] && has docker
}

# --- the tests that Maven runs -------------------------------------------------------------------

# maven_tests ARGUMENT…: `verify` with what its tests need, and the counts of its reports.
maven_tests() {
  local arguments=("$@") engine_pid reports status=0
  # A slow share, for whoever has no Mac.
  [ "$(uname)" != Linux ] || need bindfs || say "without bindfs, so the test of a slow share is skipped"
  need_far_machine || say "without sshd or Docker's client, so the tests of engines by ssh are skipped"
  # The database of a fleet; it stands in no path.
  if [ "$(uname)" = Linux ] && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
    if can_install; then
      say "Installing postgresql"
      install postgresql || die "postgresql could not be installed"
    else
      say "without PostgreSQL, so the tests with it are skipped"
    fi
  fi
  if need_test_engine && need_test_base; then
    say "Engine $test_engine"
    arguments+=("-Dmountmark-test.engine=$test_engine" "-Dmountmark-test.base-image=$test_base")
    # Only an engine that this check has started may be stopped for a while, or another be started and killed.
    engine_pid=$MOUNTMARK_CHECK/engine/dockerd.pid
    if is_root && [ -e "$engine_pid" ]; then
      arguments+=("-Dmountmark-test.engine-pid=$engine_pid" "-Dmountmark-test.engine-up=$root/bin/lib/test-engine")
    fi
  else
    say "without an engine, so the tests that need one are skipped: $why_not"
  fi
  reports=("$root/target/surefire-reports" "$root/target/failsafe-reports")
  rm -rf "${reports[@]}"
  (cd "$root" && ./mvnw -B -ntp verify ${arguments[@]+"${arguments[@]}"}) || status=$?
  # shellcheck disable=SC2046
  count $(count_reports "${reports[@]}")
  return "$status"
}
