#!/usr/bin/env bash
# Build the program and its site, unless nothing that they are made of has changed since this clone's last build.
# cargo-leptos empties the site and optimises the client anew each time, so asking it would cost half a minute of nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

stamp=target/built-from
cargo_target=${CARGO_TARGET_DIR:-target}

# Content and not timestamps: switching branches back and forth builds nothing.
made_of() {
    {
        find app server style .cargo Cargo.toml Cargo.lock scripts/build.sh -type f -print0 |
            LC_ALL=C sort -z | xargs -0 sha256sum
        rustc -vV
        cargo-leptos --version
        wasm-bindgen --version
        sha256sum end2end/package-lock.json
    } | sha256sum
}

now=$(made_of)
if [ "$now" = "$(cat "$stamp" 2>/dev/null)" ] && [ -x target/bin/riskbild ] && [ -f target/site/pkg/riskbild.wasm.br ]; then
    echo "riskbild: up to date"
    exit 0
fi

echo "riskbild: building (the first time on a machine compiles everything, about half an hour on two cores)"
rm -f "$stamp"
# --precompress writes .br and .gz beside every file of the site, at full strength.
cargo-leptos build --release --precompress --cargo-locked
# The cache is shared with other clones, which may replace the binary there; what runs here is this clone's own.
mkdir -p target/bin
cp "$cargo_target/release/riskbild" target/bin/riskbild.new
mv -f target/bin/riskbild.new target/bin/riskbild
echo "$now" >"$stamp"
