//! An article of self-help: written, changed and taken away, each shown before it is done and for a reason.

use actions::catalog::{self, ArticleText, FileChange, Unloaded};
use actions::{Mistake, Seen, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::Caller;
use domain::catalog::LANGUAGES;
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Moment;
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::Words;

use super::articles::{LIST, product_name, spoken};
use super::parts::Options;
use super::proposal::{PreviewPage, diff};
use super::words::mistake;
use crate::answer::{Halt, Page, page_with, see_other, status};
use crate::app::App;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent};

/// The fields of the form, in their order; the last two come with the confirmation.
const FIELDS: [&str; 11] = [
    "version",
    "product",
    "key",
    "language",
    "about",
    "title",
    "summary",
    "text",
    "changes",
    "confirmed",
    "reason",
];

#[derive(Template)]
#[template(path = "admin/catalogue/article.html")]
struct ArticlePage {
    frame: Frame,
    form: FormState,
    here: String,
    title: String,
    product: String,
    /// The articles of the product.
    back: String,
    is_new: bool,
    languages: Options,
    about: Options,
    is_foreign: bool,
    mistakes: Vec<String>,
}

/// An article that is being written: as it was, and when it was changed last.
type Held = Option<(ArticleText, Moment)>;

pub(super) async fn new(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let caller = catalog::files(&app.house, &asked.visit()).await?.caller;
    let language = asked.words(caller.person()).language().code();
    let values = [
        ("product", fields.take("product")),
        ("language", language.to_owned()),
    ];
    show(
        &app,
        &asked,
        &caller,
        (&None, FormState::filled(values)),
        Vec::new(),
        StatusCode::OK,
    )
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path((key, language)): Path<(String, String)>,
) -> Page {
    let at = (key.as_str(), language.as_str());
    let Seen { caller, page } = catalog::article(&app.house, &asked.visit(), at).await?;
    let (article, changed) = &page;
    let form = FormState::filled([
        ("version", changed.0.to_string()),
        ("about", about_of(article)),
        ("title", article.title.clone()),
        ("summary", article.summary.clone()),
        ("text", article.body.clone()),
        ("changes", article.changes.clone().unwrap_or_default()),
    ]);
    show(
        &app,
        &asked,
        &caller,
        (&Some(page), form),
        Vec::new(),
        StatusCode::OK,
    )
}

pub(super) async fn write(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let caller = catalog::files(&app.house, &asked.visit()).await?.caller;
    keep(&app, &asked, &caller, None, fields).await
}

pub(super) async fn change(
    State(app): State<App>,
    asked: Asked,
    Path((key, language)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Page {
    let at = (key.as_str(), language.as_str());
    let Seen { caller, page } = catalog::article(&app.house, &asked.visit(), at).await?;
    keep(&app, &asked, &caller, Some(page), fields).await
}

/// Shows what would change, or, once that is confirmed, changes it.
async fn keep(app: &App, asked: &Asked, caller: &Caller, held: Held, fields: Fields) -> Page {
    let mut form = FormState::typed(&fields.only(&FIELDS)?);
    let w = asked.words(caller.person());
    let article = read(&w, &mut form, &held);
    if form.is_refused() {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(app, asked, caller, (&held, form), Vec::new(), code);
    }
    if form.value("confirmed") != "yes" {
        return preview(app, asked, caller, &held, (Some(&article), form), None);
    }
    let reason = bounded(&w, &mut form, "reason", limits::LINE_CHARS_MAX);
    if form.is_refused() {
        return preview(app, asked, caller, &held, (Some(&article), form), None);
    }
    let seen = form.value("version").parse().ok().map(Moment);
    let visit = asked.visit();
    let kept = catalog::keep_article(&app.house, &visit, article.clone(), seen, &reason);
    match kept.await {
        Ok(()) => Ok(see_other(&format!(
            "{LIST}?product={}&done=written",
            article.product
        ))),
        Err(Unloaded::Mistakes(mistakes)) => {
            let left = blame(w, &mut form, &mistakes);
            let code = StatusCode::UNPROCESSABLE_ENTITY;
            show(app, asked, caller, (&held, form), left, code)
        }
        Err(Unloaded::Stopped(stopped)) => {
            let refusal = at_reason(&w, &mut form, stopped)?;
            preview(
                app,
                asked,
                caller,
                &held,
                (Some(&article), form),
                Some(refusal),
            )
        }
    }
}

/// Shows what goes, or, once that is confirmed, takes it away.
pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    Path((key, language)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Page {
    let at = (key.as_str(), language.as_str());
    let visit = asked.visit();
    let Seen { caller, page } = catalog::article(&app.house, &visit, at).await?;
    let mut form = FormState::typed(&fields.only(&["version", "confirmed", "reason"])?);
    let w = asked.words(caller.person());
    let held = Some(page);
    if form.value("confirmed") != "yes" {
        return preview(&app, &asked, &caller, &held, (None, form), None);
    }
    let reason = bounded(&w, &mut form, "reason", limits::LINE_CHARS_MAX);
    if form.is_refused() {
        return preview(&app, &asked, &caller, &held, (None, form), None);
    }
    let seen = Moment(form.value("version").parse().unwrap_or(0));
    match catalog::remove_article(&app.house, &visit, at, seen, &reason).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=removed"))),
        Err(stopped) => {
            let refusal = at_reason(&w, &mut form, stopped)?;
            preview(&app, &asked, &caller, &held, (None, form), Some(refusal))
        }
    }
}

/// Says a refusal at the reason, where the page can help against it.
fn at_reason(w: &Words, form: &mut FormState, stopped: Stopped) -> Result<Refusal, Halt> {
    match stopped {
        Stopped::Refused(
            refusal @ (Refusal::ChangedElsewhere | Refusal::ReasonNeeded | Refusal::StepUpNeeded),
        ) => {
            form.refuse("reason", refused::sentence(w, &refusal));
            Ok(refusal)
        }
        stopped => Err(stopped.into()),
    }
}

/// The article that the form says. What it has no fields for stays as it is.
fn read(w: &Words, form: &mut FormState, held: &Held) -> ArticleText {
    let mut article = held
        .as_ref()
        .map(|(article, _)| article.clone())
        .unwrap_or_default();
    if held.is_none() {
        for (field, part) in [
            ("product", &mut article.product),
            ("key", &mut article.key),
            ("language", &mut article.language),
        ] {
            form.value(field).trim().clone_into(part);
            if part.is_empty() {
                form.refuse(field, w.catalogue_missing());
            }
        }
    }
    let about = form.value("about").to_owned();
    match about.split_once('/') {
        Some((kind, category)) => {
            kind.clone_into(&mut article.problem_type);
            category.clone_into(&mut article.category);
        }
        None => form.refuse("about", w.catalogue_choose()),
    }
    article.title = bounded(w, form, "title", limits::TITLE_CHARS_MAX);
    article.summary = bounded(w, form, "summary", limits::LINE_CHARS_MAX);
    article.body = bounded(w, form, "text", limits::CATALOG_FILE_CHARS_MAX);
    for field in ["title", "summary", "text"] {
        if form.value(field).trim().is_empty() {
            form.refuse(field, w.catalogue_missing());
        }
    }
    if article.source.is_some() {
        let changes = bounded(w, form, "changes", limits::LINE_CHARS_MAX);
        article.changes = (!changes.is_empty()).then_some(changes);
    }
    article
}

/// Says each mistake at the field it is about.
fn blame(w: Words, form: &mut FormState, mistakes: &[Mistake]) -> Vec<String> {
    let mut left = Vec::new();
    for one in mistakes {
        let field = match one.field.as_str() {
            "id" => "key",
            "lang" => "language",
            "problem_type" | "category" => "about",
            same @ ("title" | "summary" | "product" | "changes") => same,
            _ => {
                left.push(one.to_string());
                continue;
            }
        };
        form.refuse(field, mistake(w, &one.message));
    }
    left
}

fn preview(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    held: &Held,
    (article, form): (Option<&ArticleText>, FormState),
    refusal: Option<Refusal>,
) -> Page {
    let frame = app.frame(asked, caller);
    let here = address(held);
    let is_stale = refusal == Some(Refusal::ChangedElsewhere);
    let sent = FIELDS
        .into_iter()
        .filter(|field| !["confirmed", "reason"].contains(field));
    let now = held.as_ref().map(|(_, changed)| changed.0.to_string());
    let mut hidden: Vec<_> = sent
        .map(|field| match (field, &now) {
            // Whoever was overtaken has seen what is there now.
            ("version", Some(now)) if is_stale => (field, now.clone()),
            _ => (field, form.value(field).to_owned()),
        })
        .filter(|(_, value)| !value.is_empty())
        .collect();
    hidden.push(("confirmed", "yes".to_owned()));
    let name = |article: &ArticleText| format!("{}.{}.md", article.key, article.language);
    let before = held.as_ref().map(|(article, _)| article);
    let change = FileChange {
        path: before.or(article).map(name).unwrap_or_default(),
        before: before.map(ArticleText::written).unwrap_or_default(),
        after: article.map(ArticleText::written).unwrap_or_default(),
    };
    let diffs = (change.before != change.after).then(|| diff(frame.w, &change));
    let code = match &refusal {
        Some(refusal) => status(refusal),
        None if form.is_refused() => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let shown = PreviewPage {
        action: if article.is_some() {
            here.clone()
        } else {
            format!("{here}/removal")
        },
        hidden,
        back: here,
        is_stale,
        needs_passkey: refusal == Some(Refusal::StepUpNeeded),
        mistakes: Vec::new(),
        diffs: diffs.into_iter().collect(),
        effects: Vec::new(),
        form,
        frame,
    };
    page_with(code, &shown)
}

fn show(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    (held, form): (&Held, FormState),
    mistakes: Vec<String>,
    code: StatusCode,
) -> Page {
    let frame = app.frame(asked, caller);
    let (w, catalog) = (frame.w, app.house.catalog());
    let article = held.as_ref().map(|(article, _)| article);
    let product = article.map_or(form.value("product"), |article| &article.product);
    let known = catalog.product(product).ok_or(Refusal::NotFound)?;
    let language = w.language().code();
    let about = known.problem_types.iter().flat_map(|kind| {
        let name = kind.name.in_language(language);
        kind.categories.iter().map(move |category| {
            let value = format!("{}/{}", kind.key, category.key);
            (
                value,
                format!("{name} – {}", category.name.in_language(language)),
            )
        })
    });
    let title = article.map(|article| article.title.clone());
    let shown = ArticlePage {
        here: address(held),
        title: title.unwrap_or_else(|| w.catalogue_article_new().to_owned()),
        product: product_name(&catalog, w, product),
        back: format!("{LIST}?product={product}"),
        is_new: held.is_none(),
        languages: LANGUAGES
            .map(|code| (code.to_owned(), spoken(code).to_owned()))
            .to_vec(),
        about: about.collect(),
        is_foreign: article.is_some_and(|article| article.source.is_some()),
        mistakes,
        form,
        frame,
    };
    page_with(code, &shown)
}

fn address(held: &Held) -> String {
    held.as_ref().map_or_else(
        || format!("{LIST}/new"),
        |(article, _)| format!("{LIST}/{}/{}", article.key, article.language),
    )
}

fn about_of(article: &ArticleText) -> String {
    format!("{}/{}", article.problem_type, article.category)
}
