//! What an organisation has and what it does: its benefits and its activities, as far as whoever asks may see them.

mod activities;
mod people;
mod show;

pub use activities::{Activities, Wanted};
pub use people::{People, Use, people};
pub use show::{Overview, show};
