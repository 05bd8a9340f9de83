//! What waits to be activated for a partner, in words, and asking for what is activated on request.

use actions::partners::{self, Partner, Task};
use actions::{By, Stopped};
use axum::Router;
use axum::extract::State;
use axum::routing::post;
use domain::partner::Cause;
use domain::refusal::Refusal;
use words::Words;

use crate::answer::{Page, see_other};
use crate::app::App;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/benefits/activations", post(ask))
}

/// Something that can be asked for: the sentence, the button, and what the form says.
pub(super) struct Askable {
    pub text: String,
    pub button: &'static str,
    pub location: String,
    pub cause: &'static str,
}

/// What waits, a sentence each.
pub(super) fn waiting(w: Words, partner: &Partner, shows: impl Fn(&str) -> bool) -> Vec<String> {
    let here = partner.waiting.iter().filter(|task| shows(&task.location));
    here.map(|task| sentence(w, partner, task)).collect()
}

fn sentence(w: Words, partner: &Partner, task: &Task) -> String {
    let language = w.language().code();
    let level = task
        .level
        .as_ref()
        .map_or("", |level| level.in_language(language));
    let day = |moment| w.long_date(task.zone.date_of(moment));
    let sites = &partner.organisation.sites;
    let site = sites.iter().find(|site| site.key == task.location);
    let primary = site.and_then(|site| site.people.iter().find(|person| person.is_primary));
    let to = match primary {
        Some(person) if !person.name.is_empty() => person.name.as_str(),
        Some(person) => person.email.as_str(),
        None => w.benefits_primary_contact(),
    };
    match task.cause {
        Cause::Renewal => w.benefits_renewed(day(task.renewed), level, to),
        Cause::Request | Cause::Purchase => w.benefits_asked(day(task.asked), to),
        Cause::Toolkit => w.benefits_toolkit_asked(day(task.asked), &task.location_name, to),
    }
}

/// What the reader can ask for.
pub(super) fn askable(w: Words, partner: &Partner, shows: impl Fn(&str) -> bool) -> Vec<Askable> {
    let sites = &partner.organisation.sites;
    let here = partner
        .askable
        .iter()
        .filter(|(location, _)| shows(location));
    let offered = here.map(|(location, cause)| {
        let site = sites.iter().find(|site| site.key == *location);
        let name = site.map_or("", |site| site.name.as_str());
        let (text, button) = match cause {
            Cause::Toolkit => (w.benefits_toolkit(name), w.benefits_toolkit_button()),
            _ => (w.benefits_on_request().to_owned(), w.benefits_activate()),
        };
        Askable {
            text,
            button,
            location: location.clone(),
            cause: cause.code(),
        }
    });
    offered.collect()
}

async fn ask(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let (location, cause) = (fields.take("location"), fields.take("cause"));
    fields.finish()?;
    let visit = asked.visit();
    let by = By::Visit(&visit);
    let done = match Cause::from_code(&cause) {
        Some(Cause::Toolkit) => partners::request_toolkit(&app.house, by, &location).await,
        Some(Cause::Request) => {
            let places = actions::organisations::mine(&app.house, &visit).await?.page;
            let place = places.iter().find(|place| place.location == location);
            let organisation = place.ok_or(Refusal::NotFound)?.organisation.clone();
            partners::request_activation(&app.house, by, &organisation).await
        }
        _ => Err(Refusal::NotFound.into()),
    };
    match done {
        // A second click is no mistake.
        Ok(_) | Err(Stopped::Refused(Refusal::ActivationAsked)) => Ok(see_other("/benefits")),
        Err(stopped) => Err(stopped.into()),
    }
}
