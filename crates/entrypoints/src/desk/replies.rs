//! Saved replies: kept by those who answer for the desk, in the languages that the desk answers in.

use actions::incidents::show::Shown;
use actions::saved_replies::{self, Offered, Reply, SavedReply};
use actions::{By, Wordings};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::Caller;
use domain::catalog::LANGUAGES;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::wording::{self, Worded};
use crate::answer::{Halt, Page, page as answer, page_with, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::paging::{self, Pager};
use crate::visit::{Asked, Sent, zone};

const LIST: &str = "/desk/replies";

#[derive(Template)]
#[template(path = "desk/replies.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    href: String,
    title: String,
    product: String,
    languages: String,
    updated: String,
}

#[derive(Template)]
#[template(path = "desk/reply.html")]
struct FormPage {
    frame: Frame,
    worded: Worded,
    /// Where it is taken away; empty where there is nothing to take.
    removal: String,
}

/// The replies that can be put into an answer to a request, in the language of whoever is answered.
pub(super) async fn offered(app: &App, asked: &Asked, shown: &Shown) -> Result<Vec<Offered>, Halt> {
    let language = &shown.admitted.contact.language;
    let product = &shown.about.product;
    Ok(saved_replies::offered(&app.house, &asked.visit(), language, product).await?)
}

pub(super) async fn list(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let number = paging::number(&mut fields);
    let seen = saved_replies::list(&app.house, &asked.visit(), number).await?;
    let mut frame = app.frame(&asked, &seen.caller);
    let w = frame.w;
    frame.tell(match fields.take("done").as_str() {
        "kept" => Some(w.saved_reply_kept()),
        "changed" => Some(w.saved_reply_changed()),
        "removed" => Some(w.saved_reply_removed()),
        _ => None,
    });
    let rows = seen.page.replies.iter();
    let address = |number| paging::address(LIST, &[], number);
    answer(&ListPage {
        rows: rows.map(|one| row(&app, w, one, &seen.caller)).collect(),
        pager: Pager::new(w, number, seen.page.more, address),
        frame,
    })
}

fn row(app: &App, w: Words, one: &SavedReply, caller: &Caller) -> Row {
    let languages = one.reply.words.keys();
    let languages: Vec<String> = languages.map(|code| w.language_called(code)).collect();
    Row {
        href: format!("{LIST}/{}", one.key),
        title: one.title(w.language().code()).to_owned(),
        product: wording::product_name(app, w, one.reply.product.as_deref()),
        languages: w.list(&languages),
        updated: w.moment(one.updated, &zone(caller)),
    }
}

pub(super) async fn new(State(app): State<App>, asked: Asked) -> Page {
    let seen = saved_replies::list(&app.house, &asked.visit(), 1).await?;
    let empty = (FormState::default(), StatusCode::OK);
    show(&app, &asked, &seen.caller, None, empty)
}

pub(super) async fn keep(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let visit = asked.visit();
    let caller = saved_replies::list(&app.house, &visit, 1).await?.caller;
    let (mut form, mut fields) = wording::read(fields, &[])?;
    let key = saved_replies::key(&fields.take("form_key"));
    let key = key.unwrap_or_else(|| saved_replies::mint(&app.house));
    let w = asked.words(caller.person());
    let Some(reply) = reply(&app, w, &mut form) else {
        let sent = (form, StatusCode::UNPROCESSABLE_ENTITY);
        return show(&app, &asked, &caller, None, sent);
    };
    match saved_replies::keep(&app.house, By::Visit(&visit), key, reply).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=kept"))),
        Err(stopped) => {
            let code = wording::refuse(w, &mut form, stopped)?;
            show(&app, &asked, &caller, None, (form, code))
        }
    }
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let seen = saved_replies::show(&app.house, &asked.visit(), &key).await?;
    let reply = &seen.page.reply;
    let form = wording::filled(reply.product.as_deref(), &reply.words);
    let filled = (form, StatusCode::OK);
    show(&app, &asked, &seen.caller, Some(&seen.page), filled)
}

pub(super) async fn change(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let visit = asked.visit();
    let seen = saved_replies::show(&app.house, &visit, &key).await?;
    let (mut form, mut fields) = wording::read(fields, &[])?;
    let version = fields.take("version").parse().unwrap_or(0);
    let (caller, held) = (&seen.caller, Some(&seen.page));
    let w = asked.words(caller.person());
    let Some(reply) = reply(&app, w, &mut form) else {
        let sent = (form, StatusCode::UNPROCESSABLE_ENTITY);
        return show(&app, &asked, caller, held, sent);
    };
    match saved_replies::change(&app.house, By::Visit(&visit), &key, version, reply).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=changed"))),
        Err(stopped) => {
            let code = wording::refuse(w, &mut form, stopped)?;
            show(&app, &asked, caller, held, (form, code))
        }
    }
}

pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let visit = asked.visit();
    saved_replies::remove(&app.house, By::Visit(&visit), &key).await?;
    Ok(see_other(&format!("{LIST}?done=removed")))
}

/// What the form says; where something is wrong with it, nothing, and each field says what. A language may be left out,
/// but not all of them, and none by half.
fn reply(app: &App, w: Words, form: &mut FormState) -> Option<Reply> {
    let product = wording::product(app, w, form);
    let mut words = Wordings::new();
    for language in LANGUAGES {
        let (title, text, wording) = wording::typed(w, form, language);
        match (wording.title.is_empty(), wording.text.is_empty()) {
            (true, true) => continue,
            (true, false) => form.refuse(&title, w.wizard_description_heading_missing()),
            (false, true) => form.refuse(&text, w.saved_reply_text_missing()),
            (false, false) => {}
        }
        words.insert(language.to_owned(), wording);
    }
    if words.is_empty() {
        form.refuse(&wording::first(), w.saved_reply_nothing());
    }
    (!form.is_refused()).then_some(Reply { product, words })
}

fn show(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    held: Option<&SavedReply>,
    sent: (FormState, StatusCode),
) -> Page {
    let frame = app.frame(asked, caller);
    let (w, code) = (frame.w, sent.1);
    let title = match held {
        Some(_) => w.saved_reply_change_title(),
        None => w.saved_reply_new(),
    };
    let list = (LIST, w.saved_reply_title());
    let key = held.map(|one| (one.key.as_str(), one.version));
    let new = saved_replies::mint(&app.house);
    let page = FormPage {
        worded: Worded::new((app, w), (title, list), key, new, sent),
        removal: held
            .map(|one| format!("{LIST}/{}/removal", one.key))
            .unwrap_or_default(),
        frame,
    };
    page_with(code, &page)
}
