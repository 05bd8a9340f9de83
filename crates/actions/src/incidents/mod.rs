//! Incidents: drafting, submitting, and everything that happens to them afterwards.

mod admission;
mod answers;
pub(crate) mod cases;
pub(crate) mod clock;
pub mod close;
pub mod converse;
pub mod dispute;
pub mod drafts;
pub(crate) mod files;
pub(crate) mod letters;
pub(crate) mod line;
pub mod mine;
mod move_charge;
pub mod moving;
pub(crate) mod open;
pub mod overdue;
pub mod participants;
pub mod queue;
pub mod rating;
pub mod reopen;
pub mod severity;
pub mod show;
pub mod similar;
pub mod split;
pub mod submit;
mod submit_draft;
pub mod take;
pub mod timeline;

pub use admission::Admitted;
pub use answers::{Answers, Complete, Contact};
pub use files::File;
pub use line::{Activity, Line};
pub use move_charge::move_charge;
pub use submit_draft::{Accepted, submit_draft};
