//! Self-help: the articles that may make a request needless.

mod files;
mod find;
mod index;
mod show;
mod solve;
mod store;

pub(crate) use files::{ArticleFile, read};
pub use find::{Articles, Card, Wanted, find};
pub use index::warm;
pub use show::{Article, show};
pub use solve::{Read, solve};
pub use store::ArticleChanges;
pub(crate) use store::store;
