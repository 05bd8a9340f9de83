//! The queue of the verb that is written for a batch.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use store::testing::{Trick, World};
use store::{Batch, Fault, Migration, Store, Tuning, Tx, Value, params};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "numbers",
    shared: Some("CREATE TABLE number (value BIGINT NOT NULL PRIMARY KEY) STRICT;"),
    sqlite: None,
    postgres: None,
}];

/// Writes numbers and answers their doubles. Thirteen is refused, and unlucky: the handler panics.
fn double(tx: &mut Tx<'_>, inputs: Vec<i64>) -> Result<Vec<i64>, Fault> {
    let rows: Vec<Vec<Value<'_>>> = inputs.iter().map(|input| vec![(*input).into()]).collect();
    tx.execute_many("INSERT INTO number (value) VALUES ($1)", &rows)?;
    assert!(!inputs.contains(&13), "on purpose");
    Ok(inputs.iter().map(|input| input * 2).collect())
}

async fn numbers(store: &Store) -> Vec<i64> {
    let read = store.read::<_, Fault, _>(|reader| {
        reader.rows("SELECT value FROM number ORDER BY value", &[], |row| {
            row.get(0)
        })
    });
    read.await.expect("numbers can be read")
}

/// Submits `inputs` while the writer is held up, so that they pile up; answers in their order.
async fn pile_up(
    world: &World,
    batch: &Batch<i64, i64>,
    inputs: &[i64],
) -> Vec<Result<i64, Fault>> {
    let (release, released) = mpsc::channel::<()>();
    let (begun, has_begun) = oneshot::channel();
    let store = world.store.clone();
    tokio::spawn(async move {
        let held = store.write::<(), Fault, _>(move |_| {
            let _ = begun.send(());
            let _ = released.recv();
            Err(Fault::Busy)
        });
        held.await.expect_err("it asked to be undone");
    });
    has_begun.await.expect("the writer runs");
    let mut set = JoinSet::new();
    for (place, input) in inputs.iter().copied().enumerate() {
        let batch = batch.clone();
        set.spawn(async move { (place, batch.submit(input).await) });
        tokio::task::yield_now().await;
    }
    drop(release);
    let mut answers = set.join_all().await;
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

store::on_both_engines! { SCHEMA;
    async fn one_submission_is_a_batch_of_one(world) {
        let batch = Batch::new(&world.store, double);
        assert_eq!(batch.submit(4).await.expect("it is new"), 8);
        assert!(batch.submit(4).await.is_err_and(|fault| fault.is_conflict_with("number_pkey")));
        assert_eq!(numbers(&world.store).await, [4]);
    }

    async fn what_waits_is_handled_together(world) {
        let sizes = Arc::new(std::sync::Mutex::new(Vec::new()));
        let seen = Arc::clone(&sizes);
        let batch = Batch::new(&world.store, move |tx, inputs: Vec<i64>| {
            seen.lock().expect("no panic while held").push(inputs.len());
            double(tx, inputs)
        });
        let inputs: Vec<i64> = (100..700).collect();
        let answers = pile_up(&world, &batch, &inputs).await;
        for (input, answer) in inputs.iter().zip(answers) {
            assert_eq!(answer.expect("all are new"), input * 2);
        }
        assert_eq!(*sizes.lock().expect("no panic while held"), [256, 256, 88]);
        assert_eq!(numbers(&world.store).await, inputs);
    }

    async fn one_bad_input_fails_alone(world) {
        let batch = Batch::new(&world.store, double);
        batch.submit(3).await.expect("it is new");
        let answers = pile_up(&world, &batch, &[1, 2, 3, 13, 4]).await;
        assert!(answers[2].as_ref().is_err_and(|fault| fault.is_conflict_with("number_pkey")));
        assert!(matches!(answers[3], Err(Fault::Other { .. })), "a panic");
        let kept: Vec<i64> = answers.into_iter().filter_map(Result::ok).collect();
        assert_eq!(kept, [2, 4, 8]);
        assert_eq!(numbers(&world.store).await, [1, 2, 3, 4]);
    }

    async fn a_handler_that_forgets_an_answer_is_at_fault(world) {
        let batch = Batch::new(&world.store, |tx, inputs: Vec<i64>| {
            double(tx, inputs).map(|mut outputs| { outputs.pop(); outputs })
        });
        assert!(batch.submit(1).await.is_err());
        assert!(numbers(&world.store).await.is_empty());
    }

    async fn a_commit_that_fails_fails_the_batch(world) {
        let batch = Batch::new(&world.store, double);
        world.tuning.sabotage.play(Trick::CommitFails);
        let answers = pile_up(&world, &batch, &[1, 2, 3]).await;
        assert!(answers.iter().all(|one| matches!(one, Err(Fault::Unavailable(_)))), "{answers:?}");
        assert!(numbers(&world.store).await.is_empty());
        let answers = pile_up(&world, &batch, &[1, 2, 3]).await;
        assert!(answers.iter().all(Result::is_ok));
    }

    async fn batches_and_jobs_share_a_commit_in_order(world) {
        let batch = Batch::new(&world.store, double);
        let store = world.store.clone();
        let seen = tokio::spawn(async move {
            // Waits until the batch has been queued.
            tokio::time::sleep(Duration::from_millis(30)).await;
            store.write::<i64, Fault, _>(|tx| {
                tx.row("SELECT count(*) FROM number WHERE value < $1", params![3], |row| row.get(0))
            }).await
        });
        let answers = pile_up(&world, &batch, &[1, 2]).await;
        assert!(answers.iter().all(Result::is_ok));
        assert_eq!(seen.await.expect("no panic").expect("it reads"), 2);
    }

    async fn an_input_that_nobody_waits_for_is_not_handled(world) {
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&calls);
        let batch = Batch::new(&world.store, move |tx, inputs| {
            counted.fetch_add(1, Ordering::Relaxed);
            double(tx, inputs)
        });
        let (release, released) = mpsc::channel::<()>();
        let held = world.store.write::<(), Fault, _>(move |_| { let _ = released.recv(); Ok(()) });
        let submitted = tokio::time::timeout(Duration::from_millis(20), batch.submit(1));
        let (held, submitted) = tokio::join!(
            async { let done = held; tokio::pin!(done); tokio::time::timeout(Duration::from_millis(60), &mut done).await.ok(); drop(release); done.await },
            submitted
        );
        held.expect("nothing to undo");
        assert!(submitted.is_err());
        assert_eq!(batch.submit(2).await.expect("it is new"), 4);
        assert_eq!(calls.load(Ordering::Relaxed), 1);
        assert_eq!(numbers(&world.store).await, [2]);
    }

    async fn a_full_queue_says_so_at_once(world) {
        let tuning = Tuning { queue: 2, ..world.tuning.clone() };
        let store = Store::open_tuned(&world.settings, &tuning).expect("it opens");
        let batch = Batch::new(&store, double);
        let (release, released) = mpsc::channel::<()>();
        let (begun, has_begun) = oneshot::channel();
        let holder = store.clone();
        let held = tokio::spawn(async move {
            holder.write::<(), Fault, _>(move |_| {
                let _ = begun.send(());
                let _ = released.recv();
                Ok(())
            }).await
        });
        has_begun.await.expect("the writer runs");
        let mut set = JoinSet::new();
        for input in 0..10 {
            let batch = batch.clone();
            set.spawn(async move { batch.submit(input).await });
        }
        for _ in 0..8 {
            let refused = set.join_next().await.expect("more wait").expect("no panic");
            assert!(matches!(refused, Err(Fault::Busy)));
        }
        drop(release);
        assert!(set.join_all().await.iter().all(Result::is_ok));
        held.await.expect("no panic").expect("nothing to undo");
        assert_eq!(numbers(&store).await.len(), 2);
    }
}
