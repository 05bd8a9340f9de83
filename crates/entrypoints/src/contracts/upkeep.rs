//! What the holders of a contract do to it: unlink it, change its Contract ID, show it.

use actions::contracts::{self, Shown};
use actions::{By, Seen, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use domain::ids::ContractId;
use domain::refusal::Refusal;
use web_kit::form_state::FormState;

use super::confirm::ConfirmPage;
use super::people::done;
use crate::answer::{Halt, Page, page, page_with, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/contracts/{key}/link/removal",
            get(ask_unlink).post(unlink),
        )
        .route("/contracts/{key}/contract-id", post(reveal))
        .route(
            "/contracts/{key}/contract-id/new",
            get(ask_rotate).post(rotate),
        )
}

#[derive(Template)]
#[template(path = "contracts/rotate.html")]
struct RotatePage {
    frame: Frame,
    form: FormState,
    title: String,
    text: String,
    back: String,
}

#[derive(Template)]
#[template(path = "contracts/reveal.html")]
struct RevealPage {
    frame: Frame,
    title: String,
    access: String,
    id: ContractId,
    back: String,
}

async fn shown(app: &App, asked: &Asked, key: &str) -> Result<Seen<Shown>, Halt> {
    Ok(contracts::show(&app.house, &asked.visit(), key, None).await?)
}

async fn ask_unlink(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let seen = shown(&app, &asked, &key).await?;
    if !seen.page.summary.linked {
        return Err(Refusal::NotFound.into());
    }
    let (frame, access) = (
        app.frame(&asked, &seen.caller),
        seen.page.summary.access_id.to_string(),
    );
    page(&ConfirmPage {
        title: frame.w.contract_unlink_title(&access),
        text: frame.w.contract_unlink_text(&access),
        note: frame.w.contract_unlink_kept(),
        button: frame.w.contract_unlink_button(),
        back: format!("/contracts/{key}"),
        frame,
    })
}

async fn unlink(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    contracts::unlink(&app.house, &asked.visit(), &key).await?;
    Ok(see_other("/contracts"))
}

async fn reveal(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let seen = shown(&app, &asked, &key).await?;
    let id = contracts::reveal(&app.house, &asked.visit(), &key).await?;
    let frame = app.frame(&asked, &seen.caller);
    let mut answer = page(&RevealPage {
        title: seen.page.summary.title(frame.w.language().code()),
        access: seen.page.summary.access_id.to_string(),
        id,
        back: format!("/contracts/{key}"),
        frame,
    })?;
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}

async fn ask_rotate(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    rotate_page(&app, &asked, &key, FormState::default(), StatusCode::OK).await
}

async fn rotate_page(
    app: &App,
    asked: &Asked,
    key: &str,
    form: FormState,
    status: StatusCode,
) -> Result<Response, Halt> {
    let seen = shown(app, asked, key).await?;
    let frame = app.frame(asked, &seen.caller);
    if !seen.page.summary.owned {
        return Err(Refusal::NotFound.into());
    }
    let masked = seen.page.owner_masked.unwrap_or_default();
    let page = RotatePage {
        form,
        title: frame
            .w
            .contract_rotate_title(seen.page.summary.access_id.as_str()),
        text: frame.w.contract_rotate_text(masked),
        back: format!("/contracts/{key}"),
        frame,
    };
    page_with(status, &page)
}

async fn rotate(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let mut form = FormState::typed(&fields);
    let reason = fields.take("reason");
    fields.finish()?;
    if reason.trim().is_empty() {
        form.refuse("reason", asked.words(None).refusal_reason_needed());
        return rotate_page(&app, &asked, &key, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let visit = asked.visit();
    match contracts::rotate(&app.house, By::Visit(&visit), &key, reason.trim()).await {
        Ok(()) => Ok(done(&key, "rotated")),
        Err(Stopped::Refused(Refusal::PasskeyNeeded)) => Err(Refusal::NotFound.into()),
        Err(stopped) => Err(stopped.into()),
    }
}
