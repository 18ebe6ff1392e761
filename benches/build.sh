#!/usr/bin/env bash
# How long the build takes: the whole release build from nothing, and a debug build after touching a module.
#
#   benches/build.sh [release|debug]...      both by default
#
# Builds in a folder of its own under ${TMPDIR:-/tmp}, with the crates already downloaded, and removes it;
# BUILD_FOLDER names an empty folder that is kept.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${BUILD_FOLDER:-$(mktemp -d "${TMPDIR:-/tmp}/okrsek-build.XXXXXX")}
[ -z "$(ls -A "$folder" 2>/dev/null)" ] || { echo "$folder is not empty" >&2; exit 1; }
[ -n "${BUILD_FOLDER:-}" ] || trap 'rm -rf "$folder"' EXIT
make --silent assets
cargo fetch --locked --quiet
export CARGO_TARGET_DIR=$folder CARGO_INCREMENTAL=

load() { cut -d' ' -f1-3 /proc/loadavg; }
seconds() { # prints the wall time of a command
    local start
    start=$(date +%s%N)
    "$@" || exit 1
    awk -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "%.1f", ns / 1e9 }'
}

echo "# Build times"
echo
echo "$(nproc) cores,$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2); $(rustc --version); load average $(load) at the start"
echo

release() {
    echo "- clean release build of okrsek: $(seconds cargo build --release --locked --quiet --package okrsek) s (load average $(load))"
}

debug() {
    local touched=modules/precincts/src/model.rs times=()
    unset CARGO_INCREMENTAL
    echo "- clean debug build of okrsek: $(seconds cargo build --locked --quiet --package okrsek) s (load average $(load))"
    for _ in 1 2 3; do
        touch "$touched"
        times+=("$(seconds cargo build --locked --quiet --package okrsek) s")
    done
    echo "- debug build after touching $touched, three times: ${times[*]} (load average $(load))"
}

for what in "${@:-release}"; do "$what"; done
[ $# -gt 0 ] || debug
