//! Self-help: the articles that may make a request needless.

mod find;
mod index;
mod show;
mod solve;

pub use find::{Articles, Card, Wanted, find};
pub use index::warm;
pub use show::{Article, show};
pub use solve::{Read, solve};
