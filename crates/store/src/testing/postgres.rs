//! One PostgreSQL for all tests of a user; one database in it for each test.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, process, thread};

use tokio::runtime::Builder;
use tokio_postgres::{NoTls, SimpleQueryMessage};

use super::{WITHOUT_POSTGRES, fingerprint};
use crate::{Engine, Migration, Settings, Store};

/// How long a start may take: `initdb` on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// How often to look whether it is up.
const PAUSE: Duration = Duration::from_millis(50);

/// The order of texts where none is asked for, as on a machine of a Swede: so a text that is not
/// ordered by its bytes shows.
const SWEDISH: &str = "LOCALE_PROVIDER icu ICU_LOCALE 'sv'";

/// A database that is dropped with this handle.
pub struct Database {
    home: PathBuf,
    name: String,
}

/// A database that holds what `migrations` leave. They are applied once, to a template that all
/// such databases are copied from. `None` where PostgreSQL is left out on purpose.
pub fn database(migrations: &[Migration]) -> Option<Database> {
    let home = serve()?;
    let template = Template::migrated(home, migrations);
    Some(template.copy())
}

/// A database that others are copied from.
pub struct Template {
    home: PathBuf,
    name: String,
    /// What it is copied from itself.
    origin: String,
}

impl Template {
    /// The template for `migrations`, made by the first test that wants it.
    fn migrated(home: PathBuf, migrations: &[Migration]) -> Self {
        let texts: Vec<_> = migrations
            .iter()
            .map(|one| one.texts(Engine::Postgres))
            .collect();
        let made_from = fingerprint(&format!("{SWEDISH} {migrations:?} {texts:?}"));
        let template = Self {
            name: format!("template_{made_from}"),
            origin: format!("template0 {SWEDISH}"),
            home,
        };
        let _lock = lock(&template.home);
        if !template.is_made() {
            template.begin();
            let store = Store::open(&template.settings());
            store
                .and_then(|store| store.migrate(migrations))
                .expect("the migrations apply");
            template.end();
        }
        template
    }

    /// One called `name` that begins with what `migrations` leave. `None` where PostgreSQL is left
    /// out on purpose.
    pub fn named(name: String, migrations: &[Migration]) -> Option<Self> {
        let migrated = Self::migrated(serve()?, migrations);
        Some(Self {
            home: migrated.home,
            name,
            origin: migrated.name,
        })
    }

    /// Whether it has been made to its end.
    pub fn is_made(&self) -> bool {
        run(
            &self.home,
            &format!(
                "SELECT 1 FROM pg_database WHERE datname = '{}' AND datistemplate",
                self.name
            ),
        )
    }

    /// Makes it anew.
    pub fn begin(&self) {
        create(&self.home, &self.name, &self.origin);
    }

    /// Where it is, while it is made.
    pub fn settings(&self) -> Settings {
        let url = url(&self.home, &self.name);
        Settings::Postgres { url }
    }

    /// It is made.
    pub fn end(&self) {
        run(
            &self.home,
            &format!("ALTER DATABASE {} IS_TEMPLATE true", self.name),
        );
    }

    /// Removes it.
    pub fn drop(&self) {
        let name = &self.name;
        run(
            &self.home,
            &format!("ALTER DATABASE {name} IS_TEMPLATE false"),
        );
        run(&self.home, &format!("DROP DATABASE {name} WITH (FORCE)"));
    }

    /// A database of a test's own that begins as this one is.
    pub fn copy(&self) -> Database {
        Database::of(&self.name, self.home.clone())
    }
}

/// Makes the database `name`, over one that was left behind.
fn create(home: &Path, name: &str, origin: &str) {
    run(
        home,
        &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
    );
    run(home, &format!("CREATE DATABASE {name} TEMPLATE {origin}"));
}

/// Runs one statement outside of any store; whether it had rows.
fn run(home: &Path, sql: &str) -> bool {
    admin(home, sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"))
}

/// Stops the server, if it runs. It would stop by itself in a while.
pub fn stop() {
    if let Ok(supervisor) = fs::read_to_string(home().join("supervisor.pid")) {
        // It may have ended meanwhile.
        let _ = Command::new("kill").arg(supervisor.trim()).status();
    }
}

impl Database {
    /// A database that holds what `origin` does.
    fn of(origin: &str, home: PathBuf) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{count}", process::id());
        create(&home, &name, origin);
        Self { home, name }
    }

    /// Another that holds what this one does, to which nobody is connected.
    pub fn copied(&self) -> Self {
        Self::of(&self.name, self.home.clone())
    }

    /// Where it is.
    pub fn url(&self) -> String {
        url(&self.home, &self.name)
    }

    /// How much room it takes, in bytes.
    pub fn bytes(&self) -> u64 {
        let asked = format!("SELECT pg_database_size('{}')", self.name);
        let told = say(&self.home, &asked).expect("the server answers");
        let size = told.and_then(|text| text.parse().ok());
        size.expect("a database has a size")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // If the server is gone, so is the database.
        let _ = admin(
            &self.home,
            &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name),
        );
    }
}

/// Makes sure that the server runs; the folder of its socket.
fn serve() -> Option<PathBuf> {
    let home = home();
    fs::create_dir_all(&home).expect("a folder for PostgreSQL");
    let _lock = lock(&home);
    File::create(home.join("used")).expect("a file in the folder of PostgreSQL");
    if admin(&home, "SELECT 1").is_ok() {
        return Some(home);
    }
    let Some(binaries) = binaries() else {
        let left_out = env::var(WITHOUT_POSTGRES).is_ok_and(|value| value == "1");
        assert!(
            left_out,
            "PostgreSQL is missing: install it, or set {WITHOUT_POSTGRES}=1"
        );
        eprintln!("NOT TESTED ON POSTGRESQL: it is missing, and {WITHOUT_POSTGRES}=1 allows that");
        return None;
    };
    start(&home, &binaries);
    Some(home)
}

/// Starts the server with its watchdog, apart from this process, and waits until it answers.
fn start(home: &Path, binaries: &Path) {
    let log = File::create(home.join("log")).expect("a log in the folder of PostgreSQL");
    // The outer shell ends at once and leaves the inner one to itself.
    let started = Command::new("sh")
        .args([
            "-c",
            "sh -c \"$0\" postgres.sh \"$0\" \"$@\" &",
            include_str!("postgres.sh"),
        ])
        .args([home, binaries])
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(log.try_clone().expect("a second handle on the log"))
        .stderr(log)
        .status();
    assert!(
        started.is_ok_and(|status| status.success()),
        "sh does not start"
    );
    for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
        if admin(home, "SELECT 1").is_ok() {
            return;
        }
        thread::sleep(PAUSE);
    }
    panic!(
        "PostgreSQL does not start: {}",
        fs::read_to_string(home.join("log")).unwrap_or_default()
    );
}

/// Where Debian keeps the programs of the newest server, or where the search path finds them.
pub fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut found: Vec<_> = versions.map(|version| version.path().join("bin")).collect();
    found.sort();
    found.reverse();
    found.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    found
        .into_iter()
        .find(|folder| folder.join("postgres").exists())
}

/// One folder for each user, so that no two fight over it.
fn home() -> PathBuf {
    let told = Command::new("id")
        .arg("-u")
        .output()
        .expect("id runs")
        .stdout;
    env::temp_dir().join(format!(
        "klippkort-postgres-{}",
        String::from_utf8_lossy(&told).trim()
    ))
}

/// Keeps other test processes out until it is dropped.
fn lock(home: &Path) -> File {
    let file = File::create(home.join("lock")).expect("a lock in the folder of PostgreSQL");
    file.lock().expect("the lock is free in the end");
    file
}

fn url(home: &Path, name: &str) -> String {
    format!(
        "postgresql:///{name}?host={}&user=klippkort",
        home.display()
    )
}

/// Runs one statement outside of any store; whether it had rows.
fn admin(home: &Path, sql: &str) -> Result<bool, tokio_postgres::Error> {
    Ok(say(home, sql)?.is_some())
}

/// Runs one statement outside of any store; the first text of its first row. On a thread of its own, because the
/// caller's may belong to a runtime.
fn say(home: &Path, sql: &str) -> Result<Option<String>, tokio_postgres::Error> {
    let url = url(home, "postgres");
    let work = async {
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
        let connection = tokio::spawn(connection);
        let told = client.simple_query(sql).await?;
        drop(client);
        // It ends with the client.
        let _ = connection.await;
        Ok(told.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
            _ => None,
        }))
    };
    let runtime = || {
        Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime")
    };
    thread::scope(|scope| {
        scope
            .spawn(|| runtime().block_on(work))
            .join()
            .expect("no panic")
    })
}
