//! The portal over HTTP, as a browser without scripts meets it, on both engines.

mod advisory;
mod benefits;
mod catalogue;
mod cloud;
mod contracts;
mod desk;
mod enrol;
mod faults;
mod files;
mod following;
mod gate;
mod hostile;
mod imports;
mod lost;
mod notices;
mod orders;
mod pairs;
mod places;
mod problems;
mod program;
mod race;
mod requests;
mod stage;
mod support;
mod versions;
mod wizard;
