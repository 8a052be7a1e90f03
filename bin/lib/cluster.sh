# shellcheck shell=bash
# A real cluster of the tests: which one, and images for it that no registry has. Needs process.sh, suite.sh, program.sh.
: "${root:?the folder of the checkout}"

# Where somebody put one beside the checkout.
clusters=$root/../shared/kube

# need_cluster: sets $cluster to its folder and exports KUBECONFIG. False, with the reason in $why_not, where there can be
# none; one that can be and does not start is a failure. MOUNTMARK_TEST_KUBERNETES is the kubeconfig of one that runs
# already, in a folder that ../shared/kube/up has made.
need_cluster() {
  if [ -n "${MOUNTMARK_TEST_KUBERNETES:-}" ]; then
    cluster=$(dirname "$MOUNTMARK_TEST_KUBERNETES")
    [ -e "$cluster/run/containerd.sock" ] || die "MOUNTMARK_TEST_KUBERNETES: expected the kubeconfig of ../shared/kube/up, got $MOUNTMARK_TEST_KUBERNETES"
  else
    # shellcheck disable=SC2034 # for whoever leaves out what needs one
    if [ "$(uname)" != Linux ] || ! is_root; then
      why_not="only root can start one, and on Linux"
      return 1
    elif ! [ -x "$clusters/up" ]; then
      why_not="nobody has put one beside the checkout"
      return 1
    fi
    cluster=$MOUNTMARK_CHECK/kube started_cluster=yes
    "$clusters/up" "$cluster" >"$MOUNTMARK_CHECK/kube.log" 2>&1 </dev/null || die "the cluster did not start: $(tail -n 3 "$MOUNTMARK_CHECK/kube.log")"
  fi
  export KUBECONFIG=$cluster/kubeconfig PATH=$cluster/bin:$PATH
}

leave_cluster() {
  [ -z "${started_cluster:-}" ] || "$clusters/down" "$cluster" >/dev/null 2>&1 || warn "the cluster in $cluster was not taken down"
}

# restart_api_server [ARGUMENT…]: with these more; without any as it was before.
restart_api_server() {
  local file=$cluster/run/kube-apiserver.pid pid argument arguments=()
  pid=$(cat "$file")
  while IFS= read -r -d '' argument; do
    case $argument in --audit-*) ;; *) arguments+=("$argument") ;; esac
  done <"/proc/$pid/cmdline"
  # At once, as it would wait for everybody who watches; what it knows is in etcd.
  kill -KILL "$pid"
  wait_until 30 ended "$pid" || die "the API server of $cluster did not end"
  (
    cd "$cluster/conf" || exit # where the paths of its arguments begin
    setsid "${arguments[@]}" "$@" </dev/null >>"$cluster/log/kube-apiserver.log" 2>&1 &
    say $! >"$file"
  )
  wait_until 60 api_server_is_ready || die "the API server did not start: $(tail -n 3 "$cluster/log/kube-apiserver.log")"
}
api_server_is_ready() { kubectl get --raw /readyz >/dev/null 2>&1; }

# make_cluster_image NAME FOLDER COMMAND FUNCTION ARGUMENT…: calls the function with a root that it fills with this host's
# programs, packs it and loads it into the cluster.
make_cluster_image() {
  local name=$1 folder=$2 command=$3
  shift 3
  mkdir -p "$folder"
  (
    unset -f install # ours installs packages
    # shellcheck source=host-tools.sh
    . "$root/bin/lib/host-tools.sh"
    umask 022
    mkdir -p "$folder/root"
    prepare_root "$folder/root"
    "$1" "$folder/root" "${@:2}"
    "$clusters/make-image" "$folder/root" "$name" "$folder/image.tar" "$command"
    "$clusters/load-image" "$cluster" "$folder/image.tar"
  ) || return 1
  rm -rf "$folder"
}

# fill_with_tools ROOT TOOL…: what a workload needs, with a folder in which anybody may work.
fill_with_tools() {
  add_workload_tools "$@"
  mkdir -m 1777 "$1/work"
}

# fill_with_program ROOT PROGRAM: a native binary, or the jar with the JDK that runs it here.
fill_with_program() {
  local libc library
  mkdir -p "$1/usr/local/bin" "$1/opt"
  case $2 in
    *.jar)
      tar --create --directory "$JAVA_HOME" --exclude=./lib/src.zip --exclude=./jmods --exclude=./demo --file - . |
        (mkdir "$1/opt/jdk" && tar --extract --directory "$1/opt/jdk" --no-same-owner --file -)
      cp -R "${2%/*}" "$1/opt/mountmark"
      add_tool "$1" sh
      add_libraries "$1" "$JAVA_HOME/bin/java"
      for library in "$JAVA_HOME"/lib/*.so "$JAVA_HOME"/lib/server/*.so; do add_libraries "$1" "$library"; done
      # shellcheck disable=SC2016
      printf '#!/bin/sh\nexec /opt/jdk/bin/java -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=/dev/shm -jar /opt/mountmark/quarkus-run.jar "$@"\n' >"$1/usr/local/bin/mountmark"
      ;;
    *)
      cp "$2" "$1/usr/local/bin/mountmark"
      add_libraries "$1" "$2"
      ;;
  esac
  chmod 755 "$1/usr/local/bin/mountmark"
  # What SQLite's library is linked to, which the program carries inside.
  libc=$(ldd /bin/sh | sed -n 's/.*=> \(.*\)\/libc\.so.*/\1/p')
  for library in libm.so.6 libpthread.so.0; do
    [ -e "$1$libc/$library" ] || cp -L "$libc/$library" "$1$libc/$library"
  done
}
