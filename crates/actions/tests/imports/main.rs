//! Files that are taken over, on both engines: what every row is, all or nothing, and back.

mod reading;
mod stage;
mod taking;
