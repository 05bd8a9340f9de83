//! Stories written at random, on both engines.

use actions::MIGRATIONS;
use simulator::house::Played;
use simulator::sim;
use store::Engine;

/// Rows of each story.
const ROWS: usize = 300;

#[tokio::test]
async fn the_same_seed_gives_the_same_transcript_on_both_engines() {
    for seed in 1..=3 {
        let sqlite = transcript(Engine::Sqlite, seed).await;
        if let Some(postgres) = transcript(Engine::Postgres, seed).await {
            assert_eq!(sqlite, Some(postgres));
        }
    }
}

/// What came of the story of `seed`; nothing where PostgreSQL is left out on purpose.
async fn transcript(engine: Engine, seed: u64) -> Option<String> {
    let world = store::testing::world(engine, MIGRATIONS)?;
    let told = sim::run(Played::new(world).await, seed, ROWS).await;
    Some(told.unwrap_or_else(|flaw| panic!("{flaw}")))
}
