//! The services agreement: its versions, and a new one in every language at once.

use actions::Seen;
use actions::catalog::{self, Changes, Proposal};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use domain::account::Caller;
use domain::catalog::{Key, LANGUAGES};
use domain::limits;
use domain::time::{Date, Zone};
use web_kit::form_state::FormState;

use super::lists::Table;
use super::proposal;
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

const HERE: &str = "/admin/agreement";
/// The fields of the form, in their order.
const FIELDS: [&str; 5] = ["version", "name", "from", "text_en", "text_sv"];

#[derive(Template)]
#[template(path = "admin/catalogue/agreement.html")]
struct AgreementPage {
    frame: Frame,
    form: FormState,
    version: i64,
    table: Table,
    mistakes: Vec<String>,
}

pub(super) async fn page(State(app): State<App>, asked: Asked) -> Page {
    let Seen { caller, page } = catalog::files(&app.house, &asked.visit()).await?;
    let held = app.house.catalog();
    let newest = held.agreements.last();
    let texts = newest
        .into_iter()
        .flat_map(|newest| newest.text.languages());
    let texts = texts.map(|(language, text)| (format!("text_{language}"), text.to_owned()));
    let form = FormState::filled(texts);
    let (version, _) = page;
    show(&app, &asked, &caller, (form, version), Vec::new())
}

/// Shows what a new version would change.
pub(super) async fn publish(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let visit = asked.visit();
    let caller = catalog::files(&app.house, &visit).await?.caller;
    let mut form = FormState::typed(&fields.only(&FIELDS)?);
    let base = form.value("version").parse().unwrap_or(0);
    let w = asked.words(caller.person());
    let name = form.value("name").trim().to_owned();
    let held = app.house.catalog();
    if Key::parse(&name).is_none() {
        form.refuse("name", w.catalogue_key_form());
    } else if held.agreements.iter().any(|one| one.version == name) {
        form.refuse("name", w.catalogue_agreement_there());
    }
    let from = Date::parse(form.value("from")).ok();
    if from.is_none() {
        form.refuse("from", w.catalogue_day_form());
    } else if from < Some(Zone::UTC.date_of(asked.at)) {
        form.refuse("from", w.catalogue_agreement_past());
    }
    let mut files = Changes::new();
    for language in LANGUAGES {
        let field = format!("text_{language}");
        let text = bounded(&w, &mut form, &field, limits::CATALOG_FILE_CHARS_MAX);
        if text.is_empty() {
            form.refuse(&field, w.catalogue_missing());
        }
        let from = from.map(|day| day.to_string()).unwrap_or_default();
        let front = format!("version = \"{name}\"\nfrom = {from}\nlang = \"{language}\"");
        let file = format!("+++\n{front}\n+++\n\n{text}\n");
        files.insert(format!("agreement/{name}.{language}.md"), Some(file));
    }
    if form.is_refused() {
        return show(&app, &asked, &caller, (form, base), Vec::new());
    }
    let proposal = Proposal { base, files };
    let seen = catalog::preview(&app.house, &visit, proposal.clone()).await?;
    if !seen.page.mistakes.is_empty() {
        let mistakes = seen.page.mistakes.iter().map(ToString::to_string).collect();
        form.refuse(
            "name",
            w.catalogue_mistakes(seen.page.mistakes.len() as i64),
        );
        return show(&app, &asked, &caller, (form, base), mistakes);
    }
    let shown = (seen, proposal);
    proposal::show(
        &app,
        &asked,
        shown,
        HERE.to_owned(),
        (FormState::default(), None),
    )
}

fn show(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    (form, version): (FormState, i64),
    mistakes: Vec<String>,
) -> Page {
    let frame = app.frame(asked, caller);
    let w = frame.w;
    let held = app.house.catalog();
    let head = [w.catalogue_version(), w.catalogue_from()];
    let rows = held.agreements.iter().rev().map(|one| {
        let href = format!(
            "/admin/files/agreement/{}.{}.md",
            one.version,
            w.language().code()
        );
        (href, vec![one.version.clone(), w.long_date(one.from)])
    });
    let title = (w.catalogue_versions_title(), "versions");
    let table = Table::new(title, &head, rows.collect());
    let code = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let shown = AgreementPage {
        frame,
        form,
        version,
        table,
        mistakes,
    };
    page_with(code, &shown)
}
