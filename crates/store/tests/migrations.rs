//! The schema is brought up to date once, in order, and safely.

use std::env;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use store::{Applied, Engine, Fault, Migration, Settings, Store};

const FIRST: Migration = Migration {
    number: 1,
    name: "first",
    shared: Some("CREATE TABLE first (id BIGINT PRIMARY KEY, name TEXT NOT NULL) STRICT;"),
    sqlite: Some("CREATE INDEX first_sqlite ON first (name);"),
    postgres: Some("CREATE INDEX first_postgres ON first (name);"),
};

const SECOND: Migration = Migration {
    number: 2,
    name: "second",
    shared: Some(
        "INSERT INTO first (name) VALUES ('b'), ('a'); CREATE TABLE second (seal BLOB) STRICT;",
    ),
    sqlite: None,
    postgres: None,
};

/// Fails after it has done something.
const BROKEN: Migration = Migration {
    number: 2,
    name: "broken",
    shared: Some("CREATE TABLE second (seal BLOB) STRICT; INSERT INTO nothing VALUES (1);"),
    sqlite: None,
    postgres: None,
};

/// Takes long enough to be killed in the middle.
const LONG: Migration = Migration {
    number: 2,
    name: "long",
    shared: Some(
        "CREATE TABLE second (seal BLOB) STRICT;
         INSERT INTO first (name)
         WITH RECURSIVE number (value) AS (
             SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < 600000
         )
         SELECT 'a' || value FROM number;",
    ),
    sqlite: None,
    postgres: None,
};

/// Tells a test process that it is the one to be killed, and where its database is.
const VICTIM: &str = "KLIPPKORT_VICTIM";

/// In the process to be killed: migrates, and never returns.
fn be_the_victim() {
    let Ok(place) = env::var(VICTIM) else { return };
    let settings = if place.starts_with("postgresql:") {
        Settings::Postgres { url: place }
    } else {
        Settings::Sqlite { path: place.into() }
    };
    let migrated = Store::open(&settings).and_then(|store| store.migrate(&[FIRST, LONG]));
    panic!("not killed in time: {migrated:?}");
}

/// Lets a process of its own migrate the database, and kills it in the middle.
async fn kill_in_the_middle(test: &str, settings: &Settings, store: &Store) {
    let place = match settings {
        Settings::Sqlite { path } => path.display().to_string(),
        Settings::Postgres { url } => url.clone(),
    };
    let mut victim = Command::new(env::current_exe().expect("this test has a file"))
        .args(["--exact", test])
        .env(VICTIM, place)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a second process starts");
    let begun = async || {
        let read = store.read::<i64, Fault, _>(|reader| {
            reader.row("SELECT count(*) FROM schema_migration", &[], |row| {
                row.get(0)
            })
        });
        read.await.is_ok_and(|applied| applied == 1)
    };
    while !begun().await {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(20)).await;
    victim.kill().expect("it runs");
    let status = victim.wait().expect("it has ended");
    assert_eq!(status.code(), None, "it ended by itself");
}

async fn names(store: &Store) -> Vec<String> {
    let read = store.read::<_, Fault, _>(|reader| {
        reader.rows("SELECT name FROM first ORDER BY name", &[], |row| {
            row.get(0)
        })
    });
    read.await.expect("the table is there")
}

store::on_both_engines! { &[];
    async fn each_is_applied_once(world) {
        let run = |migrations: &[Migration]| world.store.migrate(migrations).expect("it applies");
        assert_eq!(run(&[FIRST]), Applied { schema: 1, applied: vec![1] });
        assert_eq!(run(&[FIRST]), Applied { schema: 1, applied: vec![] });
        assert_eq!(run(&[FIRST, SECOND]), Applied { schema: 2, applied: vec![2] });
        assert_eq!(run(&[FIRST, SECOND]), Applied { schema: 2, applied: vec![] });
        assert_eq!(names(&world.store).await, ["a", "b"]);
    }

    async fn one_that_breaks_leaves_nothing(world) {
        assert!(world.store.migrate(&[FIRST, BROKEN]).is_err());
        assert!(names(&world.store).await.is_empty(), "the one before it stays");
        let before = world.store.schema_dump().expect("it can be told");
        assert!(!before.contains("second"), "{before}");
        let repeated = world.store.migrate(&[FIRST, SECOND]).expect("it can be mended");
        assert_eq!(repeated.applied, [2]);
    }

    async fn one_that_is_killed_in_the_middle_can_be_repeated(world) {
        be_the_victim();
        let engine = format!("{:?}", world.store.engine()).to_lowercase();
        let test = format!("one_that_is_killed_in_the_middle_can_be_repeated::{engine}");
        kill_in_the_middle(&test, &world.settings, &world.store).await;
        let again = world.store.migrate(&[FIRST, SECOND]).expect("nothing of it was kept");
        assert_eq!(again.applied, [2]);
        assert_eq!(names(&world.store).await, ["a", "b"]);
    }

    async fn a_newer_schema_is_refused(world) {
        world.store.migrate(&[FIRST, SECOND]).expect("they apply");
        let refused = world.store.migrate(&[FIRST]);
        assert!(matches!(refused, Err(Fault::NewerSchema { found: 2 })), "{refused:?}");
    }

    async fn one_that_was_changed_is_refused(world) {
        world.store.migrate(&[FIRST]).expect("it applies");
        let changed = Migration { postgres: Some("SELECT 1"), ..FIRST };
        assert!(matches!(world.store.migrate(&[changed]), Err(Fault::Corrupt(_))));
        let moved = Migration { sqlite: FIRST.postgres, postgres: FIRST.sqlite, ..FIRST };
        assert!(matches!(world.store.migrate(&[moved, SECOND]), Err(Fault::Corrupt(_))));
        assert!(world.store.migrate(&[FIRST]).expect("the right one").applied.is_empty());
    }

    async fn several_processes_may_try_at_once(world) {
        let stores: Vec<Store> = (0..4)
            .map(|_| Store::open_tuned(&world.settings, &world.tuning).expect("it opens"))
            .collect();
        let applied: Vec<i64> = thread::scope(|scope| {
            let runs: Vec<_> = stores
                .iter()
                .map(|store| scope.spawn(|| store.migrate(&[FIRST, SECOND]).expect("it applies")))
                .collect();
            runs.into_iter().flat_map(|run| run.join().expect("no panic").applied).collect()
        });
        let mut sorted = applied.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [1, 2], "each by one of them: {applied:?}");
        assert_eq!(names(&world.store).await, ["a", "b"]);
    }

    async fn the_schema_can_be_told(world) {
        world.store.migrate(&[FIRST, SECOND]).expect("they apply");
        let told = world.store.schema_dump().expect("it can be told");
        let expected: &[&str] = match world.store.engine() {
            Engine::Sqlite => &[
                "-- first\n",
                "CREATE TABLE first (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
                "CREATE INDEX first_sqlite ON first (name)",
                "CREATE TABLE second (seal BLOB) STRICT",
            ],
            Engine::Postgres => &[
                "-- first\n",
                "id bigint NOT NULL IDENTITY\nname text COLLATE \"C\" NOT NULL\n",
                "first_pkey PRIMARY KEY (id)",
                "CREATE INDEX first_postgres ON public.first USING btree (name)",
                "-- second\nseal bytea\n",
            ],
        };
        for line in expected {
            assert!(told.contains(line), "{line} in\n{told}");
        }
        assert_eq!(told, world.store.schema_dump().expect("it can be told again"));
    }
}
