#!/bin/sh
# Says which of the tools that a build needs are missing, and how to install each.

missing=0

# need COMMAND WHAT HOW
need() {
    command -v "$1" >/dev/null 2>&1 && return
    missing=1
    printf 'Missing: %s.\n    %s\n' "$2" "$3" >&2
}

need cc 'a C compiler' 'Debian, Ubuntu: sudo apt install build-essential    Fedora: sudo dnf install gcc    macOS: xcode-select --install'
need cargo 'Rust 1.95 or newer' 'Install rustup from https://rustup.rs, then: rustup toolchain install stable'
need node 'Node.js 20 or newer' 'Debian, Ubuntu: sudo apt install nodejs npm    Fedora: sudo dnf install nodejs    macOS: brew install node'
need npm 'npm' 'It comes with Node.js; Debian, Ubuntu: sudo apt install npm'

# at_least FOUND WANTED: whether one version is as new as another.
at_least() {
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n | head -n1)" = "$2" ]
}

if command -v cargo >/dev/null 2>&1; then
    rust=$(cargo --version | cut -d' ' -f2)
    if ! at_least "$rust" 1.95; then
        missing=1
        printf 'Rust is %s, and 1.95 or newer is needed.\n    rustup update stable\n' "$rust" >&2
    fi
fi

if command -v node >/dev/null 2>&1; then
    node=$(node --version | tr -d v)
    if ! at_least "$node" 20.0; then
        missing=1
        printf 'Node.js is %s, and 20 or newer is needed.\n    See https://nodejs.org/en/download\n' "$node" >&2
    fi
fi

exit $missing
