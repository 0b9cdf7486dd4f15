#!/usr/bin/env bash
# The client stays small: it is the islands and nothing else. Its tree has no pages, rules, dates or routes, and of the
# server no database, no async runtime, no regular expressions.
# Macros run while compiling and never reach the browser, so their packages don't count. Leptos' own settings package
# asks for `regex` to read Cargo.toml on a server; nothing in the client calls it and the linker drops it, so that one
# branch is left out. Anyone else who brings `regex` is caught.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tree=$(cargo tree --locked -p hydrate --target wasm32-unknown-unknown -e normal,no-proc-macro --prune leptos_config --prefix none)
# An empty answer would pass any search: make sure that this is the client's tree at all.
grep -q '^leptos ' <<<"$tree" || { echo "The client's package tree could not be read." >&2; exit 1; }

found=$(grep -oE '^(app|domain|chrono[a-z_-]*|leptos_(router|meta|axum)|surreal[a-z_-]*|tokio[a-z_-]*|regex[a-z_-]*|store|export|server) ' <<<"$tree" | sort -u | tr -d '\n' || true)
if [ -n "$found" ]; then
    echo "The client must not hold: $found" >&2
    echo "Find who asks for it: cargo tree -p hydrate --target wasm32-unknown-unknown -e normal -i NAME" >&2
    exit 1
fi
echo "The client holds $(awk 'NF { print $1 }' <<<"$tree" | sort -u | wc -l) packages; none of them is a page, a rule or server code."
