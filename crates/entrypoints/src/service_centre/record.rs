//! What the service centre has on record about a partner, and what it adds to it: notes and locations.

use actions::organisations::{self, NewLocation};
use actions::partners::{CaseLine, Delivery, Kept};
use actions::{Answer, By, Stopped};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Zone;
use web_kit::form_state::FormState;
use words::Words;

use super::{HOME, change, partner, tell};
use crate::answer::{Page, see_other, status};
use crate::app::App;
use crate::countries;
use crate::fields::bounded;
use crate::refused;
use crate::requests::posted::at_form;
use crate::requests::words::title;
use crate::visit::{Asked, Sent};

/// What is on record, in words.
pub(super) struct Record {
    pub notes: Vec<Note>,
    pub letters: Vec<Letter>,
    pub cases: Vec<Case>,
}

/// A note with who wrote it, and when, for `<time>` and in words.
pub(super) struct Note {
    pub words: String,
    pub by: String,
    pub when: (String, String),
}

/// A letter that delivered IDs.
pub(super) struct Letter {
    pub href: String,
    pub access_id: String,
    pub what: &'static str,
    pub to: String,
    pub when: (String, String),
    /// Tone and word of what became of it.
    pub state: (&'static str, &'static str),
}

/// A program support case.
pub(super) struct Case {
    pub href: String,
    pub title: String,
    pub note: String,
}

impl Record {
    /// The record in the reader's words and zone.
    pub fn of(w: Words, kept: &Kept, zone: &Zone) -> Self {
        let notes = kept.notes.iter().map(|note| Note {
            words: note.words.clone(),
            by: note.by.clone(),
            when: (note.written.to_string(), w.moment(note.written, zone)),
        });
        Self {
            notes: notes.collect(),
            letters: kept
                .letters
                .iter()
                .map(|one| letter(w, one, zone))
                .collect(),
            cases: kept.cases.iter().map(|one| case(w, one, zone)).collect(),
        }
    }
}

fn letter(w: Words, one: &Delivery, zone: &Zone) -> Letter {
    Letter {
        href: format!("{HOME}/contracts/{}", one.contract),
        access_id: one.access_id.clone(),
        what: match one.kind.as_str() {
            "contract_activated" => w.deed_contract_activate(),
            "contract_id_changed" => w.deed_contract_rotate(),
            _ => w.deed_contract_send_ids(),
        },
        to: one.masked.clone(),
        when: (one.written.to_string(), w.moment(one.written, zone)),
        state: match (one.sent, one.failed) {
            (_, Some(_)) => ("red", w.service_centre_letter_failed()),
            (Some(_), None) => ("green", w.service_centre_letter_sent()),
            (None, None) => ("grey", w.service_centre_letter_waits()),
        },
    }
}

fn case(w: Words, one: &CaseLine, zone: &Zone) -> Case {
    let (number, opened) = (w.request_number(&one.number), w.moment(one.opened, zone));
    let state = match one.closed {
        Some(_) => w.service_centre_case_closed(),
        None => w.service_centre_case_open(),
    };
    Case {
        href: format!("{HOME}/program/{}", one.number),
        title: title(w, &one.number, &one.title),
        note: format!("{number} · {opened} · {state}"),
    }
}

pub(super) async fn locate(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&["site_name", "site_country", "site_zone"])?;
    let (mut form, w, visit) = (FormState::typed(&fields), asked.words(None), asked.visit());
    let name = bounded(&w, &mut form, "site_name", limits::NAME_CHARS_MAX);
    if name.is_empty() {
        form.refuse("site_name", w.program_new_site_name_missing());
    }
    let country = countries::chosen(w, &mut form, "site_country");
    let zone = Zone::named(form.value("site_zone")).ok();
    if zone.is_none() {
        form.refuse("site_zone", w.wizard_contact_zone_missing());
    }
    let (Some(country), Some(zone), false) = (country, zone, form.is_refused()) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return partner::show(&app, &asked, &key, (form, None), code).await;
    };
    let new = NewLocation {
        name,
        country,
        zone,
        contact: None,
    };
    let done = organisations::add_location(&app.house, By::Visit(&visit), &key, new).await;
    finish(&app, &asked, &key, form, ("site_name", "located"), done).await
}

pub(super) async fn note(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&["note", "note_key"])?;
    let (mut form, w, visit) = (FormState::typed(&fields), asked.words(None), asked.visit());
    let words = bounded(&w, &mut form, "note", limits::MESSAGE_CHARS_MAX);
    if words.is_empty() {
        form.refuse("note", w.service_centre_note_missing());
    }
    if form.is_refused() {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return partner::show(&app, &asked, &key, (form, None), code).await;
    }
    let once = change::once_of(&app, &form, "note_key");
    let told = (words.as_str(), once.as_str());
    let done = organisations::note(&app.house, &visit, &key, told).await;
    finish(&app, &asked, &key, form, ("note", "noted"), done).await
}

/// Back to the partner's page: with what was done, or with the form and why not.
pub(super) async fn finish<T>(
    app: &App,
    asked: &Asked,
    key: &str,
    mut form: FormState,
    (field, word): (&str, &str),
    done: Answer<T>,
) -> Page {
    match done {
        Ok(_) => Ok(see_other(&format!("{}?done={word}", super::partner(key)))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            let w = asked.words(None);
            match refusal {
                Refusal::CountryUnknown => {
                    form.refuse("site_country", refused::sentence(&w, &refusal));
                }
                _ => tell(&w, &mut form, &refusal, field),
            }
            partner::show(app, asked, key, (form, None), status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}
