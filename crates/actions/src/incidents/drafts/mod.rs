//! Drafts: what somebody has answered so far, kept through reloads, sign-in and a change of device until it is
//! submitted.
//!
//! A visitor's draft hangs on the browser's cookie for a day; signing in adopts it. Every save names the version of
//! the draft that its page showed, so that a stale tab overwrites nothing.

mod adopt;
mod change;
mod end;
mod read;
mod save;
mod start;

pub use adopt::adopt;
pub use change::{Change, Description};
pub(crate) use end::end;
pub use end::{discard, expire};
pub use read::{Draft, Paying, files, load, mine};
pub(crate) use read::{open, permitted};
pub use save::save;
pub use start::start;
