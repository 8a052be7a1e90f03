# shellcheck shell=bash
# The container image, by an engine's HTTP API: its base and its build. Needs engine.sh, Linux and python3.
: "${root:?the folder of the checkout}"

dockerfile=src/main/docker/Dockerfile.native

# choose_image_base SOCKET NAME BINARY FOLDER: sets $image_base to the base that the Dockerfile names where it is to be
# had, else to NAME, which is made of this host's libraries.
choose_image_base() {
  local why
  image_base=$(sed -n 's/^ARG BASE_IMAGE=//p' "$root/$dockerfile")
  ! has_image "$1" "$image_base" || return 0
  ! why=$(pull "$1" "$image_base" "$4/pull") || return 0
  say "$image_base is not to be had (${why:-no reason given}); making a base of this host's libraries instead"
  image_base=$2
  (
    unset -f install # ours installs packages
    # shellcheck source=host-tools.sh
    . "$root/bin/lib/host-tools.sh"
    umask 022
    mkdir -p "$4/base"
    prepare_root "$4/base"
    for tool in sh mkdir chown; do add_tool "$4/base" "$tool"; done
    add_libraries "$4/base" "$3"
    # What SQLite's library is linked to, which the binary carries inside.
    libc=$(ldd "$3" | sed -n 's/.*=> \(.*\)\/libc\.so.*/\1/p')
    for library in libm.so.6 libpthread.so.0; do install -m 0755 "$libc/$library" "$4/base$libc/$library"; done
    tar --create --numeric-owner --owner=0 --group=0 --directory "$4/base" --file - . |
      engine "$1" "/images/create?fromSrc=-&repo=${2%:*}&tag=${2##*:}&changes=ENV%20PATH%3D/usr/local/bin:/usr/bin:/bin" --max-time 120 \
        -f -o "$4/import" -X POST -H 'Content-Type: application/x-tar' --upload-file -
  )
  rm -rf "$4/base"
}

# build_image SOCKET NAME BASE BINARY: prints what the engine said, and is false when there is no image in the end.
build_image() {
  local arguments
  arguments=$(python3 -c 'import json, sys, urllib.parse; print(urllib.parse.quote(json.dumps({"BASE_IMAGE": sys.argv[1]})))' "$3")
  tar --create --directory "$root" --file - "$dockerfile" "${4#"$root/"}" |
    engine "$1" "/build?dockerfile=$dockerfile&t=$2&buildargs=$arguments&rm=1&forcerm=1" --max-time 300 \
      -X POST -H 'Content-Type: application/x-tar' --upload-file -
  has_image "$1" "$2"
}
