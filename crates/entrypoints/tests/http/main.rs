//! The portal over HTTP, as a browser without scripts meets it, on both engines.

mod requests;
mod stage;
mod support;
mod versions;
mod wizard;
