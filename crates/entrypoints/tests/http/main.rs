//! The portal over HTTP, as a browser without scripts meets it, on both engines.

mod stage;
#[path = "../support/mod.rs"]
mod support;
mod versions;
mod wizard;
