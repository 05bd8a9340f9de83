//! Incidents: drafting, submitting, and everything that happens to them afterwards.

mod admission;
mod answers;
pub mod submit;

pub use admission::Admitted;
pub use answers::{Answers, Complete, Contact};
