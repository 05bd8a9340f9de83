//! The catalogue: loaded whole or not at all, kept in versions, held in memory.

mod articles;
pub(crate) mod current;
mod files;
mod load;

pub use articles::ArticleChanges;
pub use files::Files;
pub use load::{Loaded, Unloaded, check, load};
