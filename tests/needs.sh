#!/usr/bin/env bash
# Installs what the tests need besides Rust, Node and npm: PostgreSQL, Chromium, Python for schemathesis and csvw,
# qpdf and poppler to read PDF, GDAL and OWSLib to open the map layers.
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
command -v ogrinfo >/dev/null 2>&1 || missing+=(gdal-bin)
/usr/bin/python3 -c 'import owslib' 2>/dev/null || missing+=(python3-owslib)
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

# csvw reads tables by their descriptions (CSV on the Web); pinned likewise.
if [ ! -x "$cache/csvw-4.1.1/bin/python" ]; then
  python3 -m venv "$cache/csvw-4.1.1"
  "$cache/csvw-4.1.1/bin/pip" install --quiet csvw==4.1.1
fi

# The official schemas of open data catalogues, dated and so never changed. They say nothing of a licence, so they are
# fetched from where they are published and not kept here; without the network the test that wants them says SKIPPED.
ofn="https://ofn.gov.cz"
norm="dcat-ap-cz-rozhran%C3%AD-katalog%C5%AF-otev%C5%99en%C3%BDch-dat/2024-05-28/sch%C3%A9mata"
types="z%C3%A1kladn%C3%AD-datov%C3%A9-typy/2020-07-01/sch%C3%A9mata"
schema() {
  [ -s "$cache/ofn/$1" ] || curl --fail --silent --show-error --location --max-time 30 --create-dirs --output "$cache/ofn/$1" "$ofn/$2" \
    || echo "NOT FETCHED: $ofn/$2"
}
schema katalog.json "$norm/katalog.json"
schema datova-sada.json "$norm/datov%C3%A1-sada.json"
schema text.json "$types/text.json"
schema vice-textu.json "$types/v%C3%ADce-text%C5%AF.json"
