# Fills $MOUNTMARK_CACHE with the archives of package-lock.json, from the registry of npm's configuration. To be run
# once, with network, in a copy of this folder that is thrown away: it leaves node_modules in it.
set -eu
: "${MOUNTMARK_CACHE:?the folder to fill}"
# Set but empty, it would be a registry without an address.
[ -n "${npm_config_registry-}" ] || unset npm_config_registry

node resolve.js "$(npm config get registry)"
npm ci --cache "$MOUNTMARK_CACHE" --ignore-scripts --no-audit --no-fund --no-update-notifier --logs-max=0
# What stays depends on the lock file only: the index names the registry and the time of each download.
rm -rf "$MOUNTMARK_CACHE/_cacache/index-v5" "$MOUNTMARK_CACHE/_cacache/tmp" "$MOUNTMARK_CACHE/_logs"
# Whoever the work runs as must be able to read it.
chmod -R a+rX "$MOUNTMARK_CACHE"
