//! Durable submissions in process, through the gate that every request takes; and the bare engine writing the very rows
//! that they leave.

use std::path::Path;
use std::sync::Arc;

use actions::House;
use clap::Args;
use store::testing::{Kept, World};

use crate::Engine;
use crate::beside::{Beside, Size, filled, open, submit};
use crate::measure::{Figures, crowd};
use crate::report::Report;

/// How much less there is to do where one caller waits for every commit.
const ALONE: u64 = 5;

/// What every measurement of submissions can be told.
#[derive(Args)]
pub struct Asked {
    /// The engines.
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["sqlite", "postgres"])]
    pub engine: Vec<Engine>,
    /// How many callers there are at once; each number is measured.
    #[arg(long, value_delimiter = ',', default_values = ["1", "8", "64", "256"])]
    pub callers: Vec<u64>,
    /// How many contracts there are, in tens.
    #[arg(long, default_value_t = 100_000)]
    pub contracts: u32,
    /// How many submissions a figure is made of; a fifth of them where one caller is alone.
    #[arg(long, default_value_t = 20_000)]
    pub count: u64,
    /// Fill the databases anew, though filled ones are there.
    #[arg(long)]
    pub anew: bool,
}

/// One figure: how many callers there are, which submissions they make, and over how many contracts.
#[derive(Clone, Copy)]
pub struct Round {
    /// Callers at once.
    pub callers: u64,
    /// The first submission, and how many.
    pub numbers: (u64, u64),
    /// All of the contracts, or one.
    pub contracts: u64,
}

impl Asked {
    /// How large the database is.
    pub fn size(&self) -> Size {
        Size {
            contracts: i64::from(self.contracts),
            requests: 0,
        }
    }

    /// All figures that are asked for, each of submissions of its own.
    pub fn rounds(&self) -> Vec<Round> {
        let mut first = 0;
        let mut rounds = Vec::new();
        for contracts in [u64::from(self.contracts), 1] {
            for &callers in &self.callers {
                let count = self.count / if callers == 1 { ALONE } else { 1 };
                rounds.push(Round {
                    callers,
                    numbers: (first, count),
                    contracts,
                });
                first += count;
            }
        }
        rounds
    }
}

impl Round {
    /// What it is called in the table.
    pub fn name(self, what: &str, engine: Engine) -> String {
        let over = if self.contracts == 1 {
            "one contract"
        } else {
            "all contracts"
        };
        let engine = engine.name();
        format!("{what}, {engine}, {over}, callers: {}", self.callers)
    }
}

/// Measures what was asked for.
pub async fn run(asked: &Asked, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    for &engine in &asked.engine {
        let kept = filled(engine.store(), folder, asked.size(), asked.anew).await?;
        let bench = Bench::open(&kept).await?;
        let before = bench.room();
        for round in asked.rounds() {
            let (ours, bare) = bench.measure(round).await?;
            report.rate(round.name("submit", engine), ours, Some(bare))?;
        }
        let submissions: u64 = asked.rounds().iter().map(|round| round.numbers.1).sum();
        let names = ["room of a submission", "room of the same rows, bare"];
        for ((name, before), after) in names.iter().zip(before).zip(bench.room()) {
            let bytes = after.saturating_sub(before) / submissions.max(1);
            let bytes = u32::try_from(bytes).map_or(f64::INFINITY, f64::from);
            report.amount(&format!("{name}, {}", engine.name()), bytes, "bytes")?;
        }
    }
    Ok(())
}

/// Three databases that begin alike: one is measured, the others are beside it.
struct Bench {
    ours: Arc<House>,
    beside: Beside,
    world: World,
}

impl Bench {
    async fn open(kept: &Kept) -> anyhow::Result<Self> {
        let world = kept.copy();
        Ok(Self {
            ours: open(&world.store).await,
            beside: Beside::open(kept, async |_| ()).await?,
            world,
        })
    }

    /// How much room ours takes, and the bare one, in bytes.
    fn room(&self) -> [u64; 2] {
        [&self.world, &self.beside.worlds[1]].map(World::bytes)
    }

    /// Ours and the bare engine's figures.
    async fn measure(&self, round: Round) -> anyhow::Result<(Figures, Figures)> {
        let Round {
            callers,
            numbers,
            contracts,
        } = round;
        let house = Arc::clone(&self.ours);
        let deed = move |number| submit(Arc::clone(&house), number, contracts, false);
        let ours = crowd(callers, numbers, deed).await?;
        let bare = self.beside.measure(callers, numbers, contracts, false);
        Ok((ours, bare.await?))
    }
}

#[cfg(test)]
mod tests {
    use actions::testing::reopened;
    use store::{ByteStore, Store};

    use super::*;

    /// Contracts, transfers, and what does not add up.
    async fn books(store: &Store) -> (usize, usize, usize) {
        let house = reopened(store, ByteStore::in_memory(), 3).await;
        let examined = actions::ledger::examine(&house).await;
        let examined = examined.expect("the ledger is read");
        let flaws = examined.findings.len();
        (examined.contracts, examined.transfers, flaws)
    }

    #[tokio::test]
    async fn the_bare_engine_writes_the_very_transfers_and_all_books_add_up() {
        for engine in [store::Engine::Sqlite, store::Engine::Postgres] {
            let folder = tempfile::tempdir().expect("a folder");
            // A number of its own, so that nobody else fills the same.
            let requests = i64::from(std::process::id() % 1_000 + 1);
            let size = Size {
                contracts: 20,
                requests,
            };
            let Ok(kept) = filled(engine, folder.path(), size, false).await else {
                continue;
            };
            let bench = Bench::open(&kept).await.expect("the copies open");
            for (first, contracts) in [(0, 20), (30, 1)] {
                let round = Round {
                    callers: 3,
                    numbers: (first, 30),
                    contracts,
                };
                bench.measure(round).await.expect("all are taken");
            }
            let bare = Store::open(&bench.beside.worlds[1].settings).expect("it opens once more");
            // What was granted to each of the contracts, and a unit for each submission.
            let before = usize::try_from(requests).expect("it is positive");
            let expected = (20, 20 + before + 60, 0);
            let ours = &bench.world.store;
            assert_eq!(books(ours).await, expected, "{engine:?}");
            assert_eq!(books(&bare).await, expected, "{engine:?}");
            kept.forget();
        }
    }
}
