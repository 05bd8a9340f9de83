//! Program support cases: opened by people of a partner, worked by the service centre of the region. They share
//! everything else with incidents, and cost nothing.

mod choices;
mod open;
mod queue;
mod show;

pub use choices::{Choices, Place, choices};
pub use open::{NewCase, NewSite, open};
pub use queue::{Narrowed, Queue, Waiting, queue};
pub use show::{File, show};
