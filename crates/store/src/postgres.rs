//! A connection to PostgreSQL: connects when it must, blocks its own thread, answers in time.

mod ahead;
mod connect;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::iter;
use std::pin::pin;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use futures_util::future::{join, try_join_all};
use tokio::runtime::{Builder, Runtime};
use tokio::time::error::Elapsed;
use tokio::time::{Instant, timeout_at};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Statement};

use ahead::{Ahead, bind};
use connect::configure;

use crate::connection::{Each, Role};
use crate::silence::Silence;
use crate::store::Tuning;
use crate::tx::Ask;
use crate::value::Owned;
use crate::{Fault, Row, Value, query};

/// First and longest pause between two attempts to connect: short enough to be back within a
/// second of the database, long enough not to hammer it.
const PAUSE: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// Rows that one statement inserts, where there are as many: a message each way for all of them.
const TOGETHER: usize = 40;

/// How long a migration or a copy may take.
const LONG_PATIENCE: Duration = Duration::from_hours(24);

/// A statement, and the parameters for each time that it runs.
type Arranged<'a> = (Statement, Cow<'a, [Vec<Value<'a>>]>);

/// One connection, made anew when it breaks.
pub struct Session {
    runtime: Runtime,
    config: Config,
    role: Role,
    /// How long a transaction may take in all.
    patience: Duration,
    deadline: Cell<Instant>,
    /// What travels with the next statement, in this order: a round trip saved for each.
    ahead: RefCell<Vec<Ahead>>,
    live: RefCell<Option<Client>>,
    /// The prepared statements, by the address and length of the text and by how many rows they insert.
    statements: RefCell<HashMap<(usize, usize, usize), Statement>>,
    /// When to try again after a failed attempt, how long to pause after the next, and why.
    away: RefCell<Option<(Instant, Duration, Fault)>>,
    silence: Silence,
}

impl Session {
    /// Checks `url`; connects at the first transaction.
    pub fn new(url: &str, role: Role, tuning: &Tuning, silence: &Silence) -> Result<Self, Fault> {
        let config = configure(url)?;
        let runtime = Builder::new_current_thread().enable_all().build();
        Ok(Self {
            runtime: runtime.map_err(Fault::other)?,
            config,
            role,
            // A fifth is left for the way back, so that the caller hears why.
            patience: match role {
                Role::Migrator | Role::Copier => LONG_PATIENCE,
                Role::Writer | Role::Reader => tuning.patience * 4 / 5,
            },
            deadline: Cell::new(now()),
            ahead: RefCell::default(),
            live: RefCell::default(),
            statements: RefCell::default(),
            away: RefCell::default(),
            silence: silence.clone(),
        })
    }

    /// Starts a transaction, connecting first if need be. Where somebody has just waited for that in vain, it is told at
    /// once: a page asks several times, and must be answered in time all the same.
    pub fn begin(&self) -> Result<(), Fault> {
        self.silence.heard(now())?;
        self.deadline.set(now() + self.patience);
        self.greeted().inspect_err(|fault| {
            if now() >= self.deadline.get() {
                self.silence.note(fault, now() + PAUSE.1);
            }
        })
    }

    /// A connection that broke while it was idle shows it here, where trying again is safe: nothing has been done yet.
    fn greeted(&self) -> Result<(), Fault> {
        self.ahead.take();
        let text = match self.role {
            Role::Writer => "BEGIN",
            Role::Reader | Role::Copier => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Role::Migrator => "BEGIN; SELECT pg_advisory_xact_lock(5408642210175116100)",
        };
        if self.is_alive() && self.command(text).is_ok() {
            return Ok(());
        }
        self.connect()?;
        self.command(text)
    }

    /// Runs statements without parameters or rows.
    pub fn command(&self, text: &str) -> Result<(), Fault> {
        self.wait(async |client| client.batch_execute(text).await)
    }

    /// Gives the transaction up, and what was not said yet.
    pub fn rollback(&self) -> Result<(), Fault> {
        self.ahead.take();
        self.command("ROLLBACK")
    }

    /// Sends `text` ahead of what comes next. Its fault shows there.
    pub fn send_later(&self, text: &'static str) {
        self.ahead.borrow_mut().push(Ahead::Command(text));
    }

    /// Runs a statement for each row of parameters, ahead of what comes next. A fault shows there.
    pub fn send_many_later(&self, sql: &'static str, rows: &[Vec<Value<'_>>]) -> Result<(), Fault> {
        for (statement, rows) in self.arranged(sql, rows)? {
            let owned = rows.iter().map(|row| row.iter().map(Owned::from).collect());
            let ahead = Ahead::Statement(statement, owned.collect());
            self.ahead.borrow_mut().push(ahead);
        }
        Ok(())
    }

    /// Waits for the answers to all that was sent ahead.
    pub fn settle(&self) -> Result<(), Fault> {
        if self.ahead.borrow().is_empty() {
            return Ok(());
        }
        self.wait(async |_| Ok(()))
    }

    /// Runs a statement and hands on its rows.
    pub fn query(
        &self,
        sql: &'static str,
        params: &[Value<'_>],
        each: Each<'_>,
    ) -> Result<(), Fault> {
        let statement = self.statement(sql, params.len())?;
        let bound = bind(params);
        let rows = self.wait(async |client| client.query(&statement, &bound).await)?;
        rows.iter().try_for_each(|row| each(&Row::Postgres(row)))
    }

    /// Runs a statement; the number of rows it touched.
    pub fn execute(&self, sql: &'static str, params: &[Value<'_>]) -> Result<u64, Fault> {
        let statement = self.statement(sql, params.len())?;
        let bound = bind(params);
        self.wait(async |client| client.execute(&statement, &bound).await)
    }

    /// Runs statements, all sent before the first answer is awaited, and hands on the rows of each.
    pub fn query_all(&self, asked: &mut [Ask<'_>]) -> Result<(), Fault> {
        let statements = asked
            .iter()
            .map(|ask| self.statement(ask.sql, ask.params.len()));
        let statements = statements.collect::<Result<Vec<_>, _>>()?;
        let bound: Vec<_> = asked.iter().map(|ask| bind(ask.params)).collect();
        let answers = self.wait(async |client| {
            let sent = statements.iter().zip(&bound);
            try_join_all(sent.map(|(statement, bound)| client.query(statement, bound))).await
        })?;
        drop(bound);
        for (ask, rows) in asked.iter_mut().zip(answers) {
            rows.iter()
                .try_for_each(|row| (ask.each)(&Row::Postgres(row)))?;
        }
        Ok(())
    }

    /// Runs a statement for each row of parameters, all sent before the first answer is awaited.
    pub fn execute_many(&self, sql: &'static str, rows: &[Vec<Value<'_>>]) -> Result<u64, Fault> {
        let arranged = self.arranged(sql, rows)?;
        let bound = arranged
            .iter()
            .flat_map(|(text, rows)| rows.iter().map(move |row| (text, bind(row))));
        let bound: Vec<(&Statement, Vec<_>)> = bound.collect();
        let touched = self.wait(async |client| {
            try_join_all(bound.iter().map(|(text, row)| client.execute(*text, row))).await
        })?;
        Ok(touched.into_iter().sum())
    }

    /// The statements that run `sql` for each of `rows`, with their parameters: rows to insert go [`TOGETHER`].
    fn arranged<'a>(
        &self,
        sql: &'static str,
        rows: &'a [Vec<Value<'a>>],
    ) -> Result<Vec<Arranged<'a>>, Fault> {
        let Some(first) = rows.first() else {
            return Ok(Vec::new());
        };
        if rows.iter().any(|row| row.len() != first.len()) {
            return Err(Fault::other("rows of different lengths"));
        }
        let one = self.statement(sql, first.len())?;
        let many = if rows.len() < TOGETHER {
            None
        } else {
            self.together(sql, first.len())?
        };
        let Some(many) = many else {
            return Ok(vec![(one, Cow::Borrowed(rows))]);
        };
        let (batches, rest) = rows.as_chunks::<TOGETHER>();
        let batches = batches.iter().map(|rows| rows.concat()).collect();
        Ok(vec![
            (many, Cow::Owned(batches)),
            (one, Cow::Borrowed(rest)),
        ])
    }

    /// Runs a statement that is not kept and hands on its rows as the server sends them.
    pub fn scan(&self, sql: &str, each: Each<'_>) -> Result<(), Fault> {
        let mut told = Ok(());
        self.wait(async |client| {
            let rows = client.query_raw(sql, iter::empty::<Value<'_>>()).await?;
            let mut rows = pin!(rows);
            while let Some(row) = rows.try_next().await? {
                told = each(&Row::Postgres(&row));
                if told.is_err() {
                    break;
                }
            }
            Ok(())
        })?;
        told
    }

    /// Runs a statement that is not kept for each row of parameters, all sent before the first answer.
    pub fn fill(&self, sql: &str, rows: &[Vec<Value<'_>>]) -> Result<(), Fault> {
        let bound: Vec<_> = rows.iter().map(|row| bind(row)).collect();
        self.wait(async |client| {
            let statement = client.prepare(sql).await?;
            let sent = bound.iter().map(|row| client.execute(&statement, row));
            try_join_all(sent).await.map(|_| ())
        })
    }

    /// Whether the connection is, for all we know, in order.
    pub fn is_alive(&self) -> bool {
        self.live
            .borrow()
            .as_ref()
            .is_some_and(|client| !client.is_closed())
    }

    /// The prepared statement, which must take `count` parameters.
    fn statement(&self, sql: &'static str, count: usize) -> Result<Statement, Fault> {
        self.prepared((sql, 1), count, || query::for_postgres(sql))
    }

    /// The prepared statement for several rows at once, each of `count` parameters; nothing where it inserts none.
    fn together(&self, sql: &'static str, count: usize) -> Result<Option<Statement>, Fault> {
        let text = query::together(sql, TOGETHER);
        text.map(|text| self.prepared((sql, TOGETHER), count * TOGETHER, || text))
            .transpose()
    }

    fn prepared(
        &self,
        (sql, rows): (&'static str, usize),
        count: usize,
        text: impl FnOnce() -> String,
    ) -> Result<Statement, Fault> {
        let key = (sql.as_ptr() as usize, sql.len(), rows);
        let known = self.statements.borrow().get(&key).cloned();
        let statement = if let Some(statement) = known {
            statement
        } else {
            let text = text();
            let statement = self.wait(async |client| client.prepare(&text).await)?;
            self.statements.borrow_mut().insert(key, statement.clone());
            statement
        };
        if statement.params().len() != count {
            let wanted = statement.params().len();
            return Err(Fault::other(format!(
                "{count} parameters where {wanted} are needed"
            )));
        }
        Ok(statement)
    }

    /// Blocks on the client until the deadline of the transaction. A connection that is late is
    /// given up: what it would still say belongs to nobody.
    fn wait<T>(
        &self,
        work: impl AsyncFnOnce(&Client) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, Fault> {
        let live = self.live.borrow();
        let Some(client) = live.as_ref() else {
            return Err(Fault::unavailable("the connection was lost"));
        };
        let ahead = self.ahead.take();
        let outcome = self.in_time(async {
            // All is sent before the first is answered.
            let before = try_join_all(ahead.iter().map(|one| one.say(client)));
            let (before, outcome) = join(before, work(client)).await;
            before.and(outcome)
        });
        drop(live);
        match outcome {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => {
                // A changed schema makes prepared statements useless.
                if error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED) {
                    self.statements.borrow_mut().clear();
                }
                let fault = Fault::from(error);
                if matches!(fault, Fault::Unavailable(_)) {
                    self.live.take();
                }
                Err(fault)
            }
            Err(late) => {
                self.live.take();
                Err(Fault::unavailable(late))
            }
        }
    }

    fn in_time<T>(&self, work: impl Future<Output = T>) -> Result<T, Elapsed> {
        self.runtime
            .block_on(async { timeout_at(self.deadline.get(), work).await })
    }

    /// Connects, unless the last failure is too fresh: then it is told again at once.
    fn connect(&self) -> Result<(), Fault> {
        self.live.take();
        self.statements.borrow_mut().clear();
        let previous = self.away.borrow().clone();
        if let Some((again, _, fault)) = &previous
            && now() < *again
        {
            return Err(fault.clone());
        }
        let greeted = self.in_time(connect::greet(&self.config, self.role, self.patience));
        match greeted.unwrap_or_else(|late| Err(Fault::unavailable(late))) {
            Ok(client) => {
                self.away.take();
                self.live.replace(Some(client));
                Ok(())
            }
            Err(fault) => {
                let pause = previous.map_or(PAUSE.0, |(_, pause, _)| (pause * 2).min(PAUSE.1));
                tracing::warn!(%fault, cause = ?fault, "the database does not answer");
                self.away
                    .replace(Some((now() + pause, pause, fault.clone())));
                Err(fault)
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a deadline is waited for, never recorded"
)]
fn now() -> Instant {
    Instant::now()
}
