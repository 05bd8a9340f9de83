//! The first run: whoever has the code from the server's log names the organisation and becomes its administrator.

use actions::Stopped;
use actions::setup::{self, First};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::account::Caller;
use domain::ids::EmailAddress;
use domain::limits;
use domain::refusal::{Kind, Refusal};
use domain::settings::Settings;
use web_kit::form_state::FormState;
use words::{Language, Words};

use super::enter::{device, entered};
use crate::admin::{problem, zones};
use crate::answer::{Page, page_with, status};
use crate::app::{App, Examples};
use crate::fields::bounded;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent};

const FIELDS: [&str; 9] = [
    "code", "name", "contact", "language", "zone", "sender", "email", "person", "examples",
];

pub(super) fn routes() -> Router<App> {
    Router::new().route("/setup", get(page).post(finish))
}

#[derive(Template)]
#[template(path = "portal/setup.html")]
struct SetupPage {
    frame: Frame,
    form: FormState,
    languages: Vec<(&'static str, &'static str)>,
    zones: Vec<(String, String)>,
    /// Whether there are examples to begin with.
    has_examples: bool,
}

async fn page(State(app): State<App>, asked: Asked) -> Page {
    let language = asked.words(None).language().code().to_owned();
    let zone = Settings::default().zone.name().to_owned();
    let examples = "nothing".to_owned();
    let form = FormState::filled([
        ("language", language),
        ("zone", zone),
        ("examples", examples),
    ]);
    show(&app, &asked, form, StatusCode::OK).await
}

async fn finish(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    if !setup::is_open(&app.house).await? {
        return Err(Refusal::NotFound.into());
    }
    let fields = fields.only(&FIELDS)?;
    let (w, mut form) = (asked.words(None), FormState::typed(&fields));
    let examples = Examples::from_code(form.value("examples"));
    let Some(first) = first(&w, &mut form) else {
        return show(&app, &asked, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (token, device) = device(&app, &asked);
    match setup::finish(&app.house, &asked.visit(), first, device).await {
        Ok(signed_in) => {
            if let (Some(examples), Some(load)) = (examples, &app.examples) {
                load(examples);
            }
            Ok(entered(&app, &token, &signed_in))
        }
        Err(Stopped::Refused(refusal))
            if matches!(refusal.kind(), Kind::Invalid | Kind::TooMany) =>
        {
            form.refuse("code", sentence(&w, &refusal));
            show(&app, &asked, form, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

fn sentence(w: &Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::CodeWrong => w.administration_setup_code_wrong().to_owned(),
        refusal => refused::sentence(w, refusal),
    }
}

/// What the form decides; where something is wrong with it, nothing, and each field says what.
fn first(w: &Words, form: &mut FormState) -> Option<First> {
    let settings = Settings::read(|name| match name {
        "name" | "contact" | "zone" | "sender" => Some(form.value(name)),
        _ => None,
    });
    if form.value("code").trim().is_empty() {
        form.refuse("code", w.administration_setup_code_wrong());
    }
    if let Err(wrong) = &settings {
        for name in wrong {
            form.refuse(name, problem(w, name));
        }
    }
    let language = Language::parse(form.value("language"));
    if language.is_none() {
        form.refuse("language", w.error_language());
    }
    let email = EmailAddress::parse(form.value("email"));
    if email.is_err() {
        form.refuse("email", w.error_email());
    }
    let name = bounded(w, form, "person", limits::NAME_CHARS_MAX);
    let first = First {
        code: form.value("code").to_owned(),
        email: email.ok()?,
        name,
        language: language?.code().to_owned(),
        settings: settings.ok()?,
    };
    (!form.is_refused()).then_some(first)
}

async fn show(app: &App, asked: &Asked, form: FormState, code: StatusCode) -> Page {
    if !setup::is_open(&app.house).await? {
        return Err(Refusal::NotFound.into());
    }
    let languages = Language::ALL.iter();
    let page = SetupPage {
        frame: app.frame(asked, &Caller::Visitor),
        languages: languages
            .map(|one| (one.code(), one.native_name()))
            .collect(),
        zones: zones(),
        has_examples: app.examples.is_some(),
        form,
    };
    page_with(code, &page)
}
