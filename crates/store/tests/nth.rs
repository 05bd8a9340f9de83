//! The n-th write or flush of SQLite's files fails, for every n: what was acknowledged is there, and the database opens
//! without repair. The system calls of a process of its own are made to fail by `strace`.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use store::testing::{World, world};
use store::{Engine, Fault, Migration, Settings, Store, params};

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "entries",
    shared: Some("CREATE TABLE entry (id BIGINT PRIMARY KEY, text TEXT NOT NULL) STRICT;"),
    sqlite: None,
    postgres: None,
}];

/// Tells a test process that it is the one whose calls fail, and where its database is.
const VICTIM: &str = "KLIPPKORT_VICTIM";
/// Set to 1, nothing is made to fail where `strace` is not installed, and it says so.
const WITHOUT_STRACE: &str = "KLIPPKORT_WITHOUT_STRACE";
const TEST: &str = "the_nth_write_or_flush_may_fail_for_every_n";
/// What the victim writes, a commit each.
const ENTRIES: usize = 5;

/// How often a call fails.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fails {
    /// Once, and it works again.
    Once,
    /// From then on: the disk is gone.
    FromThenOn,
}

async fn insert(store: &Store, text: String) -> Result<u64, Fault> {
    let insert = "INSERT INTO entry (text) VALUES ($1)";
    store
        .write(move |tx| tx.execute(insert, params![&text]))
        .await
}

async fn texts(store: &Store, sql: &'static str) -> Vec<String> {
    let read = store.read::<_, Fault, _>(move |reader| reader.rows(sql, &[], |row| row.get(0)));
    read.await.expect("it is read")
}

/// In the process whose calls fail: writes, and says what was acknowledged.
async fn be_the_victim(place: &str) {
    let path = place.into();
    let Ok(store) = Store::open(&Settings::Sqlite { path }) else {
        return;
    };
    for number in 0..ENTRIES {
        match insert(&store, format!("entry {number}")).await {
            Ok(_) => println!("\nkept entry {number}"),
            Err(Fault::Unavailable(_) | Fault::Full) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    for _ in 0..5 {
        if insert(&store, "last".to_owned()).await.is_ok() {
            println!("\nkept last");
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    store.close().await;
}

/// Lets a process of its own write to the database of `world` while the `failing`-th of `calls` fails; what was
/// acknowledged to it, or nothing where there were not so many calls.
fn fail(world: &World, calls: &str, failing: usize, fails: Fails) -> Option<BTreeSet<String>> {
    let Settings::Sqlite { path } = &world.settings else {
        panic!("it is not SQLite")
    };
    let beside = |end: &str| format!("{}{end}", path.display());
    let trace = beside(".trace");
    let when = match fails {
        Fails::Once => failing.to_string(),
        Fails::FromThenOn => format!("{failing}+"),
    };
    let victim = Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-o",
            &trace,
            "-P",
            &beside(""),
            "-P",
            &beside("-wal"),
        ])
        .args(["-e", &format!("trace={calls}")])
        .args(["-e", &format!("inject={calls}:error=EIO:when={when}")])
        .arg(env::current_exe().expect("this test has a file"))
        .args(["--exact", TEST, "--nocapture"])
        .env(VICTIM, beside(""))
        .output()
        .expect("strace starts");
    let said = String::from_utf8_lossy(&victim.stdout).into_owned();
    assert!(
        victim.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&victim.stderr)
    );
    let trace = fs::read_to_string(trace).expect("strace told what it saw");
    let kept = said.lines().filter_map(|line| line.strip_prefix("kept "));
    trace
        .contains("(INJECTED)")
        .then(|| kept.map(str::to_owned).collect())
}

/// Whether `strace` is there, unless it is left out on purpose.
fn can_trace() -> bool {
    let paths = env::var_os("PATH").unwrap_or_default();
    if env::split_paths(&paths).any(|folder: PathBuf| folder.join("strace").exists()) {
        return true;
    }
    let left_out = env::var(WITHOUT_STRACE).is_ok_and(|value| value == "1");
    assert!(
        left_out,
        "strace is missing: install it, or set {WITHOUT_STRACE}=1"
    );
    eprintln!("NO CALL WAS MADE TO FAIL: strace is missing, and {WITHOUT_STRACE}=1 allows that");
    false
}

#[tokio::test]
async fn the_nth_write_or_flush_may_fail_for_every_n() {
    if let Ok(place) = env::var(VICTIM) {
        return be_the_victim(&place).await;
    }
    if !can_trace() {
        return;
    }
    for calls in ["write,pwrite64", "fsync,fdatasync"] {
        for fails in [Fails::Once, Fails::FromThenOn] {
            let mut failed = 0;
            loop {
                let world = world(Engine::Sqlite, SCHEMA).expect("SQLite is built in");
                world.store.clone().close().await;
                let Some(kept) = fail(&world, calls, failed + 1, fails) else {
                    break;
                };
                failed += 1;
                let what = format!("{calls} {failed} {fails:?}");
                let store = Store::open(&world.settings).expect("it opens without repair");
                assert_eq!(
                    texts(&store, "PRAGMA integrity_check").await,
                    ["ok"],
                    "{what}"
                );
                let there = texts(&store, "SELECT text FROM entry").await;
                let once: BTreeSet<String> = there.iter().cloned().collect();
                assert_eq!(once.len(), there.len(), "{what}: nothing is there twice");
                assert!(
                    once.is_superset(&kept),
                    "{what}: {kept:?} are not all in {there:?}"
                );
                assert!(
                    fails == Fails::FromThenOn || kept.contains("last"),
                    "{what}: it goes on"
                );
                insert(&store, "after".to_owned())
                    .await
                    .expect("it can be written");
            }
            assert!(
                failed >= ENTRIES,
                "{calls} {fails:?}: {failed} were made to fail"
            );
        }
    }
}
