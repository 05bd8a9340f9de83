//! Program support cases: opened by people of a partner, worked by the service centre of the region. They share
//! everything else with incidents, and cost nothing.

mod activate;
mod add_location;
mod choices;
mod open;
mod queue;
mod send_ids;
mod show;
mod work;

pub use activate::activate;
pub use add_location::add_location;
pub use choices::{Choices, Place, choices};
pub use open::{NewCase, NewSite, open};
pub use queue::{Narrowed, Queue, Waiting, queue};
pub use send_ids::send_ids;
pub use show::{File, show};
