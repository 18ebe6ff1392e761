#!/usr/bin/env bash
# Runs a command with a private PostgreSQL at its side and stops it afterwards, whatever the command said:
#
#   tests/with-postgres.sh cargo test --package store
#
# Without PostgreSQL's programs the command still runs, loudly, on SQLite alone; CI sets
# OKRSEK_REQUIRE_POSTGRES=1 and then it is an error.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
[ $# -gt 0 ] || { sed -n 2,7p "$0" | sed 's/^# \{0,1\}//' >&2; exit 2; }

# One of our own, so that two checkouts tested at once do not stop each other's.
if [ "$(id -u)" = 0 ]; then base=/var/tmp; else base="${XDG_CACHE_HOME:-$HOME/.cache}/okrsek"; fi
export OKRSEK_TEST_POSTGRES_DIR="${OKRSEK_TEST_POSTGRES_DIR:-$base/okrsek-test-postgres-$$}"

if url="$("$here/postgres.sh" start)"; then
    trap '"$here/postgres.sh" stop || true' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    export OKRSEK_TEST_POSTGRES="$url"
elif [ "${OKRSEK_REQUIRE_POSTGRES:-}" = 1 ]; then
    echo "with-postgres.sh: PostgreSQL is required here and did not start" >&2
    exit 1
else
    echo "SKIPPED: everything on PostgreSQL (it did not start)" >&2
fi
"$@"
