//! Changing the address that one signs in with.

use actions::Stopped;
use actions::accounts::email;
use actions::accounts::sign_in::Miss;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::account::Caller;
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use web_kit::form_state::FormState;
use web_kit::session::Token;

use super::enter::with_session;
use super::sign_in::{code_digits, email_sentence};
use crate::answer::{Page, page, page_with, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/account/email", get(show).post(ask))
        .route("/account/email/code", get(show_code).post(confirm))
}

#[derive(Template)]
#[template(path = "portal/email.html")]
struct EmailPage {
    frame: Frame,
    form: FormState,
    /// The new address, once a code was sent to it.
    waiting: Option<String>,
}

async fn show(State(app): State<App>, asked: Asked) -> Page {
    let seen = email::waiting(&app.house, &asked.visit()).await?;
    let frame = app.frame(&asked, &seen.caller);
    page(&EmailPage {
        frame,
        form: FormState::default(),
        waiting: None,
    })
}

async fn ask(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let mut form = FormState::typed(&fields);
    let typed = fields.take("email");
    fields.finish()?;
    let caller = email::waiting(&app.house, &asked.visit()).await?.caller;
    let w = asked.words(caller.person());
    let (status, sentence) = match EmailAddress::parse(&typed) {
        Ok(new) => match email::ask(&app.house, &asked.visit(), new).await {
            Ok(()) => return Ok(see_other("/account/email/code")),
            Err(Stopped::Refused(Refusal::FreshSignInNeeded)) => {
                return Ok(see_other("/sign-in/again?return_to=/account/email"));
            }
            Err(Stopped::Refused(Refusal::TooManyAttempts { minutes })) => (
                StatusCode::TOO_MANY_REQUESTS,
                w.sign_in_too_many(w.wait(minutes)),
            ),
            Err(stopped) => return Err(stopped.into()),
        },
        Err(problem) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            email_sentence(&w, problem),
        ),
    };
    form.refuse("email", sentence);
    let frame = app.frame(&asked, &caller);
    page_with(
        status,
        &EmailPage {
            frame,
            form,
            waiting: None,
        },
    )
}

async fn show_code(State(app): State<App>, asked: Asked) -> Page {
    let seen = email::waiting(&app.house, &asked.visit()).await?;
    if seen.page.is_none() {
        return Ok(see_other("/account/email"));
    }
    code_page(&app, &asked, &seen.caller, seen.page, FormState::default())
}

fn code_page(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    waiting: Option<String>,
    form: FormState,
) -> Page {
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let frame = app.frame(asked, caller);
    page_with(
        status,
        &EmailPage {
            frame,
            form,
            waiting,
        },
    )
}

async fn confirm(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let mut form = FormState::typed(&fields);
    let typed = code_digits(&mut fields);
    fields.finish()?;
    let w = asked.words(None);
    match typed {
        Err(true) => form.refuse("code", w.sign_in_code_missing()),
        Err(false) => form.refuse("code", w.sign_in_code_form()),
        Ok(code) => {
            let token = Token::from_random(app.house.random());
            let visit = asked.visit();
            match email::confirm(&app.house, &visit, &code, token.digest()).await {
                Ok(Ok(_)) => {
                    return Ok(with_session(&app, &token, see_other("/account?done=email")));
                }
                Ok(Err(Miss::Wrong { left })) => form.refuse("code", w.sign_in_code_wrong(left)),
                Ok(Err(Miss::Expired)) => form.refuse("email", w.sign_in_code_spent()),
                Err(Stopped::Refused(Refusal::EmailTaken)) => {
                    form.refuse("email", w.account_email_taken());
                }
                Err(stopped) => return Err(stopped.into()),
            }
        }
    }
    let seen = email::waiting(&app.house, &asked.visit()).await?;
    let waiting = seen.page.filter(|_| form.error("email").is_none());
    code_page(&app, &asked, &seen.caller, waiting, form)
}
