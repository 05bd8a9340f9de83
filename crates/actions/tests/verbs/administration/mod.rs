//! The administration of the house, on both engines.

mod founding;
mod jobs;
mod log;
mod outbox;
mod staff;
