#!/usr/bin/env bash
# The whole program from outside: command line, API and browser, each on SQLite and on PostgreSQL.
#
#   tests/system.sh              everything
#   tests/system.sh browser      one folder of tests (cli, api, opendata, browser, signin, staff)
#   tests/system.sh browser/answer.test.mjs
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${OKRSEK_TEST_POSTGRES:-}" ]; then exec tests/with-postgres.sh tests/system.sh "$@"; fi

cargo build --quiet --locked --package okrsek
export OKRSEK_BIN="${CARGO_TARGET_DIR:-$PWD/target}/debug/okrsek"

tests/packages.sh

# The demonstration city is built once and copied for every test that wants one.
ground="$(mktemp -d)"
trap 'rm -rf "$ground"' EXIT
export OKRSEK_DEMO_SQLITE="$ground/demo.db"
psql() { command psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 "$OKRSEK_TEST_POSTGRES" --command "$1"; }
psql 'drop database if exists okrsek_demo' 2>/dev/null
psql 'create database okrsek_demo'
for database in "sqlite://$OKRSEK_DEMO_SQLITE" "${OKRSEK_TEST_POSTGRES%/*}/okrsek_demo"; do
    (cd "$ground" && OKRSEK_LOG__LEVEL=warn "$OKRSEK_BIN" --database "$database" demo >/dev/null 2>demo.log) || { cat "$ground/demo.log" >&2; exit 1; }
done

[ $# -gt 0 ] || set -- cli api opendata browser signin staff
files=()
for part in "$@"; do
    if [ -z "$(ls "tests/$part"/*.test.mjs 2>/dev/null)" ] && [ -d "tests/$part" ]; then continue; fi
    if [ -d "tests/$part" ]; then files+=("tests/$part"/*.test.mjs); else files+=("tests/$part"); fi
done
node --test --test-timeout=400000 --test-concurrency="${TEST_CONCURRENCY:-3}" --test-reporter=spec "${files[@]}"
