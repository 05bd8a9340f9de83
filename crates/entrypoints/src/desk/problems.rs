//! Known problems: what everybody is told to be wrong, written by those who may say so.

use std::collections::BTreeMap;

use actions::known_problems::{self, KnownProblem, Telling, Told};
use actions::{By, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::Caller;
use domain::catalog::LANGUAGES;
use domain::limits;
use domain::time::{Moment, Zone};
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::{Language, Words};

use crate::answer::{Halt, Page, page as answer, page_with, see_other, status};
use crate::app::App;
use crate::fields::{bounded, past};
use crate::frame::Frame;
use crate::paging::{self, Pager};
use crate::refused;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent, zone};

const LIST: &str = "/desk/problems";

#[derive(Template)]
#[template(path = "desk/problems.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    href: String,
    title: String,
    product: String,
    began: String,
    updated: String,
    /// When it ended, in words; empty while it is open.
    ended: String,
}

#[derive(Template)]
#[template(path = "desk/problem.html")]
struct FormPage {
    frame: Frame,
    form: FormState,
    title: &'static str,
    /// Where the form goes.
    action: String,
    /// Keys and names.
    products: Vec<(String, String)>,
    /// The fields of each language: title, text, and what its speakers call it.
    languages: Vec<(String, String, &'static str)>,
    title_most: i64,
    /// The one-time key of what is new.
    once: String,
    /// The version that the form was filled from.
    version: String,
    /// Where it is ended; empty where that cannot be.
    end: String,
}

pub(super) async fn list(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let number = paging::number(&mut fields);
    let visit = asked.visit();
    let seen = known_problems::list(&app.house, By::Visit(&visit), number).await?;
    let mut frame = app.frame(&asked, &seen.caller);
    let (w, zone) = (frame.w, zone(&seen.caller));
    let said = match fields.take("done").as_str() {
        "said" => Some(w.known_problem_said()),
        "changed" => Some(w.known_problem_changed()),
        "ended" => Some(w.known_problem_ended()),
        _ => None,
    };
    frame.tell(said);
    let rows = seen.page.problems.iter();
    let address = |number| paging::address(LIST, &[], number);
    answer(&ListPage {
        rows: rows.map(|one| row(&app, w, one, &zone)).collect(),
        pager: Pager::new(w, number, seen.page.more, address),
        frame,
    })
}

fn row(app: &App, w: Words, problem: &KnownProblem, zone: &Zone) -> Row {
    let language = w.language().code();
    Row {
        href: format!("{LIST}/{}", problem.key),
        title: problem.in_language(language).0.to_owned(),
        product: product(app, w, problem),
        began: w.moment(problem.told.began, zone),
        updated: w.moment(problem.updated, zone),
        ended: problem
            .ended
            .map(|ended| w.known_problem_ended_at(w.moment(ended, zone)))
            .unwrap_or_default(),
    }
}

/// The name of the product that a problem is with.
pub(crate) fn product(app: &App, w: Words, problem: &KnownProblem) -> String {
    let Some(key) = &problem.told.product else {
        return w.known_problem_all_products().to_owned();
    };
    let catalog = app.house.catalog();
    catalog.product(key).map_or_else(
        || key.clone(),
        |product| product.name.in_language(w.language().code()).to_owned(),
    )
}

pub(super) async fn new(State(app): State<App>, asked: Asked) -> Page {
    let visit = asked.visit();
    let caller = known_problems::list(&app.house, By::Visit(&visit), 1)
        .await?
        .caller;
    let form = FormState::filled([("began", typed(asked.at, &zone(&caller)))]);
    show(&app, &asked, &caller, None, form, StatusCode::OK)
}

pub(super) async fn say(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let visit = asked.visit();
    let caller = known_problems::list(&app.house, By::Visit(&visit), 1)
        .await?
        .caller;
    let (mut form, mut fields) = read(fields)?;
    let key = known_problems::key(&fields.take("form_key"));
    let key = key.unwrap_or_else(|| known_problems::mint(&app.house));
    let Some(told) = told(&app, &asked, &caller, &mut form) else {
        return refuse(&app, &asked, &caller, None, form);
    };
    match known_problems::say(&app.house, By::Visit(&visit), key, told).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=said"))),
        Err(stopped) => again(&app, &asked, &caller, None, form, stopped),
    }
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let seen = known_problems::show(&app.house, &asked.visit(), &key).await?;
    let told = &seen.page.told;
    let words = told.words.iter().flat_map(|(language, telling)| {
        let (title, text) = names(language);
        [(title, telling.title.clone()), (text, telling.text.clone())]
    });
    let rest = [
        (
            "product".to_owned(),
            told.product.clone().unwrap_or_default(),
        ),
        ("began".to_owned(), typed(told.began, &zone(&seen.caller))),
    ];
    let form = FormState::filled(words.chain(rest));
    show(
        &app,
        &asked,
        &seen.caller,
        Some(&seen.page),
        form,
        StatusCode::OK,
    )
}

pub(super) async fn change(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let visit = asked.visit();
    let seen = known_problems::show(&app.house, &visit, &key).await?;
    let (mut form, mut fields) = read(fields)?;
    let version = fields.take("version").parse().unwrap_or(0);
    let (caller, problem) = (&seen.caller, Some(&seen.page));
    let Some(told) = told(&app, &asked, caller, &mut form) else {
        return refuse(&app, &asked, caller, problem, form);
    };
    match known_problems::change(&app.house, By::Visit(&visit), &key, version, told).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=changed"))),
        Err(stopped) => again(&app, &asked, caller, problem, form, stopped),
    }
}

pub(super) async fn end(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let visit = asked.visit();
    known_problems::end(&app.house, By::Visit(&visit), &key).await?;
    Ok(see_other(&format!("{LIST}?done=ended")))
}

/// The form as it was sent, without fields that its page does not have.
fn read(fields: Fields) -> Result<(FormState, Fields), Halt> {
    let words = LANGUAGES.map(names).into_iter();
    let words: Vec<String> = words.flat_map(|(title, text)| [title, text]).collect();
    let mut known = vec!["product", "began", "version", "form_key"];
    known.extend(words.iter().map(String::as_str));
    let fields = fields.only(&known)?;
    Ok((FormState::typed(&fields), fields))
}

/// The names of the fields of a language: title and text.
pub(super) fn names(language: &str) -> (String, String) {
    (format!("title_{language}"), format!("text_{language}"))
}

/// What the form tells; where something is wrong with it, nothing, and each field says what.
fn told(app: &App, asked: &Asked, caller: &Caller, form: &mut FormState) -> Option<Told> {
    let w = asked.words(caller.person());
    let product = Some(form.value("product").to_owned()).filter(|key| !key.is_empty());
    if let Some(key) = &product
        && app.house.catalog().product(key).is_none()
    {
        form.refuse("product", w.wizard_product_missing());
    }
    let mut words = BTreeMap::new();
    for language in LANGUAGES {
        let (title, text) = names(language);
        let telling = Telling {
            title: bounded(&w, form, &title, limits::TITLE_CHARS_MAX),
            text: bounded(&w, form, &text, limits::MESSAGE_CHARS_MAX),
        };
        if telling.title.is_empty() {
            form.refuse(&title, w.wizard_description_heading_missing());
        }
        words.insert(language.to_owned(), telling);
    }
    let began = past(&w, form, "began", &zone(caller), asked.at);
    let told = began.map(|began| Told {
        product,
        words,
        began,
    });
    told.filter(|_| !form.is_refused())
}

/// An instant as the form takes it.
fn typed(moment: Moment, zone: &Zone) -> String {
    format!("{} {}", zone.date_of(moment), zone.wall_time_of(moment))
}

/// The products to choose among, by name: keys and names.
pub(super) fn products(app: &App, w: Words) -> Vec<(String, String)> {
    let catalog = app.house.catalog();
    let named = catalog.products.iter().map(|one| {
        let name = one.name.in_language(w.language().code());
        (one.key.to_string(), name.to_owned())
    });
    let mut products: Vec<(String, String)> = named.collect();
    products.sort_by(|one, other| one.1.cmp(&other.1));
    products
}

/// The fields of each language: title, text, and what its speakers call it.
pub(super) fn spoken() -> Vec<(String, String, &'static str)> {
    let of = |language: &str| {
        let (title, text) = names(language);
        let spoken = Language::parse(language).unwrap_or_default();
        (title, text, Words::of(spoken).language_name())
    };
    LANGUAGES.into_iter().map(of).collect()
}

fn refuse(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    problem: Option<&KnownProblem>,
    form: FormState,
) -> Page {
    let code = StatusCode::UNPROCESSABLE_ENTITY;
    show(app, asked, caller, problem, form, code)
}

/// The form once more, where the rules refuse what it says.
fn again(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    problem: Option<&KnownProblem>,
    mut form: FormState,
    stopped: Stopped,
) -> Page {
    match stopped {
        Stopped::Refused(refusal) if at_form(&refusal) => {
            let field = refused::field(&refusal).unwrap_or("title_en");
            let sentence = refused::sentence(&asked.words(caller.person()), &refusal);
            form.refuse(field, sentence);
            show(app, asked, caller, problem, form, status(&refusal))
        }
        stopped => Err(stopped.into()),
    }
}

fn show(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    problem: Option<&KnownProblem>,
    form: FormState,
    code: StatusCode,
) -> Page {
    let frame = app.frame(asked, caller);
    let w = frame.w;
    let one_of = |field, otherwise: &dyn Fn() -> String| match form.value(field) {
        "" => otherwise(),
        sent => sent.to_owned(),
    };
    let current = problem
        .map(|one| one.version.to_string())
        .unwrap_or_default();
    // Whoever was overtaken has been told so, and may save over it.
    let version = match code {
        StatusCode::CONFLICT => current,
        _ => one_of("version", &|| current.clone()),
    };
    let once = one_of("form_key", &|| known_problems::mint(&app.house).to_string());
    let page = FormPage {
        title: if problem.is_some() {
            w.known_problem_change_title()
        } else {
            w.known_problem_new()
        },
        action: problem.map_or_else(|| LIST.to_owned(), |one| format!("{LIST}/{}", one.key)),
        once,
        version,
        products: products(app, w),
        languages: spoken(),
        form,
        title_most: limits::TITLE_CHARS_MAX as i64,
        end: problem
            .filter(|one| one.ended.is_none())
            .map(|one| format!("{LIST}/{}/end", one.key))
            .unwrap_or_default(),
        frame,
    };
    page_with(code, &page)
}
