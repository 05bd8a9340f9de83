//! Pages that several others end in: one that asks once more, and one that says one thing.

use askama::Template;

use crate::frame::Frame;

/// Asks once more before what cannot be taken back at once.
#[derive(Template)]
#[template(path = "contracts/confirm.html")]
pub(super) struct ConfirmPage {
    pub frame: Frame,
    pub title: String,
    pub text: String,
    /// What stays as it is; may be empty.
    pub note: &'static str,
    pub button: &'static str,
    pub back: String,
}

/// A page that says one thing.
#[derive(Template)]
#[template(path = "contracts/said.html")]
pub(super) struct SaidPage {
    pub frame: Frame,
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
}
