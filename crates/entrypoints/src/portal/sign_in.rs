//! Signing in by mail, and signing out.

use actions::Stopped;
use actions::accounts::sessions;
use actions::accounts::sign_in::{self, Asking, Miss, Waiting};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use domain::account::Caller;
use domain::ids::{EmailAddress, EmailProblem};
use domain::limits;
use domain::refusal::Refusal;
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::Words;

use super::enter::{device, entered, return_to, without_session};
use crate::answer::{Page, page, page_with, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(show).post(ask))
        .route("/sign-in/sent", get(sent))
        .route("/sign-in/code", post(code))
        .route("/sign-in/link/{link}", get(link).post(spend))
        .route("/sign-in/again", get(again))
        .route("/sign-out", post(sign_out))
        .route("/signed-out", get(signed_out))
}

#[derive(Template)]
#[template(path = "portal/sign_in.html")]
struct SignInPage {
    frame: Frame,
    form: FormState,
    return_to: String,
    reason: Option<&'static str>,
    /// Key and name of each provider.
    providers: Vec<(String, String)>,
    has_passkeys: bool,
}

#[derive(Template)]
#[template(path = "portal/sign_in_sent.html")]
struct SentPage {
    frame: Frame,
    form: FormState,
    waiting: Waiting,
}

#[derive(Template)]
#[template(path = "portal/sign_in_link.html")]
struct LinkPage {
    frame: Frame,
    link: String,
    /// Nothing where the link does not work any longer.
    email: Option<String>,
}

#[derive(Template)]
#[template(path = "portal/signed_out.html")]
struct SignedOutPage {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "portal/sign_in_again.html")]
struct AgainPage {
    frame: Frame,
    email: String,
    return_to: String,
}

async fn show(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let return_to = return_to(&mut query);
    let caller = sign_in::waiting(&app.house, &asked.visit()).await?.caller;
    page(&sign_in_page(
        &app,
        &asked,
        &caller,
        FormState::default(),
        return_to,
    ))
}

fn sign_in_page(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    form: FormState,
    return_to: String,
) -> SignInPage {
    let frame = app.frame(asked, caller);
    let reason = match return_to.as_str() {
        "/" => None,
        draft if draft.starts_with("/requests/draft") => Some(frame.w.sign_in_reason_draft()),
        _ => Some(frame.w.sign_in_reason_page()),
    };
    let providers = app.providers.iter();
    SignInPage {
        reason,
        form,
        return_to,
        providers: providers
            .map(|one| (one.key.clone(), one.name.clone()))
            .collect(),
        has_passkeys: app.passkeys.is_some(),
        frame,
    }
}

async fn ask(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let mut form = FormState::typed(&fields);
    let (typed, return_to) = (fields.take("email"), return_to(&mut fields));
    fields.finish()?;
    let w = asked.words(None);
    let (status, sentence) = match EmailAddress::parse(&typed) {
        Ok(email) => {
            let asking = Asking {
                email,
                return_to: return_to.clone(),
            };
            match sign_in::ask(&app.house, &asked.visit(), asking).await {
                Ok(()) => return Ok(see_other("/sign-in/sent")),
                Err(Stopped::Refused(Refusal::TooManyAttempts { minutes })) => (
                    StatusCode::TOO_MANY_REQUESTS,
                    w.sign_in_too_many(w.wait(minutes)),
                ),
                Err(stopped) => return Err(stopped.into()),
            }
        }
        Err(problem) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            email_sentence(&w, problem),
        ),
    };
    form.refuse("email", sentence);
    page_with(
        status,
        &sign_in_page(&app, &asked, &Caller::Visitor, form, return_to),
    )
}

/// What is wrong with an address.
pub(super) fn email_sentence(w: &Words, problem: EmailProblem) -> String {
    match problem {
        EmailProblem::NotAscii => w.error_email_ascii().to_owned(),
        EmailProblem::TooLong => w.error_too_long(limits::EMAIL_CHARS_MAX as i64),
        EmailProblem::Empty | EmailProblem::ControlCharacter | EmailProblem::Form => {
            w.error_email().to_owned()
        }
    }
}

async fn sent(State(app): State<App>, asked: Asked) -> Page {
    let seen = sign_in::waiting(&app.house, &asked.visit()).await?;
    let Some(waiting) = seen.page else {
        return Ok(see_other("/sign-in"));
    };
    let frame = app.frame(&asked, &seen.caller);
    page(&SentPage {
        frame,
        form: FormState::default(),
        waiting,
    })
}

async fn code(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let mut form = FormState::typed(&fields);
    let typed = code_digits(&mut fields);
    fields.finish()?;
    let w = asked.words(None);
    let missed = match typed {
        Err(empty) if empty => w.sign_in_code_missing().to_owned(),
        Err(_) => w.sign_in_code_form().to_owned(),
        Ok(typed) => {
            let (token, device) = device(&app, &asked);
            match sign_in::by_code(&app.house, &asked.visit(), &typed, device).await? {
                Ok(signed_in) => return Ok(entered(&app, &token, &signed_in)),
                Err(Miss::Wrong { left }) => w.sign_in_code_wrong(left),
                Err(Miss::Expired) => w.sign_in_code_spent().to_owned(),
            }
        }
    };
    let seen = sign_in::waiting(&app.house, &asked.visit()).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(waiting) = seen.page else {
        let mut form = FormState::default();
        form.refuse("email", w.sign_in_code_spent());
        return page_with(
            status,
            &sign_in_page(&app, &asked, &seen.caller, form, "/".into()),
        );
    };
    form.refuse("code", missed);
    page_with(
        status,
        &SentPage {
            frame: app.frame(&asked, &seen.caller),
            form,
            waiting,
        },
    )
}

/// The digits of a pasted code; otherwise whether the field is empty.
pub(super) fn code_digits(fields: &mut Fields) -> Result<String, bool> {
    let typed = fields.take("code");
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let is_code = digits.len() == limits::CODE_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    if is_code {
        Ok(digits)
    } else {
        Err(digits.is_empty())
    }
}

async fn link(State(app): State<App>, asked: Asked, Path(link): Path<String>) -> Page {
    let seen = sign_in::linked(&app.house, &asked.visit(), &link).await?;
    let status = if seen.page.is_some() {
        StatusCode::OK
    } else {
        StatusCode::GONE
    };
    let frame = app.frame(&asked, &seen.caller);
    page_with(
        status,
        &LinkPage {
            frame,
            link,
            email: seen.page,
        },
    )
}

async fn spend(
    State(app): State<App>,
    asked: Asked,
    Path(link): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let (token, device) = device(&app, &asked);
    match sign_in::by_link(&app.house, &asked.visit(), &link, device).await {
        Ok(signed_in) => Ok(entered(&app, &token, &signed_in)),
        Err(Stopped::Refused(Refusal::SignInExpired)) => {
            let frame = app.frame(&asked, &Caller::Visitor);
            page_with(
                StatusCode::GONE,
                &LinkPage {
                    frame,
                    link,
                    email: None,
                },
            )
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn again(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let return_to = return_to(&mut query);
    let seen = sign_in::waiting(&app.house, &asked.visit()).await?;
    let person = seen.caller.person().ok_or(Refusal::SignInNeeded)?;
    let email = person.email.clone();
    page(&AgainPage {
        frame: app.frame(&asked, &seen.caller),
        email,
        return_to,
    })
}

async fn sign_out(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    fields.finish()?;
    sessions::sign_out(&app.house, &asked.visit()).await?;
    Ok(without_session(
        &app,
        see_other("/signed-out").into_response(),
    ))
}

async fn signed_out(State(app): State<App>, asked: Asked) -> Page {
    page(&SignedOutPage {
        frame: app.frame(&asked, &Caller::Visitor),
    })
}
