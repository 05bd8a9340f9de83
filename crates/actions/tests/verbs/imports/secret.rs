//! No Contract ID can be found where a file was: not in the database, not where files are kept.

use std::fs;
use std::path::Path;

use actions::imports;
use actions::testing::{house_with, noon, scene};
use actions::{By, MIGRATIONS};
use domain::account::Role;
use store::{ByteSettings, ByteStore, Settings};

use crate::imports::stage::{Stage, file, pair, row};

/// Whether any file below `folder` has `bytes` in it.
fn holds(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(holds(&path, bytes));
        } else if fs::read(&path)
            .expect("a file")
            .windows(bytes.len())
            .any(|part| part == bytes)
        {
            found.push(path.display().to_string());
        }
    }
    found
}

store::on_both_engines! { MIGRATIONS;
    /// The naive import keeps the file as it came until it is swept.
    async fn no_contract_id_lies_in_the_clear_at_any_step(world) {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes = ByteStore::open(&ByteSettings::Folder { path: folder.path().to_owned() }).expect("a place");
        let stage = Stage {
            house: house_with(&world.store, bytes).await,
            store: world.store.clone(),
            admin: scene::person(&world.store, "ada", &[Role::Administrator], noon()).await,
        };
        let (access, secret) = pair(1);
        let clear = |what: &str| {
            assert_eq!(holds(folder.path(), secret.as_bytes()), [""; 0], "{what}");
            if let Settings::Sqlite { path } = &world.settings {
                let beside = path.parent().expect("a folder");
                assert_eq!(holds(beside, secret.as_bytes()), [""; 0], "{what}");
                assert_ne!(holds(beside, b"example-of-what-is-found"), [""; 0], "the search finds what is there");
            }
        };
        let named = row(1, "5").replace("owner1@example.com", "example-of-what-is-found@example.com");
        let wrong = format!("{access},{secret},no-such-plan,x@example.com,2026-11-01,2027-10-31,5");
        let shown = stage.checked(file(&[named, wrong])).await;
        clear("after the check");
        stage.apply(&shown.key, true).await.expect("taken over");
        clear("after it is taken over");
        imports::forget(&stage.house, noon()).await.expect("forgotten");
        imports::undo(&stage.house, By::Visit(&stage.admin), &shown.key).await.expect("asked");
        imports::work(&stage.house, &shown.key, noon()).await.expect("undone");
        clear("after it is taken back");
    }
}
