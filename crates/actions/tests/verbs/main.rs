//! What the verbs do, on both engines.

mod accounts;
mod administration;
mod advisory;
mod catalog;
mod catalog_change;
mod cloud;
mod contracts;
mod erasure;
mod exports;
mod files;
mod following;
mod imports;
mod incidents;
mod known_problems;
mod ledger;
mod life;
mod look;
mod notices;
mod partners;
mod plans;
mod purchases;
mod saved_replies;
mod settings;
mod split;
mod submit;
