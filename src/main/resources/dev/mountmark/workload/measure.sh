#!/bin/sh
# The wrapper around all that is measured: the same file in every scenario, in containers and on the host.
#
#   measure.sh wait                         does nothing until TERM: process 1 of a container
#   measure.sh time FOLDER LOG COMMAND      runs COMMAND in FOLDER, output into LOG, between two readings of a clock
#   measure.sh tree FOLDER [EXCLUDE...]     counts and digests the entries below FOLDER
#   measure.sh facts FOLDER [COMMAND]       what can be seen from here: kernel, CPUs, memory, load, mount, software
#   measure.sh mount FOLDER                 its file system alone
#   measure.sh boot                         which start of which kernel this is
#   measure.sh nonce read FILE | write FILE VALUE
#   measure.sh tethered SUBCOMMAND...       any of these in a session of its own that dies when stdin ends
#
# Answers are lines `key value` on stdout. The exit status is 0 when the job was done, also when COMMAND failed;
# otherwise 9x and a line `error ...`. Images need: bash or busybox, /bin/sh, and awk, find, stat, sort, sha256sum,
# tail, sleep of any make.

fail() { # status, sentence
    printf 'error %s\n' "$2"
    exit "$1"
}

usage() {
    fail 90 "usage: expected wait, time, tree, facts, mount, boot, nonce or tethered with their arguments, got ${*:-nothing}"
}

newline='
'
case $0 in
    /*) self=$0 ;;
    *) self=$PWD/$0 ;;
esac
unset CDPATH

# A variable of that name in the environment is no clock: one moves.
clock_moves() {
    [ -n "${EPOCHREALTIME-}" ] || return 1
    first=$EPOCHREALTIME
    tries=0
    while [ "$first" = "$EPOCHREALTIME" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 1000 ] || return 1
    done
}

if ! clock_moves; then
    unset EPOCHREALTIME
    tried=${MOUNTMARK_SHELL-}
    export MOUNTMARK_SHELL
    MOUNTMARK_SHELL=bash
    [ -n "$tried" ] || ! command -v bash >/dev/null 2>&1 || exec bash "$self" "$@"
    MOUNTMARK_SHELL=busybox
    [ "$tried" = busybox ] || ! command -v busybox >/dev/null 2>&1 || exec busybox sh "$self" "$@"
    fail 97 'no clock: expected bash 5 or busybox sh with EPOCHREALTIME on the PATH, found neither'
fi
# The work must not see how it was started.
unset MOUNTMARK_SHELL
# shellcheck disable=SC3040
set -o pipefail

wait_for_end() {
    trap 'kill "$!"; exit 0' TERM INT HUP
    # `wait` is interrupted by a trapped signal, a `sleep` in the foreground is not.
    while :; do
        sleep 86400 >/dev/null 2>&1 &
        wait "$!"
    done
}

seconds() { # a reading of EPOCHREALTIME, in which bash writes the decimal point of the locale
    printf '%s.%s' "${1%%[!0-9]*}" "${1##*[!0-9]}"
}

uptime_now() {
    uptime_seconds=
    if [ -r /proc/uptime ]; then
        read -r uptime_seconds _ </proc/uptime
    fi
}

time_command() { # folder, log, command
    case $2 in
        /*) log=$2 ;;
        *) log=$PWD/$2 ;;
    esac
    cd -- "$1" 2>/dev/null || fail 91 "folder: expected one that can be entered, got $1"
    (: >"$log") 2>/dev/null || fail 92 "log: expected a file that can be written, got $log"
    uptime_now
    uptime_begin=$uptime_seconds
    begin=$EPOCHREALTIME
    # By its path, as busybox would take an applet of its own for a bare name.
    /bin/sh -c "$3" </dev/null >"$log" 2>&1
    status=$?
    end=$EPOCHREALTIME
    uptime_now
    printf 'clock %s-EPOCHREALTIME\n' "$([ -n "${BASH_VERSION-}" ] && echo bash || echo busybox)"
    printf 'resolutionSeconds 0.000001\n'
    printf 'beginSeconds %s\nendSeconds %s\n' "$(seconds "$begin")" "$(seconds "$end")"
    if [ -n "$uptime_begin" ] && [ -n "$uptime_seconds" ]; then
        printf 'uptimeBeginSeconds %s\nuptimeEndSeconds %s\n' "$uptime_begin" "$uptime_seconds"
    fi
    printf 'exit %s\n' "$status"
    if [ "$status" -ne 0 ]; then
        # One line of a minified source in a stack trace can be a megabyte.
        tail -n 20 "$log" | LC_ALL=C awk '{ print "log " substr($0, 1, 1000) }'
    fi
}

# Prints `<kind> <size> <path>` for each line `<mode in hex> <size> ./<path>`; in a path `\` stands as `\\`, a newline
# as `\n`, so that an entry is a line. Paths that came with escape=0 have it done already.
# shellcheck disable=SC2016
listing='
    function escaped(text, done, at) {
        while ((at = index(text, "\\")) > 0) {
            done = done substr(text, 1, at) "\\"
            text = substr(text, at + 1)
        }
        return done text
    }
    BEGIN { count = split(ENVIRON["MOUNTMARK_EXCLUDE"], excluded, "\n") }
    {
        mode = substr($1, 1, 1)
        kind = mode == "8" ? "f" : mode == "4" ? "d" : mode == "a" ? "l" : "o"
        path = substr($0, length($1) + length($2) + 5)
        if (path == "") next
        for (i = 1; i <= count; i++)
            if (path == excluded[i] || index(path, excluded[i] "/") == 1) next
        print kind " " (kind == "f" || kind == "l" ? $2 : 0) " " (escape ? escaped(path) : path)
    }'

# Names with a newline are rare: they cost a process each, the others none.
entries() {
    find . ! -path "*$newline*" -exec stat -c '%f %s %n' {} + | LC_ALL=C awk "$listing" escape=1 - || return 1
    find . -path "*$newline*" -exec sh "$self" odd {} + | LC_ALL=C awk "$listing" escape=0 -
}

replaced() { # text, what, by what
    rest=$1
    text=
    while :; do
        case $rest in
            *"$2"*) ;;
            *) break ;;
        esac
        text=$text${rest%%"$2"*}$3
        rest=${rest#*"$2"}
    done
    text=$text$rest
}

odd_entries() { # path...
    for path; do
        # shellcheck disable=SC1003
        replaced "$path" '\' '\\'
        replaced "$text" "$newline" '\n'
        mode_and_size=$(stat -c '%f %s' "$path") || return 1
        printf '%s %s\n' "$mode_and_size" "$text"
    done
}

tree() { # folder, exclude...
    cd -- "$1" 2>/dev/null || fail 91 "folder: expected one that can be entered, got $1"
    shift
    MOUNTMARK_EXCLUDE=
    for name; do
        MOUNTMARK_EXCLUDE=$MOUNTMARK_EXCLUDE${MOUNTMARK_EXCLUDE:+$newline}$name
    done
    export MOUNTMARK_EXCLUDE
    # The count leaves the pipe beside the listing, so that the tree is walked once and nothing is written to disk.
    answer=$(
        {
            entries | LC_ALL=C sort | LC_ALL=C awk '
                { print; count++ }
                END { print "entries " count + 0 | "cat >&3"; close("cat >&3") }' | sha256sum
        } 3>&1
    ) || fail 95 "tree: expected that every entry can be read, but some could not"
    printf '%s\ndigest sha256:%s\n' "${answer%%"$newline"*}" "$(digest_in "${answer#*"$newline"}")"
}

digest_in() { # `<hex>  -`
    printf '%s' "${1%% *}"
}

# The smallest limit named FILE on the way from our own control group to the root, `max` where there is none.
control_group_limit() { # file below a version 2 hierarchy, file below a version 1 controller, controller
    [ -r /proc/self/cgroup ] || return 0
    while IFS=: read -r _ controllers path; do
        case ,$controllers, in
            ,,) base=/sys/fs/cgroup file=$1 ;;
            *,"$3",*) base=/sys/fs/cgroup/$3 file=$2 ;;
            *) continue ;;
        esac
        [ -n "$file" ] || continue
        while :; do
            [ ! -r "$base$path/$file" ] || cat "$base$path/$file"
            case $path in
                '' | /) break ;;
            esac
            path=${path%/*}
        done
    done </proc/self/cgroup
}

cpus() {
    {
        control_group_limit cpu.max '' ''
        nproc 2>/dev/null || getconf _NPROCESSORS_ONLN
    } | LC_ALL=C awk '
        NF == 2 && $1 != "max" && $2 > 0 { quota = $1 / $2; if (!least || quota < least) least = quota }
        NF == 1 { if (!least || $1 < least) least = $1 }
        END { if (least) print "cpus " int(least * 100 + 0.5) / 100 }'
}

memory() {
    {
        control_group_limit memory.max memory.limit_in_bytes memory
        awk '$1 == "MemTotal:" { printf "%.0f\n", $2 * 1024 }' /proc/meminfo
    } | LC_ALL=C awk '
        $1 + 0 > 0 && (!least || $1 + 0 < least) { least = $1 + 0 }
        END { if (least) printf "memoryBytes %.0f\n", least }'
}

# Options of the mount and of its file system, each once; overlay names its layers by long paths that tell nothing.
# shellcheck disable=SC2016
mount_of='
    function plain(text, at, done) {
        while ((at = match(text, /\\[0-7][0-7][0-7]/)) > 0) {
            done = done substr(text, 1, at - 1) sprintf("%c", substr(text, at + 1, 1) * 64 \
                + substr(text, at + 2, 1) * 8 + substr(text, at + 3, 1))
            text = substr(text, at + 4)
        }
        return done text
    }
    BEGIN { folder = ENVIRON["MOUNTMARK_FOLDER"] }
    {
        point = plain($5)
        if (point != "/" && folder != point && index(folder, point "/") != 1) next
        if (length(point) < longest) next
        longest = length(point)
        for (i = 7; $i != "-"; i++);
        type = $(i + 1)
        options = $6 "," $(i + 3)
    }
    END {
        if (type == "") exit
        count = split(options, option, ",")
        for (i = 1; i <= count; i++)
            if (!(option[i] in seen) && option[i] !~ /^(lowerdir|upperdir|workdir)/) {
                seen[option[i]] = 1
                kept = kept (kept == "" ? "" : ",") option[i]
            }
        print "fileSystem " type
        print "mountOptions " kept
    }'

mount_facts() { # folder
    cd -P -- "$1" 2>/dev/null || fail 91 "folder: expected one that can be entered, got $1"
    if [ -r /proc/self/mountinfo ]; then
        MOUNTMARK_FOLDER=$(pwd -P) LC_ALL=C awk "$mount_of" /proc/self/mountinfo
    fi
}

boot() {
    read -r boot </proc/sys/kernel/random/boot_id || fail 98 'boot: expected /proc/sys/kernel/random/boot_id, found none'
    printf 'boot %s\n' "$boot"
}

# How many processors were at work in a moment in which we have nothing to do. Unlike the load average it does not
# remember the sample before. Time that other guests of the machine took counts as well.
busy() {
    [ -r /proc/stat ] || return 0
    {
        read -r line </proc/stat && printf '%s\n' "$line"
        sleep 0.2
        read -r line </proc/stat && printf '%s\n' "$line"
        LC_ALL=C awk '/^cpu[0-9]/ { count++ } END { print "count " count }' /proc/stat
    } | LC_ALL=C awk '
        $1 == "cpu" { reading++; for (i = 2; i <= 9; i++) all[reading] += $i; idle[reading] = $5 + $6 }
        $1 == "count" && all[2] > all[1] {
            printf "busyCpus %.2f\n", $2 * (1 - (idle[2] - idle[1]) / (all[2] - all[1]))
        }'
}

power() {
    if command -v pmset >/dev/null 2>&1; then
        case $(pmset -g batt) in
            *"'Battery Power'"*) echo 'power battery' ;;
            *"'AC Power'"*) echo 'power mains' ;;
        esac
        return 0
    fi
    source=
    for supply in /sys/class/power_supply/*; do
        # That of a mouse says nothing of the machine.
        scope=
        [ ! -r "$supply/scope" ] || read -r scope <"$supply/scope"
        if [ "$scope" = Device ] || [ ! -r "$supply/status" ] || ! read -r status <"$supply/status"; then
            continue
        fi
        case $status in
            Discharging) source=battery ;;
            *) source=${source:-mains} ;;
        esac
    done
    [ -z "$source" ] || printf 'power %s\n' "$source"
}

facts() { # folder, command
    cd -P -- "$1" 2>/dev/null || fail 91 "folder: expected one that can be entered, got $1"
    printf 'kernel %s\nmachine %s\n' "$(uname -r)" "$(uname -m)"
    if [ -r /proc/meminfo ]; then
        cpus
        memory
        read -r load _ </proc/loadavg && printf 'load1 %s\n' "$load"
        busy
    fi
    power
    mount_facts .
    if [ -n "${2-}" ]; then
        /bin/sh -c "$2" </dev/null 2>/dev/null | LC_ALL=C awk 'NF > 1 { print "software." $0 }'
    fi
    return 0
}

nonce() { # read, file | write, file, value
    case $1 in
        read) { read -r value <"$2"; } 2>/dev/null || fail 94 "nonce: expected one in $2, but it could not be read" ;;
        write)
            value=$3
            (printf '%s\n' "$value" >"$2") 2>/dev/null || fail 94 "nonce: expected that $2 can be written, but it cannot"
            ;;
    esac
    printf 'nonce %s\n' "$value"
}

# On a host nothing ends what a killed service has started. So it holds the other end of our stdin: when that closes,
# by its will or by its death, the whole session is killed. `exec` keeps the process id.
tethered() {
    if command -v setsid >/dev/null 2>&1; then
        exec setsid sh "$self" session "$@"
    elif command -v perl >/dev/null 2>&1; then
        exec perl -MPOSIX -e 'setsid(); exec @ARGV' sh "$self" session "$@"
    fi
    fail 96 'tethered: expected setsid or perl on the PATH, found neither'
}

session() {
    # A shell gives a job in the background /dev/null as stdin, so the tether needs another number.
    exec 3<&0 </dev/null
    {
        while read -r _; do :; done
        kill -KILL "-$$"
    } <&3 >/dev/null 2>&1 &
    watcher=$!
    exec 3<&-
    trap 'kill "$watcher" 2>/dev/null' EXIT
    answer "$@"
}

answer() {
    case ${1-}:$# in
        wait:1) wait_for_end ;;
        time:4) time_command "$2" "$3" "$4" ;;
        tree:[2-9] | tree:[1-9][0-9]*)
            shift
            tree "$@"
            ;;
        facts:2 | facts:3) facts "$2" "${3-}" ;;
        mount:2) mount_facts "$2" ;;
        boot:1) boot ;;
        nonce:3 | nonce:4)
            case $2:$# in
                read:3 | write:4) nonce "$2" "$3" "${4-}" ;;
                *) usage "$@" ;;
            esac
            ;;
        odd:*)
            shift
            odd_entries "$@"
            ;;
        tethered:[2-9] | tethered:[1-9][0-9]*)
            shift
            tethered "$@"
            ;;
        session:[2-9] | session:[1-9][0-9]*)
            shift
            session "$@"
            ;;
        *) usage "$@" ;;
    esac
}

answer "$@"
