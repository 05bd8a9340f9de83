//! What SQLite alone must stand: a full disk, a grown log, a second process, a damaged file.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use store::testing::{World, world};
use store::{Engine, Fault, Migration, Settings, Store, params};
use tokio::task::JoinSet;
use tokio::time::sleep;

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "entries",
    shared: Some("CREATE TABLE entry (id BIGINT PRIMARY KEY, text TEXT NOT NULL) STRICT;"),
    sqlite: None,
    postgres: None,
}];

fn sqlite() -> World {
    world(Engine::Sqlite, SCHEMA).expect("SQLite is built in")
}

/// The file, or what stands beside it.
fn file(world: &World, suffix: &str) -> PathBuf {
    let Settings::Sqlite { path } = &world.settings else {
        panic!("not SQLite")
    };
    let mut path = path.clone().into_os_string();
    path.push(suffix);
    path.into()
}

async fn insert(store: &Store, length: usize) -> Result<u64, Fault> {
    let insert = "INSERT INTO entry (text) VALUES ($1)";
    store
        .write(move |tx| tx.execute(insert, params![&"x".repeat(length)]))
        .await
}

async fn count(store: &Store) -> i64 {
    let read = store.read::<i64, Fault, _>(|reader| {
        reader.row("SELECT count(*) FROM entry", &[], |row| row.get(0))
    });
    read.await.expect("entries can be counted")
}

#[tokio::test]
async fn jobs_that_pile_up_share_a_commit() {
    let world = sqlite();
    // One commit ends in a frame that says so: bytes 4 to 8 of its header are not zero.
    let commits = || {
        let log = fs::read(file(&world, "-wal")).expect("the log is there");
        log[32..]
            .chunks(24 + 4096)
            .filter(|frame| frame[4..8] != [0; 4])
            .count()
    };
    let before = commits();
    let (release, released) = mpsc::channel::<()>();
    let store = world.store.clone();
    let held = tokio::spawn(async move {
        store
            .write::<(), Fault, _>(move |_| {
                let _ = released.recv();
                Err(Fault::Busy)
            })
            .await
    });
    sleep(Duration::from_millis(50)).await;
    let mut set = JoinSet::new();
    for _ in 0..200 {
        let store = world.store.clone();
        set.spawn(async move { insert(&store, 10).await });
    }
    sleep(Duration::from_millis(50)).await;
    drop(release);
    held.await
        .expect("no panic")
        .expect_err("it asked to be undone");
    assert!(set.join_all().await.iter().all(Result::is_ok));
    assert_eq!(count(&world.store).await, 200);
    assert_eq!(commits() - before, 1);
}

#[tokio::test]
async fn a_full_disk_is_told_and_recovered_from() {
    let world = sqlite();
    insert(&world.store, 10).await.expect("there is space");
    let limit = |sql| {
        world
            .store
            .write::<i64, Fault, _>(move |tx| tx.row(sql, &[], |row| row.get(0)))
    };
    limit("PRAGMA max_page_count = 1")
        .await
        .expect("it becomes what is in use");
    assert!(matches!(
        insert(&world.store, 100_000).await,
        Err(Fault::Full)
    ));
    assert_eq!(count(&world.store).await, 1, "reads go on");
    // Those that share a commit with it are not told that they succeeded.
    let mut set = JoinSet::new();
    for length in [10, 100_000, 10, 100_000, 10] {
        let store = world.store.clone();
        set.spawn(async move { insert(&store, length).await });
    }
    let kept = set
        .join_all()
        .await
        .iter()
        .filter(|outcome| outcome.is_ok())
        .count();
    assert_eq!(
        count(&world.store).await,
        1 + i64::try_from(kept).expect("a few")
    );
    limit("PRAGMA max_page_count = 1000000")
        .await
        .expect("there is space again");
    insert(&world.store, 100_000).await.expect("there is space");
}

#[tokio::test]
async fn the_log_is_worked_off_behind_the_writer() {
    let world = sqlite();
    let path = file(&world, "");
    let before = fs::metadata(&path).expect("the file is there").len();
    for _ in 0..20 {
        insert(&world.store, 50_000).await.expect("there is space");
    }
    let mut patience = 100;
    while fs::metadata(&path).expect("the file is there").len() < before + 900_000 {
        patience -= 1;
        assert!(patience > 0, "the log is not worked off");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn closing_leaves_one_whole_file() {
    let world = sqlite();
    insert(&world.store, 10).await.expect("there is space");
    world.store.clone().close().await;
    assert!(!file(&world, "-wal").exists());
    let reopened = Store::open(&world.settings).expect("it opens again");
    assert_eq!(count(&reopened).await, 1);
}

#[tokio::test]
async fn what_was_acknowledged_is_in_the_log() {
    let world = sqlite();
    for _ in 0..5 {
        insert(&world.store, 10).await.expect("there is space");
    }
    // The files as a crash would leave them at this moment.
    let crashed = tempfile::tempdir().expect("a temporary folder");
    let path = crashed.path().join("crashed.sqlite");
    fs::copy(file(&world, ""), &path).expect("a copy");
    fs::copy(
        file(&world, "-wal"),
        crashed.path().join("crashed.sqlite-wal"),
    )
    .expect("a copy");
    let reopened = Store::open(&Settings::Sqlite { path }).expect("it opens without repair");
    assert_eq!(count(&reopened).await, 5);
}

#[tokio::test]
async fn another_process_may_write_in_between() {
    let world = sqlite();
    let other = Store::open_tuned(&world.settings, &world.tuning).expect("it opens twice");
    let mut set = JoinSet::new();
    for number in 0..40 {
        let store = if number % 2 == 0 {
            world.store.clone()
        } else {
            other.clone()
        };
        set.spawn(async move { insert(&store, 10).await });
    }
    assert!(set.join_all().await.iter().all(Result::is_ok));
    assert_eq!(count(&world.store).await, 40);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("letter.txt");
    fs::write(&path, "Dear reader, ".repeat(1_000)).expect("a file");
    let refused = Store::open(&Settings::Sqlite { path });
    assert!(matches!(refused.err(), Some(Fault::Corrupt(_))));
    let path = folder.path().join("absent/test.sqlite");
    let refused = Store::open(&Settings::Sqlite { path });
    assert!(matches!(refused.err(), Some(Fault::Unavailable(_))));
}

#[tokio::test]
async fn a_damaged_page_is_not_served() {
    let world = sqlite();
    for _ in 0..200 {
        insert(&world.store, 1_000).await.expect("there is space");
    }
    world.store.clone().close().await;
    let path = file(&world, "");
    let mut bytes = fs::read(&path).expect("the file is there");
    // The root page of the table, past the header of the file and the schema.
    for page in bytes.chunks_mut(4096).skip(2) {
        page[..8].fill(0xff);
    }
    fs::write(&path, bytes).expect("the file can be written");
    let reopened = Store::open(&world.settings).expect("it opens");
    let read = reopened.read::<Vec<String>, Fault, _>(|reader| {
        reader.rows("SELECT text FROM entry", &[], |row| row.get(0))
    });
    assert!(matches!(read.await, Err(Fault::Corrupt(_))));
}
