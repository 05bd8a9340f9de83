//! Throw-away databases of both engines for tests, and commits that fail on demand.
//!
//! A test gets a database of its own. PostgreSQL runs once for all tests of a user: it is started
//! by the first that needs it and stops by itself when none has come for ten minutes.

mod bare;
mod ear;
mod kept;
pub(crate) mod notebook;
mod postgres;
mod sabotage;
mod wire;

use std::time::Duration;

use ::bytes::Bytes;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

pub use bare::Bare;
pub use ear::{Ear, Said};
pub use kept::{Kept, kept};
pub use postgres::{binaries, stop};
pub(crate) use sabotage::Space;
pub use sabotage::{Sabotage, Trick};
pub use wire::{Line, Wire, wired};

use crate::{Engine, Migration, Settings, Store, Tuning};

/// Set to 1, tests on PostgreSQL are left out where it is not installed, and say so.
pub const WITHOUT_POSTGRES: &str = "KLIPPKORT_WITHOUT_POSTGRES";

/// The file of SQLite, in its folder.
const FILE: &str = "test.sqlite";

/// A database of one test. It goes when this is dropped.
pub struct World {
    /// The open store.
    pub store: Store,
    /// Where it is, to open it once more.
    pub settings: Settings,
    /// With which bounds it was opened: patient, because test machines are busy.
    pub tuning: Tuning,
    place: Place,
}

/// What is removed in the end.
enum Place {
    Folder(TempDir),
    Database(postgres::Database),
}

/// A fresh database of `engine` with `migrations` applied. `None` where PostgreSQL is left out on
/// purpose.
///
/// # Panics
/// Where anything else is missing.
pub fn world(engine: Engine, migrations: &[Migration]) -> Option<World> {
    let place = match engine {
        Engine::Sqlite => Place::Folder(tempfile::tempdir().expect("a temporary folder")),
        Engine::Postgres => Place::Database(postgres::database(migrations)?),
    };
    let world = World::at(place, patient());
    world
        .store
        .migrate(migrations)
        .expect("the migrations apply");
    Some(world)
}

impl World {
    fn at(place: Place, tuning: Tuning) -> Self {
        let settings = place.settings();
        let store = Store::open_tuned(&settings, &tuning).expect("the test database opens");
        Self {
            store,
            settings,
            tuning,
            place,
        }
    }

    /// How much room the database takes, without a log that is yet to be written into it, in bytes.
    ///
    /// # Panics
    /// Where it cannot be asked.
    pub fn bytes(&self) -> u64 {
        match &self.place {
            Place::Folder(folder) => {
                let file = std::fs::metadata(folder.path().join(FILE));
                file.expect("the database is there").len()
            }
            Place::Database(database) => database.bytes(),
        }
    }

    /// Closes the store and lets the database be copied as it is.
    pub async fn into_template(self) -> Template {
        self.store.close().await;
        Template { place: self.place }
    }
}

/// A database that others are copied from. It goes when this is dropped.
pub struct Template {
    place: Place,
}

impl Template {
    /// A copy for very many short transactions: with one reader, and it does not wait for the disk.
    ///
    /// # Panics
    /// Where it cannot be made.
    pub fn copied(&self) -> World {
        let tuning = Tuning {
            readers: Some(1),
            hasty: true,
            ..patient()
        };
        World::at(self.place.copied(), tuning)
    }
}

impl Place {
    fn settings(&self) -> Settings {
        match self {
            Self::Folder(folder) => Settings::Sqlite {
                path: folder.path().join(FILE),
            },
            Self::Database(database) => Settings::Postgres {
                url: database.url(),
            },
        }
    }

    fn copied(&self) -> Self {
        match self {
            Self::Database(database) => Self::Database(database.copied()),
            Self::Folder(folder) => {
                let copy = tempfile::tempdir().expect("a temporary folder");
                let [from, to] = [folder, &copy].map(|folder| folder.path().join(FILE));
                std::fs::copy(from, to).expect("the database can be copied");
                Self::Folder(copy)
            }
        }
    }
}

fn patient() -> Tuning {
    Tuning {
        patience: Duration::from_mins(1),
        ..Tuning::default()
    }
}

/// A short name for what a database was made from.
fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text);
    format!("{:x}", Bytes::copy_from_slice(&digest[..8]))
}

/// Writes each test once and runs it on both engines, as `name::sqlite` and `name::postgres`:
///
/// ```text
/// store::on_both_engines! { MIGRATIONS;
///     async fn what_is_written_is_read(world) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($migrations:expr; $($(#[$note:meta])* async fn $name:ident($world:ident) $body:block)*) => {
        $($(#[$note])* mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn test($world: $crate::testing::World) $body

            #[tokio::test]
            async fn sqlite() {
                let world = $crate::testing::world($crate::Engine::Sqlite, $migrations);
                test(world.expect("SQLite is built in")).await;
            }

            #[tokio::test]
            async fn postgres() {
                let world = $crate::testing::world($crate::Engine::Postgres, $migrations);
                if let Some(world) = world {
                    test(world).await;
                }
            }
        })*
    };
}
