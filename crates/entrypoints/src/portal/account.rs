//! The account page: what a person says of themselves, how they read, and the ways to sign in.

use actions::Seen;
use actions::accounts::identities;
use actions::accounts::profile::{self, Details, Profile};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::routing::{get, post};
use domain::account::Notice as Letter;
use domain::ids::PhoneNumber;
use domain::limits;
use domain::time::Zone;
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::{Language, Words};

use crate::answer::{Halt, Page, page, page_with, see_other};
use crate::app::App;
use crate::frame::{Frame, Theme};
use crate::visit::{Asked, LANGUAGE, Sent, THEME};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/account", get(show).post(save))
        .route("/account/identities/removal", post(disconnect))
}

#[derive(Template)]
#[template(path = "portal/account.html")]
struct AccountPage {
    frame: Frame,
    form: FormState,
    profile: Profile,
    zones: Vec<(String, String)>,
    languages: Vec<(&'static str, &'static str)>,
    letters: Vec<(&'static str, &'static str)>,
    /// Issuer and name of each provider that is connected.
    connected: Vec<(String, String)>,
    /// Key and name of each provider that is not.
    connectable: Vec<(String, String)>,
    works_at_desk: bool,
}

async fn show(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let seen = profile::read(&app.house, &asked.visit()).await?;
    let form = filled(&seen.page);
    let mut shown = account_page(&app, &asked, seen, form).await?;
    let w = shown.frame.w;
    let sentence = match query.take("done").as_str() {
        "saved" => Some(w.account_saved().to_owned()),
        "connected" => Some(w.account_identity_connected().to_owned()),
        "disconnected" => Some(w.account_identity_disconnected().to_owned()),
        "email" => Some(w.account_email_changed(&shown.profile.email)),
        _ => None,
    };
    shown.frame.tell(sentence);
    page(&shown)
}

/// The form as the account has it.
fn filled(profile: &Profile) -> FormState {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut values = vec![
        ("name", profile.name.clone()),
        ("phone", text(&profile.phone)),
        ("organisation", text(&profile.organisation)),
        ("language", text(&profile.language)),
        ("zone", profile.zone.clone()),
        ("theme", profile.theme.clone()),
    ];
    if profile.shortcuts {
        values.push(("shortcuts", "yes".into()));
    }
    let letters = profile.notices.iter();
    values.extend(letters.map(|letter| ("letters", letter.code().to_owned())));
    FormState::filled(values)
}

async fn account_page(
    app: &App,
    asked: &Asked,
    seen: Seen<Profile>,
    form: FormState,
) -> Result<AccountPage, Halt> {
    let known = identities::list(&app.house, &asked.visit()).await?.page;
    let is_known = |issuer: &str| known.iter().any(|one| one.issuer == issuer);
    let name = |issuer: &str| {
        let provider = app.providers.iter().find(|one| one.issuer == issuer);
        provider.map_or(issuer, |one| one.name.as_str()).to_owned()
    };
    let frame = app.frame(asked, &seen.caller);
    Ok(AccountPage {
        form,
        zones: Zone::names()
            .map(|name| (name.clone(), name.replace('_', " ")))
            .collect(),
        languages: Language::ALL
            .iter()
            .map(|one| (one.code(), one.native_name()))
            .collect(),
        letters: Letter::ALL
            .iter()
            .map(|letter| (letter.code(), letter_name(&frame.w, *letter)))
            .collect(),
        connected: known
            .iter()
            .map(|one| (one.issuer.clone(), name(&one.issuer)))
            .collect(),
        connectable: app
            .providers
            .iter()
            .filter(|one| !is_known(&one.issuer))
            .map(|one| (one.key.clone(), one.name.clone()))
            .collect(),
        works_at_desk: frame
            .reader
            .as_ref()
            .is_some_and(|reader| reader.works_at_desk),
        profile: seen.page,
        frame,
    })
}

/// A kind of letters, as it is chosen.
pub(super) fn letter_name(w: &Words, letter: Letter) -> &'static str {
    match letter {
        Letter::Answers => w.account_notify_answers(),
        Letter::Status => w.account_notify_status(),
        Letter::Reminders => w.account_notify_reminders(),
        Letter::Balance => w.account_notify_balance(),
        Letter::Ends => w.account_notify_ends(),
        Letter::Statements => w.account_notify_statements(),
    }
}

async fn save(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let seen = profile::read(&app.house, &asked.visit()).await?;
    let mut form = FormState::typed(&fields);
    let w = asked.words(seen.caller.person());
    let details = details(&w, &mut fields, &mut form);
    fields.finish()?;
    let Some(details) = details.filter(|_| !form.is_refused()) else {
        let page = account_page(&app, &asked, seen, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (language, theme) = (details.language.clone(), details.theme.clone());
    profile::save(&app.house, &asked.visit(), details).await?;
    let mut answer = see_other("/account?done=saved");
    for (name, value) in [(LANGUAGE, language), (THEME, theme)] {
        if let Some(cookie) = app.cookies.remember(name, &value) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(answer)
}

/// What was typed, read field by field in the order of the page; nothing where a field cannot be read.
fn details(w: &Words, fields: &mut Fields, form: &mut FormState) -> Option<Details> {
    let mut line = |name: &str| {
        let typed = fields.take(name).trim().to_owned();
        if let Some(sentence) = line_problem(w, &typed, limits::NAME_CHARS_MAX) {
            form.refuse(name, sentence);
        }
        typed
    };
    let (name, phone, organisation) = (line("name"), line("phone"), line("organisation"));
    let (language, zone, theme) = (line("language"), line("zone"), line("theme"));
    let shortcuts = fields.maybe("shortcuts").is_some();
    let letters = fields.take_all("letters");
    let phone = match phone.as_str() {
        "" => None,
        typed => PhoneNumber::parse(typed)
            .inspect_err(|_| form.refuse("phone", w.error_phone()))
            .ok(),
    };
    if Language::parse(&language).is_none() {
        form.refuse("language", w.error_language());
    }
    let zone = Zone::named(&zone)
        .inspect_err(|_| form.refuse("zone", w.error_zone()))
        .ok();
    if Theme::from_code(&theme).is_none() {
        form.refuse("theme", w.error_theme());
    }
    Some(Details {
        name,
        phone,
        organisation: (!organisation.is_empty()).then_some(organisation),
        language,
        zone: zone?,
        theme,
        shortcuts,
        notices: letters
            .iter()
            .filter_map(|code| Letter::from_code(code))
            .collect(),
    })
}

/// What is wrong with one line of text of at most `max` characters.
pub(super) fn line_problem(w: &Words, text: &str, max: usize) -> Option<String> {
    if text.contains('\n') {
        return Some(w.error_one_line().to_owned());
    }
    (text.chars().count() > max).then(|| w.error_too_long(max as i64))
}

async fn disconnect(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let issuer = fields.take("issuer");
    fields.finish()?;
    identities::disconnect(&app.house, &asked.visit(), issuer).await?;
    Ok(see_other("/account?done=disconnected"))
}
