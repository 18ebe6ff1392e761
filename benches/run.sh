#!/usr/bin/env bash
# Runs the benches and prints what was measured: machine, sizes, medians. Nothing is asserted, nothing is written.
#
#   benches/run.sh [NAME…] [-- ARGUMENTS OF THE LAST ONE]
#
#   access       authorize, and the proof of a long trail on SQLite and PostgreSQL
#   casework     lists, inbox, views and writes of a large workplace on SQLite and PostgreSQL, without HTTP
#   addresses    parse, build, save, load, suggest, find over the whole country
#   territories  points and doors to their territories
#   survey       means, groups, bootstrap, models, raking of a survey of a million rows, beside R's package survey
#   coverage     how often intervals hold the truth, over 2,000 samples of an invented town (not among the default ones)
#   crime_space  hot spots, densities, near repeats, scans for outbreaks, beside esda, scipy, KDEpy, pointpats and numpy
#   survey_files reading a survey of a million rows from CSV
#   crime_files  counting police files of 5 million rows by month, category and area, beside polars
#   risk         choosing among 500 measures with 100 dependencies: the best set, its proof, the next step
#   http         import, start-up, memory and requests a second of the whole program
#   staff        the workplace of a large city: every list page over HTTP, SQLite and PostgreSQL
#   peers        the same work on PostgreSQL (PostGIS, pg_trgm) and SQLite FTS5
#   build        clean release build, debug build after touching a module (not among the default ones)
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}

names=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do names+=("$1"); shift; done
[ $# -eq 0 ] || shift
[ ${#names[@]} -gt 0 ] || names=(access casework addresses territories survey survey_files crime_space risk http staff peers)

run() {
    case $1 in
        access | casework) export OKRSEK_TEST_POSTGRES="${OKRSEK_TEST_POSTGRES:-$(tests/postgres.sh start)}" ;;&
        access | casework | addresses | territories | survey_files | coverage | risk)
            cargo build --release --locked --quiet --package benches --bin "$1"
            echo "# $1 (load average $(cut -d' ' -f1-3 /proc/loadavg))"
            echo
            "$target/release/$1" "${@:2}"
            ;;
        survey)
            benches/peers/needs.sh r
            cargo build --release --locked --quiet --package benches --bin survey
            echo "# survey (load average $(cut -d' ' -f1-3 /proc/loadavg))"
            echo
            folder=$(mktemp -d "${TMPDIR:-/tmp}/okrsek-survey.XXXXXX")
            trap 'rm -rf "$folder"' EXIT
            "$target/release/survey" "${2:-1000000}" "$folder"
            Rscript benches/peers/survey.R "$folder"
            rm -rf "$folder"
            trap - EXIT
            ;;
        crime_space)
            benches/peers/needs.sh python
            cargo build --release --locked --quiet --package benches --bin crime_space
            echo "# crime_space (load average $(cut -d' ' -f1-3 /proc/loadavg))"
            echo
            folder=$(mktemp -d "${TMPDIR:-/tmp}/okrsek-crime-space.XXXXXX")
            trap 'rm -rf "$folder"' EXIT
            "$target/release/crime_space" "$folder" "${@:2}"
            "$target/peers-python/bin/python" benches/peers/crime_space.py "$folder" "${@:2}"
            rm -rf "$folder"
            trap - EXIT
            ;;
        crime_files)
            benches/peers/needs.sh polars
            cargo build --release --locked --quiet --package benches --bin crime_files
            echo "# crime_files (load average $(cut -d' ' -f1-3 /proc/loadavg))"
            echo
            folder=$(mktemp -d "${TMPDIR:-/tmp}/okrsek-crime.XXXXXX")
            trap 'rm -rf "$folder"' EXIT
            "$target/release/crime_files" write "$folder" "${2:-5000000}"
            # By turns, twice: whatever else the machine does falls on both.
            for name in map map_scattered streets map map_scattered streets; do
                "$target/release/crime_files" count "$folder" "$name"
                for engine in auto streaming; do
                    "${XDG_CACHE_HOME:-$HOME/.cache}/okrsek/polars/bin/python" benches/peers/crime_files.py "$folder" "$name" "$engine"
                done
            done
            rm -rf "$folder"
            trap - EXIT
            ;;
        staff) benches/staff.sh "${@:2}" ;;
        http) benches/http.sh "${@:2}" ;;
        peers)
            benches/peers/needs.sh
            cargo build --release --locked --quiet --package peers
            trap 'benches/peers/postgres.sh stop' EXIT
            "$target/release/peers" "${@:2}"
            benches/peers/postgres.sh stop
            trap - EXIT
            ;;
        build) benches/build.sh "${@:2}" ;;
        *) sed -n 2,19p "$0" | sed 's/^# \{0,1\}//' >&2; exit 2 ;;
    esac
    echo
}

last=$((${#names[@]} - 1))
for i in "${!names[@]}"; do
    if [ "$i" = "$last" ]; then run "${names[$i]}" "$@"; else run "${names[$i]}"; fi
done
