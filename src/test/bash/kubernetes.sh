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
