#!/bin/sh
# One sample in a pod that nobody talks to: all that is found goes to its log, and stays there when the service is away.
#
#   sample.sh GIVEN WORK VERIFIED NONCE [remove]
#
# GIVEN is a folder with measure.sh, tree/, and what the workload says: software, prepare (perhaps empty), command, exclude
# (a path a line). WORK is where the work is done, VERIFIED relative to it what is looked at afterwards. With `remove`
# WORK is gone at the end, since it lies on the node and not in the pod.
#
# A step's answer is lines `mountmark STEP ANSWER`, then `mountmark STEP . STATUS`. The first step that fails is the last.

# Functions are called by the name that step is given.
# shellcheck disable=SC2317
set -u
given=$1 work=$2 verified=$3 nonce=$4 removal=${5-}

fail() {
    printf 'error %s\n' "$1"
    return 91
}

place() {
    mkdir -p "$work" 2>/dev/null
    [ -d "$work" ] && [ -w "$work" ] ||
        fail "work: expected a folder that user $(id -u) can write, got $work; see mountmark.kubernetes.user" || return
    # What is mounted from a ConfigMap is a link itself.
    [ ! -d "$given/tree" ] || find "$given/tree/" -mindepth 1 -maxdepth 1 -exec cp -RL {} "$work" \; ||
        fail "work: expected that the tree can be put into $work, but it could not" || return
    sh "$given/measure.sh" nonce write "$work/.mountmark-nonce" "$nonce" >/dev/null &&
        sh "$given/measure.sh" nonce read "$work/.mountmark-nonce" &&
        rm "$work/.mountmark-nonce"
}

timed() {
    sh "$given/measure.sh" time "$work" /tmp/mountmark.log "$1"
}

tree() {
    set --
    while IFS= read -r path; do
        set -- "$@" "$path"
    done <"$given/exclude"
    sh "$given/measure.sh" tree "$work/$verified" "$@"
}

step() { # name, command...
    name=$1
    shift
    answer=$("$@")
    status=$?
    [ -z "$answer" ] || printf '%s\n' "$answer" | LC_ALL=C awk -v step="$name" '{ print "mountmark " step " " $0 }'
    printf 'mountmark %s . %s\n' "$name" "$status"
    [ "$status" = 0 ]
}

steps() {
    step place place &&
        step environment sh "$given/measure.sh" facts "$work" "$(cat "$given/software")" &&
        { [ ! -s "$given/prepare" ] || step prepare timed "$(cat "$given/prepare")"; } &&
        step command timed "$(cat "$given/command")" &&
        step verify tree
}

steps
status=$?
[ "$removal" != remove ] || { cd / && step remove rm -rf "$work"; }
exit "$status"
