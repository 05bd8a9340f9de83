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
initdb --pgdata=data --locale=C --encoding=UTF8 --username=klippkort --auth=trust --no-instructions
postgres -D data -k "$home" -c listen_addresses= -c max_connections=400 &
server=$!
trap 'kill -INT $server' TERM INT
echo $$ >supervisor.pid

# Whether no test has come for ten minutes and none is connected.
is_idle() {
    clients="SELECT count(*) - 1 FROM pg_stat_activity WHERE backend_type = 'client backend'"
    [ -n "$(find used -mmin +10)" ] &&
        [ "$(psql -h "$home" -U klippkort -d postgres -Atc "$clients")" = 0 ]
}

while kill -0 $server 2>/dev/null; do
    sleep 5 &
    wait $! || true
    # Under the lock of the tests, so that none comes between looking and stopping.
    (
        flock 9
        if is_idle; then
            kill -INT $server
            while [ -e data/postmaster.pid ]; do sleep 0.1; done
        fi
    ) 9<lock
done
rm -rf data supervisor.pid
