//! What a job may rely on: all or nothing, alone or in company, and nobody pays for another.

use std::sync::mpsc;
use std::time::Duration;

use store::testing::Trick;
use store::{Fault, Migration, Store, Tuning, Tx, params};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "entries",
    shared: Some(
        "CREATE TABLE entry (id BIGINT PRIMARY KEY, text TEXT NOT NULL) STRICT;
         CREATE UNIQUE INDEX entry_text ON entry (text);",
    ),
    sqlite: None,
    postgres: None,
}];

fn insert(tx: &mut Tx<'_>, text: &str) -> Result<i64, Fault> {
    let sql = "INSERT INTO entry (text) VALUES ($1) RETURNING id";
    Ok(tx.returning(sql, params![text], |row| row.get(0))?[0])
}

async fn entries(store: &Store) -> Vec<String> {
    let read = store.read::<_, Fault, _>(|reader| {
        reader.rows("SELECT text FROM entry ORDER BY text", &[], |row| {
            row.get(0)
        })
    });
    read.await.expect("entries can be read")
}

/// A job in a list of jobs.
type Work<T> = Box<dyn FnOnce(&mut Tx<'_>) -> Result<T, Fault> + Send>;

/// Holds the writer up until the returned sender is used or dropped, so that jobs pile up.
async fn hold(store: &Store) -> mpsc::Sender<()> {
    let (release, released) = mpsc::channel();
    let (begun, has_begun) = oneshot::channel();
    let store = store.clone();
    tokio::spawn(async move {
        let held = store.write::<(), Fault, _>(move |_| {
            let _ = begun.send(());
            let _ = released.recv();
            // So that there is nothing to commit.
            Err(Fault::Busy)
        });
        held.await.expect_err("it asked to be undone");
    });
    has_begun.await.expect("the writer runs");
    release
}

/// Runs `jobs` so that they share a commit.
async fn together<T: Send + 'static>(store: &Store, jobs: Vec<Work<T>>) -> Vec<Result<T, Fault>> {
    let release = hold(store).await;
    let mut set = JoinSet::new();
    for (place, job) in jobs.into_iter().enumerate() {
        let store = store.clone();
        set.spawn(async move { (place, store.write(job).await) });
        // So that they are queued in this order.
        tokio::task::yield_now().await;
    }
    drop(release);
    let mut outcomes = set.join_all().await;
    outcomes.sort_by_key(|(place, _)| *place);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn boxed<T>(work: impl FnOnce(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static) -> Work<T> {
    Box::new(work)
}

store::on_both_engines! { SCHEMA;
    async fn a_job_alone_is_kept_or_undone(world) {
        let refused = world.store.write::<(), Fault, _>(|tx| {
            insert(tx, "a")?;
            Err(Fault::other("changed my mind"))
        });
        assert!(refused.await.is_err());
        assert!(entries(&world.store).await.is_empty());
        world.store.write(|tx| insert(tx, "b")).await.expect("it is new");
        assert_eq!(entries(&world.store).await, ["b"]);
    }

    async fn jobs_that_share_a_commit_do_not_share_a_fate(world) {
        let outcomes = together(&world.store, vec![
            boxed(|tx| insert(tx, "first")),
            boxed(|tx| insert(tx, "refused").and(Err(Fault::other("changed my mind")))),
            boxed(|tx| insert(tx, "first")),
            boxed(|tx| { insert(tx, "panicked")?; panic!("on purpose") }),
            boxed(|tx| tx.execute("UPDATE nothing SET a = 1", &[]).map(|_| 0)),
            boxed(|tx| insert(tx, "last")),
        ]).await;
        let kept: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
        assert_eq!(kept, [true, false, false, false, false, true]);
        assert!(outcomes[2].as_ref().is_err_and(|fault| fault.is_conflict_with("entry_text")));
        assert_eq!(entries(&world.store).await, ["first", "last"]);
    }

    async fn what_is_undone_at_the_very_beginning_leaves_the_rest(world) {
        let undone = |tx: &mut Tx<'_>| -> Result<i64, Fault> {
            let inner = tx.attempt(|tx| {
                insert(tx, "undone")?;
                tx.attempt(|tx| insert(tx, "undone"))
            });
            assert!(inner.is_err_and(|fault| fault.is_conflict_with("entry_text")));
            insert(tx, "tried")
        };
        let outcomes = together(&world.store, vec![
            boxed(|tx| insert(tx, "refused").and(Err(Fault::other("changed my mind")))),
            boxed(undone),
            boxed(|tx| insert(tx, "refused").and(Err(Fault::other("changed my mind")))),
            boxed(|tx| {
                insert(tx, "panicked outside")?;
                tx.attempt(|tx| insert(tx, "panicked").map(|_| panic!("on purpose")))
            }),
            boxed(|tx| insert(tx, "last")),
        ]).await;
        let kept: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
        assert_eq!(kept, [false, true, false, false, true]);
        assert_eq!(entries(&world.store).await, ["last", "tried"]);
    }

    async fn the_writer_survives_a_panic(world) {
        for _ in 0..3 {
            let panicked = world.store.write::<(), Fault, _>(|tx| {
                insert(tx, "a")?;
                panic!("on purpose")
            });
            assert!(matches!(panicked.await, Err(Fault::Other { .. })));
        }
        let panicked = world.store.read::<(), Fault, _>(|_| panic!("on purpose")).await;
        assert!(matches!(panicked, Err(Fault::Other { .. })));
        assert!(entries(&world.store).await.is_empty());
        world.store.write(|tx| insert(tx, "a")).await.expect("it is new");
    }

    async fn a_swallowed_fault_spoils_the_job(world) {
        let swallow = || boxed(|tx: &mut Tx<'_>| {
            insert(tx, "a")?;
            assert!(insert(tx, "a").is_err());
            // PostgreSQL refuses what comes after; so does the store on SQLite.
            assert!(insert(tx, "b").is_err());
            Ok(())
        });
        assert!(world.store.write(swallow()).await.is_err());
        let outcomes = together(&world.store, vec![swallow(), boxed(|tx| insert(tx, "c").map(|_| ()))]);
        let outcomes = outcomes.await;
        assert!(outcomes[0].is_err() && outcomes[1].is_ok());
        assert_eq!(entries(&world.store).await, ["c"]);
    }

    async fn an_attempt_is_undone_alone(world) {
        let attempt = || boxed(|tx: &mut Tx<'_>| {
            insert(tx, "outer")?;
            let inner = tx.attempt(|tx| {
                insert(tx, "inner")?;
                let innermost: Result<(), Fault> = tx.attempt(|tx| {
                    insert(tx, "innermost")?;
                    Err(Fault::other("changed my mind"))
                });
                assert!(innermost.is_err());
                insert(tx, "outer")
            });
            assert!(inner.is_err_and(|fault| fault.is_conflict_with("entry_text")));
            tx.attempt(|tx| insert(tx, "kept"))?;
            // A swallowed fault spoils the attempt, too.
            let spoiled = tx.attempt(|tx| {
                let _ = insert(tx, "outer");
                Ok::<_, Fault>(())
            });
            assert!(spoiled.is_err());
            insert(tx, "after")
        });
        world.store.write(attempt()).await.expect("the job goes on");
        assert_eq!(entries(&world.store).await, ["after", "kept", "outer"]);
        world.store.write::<_, Fault, _>(|tx| tx.execute("DELETE FROM entry", &[])).await
            .expect("all go");
        let outcomes = together(&world.store, vec![attempt(), boxed(|tx| insert(tx, "next"))]).await;
        assert!(outcomes.iter().all(Result::is_ok));
        assert_eq!(entries(&world.store).await, ["after", "kept", "next", "outer"]);
    }

    async fn a_commit_that_fails_fails_all_that_share_it(world) {
        let jobs = || vec![
            boxed(|tx| insert(tx, "a")),
            boxed(|tx| insert(tx, "b").and(Err(Fault::other("changed my mind")))),
            boxed(|tx| insert(tx, "c")),
        ];
        world.tuning.sabotage.play(Trick::CommitFails);
        let outcomes = together(&world.store, jobs()).await;
        let all_fell = outcomes.iter().all(|one| matches!(one, Err(Fault::Unavailable(_))));
        assert!(all_fell, "{outcomes:?}");
        assert!(entries(&world.store).await.is_empty());
        let outcomes = together(&world.store, jobs()).await;
        assert!(outcomes[0].is_ok() && outcomes[1].is_err() && outcomes[2].is_ok());
        assert_eq!(entries(&world.store).await, ["a", "c"]);
    }

    async fn an_answer_that_is_lost_is_told_as_unknown(world) {
        world.tuning.sabotage.play(Trick::AnswerIsLost);
        let lost = world.store.write(|tx| insert(tx, "a")).await;
        assert!(matches!(lost, Err(Fault::Unavailable(_))));
        assert_eq!(entries(&world.store).await, ["a"], "but it was durable");
        world.tuning.sabotage.play(Trick::CommitFails);
        let failed = world.store.write(|tx| insert(tx, "b")).await;
        assert!(matches!(failed, Err(Fault::Unavailable(_))));
        assert_eq!(entries(&world.store).await, ["a"]);
    }

    async fn a_full_queue_says_so_at_once(world) {
        let tuning = Tuning { queue: 4, ..world.tuning.clone() };
        let store = Store::open_tuned(&world.settings, &tuning).expect("it opens");
        let release = hold(&store).await;
        let mut waiting = JoinSet::new();
        for number in 0..20 {
            let store = store.clone();
            waiting.spawn(async move { store.write(move |tx| insert(tx, &number.to_string())).await });
        }
        let mut busy = 0;
        while busy < 16 {
            let first = waiting.join_next().await.expect("more wait").expect("no panic");
            assert!(matches!(first, Err(Fault::Busy)), "{first:?}");
            busy += 1;
        }
        drop(release);
        let served = waiting.join_all().await;
        assert!(served.len() == 4 && served.iter().all(Result::is_ok));
        store.close().await;
    }

    async fn a_job_that_nobody_waits_for_is_not_begun(world) {
        let release = hold(&world.store).await;
        let forgotten = world.store.write(|tx| insert(tx, "forgotten"));
        assert!(tokio::time::timeout(Duration::from_millis(10), forgotten).await.is_err());
        let wanted = world.store.write(|tx| insert(tx, "wanted"));
        drop(release);
        wanted.await.expect("it is new");
        assert_eq!(entries(&world.store).await, ["wanted"]);
    }

    async fn an_answer_comes_in_time_or_not_at_all(world) {
        let tuning = Tuning { patience: Duration::from_millis(100), ..world.tuning.clone() };
        let store = Store::open_tuned(&world.settings, &tuning).expect("it opens");
        let (release, released) = mpsc::channel::<()>();
        let slow = store.write::<_, Fault, _>(move |_| { let _ = released.recv(); Ok(()) });
        assert!(matches!(slow.await, Err(Fault::Unavailable(_))));
        drop(release);
    }

    async fn a_read_sees_one_state(world) {
        world.store.write(|tx| insert(tx, "a")).await.expect("it is new");
        let (looked, has_looked) = oneshot::channel();
        let (go_on, gone_on) = mpsc::channel();
        let store = world.store.clone();
        let reader = tokio::spawn(async move {
            store.read::<_, Fault, _>(move |reader| {
                let count = || reader.row("SELECT count(*) FROM entry", &[], |row| row.get::<i64>(0));
                let before = count()?;
                let _ = looked.send(());
                let _: Result<(), _> = gone_on.recv();
                Ok((before, count()?))
            }).await
        });
        has_looked.await.expect("the reader runs");
        world.store.write(|tx| insert(tx, "b")).await.expect("a reader holds up no writer");
        drop(go_on);
        assert_eq!(reader.await.expect("no panic").expect("it reads"), (1, 1));
        assert_eq!(entries(&world.store).await, ["a", "b"]);
    }

    async fn closing_answers_what_is_queued(world) {
        let release = hold(&world.store).await;
        let queued = world.store.write(|tx| insert(tx, "queued"));
        let mut queued = std::pin::pin!(queued);
        assert!(tokio::time::timeout(Duration::from_millis(10), &mut queued).await.is_err());
        let closing = tokio::spawn(world.store.clone().close());
        drop(release);
        queued.await.expect("it was queued before");
        closing.await.expect("no panic");
        let late = world.store.write(|tx| insert(tx, "late")).await;
        assert!(matches!(late, Err(Fault::Unavailable(_))));
        let late = world.store.read::<(), Fault, _>(|_| Ok(())).await;
        assert!(matches!(late, Err(Fault::Unavailable(_))));
        let reopened = Store::open_tuned(&world.settings, &world.tuning).expect("it opens again");
        assert_eq!(entries(&reopened).await, ["queued"]);
    }
}
