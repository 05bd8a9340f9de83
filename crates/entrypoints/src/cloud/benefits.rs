//! *Link existing benefits*: a pair typed for cloud requests. A contract for on-premises products is refused, and can
//! be linked for those by a button of its own.

use actions::Stopped;
use actions::contracts::{self, Linked, Wanted};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::eligibility::{Area, Reason};
use domain::linking::Verdict;
use domain::refusal::Refusal;
use web_kit::form::Query;
use web_kit::form_state::FormState;

use super::tiles::mine;
use super::words::portal;
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::contracts::card::Card;
use crate::contracts::link::{field, read_pair, sentence};
use crate::frame::Frame;
use crate::refused::{About, reason_sentence};
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/cloud/benefits/links/new", get(ask).post(link))
}

/// The fields of the page.
const FIELDS: [&str; 5] = ["access_id", "contract_id", "then", "near", "draft"];

#[derive(Template)]
#[template(path = "cloud/link.html")]
struct LinkPage {
    frame: Frame,
    form: FormState,
    email: String,
    /// The subscriptions that this sign-in can use the plan for.
    subscriptions: Vec<String>,
    way_out: WayOut,
}

#[derive(Template)]
#[template(path = "cloud/linked.html")]
struct LinkedPage {
    frame: Frame,
    card: Card,
    sentence: String,
    subscriptions: Vec<String>,
    /// Where to go on.
    on: String,
}

/// A way out of a refused pair.
#[derive(Clone, Debug, Default)]
struct WayOut {
    near: String,
    is_swapped: bool,
    /// Whether it can be linked for other requests.
    is_for_others: bool,
}

async fn ask(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let form = FormState::filled([("draft", query.take("draft"))]);
    show(&app, &asked, form, WayOut::default(), StatusCode::OK).await
}

async fn show(
    app: &App,
    asked: &Asked,
    form: FormState,
    way_out: WayOut,
    status: StatusCode,
) -> Page {
    let seen = mine(app, asked).await?;
    let person = seen.caller.person();
    let page = LinkPage {
        frame: app.frame(asked, &seen.caller),
        email: person.map_or_else(String::new, |person| person.email.clone()),
        subscriptions: usable(app, &seen.page),
        form,
        way_out,
    };
    page_with(status, &page)
}

/// The names of the subscriptions that a linked plan can be used for.
fn usable(app: &App, mine: &actions::cloud::Mine) -> Vec<String> {
    let catalog = app.house.catalog();
    let paid = mine.subscriptions.iter().filter(|one| {
        one.standing.makes_requests() && portal(&catalog, one).is_some_and(|portal| portal.uses_ids)
    });
    paid.map(|one| one.name.clone()).collect()
}

async fn link(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let fields = fields.only(&FIELDS)?;
    let mut form = FormState::typed(&fields);
    let caller = mine(&app, &asked).await?.caller;
    let w = asked.words(caller.person());
    let (access, contract) = (
        form.value("access_id").to_owned(),
        form.value("contract_id").to_owned(),
    );
    let then = form.value("then").to_owned();
    let (access, contract) = match then.as_str() {
        "near" => (form.value("near").to_owned(), contract),
        "swap" => (contract, access),
        _ => (access, contract),
    };
    let Some(pair) = read_pair(&w, &access, &contract, &mut form) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, form, WayOut::default(), status).await;
    };
    let wanted = (then != "others").then_some(Wanted::in_area(Area::Cloud));
    match contracts::link(&app.house, &asked.visit(), pair, wanted).await {
        Ok(Linked {
            verdict: Verdict::Elsewhere(reason),
            contract,
        }) => {
            let plan = contract.offer.name.in_language(w.language().code());
            let about = About {
                plan,
                ..About::default()
            };
            let sentence = match reason {
                Reason::OnPremisesOnly => w.cloud_link_on_premises_only(plan),
                reason => reason_sentence(&w, reason, &about),
            };
            form.refuse("access_id", sentence);
            let way_out = WayOut {
                is_for_others: reason == Reason::OnPremisesOnly,
                ..WayOut::default()
            };
            show(
                &app,
                &asked,
                form,
                way_out,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Ok(linked) => done(&app, &asked, form.value("draft"), &linked).await,
        Err(Stopped::Refused(Refusal::ProofNeeded)) => Ok(see_other("/contracts/links/proof")),
        Err(Stopped::Refused(refusal)) => {
            form.refuse(field(&refusal), sentence(&w, &refusal));
            let way_out = WayOut {
                near: match &refusal {
                    Refusal::NearMiss(access) => access.to_string(),
                    _ => String::new(),
                },
                is_swapped: refusal == Refusal::Swapped,
                is_for_others: false,
            };
            show(&app, &asked, form, way_out, status(&refusal)).await
        }
        Err(broke) => Err(broke.into()),
    }
}

/// Says what was linked, what it can be used for, and where to go on: with the draft that it was linked for.
async fn done(app: &App, asked: &Asked, draft: &str, linked: &Linked) -> Page {
    let seen = mine(app, asked).await?;
    let frame = app.frame(asked, &seen.caller);
    let (w, contract) = (frame.w, &linked.contract);
    let covers_cloud = contract
        .offer
        .coverage
        .deliveries
        .contains(&Area::Cloud.delivery());
    let sentence = match linked.verdict {
        Verdict::AlreadyLinked => w.contract_link_already().to_owned(),
        _ if covers_cloud => w.cloud_link_done(contract.title(w.language().code())),
        _ => w.cloud_link_done_for_others(contract.title(w.language().code())),
    };
    let page = LinkedPage {
        card: Card::of(
            &w,
            &app.house.catalog(),
            contract,
            asked.at,
            &About::default(),
        ),
        sentence,
        subscriptions: if covers_cloud {
            usable(app, &seen.page)
        } else {
            Vec::new()
        },
        on: if draft.is_empty() {
            "/cloud/requests/new".to_owned()
        } else {
            format!("/requests/draft/{draft}/contract?linked={}", contract.key)
        },
        frame,
    };
    page_with(StatusCode::OK, &page)
}
