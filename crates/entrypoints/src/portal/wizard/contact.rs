//! Contact: how the customer is reached.

use actions::incidents::Contact;
use actions::incidents::drafts::Change;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::Person;
use domain::ids::{EmailAddress, PhoneNumber};
use domain::limits;
use domain::refusal::Step;
use domain::time::Zone;
use web_kit::form_state::FormState;
use words::{Language, Words};

use super::sheet::{self, Opened, Sheet, Then, Typed};
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

/// The fields of the page.
const FIELDS: [&str; 11] = [
    "name",
    "email",
    "phone",
    "preferred",
    "language",
    "zone",
    "hours",
    "copies",
    "on_behalf",
    "customer",
    "reference",
];

#[derive(Template)]
#[template(path = "wizard/contact.html")]
struct ContactPage {
    frame: Frame,
    sheet: Sheet,
    form: FormState,
    languages: Vec<(&'static str, &'static str)>,
    zones: Vec<(String, String)>,
    copies_max: i64,
}

/// Shows what is known of the person already.
pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Contact).await?;
    let w = &opened.frame.w;
    let contact = match (&opened.draft.answers.contact, opened.caller.person()) {
        (Some(contact), _) => contact.clone(),
        (None, Some(person)) => known(w, person),
        (None, None) => Contact::default(),
    };
    let (customer, reference) = contact.on_behalf.clone().unwrap_or_default();
    let on_behalf = if contact.on_behalf.is_some() {
        "yes"
    } else {
        ""
    };
    let form = FormState::filled([
        ("name", contact.name),
        ("email", contact.email),
        ("phone", contact.phone),
        ("preferred", contact.preferred),
        ("language", contact.language),
        ("zone", contact.zone),
        ("hours", contact.hours),
        ("copies", contact.copies.join("\n")),
        ("on_behalf", on_behalf.to_owned()),
        ("customer", customer),
        ("reference", reference),
    ]);
    show(opened, form)
}

/// What the account says.
fn known(w: &Words, person: &Person) -> Contact {
    Contact {
        name: person.name.clone(),
        email: person.email.clone(),
        preferred: "email".to_owned(),
        language: person
            .language
            .clone()
            .unwrap_or_else(|| w.language().code().to_owned()),
        zone: person.zone.clone(),
        ..Contact::default()
    }
}

/// Saves it.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Contact).await?;
    let mut typed = Typed::of(fields, &FIELDS)?;
    let contact = contact(&opened.frame.w, &mut typed.form);
    if typed.form.is_refused() && typed.then == Then::Continue {
        return show(opened, typed.form);
    }
    sheet::save(&app, &asked, opened, &typed, Change::Contact(contact)).await
}

/// Reads the form, and says at each field what is wrong.
fn contact(w: &Words, form: &mut FormState) -> Contact {
    let name = bounded(w, form, "name", limits::NAME_CHARS_MAX);
    if name.is_empty() {
        form.refuse("name", w.wizard_contact_name_missing());
    }
    let email = match EmailAddress::parse(form.value("email")) {
        Ok(address) => address.as_str().to_owned(),
        Err(_) => {
            form.refuse("email", w.wizard_contact_email_missing());
            form.value("email")
                .chars()
                .take(limits::EMAIL_CHARS_MAX)
                .collect()
        }
    };
    let preferred = form.value("preferred").to_owned();
    let phone = phone(w, form, preferred == "phone");
    if !["email", "phone"].contains(&preferred.as_str()) {
        form.refuse("preferred", w.wizard_contact_way_missing());
    }
    let language = Language::parse(form.value("language")).unwrap_or(w.language());
    let zone = Zone::named(form.value("zone")).map(|zone| zone.name().to_owned());
    let zone = zone.unwrap_or_else(|_| {
        form.refuse("zone", w.wizard_contact_zone_missing());
        String::new()
    });
    let hours = bounded(w, form, "hours", limits::LINE_CHARS_MAX);
    let copies = copies(w, form);
    let on_behalf = form.checked("on_behalf", "yes").then(|| {
        let customer = bounded(w, form, "customer", limits::NAME_CHARS_MAX);
        if customer.is_empty() {
            form.refuse("customer", w.wizard_contact_customer_missing());
        }
        (
            customer,
            bounded(w, form, "reference", limits::LINE_CHARS_MAX),
        )
    });
    let language = language.code().to_owned();
    Contact {
        name,
        email,
        phone,
        preferred,
        language,
        zone,
        hours,
        copies,
        on_behalf,
    }
}

/// A telephone number in international form; empty where none was given and none is needed.
fn phone(w: &Words, form: &mut FormState, is_needed: bool) -> String {
    let typed = form.value("phone").trim().to_owned();
    match PhoneNumber::parse(&typed) {
        Ok(phone) => phone.to_string(),
        Err(_) if typed.is_empty() && !is_needed => String::new(),
        Err(_) => {
            let sentence = if typed.is_empty() {
                w.wizard_contact_phone_needed()
            } else {
                w.wizard_contact_phone_missing()
            };
            form.refuse("phone", sentence);
            String::new()
        }
    }
}

/// Further addresses, one a line or parted by commas.
fn copies(w: &Words, form: &mut FormState) -> Vec<String> {
    let typed = form.value("copies").to_owned();
    let mut copies: Vec<String> = Vec::new();
    for one in typed
        .split(['\n', ',', ';'])
        .map(str::trim)
        .filter(|one| !one.is_empty())
    {
        match EmailAddress::parse(one) {
            Ok(address) if copies.iter().any(|known| known == address.as_str()) => {}
            Ok(address) => copies.push(address.as_str().to_owned()),
            Err(_) => {
                let shown: String = one.chars().take(limits::EMAIL_CHARS_MAX).collect();
                form.refuse("copies", w.wizard_contact_recipient_form(shown));
            }
        }
    }
    if copies.len() > limits::EXTRA_RECIPIENTS_MAX {
        form.refuse(
            "copies",
            w.wizard_contact_recipients_many(limits::EXTRA_RECIPIENTS_MAX as i64),
        );
        copies.truncate(limits::EXTRA_RECIPIENTS_MAX);
    }
    copies
}

fn show(opened: Opened, form: FormState) -> Page {
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let languages = Language::all()
        .iter()
        .map(|language| (language.code(), language.native_name()))
        .collect();
    let zones = Zone::names()
        .map(|name| (name.clone(), name.replace('_', " ")))
        .collect();
    let copies_max = limits::EXTRA_RECIPIENTS_MAX as i64;
    let sheet = opened.sheet();
    page_with(
        status,
        &ContactPage {
            sheet,
            form,
            languages,
            zones,
            copies_max,
            frame: opened.frame,
        },
    )
}
