//! The program itself, in a process of its own, over a database of the benchmark's.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use actions::testing::key_file;
use anyhow::{Context as _, ensure};
use store::Settings;
use store::testing::World;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::browser::Browser;
use crate::measure::now;

/// The longest that the program may take to start.
const PATIENCE: Duration = Duration::from_mins(2);

/// How often to look whether it answers.
const PAUSE: Duration = Duration::from_micros(500);

/// A database, and the folder that the program keeps the rest in.
pub struct Place {
    world: World,
    data: TempDir,
}

/// The portal, stopped when it goes.
pub struct Portal {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took from its start to its first answer.
    pub start: Duration,
}

impl Place {
    /// For the database of `world`, whose store is closed.
    pub async fn new(world: World, folder: &Path) -> anyhow::Result<Self> {
        world.store.clone().close().await;
        let data = tempfile::tempdir_in(folder)?;
        if let Settings::Sqlite { path } = &world.settings {
            fs::rename(path, data.path().join("klippkort.sqlite"))?;
        }
        Ok(Self { world, data })
    }

    /// Starts the portal and waits for its first answer.
    pub async fn serve(&self) -> anyhow::Result<Portal> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = Command::new(program()?);
        command
            .arg("serve")
            .env_clear()
            .env("KLIPPKORT_KEYS", key_file())
            .env("KLIPPKORT_DATA", self.data.path())
            .env("KLIPPKORT_LISTEN", address.to_string())
            .env("KLIPPKORT_LOG", "off")
            .current_dir(self.data.path())
            .stdout(Stdio::null());
        if let Settings::Postgres { url } = &self.world.settings {
            command.env("DATABASE_URL", url);
        }
        let begun = now();
        let mut child = command.spawn()?;
        while begun.elapsed() < PATIENCE {
            if let Ok(mut browser) = Browser::connect(address).await {
                let page = browser.get("/healthz").await?;
                ensure!(page.status == 200, "the portal answers {}", page.status);
                return Ok(Portal {
                    child,
                    address,
                    start: begun.elapsed(),
                });
            }
            ensure!(child.try_wait()?.is_none(), "the portal does not start");
            sleep(PAUSE).await;
        }
        child.kill()?;
        anyhow::bail!("the portal does not answer")
    }
}

impl Portal {
    /// The memory that is the program's alone, without mapped files, in megabytes.
    pub fn memory(&self) -> anyhow::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("RssAnon:"));
        let figure = line.and_then(|line| line.split_whitespace().next());
        let kilobytes: f64 = figure.context("no such line")?.parse()?;
        Ok(kilobytes / 1024.0)
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, built as it is shipped but for what links slowly: beside this one.
fn program() -> anyhow::Result<PathBuf> {
    let program = std::env::current_exe()?.with_file_name("klippkort");
    let hint = "build it first: cargo build --release --package klippkort";
    ensure!(program.exists(), "{} is missing: {hint}", program.display());
    Ok(program)
}
