# Runs one throw-away PostgreSQL for all tests of a user, on a unix socket, and watches over it:
# when it has been idle for a while, the server stops and its data goes.
# Arguments: this script, the folder to live in, the folder of the server's programs.
set -eu
script=$1 home=$2 PATH=$3:$PATH

# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    chown postgres "$home"
    exec setpriv --reuid=postgres --regid=postgres --clear-groups sh -c "$script" "$0" "$@"
fi

cd "$home"
rm -rf data
echo $$ >supervisor.pid
initdb --pgdata=data --locale=C --encoding=UTF8 --username=klippkort --auth=trust --no-instructions
postgres -D data -k "$home" -c listen_addresses= -c max_connections=400 &
server=$!

# Keeps tests from coming in between.
lock() {
    exec 9<lock
    flock 9
}

# Whether no test has come for ten minutes and none is connected.
is_idle() {
    clients="SELECT count(*) - 1 FROM pg_stat_activity WHERE backend_type = 'client backend'"
    [ -n "$(find used -mmin +10)" ] &&
        [ "$(psql -h "$home" -U klippkort -d postgres -Atc "$clients")" = 0 ]
}

finish() {
    kill -INT $server 2>/dev/null || true
    wait $server || true
    # If it died by itself, a test may have started another.
    [ "$(cat supervisor.pid)" != $$ ] || rm -rf data supervisor.pid
    exit 0
}

trap 'lock; finish' TERM
while kill -0 $server 2>/dev/null; do
    sleep 5 &
    wait $! || true
    lock
    if is_idle; then finish; fi
    exec 9<&-
done
lock
finish
