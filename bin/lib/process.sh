# shellcheck shell=bash
# What every script needs: messages, waiting, children that can be ended, root, packages.
# Written for bash 3.2 as well, which is what macOS has.

say() { printf '%s\n' "$*"; }
warn() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() {
  warn "$@"
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# wait_until SECONDS COMMAND…: whether the command succeeded before the deadline.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.2
  done
}

running() { kill -0 "$1" 2>/dev/null; }
ended() { ! running "$1"; }

# start_child COMMAND…: in the background, in a process group of its own; its id is in $child.
# A group of its own, because bash lets background jobs ignore Ctrl-C otherwise, and because
# ending the group ends what the command started in turn.
start_child() {
  set -m
  "$@" </dev/null &
  child=$!
  set +m
}

# run_child COMMAND…: in the foreground, but so that a trap acts at once and not after the command.
run_child() {
  local status=0
  start_child "$@"
  wait "$child" || status=$?
  child=
  return "$status"
}

# stop_child PID SECONDS: TERM, and KILL for what is left of its group after the deadline.
stop_child() {
  [ -n "$1" ] || return 0
  kill -TERM "$1" 2>/dev/null || kill -TERM -- "-$1" 2>/dev/null || true
  wait_until "$2" ended "$1" || warn "$1 did not end within $2 s; killing it"
  kill -KILL -- "-$1" 2>/dev/null || true
}

is_root() { [ "$(id -u)" = 0 ]; }
can_be_root() { is_root || { has sudo && sudo -n true 2>/dev/null; }; }
as_root() { if is_root; then "$@"; else sudo -n "$@"; fi; }

can_install() { has apt-get && can_be_root; }

# install PACKAGE…: by apt, quietly; what it had to say in full is shown only when it failed.
install() {
  local log status=0 quiet
  quiet=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=120 -o Acquire::http::Timeout=30 -o Acquire::Retries=2)
  log=$(mktemp)
  {
    as_root "${quiet[@]}" install --no-install-recommends "$@" ||
      { as_root "${quiet[@]}" update && as_root "${quiet[@]}" install --no-install-recommends "$@"; }
  } >"$log" 2>&1 </dev/null || status=1
  [ "$status" = 0 ] || tail -n 5 "$log" >&2
  rm -f "$log"
  return "$status"
}
