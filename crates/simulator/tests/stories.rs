//! Every story, on every stage.

use std::path::Path;
use std::sync::Arc;

use actions::MIGRATIONS;
use simulator::house::Played;
use simulator::model::Model;
use simulator::story::Story;
use simulator::tell;
use store::Engine;

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

#[tokio::test]
async fn every_story_ends_as_told_under_the_rules_alone() {
    let world = store::testing::world(Engine::Sqlite, MIGRATIONS).expect("SQLite is always there");
    let catalog = Played::new(world).await.catalog();
    let mut differing = Vec::new();
    for story in stories().iter().filter(|story| !story.for_engines) {
        differing.extend(tell(&mut Model::new(Arc::clone(&catalog)), story).await);
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
        let mut stage = Played::new(world).await;
        differing.extend(tell(&mut stage, &story).await);
        let flaws = stage.examine().await.expect("the ledger can be examined");
        assert_eq!(flaws, 0, "{}: the ledger does not add up", story.name);
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
