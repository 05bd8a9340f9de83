//! What may be done: one file per verb, one transaction per verb.
//!
//! A verb reads what its decision needs, lets the pure rules of `domain` decide, and writes what they return. Verb
//! files write, noun files read; only a noun's own verbs write its tables. Every action is a free function over a
//! [`House`] and the [`Visit`] that asks, and checks who asks for what through `domain::policy`.

pub mod accounts;
pub mod advisory;
pub mod audit;
pub mod backups;
pub mod benefits;
mod budget;
pub mod calendar;
pub mod catalog;
pub mod cloud;
pub mod contracts;
mod document;
pub mod example_world;
pub mod exports;
pub mod files;
pub mod health;
mod house;
pub mod imports;
pub mod incidents;
pub mod jobs;
pub mod keys;
pub mod known_problems;
pub mod ledger;
pub mod look;
pub mod notices;
pub mod organisations;
pub mod outbox;
pub mod partners;
pub mod program;
pub mod purchases;
mod repeats;
pub mod saved_replies;
pub mod selfhelp;
pub mod settings;
pub mod setup;
mod stopped;
#[cfg(feature = "testing")]
pub mod testing;
mod wording;

use store::Migration;

pub use document::Mistake;
pub use house::{By, Chance, House, Opened, Seen, Visit};
pub use stopped::{Answer, Stopped, Trouble, trouble};
pub use wording::{Wording, Wordings};

/// The migrations that make the database, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    shared(
        1,
        "accounts",
        include_str!("../../../migrations/0001_accounts.sql"),
    ),
    shared(
        2,
        "catalog",
        include_str!("../../../migrations/0002_catalog.sql"),
    ),
    shared(
        3,
        "contracts",
        include_str!("../../../migrations/0003_contracts.sql"),
    ),
    shared(
        4,
        "incidents",
        include_str!("../../../migrations/0004_incidents.sql"),
    ),
    shared(
        5,
        "outbox",
        include_str!("../../../migrations/0005_outbox.sql"),
    ),
    Migration {
        number: 6,
        name: "append_only",
        shared: None,
        sqlite: Some(include_str!(
            "../../../migrations/0006_append_only.sqlite.sql"
        )),
        postgres: Some(include_str!(
            "../../../migrations/0006_append_only.postgres.sql"
        )),
    },
    shared(
        7,
        "known_problems",
        include_str!("../../../migrations/0007_known_problems.sql"),
    ),
    shared(
        8,
        "warnings",
        include_str!("../../../migrations/0008_warnings.sql"),
    ),
    shared(
        9,
        "orders",
        include_str!("../../../migrations/0009_orders.sql"),
    ),
    shared(
        10,
        "imports",
        include_str!("../../../migrations/0010_imports.sql"),
    ),
    shared(
        11,
        "partners",
        include_str!("../../../migrations/0011_partners.sql"),
    ),
    shared(
        12,
        "cloud",
        include_str!("../../../migrations/0012_cloud.sql"),
    ),
    shared(
        13,
        "advisory",
        include_str!("../../../migrations/0013_advisory.sql"),
    ),
    shared(
        15,
        "settings",
        include_str!("../../../migrations/0015_settings.sql"),
    ),
    shared(
        16,
        "changes",
        include_str!("../../../migrations/0016_changes.sql"),
    ),
    shared(
        17,
        "saved_replies",
        include_str!("../../../migrations/0017_saved_replies.sql"),
    ),
    shared(
        18,
        "look",
        include_str!("../../../migrations/0018_look.sql"),
    ),
];

const fn shared(number: i64, name: &'static str, text: &'static str) -> Migration {
    Migration {
        number,
        name,
        shared: Some(text),
        sqlite: None,
        postgres: None,
    }
}
