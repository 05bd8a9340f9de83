//! Contracts: verification, links, guesses, the ledger's verbs and jobs, on both engines.

mod guessing;
mod ledger;
mod linking;
mod second;
mod sharing;
mod stage;
