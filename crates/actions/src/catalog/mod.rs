//! The catalogue: loaded whole or not at all, kept in versions, held in memory.

pub(crate) mod current;
mod document;
