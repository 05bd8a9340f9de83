//! The one place where the engine is matched. Above it nobody knows which database answers.

use std::cell::{Cell, RefCell};

use crate::silence::Silence;
use crate::store::{Settings, Tuning};
#[cfg(feature = "testing")]
use crate::testing::Trick;
use crate::tx::Ask;
use crate::{Engine, Fault, Row, Value, postgres, sqlite};

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// Short transactions of the one writer.
    Writer,
    /// Snapshots.
    Reader,
    /// Changes of the schema: alone, and as long as it takes.
    Migrator,
    /// One snapshot of everything, for as long as it takes.
    Copier,
}

/// Takes the rows of an answer, one by one.
pub type Each<'a> = &'a mut dyn FnMut(&Row<'_>) -> Result<(), Fault>;

/// A connection of one thread, with the state of its transaction.
pub struct Connection {
    session: Session,
    /// The fault that spoiled the transaction or savepoint. PostgreSQL refuses everything after it
    /// until a roll-back; SQLite would go on, so it is kept here for both.
    doomed: RefCell<Option<Fault>>,
    /// Nothing has been said in the transaction yet.
    fresh: Cell<bool>,
    marks: Cell<Marks>,
    #[cfg(feature = "testing")]
    role: Role,
    #[cfg(feature = "testing")]
    sabotage: crate::testing::Sabotage,
    #[cfg(feature = "testing")]
    ear: crate::testing::Ear,
}

/// The marks that `undo` can go back to, the later inside the earlier.
#[derive(Clone, Copy, Default)]
struct Marks {
    /// Those set before anything was said. Going back to one is beginning anew, so they cost nothing: SQLite copies
    /// every page that is touched inside a savepoint.
    at_the_beginning: u32,
    /// The database's own, after those.
    savepoints: u32,
}

/// A place in a transaction to go back to: how many marks stand around it.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
#[must_use]
pub struct Mark(u32);

impl Marks {
    const fn innermost(self) -> Mark {
        Mark(self.at_the_beginning + self.savepoints)
    }
}

#[expect(
    clippy::large_enum_variant,
    reason = "each thread has one, and moves it once"
)]
enum Session {
    Sqlite(sqlite::Session),
    Postgres(postgres::Session),
}

impl Connection {
    /// Opens the file, or prepares to connect: PostgreSQL is called at the first `begin`.
    pub fn open(
        settings: &Settings,
        role: Role,
        tuning: &Tuning,
        silence: &Silence,
    ) -> Result<Self, Fault> {
        let session = match settings {
            Settings::Sqlite { path } => {
                let session = sqlite::Session::open(path, role)?;
                #[cfg(feature = "testing")]
                if tuning.hasty {
                    session.command("PRAGMA synchronous = OFF")?;
                }
                Session::Sqlite(session)
            }
            Settings::Postgres { url } => {
                Session::Postgres(postgres::Session::new(url, role, tuning, silence)?)
            }
        };
        Ok(Self {
            session,
            doomed: RefCell::new(None),
            fresh: Cell::new(false),
            marks: Cell::default(),
            #[cfg(feature = "testing")]
            role,
            #[cfg(feature = "testing")]
            sabotage: tuning.sabotage.clone(),
            #[cfg(feature = "testing")]
            ear: tuning.ear.clone(),
        })
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        match &self.session {
            Session::Sqlite(_) => Engine::Sqlite,
            Session::Postgres(_) => Engine::Postgres,
        }
    }

    /// Starts a transaction of the connection's role.
    pub fn begin(&self) -> Result<(), Fault> {
        self.doomed.take();
        self.marks.take();
        self.fresh.set(true);
        match &self.session {
            Session::Sqlite(session) => session.begin(),
            Session::Postgres(session) => session.begin(),
        }
    }

    /// Makes the transaction durable. On a fault it is rolled back, or its fate is unknown
    /// ([`Fault::Unavailable`]).
    pub fn commit(&self) -> Result<(), Fault> {
        #[cfg(feature = "testing")]
        self.sabotage
            .strike(Trick::CommitFails)
            .and_then(|()| self.sabotage.strike(Trick::DiskIsFull))
            .and_then(|()| self.sabotage.last_step())
            .inspect_err(|_| self.rollback())?;
        self.command("COMMIT").inspect_err(|_| self.rollback())?;
        #[cfg(feature = "testing")]
        self.sabotage.strike(Trick::AnswerIsLost)?;
        Ok(())
    }

    /// Gives the transaction up. It may be lost already: that is as good.
    pub fn rollback(&self) {
        self.doomed.take();
        if self.in_transaction()
            && let Err(fault) = self.give_up()
        {
            tracing::warn!(%fault, "rolling back failed");
        }
    }

    /// Marks where `undo` goes back to. Marks nest.
    pub fn savepoint(&self) -> Result<Mark, Fault> {
        let mut marks = self.marks.get();
        let mark = marks.innermost();
        if self.fresh.get() {
            marks.at_the_beginning += 1;
        } else {
            self.mark("SAVEPOINT work;")?;
            marks.savepoints += 1;
        }
        self.marks.set(marks);
        Ok(mark)
    }

    /// Keeps what was written since the innermost mark.
    pub fn release(&self) -> Result<(), Fault> {
        if self.leave() {
            self.mark("RELEASE SAVEPOINT work;")
        } else {
            self.guarded(|| Ok(()))
        }
    }

    /// Goes back to `mark`, over those inside it that a panic left behind. A fault where the whole transaction is gone
    /// (SQLite gives it up when the disk is full, PostgreSQL with its connection).
    pub fn undo(&self, mark: Mark) -> Result<(), Fault> {
        // What was sent ahead is undone with the rest, and may have failed.
        let cause = self.settle().err();
        self.doomed.take();
        if !self.in_transaction() {
            let cause = cause.unwrap_or_else(|| Fault::unavailable("the transaction was lost"));
            self.doomed.replace(Some(cause.clone()));
            return Err(cause);
        }
        while self.marks.get().innermost() > mark {
            if self.leave() {
                self.mark("ROLLBACK TO SAVEPOINT work; RELEASE SAVEPOINT work;")?;
            } else {
                self.begin_anew()?;
            }
        }
        Ok(())
    }

    /// Leaves the innermost mark; says whether the database knows of it.
    fn leave(&self) -> bool {
        let mut marks = self.marks.get();
        let known = marks.savepoints > 0;
        if known {
            marks.savepoints -= 1;
        } else {
            marks.at_the_beginning = marks.at_the_beginning.saturating_sub(1);
        }
        self.marks.set(marks);
        known
    }

    /// Forgets all that was written in the transaction; the marks at its beginning still stand.
    fn begin_anew(&self) -> Result<(), Fault> {
        let marks = self.marks.get();
        self.give_up()?;
        let begun = self.begin();
        self.marks.set(marks);
        self.guarded(|| begun)
    }

    fn give_up(&self) -> Result<(), Fault> {
        self.fresh.set(false);
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => session.command("ROLLBACK"),
            Session::Postgres(session) => session.rollback(),
        })
    }

    /// The fault that spoiled the transaction, if one did, also by what was sent and is not answered yet.
    pub fn settle(&self) -> Result<(), Fault> {
        self.guarded(|| match &self.session {
            Session::Sqlite(_) => Ok(()),
            Session::Postgres(session) => session.settle(),
        })
    }

    /// Runs a statement and hands each row of its answer to `each`.
    pub fn query(
        &self,
        sql: &'static str,
        params: &[Value<'_>],
        each: Each<'_>,
    ) -> Result<(), Fault> {
        #[cfg(feature = "testing")]
        self.overheard(sql, &[params], false)?;
        self.fresh.set(false);
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => session.query(sql, params, each),
            Session::Postgres(session) => session.query(sql, params, each),
        })
    }

    /// Runs a statement; the number of rows it touched.
    pub fn execute(&self, sql: &'static str, params: &[Value<'_>]) -> Result<u64, Fault> {
        #[cfg(feature = "testing")]
        self.overheard(sql, &[params], true)?;
        self.fresh.set(false);
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => session.execute(sql, params),
            Session::Postgres(session) => session.execute(sql, params),
        })
    }

    /// Runs a statement for each row of parameters; the number of rows touched in all.
    pub fn execute_many(&self, sql: &'static str, rows: &[Vec<Value<'_>>]) -> Result<u64, Fault> {
        #[cfg(feature = "testing")]
        self.overheard(sql, rows, true)?;
        self.fresh.set(false);
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => {
                rows.iter().map(|params| session.execute(sql, params)).sum()
            }
            Session::Postgres(session) => session.execute_many(sql, rows),
        })
    }

    /// Runs a statement for each row of parameters. The database may be told later, and a fault shows then: at the latest
    /// in `settle`.
    pub fn send_many(&self, sql: &'static str, rows: &[Vec<Value<'_>>]) -> Result<(), Fault> {
        #[cfg(feature = "testing")]
        self.overheard(sql, rows, true)?;
        self.fresh.set(false);
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => rows
                .iter()
                .try_for_each(|params| session.execute(sql, params).map(|_| ())),
            Session::Postgres(session) => session.send_many_later(sql, rows),
        })
    }

    /// Runs statements, and hands each row of an answer to the `each` of its own.
    pub fn query_all(&self, asked: &mut [Ask<'_>]) -> Result<(), Fault> {
        #[cfg(feature = "testing")]
        for ask in &*asked {
            self.overheard(ask.sql, &[ask.params], false)?;
        }
        self.fresh.set(false);
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => asked
                .iter_mut()
                .try_for_each(|ask| session.query(ask.sql, ask.params, ask.each)),
            Session::Postgres(session) => session.query_all(asked),
        })
    }

    /// Hands each row of `sql`, a text made for this once, to `each` as it comes: memory stays flat.
    pub fn scan(&self, sql: &str, each: Each<'_>) -> Result<(), Fault> {
        self.fresh.set(false);
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => session.scan(sql, each),
            Session::Postgres(session) => session.scan(sql, each),
        })
    }

    /// Runs `sql`, a text made for this once, for each row of parameters.
    pub fn fill(&self, sql: &str, rows: &[Vec<Value<'_>>]) -> Result<(), Fault> {
        self.fresh.set(false);
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => session.fill(sql, rows),
            Session::Postgres(session) => session.fill(sql, rows),
        })
    }

    /// Runs statements without parameters or rows, as the engine spells them.
    pub fn command(&self, text: &str) -> Result<(), Fault> {
        self.fresh.set(false);
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => session.command(text),
            Session::Postgres(session) => session.command(text),
        })
    }

    /// Runs a command about savepoints, which cannot fail as long as the transaction is there.
    fn mark(&self, text: &'static str) -> Result<(), Fault> {
        self.guarded(|| match &self.session {
            Session::Sqlite(session) => session.command(text),
            Session::Postgres(session) => {
                session.send_later(text);
                Ok(())
            }
        })
    }

    /// Lets the ear hear a statement, and the writer die of it.
    #[cfg(feature = "testing")]
    fn overheard<'a>(
        &self,
        sql: &'static str,
        rows: &[impl AsRef<[Value<'a>]>],
        does: bool,
    ) -> Result<(), Fault> {
        self.ear.note(sql, rows, does);
        crate::testing::notebook::note(sql);
        if self.role == Role::Reader {
            return Ok(());
        }
        self.guarded(|| self.sabotage.step())
    }

    fn in_transaction(&self) -> bool {
        match &self.session {
            Session::Sqlite(session) => session.in_transaction(),
            Session::Postgres(session) => session.is_alive(),
        }
    }

    /// Refuses work in a spoiled transaction, and notes what spoils it.
    fn guarded<T>(&self, work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
        if let Some(fault) = self.doomed.borrow().clone() {
            return Err(fault);
        }
        work().inspect_err(|fault| {
            self.doomed.replace(Some(fault.clone()));
        })
    }
}
