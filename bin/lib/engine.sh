# shellcheck shell=bash
# Container engines by their HTTP API over a unix socket (no docker client needed): which answer, pulling an image, getting one.
: "${root:?the folder of the checkout}"

engine_socket=/var/run/docker.sock

# engine SOCKET PATH [CURL OPTION…]
engine() {
  local socket=$1 path=$2
  shift 2
  curl -sS --max-time 30 --unix-socket "$socket" "$@" "http://localhost$path"
}

answers() { engine "$1" /_ping --max-time 5 -f -o /dev/null 2>/dev/null; }

# Where engines listen, one a line: the one of DOCKER_HOST first.
engine_places() {
  local home=${HOME:-/nonexistent} run=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
  case ${DOCKER_HOST:-} in unix://*) say "${DOCKER_HOST#unix://}" ;; esac
  printf '%s\n' "$engine_socket" "$run/docker.sock" "$run/podman/podman.sock" /run/podman/podman.sock \
    "$home/.docker/run/docker.sock" "$home/.orbstack/run/docker.sock" "$home"/.colima/*/docker.sock \
    "$home"/.lima/*/sock/docker.sock "$home/.rd/docker.sock"
}

# The sockets behind which an engine answers, each once, however many links lead to it.
find_engines() {
  local place folder real seen=:
  while read -r place; do
    [ -S "$place" ] || continue
    folder=$(cd "${place%/*}" 2>/dev/null && pwd -P) || continue
    real=$(readlink "$place") || real=$folder/${place##*/}
    case $seen in *":$real:"*) continue ;; esac
    seen=$seen$real:
    if answers "$place"; then say "$place"; fi
  done < <(engine_places)
}

# The answer's body in a few words, for messages.
engine_error() { sed -nE 's/.*"message" *: *"(([^"\\]|\\.)*)".*/\1/p' "$1" | tail -n 1 | sed 's/\\"/"/g'; }

# reference IMAGE: as the path of an API call wants it.
has_image() { engine "$1" "/images/$2/json" -f -o /dev/null 2>/dev/null; }

remove_image() { engine "$1" "/images/$2?noprune=false" -f -o /dev/null -X DELETE 2>/dev/null || true; }

# split_image IMAGE: sets $image_name and $image_tag as a pull wants them. A digest is more exact than a tag beside it.
split_image() {
  image_name=$1 image_tag=latest
  case $image_name in *@*) image_tag=${1##*@} image_name=${1%%@*} ;; esac
  # A colon before the last slash belongs to a registry's port.
  case ${image_name##*/} in *:*)
    [ "$image_tag" != latest ] || image_tag=${image_name##*:}
    image_name=${image_name%:*}
    ;;
  esac
}

# pull SOCKET IMAGE ANSWER: within 20 s a registry has to answer, then the layers have 10 minutes. What the engine
# said is in the file ANSWER; why it failed goes to stdout.
pull() {
  local socket=$1 answer=$3 image_name image_tag pid deadline
  split_image "$2"
  : >"$answer"
  engine "$socket" "/images/create?fromImage=$image_name&tag=$image_tag" --max-time 600 -N -X POST -o "$answer" 2>/dev/null &
  pid=$!
  deadline=$((SECONDS + 20))
  while running "$pid"; do
    if ! grep -q '"status"' "$answer" && [ "$SECONDS" -ge "$deadline" ]; then
      kill "$pid" 2>/dev/null || true
      wait "$pid" 2>/dev/null || true
      say "no registry answered within 20 s"
      return 1
    fi
    sleep 0.2
  done
  if wait "$pid" && ! grep -qE '"(errorDetail|message)"' "$answer"; then
    return
  fi
  engine_error "$answer"
  return 1
}

# --- getting an engine ---------------------------------------------------------------------------

has_systemd() { [ -d /run/systemd/system ]; }
has_other_init() { case $(cat /proc/1/comm 2>/dev/null) in init | openrc-init) [ -x /etc/init.d/docker ] && has service ;; *) false ;; esac }

# start_engine: the machine's own dockerd, in the way this machine starts things; says which.
start_engine() {
  local said
  if has_systemd; then
    say "Starting the Docker engine (systemctl start docker)"
    as_root systemctl start docker
  elif has_other_init; then
    say "Starting the Docker engine (service docker start)"
    as_root service docker start >/dev/null
  else
    said=$(as_root "$root/bin/lib/dockerd" up) || return 1
    say "Started the Docker engine by hand, as this machine has no init: $said"
    return
  fi
  wait_until 60 as_root curl -sf -o /dev/null --max-time 5 --unix-socket "$engine_socket" http://localhost/_ping
}

# Whether there is an engine at the usual place that only others may use.
is_locked_out() { [ -S "$engine_socket" ] && ! [ -w "$engine_socket" ]; }

# join_engine_group COMMAND…: goes on as the same user with the group that owns the socket besides its own, in this
# process and what it starts only. Adding the user to the group for good is for its owner to decide.
join_engine_group() {
  local group groups
  group=$(stat -c %g "$engine_socket")
  groups=$(id -G | tr ' ' ',')
  exec sudo -n -E setpriv --reuid "$(id -u)" --regid "$(id -g)" --groups "$groups,$group" \
    env "PATH=$PATH" "HOME=${HOME:-}" "USER=${USER:-}" "LOGNAME=${LOGNAME:-}" MOUNTMARK_ENGINE_GROUP=joined "$@"
}

# What kind of engine it is, with its version.
engine_name() {
  local version
  version=$(engine "$1" /version 2>/dev/null) || true
  case $version in *"Podman Engine"*) printf 'Podman ' ;; *) printf 'Docker ' ;; esac
  printf '%s' "$version" | grep -oE '"Version" *: *"[^"]*"' | tail -n 1 | sed 's/.*: *"//; s/"$//'
}
