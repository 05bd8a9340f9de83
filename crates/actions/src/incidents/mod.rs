//! Incidents: drafting, submitting, and everything that happens to them afterwards.

mod admission;
mod answers;
mod cases;
pub(crate) mod clock;
pub mod close;
pub mod converse;
pub mod dispute;
mod files;
pub mod overdue;
pub mod reopen;
pub mod severity;
pub mod submit;
pub mod take;

pub use admission::Admitted;
pub use answers::{Answers, Complete, Contact};
