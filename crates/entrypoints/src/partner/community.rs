//! Forums, by product, with what may be asked there.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;

use crate::answer::{Page, page};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/community", get(show))
}

#[derive(Template)]
#[template(path = "partner/community.html")]
struct CommunityPage {
    frame: Frame,
    /// Product, address of its forum, and what may be asked there.
    forums: Vec<(String, String, String)>,
}

async fn show(State(app): State<App>, asked: Asked) -> Page {
    let caller = app.house.caller(&asked.visit()).await?;
    let frame = app.frame(&asked, &caller);
    let language = frame.w.language().code();
    let catalog = app.house.catalog();
    let forums = catalog.products.iter().filter_map(|product| {
        let forum = product.community.as_ref()?;
        let (name, about) = (&product.name, &forum.about);
        let said = |one: &domain::catalog::Name| one.in_language(language).to_owned();
        Some((said(name), forum.address.clone(), said(about)))
    });
    page(&CommunityPage {
        forums: forums.collect(),
        frame,
    })
}
