//! PostgreSQL's primary dies and its standby takes over: nothing acknowledged is lost, and writes are back in time.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    reason = "how long something takes is measured on the wall"
)]

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use store::testing::{WITHOUT_POSTGRES, binaries};
use store::{Engine, Fault, Migration, Settings, Store, params};
use tempfile::TempDir;
use tokio::time::sleep;

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "entries",
    shared: Some(
        "CREATE TABLE entry (id BIGINT PRIMARY KEY, number BIGINT NOT NULL UNIQUE) STRICT;",
    ),
    sqlite: None,
    postgres: None,
}];

const USER: &str = "klippkort";
/// How long until writes are back.
const PATIENCE: Duration = Duration::from_secs(30);

/// Two servers of a test, with sockets in one folder.
struct Servers {
    home: TempDir,
    binaries: PathBuf,
    is_root: bool,
    /// Where the primary and the standby listen.
    ports: [String; 2],
    running: Vec<Child>,
}

impl Servers {
    /// A primary whose commits wait for the standby, and the standby. `None` where PostgreSQL is left out on purpose.
    fn start() -> Option<Self> {
        let Some(binaries) = binaries() else {
            let left_out = std::env::var(WITHOUT_POSTGRES).is_ok_and(|value| value == "1");
            assert!(
                left_out,
                "PostgreSQL is missing: install it, or set {WITHOUT_POSTGRES}=1"
            );
            return None;
        };
        let id = Command::new("id").arg("-u").output().expect("id runs");
        let mut servers = Self {
            home: tempfile::tempdir().expect("a temporary folder"),
            binaries,
            is_root: id.stdout == b"0\n",
            ports: [(); 2].map(|()| free_port()),
            running: Vec::new(),
        };
        if servers.is_root {
            let mut owned = Command::new("chown");
            let owned = owned.arg("postgres").arg(servers.home.path()).status();
            assert!(owned.expect("chown runs").success());
        }
        let options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
        servers.run(
            "initdb",
            &[&["-D", "primary", "-U", USER], &options[..]].concat(),
        );
        servers.serve(0, "primary", "synchronous_standby_names=*");
        let from = servers.ports[0].clone();
        let from = ["-h", "127.0.0.1", "-p", &from, "-U", USER, "-D", "standby"];
        let options = ["--write-recovery-conf", "--checkpoint=fast", "--no-sync"];
        servers.run("pg_basebackup", &[&from[..], &options].concat());
        servers.serve(1, "standby", "hot_standby=on");
        Some(servers)
    }

    /// Both, as an operator names them.
    fn settings(&self) -> Settings {
        let [primary, standby] = &self.ports;
        let hosts = format!("127.0.0.1:{primary},127.0.0.1:{standby}");
        Settings::Postgres {
            url: format!("postgresql://{USER}@{hosts}/postgres?target_session_attrs=read-write"),
        }
    }

    /// A program of PostgreSQL, as somebody else than root.
    fn program(&self, name: &str) -> Command {
        let program = self.binaries.join(name);
        let mut command = if self.is_root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
            command.arg(program);
            command
        } else {
            Command::new(program)
        };
        let log = File::create(self.home.path().join(format!("{name}.log"))).expect("a log");
        command.current_dir(self.home.path()).stdin(Stdio::null());
        command
            .stdout(log.try_clone().expect("a second handle"))
            .stderr(log);
        command
    }

    fn run(&self, name: &str, arguments: &[&str]) {
        let done = self.program(name).args(arguments).status();
        let log = self.home.path().join(format!("{name}.log"));
        let said = std::fs::read_to_string(log).unwrap_or_default();
        assert!(done.expect("it starts").success(), "{name}: {said}");
    }

    /// Starts a server in a group of its own, and waits until it answers.
    fn serve(&mut self, place: usize, folder: &str, setting: &str) {
        let port = self.ports[place].clone();
        let server = self
            .program("postgres")
            .args(["-D", folder, "-k", "", "-p", &port])
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"])
            .args(["-c", setting])
            .process_group(0)
            .spawn();
        self.running.push(server.expect("it starts"));
        let begun = Instant::now();
        let asks = ["-h", "127.0.0.1", "-p", &port, "-q"];
        let is_ready = |servers: &Self| {
            let asked = servers.program("pg_isready").args(asks).status();
            asked.is_ok_and(|status| status.success())
        };
        while !is_ready(self) {
            let is_late = begun.elapsed() > Duration::from_secs(90);
            assert!(!is_late, "{folder} does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Kills the server that was started first, with all its processes.
    fn kill_the_primary(&mut self) {
        let mut primary = self.running.remove(0);
        kill_all(&mut primary);
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        self.running.iter_mut().for_each(kill_all);
    }
}

/// A port that nobody listens at.
fn free_port() -> String {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    free.local_addr()
        .expect("it has an address")
        .port()
        .to_string()
}

/// Kills a server and whatever it has started.
fn kill_all(server: &mut Child) {
    let group = format!("-{}", server.id());
    // If it is gone already, so much the better.
    let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
    let _ = server.wait();
}

async fn insert(store: &Store, number: i64) -> Result<u64, Fault> {
    let insert = "INSERT INTO entry (number) VALUES ($1) ON CONFLICT (number) DO NOTHING";
    store
        .write(move |tx| tx.execute(insert, params![number]))
        .await
}

async fn numbers(store: &Store) -> Vec<i64> {
    let sql = "SELECT number FROM entry ORDER BY number";
    let read = store.read::<_, Fault, _>(move |reader| reader.rows(sql, &[], |row| row.get(0)));
    read.await.expect("it is read")
}

/// Four callers write until the first fault, while the primary is killed; the numbers that were acknowledged.
async fn written_until_death(store: &Store, servers: &mut Servers) -> Vec<i64> {
    let writers = (0..4).map(|writer| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut kept = Vec::new();
            for number in (writer * 1_000_000..).take(1_000_000) {
                if insert(&store, number).await.is_err() {
                    break;
                }
                kept.push(number);
            }
            kept
        })
    });
    let writers: Vec<_> = writers.collect();
    sleep(Duration::from_millis(500)).await;
    servers.kill_the_primary();
    let mut kept = Vec::new();
    for writer in writers {
        kept.extend(writer.await.expect("no panic"));
    }
    kept
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_takes_over_and_nothing_acknowledged_is_lost() {
    let Some(mut servers) = Servers::start() else {
        return;
    };
    let store = Store::open(&servers.settings()).expect("the address makes sense");
    assert_eq!(store.engine(), Engine::Postgres);
    store.migrate(SCHEMA).expect("the primary takes it");
    let kept = written_until_death(&store, &mut servers).await;
    assert!(kept.len() > 4, "something was acknowledged");
    let refused = insert(&store, -1).await;
    assert!(
        matches!(refused, Err(Fault::Unavailable(_))),
        "nobody takes writes: {refused:?}"
    );

    let begun = Instant::now();
    servers.run("pg_ctl", &["promote", "-D", "standby"]);
    while insert(&store, -2).await.is_err() {
        assert!(begun.elapsed() < PATIENCE, "writes are not back");
        sleep(Duration::from_millis(50)).await;
    }
    println!(
        "{} were acknowledged; writes were back {:?} after the promotion began",
        kept.len(),
        begun.elapsed()
    );
    let there = numbers(&store).await;
    let lost: Vec<&i64> = kept
        .iter()
        .filter(|number| there.binary_search(number).is_err())
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(there.windows(2).all(|two| two[0] < two[1]), "each once");
}
