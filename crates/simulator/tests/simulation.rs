//! Stories written at random, on both engines; `make test` plays very many more.

use simulator::house::Played;
use simulator::sim;
use store::Engine;

/// Rows of each story.
const ROWS: usize = 400;

#[tokio::test]
async fn the_same_seed_gives_the_same_transcript_on_both_engines() {
    let sqlite = transcripts(Engine::Sqlite).await;
    if let Some(postgres) = transcripts(Engine::Postgres).await {
        assert_eq!(sqlite, Some(postgres));
    }
}

/// What came of the first stories; nothing where PostgreSQL is left out on purpose.
async fn transcripts(engine: Engine) -> Option<Vec<String>> {
    let template = Played::template(engine).await?;
    let mut transcripts = Vec::new();
    for seed in 1..=3 {
        let told = sim::run(Played::copied(&template).await, seed, ROWS).await;
        transcripts.push(told.unwrap_or_else(|flaw| panic!("{flaw}")));
    }
    Some(transcripts)
}
