# shellcheck shell=bash
# What quickstart decides: the port, the base image, whether to build.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
folder=$(mktemp -d)
listener=
trap '[ -z "$listener" ] || kill "$listener"; rm -rf "$folder"' EXIT
# shellcheck source=../../../bin/lib/process.sh
. "$root/bin/lib/process.sh"
# shellcheck source=../../../bin/lib/service.sh
. "$root/bin/lib/service.sh"

expect() { [ "$1" = "$2" ] || die "expected $2, got $1"; }

test_a_taken_port_is_passed_over_and_told() {
  python3 -u -c 'import socket, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); print(s.getsockname()[1], flush=True); time.sleep(60)' >"$folder/port" &
  listener=$!
  wait_until 10 test -s "$folder/port"
  QUARKUS_HTTP_PORT=$(cat "$folder/port")
  choose_port >"$folder/told"
  [ "$port" -gt "$QUARKUS_HTTP_PORT" ]
  grep -q "Port      $QUARKUS_HTTP_PORT is taken; using $port" "$folder/told"
}

test_the_base_of_a_workload_is_read_without_its_comment() {
  root=$folder
  # shellcheck source=../../../bin/lib/base.sh
  . "${BASH_SOURCE[0]%/src/*}/bin/lib/base.sh"
  mkdir -p "$folder/workloads/one"
  printf 'name: one\nbase: wrong\nimage:\n  base: "node:22-slim"   # for people\n  tools: [node, npm]\nlater:\n  base: wrong\n' >"$folder/workloads/one/workload.yaml"
  expect "$(workload_image one base)" node:22-slim
  expect "$(workload_image one tools)" "node npm"
}

test_an_image_is_split_as_a_pull_wants_it() {
  root=$folder
  # shellcheck source=../../../bin/lib/engine.sh
  . "${BASH_SOURCE[0]%/src/*}/bin/lib/engine.sh"
  local image
  for image in node=node:latest node:22-slim=node:22-slim host:5000/node=host:5000/node:latest host:5000/node:22=host:5000/node:22 \
    debian@sha256:ab=debian:sha256:ab docker.io/library/debian:12-slim@sha256:ab=docker.io/library/debian:sha256:ab; do
    split_image "${image%%=*}"
    expect "$image_name:$image_tag" "${image#*=}"
  done
}

test_a_program_older_than_a_source_is_outdated() {
  root=$folder
  # shellcheck source=../../../bin/lib/program.sh
  . "${BASH_SOURCE[0]%/src/*}/bin/lib/program.sh"
  mkdir -p "$folder/src/main" "$folder/target/quarkus-app"
  touch -d '2 hours ago' "$folder/src/main/A.java" "$folder/src/main"
  touch -d '1 hour ago' "$folder/target/quarkus-app/quarkus-run.jar"
  if is_outdated "$(built_program)"; then return 1; fi
  touch "$folder/src/main/A.java"
  is_outdated "$(built_program)"
}
