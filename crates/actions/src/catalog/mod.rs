//! The catalogue: loaded whole or not at all, changed file by file through the same gate, kept in versions, held in
//! memory.

mod articles;
mod change;
pub(crate) mod current;
mod edit;
mod files;
mod load;
mod preview;
mod propose;
mod stored;
mod versions;

pub use articles::{
    ArticleChanges, ArticleListed, ArticleText, ArticlesListed, article, articles, keep_article,
    remove_article,
};
pub use change::change;
pub use edit::{Edit, Said, edited, place, said, tables};
pub use files::Files;
pub use load::{Loaded, Unloaded, check, load};
pub use preview::{
    Dates, DueMoved, FileChange, Life, Moved, OfferChange, Preview, dues_now, preview,
};
pub use propose::{Changes, Proposal};
pub use versions::{
    FileHeld, VersionListed, VersionShown, Versions, file, files, in_force, version, versions,
};
