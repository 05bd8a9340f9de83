//! Orders, on both engines: what comes in for them, what they become, and what goes back.

mod organisation;
mod paying;
mod refunding;
mod shop;
