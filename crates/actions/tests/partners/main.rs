//! Partner organisations and what their memberships bring, on both engines.

mod people;
mod stage;
