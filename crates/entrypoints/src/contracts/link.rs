//! Linking a contract ahead of need: both IDs, without a product.

use actions::Stopped;
use actions::contracts::{self, Linked};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::account::Caller;
use domain::ids::{self, AccessId, ContractId};
use domain::linking::Verdict;
use domain::refusal::{Half, Refusal};
use web_kit::form_state::FormState;
use words::Words;

use super::card::{Card, why};
use crate::answer::{Page, page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused::{self, About};
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/contracts/links/new", get(ask).post(link))
        .route("/contracts/links/proof", get(ask_code).post(confirm))
}

#[derive(Template)]
#[template(path = "contracts/link.html")]
struct LinkPage {
    frame: Frame,
    form: FormState,
    email: String,
    /// The Access ID that would match, and whether the two would match the other way round.
    near: Option<String>,
    is_swapped: bool,
}

#[derive(Template)]
#[template(path = "contracts/linked.html")]
struct LinkedPage {
    frame: Frame,
    card: Card,
    sentence: String,
    why: Vec<String>,
}

#[derive(Template)]
#[template(path = "contracts/proof.html")]
struct ProofPage {
    frame: Frame,
    form: FormState,
}

async fn ask(State(app): State<App>, asked: Asked) -> Page {
    let caller = contracts::mine(&app.house, &asked.visit()).await?.caller;
    page(&link_page(
        &app,
        &asked,
        &caller,
        FormState::default(),
        None,
    ))
}

fn link_page(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    form: FormState,
    refusal: Option<&Refusal>,
) -> LinkPage {
    let near = match refusal {
        Some(Refusal::NearMiss(access)) => Some(access.to_string()),
        _ => None,
    };
    LinkPage {
        frame: app.frame(asked, caller),
        email: caller
            .person()
            .map(|person| person.email.clone())
            .unwrap_or_default(),
        is_swapped: refusal == Some(&Refusal::Swapped),
        near,
        form,
    }
}

async fn link(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let caller = contracts::mine(&app.house, &asked.visit()).await?.caller;
    let w = asked.words(caller.person());
    let mut form = FormState::typed(&fields);
    let (mut access, mut contract) = (fields.take("access_id"), fields.take("contract_id"));
    if let Some(near) = fields.maybe("use") {
        access = near;
    }
    if fields.maybe("swap").is_some() {
        std::mem::swap(&mut access, &mut contract);
    }
    fields.finish()?;
    let Some(pair) = read_pair(&w, &access, &contract, &mut form) else {
        let page = link_page(&app, &asked, &caller, form, None);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    match contracts::link(&app.house, &asked.visit(), pair, None).await {
        Ok(linked) => done(&app, &asked, &caller, &linked),
        Err(Stopped::Refused(Refusal::ProofNeeded)) => Ok(see_other("/contracts/links/proof")),
        Err(Stopped::Refused(refusal)) => {
            form.refuse(field(&refusal), sentence(&w, &refusal));
            let page = link_page(&app, &asked, &caller, form, Some(&refusal));
            page_with(status(&refusal), &page)
        }
        Err(broke) => Err(broke.into()),
    }
}

/// Reads both IDs; both may have been pasted into the first field.
pub(crate) fn read_pair(
    w: &Words,
    access: &str,
    contract: &str,
    form: &mut FormState,
) -> Option<(AccessId, ContractId)> {
    if contract.trim().is_empty()
        && let Some(pair) = ids::split_pasted(access)
    {
        return Some(pair);
    }
    let access =
        AccessId::parse(access).map_err(|problem| Refusal::IdMalformed(Half::Access, problem));
    let contract = ContractId::parse(contract)
        .map_err(|problem| Refusal::IdMalformed(Half::Contract, problem));
    for refusal in [access.as_ref().err(), contract.as_ref().err()]
        .into_iter()
        .flatten()
    {
        form.refuse(field(refusal), refused::sentence(w, refusal));
    }
    access.ok().zip(contract.ok())
}

pub(crate) fn field(refusal: &Refusal) -> &'static str {
    match refused::field(refusal) {
        Some("contract_id") => "contract_id",
        _ => "access_id",
    }
}

pub(crate) fn sentence(w: &Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::TooManyAttempts { minutes } => w.refusal_pair_rate_limited(w.wait(*minutes)),
        refusal => refused::sentence(w, refusal),
    }
}

fn done(app: &App, asked: &Asked, caller: &Caller, linked: &Linked) -> Page {
    let frame = app.frame(asked, caller);
    let (w, catalog, summary) = (frame.w, app.house.catalog(), &linked.contract);
    let email = caller
        .person()
        .map(|person| person.email.clone())
        .unwrap_or_default();
    let title = summary.title(w.language().code());
    let sentence = match linked.verdict {
        Verdict::AlreadyLinked => w.contract_link_already().to_owned(),
        _ if summary.is_usable() => w.contract_link_done(title, email),
        _ => w.contract_link_done_unusable(title, email),
    };
    let card = Card::of(&w, &catalog, summary, asked.at, &About::default());
    let why = why(
        &w,
        &catalog,
        summary,
        &About {
            plan: &card.plan,
            ..About::default()
        },
    );
    page(&LinkedPage {
        frame,
        card,
        sentence,
        why,
    })
}

async fn ask_code(State(app): State<App>, asked: Asked) -> Page {
    let caller = contracts::mine(&app.house, &asked.visit()).await?.caller;
    page(&ProofPage {
        frame: app.frame(&asked, &caller),
        form: FormState::default(),
    })
}

async fn confirm(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let mut form = FormState::typed(&fields);
    let code = fields.take("code");
    fields.finish()?;
    match contracts::confirm(&app.house, &asked.visit(), &code).await {
        Ok(key) => Ok(see_other(&format!("/contracts/{key}"))),
        Err(Stopped::Refused(Refusal::CodeWrong)) => {
            let caller = contracts::mine(&app.house, &asked.visit()).await?.caller;
            let frame = app.frame(&asked, &caller);
            form.refuse("code", frame.w.refusal_code_wrong());
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &ProofPage { frame, form })
        }
        Err(stopped) => Err(stopped.into()),
    }
}
