//! One box for whatever a caller can tell; the only organisation that it can mean opens at once.

use actions::partners::{self, Match};
use askama::Template;
use axum::extract::State;
use domain::limits;
use web_kit::form::Query;
use web_kit::form_state::FormState;

use crate::answer::{Page, page as answer, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "service_centre/search.html")]
struct SearchPage {
    frame: Frame,
    form: FormState,
    text: String,
    /// Name, address and note.
    found: Vec<(String, String, String)>,
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let form = FormState::typed(&fields);
    let typed = fields.take("text");
    let text: String = typed
        .trim()
        .chars()
        .take(limits::SEARCH_CHARS_MAX)
        .collect();
    let seen = partners::find(&app.house, &asked.visit(), &text).await?;
    if let [only] = seen.page.as_slice() {
        return Ok(see_other(&super::partner(&only.organisation)));
    }
    let frame = app.frame(&asked, &seen.caller);
    let found = seen.page.iter().map(|one: &Match| {
        let place = frame.w.service_centre_place(&one.country, &one.head_office);
        let note = match &one.partner_id {
            Some(id) => frame.w.service_centre_found(id, &place),
            None => place,
        };
        (one.name.clone(), super::partner(&one.organisation), note)
    });
    answer(&SearchPage {
        found: found.collect(),
        form,
        text,
        frame,
    })
}
