# shellcheck shell=bash
# The manifests: that they can be built, and that what exists twice is the same.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
# shellcheck source=../../../bin/lib/process.sh
. "$root/bin/lib/process.sh"

expect() { [ "$1" = "$2" ] || die "expected $2, got $1"; }

test_rules_of_the_cluster_are_those_of_prometheus() {
  "$root/bin/lib/prometheus-rules" | diff - "$root/k8s/components/monitoring/rules.yaml"
}

test_every_dashboard_is_a_config_map() {
  local file
  for file in "$root"/grafana/dashboards/*.json; do grep -qF "[${file##*/}]" "$root/grafana/dashboards/kustomization.yaml"; done
  expect "$(grep -c files: "$root/grafana/dashboards/kustomization.yaml")" "$(find "$root/grafana/dashboards" -name '*.json' | wc -l)"
}

test_every_file_of_base_and_components_is_used() {
  local folder file
  for folder in "$root"/k8s/base "$root"/k8s/components/*; do
    for file in "$folder"/*; do
      [ "${file##*/}" = kustomization.yaml ] || grep -qF -- "- ${file##*/}" "$folder/kustomization.yaml" || die "$file is not used"
    done
  done
}

# request VERB RESOURCE DECISION: as the API server logs it.
request() {
  printf '{"verb": "%s", "objectRef": {"resource": "%s", "namespace": "jobs", "apiVersion": "v1"}, "annotations": {"authorization.k8s.io/decision": "%s"}}\n' "$@"
}

test_rights_that_are_never_used_or_lacking_are_told() {
  local told
  told=$(mktemp -d)
  say '{"items": [{"metadata": {"namespace": "jobs"}, "rules": [{"apiGroups": [""], "resources": ["pods", "events"], "verbs": ["get"]}]}]}' >"$told/roles"
  {
    request get pods allow
    request list pods forbid
    say '{"verb": "get", "requestURI": "/version", "annotations": {"authorization.k8s.io/decision": "allow"}}'
  } >"$told/audit"
  expect "$(! "$root/bin/lib/rights.py" "$told/audit" "$told/roles")" "never used: get events in jobs
lacking: list pods in jobs
2 rights, 1 of them used"
  { request get pods allow && request get events allow; } >"$told/audit"
  "$root/bin/lib/rights.py" "$told/audit" "$told/roles"
  rm -r "$told"
}
