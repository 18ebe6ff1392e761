#!/usr/bin/env bash
# Installs what the tests need besides Rust, Node and npm: PostgreSQL, Chromium, Python for schemathesis,
# qpdf and poppler to read PDF.
# As root from Debian's packages; otherwise it says exactly what to install.
set -euo pipefail
cd "$(dirname "$0")/.."
cache="${XDG_CACHE_HOME:-$HOME/.cache}/okrsek"

missing=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
command -v python3 >/dev/null 2>&1 && python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
command -v qpdf >/dev/null 2>&1 || missing+=(qpdf)
command -v pdfinfo >/dev/null 2>&1 || missing+=(poppler-utils)
command -v cc >/dev/null 2>&1 || missing+=(build-essential)

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing for the tests: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "The tests need: ${missing[*]}"
    echo "On Debian or Ubuntu:  sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 1
  fi
fi

# schemathesis reads the OpenAPI document and tries the API with it; pinned, in a folder of its own.
if [ ! -x "$cache/schemathesis-4.32.5/bin/st" ]; then
  python3 -m venv "$cache/schemathesis-4.32.5"
  "$cache/schemathesis-4.32.5/bin/pip" install --quiet schemathesis==4.32.5
fi
