//! The portal's own pages: the way in, the account, and what everybody may read.

mod account;
mod agreement;
mod articles;
mod data;
mod demo;
mod email;
mod enter;
mod help;
mod known;
mod language;
mod passkeys;
mod providers;
mod quiet;
mod sessions;
mod setup;
mod sign_in;
mod start;
mod status;
mod wizard;

use axum::Router;

use crate::app::App;

pub use demo::{Demo, DemoPair, DemoPerson};
pub use providers::SignInProvider;

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(start::routes())
        .merge(setup::routes())
        .merge(sign_in::routes())
        .merge(providers::routes())
        .merge(passkeys::routes())
        .merge(account::routes())
        .merge(email::routes())
        .merge(sessions::routes())
        .merge(data::routes())
        .merge(language::routes())
        .merge(quiet::routes())
        .merge(help::routes())
        .merge(status::routes())
        .merge(demo::routes())
        .merge(wizard::routes())
        .merge(articles::routes())
        .merge(agreement::routes())
}
