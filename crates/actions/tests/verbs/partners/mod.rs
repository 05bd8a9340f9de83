//! Partner organisations and what their memberships bring, on both engines.

mod advice;
mod memberships;
mod people;
mod program;
mod resending;
mod stage;
