//! The store: where the database is, the threads that own its connections, and the way to them.

use std::iter;
use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::connection::{Connection, Role};
use crate::job::{Errand, Job, Message};
use crate::migrate::{self, Applied, Migration};
use crate::silence::Silence;
use crate::tx::{Reader, Tx};
use crate::{Fault, readers, schema, writer};

/// Where the database is. Not to be printed: the URL may hold a password.
#[derive(Clone)]
pub enum Settings {
    /// A file of this process, created if need be; its folder must exist.
    Sqlite {
        /// The file; its `-wal` and `-shm` stand beside it.
        path: PathBuf,
    },
    /// A server, version 15 or newer.
    Postgres {
        /// `postgresql://user@host/database?sslmode=require`. `sslmode` is `disable`, `prefer` (the
        /// default), `require` or `verify-full`; with TLS the certificate is always checked. A host
        /// that starts with `/` is the folder of a unix socket. For a standby, name both hosts and
        /// `target_session_attrs=read-write`.
        url: String,
    },
}

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one: one process, one file.
    Sqlite,
    /// The served one: several processes, one database.
    Postgres,
}

/// Bounds of the queues and threads.
#[derive(Clone, Debug)]
pub struct Tuning {
    /// Jobs that may wait for the writer, and for the readers; one more is [`Fault::Busy`] at once.
    pub queue: usize,
    /// Threads that read. Unless told, 4 on SQLite, whose reads take microseconds, and 8 on
    /// PostgreSQL, where they wait for the network.
    pub readers: Option<usize>,
    /// How long a caller waits for an answer before it is [`Fault::Unavailable`].
    pub patience: Duration,
    /// Makes commits fail.
    #[cfg(feature = "testing")]
    pub sabotage: crate::testing::Sabotage,
    /// Hears the statements.
    #[cfg(feature = "testing")]
    pub ear: crate::testing::Ear,
    /// Does not wait for SQLite's disk, where no power fails.
    #[cfg(feature = "testing")]
    pub hasty: bool,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            queue: 1_024,
            readers: None,
            patience: Duration::from_secs(5),
            #[cfg(feature = "testing")]
            sabotage: crate::testing::Sabotage::default(),
            #[cfg(feature = "testing")]
            ear: crate::testing::Ear::default(),
            #[cfg(feature = "testing")]
            hasty: false,
        }
    }
}

/// A handle on the database. Clones share its threads, which end when the last is dropped.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    settings: Settings,
    tuning: Tuning,
    engine: Engine,
    writer: SyncSender<Message>,
    readers: SyncSender<Message>,
    /// `None` once it is closed.
    threads: Mutex<Option<Threads>>,
}

struct Threads {
    writing: JoinHandle<()>,
    reading: Vec<JoinHandle<()>>,
}

impl Shared {
    /// Ends the readers, then the writer, so that the last connection to SQLite is the one that
    /// empties its log. Whether all ended in order.
    fn end(&self) -> bool {
        let threads = self
            .threads
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(Threads { writing, reading }) = threads else {
            return true;
        };
        // A send fails only where the thread has ended already.
        for _ in &reading {
            let _ = self.readers.send(None);
        }
        let read = reading
            .into_iter()
            .map(JoinHandle::join)
            .all(|ended| ended.is_ok());
        let _ = self.writer.send(None);
        writing.join().is_ok() && read
    }
}

impl Store {
    /// Opens the database and starts its threads. PostgreSQL is first called when it is needed: a
    /// server that is away is told by each call, not here.
    pub fn open(settings: &Settings) -> Result<Self, Fault> {
        Self::open_tuned(settings, &Tuning::default())
    }

    /// Opens the database with other bounds than the usual.
    pub fn open_tuned(settings: &Settings, tuning: &Tuning) -> Result<Self, Fault> {
        let silence = Silence::default();
        let connection = Connection::open(settings, Role::Writer, tuning, &silence)?;
        let engine = connection.engine();
        let (writer, jobs) = sync_channel(tuning.queue);
        let writing = start("store-writer", move || writer::run(&connection, &jobs))?;
        let (readers, jobs) = sync_channel(tuning.queue);
        let jobs = Arc::new(Mutex::new(jobs));
        let count = tuning.readers.unwrap_or(match engine {
            Engine::Sqlite => 4,
            Engine::Postgres => 8,
        });
        let reading = iter::repeat_with(|| {
            let connection = Connection::open(settings, Role::Reader, tuning, &silence)?;
            let jobs = Arc::clone(&jobs);
            start("store-reader", move || readers::run(&connection, &jobs))
        });
        let reading = reading.take(count).collect::<Result<_, _>>()?;
        let threads = Mutex::new(Some(Threads { writing, reading }));
        let (settings, tuning) = (settings.clone(), tuning.clone());
        let shared = Shared {
            settings,
            tuning,
            engine,
            writer,
            readers,
            threads,
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Runs `job` on the writer thread. `Ok` is answered after the durable commit; `Err` undoes what
    /// the job wrote, and nothing else. A job not yet begun is dropped with the future.
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let (errand, answer) =
            Errand::new(move |connection: &Connection| job(&mut Tx::new(connection)));
        self.submit(errand)?;
        self.wait(answer).await
    }

    /// Runs `job` on a reader thread, in one snapshot of what is committed.
    pub async fn read<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let (errand, answer) =
            Errand::new(move |connection: &Connection| job(&Reader::new(connection)));
        send(&self.shared.readers, errand)?;
        self.wait(answer).await
    }

    /// Brings the schema up to the last of `migrations`, which stand in ascending order. Blocks.
    /// Killed in the middle, it is safe to repeat; several processes may try at once.
    pub fn migrate(&self, migrations: &[Migration]) -> Result<Applied, Fault> {
        self.alone(Role::Migrator, |connection| {
            migrate::run(connection, migrations)
        })
    }

    /// The schema as the database tells it, in an order that does not change: for snapshots. Blocks.
    pub fn schema_dump(&self) -> Result<String, Fault> {
        self.alone(Role::Migrator, schema::dump)
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        self.shared.engine
    }

    /// Answers what is queued, then ends the threads and closes the database. Other clones of this
    /// handle get [`Fault::Unavailable`] from then on.
    pub async fn close(self) {
        let shared = Arc::clone(&self.shared);
        let closed = tokio::task::spawn_blocking(move || shared.end());
        if !matches!(closed.await, Ok(true)) {
            tracing::error!("a database thread did not end in order");
        }
    }

    /// Queues a job for the writer.
    pub(crate) fn submit(&self, job: Box<dyn Job>) -> Result<(), Fault> {
        send(&self.shared.writer, job)
    }

    /// Waits for an answer, within bounds.
    pub(crate) async fn wait<T, E>(&self, answer: oneshot::Receiver<Result<T, E>>) -> Result<T, E>
    where
        E: From<Fault>,
    {
        match timeout(self.shared.tuning.patience, answer).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(gone)) => Err(Fault::unavailable(gone).into()),
            Err(late) => Err(Fault::unavailable(late).into()),
        }
    }

    /// Runs `work` with a connection and a thread of its own: the caller's may belong to a runtime,
    /// on which a connection must not block.
    pub(crate) fn alone<T: Send>(
        &self,
        role: Role,
        work: impl FnOnce(&Connection) -> Result<T, Fault> + Send,
    ) -> Result<T, Fault> {
        let Shared {
            settings, tuning, ..
        } = &*self.shared;
        let run = || {
            work(&Connection::open(
                settings,
                role,
                tuning,
                &Silence::default(),
            )?)
        };
        thread::scope(|scope| scope.spawn(run).join())
            .unwrap_or_else(|_| Err(Fault::other("panicked")))
    }
}

/// Starts a named thread.
pub fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Fault> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map_err(Fault::other)
}

fn send(queue: &SyncSender<Message>, job: Box<dyn Job>) -> Result<(), Fault> {
    queue.try_send(Some(job)).map_err(|error| match error {
        TrySendError::Full(_) => Fault::Busy,
        TrySendError::Disconnected(_) => Fault::unavailable("the store is closed"),
    })
}
