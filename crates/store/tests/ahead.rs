//! What is sent without waiting for its answer: written in order, and its fault is whose it is.

use std::sync::mpsc;

use store::{Ask, Fault, Migration, Row, Store, Tx, Value, params};
use tokio::sync::oneshot;

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "entries",
    shared: Some(
        "CREATE TABLE entry (id BIGINT PRIMARY KEY, text TEXT NOT NULL, note TEXT) STRICT;
         CREATE UNIQUE INDEX entry_text ON entry (text);",
    ),
    sqlite: None,
    postgres: None,
}];

const INSERT: &str = "INSERT INTO entry (text) VALUES ($1)";

const NOTE: &str = "UPDATE entry SET note = $2 WHERE text = $1";

const TEXTS: &str = "SELECT text FROM entry ORDER BY text";

const CALLED: &str = "SELECT text FROM entry WHERE text = $1";

fn keep(row: &Row<'_>, texts: &mut Vec<String>) -> Result<(), Fault> {
    texts.push(row.get(0)?);
    Ok(())
}

fn send(tx: &mut Tx<'_>, texts: &[&'static str]) -> Result<(), Fault> {
    let rows: Vec<Vec<Value<'_>>> = texts.iter().map(|text| vec![(*text).into()]).collect();
    tx.send_many(INSERT, &rows)
}

async fn texts(store: &Store) -> Vec<String> {
    let read = store.read::<_, Fault, _>(|reader| reader.rows(TEXTS, &[], |row| row.get(0)));
    read.await.expect("entries can be read")
}

store::on_both_engines! { SCHEMA;
    async fn what_was_sent_is_there_for_what_comes_next_in_the_order_it_was_sent(world) {
        let seen = world.store.write::<_, Fault, _>(|tx| {
            let many: Vec<String> = (0..1_000).map(|number| format!("{number:04}")).collect();
            let rows: Vec<Vec<Value<'_>>> = many.iter().map(|text| vec![text.into()]).collect();
            tx.send_many(INSERT, &rows)?;
            let notes = [("0000", "first"), ("0999", "last"), ("0000", "again")];
            let notes: Vec<_> = notes.iter().map(|(text, note)| params![*text, *note].to_vec()).collect();
            tx.send_many(NOTE, &notes)?;
            tx.send_many(INSERT, &[])?;
            let sql = "SELECT text, note FROM entry WHERE note IS NOT NULL ORDER BY text";
            tx.rows(sql, &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))
        });
        let expected = [("0000", "again"), ("0999", "last")];
        let expected: Vec<_> = expected.map(|(text, note)| (text.to_owned(), note.to_owned())).into();
        assert_eq!(seen.await.expect("all is new"), expected);
        assert_eq!(texts(&world.store).await.len(), 1_000);
    }

    async fn what_only_was_sent_is_committed_or_its_fault_told(world) {
        world.store.write(|tx| send(tx, &["a"])).await.expect("it is new");
        let again = world.store.write(|tx| send(tx, &["b", "a"])).await;
        assert!(again.expect_err("it is there").is_conflict_with("entry_text"));
        assert_eq!(texts(&world.store).await, ["a"]);
    }

    async fn a_fault_is_met_where_it_was_attempted(world) {
        let met = world.store.write::<_, Fault, _>(|tx| {
            send(tx, &["a"])?;
            let again = tx.attempt(|tx| send(tx, &["b", "a"])).expect_err("it is there");
            let refused: Result<(), Fault> = tx.attempt(|tx| {
                send(tx, &["c"])?;
                Err(Fault::Busy)
            });
            send(tx, &["d"])?;
            Ok((again, refused.expect_err("it gave up")))
        });
        let (again, refused) = met.await.expect("the rest is kept");
        assert!(again.is_conflict_with("entry_text"), "{again}");
        assert!(matches!(refused, Fault::Busy), "{refused}");
        assert_eq!(texts(&world.store).await, ["a", "d"]);
    }

    async fn a_fault_is_nobody_elses_in_the_same_commit(world) {
        let (release, released) = mpsc::channel::<()>();
        let (begun, has_begun) = oneshot::channel();
        let held = world.store.write::<(), Fault, _>(move |tx| {
            let _ = begun.send(());
            let _ = released.recv();
            send(tx, &["a"])
        });
        let others = async {
            has_begun.await.expect("the writer runs");
            let one = world.store.write(|tx| send(tx, &["b"]));
            let bad = world.store.write(|tx| send(tx, &["c", "b"]));
            let two = world.store.write(|tx| send(tx, &["d"]));
            let going = async { drop(release) };
            tokio::join!(one, bad, two, going)
        };
        let (held, (one, bad, two, ())) = tokio::join!(held, others);
        held.and(one).and(two).expect("they have done nothing wrong");
        assert!(bad.expect_err("it is there").is_conflict_with("entry_text"));
        assert_eq!(texts(&world.store).await, ["a", "b", "d"]);
    }

    async fn each_question_gets_its_own_rows_and_sees_what_was_sent_before(world) {
        let answers = world.store.write::<_, Fault, _>(|tx| {
            send(tx, &["a", "b"])?;
            let (mut all, mut few, mut none) = (Vec::new(), Vec::new(), Vec::new());
            tx.all(&mut [
                Ask::new(TEXTS, &[], &mut |row| keep(row, &mut all)),
                Ask::new(CALLED, params!["b"], &mut |row| keep(row, &mut few)),
                Ask::new(CALLED, params!["c"], &mut |row| keep(row, &mut none)),
            ])?;
            Ok((all, few, none))
        });
        let expected = (vec!["a".to_owned(), "b".to_owned()], vec!["b".to_owned()], vec![]);
        assert_eq!(answers.await.expect("they are answered"), expected);
        let bad = world.store.read::<_, Fault, _>(|reader| {
            let mut seen = Vec::new();
            reader.all(&mut [
                Ask::new("SELEKT", &[], &mut |_| Ok(())),
                Ask::new(TEXTS, &[], &mut |row| keep(row, &mut seen)),
            ])?;
            Ok(seen)
        });
        assert!(matches!(bad.await, Err(Fault::Other { .. })));
    }
}
