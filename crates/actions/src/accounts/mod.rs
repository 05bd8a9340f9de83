//! Accounts: who people are, how they prove it, and what they hold.

pub(crate) mod caller;
mod ceremony;
pub mod demo;
pub mod email;
mod enrol;
pub mod erase;
mod found;
mod home;
pub mod identities;
pub mod passkeys;
pub mod profile;
pub mod quiet;
pub mod region;
pub mod roles;
pub mod sessions;
pub mod sign_in;
pub mod staff;
mod sweep;

pub(crate) use enrol::expected;
pub use enrol::{Newcomer, enrol};
pub(crate) use found::{founded, is_founded};
pub use home::{Home, OpenRequest, home};
pub use sweep::sweep;
