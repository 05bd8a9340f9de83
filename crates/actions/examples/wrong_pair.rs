//! Whether the clock tells an unknown Access ID from a known one with a wrong Contract ID, on both engines. Attempts of
//! both kinds take turns, two hours apart on the clock of the budgets, so that none runs out:
//! `cargo run --release --package actions --example wrong_pair [ATTEMPTS]`.

#![expect(clippy::disallowed_methods, reason = "it measures")]
#![expect(
    clippy::cast_precision_loss,
    reason = "ranks and counts are far below 2⁵²"
)]

use std::error::Error;
use std::time::{Duration, Instant};

use actions::testing::scene;
use actions::testing::{house, noon};
use actions::{House, MIGRATIONS, Stopped, Visit, contracts};
use domain::ids::{AccessId, ContractId};
use domain::refusal::Refusal;
use store::Engine;

const KNOWN: &str = "0230242323";
/// Turns after which somebody else goes on, before the session is over.
const PER_GUEST: i64 = 300;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let attempts = std::env::args()
        .nth(1)
        .map_or(Ok(2_000), |count| count.parse())?;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(world) = store::testing::world(engine, MIGRATIONS) else {
            println!("{engine:?}: not here");
            continue;
        };
        let house = house(&world.store).await;
        let owner = scene::person(&world.store, "owner", &[], noon()).await;
        scene::contract(&house, &owner, (KNOWN, "partner-gold-20"), 20, 365).await;
        let mut guest = owner;
        let (mut unknown, mut wrong) = (Vec::new(), Vec::new());
        for turn in 0..attempts {
            if turn % PER_GUEST == 0 {
                let name = format!("guest{turn}");
                guest = scene::person(&world.store, &name, &[], noon().plus_hours(4 * turn)).await;
            }
            let stranger = format!("7{turn:09}");
            // Each kind goes first as often as the other.
            if turn % 2 == 0 {
                unknown.push(refused(&house, &guest, &stranger, 2 * turn).await?);
                wrong.push(refused(&house, &guest, KNOWN, 2 * turn + 1).await?);
            } else {
                wrong.push(refused(&house, &guest, KNOWN, 2 * turn).await?);
                unknown.push(refused(&house, &guest, &stranger, 2 * turn + 1).await?);
            }
        }
        report(engine, &mut unknown, &mut wrong);
    }
    Ok(())
}

/// How long it takes to refuse `access` with a Contract ID that nothing has.
async fn refused(
    house: &House,
    guest: &Visit,
    access: &str,
    turn: i64,
) -> Result<Duration, Box<dyn Error>> {
    let visit = Visit {
        network: format!("network {turn}"),
        ..scene::at(guest, noon().plus_hours(2 * turn))
    };
    let pair = (
        AccessId::parse(access).expect("an Access ID"),
        ContractId::parse(&format!("9{turn:011}")).expect("a Contract ID"),
    );
    let begun = Instant::now();
    let answer = contracts::link(house, &visit, pair, None).await;
    let took = begun.elapsed();
    match answer {
        Err(Stopped::Refused(Refusal::PairUnknown)) => Ok(took),
        other => Err(format!("{access} was answered {other:?}").into()),
    }
}

/// Medians, and how often an unknown Access ID took longer: one half where the clock tells nothing.
fn report(engine: Engine, unknown: &mut [Duration], wrong: &mut [Duration]) {
    unknown.sort_unstable();
    wrong.sort_unstable();
    let longer: usize = unknown
        .iter()
        .map(|one| wrong.partition_point(|other| other < one))
        .sum();
    let (n, m) = (unknown.len() as f64, wrong.len() as f64);
    let share = longer as f64 / (n * m);
    let margin = 1.96 * ((n + m + 1.0) / (12.0 * n * m)).sqrt();
    println!(
        "{engine:?}: median {:?} unknown, {:?} wrong; unknown took longer in {share:.3} of all pairs (0.5 ± {margin:.3} \
         where the clock tells nothing)",
        unknown[unknown.len() / 2],
        wrong[wrong.len() / 2],
    );
}
