#!/usr/bin/env bash
# Installs what a comparison needs: PostgreSQL with pg_trgm, unaccent and PostGIS, and the load generator wrk; or, asked
# with "r", R and its package survey; asked with "python", a folder of Python packages of its own beside what cargo builds.
# As root from Debian's packages; otherwise it says exactly what to install.
set -euo pipefail

# polars: a Python environment of its own, pinned.
if [ "${1:-}" = polars ]; then
    home="${XDG_CACHE_HOME:-$HOME/.cache}/okrsek/polars"
    [ -x "$home/bin/python" ] || python3 -m venv "$home"
    "$home/bin/pip" install --quiet polars==1.31.0
    exit 0
fi

missing=()
if [ "${1:-}" = python ]; then
    here=$(cd "$(dirname "$0")" && pwd)
    packages=${CARGO_TARGET_DIR:-$here/../../target}/peers-python
    if ! cmp -s "$here/crime_space.requirements.txt" "$packages/installed.txt"; then
        echo "installing for the benches: Python packages into $packages" >&2
        python3 -m venv "$packages"
        "$packages/bin/pip" install --quiet --requirement "$here/crime_space.requirements.txt"
        cp "$here/crime_space.requirements.txt" "$packages/installed.txt"
    fi
    exit 0
elif [ "${1:-}" = r ]; then
    Rscript -e 'stopifnot(requireNamespace("survey", quietly = TRUE))' >/dev/null 2>&1 || missing+=(r-base-core r-cran-survey)
else
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
    ls /usr/share/postgresql/*/extension/pg_trgm.control >/dev/null 2>&1 || missing+=(postgresql-contrib)
    ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 || missing+=(postgresql-postgis)
    command -v wrk >/dev/null 2>&1 || missing+=(wrk)
fi
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing for the benches: ${missing[*]}" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    echo "The comparison needs: ${missing[*]}"
    echo "On Debian or Ubuntu:  sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 1
fi
