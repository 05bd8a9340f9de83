//! Passkeys: registering one, signing in with one, confirming with one, and the list of them.

use actions::accounts::passkeys::{self, Holder, Passkey, Purpose, Registered, Shown};
use actions::{Seen, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Zone;
use uuid::Uuid;
use web_kit::csrf;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use web_kit::passkey::{Ceremony, Failed, Passkeys, Verified};
use web_kit::session::Token;

use super::enter::{device, entered, return_to, with_session};
use crate::answer::{Halt, Page, page, page_with, see_other};
use crate::app::App;
use crate::frame::{Frame, Notice, Tone};
use crate::visit::{Asked, Sent, check_token, zone};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in/passkey", post(sign_in))
        .route("/sign-in/passkey/start", post(start_sign_in))
        .route("/step-up", get(step_up).post(confirm))
        .route("/step-up/start", post(start_confirm))
        .route("/account/passkeys", get(list).post(register))
        .route("/account/passkeys/new", get(new))
        .route("/account/passkeys/new/start", post(start_register))
        .route("/account/passkeys/{key}/name", post(rename))
        .route("/account/passkeys/{key}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "portal/passkeys.html")]
struct ListPage {
    frame: Frame,
    form: FormState,
    zone: Zone,
    passkeys: Vec<Passkey>,
    at: domain::time::Moment,
}

#[derive(Template)]
#[template(path = "portal/passkey_new.html")]
struct NewPage {
    frame: Frame,
    form: FormState,
}

#[derive(Template)]
#[template(path = "portal/step_up.html")]
struct StepUpPage {
    frame: Frame,
    form: FormState,
    return_to: String,
    has_passkeys: bool,
    /// In the demo a click stands for the passkey.
    demo_email: Option<String>,
}

fn site(app: &App) -> Result<&Passkeys, Halt> {
    app.passkeys
        .as_deref()
        .ok_or(Halt::Refused(Refusal::NotFound))
}

/// The challenge for the browser; what belongs to it stays here.
async fn begun(
    app: &App,
    asked: &Asked,
    purpose: Purpose,
    ceremony: Result<Ceremony, Failed>,
) -> Page {
    let ceremony = ceremony.map_err(|failed| Halt::broke(&failed.to_string()))?;
    passkeys::keep(&app.house, &asked.visit(), purpose, ceremony.state).await?;
    let json = [(header::CONTENT_TYPE, "application/json")];
    Ok((json, ceremony.challenge).into_response())
}

/// A script sends the form's token in a header.
fn check_header(app: &App, asked: &Asked, headers: &HeaderMap) -> Result<(), Halt> {
    let sent = headers
        .get(csrf::HEADER)
        .and_then(|value| value.to_str().ok());
    check_token(app, asked, sent.unwrap_or_default())
}

fn credential_id(id: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(id)
}

fn credentials(holder: &Holder) -> Vec<String> {
    let all = holder.passkeys.iter();
    all.map(|passkey| passkey.credential.clone()).collect()
}

/// A ceremony that did not come to its end, as a refusal; the log has why.
fn refused(failed: &Failed) -> Halt {
    tracing::warn!(%failed, "a passkey was not accepted");
    Halt::Refused(Refusal::PasskeyRefused)
}

fn shown(verified: Verified) -> Shown {
    Shown {
        credential_id: credential_id(&verified.id),
        updated: verified.updated,
    }
}

async fn start_sign_in(State(app): State<App>, asked: Asked, headers: HeaderMap) -> Page {
    check_header(&app, &asked, &headers)?;
    let ceremony = site(&app)?.start_discoverable();
    begun(&app, &asked, Purpose::SignIn, ceremony).await
}

async fn sign_in(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let (return_to, answer) = (return_to(&mut fields), fields.take("answer"));
    fields.finish()?;
    let (site, visit) = (site(&app)?, asked.visit());
    let state = passkeys::take(&app.house, &visit, Purpose::SignIn).await?;
    let (user, id) = site.claimed(&answer).map_err(|failed| refused(&failed))?;
    let known = passkeys::known(&app.house, &visit, credential_id(&id)).await?;
    let (credential, handle) = known.ok_or(Refusal::PasskeyRefused)?;
    if user.as_u128() != handle {
        return Err(Refusal::PasskeyRefused.into());
    }
    let verified = site
        .finish_discoverable(&state, &answer, &credential)
        .map_err(|failed| refused(&failed))?;
    let (token, device) = device(&app, &asked);
    let signed_in = passkeys::sign_in(&app.house, &visit, shown(verified), return_to, device);
    Ok(entered(&app, &token, &signed_in.await?))
}

async fn step_up(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let return_to = return_to(&mut query);
    let seen = passkeys::holder(&app.house, &asked.visit()).await?;
    page(&step_up_page(
        &app,
        &asked,
        seen,
        return_to,
        FormState::default(),
    ))
}

fn step_up_page(
    app: &App,
    asked: &Asked,
    seen: Seen<Holder>,
    return_to: String,
    form: FormState,
) -> StepUpPage {
    StepUpPage {
        frame: app.frame(asked, &seen.caller),
        form,
        return_to,
        has_passkeys: !seen.page.passkeys.is_empty(),
        demo_email: app.settings.demo.then_some(seen.page.email),
    }
}

async fn start_confirm(State(app): State<App>, asked: Asked, headers: HeaderMap) -> Page {
    check_header(&app, &asked, &headers)?;
    let holder = passkeys::holder(&app.house, &asked.visit()).await?.page;
    if holder.passkeys.is_empty() {
        return Err(Refusal::PasskeyRefused.into());
    }
    let ceremony = site(&app)?.start_authentication(&credentials(&holder));
    begun(&app, &asked, Purpose::Confirm, ceremony).await
}

async fn confirm(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let (return_to, answer) = (return_to(&mut fields), fields.take("answer"));
    fields.finish()?;
    let visit = asked.visit();
    let seen = passkeys::holder(&app.house, &visit).await?;
    match confirmed(&app, &asked, &seen.page, &answer).await {
        Ok(token) => Ok(with_session(&app, &token, see_other(&return_to))),
        Err(Halt::Refused(Refusal::PasskeyRefused)) => {
            let mut form = FormState::default();
            let w = asked.words(seen.caller.person());
            let missing = w.sign_in_passkey_scripts();
            let sentence = if answer.is_empty() {
                missing
            } else {
                w.sign_in_passkey_failed()
            };
            form.refuse("answer", sentence);
            let page = step_up_page(&app, &asked, seen, return_to, form);
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(halt) => Err(halt),
    }
}

async fn confirmed(app: &App, asked: &Asked, holder: &Holder, answer: &str) -> Result<Token, Halt> {
    let visit = asked.visit();
    let state = passkeys::take(&app.house, &visit, Purpose::Confirm).await?;
    let verified = site(app)?
        .finish_authentication(&state, answer, &credentials(holder))
        .map_err(|failed| refused(&failed))?;
    let token = Token::from_random(app.house.random());
    passkeys::confirm(&app.house, &visit, shown(verified), token.digest()).await?;
    Ok(token)
}

async fn list(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let seen = passkeys::holder(&app.house, &asked.visit()).await?;
    let mut page_of = list_page(&app, &asked, seen, FormState::default());
    let w = page_of.frame.w;
    let said = match query.take("done").as_str() {
        "registered" => Some(w.sign_in_passkey_registered()),
        "removed" => Some(w.account_passkey_removed()),
        "renamed" => Some(w.account_saved()),
        _ => None,
    };
    page_of.frame.tell(said);
    page(&page_of)
}

fn list_page(app: &App, asked: &Asked, seen: Seen<Holder>, form: FormState) -> ListPage {
    ListPage {
        frame: app.frame(asked, &seen.caller),
        form,
        zone: zone(&seen.caller),
        passkeys: seen.page.passkeys,
        at: asked.at,
    }
}

async fn new(State(app): State<App>, asked: Asked) -> Page {
    let seen = passkeys::holder(&app.house, &asked.visit()).await?;
    passkeys::may_register(&app.house, &asked.visit()).await?;
    let frame = app.frame(&asked, &seen.caller);
    page(&NewPage {
        frame,
        form: FormState::default(),
    })
}

async fn start_register(State(app): State<App>, asked: Asked, headers: HeaderMap) -> Page {
    check_header(&app, &asked, &headers)?;
    passkeys::may_register(&app.house, &asked.visit()).await?;
    let holder = passkeys::holder(&app.house, &asked.visit()).await?.page;
    let user = Uuid::from_u128(holder.handle);
    let ceremony =
        site(&app)?.start_registration(user, &holder.email, &holder.name, &credentials(&holder));
    begun(&app, &asked, Purpose::Register, ceremony).await
}

async fn register(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let mut form = FormState::typed(&fields);
    let (name, answer) = (fields.take("name"), fields.take("answer"));
    fields.finish()?;
    let w = asked.words(None);
    if let Some(sentence) = super::account::line_problem(&w, &name, limits::NAME_CHARS_MAX) {
        form.refuse("name", sentence);
    }
    if name.trim().is_empty() {
        form.refuse("name", w.error_name());
    }
    if !form.is_refused() {
        match registered(&app, &asked, name.trim(), &answer).await {
            Ok(answer) => return Ok(answer),
            Err(Halt::Refused(Refusal::PasskeyRefused)) if answer.is_empty() => {
                form.refuse("answer", w.sign_in_passkey_scripts());
            }
            Err(Halt::Refused(Refusal::PasskeyRefused)) => {
                form.refuse("answer", w.sign_in_passkey_register_failed());
            }
            Err(halt) => return Err(halt),
        }
    }
    let caller = passkeys::holder(&app.house, &asked.visit()).await?.caller;
    let frame = app.frame(&asked, &caller);
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &NewPage { frame, form })
}

async fn registered(app: &App, asked: &Asked, name: &str, answer: &str) -> Result<Response, Halt> {
    let visit = asked.visit();
    let state = passkeys::take(&app.house, &visit, Purpose::Register).await?;
    let credential = site(app)?
        .finish_registration(&state, answer)
        .map_err(|failed| refused(&failed))?;
    let new = Registered {
        credential_id: credential_id(&credential.id),
        credential: credential.stored,
        name: name.to_owned(),
    };
    let token = Token::from_random(app.house.random());
    passkeys::register(&app.house, &visit, new, token.digest()).await?;
    Ok(with_session(
        app,
        &token,
        see_other("/account/passkeys?done=registered"),
    ))
}

async fn rename(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let mut form = FormState::typed(&fields);
    let name = fields.take("name");
    fields.finish()?;
    let w = asked.words(None);
    let problem = super::account::line_problem(&w, &name, limits::NAME_CHARS_MAX);
    let empty = name.trim().is_empty().then(|| w.error_name().to_owned());
    if let Some(sentence) = problem.or(empty) {
        form.refuse("name", sentence);
        let seen = passkeys::holder(&app.house, &asked.visit()).await?;
        let page = list_page(&app, &asked, seen, form);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    passkeys::rename(&app.house, &asked.visit(), key, name.trim().to_owned()).await?;
    Ok(see_other("/account/passkeys?done=renamed"))
}

async fn remove(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    match passkeys::remove(&app.house, &asked.visit(), key).await {
        Ok(()) => Ok(see_other("/account/passkeys?done=removed")),
        Err(Stopped::Refused(Refusal::LastPasskey)) => {
            let seen = passkeys::holder(&app.house, &asked.visit()).await?;
            let mut page = list_page(&app, &asked, seen, FormState::default());
            let sentence = page.frame.w.account_passkey_last().to_owned();
            page.frame.notices.push(Notice {
                tone: Tone::Danger,
                sentence,
            });
            page_with(StatusCode::CONFLICT, &page)
        }
        Err(stopped) => Err(stopped.into()),
    }
}
