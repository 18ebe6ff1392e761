#!/usr/bin/env bash
# A private PostgreSQL for the tests: no system service, no root password, nothing outside one folder.
#
#   tests/postgres.sh start   starts it unless it runs, and prints the address for OKRSEK_TEST_POSTGRES
#   tests/postgres.sh url     prints the address of the running one, or fails
#   tests/postgres.sh stop    stops it and removes the folder
#
# It listens on 127.0.0.1 on a free port and forgets about durability: it is for tests only.
# OKRSEK_TEST_POSTGRES_DIR chooses another folder, PG_BIN other PostgreSQL programs.
set -euo pipefail

fail() { echo "postgres.sh: $*" >&2; exit 1; }

# PostgreSQL refuses to run as root; then everything is done as the user `postgres` of Debian's package.
if [ "$(id -u)" = 0 ]; then
    dir=${OKRSEK_TEST_POSTGRES_DIR:-/var/tmp/okrsek-test-postgres}
    as_owner() { (cd / && exec runuser -u postgres -- "$@"); }
else
    dir=${OKRSEK_TEST_POSTGRES_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/okrsek/test-postgres}
    as_owner() { "$@"; }
fi
data=$dir/data

programs() {
    if [ -n "${PG_BIN:-}" ]; then bin=$PG_BIN; else
        bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
        [ -n "$bin" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")
    fi
    [ -x "$bin/initdb" ] || fail "no PostgreSQL programs found; install them: apt-get install postgresql"
    [ "$(id -u)" != 0 ] || id postgres >/dev/null 2>&1 || fail "run as root, but there is no user postgres to run the server"
}

running() { [ -f "$data/postmaster.pid" ] && as_owner "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; }

url() { echo "postgres://okrsek:okrsek@127.0.0.1:$(sed -n 4p "$data/postmaster.pid")/postgres"; }

free_port() {
    local port
    for _ in $(seq 100); do
        port=$((20000 + RANDOM % 20000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
    fail "no free port found"
}

make_cluster() {
    [ -f "$data/PG_VERSION" ] && return
    rm -rf "$data"
    install -d -m 700 "$dir"
    printf 'okrsek\n' >"$dir/password"
    [ "$(id -u)" != 0 ] || chown -R postgres "$dir"
    as_owner "$bin/initdb" -D "$data" -U okrsek --pwfile="$dir/password" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; fail "initdb failed"; }
}

start() {
    running && return
    make_cluster
    local settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300"
    settings+=" -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_wal_size=2GB"
    for _ in 1 2 3; do # another process may take the port in between
        # The server must not inherit open files such as somebody's lock.
        if (for fd in 3 4 5 6 7 8 9; do eval "exec $fd>&-"; done
            as_owner "$bin/pg_ctl" -D "$data" -l "$dir/server.log" -w -t 60 -o "-p $(free_port) $settings" start) </dev/null >/dev/null 2>&1
        then return; fi
    done
    as_owner tail -n 20 "$dir/server.log" >&2 || true
    fail "the server does not start"
}

stop() {
    if running; then as_owner "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null; fi
    rm -rf "$dir"
}

programs
case ${1:-} in
    start)
        install -d -m 755 "$(dirname "$dir")"
        exec 9>"$(dirname "$dir")/.okrsek-test-postgres.lock"
        flock 9 # two test runs may begin at once
        start
        exec 9>&-
        url
        ;;
    url) running || fail "not running"; url ;;
    stop) stop ;;
    *) sed -n 2,9p "$0" | sed 's/^# \{0,1\}//' >&2; exit 2 ;;
esac
