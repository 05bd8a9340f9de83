//! Every kind of letter as it reads, in every language, with invented facts.

use actions::outbox::{self, Due, Letter, Recipient};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use domain::catalog::LANGUAGES;
use domain::refusal::Refusal;
use web_kit::form::Query;
use words::{Language, Words};

use super::administrator;
use crate::answer::{Halt, Page, page as answer, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::mail::{Preview, preview, samples};
use crate::visit::{Asked, Sent};

const LIST: &str = "/admin/templates";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/templates", get(list))
        .route("/admin/templates/{kind}", get(page))
        .route("/admin/templates/{kind}/test", post(test))
}

#[derive(Template)]
#[template(path = "admin/templates.html")]
struct ListPage {
    frame: Frame,
    /// Kind, what it is called, and its subject.
    rows: Vec<(&'static str, String, String)>,
}

#[derive(Template)]
#[template(path = "admin/template.html")]
struct TemplatePage {
    frame: Frame,
    once: String,
    kind: String,
    title: String,
    /// The language's code and name, the subject and the text.
    versions: Vec<(&'static str, &'static str, String, String)>,
}

async fn list(State(app): State<App>, asked: Asked) -> Page {
    let caller = administrator(&app, &asked).await?;
    let frame = app.frame(&asked, &caller);
    let w = frame.w;
    let language = w.language().code();
    let mut rows: Vec<(&'static str, String, String)> = Vec::new();
    for letter in samples::all() {
        let kind = letter.kind();
        if rows.iter().all(|(known, ..)| *known != kind) {
            let shown = shown(&app, &asked, language, letter).await?;
            rows.push((kind, w.called_letter(kind), shown.subject));
        }
    }
    answer(&ListPage { frame, rows })
}

async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(kind): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let caller = administrator(&app, &asked).await?;
    let letter = samples::of_kind(&kind).ok_or(Refusal::NotFound)?;
    let mut frame = app.frame(&asked, &caller);
    let w = frame.w;
    let tested = fields.take("done") == "test";
    frame.tell(tested.then(|| w.administration_mail_tested()));
    let mut versions = Vec::new();
    for code in LANGUAGES {
        let Preview { subject, text } = shown(&app, &asked, code, letter.clone()).await?;
        let spoken = Language::parse(code).unwrap_or_default();
        versions.push((code, Words::of(spoken).language_name(), subject, text));
    }
    let own = versions
        .iter()
        .find(|(code, ..)| *code == w.language().code());
    let title = own.map_or("", |(_, _, subject, _)| subject).to_owned();
    let once = app.one_time_key();
    answer(&TemplatePage {
        frame,
        once,
        kind,
        title,
        versions,
    })
}

/// A sample as its reader would see it.
async fn shown(app: &App, asked: &Asked, language: &str, letter: Letter) -> Result<Preview, Halt> {
    let due = Due {
        id: 0,
        to: Recipient {
            address: "kim@example.com".to_owned(),
            language: language.to_owned(),
            zone: app.house.settings().zone.name().to_owned(),
        },
        letter,
        posted: asked.at,
        tries: 1,
        sent: None,
    };
    preview(app, &due).await.map_err(|why| Halt::broke(&why))
}

async fn test(
    State(app): State<App>,
    asked: Asked,
    Path(kind): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut fields = fields.only(&["form_key"])?;
    let once = fields.take("form_key");
    administrator(&app, &asked).await?;
    if samples::of_kind(&kind).is_none() {
        return Err(Refusal::NotFound.into());
    }
    let back = format!("{LIST}/{kind}?done=test");
    outbox::send_sample(&app.house, &asked.visit(), Some(kind), &once).await?;
    Ok(see_other(&back))
}
