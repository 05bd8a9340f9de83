//! What is true about prepaid professional support: the ledger, the entitlement rules, the life of an incident.
//!
//! Pure by construction: nothing here reads a clock, a file, a socket or a random source. A rule takes what was seen
//! and the moment it is asked at, and returns either a [`refusal::Refusal`] or a value that says what is to be
//! written. The same functions decide for pages, commands, jobs, stories and the simulation.

pub mod account;
pub mod advisory;
pub mod calendar;
pub mod catalog;
pub mod cloud;
pub mod contract;
pub mod diff;
pub mod eligibility;
pub mod ids;
pub mod import;
pub mod incident;
pub mod ledger;
pub mod limits;
pub mod linking;
pub mod look;
pub mod money;
pub mod offer;
pub mod order;
pub mod partner;
pub mod policy;
pub mod program;
pub mod refusal;
pub mod response;
pub mod settings;
pub mod time;
pub mod warning;
