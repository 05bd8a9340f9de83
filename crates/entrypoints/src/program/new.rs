//! Opening a case: first what it is about, then what the topic needs.

use actions::program::{self, Choices, NewCase, NewSite};
use actions::{Seen, Stopped};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use domain::account::Person;
use domain::limits;
use domain::program::Topic;
use domain::refusal::Refusal;
use domain::time::Zone;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::name;
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::countries;
use crate::frame::Frame;
use crate::refused;
use crate::requests::contact::contact;
use crate::requests::posted::bounded;
use crate::visit::{Asked, Sent};

/// The fields of the second page.
const FIELDS: [&str; 12] = [
    "topic",
    "location",
    "contract",
    "site_name",
    "site_country",
    "site_zone",
    "subject",
    "words",
    "name",
    "email",
    "phone",
    "form_key",
];

#[derive(Template)]
#[template(path = "program/topic.html")]
struct TopicPage {
    frame: Frame,
    form: FormState,
    topics: Vec<(&'static str, &'static str, &'static str)>,
    is_partner: bool,
}

#[derive(Template)]
#[template(path = "program/new.html")]
struct NewPage {
    frame: Frame,
    form: FormState,
    form_key: String,
    topic: Topic,
    title: &'static str,
    note: &'static str,
    places: Vec<(String, String)>,
    contracts: Vec<(String, String)>,
    countries: Vec<(String, String)>,
    zones: Vec<(String, String)>,
    title_most: i64,
}

/// The topics, or the fields of the one that was chosen.
pub(super) async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let seen = program::choices(&app.house, &asked.visit()).await?;
    let person = seen.caller.person().ok_or(Refusal::SignInNeeded)?;
    let chosen = fields.maybe("topic");
    let topic = chosen.as_deref().and_then(Topic::from_code);
    let Some(topic) = topic.filter(|_| !seen.page.places.is_empty()) else {
        let mut form = FormState::default();
        if chosen.is_some() && !seen.page.places.is_empty() {
            form.refuse(
                "topic",
                asked.words(Some(person)).program_new_topic_missing(),
            );
        }
        return topics(&app, &asked, &seen, form);
    };
    let only = seen
        .page
        .places
        .first()
        .filter(|_| seen.page.places.len() == 1);
    let form = FormState::filled([
        ("name", person.name.clone()),
        ("email", person.email.clone()),
        ("site_zone", person.zone.clone()),
        ("contract", fields.take("contract")),
        (
            "location",
            only.map_or_else(String::new, |one| one.key.clone()),
        ),
    ]);
    show(&app, &asked, &seen, topic, form, StatusCode::OK)
}

/// Opens the case.
pub(super) async fn send(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let mut fields = fields.only(&FIELDS)?;
    let mut form = FormState::typed(&fields);
    let seen = program::choices(&app.house, &asked.visit()).await?;
    let person = seen.caller.person().ok_or(Refusal::SignInNeeded)?;
    let w = asked.words(Some(person));
    let topic = Topic::from_code(&fields.take("topic")).ok_or(Refusal::NotFound)?;
    let case = case(w, person, topic, &mut form);
    if form.is_refused() {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &seen, topic, form, code);
    }
    match program::open(&app.house, &asked.visit(), case).await {
        Ok(number) => Ok(see_other(&format!("/requests/{number}/submitted"))),
        Err(Stopped::Refused(refusal @ (Refusal::CountryUnknown | Refusal::NotEntitled))) => {
            let field = match refusal {
                Refusal::CountryUnknown => "site_country",
                _ => "location",
            };
            form.refuse(field, refused::sentence(&w, &refusal));
            show(&app, &asked, &seen, topic, form, status(&refusal))
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// What was typed, or what is wrong with it at each field.
fn case(w: Words, person: &Person, topic: Topic, form: &mut FormState) -> NewCase {
    let location = form.value("location").to_owned();
    if location.is_empty() {
        form.refuse("location", w.program_new_location_missing());
    }
    let contract = Some(form.value("contract").to_owned());
    let contract = contract.filter(|key| topic == Topic::MissingIds && !key.is_empty());
    let site = (topic == Topic::AdditionalLocation)
        .then(|| site(w, form))
        .flatten();
    let words = bounded(w, form, "words", limits::DESCRIPTION_CHARS_MAX);
    if words.is_empty() && matches!(topic, Topic::Membership | Topic::Other) {
        form.refuse("words", w.program_new_words_missing());
    }
    let mut subject = String::new();
    if topic == Topic::Other {
        subject = bounded(w, form, "subject", limits::TITLE_CHARS_MAX);
        if subject.is_empty() {
            form.refuse("subject", w.advisory_new_subject_missing());
        }
    }
    NewCase {
        topic,
        location,
        contract,
        site,
        subject,
        words,
        contact: contact(w, person, form),
        once: form.value("form_key").to_owned(),
    }
}

/// The location that is to be added.
fn site(w: Words, form: &mut FormState) -> Option<NewSite> {
    let name = bounded(w, form, "site_name", limits::NAME_CHARS_MAX);
    if name.is_empty() {
        form.refuse("site_name", w.program_new_site_name_missing());
    }
    let country = countries::chosen(w, form, "site_country");
    let Ok(zone) = Zone::named(form.value("site_zone")) else {
        form.refuse("site_zone", w.wizard_contact_zone_missing());
        return None;
    };
    Some(NewSite {
        name,
        country: country?,
        zone,
    })
}

fn topics(app: &App, asked: &Asked, seen: &Seen<Choices>, form: FormState) -> Page {
    let frame = app.frame(asked, &seen.caller);
    let w = frame.w;
    let code = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = TopicPage {
        topics: Topic::ALL
            .map(|topic| (topic.code(), name(w, topic), note(w, topic)))
            .to_vec(),
        is_partner: !seen.page.places.is_empty(),
        form,
        frame,
    };
    page_with(code, &page)
}

/// What a topic is for.
fn note(w: Words, topic: Topic) -> &'static str {
    match topic {
        Topic::MissingIds => w.program_topic_missing_ids_note(),
        Topic::Activation => w.program_topic_activation_note(),
        Topic::AdditionalLocation => w.program_topic_additional_location_note(),
        Topic::Membership => w.program_topic_membership_note(),
        Topic::Other => w.program_topic_other_note(),
    }
}

fn show(
    app: &App,
    asked: &Asked,
    seen: &Seen<Choices>,
    topic: Topic,
    form: FormState,
    code: StatusCode,
) -> Page {
    let frame = app.frame(asked, &seen.caller);
    let w = frame.w;
    let language = w.language().code();
    let typed = form.value("form_key").to_owned();
    let page = NewPage {
        form_key: if typed.is_empty() {
            app.one_time_key()
        } else {
            typed
        },
        title: name(w, topic),
        note: note(w, topic),
        places: seen
            .page
            .places
            .iter()
            .map(|one| {
                (
                    one.key.clone(),
                    format!("{}, {}", one.organisation, one.name),
                )
            })
            .collect(),
        contracts: seen
            .page
            .contracts
            .iter()
            .map(|one| (one.key.clone(), one.title(language)))
            .collect(),
        countries: countries::choices(w, &app.house.catalog()),
        zones: Zone::names()
            .map(|name| (name.clone(), name.replace('_', " ")))
            .collect(),
        title_most: limits::TITLE_CHARS_MAX as i64,
        topic,
        form,
        frame,
    };
    page_with(code, &page)
}
