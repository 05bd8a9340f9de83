//! Every story, on every stage.

use std::path::Path;

use actions::{MIGRATIONS, testing};
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
    let catalog = testing::house(&world.store).await.catalog();
    let differing: Vec<String> = stories()
        .iter()
        .flat_map(|story| tell(&mut Model::new((*catalog).clone()), story))
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
