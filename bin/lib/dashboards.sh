# shellcheck shell=bash
# Pictures of the dashboards: from their own queries on a real Prometheus that has scraped a real service. Whoever sources
# this has process.sh, and in $folder an empty folder.
: "${root:?the folder of the checkout}" "${folder:?}" "${settings=}"

dashboard_children=()

# start_for_dashboards NAME COMMAND…: with its output in NAME.log.
start_for_dashboards() {
  start_child "${@:2}" >"$folder/$1.log" 2>&1
  dashboard_children+=("$child")
}

stop_for_dashboards() {
  local one
  for one in ${dashboard_children[@]+"${dashboard_children[@]}"}; do stop_child "$one" 10; done
}

picture_api() { curl -sS -f --max-time 60 "http://127.0.0.1:$picture_port/api/v1/$1" "${@:2}"; }
picture_ready() { curl -s -f -o /dev/null --max-time 5 "http://127.0.0.1:$1"; }
scraped() { curl -s "http://127.0.0.1:$1/api/v1/query?query=up==1" | grep -q '"value":'; }
idle() { picture_api 'runs?limit=1' | grep -q '"state":"\(succeeded\|failed\)"'; }

# dashboard_pictures: docs/compare.svg, docs/drift.svg and docs/service.svg. Compare and Drift show the demonstration history,
# Service a service that measures for a minute.
dashboard_pictures() {
  local prometheus name
  for name in promtool prometheus curl python3; do has "$name" || die "$name is not installed"; done
  read -r picture_port prometheus < <(python3 "$root/bin/lib/watch.py" ports 2)
  start_for_dashboards service "$root/bin/mountmark" ${settings[@]+"${settings[@]}"} -Dquarkus.http.port="$picture_port" \
    -Dmountmark.data-directory="$folder/data" -Dmountmark.host=demonstration serve
  wait_until 60 picture_ready "$picture_port/q/health/ready" || die "the service did not start: $(tail -n 3 "$folder/service.log")"
  "$root/bin/demonstration" >"$folder/history.ndjson"
  picture_api history.ndjson -o /dev/null -X POST -H 'Content-Type: application/x-ndjson' -T "$folder/history.ndjson"
  past_of_demonstration >"$folder/past"
  promtool tsdb create-blocks-from openmetrics "$folder/past" "$folder/prometheus" >"$folder/promtool.log" 2>&1 ||
    die "promtool: $(tail -n 3 "$folder/promtool.log")"
  sed -e "s/127.0.0.1:8080\"/127.0.0.1:$picture_port\"/" -e 's/_interval: .*/_interval: 1s/' "$root/prometheus/prometheus.yml" >"$folder/prometheus.yml"
  mkdir -p "$folder/rules"
  # Between two nights there is nothing: a result stands for longer than the five minutes of a usual scrape.
  start_for_dashboards prometheus prometheus --config.file="$folder/prometheus.yml" --storage.tsdb.path="$folder/prometheus" \
    --storage.tsdb.retention.time=400d --query.lookback-delta=25h --web.listen-address="127.0.0.1:$prometheus"
  wait_until 30 picture_ready "$prometheus/-/ready" || die "Prometheus did not start: $(tail -n 3 "$folder/prometheus.log")"
  wait_until 30 scraped "$prometheus" || die "Prometheus did not scrape the service"
  draw compare 60 "the newest night of bin/demonstration, whose figures are made up" host=demonstration workload=npm-install
  draw drift 2592000 "30 nights of bin/demonstration, whose figures are made up" host=demonstration workload=npm-install scenario=bind-mount
  for _ in 1 2 3; do
    picture_api runs -o /dev/null -H 'Content-Type: application/json' -d '{"workloads":["stat-files"],"scenarios":["native"],"plan":{"name":"quick"}}'
  done
  wait_until 300 idle || die "the runs did not end"
  sleep 3 # until they are scraped
  draw service 90 "a service that takes three quick runs of stat-files" workload=stat-files
}

# draw DASHBOARD SECONDS WORDS VARIABLE…
draw() {
  python3 "$root/bin/lib/dashboards.py" "http://127.0.0.1:$prometheus" "$root/grafana/dashboards/$1.json" "$2" \
    "Drawn from the dashboard's queries on a real Prometheus, not by Grafana: $3." "${@:4}" >"$folder/$1.svg"
  cp "$folder/$1.svg" "$root/docs/$1.svg"
}

# What would have been scraped after each of its nights, as OpenMetrics with times: all but the first are left out of the
# series, and come back one by one.
past_of_demonstration() {
  local ids=() ends=() i
  while read -r id end; do ids+=("$id") ends+=("$end"); done < <(python3 -c '
import datetime, json, sys
for line in list(open(sys.argv[1]))[1:]:
    run = json.loads(line)
    print(run["id"], int(datetime.datetime.fromisoformat(run["state"]["endedAt"][:19] + "+00:00").timestamp()))' "$folder/history.ndjson")
  for ((i = ${#ids[@]} - 1; i > 0; i--)); do
    picture_api "runs/${ids[i]}/exclusion" -o /dev/null -H 'Content-Type: application/json' -d '{"reason": "not measured yet"}'
  done
  for ((i = 0; i < ${#ids[@]}; i++)); do
    [ "$i" = 0 ] || picture_api "runs/${ids[i]}/exclusion" -o /dev/null -X DELETE
    curl -sS -f "http://127.0.0.1:$picture_port/q/metrics" | sed -n \
      "s/^\(mountmark_\(result\|phase\|relative\|baseline\|change\|series_state\)[a-z_]*{\)\(.*\)$/\1job=\"mountmark\",instance=\"127.0.0.1:$picture_port\",\3 ${ends[i]}/p" |
      sed 's/,} /} /'
  done
  say '# EOF'
}
