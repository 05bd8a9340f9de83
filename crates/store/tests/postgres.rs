//! What PostgreSQL alone must stand: a server that goes, comes back, hangs or hangs up.
#![expect(
    clippy::disallowed_methods,
    reason = "how long something takes is measured on the wall"
)]

use std::time::Duration;

use store::testing::{Line, Wire, World, world};
use store::{Engine, Fault, Migration, Settings, Store, Tuning, params};
use tokio::time::{Instant, sleep};

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "entries",
    shared: Some("CREATE TABLE entry (id BIGINT PRIMARY KEY, text TEXT NOT NULL) STRICT;"),
    sqlite: None,
    postgres: None,
}];

async fn wired() -> Option<(World, Store, Wire)> {
    store::testing::wired(SCHEMA).await
}

async fn insert(store: &Store, text: &'static str) -> Result<u64, Fault> {
    let sql = "INSERT INTO entry (text) VALUES ($1)";
    store.write(move |tx| tx.execute(sql, params![text])).await
}

async fn entries(store: &Store) -> Result<Vec<String>, Fault> {
    let sql = "SELECT text FROM entry ORDER BY id";
    store
        .read(move |reader| reader.rows(sql, &[], |row| row.get(0)))
        .await
}

/// How long until both a write and a read succeed.
async fn recovery(store: &Store) -> Duration {
    let start = Instant::now();
    while insert(store, "again").await.is_err() || entries(store).await.is_err() {
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "not back in time"
        );
        sleep(Duration::from_millis(20)).await;
    }
    start.elapsed()
}

#[tokio::test]
async fn a_connection_that_broke_while_idle_is_made_anew() {
    let Some((_world, store, wire)) = wired().await else {
        return;
    };
    insert(&store, "before").await.expect("the server is there");
    entries(&store).await.expect("the server is there");
    wire.set(Line::Cut);
    sleep(Duration::from_millis(100)).await;
    wire.set(Line::Open);
    insert(&store, "after").await.expect("nobody notices");
    assert_eq!(
        entries(&store).await.expect("nobody notices"),
        ["before", "after"]
    );
}

#[tokio::test]
async fn a_server_that_is_away_is_told_at_once_and_welcomed_back() {
    let Some((_world, store, wire)) = wired().await else {
        return;
    };
    insert(&store, "before").await.expect("the server is there");
    wire.set(Line::Cut);
    let start = Instant::now();
    for _ in 0..20 {
        assert!(matches!(
            insert(&store, "lost").await,
            Err(Fault::Unavailable(_))
        ));
        assert!(matches!(entries(&store).await, Err(Fault::Unavailable(_))));
    }
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    wire.set(Line::Open);
    assert!(recovery(&store).await < Duration::from_secs(5));
    assert!(
        !entries(&store)
            .await
            .expect("it is back")
            .contains(&"lost".to_owned())
    );
}

#[tokio::test]
async fn a_server_that_hangs_is_given_up_in_time() {
    let Some((_world, store, wire)) = wired().await else {
        return;
    };
    insert(&store, "before").await.expect("the server is there");
    entries(&store).await.expect("the server is there");
    wire.set(Line::Clogged);
    let start = Instant::now();
    let (written, read) = tokio::join!(insert(&store, "lost"), entries(&store));
    assert!(matches!(written, Err(Fault::Unavailable(_))), "{written:?}");
    assert!(matches!(read, Err(Fault::Unavailable(_))), "{read:?}");
    assert!(
        start.elapsed() < Duration::from_millis(5_500),
        "{:?}",
        start.elapsed()
    );
    wire.set(Line::Open);
    recovery(&store).await;
}

#[tokio::test]
async fn a_connection_that_is_cut_in_the_middle_fails_its_job_alone() {
    let Some((world, store, wire)) = wired().await else {
        return;
    };
    let cutter = wire.clone();
    let cut = store.write::<_, Fault, _>(move |tx| {
        tx.execute("INSERT INTO entry (text) VALUES ('half')", &[])?;
        cutter.set(Line::Cut);
        std::thread::sleep(Duration::from_millis(200));
        tx.execute("INSERT INTO entry (text) VALUES ('other half')", &[])
    });
    assert!(matches!(cut.await, Err(Fault::Unavailable(_))));
    wire.set(Line::Open);
    insert(&store, "whole").await.expect("a new connection");
    assert_eq!(
        entries(&world.store).await.expect("the direct way"),
        ["whole"]
    );
}

#[tokio::test]
async fn a_server_that_ends_its_connections_is_called_again() {
    let Some(world) = world(Engine::Postgres, SCHEMA) else {
        return;
    };
    insert(&world.store, "before")
        .await
        .expect("the server is there");
    let other = Store::open(&world.settings).expect("it opens");
    let end = other.read::<i64, Fault, _>(|reader| {
        let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()";
        reader.row(sql, &[], |row| row.get(0))
    });
    assert!(end.await.expect("it may") > 0);
    insert(&world.store, "after").await.expect("nobody notices");
    assert_eq!(
        entries(&world.store).await.expect("nobody notices"),
        ["before", "after"]
    );
}

#[tokio::test]
async fn a_row_that_another_process_holds_is_waited_for_in_bounds() {
    let Some(world) = world(Engine::Postgres, SCHEMA) else {
        return;
    };
    insert(&world.store, "row")
        .await
        .expect("the server is there");
    let tuning = Tuning {
        patience: Duration::from_secs(1),
        ..Tuning::default()
    };
    let hasty = Store::open_tuned(&world.settings, &tuning).expect("it opens");
    let (release, released) = std::sync::mpsc::channel::<()>();
    let (locked, is_locked) = tokio::sync::oneshot::channel();
    let store = world.store.clone();
    let holder = tokio::spawn(async move {
        store
            .write::<(), Fault, _>(move |tx| {
                tx.rows("SELECT id FROM entry FOR UPDATE", &[], |row| {
                    row.get::<i64>(0)
                })?;
                let _ = locked.send(());
                let _ = released.recv();
                Ok(())
            })
            .await
    });
    is_locked.await.expect("the row is locked");
    let update = "UPDATE entry SET text = 'mine'";
    let waited = hasty
        .write::<_, Fault, _>(move |tx| tx.execute(update, &[]))
        .await;
    assert!(matches!(waited, Err(Fault::Unavailable(_))), "{waited:?}");
    drop(release);
    holder.await.expect("no panic").expect("nothing to undo");
    let done = hasty
        .write::<_, Fault, _>(move |tx| tx.execute(update, &[]))
        .await;
    assert_eq!(done.expect("the row is free"), 1);
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_refused() {
    for url in ["mysql://example.com/x", "postgresql://h/x?sslmode=perhaps"] {
        let refused = Store::open(&Settings::Postgres { url: url.into() });
        assert!(matches!(refused.err(), Some(Fault::Other { .. })), "{url}");
    }
}

#[tokio::test]
async fn encryption_that_is_asked_for_is_not_done_without() {
    let Some((world, _store, wire)) = wired().await else {
        return;
    };
    let Settings::Postgres { url } = &world.settings else {
        panic!("not PostgreSQL")
    };
    let name = url
        .split('?')
        .next()
        .and_then(|url| url.rsplit('/').next())
        .expect("a name");
    for mode in ["require", "verify-full"] {
        let url = format!("postgresql://klippkort@{}/{name}?sslmode={mode}", wire.at);
        let store = Store::open(&Settings::Postgres { url }).expect("the address makes sense");
        assert!(matches!(
            insert(&store, "secret").await,
            Err(Fault::Unavailable(_))
        ));
    }
    assert!(
        entries(&world.store)
            .await
            .expect("the direct way")
            .is_empty()
    );
}

/// The naive server reads a small table whole, and goes on to when the table has grown.
#[tokio::test]
async fn an_index_is_used_where_there_is_one_however_small_the_table() {
    const PLAN: &str = "EXPLAIN SELECT text FROM entry WHERE id = $1";
    let Some((_world, store, _wire)) = wired().await else {
        return;
    };
    insert(&store, "alone").await.expect("the server is there");
    let known = store.write::<_, Fault, _>(|tx| tx.execute("ANALYZE entry", &[]));
    known.await.expect("the server counts its rows");
    let read = store
        .read::<Vec<String>, Fault, _>(|reader| reader.rows(PLAN, params![1], |row| row.get(0)));
    let written =
        store.write::<Vec<String>, Fault, _>(|tx| tx.rows(PLAN, params![1], |row| row.get(0)));
    for plan in [read.await, written.await] {
        let plan = plan.expect("it is planned").join("\n");
        assert!(plan.contains("Index Scan"), "{plan}");
    }
}
