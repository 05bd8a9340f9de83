//! Description: what the problem is, how badly it hurts, and by when it is answered.

use actions::contracts::Summary;
use actions::files::Target as FilesOf;
use actions::incidents::drafts::{self, Change, Description};
use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use domain::ids::PhoneNumber;
use domain::limits;
use domain::offer::Offer;
use domain::refusal::Step;
use domain::response::{Handling, Severity, Target};
use domain::time::{Moment, Zone};
use web_kit::form_state::FormState;
use words::Words;

use super::contract;
use super::sheet::{self, Opened, Sheet, Then, Typed};
use super::similar::{self, Similar};
use crate::answer::{Halt, Page, page_with};
use crate::app::App;
use crate::fields::{bounded, past};
use crate::files::{self, Picker};
use crate::frame::Frame;
use crate::visit::Asked;

/// A severity as a radio card.
struct Card {
    code: &'static str,
    title: &'static str,
    /// What is promised, and when that is on the clock, for each handling.
    promises: Vec<(String, String)>,
    /// Whether the contract does not offer it.
    is_off: bool,
}

/// The fields of the page.
const FIELDS: [&str; 10] = [
    "title",
    "severity",
    "phone",
    "handling",
    "description",
    "error_message",
    "affected",
    "began",
    "files",
    "follow",
];

#[derive(Template)]
#[template(path = "wizard/description.html")]
struct DescriptionPage {
    frame: Frame,
    sheet: Sheet,
    form: FormState,
    cards: Vec<Card>,
    asks_phone: bool,
    title_most: i64,
    text_most: i64,
    picker: Picker,
    similar: Option<Similar>,
}

/// Shows what has been written.
pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Description).await?;
    let answers = opened.draft.answers.clone();
    let form = FormState::filled([
        ("title", answers.title),
        ("description", answers.description),
        ("error_message", answers.error_message),
        ("affected", answers.affected),
        ("began", answers.began),
        ("severity", answers.severity.unwrap_or_default()),
        (
            "handling",
            answers
                .handling
                .unwrap_or_else(|| Handling::BusinessHours.code().to_owned()),
        ),
    ]);
    show(&app, &asked, opened, form, StatusCode::OK).await
}

/// Saves it.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    request: Request,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Description).await?;
    let sent = files::read_form(&app, &asked, request, &FilesOf::Draft(key)).await?;
    let mut typed = Typed::of(sent.fields, &FIELDS)?;
    let zone = zone(&opened);
    let phone_known = opened
        .draft
        .answers
        .contact
        .as_ref()
        .is_some_and(|contact| !contact.phone.is_empty());
    let mut written = written(&opened.frame.w, &mut typed.form, &zone, asked.at);
    if !phone_known {
        written.phone = phone(
            &opened.frame.w,
            &mut typed.form,
            written.severity == Some(Severity::A),
        );
    }
    if let Some(terms) = terms(&app, &asked, &opened).await?
        && let Some(severity) = written.severity
        && terms.offer.target(severity).is_none()
    {
        typed
            .form
            .refuse("severity", opened.frame.w.refusal_severity_not_offered());
    }
    let status = sent.lost.tell(opened.frame.w, &mut typed.form);
    if !typed.form.value("follow").is_empty() && !similar::follow(&app, &asked, &mut typed).await? {
        return show(&app, &asked, opened, typed.form, StatusCode::CONFLICT).await;
    }
    if typed.form.is_refused() && typed.then == Then::Continue {
        return show(&app, &asked, opened, typed.form, status).await;
    }
    sheet::save(&app, &asked, opened, &typed, Change::Description(written)).await
}

/// Reads the form, and says at each field what is wrong.
fn written(w: &Words, form: &mut FormState, zone: &Zone, at: Moment) -> Description {
    let title = bounded(w, form, "title", limits::TITLE_CHARS_MAX);
    if title.is_empty() {
        form.refuse("title", w.wizard_description_heading_missing());
    }
    let severity = Severity::from_code(form.value("severity"));
    if severity.is_none() {
        form.refuse("severity", w.wizard_description_severity_missing());
    }
    // Severity A is handled around the clock by itself; what was chosen holds where the severity is lowered.
    let unchosen = (severity == Some(Severity::A)).then_some(Handling::BusinessHours);
    let handling = Handling::from_code(form.value("handling")).or(unchosen);
    if handling.is_none() {
        form.refuse("handling", w.wizard_description_handling_missing());
    }
    let description = bounded(w, form, "description", limits::DESCRIPTION_CHARS_MAX);
    if description.is_empty() {
        form.refuse("description", w.wizard_description_text_missing());
    }
    let error_message = bounded(w, form, "error_message", limits::ERROR_MESSAGE_CHARS_MAX);
    let affected = bounded(w, form, "affected", limits::LINE_CHARS_MAX);
    let began = bounded(w, form, "began", limits::LINE_CHARS_MAX);
    if !began.is_empty() {
        past(w, form, "began", zone, at);
    }
    Description {
        title,
        description,
        error_message,
        affected,
        began,
        severity,
        handling,
        phone: None,
    }
}

fn phone(w: &Words, form: &mut FormState, is_needed: bool) -> Option<String> {
    let typed = form.value("phone").trim().to_owned();
    match PhoneNumber::parse(&typed) {
        Ok(phone) => Some(phone.to_string()),
        Err(_) if typed.is_empty() && !is_needed => None,
        Err(_) => {
            let sentence = if typed.is_empty() {
                w.wizard_description_phone_needed()
            } else {
                w.wizard_contact_phone_missing()
            };
            form.refuse("phone", sentence);
            None
        }
    }
}

/// The zone that the customer's times are told in.
pub(super) fn zone(opened: &Opened) -> Zone {
    let contact = opened
        .draft
        .answers
        .contact
        .as_ref()
        .map(|contact| contact.zone.as_str());
    let person = opened.caller.person().map(|person| person.zone.as_str());
    let named = contact
        .into_iter()
        .chain(person)
        .find_map(|name| Zone::named(name).ok());
    named.unwrap_or(Zone::UTC)
}

/// The contract that was chosen, as it stands now.
pub(super) async fn chosen(
    app: &App,
    asked: &Asked,
    opened: &Opened,
) -> Result<Option<Summary>, Halt> {
    let Some(key) = opened.draft.answers.contract.as_deref() else {
        return Ok(None);
    };
    let choices = contract::choices(app, asked, opened).await?;
    Ok(choices.into_iter().find(|choice| choice.key == key))
}

/// What is promised: by the contract that was chosen, or where the request draws nothing by its free offer.
struct Terms {
    offer: Offer,
    region: String,
}

async fn terms(app: &App, asked: &Asked, opened: &Opened) -> Result<Option<Terms>, Halt> {
    let (catalog, answers) = (&opened.catalog, &opened.draft.answers);
    let Some(offer) = answers.free_offer(catalog) else {
        let chosen = chosen(app, asked, opened).await?;
        return Ok(chosen.map(|chosen| Terms {
            offer: chosen.offer,
            region: chosen.region,
        }));
    };
    let first = || catalog.regions.first().map(|region| region.key.to_string());
    Ok(Some(Terms {
        offer: offer.clone(),
        region: opened.draft.home.clone().or_else(first).unwrap_or_default(),
    }))
}

async fn show(
    app: &App,
    asked: &Asked,
    opened: Opened,
    form: FormState,
    status: StatusCode,
) -> Page {
    let terms = terms(app, asked, &opened).await?;
    let cards = Severity::ALL
        .map(|severity| card(&opened, terms.as_ref(), severity, asked.at))
        .into();
    let contact = opened.draft.answers.contact.as_ref();
    let kept = drafts::files(&app.house, &asked.visit(), &opened.draft.key).await?;
    let endpoint = format!("{}/files", sheet::base(&opened.draft.key));
    let page = DescriptionPage {
        sheet: opened.sheet(),
        form,
        cards,
        asks_phone: contact.is_none_or(|contact| contact.phone.is_empty()),
        title_most: limits::TITLE_CHARS_MAX as i64,
        text_most: limits::DESCRIPTION_CHARS_MAX as i64,
        picker: Picker::new(app, opened.frame.w, endpoint, &kept),
        similar: Similar::to(&app.house, asked, &opened).await?,
        frame: opened.frame,
    };
    page_with(status, &page)
}

/// The card of a severity: the plan's promise, and the time that makes if it were submitted now.
fn card(opened: &Opened, terms: Option<&Terms>, severity: Severity, now: Moment) -> Card {
    let w = &opened.frame.w;
    let (code, title) = match severity {
        Severity::A => ("A", w.wizard_description_a()),
        Severity::B => ("B", w.wizard_description_b()),
        Severity::C => ("C", w.wizard_description_c()),
    };
    let Some(terms) = terms else {
        return Card {
            code,
            title,
            promises: Vec::new(),
            is_off: false,
        };
    };
    let Some(target) = terms.offer.target(severity) else {
        return Card {
            code,
            title,
            promises: Vec::new(),
            is_off: true,
        };
    };
    let handlings: &[Handling] = if severity == Severity::A {
        &[Handling::AroundTheClock]
    } else {
        &Handling::ALL
    };
    let promise = |handling: &Handling| {
        let hours = w.hours(i64::from(target.minutes));
        let promise = match (severity, handling) {
            (Severity::A, _) => w.wizard_description_a_answer(hours),
            (_, Handling::BusinessHours) => w.wizard_description_business_answer(hours),
            (_, Handling::AroundTheClock) => w.wizard_description_clock_answer(hours),
        };
        let calendar = opened.catalog.calendar_of(&terms.region)?;
        let due = Target::new(severity, *handling, target.minutes).due(&calendar.calendar, now);
        let due = w.wizard_description_first_answer(w.next_moment(due, now, &zone(opened)));
        Some((promise, due))
    };
    Card {
        code,
        title,
        promises: handlings.iter().filter_map(promise).collect(),
        is_off: false,
    }
}
