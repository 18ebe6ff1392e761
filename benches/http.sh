#!/usr/bin/env bash
# The whole program on the whole country: import, start-up, memory, and requests a second over HTTP.
#
#   benches/http.sh [ADDRESSES [SECONDS [CONNECTIONS]]]      2,900,000 addresses, 15 seconds, 16 connections
#
# Server and load generator (wrk, Debian's package) share this machine. OKRSEK_BINARY names a ready binary;
# otherwise the release build is made first. SERVE_DATABASE (default a fresh SQLite file) may be a postgres:// URL
# of an empty database.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
addresses=${1:-2900000} seconds=${2:-15} connections=${3:-16}
target=${CARGO_TARGET_DIR:-$root/target}
shared=${OKRSEK_SHARED:-$root/../shared}

benches/peers/needs.sh
binary=${OKRSEK_BINARY:-}
if [ -z "$binary" ]; then
    make --silent assets
    cargo build --release --locked --quiet --package okrsek
    binary=$target/release/okrsek
fi
cargo build --release --locked --quiet --package benches --bin country

work=$(mktemp -d "${TMPDIR:-/tmp}/okrsek-http.XXXXXX")
server=
finish() { if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; rm -rf "$work"; }
trap finish EXIT

now() { date +%s%N; }
since() { echo $((($(now) - $1) / 1000000)); }                           # milliseconds
memory() { awk -v k="$2:" '$1 == k { printf "%d", $2 / 1000 }' "/proc/$1/status" 2>/dev/null || true; } # MB
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }                        # CPU time, in hundredths of a second
load() { cut -d' ' -f1-3 /proc/loadavg; }

port=$((20000 + RANDOM % 20000))
export OKRSEK_LANG=en
export OKRSEK_DATABASE__URL=${SERVE_DATABASE:-sqlite://$work/okrsek.db}
export OKRSEK_LISTEN=127.0.0.1:$port OKRSEK_LOG__LEVEL=warn
export OKRSEK_WEB__API_PER_MINUTE=0 OKRSEK_WEB__SUGGEST_PER_MINUTE=0 OKRSEK_WEB__PAGES_PER_MINUTE=0
cd "$work" # no okrsek.toml here

echo "# The whole country over HTTP"
echo
echo "$(nproc) cores,$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2); load average $(load) at the start"
echo
echo "- input: $("$target/release/country" "$work" "$addresses" 20000)"

# Runs a command and prints how long it took and how much memory it had at most.
measured() {
    local name=$1 start peak=0 seen pid
    shift
    start=$(now)
    "$@" >"$work/said" 2>&1 </dev/null &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        seen=$(memory "$pid" VmHWM)
        peak=${seen:-$peak}
        sleep 0.05
    done
    wait "$pid" || { echo "$name failed:" >&2; tail -n 20 "$work/said" >&2; exit 1; }
    echo "- $name: $(since "$start") ms, at most $peak MB of memory"
}

measured "import of addresses" "$binary" import addresses --date 2023-12-31 --yes "$work"/country-*.csv
areas=$shared/data/precincts/pcr_oop_cechy_2013.geojson.gz
if [ -f "$areas" ]; then
    gunzip -c "$areas" >"$work/areas.geojson"
    measured "import of 321 State Police areas" "$binary" import territories --layer state-police "$work/areas.geojson"
else
    echo "SKIPPED: $areas is not there; answers name no territory" >&2
fi
[ ! -f "$work/okrsek.db" ] || echo "- database file: $(($(stat -c %s "$work/okrsek.db") / 1000000)) MB"

start=$(now)
"$binary" serve >"$work/server" 2>&1 </dev/null &
server=$!
until curl -fs -o /dev/null "http://127.0.0.1:$port/health"; do
    kill -0 "$server" 2>/dev/null || { tail -n 20 "$work/server" >&2; exit 1; }
    [ "$(since "$start")" -lt 120000 ] || { echo "the server does not get healthy" >&2; exit 1; }
    sleep 0.01
done
echo "- start-up from the persisted index until /health is ok: $(since "$start") ms, resident $(memory "$server" VmRSS) MB"

# Before the race: are these answers?
statuses=$(head -n 200 questions.txt | sed "s|.*|url = \"http://127.0.0.1:$port/api/v1/find?q=&\"\noutput = /dev/null|" |
    curl -s -w '%{http_code}\n' -K - | sort | uniq -c | awk '{ printf "%s × %s ", $2, $1 }')
echo "- 200 questions first, by status: $statuses"

echo
echo "| path | connections | requests | requests/s | p50 | p99 | longest | not 2xx/3xx | broken | server CPU per request |"
echo "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
race() {
    local figures before
    wrk -t1 -c"$connections" -d3s -s "$root/benches/questions.lua" "http://127.0.0.1:$port" -- questions.txt "$1" >/dev/null
    for _ in 1 2 3; do
        before=$(ticks "$server")
        figures=$(wrk -t1 -c"$connections" -d"${seconds}s" -s "$root/benches/questions.lua" "http://127.0.0.1:$port" -- questions.txt "$1")
        echo "$figures" | awk -v path="$1" -v c="$connections" -v used="$(($(ticks "$server") - before))" '/^FIGURES/ {
            for (i = 2; i <= NF; i++) { split($i, pair, "="); f[pair[1]] = pair[2] }
            printf "| `%s` | %d | %d | %d | %s ms | %s ms | %s ms | %d | %d | %.0f µs |\n",
                path, c, f["requests"], f["per_second"], f["p50_ms"], f["p99_ms"], f["max_ms"], f["not_ok"], f["broken"],
                used * 10000 / f["requests"] }'
    done
}
race "/api/v1/find?q="
race "/api/v1/suggest?q="
echo
echo "resident $(memory "$server" VmRSS) MB after the load; load average $(load) at the end"
