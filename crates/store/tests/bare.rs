//! The bare engine says what a store has said, and databases that are kept are filled once.

use std::cell::Cell;

use store::testing::{Bare, World, kept, world};
use store::{Engine, Fault, Migration, Store, Value, params};

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "words",
    shared: Some(
        "CREATE TABLE word (
            id BIGINT PRIMARY KEY,
            text TEXT NOT NULL,
            note TEXT,
            seal BLOB
        ) STRICT;",
    ),
    sqlite: None,
    postgres: None,
}];

const INSERT: &str = "INSERT INTO word (id, text, note, seal) VALUES ($1, $2, $3, $4)";
const UPDATE: &str = "UPDATE word SET text = $2 WHERE id = $1";
const ALL: &str = "SELECT id, text, note, seal FROM word ORDER BY id";

/// Writes two words, looks at them and changes one.
async fn write(store: &Store, first: i64) -> Result<(), Fault> {
    store
        .write(move |tx| {
            let row = |id: i64| params![id, "åäö", None::<&str>, &[7_u8; 3]].to_vec();
            tx.execute_many(INSERT, &[row(first), row(first + 1)])?;
            tx.rows(ALL, &[], |row| row.get::<i64>(0))?;
            tx.execute(UPDATE, params![first, "changed"])?;
            Ok(())
        })
        .await
}

type Word = (i64, String, Option<String>, Option<Vec<u8>>);

async fn words(store: &Store) -> Vec<Word> {
    let read = store.read::<_, Fault, _>(|reader| {
        reader.rows(ALL, &[], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
    });
    read.await.expect("the words are read")
}

store::on_both_engines! { SCHEMA;
    async fn what_was_written_is_written_again(spoken) {
        let engine = spoken.store.engine();
        let mut script = Vec::new();
        for first in [10, 20, 30] {
            spoken.tuning.ear.listen();
            write(&spoken.store, first).await.expect("the words are new");
            script.push(spoken.tuning.ear.said());
        }
        let World { settings, store, .. } = &world(engine, SCHEMA).expect("a second database");
        let bare = Bare::open(settings).expect("the second database opens");
        bare.learn(script);
        let three = futures_util::future::join3(bare.write_next(), bare.write_next(), bare.write_next());
        assert_eq!(three.await, (true, true, true));
        assert!(!bare.write_next().await, "nothing is left");
        let written = words(store).await;
        assert_eq!(written.len(), 6);
        assert_eq!(written, words(&spoken.store).await);
    }
}

/// Fills what is kept, counts how often, and gives two copies of which the first was changed.
async fn copies(engine: Engine) -> Option<(u32, [Vec<Word>; 2])> {
    let folder = tempfile::tempdir().expect("a folder");
    let name = format!("words_{}", std::process::id());
    let filled = Cell::new(0);
    let fill = async |store: &Store| {
        filled.set(filled.get() + 1);
        write(store, 1).await.expect("the words are new");
    };
    kept(engine, (folder.path(), &name), SCHEMA, fill).await?;
    let kept = kept(engine, (folder.path(), &name), SCHEMA, fill).await?;
    let (one, other) = (kept.copy(), kept.copy());
    let removed = one
        .store
        .write::<_, Fault, _>(|tx| tx.execute("DELETE FROM word WHERE id >= $1", &[Value::Int(1)]));
    assert_eq!(removed.await.expect("the words go"), 2);
    Some((
        filled.get(),
        [words(&one.store).await, words(&other.store).await],
    ))
}

#[tokio::test]
async fn what_is_kept_is_filled_once_and_its_copies_are_apart() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some((filled, [changed, untouched])) = copies(engine).await {
            assert_eq!(filled, 1, "{engine:?}");
            assert!(changed.is_empty(), "{engine:?}");
            assert_eq!(untouched.len(), 2, "{engine:?}");
        }
    }
}
