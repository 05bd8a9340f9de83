//! Known problems: what everybody is told to be wrong, written by those who may say so.

use actions::known_problems::{self, KnownProblem, Told};
use actions::{By, Wordings};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::Caller;
use domain::catalog::LANGUAGES;
use domain::time::{Moment, Zone};
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::wording::{self, Worded};
use crate::answer::{Page, page as answer, page_with, see_other};
use crate::app::App;
use crate::fields::past;
use crate::frame::Frame;
use crate::paging::{self, Pager};
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
    worded: Worded,
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
        product: wording::product_name(app, w, problem.told.product.as_deref()),
        began: w.moment(problem.told.began, zone),
        updated: w.moment(problem.updated, zone),
        ended: problem
            .ended
            .map(|ended| w.known_problem_ended_at(w.moment(ended, zone)))
            .unwrap_or_default(),
    }
}

pub(super) async fn new(State(app): State<App>, asked: Asked) -> Page {
    let visit = asked.visit();
    let listed = known_problems::list(&app.house, By::Visit(&visit), 1);
    let caller = listed.await?.caller;
    let form = FormState::filled([("began", began(asked.at, &zone(&caller)))]);
    show(&app, &asked, &caller, None, (form, StatusCode::OK))
}

pub(super) async fn say(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let visit = asked.visit();
    let listed = known_problems::list(&app.house, By::Visit(&visit), 1);
    let caller = listed.await?.caller;
    let (mut form, mut fields) = wording::read(fields, &["began"])?;
    let key = known_problems::key(&fields.take("form_key"));
    let key = key.unwrap_or_else(|| known_problems::mint(&app.house));
    let Some(told) = told(&app, &asked, &caller, &mut form) else {
        let sent = (form, StatusCode::UNPROCESSABLE_ENTITY);
        return show(&app, &asked, &caller, None, sent);
    };
    match known_problems::say(&app.house, By::Visit(&visit), key, told).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=said"))),
        Err(stopped) => {
            let w = asked.words(caller.person());
            let code = wording::refuse(w, &mut form, stopped)?;
            show(&app, &asked, &caller, None, (form, code))
        }
    }
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let seen = known_problems::show(&app.house, &asked.visit(), &key).await?;
    let (caller, told) = (&seen.caller, &seen.page.told);
    let mut form = wording::filled(told.product.as_deref(), &told.words);
    form.put("began", began(told.began, &zone(caller)));
    let filled = (form, StatusCode::OK);
    show(&app, &asked, caller, Some(&seen.page), filled)
}

pub(super) async fn change(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let visit = asked.visit();
    let seen = known_problems::show(&app.house, &visit, &key).await?;
    let (mut form, mut fields) = wording::read(fields, &["began"])?;
    let version = fields.take("version").parse().unwrap_or(0);
    let (caller, held) = (&seen.caller, Some(&seen.page));
    let Some(told) = told(&app, &asked, caller, &mut form) else {
        let sent = (form, StatusCode::UNPROCESSABLE_ENTITY);
        return show(&app, &asked, caller, held, sent);
    };
    match known_problems::change(&app.house, By::Visit(&visit), &key, version, told).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=changed"))),
        Err(stopped) => {
            let w = asked.words(caller.person());
            let code = wording::refuse(w, &mut form, stopped)?;
            show(&app, &asked, caller, held, (form, code))
        }
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

/// What the form tells; where something is wrong with it, nothing, and each field says what. A problem is told in every
/// language, at least by its title.
fn told(app: &App, asked: &Asked, caller: &Caller, form: &mut FormState) -> Option<Told> {
    let w = asked.words(caller.person());
    let product = wording::product(app, w, form);
    let mut words = Wordings::new();
    for language in LANGUAGES {
        let (title, _, wording) = wording::typed(w, form, language);
        if wording.title.is_empty() {
            form.refuse(&title, w.wizard_description_heading_missing());
        }
        words.insert(language.to_owned(), wording);
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
fn began(moment: Moment, zone: &Zone) -> String {
    format!("{} {}", zone.date_of(moment), zone.wall_time_of(moment))
}

fn show(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    held: Option<&KnownProblem>,
    sent: (FormState, StatusCode),
) -> Page {
    let frame = app.frame(asked, caller);
    let (w, code) = (frame.w, sent.1);
    let title = match held {
        Some(_) => w.known_problem_change_title(),
        None => w.known_problem_new(),
    };
    let list = (LIST, w.known_problem_title());
    let key = held.map(|one| (one.key.as_str(), one.version));
    let new = known_problems::mint(&app.house);
    let page = FormPage {
        worded: Worded::new((app, w), (title, list), key, new, sent),
        end: held
            .filter(|one| one.ended.is_none())
            .map(|one| format!("{LIST}/{}/end", one.key))
            .unwrap_or_default(),
        frame,
    };
    page_with(code, &page)
}
