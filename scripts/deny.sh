#!/usr/bin/env bash
# Licences, banned packages and sources by deny.toml. Advisories need the network and are asked for by hand.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! cargo deny --version >/dev/null 2>&1; then
    echo "SKIPPED: cargo-deny is not installed ('cargo install cargo-deny' adds it), so licences are not checked here."
    exit 0
fi
cargo deny --all-features --offline check bans licenses sources
