//! The bare engine: what a store has said is said again on a connection without it, by a thread that puts the writes of
//! all who wait into one transaction and one durable commit. It asks nothing and knows no rules, so a benchmark can
//! measure a store against it.

use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

use futures_util::future::{try_join_all, try_join3};
use rusqlite::params_from_iter;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Statement};

use super::ear::Said;
use crate::checkpoint::Checkpoints;
use crate::value::Owned;
use crate::{Fault, Settings, Value, query, sqlite, store};

/// Writers that may share one commit: as many as a store's.
const GROUP: usize = 256;

/// A connection without a store, and what is to be said on it.
pub struct Bare {
    script: Mutex<VecDeque<Vec<Said>>>,
    queue: Option<Sender<Waiting>>,
    thread: Option<JoinHandle<()>>,
}

struct Waiting {
    said: Vec<Said>,
    done: oneshot::Sender<()>,
}

/// A statement with the rows of all who run it in one transaction.
type Gathered<'a> = (&'static str, Vec<&'a [Owned]>);

impl Bare {
    /// Connects to a database that is as the one was of which `said` was said.
    pub fn open(settings: &Settings) -> Result<Self, Fault> {
        let (queue, waiting) = channel();
        let mut line = Line::open(settings)?;
        let thread = store::start("bare", move || run(&mut line, &waiting))?;
        Ok(Self {
            script: Mutex::default(),
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// What is to be said next: what was said for each of many, in their order.
    pub fn learn(&self, script: Vec<Vec<Said>>) {
        *self.script.lock().unwrap_or_else(PoisonError::into_inner) = script.into();
    }

    /// Writes what was written for the next of the many, durably. Those who wait share a commit. Gives `false` where
    /// nothing is left.
    ///
    /// # Panics
    /// Where the database is not as it was.
    pub async fn write_next(&self) -> bool {
        let done = {
            // Held over both, so that all is said in its order.
            let mut script = self.script.lock().unwrap_or_else(PoisonError::into_inner);
            let (Some(said), Some(queue)) = (script.pop_front(), &self.queue) else {
                return false;
            };
            let (done, durable) = oneshot::channel();
            queue
                .send(Waiting { said, done })
                .expect("the bare engine stands");
            durable
        };
        done.await.expect("what was written once can be written");
        true
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        self.queue.take();
        if let Some(thread) = self.thread.take() {
            // It has told why it panicked.
            let _ = thread.join();
        }
    }
}

fn run(line: &mut Line, queue: &Receiver<Waiting>) {
    while let Ok(first) = queue.recv() {
        let mut all = vec![first];
        all.extend(queue.try_iter().take(GROUP - 1));
        line.write(&gathered(&all))
            .expect("what was written once can be written");
        for one in all {
            // Whoever waited may have gone.
            let _ = one.done.send(());
        }
    }
}

/// What all of them write, statement by statement, as a store does it for a batch.
fn gathered(all: &[Waiting]) -> Vec<Gathered<'_>> {
    let mut gathered: Vec<Gathered<'_>> = Vec::new();
    for said in all.iter().flat_map(|one| &one.said).filter(|one| one.does) {
        let rows = said.rows.iter().map(Vec::as_slice);
        match gathered.iter_mut().find(|(sql, _)| *sql == said.sql) {
            Some((_, others)) => others.extend(rows),
            None => gathered.push((said.sql, rows.collect())),
        }
    }
    gathered
}

/// A connection of either engine, set up as a store's writer is.
enum Line {
    Sqlite {
        /// Ended before the connection.
        _checkpoints: Checkpoints,
        connection: rusqlite::Connection,
        texts: HashMap<&'static str, String>,
    },
    Postgres {
        runtime: Runtime,
        client: Client,
        statements: HashMap<&'static str, Statement>,
    },
}

impl Line {
    fn open(settings: &Settings) -> Result<Self, Fault> {
        Ok(match settings {
            Settings::Sqlite { path } => Self::Sqlite {
                connection: sqlite::connect(path)?,
                _checkpoints: Checkpoints::start(path)?,
                texts: HashMap::new(),
            },
            Settings::Postgres { url } => {
                let runtime = Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build();
                let runtime = runtime.map_err(Fault::other)?;
                let connect = tokio_postgres::connect(url, NoTls);
                // The caller may stand on a runtime of its own, where nothing must block.
                let connected =
                    std::thread::scope(|scope| scope.spawn(|| runtime.block_on(connect)).join());
                let (client, connection) =
                    connected.map_err(|_| Fault::other("no connection"))??;
                runtime.spawn(connection);
                Self::Postgres {
                    runtime,
                    client,
                    statements: HashMap::new(),
                }
            }
        })
    }

    /// Writes it in one transaction.
    fn write(&mut self, all: &[Gathered<'_>]) -> Result<(), Fault> {
        match self {
            Self::Sqlite {
                connection, texts, ..
            } => {
                connection.execute_batch("BEGIN IMMEDIATE")?;
                for (sql, rows) in all {
                    let text = texts.entry(sql).or_insert_with(|| query::for_sqlite(sql));
                    let mut statement = connection.prepare_cached(text)?;
                    for row in rows {
                        statement.execute(params_from_iter(row.iter().map(Owned::value)))?;
                    }
                }
                Ok(connection.execute_batch("COMMIT")?)
            }
            Self::Postgres {
                runtime,
                client,
                statements,
            } => runtime.block_on(pipelined(client, statements, all)),
        }
    }
}

/// Sends a whole transaction before the first answer is awaited.
async fn pipelined(
    client: &Client,
    statements: &mut HashMap<&'static str, Statement>,
    all: &[Gathered<'_>],
) -> Result<(), Fault> {
    for (sql, _) in all {
        if !statements.contains_key(sql) {
            let statement = client.prepare(&query::for_postgres(sql)).await?;
            statements.insert(sql, statement);
        }
    }
    let bound: Vec<(&Statement, Vec<Value<'_>>)> = all
        .iter()
        .flat_map(|(sql, rows)| rows.iter().map(|row| (&statements[sql], *row)))
        .map(|(statement, row)| (statement, row.iter().map(Owned::value).collect()))
        .collect();
    let rows: Vec<(&Statement, Vec<&(dyn ToSql + Sync)>)> = bound
        .iter()
        .map(|(statement, row)| (*statement, row.iter().map(|one| one as _).collect()))
        .collect();
    let writes = try_join_all(
        rows.iter()
            .map(|(statement, row)| client.execute(*statement, row)),
    );
    let (begin, commit) = (
        client.batch_execute("BEGIN"),
        client.batch_execute("COMMIT"),
    );
    try_join3(begin, writes, commit).await?;
    Ok(())
}
