//! Durable submissions in process, through the gate that every request takes; and the bare engine writing the very rows
//! that they leave.

use std::path::Path;
use std::sync::Arc;

use actions::testing::{estate, house, noon, reopened};
use actions::{House, MIGRATIONS};
use anyhow::{Context as _, ensure};
use clap::Args;
use store::testing::{Bare, Kept, Said, World, kept};
use store::{ByteStore, Store};

use crate::Engine;
use crate::measure::{Figures, crowd};
use crate::report::Report;

/// Spreads numbers evenly over contracts: an odd number without a pattern.
const STRIDE: u64 = 0x9E37_79B9_7F4A_7C15;

/// How much less there is to do where one caller waits for every commit.
const ALONE: u64 = 5;

#[derive(Args)]
pub struct Asked {
    /// The engines.
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["sqlite", "postgres"])]
    engine: Vec<Engine>,
    /// How many callers there are at once; each number is measured.
    #[arg(long, value_delimiter = ',', default_values = ["1", "8", "64", "256"])]
    callers: Vec<u64>,
    /// How many contracts there are, in tens.
    #[arg(long, default_value_t = 100_000)]
    contracts: u32,
    /// How many submissions a figure is made of; a fifth of them where one caller is alone.
    #[arg(long, default_value_t = 20_000)]
    count: u64,
    /// Fill the databases anew, though filled ones are there.
    #[arg(long)]
    anew: bool,
}

/// Measures what was asked for.
pub async fn run(asked: &Asked, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    for engine in &asked.engine {
        let people = i64::from(asked.contracts) / estate::CONTRACTS_EACH;
        ensure!(people > 0, "there are too few contracts");
        let place = (folder, format!("estate_{people}"));
        let wanted = "PostgreSQL is left out";
        let mut kept = filled(engine.store(), &place, people)
            .await
            .context(wanted)?;
        if asked.anew {
            kept.forget();
            kept = filled(engine.store(), &place, people)
                .await
                .context(wanted)?;
        }
        let mut bench = Bench::open(&kept).await?;
        for hot in [false, true] {
            for callers in &asked.callers {
                let count = if *callers == 1 {
                    asked.count / ALONE
                } else {
                    asked.count
                };
                let contracts = if hot { 1 } else { u64::from(asked.contracts) };
                let (ours, bare) = bench.measure(*callers, count, contracts).await?;
                let over = if hot { "one contract" } else { "all contracts" };
                let name = format!("submit, {}, {over}, callers: {callers}", engine.name());
                report.add(name, ours, bare)?;
            }
        }
    }
    Ok(())
}

/// A database with that many people and their contracts, under a name in a folder; none where PostgreSQL is left out.
async fn filled(
    engine: store::Engine,
    (folder, name): &(&Path, String),
    people: i64,
) -> Option<Kept> {
    let fill = async |store: &Store| {
        let house = house(store).await;
        let written = estate::fill(&house, people, noon()).await;
        written.expect("the contracts are written");
    };
    kept(engine, (folder, name), MIGRATIONS, fill).await
}

/// Three databases that begin alike: one is measured, from one it is heard what a submission writes, and on one that is
/// written bare.
struct Bench {
    ours: Arc<House>,
    heard: Arc<House>,
    bare: Arc<Bare>,
    /// Submissions so far: each has a number of its own.
    done: u64,
    /// Ours, the one that is heard, and the bare one.
    worlds: [World; 3],
}

impl Bench {
    async fn open(kept: &Kept) -> anyhow::Result<Self> {
        let worlds = [kept.copy(), kept.copy(), kept.copy()];
        let open = |world: &World| {
            let store = world.store.clone();
            async move { reopened(&store, ByteStore::in_memory(), 2).await }
        };
        let [ours, heard, bare] = &worlds;
        bare.store.clone().close().await;
        Ok(Self {
            ours: open(ours).await,
            heard: open(heard).await,
            bare: Arc::new(Bare::open(&bare.settings)?),
            done: 0,
            worlds,
        })
    }

    /// Ours and the bare engine's figures for `count` submissions over `contracts`.
    async fn measure(
        &mut self,
        callers: u64,
        count: u64,
        contracts: u64,
    ) -> anyhow::Result<(Figures, Figures)> {
        let numbers = (self.done, count);
        self.done += count;
        let script = self.listen(numbers, contracts).await?;
        let house = Arc::clone(&self.ours);
        let submit = move |number| submit(Arc::clone(&house), number, contracts);
        let ours = crowd(callers, numbers, submit).await?;
        self.bare.learn(script);
        let bare = Arc::clone(&self.bare);
        let write = move |_| {
            let bare = Arc::clone(&bare);
            async move {
                ensure!(
                    bare.write_next().await,
                    "the bare engine has nothing to write"
                );
                Ok(())
            }
        };
        Ok((ours, crowd(callers, numbers, write).await?))
    }

    /// What each of the submissions says to the database.
    async fn listen(
        &self,
        (first, count): (u64, u64),
        contracts: u64,
    ) -> anyhow::Result<Vec<Vec<Said>>> {
        let ear = &self.worlds[1].tuning.ear;
        let mut script = Vec::new();
        for number in first..first + count {
            ear.listen();
            submit(Arc::clone(&self.heard), number, contracts).await?;
            script.push(ear.said());
        }
        Ok(script)
    }
}

async fn submit(house: Arc<House>, number: u64, contracts: u64) -> anyhow::Result<()> {
    let contract = (u128::from(number.wrapping_mul(STRIDE)) * u128::from(contracts)) >> 64;
    let contract = i64::try_from(contract).expect("below the number of contracts");
    let number = i64::try_from(number).expect("far fewer submissions");
    let taken = estate::submit(&house, contract, number, noon()).await;
    taken
        .map(|_| ())
        .map_err(|stopped| anyhow::anyhow!("{stopped:?}"))
}

#[cfg(test)]
mod tests {
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
            let place = (folder.path(), format!("estate_{}", std::process::id()));
            let Some(kept) = filled(engine, &place, 2).await else {
                continue;
            };
            let mut bench = Bench::open(&kept).await.expect("the copies open");
            for contracts in [20, 1] {
                let measured = bench.measure(3, 30, contracts).await;
                measured.expect("all are taken");
            }
            let [ours, _, bare] = &bench.worlds;
            let bare = Store::open(&bare.settings).expect("it opens once more");
            // What was granted to each of the contracts, and a unit for each submission.
            let expected = (20, 20 + 60, 0);
            assert_eq!(books(&ours.store).await, expected, "{engine:?}");
            assert_eq!(books(&bare).await, expected, "{engine:?}");
            kept.forget();
        }
    }
}
