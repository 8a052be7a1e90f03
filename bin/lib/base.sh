# shellcheck shell=bash
# The image a workload's own is built on: the official one where it is there or can be pulled, else one made from this host.
: "${root:?the folder of the checkout}" "${folder=}" "${engines=}"

host_base='' host_base_sockets='' settings=()

# workload_image NAME KEY: `base` or `tools` from the image block of a workload; tools without commas.
workload_image() {
  awk -v key="$2" '
    /^[^ #]/ { inside = /^image:/ }
    inside && $1 == key ":" {
      sub(/^[^:]*: */, ""); sub(/ +#.*/, ""); gsub(/[],["\047]/, " "); gsub(/^ +| +$/, ""); gsub(/ +/, " "); print; exit
    }' "$root/workloads/$1/workload.yaml"
}

# A name that tells which tools are in it: another Node is another base, and so another image of the workload.
host_base_name() {
  local tool
  for tool in "$@"; do "$tool" --version 2>/dev/null || true; done | cksum | awk -v tools="$*" '{gsub(/ /, "-", tools); print "mountmark-base/" tools ":" $1}'
}

# make_host_base SOCKET NAME TOOL…
make_host_base() {
  "$root/bin/base-image" "$@" >"$folder/base-image.log" 2>&1 && return
  tail -n 5 "$folder/base-image.log" >&2
  return 1
}

# choose_base WORKLOAD: adds to $settings when the workload's own base is not to be had in every one of $engines.
choose_base() {
  local base tools missing='' socket why chosen
  base=$(workload_image "$1" base)
  tools=$(workload_image "$1" tools)
  chosen=MOUNTMARK_WORKLOADS_$(printf %s "$1" | tr 'a-z-' 'A-Z_')_BASE_IMAGE
  chosen=${!chosen:-}
  if [ -n "$chosen" ]; then
    settings+=("-Dmountmark.workloads.$1.base-image=$chosen")
    return
  fi
  while read -r socket; do
    ! has_image "$socket" "$base" || continue
    say "Pulling   $base"
    if ! why=$(pull "$socket" "$base" "$folder/pull"); then
      missing=$socket
      break
    fi
  done <<<"$engines"
  [ -n "$missing" ] || return 0
  say "          which is not to be had (${why:-no reason given})"
  [ "$(uname)" = Linux ] || die "$base cannot be pulled, and a base image can be made from this host on Linux only"
  for why in $tools; do has "$why" || die "$base cannot be pulled, and this host has no $why to make a base image from"; done
  # shellcheck disable=SC2086
  host_base=$(host_base_name $tools)
  say "Making    a base image from this host's ${tools// / and } instead"
  while read -r socket; do
    host_base_sockets="$host_base_sockets $socket"
    # shellcheck disable=SC2086
    run_child make_host_base "$socket" "$host_base" $tools || die "no base image could be made"
  done <<<"$engines"
  # Without a registry the machine's network is a special one: what an image build fetches goes by the host's.
  settings+=("-Dmountmark.workloads.$1.base-image=$host_base" -Dmountmark.build.network=host)
}

remove_host_bases() {
  local socket
  for socket in $host_base_sockets; do remove_image "$socket" "$host_base"; done
}
