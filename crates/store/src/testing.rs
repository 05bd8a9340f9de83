//! Throw-away databases of both engines for tests, and commits that fail on demand.
//!
//! A test gets a database of its own. PostgreSQL runs once for all tests of a user: it is started
//! by the first that needs it and stops by itself when none has come for ten minutes.

mod ear;
mod postgres;
mod sabotage;

use std::time::Duration;

use tempfile::TempDir;

pub use ear::Ear;
pub use postgres::stop;
pub(crate) use sabotage::Space;
pub use sabotage::{Sabotage, Trick};

use crate::{Engine, Migration, Settings, Store, Tuning};

/// Set to 1, tests on PostgreSQL are left out where it is not installed, and say so.
pub const WITHOUT_POSTGRES: &str = "KLIPPKORT_WITHOUT_POSTGRES";

/// A database of one test. It goes when this is dropped.
pub struct World {
    /// The open store.
    pub store: Store,
    /// Where it is, to open it once more.
    pub settings: Settings,
    /// With which bounds it was opened: patient, because test machines are busy.
    pub tuning: Tuning,
    _place: Place,
}

/// What is removed in the end.
enum Place {
    Folder { _folder: TempDir },
    Database { _database: postgres::Database },
}

/// A fresh database of `engine` with `migrations` applied. `None` where PostgreSQL is left out on
/// purpose.
///
/// # Panics
/// Where anything else is missing.
pub fn world(engine: Engine, migrations: &[Migration]) -> Option<World> {
    let (settings, place) = match engine {
        Engine::Sqlite => {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let path = folder.path().join("test.sqlite");
            (Settings::Sqlite { path }, Place::Folder { _folder: folder })
        }
        Engine::Postgres => {
            let database = postgres::database(migrations)?;
            let url = database.url();
            (
                Settings::Postgres { url },
                Place::Database {
                    _database: database,
                },
            )
        }
    };
    let tuning = Tuning {
        patience: Duration::from_mins(1),
        ..Tuning::default()
    };
    let store = Store::open_tuned(&settings, &tuning).expect("the test database opens");
    store.migrate(migrations).expect("the migrations apply");
    Some(World {
        store,
        settings,
        tuning,
        _place: place,
    })
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
