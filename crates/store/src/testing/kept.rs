//! Databases that take long to fill: filled once, and copied for each use.

use std::fs;
use std::path::{Path, PathBuf};

use super::{FILE, Place, World, fingerprint, patient, postgres};
use crate::{Engine, Fault, Migration, Settings, Store};

/// A filled database that nobody changes.
pub struct Kept {
    source: Source,
    folder: PathBuf,
}

enum Source {
    File(PathBuf),
    Template(postgres::Template),
}

/// The database called `name` of `engine`, which `fill` fills where it is not there yet or the schema was another: on
/// SQLite a file in `folder`, on PostgreSQL a database of the tests' server, which goes with it. One process at a time
/// may ask for it. `None` where PostgreSQL is left out on purpose.
///
/// # Panics
/// Where it cannot be made.
pub async fn kept(
    engine: Engine,
    (folder, name): (&Path, &str),
    migrations: &[Migration],
    fill: impl AsyncFnOnce(&Store),
) -> Option<Kept> {
    let name = format!("{name}_{}", fingerprint(&format!("{migrations:?}")));
    fs::create_dir_all(folder).expect("a folder for what is kept");
    let source = match engine {
        Engine::Sqlite => {
            let path = folder.join(format!("{name}.sqlite"));
            if !path.exists() {
                let partial = tempfile::tempdir_in(folder).expect("a temporary folder");
                let within = partial.path().join("partial.sqlite");
                let settings = Settings::Sqlite {
                    path: within.clone(),
                };
                filled(&settings, migrations, fill).await;
                fs::rename(within, &path).expect("what was filled is kept");
            }
            Source::File(path)
        }
        Engine::Postgres => {
            let template = postgres::Template::named(format!("kept_{name}"), migrations)?;
            if !template.is_made() {
                template.begin();
                filled(&template.settings(), migrations, fill).await;
                template.end();
            }
            Source::Template(template)
        }
    };
    Some(Kept {
        source,
        folder: folder.to_owned(),
    })
}

async fn filled(settings: &Settings, migrations: &[Migration], fill: impl AsyncFnOnce(&Store)) {
    let store = Store::open(settings).expect("the database opens");
    store.migrate(migrations).expect("the migrations apply");
    fill(&store).await;
    if store.engine() == Engine::Postgres {
        // A server in use does so by itself.
        let known = store.write::<_, Fault, _>(|tx| tx.execute("ANALYZE", &[]));
        known.await.expect("the statistics are made");
    }
    store.close().await;
}

impl Kept {
    /// A copy, open, which goes when it is dropped.
    ///
    /// # Panics
    /// Where there is no room for it.
    pub fn copy(&self) -> World {
        let place = match &self.source {
            Source::File(path) => {
                let folder = tempfile::tempdir_in(&self.folder).expect("a temporary folder");
                fs::copy(path, folder.path().join(FILE)).expect("the database can be copied");
                Place::Folder(folder)
            }
            Source::Template(template) => Place::Database(template.copy()),
        };
        World::at(place, patient())
    }

    /// Gives it up: who asks for it next fills it anew.
    ///
    /// # Panics
    /// Where it cannot be removed.
    pub fn forget(self) {
        match self.source {
            Source::File(path) => fs::remove_file(path).expect("what is kept can be removed"),
            Source::Template(template) => template.drop(),
        }
    }
}
