//! A cloud product: where its requests are made, with everything that was typed kept here.

use askama::Template;
use axum::extract::{Path, State};
use domain::catalog::Portal;
use domain::refusal::Step;
use domain::time::{Moment, Zone};

use super::sheet::{self, Sheet};
use crate::answer::{self, Halt, Page};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "wizard/cloud.html")]
struct CloudPage {
    frame: Frame,
    sheet: Sheet,
    product: String,
    portal: String,
    /// Where to go: another site, or this installation's own cloud area.
    address: String,
    is_here: bool,
    facts: Vec<String>,
    until: String,
    title: String,
    description: String,
}

/// Says where to go. Nothing is sent there.
pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Product).await?;
    let (w, language) = (&opened.frame.w, opened.language());
    let product = opened.product()?;
    let portal = product
        .portal
        .as_ref()
        .and_then(|key| opened.catalog.portal(key.as_str()));
    let portal = portal.ok_or_else(|| Halt::Elsewhere(sheet::path(&key, Step::Product)))?;
    let name = product.name.in_language(language);
    let ids = if portal.uses_ids {
        w.wizard_cloud_ids_linked().to_owned()
    } else {
        w.wizard_cloud_ids_none(name)
    };
    let facts = [
        Some(portal.sign_in.in_language(language).to_owned()),
        Some(ids),
        rights(portal, language),
    ];
    let answers = &opened.draft.answers;
    let shown = CloudPage {
        product: name.to_owned(),
        portal: portal.name.in_language(language).to_owned(),
        is_here: portal.address.is_none(),
        address: portal
            .address
            .clone()
            .unwrap_or_else(|| format!("/cloud/requests/new?draft={key}")),
        facts: facts.into_iter().flatten().collect(),
        until: w.long_date(Zone::UTC.date_of(Moment(opened.draft.expires.0 - 1))),
        title: answers.title.clone(),
        description: answers.description.clone(),
        sheet: Sheet {
            back: sheet::path(&key, Step::Product),
            ..opened.sheet()
        },
        frame: opened.frame,
    };
    answer::page(&shown)
}

fn rights(portal: &Portal, language: &str) -> Option<String> {
    portal
        .partner_rights
        .as_ref()
        .map(|rights| rights.in_language(language).to_owned())
}
