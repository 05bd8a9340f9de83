//! How a sign-in comes to belong to an organisation: by asking with the partner ID, or by an invitation.

use actions::Stopped;
use actions::organisations::{self, Asking};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use domain::limits;
use domain::refusal::Refusal;
use web_kit::form_state::FormState;

use crate::answer::{Page, page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/benefits/join", get(form).post(ask))
        .route("/benefits/invitations/{token}", get(invited).post(accept))
}

#[derive(Template)]
#[template(path = "partner/join.html")]
struct JoinPage {
    frame: Frame,
    form: FormState,
}

#[derive(Template)]
#[template(path = "partner/invited.html")]
struct InvitedPage {
    frame: Frame,
    title: String,
    text: String,
}

/// A page that says one thing.
#[derive(Template)]
#[template(path = "contracts/said.html")]
struct SaidPage {
    frame: Frame,
    title: String,
    text: String,
}

async fn form(State(app): State<App>, asked: Asked) -> Page {
    join_page(&app, &asked, FormState::default(), StatusCode::OK).await
}

async fn join_page(app: &App, asked: &Asked, form: FormState, status: StatusCode) -> Page {
    let caller = organisations::mine(&app.house, &asked.visit())
        .await?
        .caller;
    let frame = app.frame(asked, &caller);
    page_with(status, &JoinPage { frame, form })
}

async fn ask(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let visit = asked.visit();
    let caller = organisations::mine(&app.house, &visit).await?.caller;
    let w = asked.words(caller.person());
    let mut form = FormState::typed(&fields);
    let asking = Asking {
        partner_id: fields.take("partner_id").trim().to_owned(),
        location: fields.take("location").trim().to_owned(),
    };
    fields.finish()?;
    for (field, value) in [
        ("partner_id", &asking.partner_id),
        ("location", &asking.location),
    ] {
        let over = value.chars().count().saturating_sub(limits::NAME_CHARS_MAX);
        if over > 0 {
            form.refuse(field, w.field_characters_over(over as i64));
        }
    }
    if asking.partner_id.is_empty() {
        form.refuse("partner_id", w.join_enter_partner_id());
    }
    if form.is_refused() {
        return join_page(&app, &asked, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match organisations::ask(&app.house, &visit, asking).await {
        Ok(()) => {
            let frame = app.frame(&asked, &caller);
            page(&SaidPage {
                title: frame.w.join_done_title().to_owned(),
                text: frame.w.join_done_text().to_owned(),
                frame,
            })
        }
        Err(Stopped::Refused(refusal @ Refusal::TooManyAttempts { .. })) => {
            form.refuse("partner_id", refused::sentence(&w, &refusal));
            join_page(&app, &asked, form, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn invited(State(app): State<App>, asked: Asked, Path(token): Path<String>) -> Page {
    let seen = match organisations::invited(&app.house, &asked.visit(), &token).await {
        Err(Stopped::Refused(Refusal::InvitationExpired)) => return gone(&app, &asked).await,
        seen => seen?,
    };
    let frame = app.frame(&asked, &seen.caller);
    let (w, place) = (frame.w, seen.page);
    let email = seen.caller.person().map_or("", |person| &person.email);
    page(&InvitedPage {
        title: w.join_invitation_title(&place.organisation),
        text: w.join_invitation_text(email, &place.location, &place.organisation),
        frame,
    })
}

/// One answer for an invitation that never was, is over, or is another's.
async fn gone(app: &App, asked: &Asked) -> Page {
    let caller = organisations::mine(&app.house, &asked.visit())
        .await?
        .caller;
    let frame = app.frame(asked, &caller);
    let said = SaidPage {
        title: frame.w.join_invitation_gone_title().to_owned(),
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
    match organisations::accept(&app.house, &asked.visit(), &token).await {
        Err(Stopped::Refused(Refusal::InvitationExpired)) => gone(&app, &asked).await,
        accepted => {
            accepted?;
            Ok(see_other("/benefits"))
        }
    }
}
