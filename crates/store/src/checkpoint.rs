//! Moves what SQLite wrote from its log into the file, off the writer's thread: no writer waits for
//! that, and no single one pays for all.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use crate::{Fault, sqlite, store};

/// How often to look.
const EVERY: Duration = Duration::from_millis(250);

/// Bytes of log past which it is cut off: under load it is never worked off by itself.
const LOG_LIMIT: u64 = 256 << 20;

/// How long cutting off may wait for readers, and hold up the writer.
const CUT_PATIENCE: Duration = Duration::from_millis(50);

/// The thread that does it. It ends before this handle is gone.
pub struct Checkpoints {
    stop: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpoints {
    /// Starts the thread for the database at `path`.
    pub fn start(path: &Path) -> Result<Self, Fault> {
        let connection = sqlite::connect(path)?;
        connection.busy_timeout(CUT_PATIENCE)?;
        let (stop, stopped) = sync_channel(0);
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let log = PathBuf::from(log);
        let work = move || run(&connection, &log, &stopped);
        let thread = store::start("store-checkpoint", work)?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the checkpoint thread panicked");
        }
    }
}

fn run(connection: &Connection, log: &Path, stopped: &Receiver<()>) {
    let mut done = None;
    while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
        match checkpoint(connection, log, done) {
            Ok(now) => done = now,
            // Readers hold it up, or the disk is full: the log grows until the next try.
            Err(error) => tracing::warn!(%error, "the checkpoint has to wait"),
        }
    }
}

/// Works off the log if anything was committed since `done`; the version that is now wholly in the
/// file, if there is one.
fn checkpoint(
    connection: &Connection,
    log: &Path,
    done: Option<i64>,
) -> rusqlite::Result<Option<i64>> {
    let version = connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
    if done == Some(version) {
        return Ok(done);
    }
    let (frames, moved) = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
        Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    })?;
    // The writer is held up only for what it wrote since the line above.
    if std::fs::metadata(log).is_ok_and(|log| log.len() > LOG_LIMIT) {
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    Ok((frames == moved).then_some(version))
}
