//! An archive holds all that either engine and the place for bytes hold, and either engine takes it back.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use futures_util::{TryStreamExt as _, stream};
use store::testing::{World, world};
use store::{
    Archive, Attached, ByteFault, ByteStore, Damage, Engine, Fault, Manifest, Migration, Proof,
    Signature, Store, params,
};
use tokio::runtime::Handle;

/// People who know each other in a circle, a ledger that only grows, a counter that begins with a row, and files.
const SCHEMA: &[Migration] = &[
    Migration {
        number: 1,
        name: "people",
        shared: Some(
            "CREATE TABLE person (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, note BLOB,
                 friend BIGINT NOT NULL REFERENCES person (id)) STRICT;
             CREATE TABLE account (person BIGINT NOT NULL REFERENCES person (id), kind TEXT NOT NULL,
                 amount BIGINT NOT NULL CONSTRAINT amount_positive CHECK (amount >= 0),
                 PRIMARY KEY (person, kind)) STRICT, WITHOUT ROWID;
             CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL) STRICT;
             INSERT INTO counter (name, value) VALUES ('next', 0);
             CREATE TABLE file (id BIGINT PRIMARY KEY, key TEXT NOT NULL, sha256 BLOB, removed_at BIGINT) STRICT;",
        ),
        sqlite: Some(
            "CREATE TRIGGER account_stays BEFORE DELETE ON account
             BEGIN SELECT RAISE(ABORT, 'accounts stay'); END;",
        ),
        postgres: Some(
            "CREATE FUNCTION account_stays() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN RAISE EXCEPTION 'accounts stay'; END $$;
             CREATE TRIGGER account_stays BEFORE DELETE ON account
             FOR EACH ROW EXECUTE FUNCTION account_stays();",
        ),
    },
    Migration {
        number: 2,
        name: "places",
        shared: Some("CREATE TABLE place (id BIGINT PRIMARY KEY) STRICT;"),
        sqlite: None,
        postgres: None,
    },
];

const ATTACHED: &[Attached] = &[Attached {
    table: "file",
    key: "key",
    sha256: "sha256",
    gone: Some("removed_at"),
}];

/// The same with a column more.
const OTHER: &[Migration] = &[
    SCHEMA[0],
    Migration {
        shared: Some(
            "CREATE TABLE place (id BIGINT PRIMARY KEY) STRICT;
             ALTER TABLE account ADD COLUMN more TEXT;",
        ),
        ..SCHEMA[1]
    },
];

/// Signs with a number that is to be found again.
struct Number(i64);

impl Proof for Number {
    fn sign(&self, manifest: &[u8]) -> Signature {
        let sum = manifest.iter().map(|byte| u64::from(*byte)).sum::<u64>();
        Signature {
            key: self.0,
            signature: sum.to_string(),
        }
    }

    fn holds(&self, manifest: &[u8], signature: &Signature) -> bool {
        self.sign(manifest) == *signature
    }
}

/// Two people who know each other, one of them twice in the books, and a file of each fate.
async fn fill(store: &Store, bytes: &ByteStore) {
    let mut rows = Vec::new();
    for (key, text) in [
        ("kept-file", "kept"),
        ("gone-file", "gone"),
        ("empty-file", ""),
    ] {
        let chunks = stream::iter([Ok::<_, ByteFault>(Bytes::from(text))]);
        let stored = bytes
            .put_stream(key, chunks, 100)
            .await
            .expect("there is room");
        rows.push((key, stored.sha256));
    }
    let filled = store.write::<_, Fault, _>(move |tx| {
        tx.execute(
            "INSERT INTO person (id, name, note, friend) VALUES ($1, $2, $3, $1)",
            params![7, "å\n\"", &[0_u8, 255]],
        )?;
        tx.execute(
            "INSERT INTO person (id, name, note, friend) VALUES ($1, $2, $3, 7)",
            params![8, "Ö", None::<&[u8]>],
        )?;
        tx.execute("UPDATE person SET friend = 8 WHERE id = 7", &[])?;
        tx.execute(
            "INSERT INTO account (person, kind, amount) VALUES (7, 'a', 50), (8, 'a', 50)",
            &[],
        )?;
        tx.execute("UPDATE counter SET value = 41", &[])?;
        for (key, sha256) in &rows {
            let removed = (*key == "gone-file").then_some(1);
            tx.execute(
                "INSERT INTO file (key, sha256, removed_at) VALUES ($1, $2, $3)",
                params![*key, sha256, removed],
            )?;
        }
        Ok(())
    });
    filled.await.expect("the rows fit");
}

async fn archived(store: &Store, bytes: &ByteStore, path: &Path) -> Result<Manifest, Fault> {
    let (store, bytes, path, handle) = (
        store.clone(),
        bytes.clone(),
        path.to_owned(),
        Handle::current(),
    );
    let written = tokio::task::spawn_blocking(move || {
        store.archive(
            (&bytes, ATTACHED),
            &path,
            ("test 1", 12),
            &Number(3),
            &handle,
        )
    });
    written.await.expect("it does not panic")
}

async fn unpacked(
    path: &Path,
    store: &Store,
    bytes: &ByteStore,
    schema: &'static [Migration],
) -> Result<(), Fault> {
    let (store, bytes, path, handle) = (
        store.clone(),
        bytes.clone(),
        path.to_owned(),
        Handle::current(),
    );
    let unpacked = tokio::task::spawn_blocking(move || {
        let mut archive = Archive::open(&path, &Number(3)).expect("it is whole");
        archive.unpack((&store, &bytes), schema, &handle)
    });
    unpacked.await.expect("it does not panic")
}

/// A folder for an archive.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("backup.zip");
    (folder, path)
}

/// A blank database; `None` where PostgreSQL is left out on purpose.
fn blank(engine: Engine) -> Option<World> {
    world(engine, &[])
}

async fn read(bytes: &ByteStore, key: &str) -> Result<Vec<u8>, ByteFault> {
    let chunks: Vec<Bytes> = bytes
        .get_range(key, 0..u64::MAX)
        .await?
        .try_collect()
        .await?;
    Ok(chunks.concat())
}

async fn taken_back(from: Engine, to: Engine) {
    let (Some(old), Some(new)) = (world(from, SCHEMA), blank(to)) else {
        return;
    };
    let (before, after) = (ByteStore::in_memory(), ByteStore::in_memory());
    let (_folder, path) = folder();
    fill(&old.store, &before).await;
    let manifest = archived(&old.store, &before, &path)
        .await
        .expect("it is written");
    assert_eq!(
        (manifest.rows(), manifest.files(), manifest.bytes()),
        (8, 2, 4)
    );
    assert_eq!(manifest.lost, Vec::<String>::new());

    unpacked(&path, &new.store, &after, SCHEMA)
        .await
        .expect("it fits");
    new.store.migrate(SCHEMA).expect("the schema is the one");
    let (_folder, again) = folder();
    let copy = archived(&new.store, &after, &again)
        .await
        .expect("it is written");
    assert_eq!(copy, manifest);
    assert_eq!(
        read(&after, "kept-file").await.expect("it is there"),
        b"kept"
    );
    assert!(matches!(
        read(&after, "gone-file").await,
        Err(ByteFault::Missing)
    ));

    let lives = new.store.write::<_, Fault, _>(|tx| {
        let sql = "INSERT INTO person (name, friend) VALUES ('new', 7) RETURNING id";
        tx.returning(sql, &[], |row| row.get::<i64>(0))
    });
    assert_eq!(
        lives.await.expect("a row can be added"),
        [9],
        "numbers go on"
    );
    for refused in [
        "INSERT INTO person (name, friend) VALUES ('lost', 70)",
        "DELETE FROM account",
        "UPDATE account SET amount = -1",
    ] {
        let fault = new
            .store
            .write::<_, Fault, _>(move |tx| tx.execute(refused, &[]))
            .await;
        assert!(
            matches!(fault, Err(Fault::Constraint { .. })),
            "{refused}: {fault:?}"
        );
    }
}

#[tokio::test]
async fn sqlite_takes_its_own_back() {
    taken_back(Engine::Sqlite, Engine::Sqlite).await;
}

#[tokio::test]
async fn postgres_takes_its_own_back() {
    taken_back(Engine::Postgres, Engine::Postgres).await;
}

#[tokio::test]
async fn postgres_takes_over_from_sqlite() {
    taken_back(Engine::Sqlite, Engine::Postgres).await;
}

#[tokio::test]
async fn sqlite_takes_over_from_postgres() {
    taken_back(Engine::Postgres, Engine::Sqlite).await;
}

store::on_both_engines! { SCHEMA;
    async fn an_archive_shows_one_moment_while_others_write(world) {
        let bytes = ByteStore::in_memory();
        fill(&world.store, &bytes).await;
        let (store, over) = (world.store.clone(), Arc::new(AtomicBool::new(false)));
        let (seen, stop) = (Arc::new(AtomicBool::new(false)), Arc::clone(&over));
        let written = Arc::clone(&seen);
        let busy = tokio::spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                let moved = store.write::<_, Fault, _>(|tx| {
                    tx.execute("UPDATE account SET amount = amount + 1 WHERE person = 7", &[])?;
                    tx.execute("INSERT INTO place DEFAULT VALUES", &[])?;
                    tx.execute("UPDATE counter SET value = value + 1", &[])
                });
                moved.await.expect("it can be written to");
                written.store(true, Ordering::Relaxed);
            }
        });
        for _ in 0..5 {
            seen.store(false, Ordering::Relaxed);
            let (_folder, path) = folder();
            archived(&world.store, &bytes, &path).await.expect("it is written");
            while !seen.load(Ordering::Relaxed) {
                tokio::task::yield_now().await;
            }
            let copy = blank(Engine::Sqlite).expect("SQLite is built in");
            unpacked(&path, &copy.store, &ByteStore::in_memory(), SCHEMA).await.expect("it fits");
            let sum = copy.store.read::<_, Fault, _>(|reader| {
                let sql = "SELECT (SELECT amount FROM account WHERE person = 7), (SELECT value FROM counter),
                           (SELECT COUNT(*) FROM place)";
                reader.row(sql, &[], |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?)))
            });
            let (amount, counted, places) = sum.await.expect("it can be read");
            assert_eq!((amount - 50, counted - 41), (places, places));
        }
        over.store(true, Ordering::Relaxed);
        busy.await.expect("it does not panic");
    }

    async fn what_is_there_already_is_not_written_over(world) {
        let bytes = ByteStore::in_memory();
        fill(&world.store, &bytes).await;
        let (_folder, path) = folder();
        archived(&world.store, &bytes, &path).await.expect("it is written");
        let refused = unpacked(&path, &world.store, &bytes, SCHEMA).await;
        assert!(matches!(refused, Err(Fault::Conflict { .. })), "{refused:?}");
    }

    async fn an_archive_of_a_newer_schema_leaves_nothing_behind(world) {
        let bytes = ByteStore::in_memory();
        fill(&world.store, &bytes).await;
        let (_folder, path) = folder();
        archived(&world.store, &bytes, &path).await.expect("it is written");
        let blank = blank(world.store.engine()).expect("this engine is there");
        let refused = unpacked(&path, &blank.store, &bytes, &SCHEMA[..1]).await;
        assert!(matches!(refused, Err(Fault::NewerSchema { found: 2 })), "{refused:?}");
        assert!(blank.store.is_blank().expect("it can be read"));
    }

    async fn a_schema_that_was_changed_leaves_nothing_behind(world) {
        let bytes = ByteStore::in_memory();
        fill(&world.store, &bytes).await;
        let (_folder, path) = folder();
        archived(&world.store, &bytes, &path).await.expect("it is written");
        let blank = blank(world.store.engine()).expect("this engine is there");
        let refused = unpacked(&path, &blank.store, &bytes, OTHER).await;
        assert!(matches!(refused, Err(Fault::Corrupt(_))), "{refused:?}");
        assert!(blank.store.is_blank().expect("it can be read"));
    }
}

#[tokio::test]
async fn a_file_that_is_gone_or_damaged_is_told_and_the_rest_is_kept() {
    let world = world(Engine::Sqlite, SCHEMA).expect("SQLite is built in");
    let bytes = ByteStore::in_memory();
    fill(&world.store, &bytes).await;
    bytes.delete("kept-file").await.expect("it can be removed");
    let other = stream::iter([Ok::<_, ByteFault>(Bytes::from("not empty"))]);
    bytes
        .put_stream("empty-file", other, 100)
        .await
        .expect("there is room");
    let (_folder, path) = folder();
    let manifest = archived(&world.store, &bytes, &path)
        .await
        .expect("it is written");
    assert_eq!(manifest.lost, ["empty-file", "kept-file"]);
    assert_eq!(manifest.files(), 0);
    Archive::open(&path, &Number(3)).expect("it is whole");
}

/// Every part that can be read, in order.
fn contents(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for place in 0..zip.len() {
        let mut part = zip.by_index(place).ok()?;
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        parts.push((part.name().ok()?.into_owned(), content));
    }
    Some(parts)
}

#[tokio::test]
async fn a_damaged_archive_is_refused_wherever_it_is_damaged() {
    let world = world(Engine::Sqlite, SCHEMA).expect("SQLite is built in");
    let bytes = ByteStore::in_memory();
    fill(&world.store, &bytes).await;
    let (_folder, path) = folder();
    archived(&world.store, &bytes, &path)
        .await
        .expect("it is written");
    let whole = fs::read(&path).expect("it is there");
    let opened = |bytes: &[u8]| {
        fs::write(&path, bytes).expect("there is room");
        Archive::open(&path, &Number(3)).map(|archive| archive.manifest().clone())
    };
    let manifest = opened(&whole).expect("it is whole");
    for length in (0..whole.len()).step_by(97) {
        assert!(opened(&whole[..length]).is_err(), "cut after {length}");
    }
    let parts = contents(&whole).expect("it is a ZIP file");
    assert_eq!(
        parts.len(),
        9,
        "five tables, two files, a manifest and its signature"
    );
    for place in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[place] ^= 1 << (place % 8);
        // Dates and rights in the ZIP file's own lists may change, and bits that fill up a byte; nothing that is taken.
        if let Ok(found) = opened(&flipped) {
            assert_eq!(found, manifest, "flipped at {place}");
            assert!(
                contents(&flipped).is_some_and(|found| found == parts),
                "flipped at {place}"
            );
        }
    }
    opened(&whole).expect("it is whole");
    assert!(matches!(
        Archive::open(&path, &Number(4)),
        Err(Damage::Unsigned)
    ));
    assert!(matches!(opened(b"PK no archive"), Err(Damage::Foreign)));
    fs::remove_file(&path).expect("it is there");
    assert!(matches!(
        Archive::open(&path, &Number(3)),
        Err(Damage::Unreadable(_))
    ));
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_an_archive() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = world(Engine::Sqlite, SCHEMA).expect("SQLite is built in");
    let (folder, path) = folder();
    archived(&world.store, &ByteStore::in_memory(), &path)
        .await
        .expect("it is written");
    let mode = fs::metadata(&path)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let names = fs::read_dir(folder.path()).expect("it is there").count();
    assert_eq!(names, 1, "nothing unfinished is left");
}
