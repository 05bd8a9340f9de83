//! Files that are taken over, on both engines: what every row is, all or nothing, and back.

mod lots;
mod people;
mod reading;
mod secret;
mod stage;
mod taking;
