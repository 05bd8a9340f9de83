//! What is decided: by administrators here, while the house runs, and by the operator before it starts.

use actions::settings::{self, InForce};
use actions::{By, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::settings::{NAMES, Settings};
use domain::time::Zone;
use domain::{limits, refusal::Refusal};
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/settings", get(page).post(change))
}

/// Where a setting of the operator's comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The file.
    File,
    /// The environment.
    Environment,
    /// Nobody decided it.
    Default,
}

/// A setting of the operator's as it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Its name, as the file has it.
    pub name: &'static str,
    /// Its value; nothing where there is none, and of a secret only that it is set.
    pub value: Value,
    /// Where it comes from.
    pub source: Source,
}

impl Decided {
    /// Whether it is the setting of that name, and set.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.name == name && self.value != Value::Nothing
    }
}

/// What a page may show of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// All of it.
    Text(String),
    /// A secret that is set.
    Secret,
    /// Nothing is set.
    Nothing,
}

#[derive(Template)]
#[template(path = "admin/settings.html")]
struct SettingsPage {
    frame: Frame,
    form: FormState,
    version: i64,
    zones: Vec<(String, String)>,
    /// What the operator decided: what it is called, its name, value and source.
    decided: Vec<(String, &'static str, String, &'static str)>,
    days: (i64, i64),
}

async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let is_done = fields.take("done") == "saved";
    show(&app, &asked, (None, is_done), StatusCode::OK).await
}

async fn change(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let known = [&NAMES[..], &["version"]].concat();
    let mut fields = fields.only(&known)?;
    let mut form = FormState::typed(&fields);
    let version = fields.take("version").parse().unwrap_or(-1);
    let w = asked.words(None);
    let read = Settings::read(|name| Some(form.value(name)));
    let settings = match read {
        Ok(settings) => settings,
        Err(wrong) => {
            for name in wrong {
                form.refuse(name, problem(&w, name));
            }
            let code = StatusCode::UNPROCESSABLE_ENTITY;
            return show(&app, &asked, (Some(form), false), code).await;
        }
    };
    let visit = asked.visit();
    match settings::change(&app.house, By::Visit(&visit), version, settings).await {
        Ok(()) => Ok(see_other("/admin/settings?done=saved")),
        Err(Stopped::Refused(refusal @ Refusal::ChangedElsewhere)) => {
            form.refuse(NAMES[0], refused::sentence(&w, &refusal));
            show(&app, &asked, (Some(form), false), status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// What is wrong with a setting that cannot be used.
pub(crate) fn problem(w: &Words, name: &str) -> String {
    match name {
        "name" => w.administration_settings_name_wrong(limits::HOUSE_NAME_CHARS_MAX as i64),
        "contact" | "sender" => w.error_email().to_owned(),
        "zone" => w.error_zone().to_owned(),
        "drafts_kept_days" => {
            w.administration_settings_days_wrong(limits::DRAFT_DAYS_MIN, limits::DRAFT_DAYS_MAX)
        }
        _ => w.administration_settings_figure_wrong(w.number(limits::IMPORT_UNITS_MAX)),
    }
}

/// The zones to choose among, by name.
pub(crate) fn zones() -> Vec<(String, String)> {
    let names = Zone::names();
    names
        .map(|name| (name.clone(), name.replace('_', " ")))
        .collect()
}

async fn show(
    app: &App,
    asked: &Asked,
    (form, is_done): (Option<FormState>, bool),
    code: StatusCode,
) -> Page {
    let seen = settings::show(&app.house, &asked.visit()).await?;
    let InForce { version, settings } = seen.page;
    let mut frame = app.frame(asked, &seen.caller);
    let w = frame.w;
    frame.tell(is_done.then(|| w.administration_settings_saved()));
    let sent = form.as_ref().map(|form| form.value("version").parse());
    // Whoever was overtaken has been told so, and may save over it.
    let version = match (code, sent) {
        (StatusCode::CONFLICT, _) | (_, None) => version,
        (_, Some(sent)) => sent.unwrap_or(version),
    };
    let decided = app.decided.iter();
    let page = SettingsPage {
        form: form.unwrap_or_else(|| FormState::filled(settings.texts())),
        version,
        zones: zones(),
        decided: decided
            .map(|one| {
                let (value, source) = (value(&w, one), source(&w, one.source));
                (called(&w, one.name), one.name, value, source)
            })
            .collect(),
        days: (limits::DRAFT_DAYS_MIN, limits::DRAFT_DAYS_MAX),
        frame,
    };
    page_with(code, &page)
}

/// What a setting of the operator's is called.
pub(super) fn called(w: &Words, name: &str) -> String {
    w.called_setting(name.replace('.', "_"))
}

/// What a page shows of a setting.
pub(super) fn value(w: &Words, decided: &Decided) -> String {
    match &decided.value {
        Value::Text(text) => text.clone(),
        Value::Secret => w.administration_settings_secret().to_owned(),
        Value::Nothing => w.administration_settings_unset().to_owned(),
    }
}

fn source(w: &Words, source: Source) -> &'static str {
    match source {
        Source::File => w.administration_settings_file(),
        Source::Environment => w.administration_settings_environment(),
        Source::Default => w.administration_settings_default(),
    }
}
