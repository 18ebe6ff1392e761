#!/usr/bin/env bash
# A short look by the fuzzers at every reader of foreign bytes; FUZZ_SECONDS=3600 tests/fuzz.sh for a long one.
# A crash fails and leaves its input in the target's artifacts folder.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds="${FUZZ_SECONDS:-20}"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/okrsek"
folders=(fuzz engines/territories/fuzz)

skip() { echo "SKIPPED: fuzzing ($*)" >&2; exit 0; }

command -v rustup >/dev/null 2>&1 || skip "no rustup, so no nightly compiler"
if ! rustup run nightly rustc --version >/dev/null 2>&1; then
    timeout 300 rustup toolchain install nightly --profile minimal >/dev/null 2>&1 || skip "no nightly compiler, and none can be installed"
fi
PATH="$cache/tools/bin:$PATH"
if ! cargo fuzz --version >/dev/null 2>&1; then
    cargo install --quiet --locked --root "$cache/tools" cargo-fuzz || skip "cargo-fuzz cannot be installed"
fi

# Finds of earlier runs are kept outside the clone and tried again first.
corpus="$cache/fuzz-corpus"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache/target}/fuzz"
failed=()
for folder in "${folders[@]}"; do
    for target in $(cargo +nightly fuzz list --fuzz-dir "$folder"); do
        mkdir -p "$corpus/$target"
        echo "fuzz $target for $seconds s"
        log="$(mktemp)"
        if cargo +nightly fuzz run --fuzz-dir "$folder" "$target" "$corpus/$target" -- \
            -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 >"$log" 2>&1
        then grep -E 'number_of_executed_units|new_units_added' "$log" | sed 's/^stat::/  /' || true
        else tail -n 60 "$log" >&2; failed+=("$folder $target"); fi
        rm -f "$log"
    done
done
[ ${#failed[@]} -eq 0 ] || { printf 'fuzz: %s failed\n' "${failed[@]}" >&2; exit 1; }
