//! The bare engine beside ours: a database on which it is heard what each deed writes, and one on which that is written
//! bare.

use std::path::Path;
use std::sync::Arc;

use actions::testing::{estate, house, noon, reopened};
use actions::{House, MIGRATIONS};
use anyhow::{Context as _, ensure};
use store::testing::{Bare, Kept, Said, World, kept};
use store::{ByteStore, Store};

use crate::measure::{Figures, crowd};

/// Spreads numbers evenly over contracts: an odd number without a pattern.
const STRIDE: u64 = 0x9E37_79B9_7F4A_7C15;

/// How many people, contracts and requests a database begins with.
#[derive(Clone, Copy)]
pub struct Size {
    /// In tens.
    pub contracts: i64,
    /// Requests of the past year.
    pub requests: i64,
}

impl Size {
    /// How many people there are.
    pub const fn people(self) -> i64 {
        self.contracts / estate::CONTRACTS_EACH
    }
}

/// A database of that size, kept in the folder; filled where it is not there yet, or `anew`.
///
/// # Errors
/// Where PostgreSQL is left out.
pub async fn filled(
    engine: store::Engine,
    folder: &Path,
    size: Size,
    anew: bool,
) -> anyhow::Result<Kept> {
    ensure!(size.people() > 0, "there are too few contracts");
    let fill = async |store: &Store| {
        let house = house(store).await;
        let written = estate::fill(&house, size.people(), noon()).await;
        written.expect("the contracts are written");
        let past = (size.requests, size.people() * estate::CONTRACTS_EACH);
        let written = estate::fill_past(&house, past, noon()).await;
        written.expect("the requests are taken");
    };
    let name = format!("people_{}_requests_{}", size.people(), size.requests);
    let there = || kept(engine, (folder, &name), MIGRATIONS, fill);
    let wanted = "PostgreSQL is left out";
    let kept = there().await.context(wanted)?;
    if !anew {
        return Ok(kept);
    }
    kept.forget();
    there().await.context(wanted)
}

/// The contract that pays the request of that number, of so many.
pub fn contract_of(number: u64, contracts: u64) -> i64 {
    let contract = (u128::from(number.wrapping_mul(STRIDE)) * u128::from(contracts)) >> 64;
    i64::try_from(contract).expect("below the number of contracts")
}

/// Submits the request of that number in process.
pub async fn submit(
    house: Arc<House>,
    number: u64,
    contracts: u64,
    has_draft: bool,
) -> anyhow::Result<()> {
    let contract = contract_of(number, contracts);
    let number = i64::try_from(number).expect("far fewer submissions");
    let taken = estate::submit(&house, contract, (number, has_draft), noon()).await;
    taken
        .map(|_| ())
        .map_err(|stopped| anyhow::anyhow!("{stopped:?}"))
}

/// The two databases beside ours. All three begin alike.
pub struct Beside {
    heard: Arc<House>,
    bare: Arc<Bare>,
    /// The one that is heard, and the bare one.
    pub worlds: [World; 2],
}

impl Beside {
    /// Copies of `kept` after `prepare`.
    pub async fn open(kept: &Kept, prepare: impl AsyncFn(&House)) -> anyhow::Result<Self> {
        let worlds = [kept.copy(), kept.copy()];
        let [heard, bare] = &worlds;
        let house = open(&bare.store).await;
        prepare(&house).await;
        bare.store.clone().close().await;
        let heard = open(&heard.store).await;
        prepare(&heard).await;
        Ok(Self {
            heard,
            bare: Arc::new(Bare::open(&bare.settings)?),
            worlds,
        })
    }

    /// The bare engine's figures for writing what each of the submissions writes.
    pub async fn measure(
        &self,
        callers: u64,
        numbers: (u64, u64),
        contracts: u64,
        has_draft: bool,
    ) -> anyhow::Result<Figures> {
        let script = self.listen(numbers, contracts, has_draft).await?;
        self.bare.learn(script);
        let bare = Arc::clone(&self.bare);
        let write = move |_| {
            let bare = Arc::clone(&bare);
            async move {
                let nothing = "the bare engine has nothing to write";
                ensure!(bare.write_next().await, nothing);
                Ok(())
            }
        };
        crowd(callers, numbers, write).await
    }

    /// What each of the submissions says to the database.
    async fn listen(
        &self,
        (first, count): (u64, u64),
        contracts: u64,
        has_draft: bool,
    ) -> anyhow::Result<Vec<Vec<Said>>> {
        let ear = &self.worlds[0].tuning.ear;
        let mut script = Vec::new();
        for number in first..first + count {
            ear.listen();
            submit(Arc::clone(&self.heard), number, contracts, has_draft).await?;
            script.push(ear.said());
        }
        Ok(script)
    }
}

/// The house over the store of a copy.
pub async fn open(store: &Store) -> Arc<House> {
    reopened(store, ByteStore::in_memory(), 2).await
}
