//! One box for whatever a caller can tell; the only thing that it can mean opens at once.

use actions::incidents::show;
use actions::partners::{self, Found};
use actions::{Answer, Stopped};
use askama::Template;
use axum::extract::State;
use domain::ids::RequestNumber;
use domain::limits;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::{HOME, named};
use crate::answer::{Page, page as answer, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::requests::posted::room;
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
    if let Some(request) = request(&app, &asked, &text).await? {
        return Ok(see_other(&request));
    }
    let frame = app.frame(&asked, &seen.caller);
    let found = listed(frame.w, &seen.page);
    if let [(_, only, _)] = found.as_slice() {
        return Ok(see_other(only));
    }
    answer(&SearchPage {
        frame,
        form,
        text,
        found,
    })
}

/// Where the request of that number is worked on, for whoever may see it there.
async fn request(app: &App, asked: &Asked, text: &str) -> Answer<Option<String>> {
    let Ok(number) = RequestNumber::parse(text) else {
        return Ok(None);
    };
    let incident = app.house.incident_of(&number);
    match show::at_desk(&app.house, &asked.visit(), incident).await {
        Ok(seen) if seen.page.shown.case.number == number => {
            let number = &seen.page.shown.number;
            Ok(Some(format!("{}/{number}", room(number))))
        }
        Ok(_) | Err(Stopped::Refused(_)) => Ok(None),
        Err(broke) => Err(broke),
    }
}

fn listed(w: Words, found: &Found) -> Vec<(String, String, String)> {
    let organisations = found.organisations.iter().map(|one| {
        let place = w.service_centre_place(w.country_name(&one.country), &one.head_office);
        let note = match &one.partner_id {
            Some(id) => w.service_centre_found(id, &place),
            None => place,
        };
        (one.name.clone(), super::partner(&one.organisation), note)
    });
    let contracts = found.contracts.iter().map(|one| {
        let label = w.contract_label(&one.access_id, named(w, &one.plan));
        let href = format!("{HOME}/contracts/{}", one.key);
        (label, href, one.owner.clone())
    });
    organisations.chain(contracts).collect()
}
