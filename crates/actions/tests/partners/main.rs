//! Partner organisations and what their memberships bring, on both engines.

mod memberships;
mod people;
mod resending;
mod stage;
