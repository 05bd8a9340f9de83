//! The sentences of `locales/` and the checker that `build.rs` runs over them.

#[path = "../../build/check.rs"]
mod check;
mod checker;
mod tone;
