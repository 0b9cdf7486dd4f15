#!/usr/bin/env bash
# stories.sh ARGUMENTS… : run Playwright against this clone's own build. Arguments go to Playwright as they are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../end2end"

RISKBILD_BIN=${RISKBILD_BIN:-$PWD/../target/bin/riskbild}
LEPTOS_SITE_ROOT=${LEPTOS_SITE_ROOT:-$PWD/../target/site}
export RISKBILD_BIN LEPTOS_SITE_ROOT
exec node_modules/.bin/playwright test "$@"
