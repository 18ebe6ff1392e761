#!/usr/bin/env bash
# The workplace of a large city: 100,000 cases, a million timeline rows, 500 people, on SQLite and on PostgreSQL.
#
#   benches/staff.sh [CASES [LINES [PEOPLE]]]     100,000 cases, 1,000,000 lines, 500 people
#
# Prints the time of every list page over HTTP. OKRSEK_BINARY names a ready binary; otherwise the release build is made first. STAFF_DATABASES limits to
# `sqlite` or `postgres`.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
cases=${1:-100000} lines=${2:-1000000} people=${3:-500}
target=${CARGO_TARGET_DIR:-$root/target}

binary=${OKRSEK_BINARY:-}
if [ -z "$binary" ]; then
    make --silent assets
    cargo build --release --locked --quiet --package okrsek
    binary=$target/release/okrsek
fi
cargo build --release --locked --quiet --package benches --bin staff
tests/packages.sh

work=$(mktemp -d "${TMPDIR:-/tmp}/okrsek-staff.XXXXXX")
server=
export OKRSEK_TEST_POSTGRES_DIR=${OKRSEK_TEST_POSTGRES_DIR:-/var/tmp/okrsek-bench-staff-postgres}
finish() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
    tests/postgres.sh stop || true
    rm -rf "$work"
}
trap finish EXIT

load() { cut -d' ' -f1-3 /proc/loadavg; }
export OKRSEK_LANG=cs OKRSEK_LOG__LEVEL=warn
export OKRSEK_WEB__API_PER_MINUTE=0 OKRSEK_WEB__SUGGEST_PER_MINUTE=0 OKRSEK_WEB__PAGES_PER_MINUTE=0

echo "# The workplace"
echo
echo "$(nproc) cores,$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2); load average $(load) at the start"

race() { # NAME DATABASE
    local port=$((20000 + RANDOM % 20000))
    mkdir -p "$work/$1"
    cd "$work/$1" # keys are kept here
    "$binary" --database "$2" demo >/dev/null 2>said || { cat said >&2; exit 1; }
    echo "- $1: $("$target/release/staff" "$2" "$cases" "$lines" "$people")"
    # A database that has just been filled knows nothing of its tables yet; autovacuum would tell it within minutes.
    case $2 in postgres:*) psql --quiet --no-psqlrc "$2" --command analyze ;; esac
    "$binary" --database "$2" serve --demo --listen "127.0.0.1:$port" >said 2>&1 </dev/null &
    server=$!
    until curl -fs -o /dev/null "http://127.0.0.1:$port/health"; do
        kill -0 "$server" 2>/dev/null || { cat said >&2; exit 1; }
        sleep 0.05
    done
    echo
    node "$root/benches/staff.mjs" "http://127.0.0.1:$port" "$1"
    kill "$server" && wait "$server" 2>/dev/null || true
    server=
    echo
    cd "$root"
}

case ${STAFF_DATABASES:-sqlite postgres} in *sqlite*) race SQLite "sqlite://$work/okrsek.db" ;; esac
case ${STAFF_DATABASES:-sqlite postgres} in *postgres*)
    url=$(tests/postgres.sh start)
    psql --quiet --no-psqlrc "$url" --command 'create database staff'
    race PostgreSQL "${url%/*}/staff"
    ;;
esac
echo "load average $(load) at the end"
