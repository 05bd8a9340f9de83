//! One subscription: its owners give the roles, and its customer lets partners administer it.

use actions::cloud::{self, Shown};
use actions::{By, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::cloud::SubscriptionRole;
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use web_kit::form::Query;
use web_kit::form_state::FormState;

use super::words::{denied, product, role, standing};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent, zone};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/cloud/subscriptions/{key}", get(show))
        .route("/cloud/subscriptions/{key}/roles", post(give))
        .route(
            "/cloud/subscriptions/{key}/roles/{person}/removal",
            post(take),
        )
        .route("/cloud/subscriptions/{key}/delegations", post(delegate))
        .route(
            "/cloud/subscriptions/{key}/delegations/{delegation}/removal",
            post(end),
        )
}

/// Somebody or a partner, in a row with a button.
struct Row {
    key: String,
    name: String,
    what: String,
    since: String,
}

#[derive(Template)]
#[template(path = "cloud/subscription.html")]
struct SubscriptionPage {
    frame: Frame,
    form: FormState,
    href: String,
    name: String,
    product: String,
    customer: String,
    country: String,
    own: &'static str,
    holders: Vec<Row>,
    delegations: Vec<Row>,
    roles: Vec<(&'static str, &'static str)>,
    gives_roles: bool,
    delegates: bool,
    /// Why this sign-in makes no requests about it; empty where it does.
    lack: String,
}

async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let (done, form) = (fields.take("done"), FormState::default());
    page(&app, &asked, &key, (form, &done), StatusCode::OK).await
}

async fn render(app: &App, asked: &Asked, key: &str, form: FormState, status: StatusCode) -> Page {
    page(app, asked, key, (form, ""), status).await
}

async fn page(
    app: &App,
    asked: &Asked,
    key: &str,
    (form, done): (FormState, &str),
    status: StatusCode,
) -> Page {
    let seen = cloud::show(&app.house, &asked.visit(), key).await?;
    let mut frame = app.frame(asked, &seen.caller);
    frame.tell((done == "given").then(|| frame.w.cloud_role_given()));
    let (w, zone) = (frame.w, zone(&seen.caller));
    let Shown {
        subscription,
        holders,
        delegations,
        gives_roles,
        delegates,
    } = seen.page;
    let since = |at| w.long_date(zone.date_of(at));
    let holders = holders.into_iter().map(|one| Row {
        key: one.key,
        name: one.email,
        what: role(&w, one.role).to_owned(),
        since: since(one.since),
    });
    let delegations = delegations.into_iter().map(|one| Row {
        key: one.key,
        name: one.partner,
        what: one.partner_id,
        since: since(one.since),
    });
    let lack = subscription.lack();
    let page = SubscriptionPage {
        form,
        href: format!("/cloud/subscriptions/{}", subscription.key),
        product: product(&w, &app.house.catalog(), &subscription.product),
        customer: subscription.customer_name().to_owned(),
        country: w.country_name(&subscription.country),
        own: standing(&w, &subscription),
        name: subscription.name,
        holders: holders.collect(),
        delegations: delegations.collect(),
        roles: SubscriptionRole::ALL
            .map(|one| (one.code(), role(&w, one)))
            .to_vec(),
        gives_roles,
        delegates,
        lack: lack.map_or_else(String::new, |lack| denied(&w, &lack)),
        frame,
    };
    page_with(status, &page)
}

async fn give(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&["email", "role"])?;
    let mut form = FormState::typed(&fields);
    let w = asked.words(None);
    let email = EmailAddress::parse(form.value("email"));
    if email.is_err() {
        form.refuse("email", w.cloud_role_email_missing());
    }
    let role = SubscriptionRole::from_code(form.value("role"));
    if role.is_none() {
        form.refuse("role", w.cloud_role_missing());
    }
    let (Ok(email), Some(role)) = (email, role) else {
        return render(&app, &asked, &key, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let visit = asked.visit();
    let given = cloud::give(&app.house, By::Visit(&visit), &key, email, role).await;
    answered(&app, &asked, &key, (form, "?done=given"), given).await
}

async fn take(
    State(app): State<App>,
    asked: Asked,
    Path((key, person)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let visit = asked.visit();
    let taken = cloud::take(&app.house, By::Visit(&visit), &key, &person).await;
    answered(&app, &asked, &key, (FormState::default(), ""), taken).await
}

async fn delegate(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&["partner_id"])?;
    let form = FormState::typed(&fields);
    let visit = asked.visit();
    let seen = cloud::show(&app.house, &visit, &key).await?;
    let customer = seen.page.subscription.customer.ok_or(Refusal::NotFound)?.0;
    let partner = form.value("partner_id");
    let made = cloud::delegate(&app.house, By::Visit(&visit), &customer, partner).await;
    answered(&app, &asked, &key, (form, ""), made.map(|_| ())).await
}

async fn end(
    State(app): State<App>,
    asked: Asked,
    Path((key, delegation)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let visit = asked.visit();
    let ended = cloud::end(&app.house, By::Visit(&visit), &delegation).await;
    answered(&app, &asked, &key, (FormState::default(), ""), ended).await
}

/// Back to the subscription, or its page with what was refused at its field. Who has given up their own role goes back
/// to the list.
async fn answered(
    app: &App,
    asked: &Asked,
    key: &str,
    (mut form, notice): (FormState, &str),
    done: actions::Answer<()>,
) -> Page {
    match done {
        Ok(()) => match cloud::show(&app.house, &asked.visit(), key).await {
            Err(Stopped::Refused(_)) => Ok(see_other("/cloud/subscriptions")),
            _ => Ok(see_other(&format!("/cloud/subscriptions/{key}{notice}"))),
        },
        Err(Stopped::Refused(refusal)) if refused::field(&refusal).is_some() => {
            let sentence = refused::sentence(&asked.words(None), &refusal);
            form.refuse(refused::field(&refusal).unwrap_or("email"), sentence);
            render(app, asked, key, form, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}
