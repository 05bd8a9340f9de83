//! Saved replies: kept by those who answer for the desk, in the languages that the desk answers in.

use std::collections::BTreeMap;

use actions::incidents::show::Shown;
use actions::saved_replies::{self, Offered, Reply, SavedReply, Wording};
use actions::{By, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::Caller;
use domain::catalog::LANGUAGES;
use domain::limits;
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::{Language, Words};

use super::problems::{names, products, spoken};
use crate::answer::{Halt, Page, page as answer, page_with, see_other, status};
use crate::app::App;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::paging::{self, Pager};
use crate::refused;
use crate::requests::posted::at_form;
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
    form: FormState,
    title: &'static str,
    /// Where the form goes.
    action: String,
    /// Keys and names.
    products: Vec<(String, String)>,
    /// The fields of each language: title, text, and what its speakers call it.
    languages: Vec<(String, String, &'static str)>,
    title_most: i64,
    text_most: i64,
    /// The one-time key of what is new.
    once: String,
    /// The version that the form was filled from.
    version: String,
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
    let name = |code: &String| Language::parse(code).map(Language::native_name);
    let languages: Vec<&str> = one.reply.words.keys().filter_map(name).collect();
    let catalog = app.house.catalog();
    let product = one.reply.product.as_deref().map(|key| {
        let product = catalog.product(key);
        product.map_or(key, |one| one.name.in_language(w.language().code()))
    });
    Row {
        href: format!("{LIST}/{}", one.key),
        title: one.title(w.language().code()).to_owned(),
        product: product.unwrap_or(w.known_problem_all_products()).to_owned(),
        languages: w.list(&languages),
        updated: w.moment(one.updated, &zone(caller)),
    }
}

pub(super) async fn new(State(app): State<App>, asked: Asked) -> Page {
    let seen = saved_replies::list(&app.house, &asked.visit(), 1).await?;
    let form = FormState::default();
    show(&app, &asked, &seen.caller, None, form, StatusCode::OK)
}

pub(super) async fn keep(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let visit = asked.visit();
    let caller = saved_replies::list(&app.house, &visit, 1).await?.caller;
    let (mut form, mut fields) = read(fields)?;
    let key = saved_replies::key(&fields.take("form_key"));
    let key = key.unwrap_or_else(|| saved_replies::mint(&app.house));
    let w = asked.words(caller.person());
    let Some(reply) = reply(&app, w, &mut form) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &caller, None, form, code);
    };
    match saved_replies::keep(&app.house, By::Visit(&visit), key, reply).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=kept"))),
        Err(stopped) => again(&app, &asked, &caller, None, form, stopped),
    }
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let seen = saved_replies::show(&app.house, &asked.visit(), &key).await?;
    let reply = &seen.page.reply;
    let words = reply.words.iter().flat_map(|(language, wording)| {
        let (title, text) = names(language);
        [(title, wording.title.clone()), (text, wording.text.clone())]
    });
    let product = reply.product.clone().unwrap_or_default();
    let form = FormState::filled(words.chain([("product".to_owned(), product)]));
    let (caller, held) = (&seen.caller, Some(&seen.page));
    show(&app, &asked, caller, held, form, StatusCode::OK)
}

pub(super) async fn change(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let visit = asked.visit();
    let seen = saved_replies::show(&app.house, &visit, &key).await?;
    let (mut form, mut fields) = read(fields)?;
    let version = fields.take("version").parse().unwrap_or(0);
    let (caller, held) = (&seen.caller, Some(&seen.page));
    let w = asked.words(caller.person());
    let Some(reply) = reply(&app, w, &mut form) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, caller, held, form, code);
    };
    match saved_replies::change(&app.house, By::Visit(&visit), &key, version, reply).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=changed"))),
        Err(stopped) => again(&app, &asked, caller, held, form, stopped),
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

/// The form as it was sent, without fields that its page does not have.
fn read(fields: Fields) -> Result<(FormState, Fields), Halt> {
    let words = LANGUAGES.map(names).into_iter();
    let words: Vec<String> = words.flat_map(|(title, text)| [title, text]).collect();
    let mut known = vec!["product", "version", "form_key"];
    known.extend(words.iter().map(String::as_str));
    let fields = fields.only(&known)?;
    Ok((FormState::typed(&fields), fields))
}

/// What the form says; where something is wrong with it, nothing, and each field says what. A language may be left out,
/// but not all of them, and none by half.
fn reply(app: &App, w: Words, form: &mut FormState) -> Option<Reply> {
    let product = Some(form.value("product").to_owned()).filter(|key| !key.is_empty());
    if let Some(key) = &product
        && app.house.catalog().product(key).is_none()
    {
        form.refuse("product", w.wizard_product_missing());
    }
    let mut words = BTreeMap::new();
    for language in LANGUAGES {
        let (title, text) = names(language);
        let wording = Wording {
            title: bounded(&w, form, &title, limits::TITLE_CHARS_MAX),
            text: bounded(&w, form, &text, limits::MESSAGE_CHARS_MAX),
        };
        match (wording.title.is_empty(), wording.text.is_empty()) {
            (true, true) => continue,
            (true, false) => form.refuse(&title, w.wizard_description_heading_missing()),
            (false, true) => form.refuse(&text, w.saved_reply_text_missing()),
            (false, false) => {}
        }
        words.insert(language.to_owned(), wording);
    }
    if words.is_empty() {
        form.refuse(&names(LANGUAGES[0]).0, w.saved_reply_nothing());
    }
    (!form.is_refused()).then_some(Reply { product, words })
}

/// The form once more, where the rules refuse what it says.
fn again(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    held: Option<&SavedReply>,
    mut form: FormState,
    stopped: Stopped,
) -> Page {
    match stopped {
        Stopped::Refused(refusal) if at_form(&refusal) => {
            let sentence = refused::sentence(&asked.words(caller.person()), &refusal);
            form.refuse(&names(LANGUAGES[0]).0, sentence);
            show(app, asked, caller, held, form, status(&refusal))
        }
        stopped => Err(stopped.into()),
    }
}

fn show(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    held: Option<&SavedReply>,
    form: FormState,
    code: StatusCode,
) -> Page {
    let frame = app.frame(asked, caller);
    let w = frame.w;
    let sent = |field| Some(form.value(field).to_owned()).filter(|sent| !sent.is_empty());
    let current = held.map_or_else(String::new, |one| one.version.to_string());
    // Whoever was overtaken has been told so, and may save over it.
    let version = sent("version").filter(|_| code != StatusCode::CONFLICT);
    let address = held.map(|one| format!("{LIST}/{}", one.key));
    let page = FormPage {
        title: if held.is_some() {
            w.saved_reply_change_title()
        } else {
            w.saved_reply_new()
        },
        once: sent("form_key").unwrap_or_else(|| saved_replies::mint(&app.house).to_string()),
        version: version.unwrap_or(current),
        products: products(app, w),
        languages: spoken(),
        title_most: limits::TITLE_CHARS_MAX as i64,
        text_most: limits::MESSAGE_CHARS_MAX as i64,
        removal: address
            .as_ref()
            .map(|address| format!("{address}/removal"))
            .unwrap_or_default(),
        action: address.unwrap_or_else(|| LIST.to_owned()),
        form,
        frame,
    };
    page_with(code, &page)
}
