# Copies this host's programs, with all they need, below another root. To be sourced.
# shellcheck shell=bash

# The folders and files that programs expect of any system.
prepare_root() { # root
    mkdir -p "$1"/{bin,dev,etc/ssl/certs,lib,proc,root,sys,tmp,usr/bin,usr/lib,usr/local/bin,usr/local/lib,var/tmp}
    chmod 1777 "$1/tmp" "$1/var/tmp"
    printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$1/etc/passwd"
    printf 'root:x:0:\nnogroup:x:65534:\n' >"$1/etc/group"
    printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$1/etc/nsswitch.conf"
    local bundle
    for bundle in "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
        if [[ -n $bundle && -r $bundle ]]; then
            cp -L "$bundle" "$1/etc/ssl/certs/ca-certificates.crt"
            break
        fi
    done
    # Without its own data, C.UTF-8 is no locale to older C libraries.
    if [[ -d /usr/lib/locale/C.utf8 ]]; then
        mkdir -p "$1/usr/lib/locale"
        cp -RL /usr/lib/locale/C.utf8 "$1/usr/lib/locale/"
    fi
}

# What every workload needs: a shell, and the tools of the wrapper.
add_workload_tools() { # root, name...
    local tool
    for tool in sh bash awk cat chmod cp cut dirname env find grep head id ln ls mkdir mv nproc readlink rm sed sha256sum \
        sleep sort stat tail test touch tr uname wc xargs "${@:2}"; do
        add_tool "$1" "$tool"
    done
}

add_tool() { # root, name
    case $2 in
        node) add_node "$1" ;;
        npm) add_npm "$1" ;;
        sh) add_program "$1" /bin/sh /bin/sh ;;
        *)
            local program
            # `type -P`, not `command -v`: test, kill and others are built into the shell, and files besides.
            if ! program=$(type -P "$2"); then
                echo "tool: expected $2 on the PATH of this host, found none" >&2
                return 1
            fi
            add_program "$1" "$program" "/usr/bin/$2"
            ;;
    esac
    [[ $2 != bash ]] || ln -f "$1/usr/bin/bash" "$1/bin/bash"
}

# A program reached over links (/etc/alternatives, version managers) is copied as the file it is in the end, once.
declare -A added_programs=()
add_program() { # root, file, where it shall stand
    local file
    file=$(readlink -f -- "$2")
    [[ ! -e $1$3 ]] || return 0
    mkdir -p "$1${3%/*}"
    if [[ -n ${added_programs[$file]:-} ]]; then
        ln "$1${added_programs[$file]}" "$1$3"
        return 0
    fi
    install -m 0755 -- "$file" "$1$3"
    added_programs[$file]=$3
    add_libraries "$1" "$file"
}

add_libraries() { # root, program
    local library
    # A static program has none and ldd says so by its status. Names with a slash: the kernel's own has no file.
    { ldd "$2" 2>/dev/null || true; } | grep -o '/[^ ]*' | while read -r library; do
        [[ ! -e $1$library ]] || continue
        mkdir -p "$1${library%/*}"
        # With the mode of a program: the loader itself has to be one.
        install -m 0755 -- "$(readlink -f -- "$library")" "$1$library"
    done
}

add_node() { # root
    local node
    # What stands on the PATH may be the shim of a version manager; the process knows its file.
    if ! node=$(node --print process.execPath 2>/dev/null); then
        echo "tool: expected node on the PATH of this host, found none that runs" >&2
        return 1
    fi
    add_program "$1" "$node" /usr/local/bin/node
    # Debian's own node reads parts of itself from there.
    if [[ $node == /usr/bin/* && -d /usr/share/nodejs ]]; then
        mkdir -p "$1/usr/share"
        cp -RP /usr/share/nodejs "$1/usr/share/"
    fi
}

add_npm() { # root
    local node npm
    node=$(node --print 'require("fs").realpathSync(process.execPath)')
    npm=$(type -P npm || true)
    [[ -z $npm ]] || npm=$(readlink -f -- "$npm")
    # .../npm/bin/npm-cli.js unless it is a shim; then npm's folder is the one that came with node.
    if [[ $npm == */bin/npm-cli.js ]]; then
        npm=${npm%/bin/npm-cli.js}
    else
        npm=${node%/bin/node}/lib/node_modules/npm
    fi
    if [[ ! -f $npm/bin/npm-cli.js ]]; then
        echo "tool: expected npm with its folder on this host, found none at $npm" >&2
        return 1
    fi
    if [[ $npm == /usr/share/nodejs/* ]]; then
        ln -s "../../..$npm/bin/npm-cli.js" "$1/usr/local/bin/npm"
        return 0
    fi
    mkdir -p "$1/usr/local/lib/node_modules/npm"
    tar --create --directory "$npm" --exclude=./man --exclude=./docs --exclude=./npmrc --file - . |
        tar --extract --directory "$1/usr/local/lib/node_modules/npm" --no-same-owner --file -
    # npm was perhaps installed by somebody with a tighter mask.
    chmod -R a+rX "$1/usr/local/lib/node_modules/npm"
    ln -s ../lib/node_modules/npm/bin/npm-cli.js "$1/usr/local/bin/npm"
}
