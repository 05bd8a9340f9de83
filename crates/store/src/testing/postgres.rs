//! One PostgreSQL for all tests of a user; one database in it for each test.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, process, thread};

use ::bytes::Bytes;
use sha2::{Digest, Sha256};
use tokio::runtime::Builder;
use tokio_postgres::{NoTls, SimpleQueryMessage};

use super::WITHOUT_POSTGRES;
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
    let template = template(&home, migrations);
    Some(Database::from(&template, home))
}

/// Stops the server, if it runs. It would stop by itself in a while.
pub fn stop() {
    if let Ok(supervisor) = fs::read_to_string(home().join("supervisor.pid")) {
        // It may have ended meanwhile.
        let _ = Command::new("kill").arg(supervisor.trim()).status();
    }
}

impl Database {
    /// A database that holds what `template` does.
    fn from(template: &str, home: PathBuf) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{count}", process::id());
        let database = Self { home, name };
        database.run(&format!(
            "DROP DATABASE IF EXISTS {} WITH (FORCE)",
            database.name
        ));
        database.run(&format!(
            "CREATE DATABASE {} TEMPLATE {template}",
            database.name
        ));
        database
    }

    /// Another that holds what this one does, to which nobody is connected.
    pub fn copied(&self) -> Self {
        Self::from(&self.name, self.home.clone())
    }

    /// Where it is.
    pub fn url(&self) -> String {
        url(&self.home, &self.name)
    }

    fn run(&self, sql: &str) {
        admin(&self.home, sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
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

/// The name of the template for `migrations`, made by the first test that wants it.
fn template(home: &Path, migrations: &[Migration]) -> String {
    let texts: Vec<_> = migrations
        .iter()
        .map(|one| one.texts(Engine::Postgres))
        .collect();
    let digest = Sha256::digest(format!("{SWEDISH} {migrations:?} {texts:?}"));
    let name = format!("template_{:x}", Bytes::copy_from_slice(&digest[..8]));
    let run = |sql: &str| admin(home, sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    let _lock = lock(home);
    let made = format!("SELECT 1 FROM pg_database WHERE datname = '{name}' AND datistemplate");
    if !run(&made) {
        run(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        run(&format!(
            "CREATE DATABASE {name} TEMPLATE template0 {SWEDISH}"
        ));
        let store = Store::open(&Settings::Postgres {
            url: url(home, &name),
        });
        store
            .and_then(|store| store.migrate(migrations))
            .expect("the migrations apply");
        run(&format!("ALTER DATABASE {name} IS_TEMPLATE true"));
    }
    name
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

/// Where Debian keeps the newest server, or where the search path finds one.
fn binaries() -> Option<PathBuf> {
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

/// Runs one statement outside of any store; whether it had rows. On a thread of its own, because
/// the caller's may belong to a runtime.
fn admin(home: &Path, sql: &str) -> Result<bool, tokio_postgres::Error> {
    let url = url(home, "postgres");
    let work = async {
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
        let connection = tokio::spawn(connection);
        let told = client.simple_query(sql).await?;
        drop(client);
        // It ends with the client.
        let _ = connection.await;
        Ok(told
            .iter()
            .any(|message| matches!(message, SimpleQueryMessage::Row(_))))
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
