//! Showing a full Contract ID to staff: for a reason, once, and told to whoever the contract belongs to.

use actions::contracts::{self, Summary};
use actions::{By, Seen, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use domain::ids::ContractId;
use web_kit::form_state::FormState;

use super::{HOME, change, contract, tell};
use crate::answer::{Halt, Page, page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "service_centre/secret_ask.html")]
struct AskPage {
    frame: Frame,
    form: FormState,
    contract: String,
    back: String,
    once: String,
}

#[derive(Template)]
#[template(path = "contracts/reveal.html")]
struct ShownPage {
    frame: Frame,
    title: String,
    access: String,
    id: ContractId,
    back: String,
}

pub(super) async fn ask(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    show(&app, &asked, &key, FormState::default(), StatusCode::OK).await
}

pub(super) async fn reveal(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&["reason", "form_key"])?;
    let (mut form, w, visit) = (FormState::typed(&fields), asked.words(None), asked.visit());
    let reason = change::reason(&w, &mut form);
    if form.is_refused() {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &key, form, code).await;
    }
    let seen = summary(&app, &asked, &key).await?;
    let once = change::once_of(&app, &form, "form_key");
    let told = (reason.as_str(), once.as_str());
    let id = match contracts::show_to_staff(&app.house, &visit, &key, told).await {
        Ok(Some(id)) => id,
        Ok(None) => return Ok(see_other(&format!("{HOME}/contracts/{key}?done=shown"))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            tell(&w, &mut form, &refusal, "reason");
            return show(&app, &asked, &key, form, status(&refusal)).await;
        }
        Err(stopped) => return Err(stopped.into()),
    };
    let frame = app.frame(&asked, &seen.caller);
    let mut answer = page(&ShownPage {
        title: seen.page.title(frame.w.language().code()),
        access: seen.page.access_id.to_string(),
        id,
        back: format!("{HOME}/contracts/{key}"),
        frame,
    })?;
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}

async fn summary(app: &App, asked: &Asked, key: &str) -> Result<Seen<Summary>, Halt> {
    let visit = asked.visit();
    let page = contracts::with_key(&app.house, By::Visit(&visit), key).await?;
    let caller = app.house.caller(&visit).await?;
    Ok(Seen { caller, page })
}

async fn show(app: &App, asked: &Asked, key: &str, form: FormState, code: StatusCode) -> Page {
    let seen = summary(app, asked, key).await?;
    let frame = app.frame(asked, &seen.caller);
    page_with(
        code,
        &AskPage {
            contract: seen.page.title(frame.w.language().code()),
            back: format!("{HOME}/contracts/{key}"),
            once: contract::one_time_key(app),
            form,
            frame,
        },
    )
}
