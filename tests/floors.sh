#!/usr/bin/env bash
# The house stands as ARCHITECTURE.md draws it: who may import whom, and nothing that does not belong.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo metadata --format-version 1 --locked | node tests/floors.mjs
node tests/tidy.mjs
