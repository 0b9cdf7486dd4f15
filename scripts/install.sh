#!/usr/bin/env bash
# install.sh build|browser|database|office… : make sure that each tool is there, install what is missing, and say so in one line.
# What is compiled goes to the cache folder and not to ~/.cargo/bin, so that no other project's version is replaced.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

CARGO_LEPTOS=0.3.10
cache=${RISKBILD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/riskbild}
tools=$cache/tools
export PATH=$tools/bin:$PATH

say() { printf 'riskbild: %s\n' "$*"; }
fail() {
    say "$*" >&2
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# debian PACKAGE WHAT-IT-IS : install a Debian package, or tell how.
debian() {
    if has apt-get && [ "$(id -u)" -eq 0 ]; then
        say "$2 is missing: installing Debian's package $1"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
    else
        fail "$2 is missing: install it with 'sudo apt-get install $1', then run this again"
    fi
}

# crate NAME VERSION ARGUMENTS… : a tool from crates.io at exactly this version, compiled lightly: it runs for seconds,
# so whole-program optimisation would cost more time than it ever gives back.
crate() {
    local name=$1 version=$2
    shift 2
    if cargo binstall -V >/dev/null 2>&1; then
        say "$name $version is missing: fetching it with cargo binstall"
        if cargo binstall --no-confirm --root "$tools" "$name@$version"; then return; fi
        say "cargo binstall could not fetch $name: compiling it instead"
    fi
    say "$name $version is missing: compiling it (minutes, once per machine)"
    # --force: the place may hold another version, left by an earlier lockfile.
    CARGO_TARGET_DIR=$tools/target CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
        cargo install --root "$tools" --force "$name" --version "$version" "$@"
}

need_rust() {
    has cargo || fail "cargo is missing: install Rust with rustup (https://rustup.rs), then run this again"
    has cc || debian build-essential "a C compiler"
    # Asked of the compiler and not of rustup: a toolchain from elsewhere may bring the target by itself.
    local core
    core=$(rustc --print target-libdir --target wasm32-unknown-unknown)
    if [ ! -d "$core" ]; then
        has rustup || fail "the Rust target wasm32-unknown-unknown is missing: add it to this toolchain"
        say "the Rust target wasm32-unknown-unknown is missing: adding it with rustup"
        rustup target add wasm32-unknown-unknown
    fi
    local part
    for part in fmt clippy; do
        cargo "$part" --version >/dev/null 2>&1 || {
            has rustup || fail "cargo $part is missing: add it to this toolchain"
            say "cargo $part is missing: adding it with rustup"
            rustup component add "${part/fmt/rustfmt}"
        }
    done
}

need_cargo_leptos() {
    [ "$(cargo-leptos --version 2>/dev/null)" = "cargo-leptos $CARGO_LEPTOS" ] ||
        crate cargo-leptos "$CARGO_LEPTOS" --locked --no-default-features --features no_downloads
}

need_wasm_bindgen() {
    # The command must be of the same version as the library in the client, to the last digit.
    local version
    version=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
    [ -n "$version" ] || fail "Cargo.lock names no wasm-bindgen"
    # Not --locked: its own lockfile may ask for more than the registry has.
    [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ] || crate wasm-bindgen-cli "$version"
}

# Playwright, axe and binaryen's wasm-opt, as the lockfile says.
need_packages() {
    has npm || fail "node and npm are missing: install Node.js 20 or later, then run this again"
    # The copy tells which lockfile the folder was filled from; timestamps would not survive a checkout.
    local filled=end2end/node_modules/.filled-from.json
    if ! cmp -s end2end/package-lock.json "$filled"; then
        say "npm packages are missing or old: installing them in end2end/node_modules"
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix end2end --loglevel=error
        cp end2end/package-lock.json "$filled"
    fi
}

need_browser() {
    local browser=${CHROMIUM:-/usr/bin/chromium}
    [ -x "$browser" ] && return
    [ -z "${CHROMIUM:-}" ] || fail "CHROMIUM names $CHROMIUM, which is not there"
    debian chromium "Chromium"
}

# Evidence packs bring a verifier that needs nothing but Python, and the tests run it.
need_python() {
    has python3 || debian python3 "Python 3"
}

# Documents are read back by another program than the one that wrote them.
need_pdftotext() {
    has pdftotext || debian poppler-utils "pdftotext"
}

# Reports are opened by the word processor that many of their readers have. The package without a screen is the smallest that
# converts: some 260 MB and half a minute, once per machine.
need_office() {
    has soffice || debian libreoffice-writer-nogui "LibreOffice Writer"
}

# SurrealDB's own server, for the tests that go over the network. Without optimisation: it runs for seconds.
need_database() {
    local made=$tools/bin/riskbild-test-database from=server/store/tests/database
    if [ ! -x "$made" ] || ! cmp -s "$from/Cargo.lock" "$made.lock"; then
        say "a database server for the tests is missing: compiling it (minutes, once per machine)"
        mkdir -p "$tools/bin"
        cargo build --locked --manifest-path "$from/Cargo.toml" --target-dir "$tools/database"
        cp "$tools/database/debug/riskbild-test-database" "$made"
        cp "$from/Cargo.lock" "$made.lock"
        # What it was made of is needed no more, and takes gigabytes.
        rm -rf "$tools/database"
    fi
}

for part in "$@"; do
    case $part in
    build)
        need_rust
        need_packages
        need_cargo_leptos
        need_wasm_bindgen
        ;;
    database)
        need_database
        need_python
        need_pdftotext
        ;;
    office)
        need_office
        need_pdftotext
        ;;
    browser)
        need_packages
        need_browser
        ;;
    *) fail "install.sh knows build, browser, database and office, not '$part'" ;;
    esac
done
