//! Every story, on every stage.

use std::path::Path;
use std::sync::Arc;

use actions::{House, MIGRATIONS, catalog, testing};
use simulator::house::Played;
use simulator::model::Model;
use simulator::story::Story;
use simulator::tell;
use store::Engine;
use store::testing::World;

fn stories() -> Vec<Story> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/stories"));
    let mut stories: Vec<Story> = std::fs::read_dir(folder)
        .expect("the stories are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "story"))
        .map(|path| {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            let text = std::fs::read_to_string(&path).expect("the story can be read");
            Story::parse(&name, &text).expect("the story is in the form of one")
        })
        .collect();
    stories.sort_by(|one, next| one.name.cmp(&next.name));
    assert!(stories.len() >= 5, "stories are missing");
    stories
}

/// A house with the example catalogue, and the offers that only the stories use.
async fn house(world: &World) -> Arc<House> {
    let house = testing::house(&world.store).await;
    let mut files = testing::catalogue();
    let offers = files.get_mut("offers.toml").expect("there are offers");
    offers.push_str(include_str!("../stories/offers.toml"));
    catalog::load(&house, &files, testing::noon())
        .await
        .expect("the offers of the stories load");
    house
}

#[tokio::test]
async fn every_story_ends_as_told_under_the_rules_alone() {
    let world = store::testing::world(Engine::Sqlite, MIGRATIONS).expect("SQLite is always there");
    let catalog = house(&world).await.catalog();
    let mut differing = Vec::new();
    for story in stories().iter().filter(|story| !story.for_engines) {
        differing.extend(tell(&mut Model::new((*catalog).clone()), story).await);
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[tokio::test]
async fn every_story_ends_as_told_on_sqlite() {
    on(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_story_ends_as_told_on_postgresql() {
    on(Engine::Postgres).await;
}

/// Plays each story in a house of its own, and examines its ledger afterwards.
async fn on(engine: Engine) {
    let mut differing = Vec::new();
    for story in stories() {
        let Some(world) = store::testing::world(engine, MIGRATIONS) else {
            return;
        };
        let mut stage = Played::new(house(&world).await);
        differing.extend(tell(&mut stage, &story).await);
        let flaws = stage.examine().await.expect("the ledger can be examined");
        assert_eq!(flaws, 0, "{}: the ledger does not add up", story.name);
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
