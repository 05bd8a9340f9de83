//! Self-help: the articles that may make a request needless.

mod files;
mod store;

pub(crate) use files::{ArticleFile, read};
pub use store::ArticleChanges;
pub(crate) use store::store;
