//! What the service centre does about a partner's people: puts them on file, and names primary contacts.

use actions::By;
use actions::organisations::{self, NewContact};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::EmailAddress;
use domain::limits;
use web_kit::form_state::FormState;
use words::{Language, Words};

use super::partner;
use super::record::finish;
use crate::answer::Page;
use crate::app::App;
use crate::fields::bounded;
use crate::visit::{Asked, Sent};

pub(super) async fn file(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&[
        "location",
        "name",
        "email",
        "language",
        "primary",
        "primary_reason",
    ])?;
    let mut form = FormState::typed(&fields);
    let w = asked.words(None);
    let is_primary = form.value("primary") == "yes";
    let reason = bounded(&w, &mut form, "primary_reason", limits::LINE_CHARS_MAX);
    if is_primary && reason.is_empty() {
        form.refuse("primary_reason", w.refusal_reason_needed());
    }
    let Some(contact) = contact(&w, &mut form) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return partner::show(&app, &asked, &key, (form, None), code).await;
    };
    let (location, visit) = (form.value("location").to_owned(), asked.visit());
    let primary = is_primary.then_some(reason.as_str());
    let by = By::Visit(&visit);
    let done = organisations::file_contact(&app.house, by, &location, contact, primary).await;
    finish(&app, &asked, &key, form, ("name", "filed"), done).await
}

/// The person that the form tells; where something is wrong with it, nothing, and each field says what.
fn contact(w: &Words, form: &mut FormState) -> Option<NewContact> {
    let name = bounded(w, form, "name", limits::NAME_CHARS_MAX);
    if name.is_empty() {
        form.refuse("name", w.service_centre_name_missing());
    }
    let email = EmailAddress::parse(form.value("email").trim()).ok();
    if email.is_none() {
        form.refuse("email", w.service_centre_email_wrong());
    }
    let language = Language::parse(form.value("language"));
    let contact = NewContact {
        name,
        email: email?,
        phone: None,
        language: language.unwrap_or(w.language()).code().to_owned(),
    };
    (!form.is_refused()).then_some(contact)
}

pub(super) async fn appoint(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut fields = fields.only(&["contact", "reason"])?;
    let form = FormState::typed(&fields);
    let (contact, reason) = (fields.take("contact"), fields.take("reason"));
    let reason: String = reason.chars().take(limits::LINE_CHARS_MAX).collect();
    let visit = asked.visit();
    let by = By::Visit(&visit);
    let done = organisations::change_primary(&app.house, by, &contact, &reason).await;
    finish(&app, &asked, &key, form, ("reason", "appointed"), done).await
}
