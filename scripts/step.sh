#!/usr/bin/env bash
# step.sh TITLE COMMAND… : run one step under a heading and say how it went and how long it took.
set -uo pipefail
title=$1
shift
printf '\n==> %s\n' "$title"
start=$SECONDS
"$@"
status=$?
if [ "$status" -eq 0 ]; then
    printf -- '--- %s: done in %d s\n' "$title" $((SECONDS - start))
else
    printf -- '--- %s: FAILED (exit %d) after %d s\n' "$title" "$status" $((SECONDS - start))
fi
exit "$status"
