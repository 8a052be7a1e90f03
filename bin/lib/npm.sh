# shellcheck shell=bash
# What npm is told on this host.

# Adds to $settings the registry and the certificates that npm uses here, so that an image build behind a proxy has them too.
add_npm_settings() {
  local registry='' certificates=${NODE_EXTRA_CA_CERTS:-}
  if has npm; then
    registry=$(npm config get registry 2>/dev/null || true)
    [ -n "$certificates" ] || certificates=$(npm config get cafile 2>/dev/null || true)
  fi
  case $registry in http*) settings+=("-Dmountmark.npm.registry=$registry") ;; esac
  [ -f "$certificates" ] || certificates=${SSL_CERT_FILE:-}
  [ ! -f "$certificates" ] || settings+=("-Dmountmark.build.ca-bundle=$certificates")
}
