#!/usr/bin/env bash
# Installs the npm packages of the tests. The lock file decides what is installed; nothing is installed again while it
# is unchanged.
set -euo pipefail
cd "$(dirname "$0")"
if cmp -s package-lock.json node_modules/.installed; then exit 0; fi
npm ci --no-audit --no-fund --loglevel=error
cp package-lock.json node_modules/.installed
