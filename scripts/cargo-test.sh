#!/usr/bin/env bash
# Unit, store and server tests, in the profile that also runs and measures: the engine is compiled once for all three.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --release --locked
    # nextest leaves out the examples in the documentation.
    cargo test --release --locked --doc
else
    cargo test --release --locked
fi
