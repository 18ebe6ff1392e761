#!/usr/bin/env bash
# A private PostgreSQL tuned for the comparison, reached by a Unix socket: no system service, one folder.
#
#   benches/peers/postgres.sh start   starts it unless it runs, and prints the folder of its socket
#   benches/peers/postgres.sh stop    stops it and removes the folder with the data
#
# The settings give it its best: data in its own cache, no waiting for the disk while loading, no parallel
# workers (every contestant has one thread) and no just-in-time compiler (it costs more than these queries).
set -euo pipefail

fail() { echo "postgres.sh: $*" >&2; exit 1; }

# PostgreSQL refuses to run as root; then everything is done as the user `postgres` of Debian's package.
if [ "$(id -u)" = 0 ]; then
    dir=${OKRSEK_BENCH_POSTGRES_DIR:-/var/tmp/okrsek-bench-postgres}
    as_owner() { (cd / && exec runuser -u postgres -- "$@"); }
else
    dir=${OKRSEK_BENCH_POSTGRES_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/okrsek/bench-postgres}
    as_owner() { "$@"; }
fi
data=$dir/data
bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)}
[ -x "$bin/initdb" ] || fail "no PostgreSQL programs found; benches/peers/needs.sh installs them"

running() { [ -f "$data/postmaster.pid" ] && as_owner "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; }

settings() {
    cat <<END
listen_addresses = ''
unix_socket_directories = '$dir'
shared_buffers = 3GB
effective_cache_size = 8GB
work_mem = 256MB
maintenance_work_mem = 2GB
max_parallel_workers_per_gather = 0
max_parallel_maintenance_workers = 1
random_page_cost = 1.1
jit = off
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 8GB
autovacuum = off
END
}

start() {
    running && return
    if [ ! -f "$data/PG_VERSION" ]; then
        rm -rf "$dir"
        install -d -m 700 "$dir"
        [ "$(id -u)" != 0 ] || chown postgres "$dir"
        # Nobody but the owner (and root) reaches the socket, so no password.
        as_owner "$bin/initdb" -D "$data" -U okrsek --auth=trust --encoding=UTF8 --locale=C --no-sync \
            >/dev/null || fail "initdb failed"
        settings | as_owner tee "$data/postgresql.auto.conf" >/dev/null
    fi
    as_owner "$bin/pg_ctl" -D "$data" -l "$dir/server.log" -w -t 60 start </dev/null >/dev/null ||
        { as_owner tail -n 20 "$dir/server.log" >&2; fail "the server does not start"; }
}

case ${1:-} in
    start) start; echo "$dir" ;;
    stop) if running; then as_owner "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null; fi; rm -rf "$dir" ;;
    *) sed -n 2,9p "$0" | sed 's/^# \{0,1\}//' >&2; exit 2 ;;
esac
