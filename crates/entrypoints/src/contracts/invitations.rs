//! Sharing a contract by invitation, and the pages that its letters lead to. A letter's address only opens a page
//! with a button: whatever follows links in letters changes nothing.

use actions::Stopped;
use actions::contracts;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::EmailAddress;
use domain::limits;
use domain::refusal::Refusal;
use web_kit::form_state::FormState;

use super::confirm::{ConfirmPage, SaidPage};
use super::people::done;
use crate::answer::{Halt, Page, page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent, zone};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/contracts/{key}/invitations/new", get(ask).post(share))
        .route(
            "/contracts/{key}/invitations/{invitation}/withdrawal",
            post(withdraw),
        )
        .route("/invitations/{token}", get(invited).post(accept))
        .route("/invitations/{token}/refusal", post(decline))
        .route("/links/undo/{token}", get(ask_undo).post(undo))
}

#[derive(Template)]
#[template(path = "contracts/share.html")]
struct SharePage {
    frame: Frame,
    form: FormState,
    title: String,
    back: String,
}

#[derive(Template)]
#[template(path = "contracts/invited.html")]
struct InvitedPage {
    frame: Frame,
    token: String,
    title: String,
    text: String,
}

async fn ask(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    share_page(&app, &asked, &key, FormState::default(), StatusCode::OK).await
}

async fn share_page(
    app: &App,
    asked: &Asked,
    key: &str,
    form: FormState,
    status: StatusCode,
) -> Result<Response, Halt> {
    let seen = contracts::show(&app.house, &asked.visit(), key, None).await?;
    // Whoever only sees it, by a place in the organisation, cannot share it.
    let summary = &seen.page.summary;
    if !(summary.owned || summary.linked) {
        return Err(Refusal::NotFound.into());
    }
    let frame = app.frame(asked, &seen.caller);
    let plan = seen
        .page
        .summary
        .offer
        .name
        .in_language(frame.w.language().code());
    let title = frame.w.contract_share_title(plan);
    page_with(
        status,
        &SharePage {
            form,
            title,
            back: format!("/contracts/{key}"),
            frame,
        },
    )
}

async fn share(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let caller = contracts::show(&app.house, &asked.visit(), &key, None)
        .await?
        .caller;
    let w = asked.words(caller.person());
    let mut form = FormState::typed(&fields);
    let (email, message) = (fields.take("email"), fields.take("message"));
    fields.finish()?;
    if message.chars().count() > limits::LINE_CHARS_MAX {
        let over = message.chars().count() - limits::LINE_CHARS_MAX;
        form.refuse(
            "message",
            w.field_characters_over(i64::try_from(over).unwrap_or(i64::MAX)),
        );
    }
    let Ok(email) = EmailAddress::parse(&email) else {
        form.refuse("email", w.error_email());
        return share_page(&app, &asked, &key, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if form.is_refused() {
        return share_page(&app, &asked, &key, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match contracts::share(&app.house, &asked.visit(), &key, email, &message).await {
        Ok(()) => Ok(done(&key, "shared")),
        Err(Stopped::Refused(refusal)) if refused::field(&refusal).is_some() => {
            form.refuse(
                refused::field(&refusal).unwrap_or("email"),
                refused::sentence(&w, &refusal),
            );
            share_page(&app, &asked, &key, form, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn withdraw(
    State(app): State<App>,
    asked: Asked,
    Path((key, invitation)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    contracts::withdraw(&app.house, &asked.visit(), &key, &invitation).await?;
    Ok(done(&key, "withdrawn"))
}

async fn invited(State(app): State<App>, asked: Asked, Path(token): Path<String>) -> Page {
    let seen = match contracts::invited(&app.house, &asked.visit(), &token).await {
        Err(Stopped::Refused(Refusal::InvitationExpired)) => return gone(&app, &asked).await,
        seen => seen?,
    };
    let frame = app.frame(&asked, &seen.caller);
    let email = seen
        .caller
        .person()
        .map(|person| person.email.clone())
        .unwrap_or_default();
    let plan = seen.page.contract.title(frame.w.language().code());
    page(&InvitedPage {
        title: frame.w.contract_invitation_title(&seen.page.by),
        text: frame.w.contract_invitation_text(email, plan),
        token,
        frame,
    })
}

/// One answer for an invitation that never was, is over, or is another's.
async fn gone(app: &App, asked: &Asked) -> Page {
    let caller = contracts::mine(&app.house, &asked.visit()).await?.caller;
    let frame = app.frame(asked, &caller);
    let said = SaidPage {
        title: frame.w.contract_invitation_gone_title().to_owned(),
        text: refused::sentence(&frame.w, &Refusal::InvitationExpired),
        frame,
    };
    page_with(StatusCode::NOT_FOUND, &said)
}

async fn accept(
    State(app): State<App>,
    asked: Asked,
    Path(token): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    match contracts::accept(&app.house, &asked.visit(), &token).await {
        Err(Stopped::Refused(Refusal::InvitationExpired)) => gone(&app, &asked).await,
        key => Ok(see_other(&format!("/contracts/{}", key?))),
    }
}

async fn decline(
    State(app): State<App>,
    asked: Asked,
    Path(token): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    match contracts::decline(&app.house, &asked.visit(), &token).await {
        Err(Stopped::Refused(Refusal::InvitationExpired)) => gone(&app, &asked).await,
        declined => {
            declined?;
            Ok(see_other("/contracts?done=declined"))
        }
    }
}

async fn ask_undo(State(app): State<App>, asked: Asked, Path(token): Path<String>) -> Page {
    let seen = contracts::undoing(&app.house, &asked.visit(), &token).await?;
    let frame = app.frame(&asked, &seen.caller);
    let (undoing, w) = (seen.page, frame.w);
    let made = w.long_date(zone(&seen.caller).date_of(undoing.made));
    let contract = undoing.contract.title(w.language().code());
    page(&ConfirmPage {
        title: w.contract_undo_link_title(&undoing.email),
        text: w.contract_undo_link_text(contract, made, &undoing.email),
        note: "",
        button: w.contract_undo_link_button(),
        back: "/contracts".to_owned(),
        frame,
    })
}

async fn undo(
    State(app): State<App>,
    asked: Asked,
    Path(token): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let caller = contracts::undoing(&app.house, &asked.visit(), &token)
        .await?
        .caller;
    let email = contracts::undo(&app.house, &asked.visit(), &token).await?;
    let mut frame = app.frame(&asked, &caller);
    let sentence = frame.w.contract_undone(&email);
    frame.tell(Some(&sentence));
    page(&SaidPage {
        title: sentence,
        text: String::new(),
        frame,
    })
}
