# shellcheck shell=bash
# The service of quickstart: settings, start, one run, the end.
: "${root:?the folder of the checkout}" "${folder=}" "${keep=}" "${reused=}"

run='' port='' settings=()
log=$root/target/quickstart.log
kept=$root/target/quickstart.kept

is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Sets $port: the wanted one, or the next that nobody listens on.
choose_port() {
  local wanted=${QUARKUS_HTTP_PORT:-8080}
  port=$wanted
  while is_taken "$port"; do
    port=$((port + 1))
    [ "$port" -lt $((wanted + 100)) ] || die "quarkus.http.port: expected a free port from $wanted on, got none up to $port"
  done
  [ "$port" = "$wanted" ] || say "Port      $wanted is taken; using $port"
}

call() { curl -sS --max-time 15 "$@"; }
is_ready() { ended "$service" || call -f -o /dev/null "http://127.0.0.1:$port/q/health/ready" 2>/dev/null; }

# The service that an earlier --keep left running: sets $service and $port. It holds the data folder, so that no other
# can be started beside it.
find_kept_service() {
  [ -f "$kept" ] || return 1
  read -r service port <"$kept"
  case $(ps -o args= -p "$service" 2>/dev/null) in *"$root/target/"*) return ;; esac
  rm -f "$kept"
  service=
  return 1
}

reuse_service() {
  find_kept_service || return 1
  if call -f -o /dev/null "http://127.0.0.1:$port/q/health/ready" 2>/dev/null; then
    keep=yes reused=yes
  else
    stop_kept_service "it does not answer"
    return 1
  fi
}

# stop_kept_service REASON: if there is one.
stop_kept_service() {
  find_kept_service || return 0
  say "Stopping the service that --keep left (pid $service): $1"
  stop_child "$service" 60
  rm -f "$kept"
  service=
}

start_service() {
  local status=0
  choose_port
  mkdir -p "$root/target"
  # nohup: with --keep the service outlives this terminal.
  start_child nohup "$root/bin/mountmark" -Dquarkus.http.host=127.0.0.1 "-Dquarkus.http.port=$port" ${settings[@]+"${settings[@]}"} serve >"$log" 2>&1
  service=$child child=
  wait_until 60 is_ready || status=1
  if [ "$status" != 0 ] || ended "$service"; then
    tail -n 15 "$log" >&2
    die "the service $(if [ "$status" = 0 ]; then say "ended"; else say "was not ready within 60 s"; fi); its log is $log"
  fi
}

# measure: one run, its progress and table on stdout. The stream is the answer to the submission.
measure() {
  local status=0
  run_child call -N --max-time 1800 --fail-with-body -D "$folder/answer" -X POST "http://127.0.0.1:$port/api/v1/runs" \
    -H 'Accept: text/plain' -H 'Content-Type: application/json' -d '{"plan":{"name":"quick","timeLimit":"PT6M"}}' || status=$?
  find_run
  if [ "$status" != 0 ]; then
    say
    warn "the run was not followed to its end (curl's exit status $status); the service's log is $log"
    return 1
  fi
  [ "$(run_state)" = succeeded ] || { warn "the run ended as $(run_state)"; return 1; }
}

# The run's address, from the Location of the answer.
find_run() {
  [ ! -f "$folder/answer" ] || run=$(sed -n 's/^[Ll]ocation: *\(http:\/\/[^/]*\)\{0,1\}\([^ ]*\)/\2/p' "$folder/answer" | tr -d '\r' | tail -n 1)
}

run_state() { call "http://127.0.0.1:$port$run" 2>/dev/null | grep -oE '"state" *: *"[a-z]+"' | head -n 1 | grep -oE '[a-z]+"$' | tr -d '"'; }
is_over() { case $(run_state) in queued | running | cancelling) false ;; esac; }

# Ends a run that is under way and waits until what it made has been removed.
cancel_run() {
  find_run
  [ -n "$run" ] && ! is_over || return 0
  say "Stopping the run and removing what it made"
  call -o /dev/null -X POST "http://127.0.0.1:$port$run/cancel" 2>/dev/null || true
  wait_until 60 is_over || warn "the run was not stopped within 60 s; the next start of the service removes what it made"
}

tell_what_next() {
  local base=http://127.0.0.1:$port
  say
  if [ -z "$keep" ]; then
    say "The service is stopped; the results stay. To see them again: bin/mountmark serve, then"
    base=http://127.0.0.1:${QUARKUS_HTTP_PORT:-8080}
  fi
  [ -z "$run" ] || say "Report    curl $base$run/report.md   (also .txt)"
  say "Runs      curl $base/api/v1/runs"
  say "Metrics   curl $base/q/metrics"
  [ -n "$keep" ] || return 0
  say "$service $port" >"$kept"
  say "The service goes on. To stop it: kill $service"
}
