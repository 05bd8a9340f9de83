//! Accounts: who people are, how they prove it, and what they hold.

pub(crate) mod caller;
