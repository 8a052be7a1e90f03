# shellcheck shell=bash
# One run over several engines at once, and what has to be true of it. A suite starts the engines (start_engine_as), calls
# measure_all, then judge.
: "${root:?the folder of the checkout}"

folder=$MOUNTMARK_CHECK/m workload=brisk base=mountmark-base/engines:host
engines=() sockets=() settings=()
# What the program is started by: another user's, say.
by=()
tests=(the_run_succeeds every_engine_has_its_rows native_is_measured_once engines_are_told_apart nothing_is_left)

leave_out() {
  skip "${#tests[@]}" "several engines at once: $*"
  exit 0
}

need_program() {
  built=$(built_program) || leave_out "nothing is built: the suites java and native build it"
  for tool in curl python3; do need "$tool" || leave_out "$tool is not installed and cannot be"; done
  use_jdk
}

# start_engine_as NAME SOCKET COMMAND…: what does not start is a failure, as it could have been left out before.
start_engine_as() {
  local name=$1 socket=$2
  shift 2
  engines+=("$name") # also one that starts half: `leave` of the suite takes it down
  "$@" >"$folder/$name.log" 2>&1 </dev/null || die "$name did not start: $(tail -n 3 "$folder/$name.log")"
  sockets+=("$socket")
}

# mountmark COMMAND…
mountmark() {
  case $built in
    *.jar) ${by[@]+"${by[@]}"} "$JAVA_HOME/bin/java" "${settings[@]}" -jar "$built" "$@" ;;
    *) ${by[@]+"${by[@]}"} "$built" "${settings[@]}" "$@" ;;
  esac
}

measure_all() {
  local socket scenario scenarios=()
  say "Engines ${engines[*]}"
  for socket in "${sockets[@]}"; do
    "$root/bin/base-image" "$socket" "$base" >"$folder/base.log" 2>&1 || die "no base image for $socket: $(tail -n 3 "$folder/base.log")"
  done
  mkdir -p "$folder/workloads"
  cp -R "$root/src/test/resources/test-workloads/scribble" "$folder/workloads/$workload"
  sed -i "s/^name: .*/name: $workload/" "$folder/workloads/$workload/workload.yaml"
  settings+=(-Dmountmark.discovery=false -Dmountmark.native=always "-Dmountmark.data-directory=$folder/data" -Dmountmark.minimum-free-space=0
    "-Dmountmark.workload-directories=$folder/workloads" "-Dmountmark.workloads.$workload.base-image=$base" -Dmountmark.build.network=none)
  for scenario in native no-volumes bind-mount-volume bind-mount volume tmpfs; do scenarios+=(--scenario "$scenario"); done
  measured=0
  mountmark run --workload "$workload" "${scenarios[@]}" --plan quick --warmup 0 --min-samples 2 --max-samples 2 \
    --export-json "$folder/run.json" >"$folder/run.txt" 2>"$folder/run.log" || measured=$?
  sed '/^Interval:/,$d' "$folder/run.txt"
}

# holds EXPRESSION: of the run's JSON, which is called it; engines is the list of those under test.
holds() { python3 -c 'import json, sys; it = json.load(open(sys.argv[1])); engines = sys.argv[3:]; sys.exit(not eval(sys.argv[2]))' "$folder/run.json" "$1" "${engines[@]}"; }

the_run_succeeds() { [ "$measured" = 0 ] && holds 'it["state"] == "succeeded"'; }
every_engine_has_its_rows() {
  holds 'all(sorted(r["scenario"] for r in it["results"] if r["runtime"] == e) == sorted(["no-volumes", "bind-mount-volume", "bind-mount", "volume", "tmpfs"]) for e in engines)' &&
    holds 'all(r["statistics"]["count"] == 2 for r in it["results"])'
}
native_is_measured_once() { holds 'sum(r["scenario"] == "native" for r in it["results"]) == 1'; }
# facts_are FACT ENGINE=VALUE…
facts_are() {
  local fact=$1
  shift
  python3 -c 'import json, sys
it = json.load(open(sys.argv[1]))
told = {p["runtime"]: p["facts"].get(sys.argv[2]) for p in it["systemInformation"] if p["runtime"] != "host"}
sys.exit(told != dict(pair.split("=") for pair in sys.argv[3:]))' "$folder/run.json" "$fact" "$@"
}
nothing_is_left() {
  local socket what instance
  instance=$(cat "$folder/data/instance")
  [ -z "$(ls -A "$folder/data/work/$instance" 2>/dev/null)" ] || return 1
  for socket in "${sockets[@]}"; do
    for what in 'containers/json?all=1&' 'volumes?'; do
      ! engine "$socket" "/v1.41/${what}filters=%7B%22label%22:%5B%22dev.mountmark.instance=$instance%22%5D%7D" -f | grep -q '"Mountpoint"\|"Image"' || return 1
    done
  done
}

judge() {
  local test status=0
  for test in "${tests[@]}"; do
    if "$test"; then
      count 1 0 0
    else
      say "failed: $test"
      count 0 1 0
      status=1
    fi
  done
  [ "$status" = 0 ] || tail -n 20 "$folder/run.log"
  return "$status"
}
