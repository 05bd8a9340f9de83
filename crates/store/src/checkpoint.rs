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

/// Bytes of log past which it is cut off in a moment of rest.
const LOG_LIMIT: u64 = 256 << 20;

/// How long cutting off may hold up the writer.
const CUT_PATIENCE: Duration = Duration::from_millis(50);

/// Starts the thread for the database at `path`. It ends when the handle that is returned goes.
pub fn start(path: &Path, threads: &mut Vec<JoinHandle<()>>) -> Result<SyncSender<()>, Fault> {
    let connection = sqlite::connect(path)?;
    connection.busy_timeout(CUT_PATIENCE)?;
    let (stop, stopped) = sync_channel(0);
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log = PathBuf::from(log);
    threads.push(store::start("store-checkpoint", move || {
        run(&connection, &log, &stopped)
    })?);
    Ok(stop)
}

fn run(connection: &Connection, log: &Path, stopped: &Receiver<()>) {
    let mut seen = None;
    while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
        match checkpoint(connection, log, seen) {
            Ok(version) => seen = Some(version),
            // Readers hold it up, or the disk is full: the log grows until the next try.
            Err(error) => tracing::warn!(%error, "the checkpoint has to wait"),
        }
    }
}

/// Works off the log if anything was committed since `seen`; what has been seen by now.
fn checkpoint(connection: &Connection, log: &Path, seen: Option<i64>) -> rusqlite::Result<i64> {
    let version = connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
    if seen == Some(version) {
        return Ok(version);
    }
    let (frames, moved) = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
        Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    })?;
    let size = std::fs::metadata(log).map_or(0, |file| file.len());
    if frames == moved && size > LOG_LIMIT {
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    Ok(version)
}
