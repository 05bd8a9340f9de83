//! The services agreement, in any version that was ever in force.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use domain::refusal::Refusal;

use crate::answer::{self, Page};
use crate::app::App;
use crate::frame::Frame;
use crate::markdown;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/agreement/{version}", get(page))
}

#[derive(Template)]
#[template(path = "wizard/agreement.html")]
struct AgreementPage {
    frame: Frame,
    title: String,
    from: String,
    body: String,
}

async fn page(State(app): State<App>, asked: Asked, Path(version): Path<String>) -> Page {
    let caller = app.house.caller(&asked.visit()).await?;
    let frame = app.frame(&asked, &caller);
    let catalog = app.house.catalog();
    let agreement = catalog
        .agreements
        .iter()
        .find(|agreement| agreement.version == version);
    let agreement = agreement.ok_or(Refusal::NotFound)?;
    let w = &frame.w;
    let shown = AgreementPage {
        title: w.wizard_agreement_title(version),
        from: w.wizard_agreement_from(w.long_date(agreement.from)),
        body: markdown::html(agreement.text.in_language(w.language().code())),
        frame,
    };
    answer::page(&shown)
}
