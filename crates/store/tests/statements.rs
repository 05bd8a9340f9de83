//! One SQL text, two engines: the same statement gives the same answer on both.

use store::{Fault, Migration, Value, params};

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "words",
    shared: Some(
        "CREATE TABLE word (
            id BIGINT PRIMARY KEY,
            text TEXT NOT NULL,
            note TEXT,
            seal BLOB,
            weight BIGINT NOT NULL CONSTRAINT word_weight_positive CHECK (weight > 0)
        ) STRICT;
        CREATE UNIQUE INDEX word_text_weight ON word (text, weight);
        CREATE TABLE tag (
            word_id BIGINT NOT NULL REFERENCES word (id),
            name TEXT NOT NULL,
            kind TEXT UNIQUE,
            PRIMARY KEY (word_id, name)
        ) STRICT, WITHOUT ROWID;",
    ),
    sqlite: Some(
        "CREATE TRIGGER tag_stays BEFORE DELETE ON tag
         BEGIN SELECT RAISE(ABORT, 'tags stay'); END;",
    ),
    postgres: Some(
        "CREATE FUNCTION tag_stays() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'tags stay'; END $$;
         CREATE TRIGGER tag_stays BEFORE DELETE ON tag
         FOR EACH ROW EXECUTE FUNCTION tag_stays();",
    ),
}];

const INSERT: &str = "INSERT INTO word (text, note, seal, weight) VALUES ($1, $2, $3, $4)";

/// Puts `texts` in with weight 1.
async fn insert(store: &store::Store, texts: &[&str]) {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let inserted = store.write(move |tx| {
        let rows: Vec<_> = texts
            .iter()
            .map(|text| vec![Value::from(text), Value::Null, Value::Null, Value::from(1)])
            .collect();
        tx.execute_many(INSERT, &rows)
    });
    inserted.await.expect("the rows are new");
}

/// The texts that a statement gives.
async fn texts(store: &store::Store, sql: &'static str) -> Vec<String> {
    let read = store.read::<_, Fault, _>(move |reader| reader.rows(sql, &[], |row| row.get(0)));
    read.await.expect("the statement runs")
}

/// The fault that a statement meets.
async fn fault(store: &store::Store, sql: &'static str) -> Fault {
    let write = store.write::<_, Fault, _>(move |tx| tx.execute(sql, &[]));
    write.await.expect_err("the statement is refused")
}

/// The constraint that a statement meets.
async fn conflict(store: &store::Store, sql: &'static str) -> Option<String> {
    match fault(store, sql).await {
        Fault::Conflict { constraint } => constraint,
        other => panic!("not a conflict: {other:?}"),
    }
}

async fn constraint(store: &store::Store, sql: &'static str) -> String {
    match fault(store, sql).await {
        Fault::Constraint { name } => name,
        other => panic!("not a constraint: {other:?}"),
    }
}

store::on_both_engines! { SCHEMA;
    async fn every_shape_comes_back_as_it_went_in(world) {
        let large: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).take(9_000_000).collect();
        let long = "å🦀\u{10ffff}'\"$1".repeat(200_000);
        let (seal, text) = (large.clone(), long.clone());
        let id = world.store.write::<i64, Fault, _>(move |tx| {
            let values = params!["a", &text, &seal, i64::MAX];
            let ids = tx.returning(
                "INSERT INTO word (text, note, seal, weight) VALUES ($1, $2, $3, $4) RETURNING id",
                values,
                |row| row.get(0),
            )?;
            Ok(ids[0])
        });
        let id = id.await.expect("the row is new");
        let read = world.store.read::<_, Fault, _>(move |reader| {
            let sql = "SELECT note, seal, weight FROM word WHERE id = $1";
            reader.row(sql, params![id], |row| {
                Ok((row.get::<String>(0)?, row.get::<Vec<u8>>(1)?, row.get::<i64>(2)?))
            })
        });
        let (text, seal, weight) = read.await.expect("the row is there");
        assert!(text == long && seal == large, "large values changed on the way");
        assert_eq!(weight, i64::MAX);
    }

    async fn null_is_told_from_empty(world) {
        world.store.write(|tx| {
            tx.execute(INSERT, params!["null", None::<String>.as_ref(), None::<&[u8]>, 1])?;
            tx.execute(INSERT, params!["empty", "", &[0_u8; 0], 1])
        }).await.expect("the rows are new");
        let read = world.store.read::<Vec<(Option<String>, Option<Vec<u8>>)>, Fault, _>(|reader| {
            let sql = "SELECT note, seal FROM word ORDER BY id";
            reader.rows(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
        });
        let expected = vec![(None, None), (Some(String::new()), Some(Vec::new()))];
        assert_eq!(read.await.expect("both are there"), expected);
        // A parameter that may be absent, and one used twice, out of order.
        let read = world.store.read::<Vec<String>, Fault, _>(|reader| {
            let sql = "SELECT text FROM word
                WHERE (CAST($2 AS BIGINT) IS NULL OR weight = $2) AND text <> $1 ORDER BY $1, id";
            reader.rows(sql, params!["empty", None::<i64>], |row| row.get(0))
        });
        assert_eq!(read.await.expect("the statement runs"), ["null"]);
    }

    async fn a_column_of_another_type_is_a_fault(world) {
        insert(&world.store, &["a"]).await;
        let read = world.store.read::<i64, Fault, _>(|reader| {
            reader.row("SELECT text FROM word", &[], |row| row.get(0))
        });
        assert!(matches!(read.await, Err(Fault::Other { .. })));
        let read = world.store.read::<String, Fault, _>(|reader| {
            reader.row("SELECT note FROM word", &[], |row| row.get(0))
        });
        assert!(matches!(read.await, Err(Fault::Other { .. })));
        let read = world.store.read::<i64, Fault, _>(|reader| {
            reader.row("SELECT weight FROM word", &[], |row| row.get(1))
        });
        assert!(matches!(read.await, Err(Fault::Other { .. })));
    }

    async fn the_number_of_rows_is_checked(world) {
        let one = || world.store.read::<String, Fault, _>(|reader| {
            reader.row("SELECT text FROM word", &[], |row| row.get(0))
        });
        let maybe = || world.store.read::<Option<String>, Fault, _>(|reader| {
            reader.maybe("SELECT text FROM word", &[], |row| row.get(0))
        });
        assert!(one().await.is_err());
        assert_eq!(maybe().await.expect("none is fine"), None);
        insert(&world.store, &["a"]).await;
        assert_eq!(one().await.expect("there is one"), "a");
        assert_eq!(maybe().await.expect("there is one"), Some("a".into()));
        insert(&world.store, &["b"]).await;
        assert!(one().await.is_err());
        assert!(maybe().await.is_err());
    }

    async fn the_number_of_parameters_is_checked(world) {
        for given in [&[][..], params![1, 2]] {
            let given = given.len();
            let read = world.store.read::<Vec<i64>, Fault, _>(move |reader| {
                let values = [Value::Int(1); 2];
                reader.rows("SELECT id FROM word WHERE id = $1", &values[..given], |row| row.get(0))
            });
            assert!(matches!(read.await, Err(Fault::Other { .. })), "{given} parameters");
        }
    }

    async fn membership_in_a_list(world) {
        insert(&world.store, &["a", "b", "it's \"c\"\\", "d"]).await;
        let read = world.store.read::<_, Fault, _>(|reader| {
            let wanted = ["it's \"c\"\\".to_owned(), "a".to_owned(), "absent".to_owned()];
            let within = reader.rows(
                "SELECT text FROM word WHERE text IN_LIST($1) ORDER BY text",
                params![&wanted[..]],
                |row| row.get::<String>(0),
            )?;
            let without = reader.rows(
                "SELECT text FROM word WHERE text NOT IN_LIST($1) ORDER BY text",
                params![&wanted[..]],
                |row| row.get::<String>(0),
            )?;
            let none = reader.rows(
                "SELECT text FROM word WHERE id IN_LIST($1)",
                params![&[0_i64, -1][..]],
                |row| row.get::<String>(0),
            )?;
            let empty = reader.rows(
                "SELECT text FROM word WHERE id IN_LIST($1)",
                params![&Vec::<i64>::new()],
                |row| row.get::<String>(0),
            )?;
            Ok((within, without, none.len() + empty.len()))
        });
        let (within, without, none) = read.await.expect("the statements run");
        assert_eq!(within, ["a", "it's \"c\"\\"]);
        assert_eq!(without, ["b", "d"]);
        assert_eq!(none, 0);
    }

    async fn rows_are_locked_where_there_is_a_need(world) {
        insert(&world.store, &["a", "b"]).await;
        let locked = world.store.write::<Vec<String>, Fault, _>(|tx| {
            let sql = "SELECT word.text FROM word WHERE weight = $1
                ORDER BY word.id FOR UPDATE OF word SKIP LOCKED";
            tx.rows(sql, params![1], |row| row.get(0))
        });
        assert_eq!(locked.await.expect("the statement runs"), ["a", "b"]);
    }

    async fn text_is_ordered_by_its_bytes(world) {
        insert(&world.store, &["b", "a", "B", "å", "Z", "ä", "_", "1", "10", "2", "ab", "a b"]).await;
        assert_eq!(
            texts(&world.store, "SELECT text FROM word ORDER BY text").await,
            ["1", "10", "2", "B", "Z", "_", "a", "a b", "ab", "b", "ä", "å"]
        );
        assert_eq!(texts(&world.store, "SELECT max(text) FROM word").await, ["å"]);
        assert_eq!(
            texts(&world.store, "SELECT text FROM word WHERE text LIKE 'b%'").await,
            ["b"],
            "LIKE tells case apart"
        );
    }

    async fn many_rows_go_in_in_order(world) {
        let touched = world.store.write::<u64, Fault, _>(|tx| {
            let texts: Vec<String> = (0..2_000).map(|number| format!("{number:04}")).collect();
            let rows: Vec<_> = texts
                .iter()
                .map(|text| vec![text.into(), Value::Null, Value::Null, Value::from(1)])
                .collect();
            tx.execute_many(INSERT, &rows)
        });
        assert_eq!(touched.await.expect("the rows are new"), 2_000);
        let texts = texts(&world.store, "SELECT text FROM word ORDER BY id").await;
        assert!(texts.is_sorted() && texts.len() == 2_000);
        let none = world.store.write::<u64, Fault, _>(|tx| tx.execute_many(INSERT, &[])).await;
        assert_eq!(none.expect("nothing to do"), 0);
    }

    async fn conflicts_name_the_index(world) {
        insert(&world.store, &["a"]).await;
        let again = "INSERT INTO word (text, weight) VALUES ('a', 1)";
        assert_eq!(conflict(&world.store, again).await.as_deref(), Some("word_text_weight"));
        assert!(fault(&world.store, again).await.is_conflict_with("word_text_weight"));
        let id = "INSERT INTO word (id, text, weight) SELECT id, 'b', 1 FROM word";
        assert_eq!(conflict(&world.store, id).await.as_deref(), Some("word_pkey"));
        let tags = "INSERT INTO tag SELECT id, 'x', 'k' FROM word";
        world.store.write::<_, Fault, _>(|tx| tx.execute(tags, &[])).await.expect("a new tag");
        assert_eq!(conflict(&world.store, tags).await.as_deref(), Some("tag_pkey"));
        let kind = "INSERT INTO tag SELECT id, 'y', 'k' FROM word";
        assert_eq!(conflict(&world.store, kind).await.as_deref(), Some("tag_kind_key"));
    }

    async fn constraints_tell_their_names(world) {
        insert(&world.store, &["a"]).await;
        let weight = "UPDATE word SET weight = 0";
        assert_eq!(constraint(&world.store, weight).await, "word_weight_positive");
        let absent = "INSERT INTO word (text, weight) VALUES (NULL, 1)";
        assert_eq!(constraint(&world.store, absent).await, "word.text");
        let stray = "INSERT INTO tag (word_id, name) VALUES (-1, 'x')";
        assert!(["foreign key", "tag_word_id_fkey"].contains(&&*constraint(&world.store, stray).await));
        let tags = "INSERT INTO tag SELECT id, 'x', 'k' FROM word";
        world.store.write::<_, Fault, _>(|tx| tx.execute(tags, &[])).await.expect("a new tag");
        assert_eq!(constraint(&world.store, "DELETE FROM tag").await, "tags stay");
    }

    async fn a_statement_that_makes_no_sense_is_a_fault(world) {
        assert!(matches!(fault(&world.store, "UPDATE nothing SET a = 1").await, Fault::Other { .. }));
        assert!(matches!(fault(&world.store, "SELEKT").await, Fault::Other { .. }));
        // A name in double quotes is a name, not a text.
        let quoted = "UPDATE word SET text = \"nothing\"";
        assert!(matches!(fault(&world.store, quoted).await, Fault::Other { .. }));
    }

    async fn readers_cannot_write(world) {
        let written = world.store.read::<Vec<i64>, Fault, _>(|reader| {
            let sql = "INSERT INTO word (text, weight) VALUES ('a', 1) RETURNING id";
            reader.rows(sql, &[], |row| row.get(0))
        });
        assert!(written.await.is_err());
        assert!(texts(&world.store, "SELECT text FROM word").await.is_empty());
    }
}
