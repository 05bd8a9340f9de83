//! A new request in the cloud area: whose subscription it is about, what is asked, and which subscription. Then the
//! wizard goes on with the same draft.

use actions::cloud::{Customer, Mine, Subscription};
use actions::incidents::drafts::{self, Change, Draft};
use actions::{Answer, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::cloud::Issue;
use domain::refusal::Refusal;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::tiles::mine;
use super::words::{denied, issue, portal, product, standing};
use crate::answer::{Halt, Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/cloud/requests/new", get(ask).post(begin))
}

/// What is chosen where a partner files for itself.
const OWN: &str = "own";

/// The fields of the page.
const FIELDS: [&str; 5] = ["customer", "draft", "version", "issue", "subscription"];

/// A customer to choose, with why it cannot be chosen.
struct CustomerCard {
    key: String,
    name: String,
    lack: String,
}

#[derive(Template)]
#[template(path = "cloud/customer.html")]
struct CustomerPage {
    frame: Frame,
    form: FormState,
    customers: Vec<CustomerCard>,
    has_own: bool,
}

/// A subscription to choose, with why it cannot be chosen.
struct Card {
    key: String,
    name: String,
    note: String,
    lack: String,
}

#[derive(Template)]
#[template(path = "cloud/new.html")]
struct NewPage {
    frame: Frame,
    form: FormState,
    issues: Vec<(&'static str, &'static str)>,
    cards: Vec<Card>,
    /// Who is filed for, and where another is chosen; empty where there is nobody to choose.
    customer: String,
    other: String,
}

async fn ask(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let seen = mine(&app, &asked).await?;
    let draft = query.take("draft");
    let mut filled = vec![("draft", draft.clone())];
    if !draft.is_empty() {
        let kept = drafts::load(&app.house, &asked.visit(), &draft).await?.page;
        filled.extend(answered(&kept));
    }
    let customer = query.maybe("customer").unwrap_or_else(|| {
        let chosen = filled.iter().find(|(name, _)| *name == "subscription");
        let chosen = chosen.map_or("", |(_, key)| key.as_str());
        customer_of(&seen.page, chosen)
    });
    filled.push(("customer", customer));
    let frame = app.frame(&asked, &seen.caller);
    show(
        &app,
        frame,
        &seen.page,
        FormState::filled(filled),
        StatusCode::OK,
    )
}

/// What a draft says already.
fn answered(draft: &Draft) -> Vec<(&'static str, String)> {
    let answers = &draft.answers;
    vec![
        ("version", draft.version.to_string()),
        (
            "subscription",
            answers.subscription.clone().unwrap_or_default(),
        ),
        ("issue", answers.problem_type.clone().unwrap_or_default()),
    ]
}

/// Whom the subscription that was chosen before is filed for; where nothing is chosen and there is nobody to choose,
/// that is oneself.
fn customer_of(mine: &Mine, chosen: &str) -> String {
    if mine.customers.is_empty() {
        return OWN.to_owned();
    }
    let chosen = mine.subscriptions.iter().find(|one| one.key == chosen);
    match chosen {
        Some(one) if one.standing.role.is_some() => OWN.to_owned(),
        Some(one) => one
            .customer
            .clone()
            .map_or_else(String::new, |(key, _)| key),
        None => String::new(),
    }
}

/// The customer first, where there are any; then the rest.
fn show(app: &App, frame: Frame, mine: &Mine, mut form: FormState, status: StatusCode) -> Page {
    let (w, chosen) = (frame.w, form.value("customer").to_owned());
    let customer = mine.customers.iter().find(|one| one.key == chosen);
    let lack = customer.and_then(|one| lack(&w, one));
    if let Some(sentence) = &lack {
        form.refuse("customer", sentence.as_str());
    }
    if (chosen != OWN && customer.is_none()) || lack.is_some() {
        let is_wrong = form.is_refused();
        let page = CustomerPage {
            customers: mine
                .customers
                .iter()
                .map(|one| CustomerCard {
                    key: one.key.clone(),
                    name: one.name.clone(),
                    lack: self::lack(&w, one).unwrap_or_default(),
                })
                .collect(),
            has_own: mine
                .subscriptions
                .iter()
                .any(|one| one.standing.role.is_some()),
            form,
            frame,
        };
        let status = if is_wrong {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            status
        };
        return page_with(status, &page);
    }
    let cards = offered(mine, &chosen)
        .map(|one| card(app, &w, one))
        .collect();
    let other = match form.value("draft") {
        _ if mine.customers.is_empty() => String::new(),
        "" => "/cloud/requests/new?customer=".to_owned(),
        draft => format!("/cloud/requests/new?draft={draft}&customer="),
    };
    let page = NewPage {
        issues: Issue::ALL.map(|one| (one.code(), issue(&w, one))).to_vec(),
        cards,
        customer: customer.map_or_else(String::new, |one| one.name.clone()),
        other,
        form,
        frame,
    };
    page_with(status, &page)
}

/// Why nothing can be filed for a customer.
fn lack(w: &Words, customer: &Customer) -> Option<String> {
    (!customer.is_living).then(|| w.refusal_delegation_missing(&customer.name))
}

/// The subscriptions that are filed about for `customer`: those with a role of one's own, or all of the customer's.
fn offered<'a>(mine: &'a Mine, customer: &'a str) -> impl Iterator<Item = &'a Subscription> {
    mine.subscriptions
        .iter()
        .filter(move |one| match &one.customer {
            _ if customer == OWN => one.standing.role.is_some(),
            Some((key, _)) => key == customer,
            None => false,
        })
}

fn card(app: &App, w: &Words, one: &Subscription) -> Card {
    let catalog = app.house.catalog();
    let name = product(w, &catalog, &one.product);
    let is_free = portal(&catalog, one).is_some_and(|portal| !portal.uses_ids);
    let note = if is_free {
        w.cloud_subscription_note_free(&name, standing(w, one))
    } else {
        w.cloud_subscription_note(&name, standing(w, one))
    };
    Card {
        key: one.key.clone(),
        name: one.name.clone(),
        note,
        lack: one.lack().map_or_else(String::new, |lack| denied(w, &lack)),
    }
}

/// Begins the draft, or takes a kept one along.
async fn begin(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let fields = fields.only(&FIELDS)?;
    let mut form = FormState::typed(&fields);
    let seen = mine(&app, &asked).await?;
    let frame = app.frame(&asked, &seen.caller);
    let w = frame.w;
    let chosen = seen.page.subscriptions.iter();
    let chosen = chosen
        .clone()
        .find(|one| one.key == form.value("subscription"));
    let issue = Issue::from_code(form.value("issue"));
    if issue.is_none() {
        form.refuse("issue", w.cloud_issue_missing());
    }
    match chosen.map(Subscription::lack) {
        None => form.refuse("subscription", w.cloud_subscription_missing()),
        Some(Some(lack)) => form.refuse("subscription", denied(&w, &lack)),
        Some(None) => {}
    }
    let (Some(issue), Some(one), false) = (issue, chosen, form.is_refused()) else {
        return show(
            &app,
            frame,
            &seen.page,
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    };
    let change = Change::Subscription {
        key: one.key.clone(),
        product: one.product.clone(),
        issue,
    };
    let refusal = match kept(&app, &asked, &form, change).await {
        Ok(draft) => {
            return Ok(see_other(&format!(
                "/requests/draft/{}/category",
                draft.key
            )));
        }
        Err(Stopped::Refused(Refusal::StepOpen(_))) => {
            let name = product(&w, &app.house.catalog(), &one.product);
            form.refuse("issue", w.cloud_issue_not_offered(name));
            Refusal::StepOpen(domain::refusal::Step::Problem)
        }
        Err(Stopped::Refused(Refusal::StaleDraft)) => {
            form = stale(&app, &asked, w, &seen.page, &form).await?;
            Refusal::StaleDraft
        }
        Err(Stopped::Refused(refusal)) => {
            form.refuse("subscription", refused::sentence(&w, &refusal));
            refusal
        }
        Err(broke) => return Err(broke.into()),
    };
    show(&app, frame, &seen.page, form, status(&refusal))
}

/// What was chosen, over the newest version of the draft, which says what it has instead: sent again, it is saved.
async fn stale(
    app: &App,
    asked: &Asked,
    w: Words,
    mine: &Mine,
    form: &FormState,
) -> Result<FormState, Halt> {
    let draft = drafts::load(&app.house, &asked.visit(), form.value("draft")).await?;
    let draft = draft.page;
    let kept = |name: &str| form.value(name).to_owned();
    let mut fresh = FormState::filled([
        ("customer", kept("customer")),
        ("draft", kept("draft")),
        ("version", draft.version.to_string()),
        ("issue", kept("issue")),
        ("subscription", kept("subscription")),
    ]);
    let answers = &draft.answers;
    let saved = answers.problem_type.as_deref().and_then(Issue::from_code);
    let saved = saved.map_or(w.wizard_check_not_given(), |one| issue(&w, one));
    let mut all = mine.subscriptions.iter();
    let about = all.find(|one| Some(&one.key) == answers.subscription.as_ref());
    let about = about.map_or(w.wizard_check_not_given(), |one| one.name.as_str());
    fresh.refuse("issue", w.cloud_stale(saved, about));
    Ok(fresh)
}

/// The draft with the answers of this page: the one that was taken along, or a new one.
async fn kept(app: &App, asked: &Asked, form: &FormState, change: Change) -> Answer<Draft> {
    let visit = asked.visit();
    match form.value("draft") {
        "" => drafts::start(&app.house, &visit, change).await,
        key => {
            let version = form.value("version").parse().unwrap_or_default();
            drafts::save(&app.house, &visit, key, version, change).await
        }
    }
}
