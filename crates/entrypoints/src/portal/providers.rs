//! Signing in through OpenID Connect providers.

use actions::Stopped;
use actions::accounts::identities::{self, Arrival, Connecting, Outcome};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::account::Caller;
use domain::ids::EmailAddress;
use domain::limits;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use web_kit::form::Query;
use web_kit::oidc::{Failed, Identity, Pending, Provider};

use super::enter::{device, entered, return_to};
use crate::answer::{Halt, Page, page, page_with, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent};

/// A provider that people may sign in with.
pub struct SignInProvider {
    /// Its part of our addresses: letters and digits. Its callback is `/sign-in/with/{key}/callback`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Its issuer.
    pub issuer: String,
    /// The provider.
    pub provider: Provider,
}

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in/with/{key}", post(begin))
        .route("/sign-in/with/{key}/callback", get(callback))
        .route("/sign-in/connect", get(connecting).post(connect))
}

/// What is kept while the browser is at the provider.
#[derive(Serialize, Deserialize)]
struct Kept {
    pending: Pending,
    return_to: String,
}

#[derive(Template)]
#[template(path = "portal/provider.html")]
struct LeavePage {
    frame: Frame,
    provider: String,
    address: String,
}

#[derive(Template)]
#[template(path = "portal/provider_failed.html")]
struct FailedPage {
    frame: Frame,
    sentence: String,
}

#[derive(Template)]
#[template(path = "portal/connect.html")]
struct ConnectPage {
    frame: Frame,
    connecting: Connecting,
    /// Whether the address is proven in this browser, so that only the button is missing.
    is_proven: bool,
}

fn find<'a>(app: &'a App, key: &str) -> Result<&'a SignInProvider, Halt> {
    let found = app.providers.iter().find(|provider| provider.key == key);
    found.ok_or(Halt::Refused(Refusal::NotFound))
}

/// Leads to the provider by a page of its own: our forms may lead nowhere else, by the content security policy.
async fn begin(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let provider = find(&app, &key)?;
    let return_to = return_to(&mut fields);
    fields.finish()?;
    let random = [app.house.random(), app.house.random(), app.house.random()];
    let (address, pending) = match provider.provider.begin(random, asked.at.0).await {
        Ok(begun) => begun,
        Err(failed) => return failed_page(&app, &asked, provider, &failed),
    };
    let kept = serde_json::to_string(&Kept { pending, return_to })
        .map_err(|problem| Halt::broke(&problem.to_string()))?;
    identities::keep(&app.house, &asked.visit(), &key, kept).await?;
    let frame = app.frame(&asked, &Caller::Visitor);
    page(&LeavePage {
        frame,
        provider: provider.name.clone(),
        address,
    })
}

async fn callback(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(query): Query,
) -> Page {
    let provider = find(&app, &key)?;
    let Some(taken) = identities::take(&app.house, &asked.visit(), &key).await? else {
        return failed_page(&app, &asked, provider, &Failed::Foreign);
    };
    let kept: Kept =
        serde_json::from_str(&taken.state).map_err(|problem| Halt::broke(&problem.to_string()))?;
    let found = provider.provider.finish(kept.pending, query, asked.at.0);
    let identity = match found.await {
        Ok(identity) => identity,
        Err(failed) => return failed_page(&app, &asked, provider, &failed),
    };
    let connects = taken.connects;
    let arrival = arrival(provider, identity, kept.return_to, connects);
    let (token, device) = device(&app, &asked);
    let arrived = identities::arrive(&app.house, &asked.visit(), arrival, device).await;
    let w = asked.words(None);
    match arrived {
        Ok(Outcome::SignedIn(signed_in)) => Ok(entered(&app, &token, &signed_in)),
        Ok(Outcome::Connected) => Ok(see_other("/account?done=connected")),
        Ok(Outcome::ProveAddress { .. }) => Ok(see_other("/sign-in/connect")),
        Ok(Outcome::NoAddress) => {
            let sentence = w.sign_in_provider_no_email(&provider.name);
            sentence_page(&app, &asked, StatusCode::UNPROCESSABLE_ENTITY, sentence)
        }
        Err(Stopped::Refused(Refusal::IdentityTaken)) => {
            let sentence = w.refusal_identity_taken().to_owned();
            sentence_page(&app, &asked, StatusCode::UNPROCESSABLE_ENTITY, sentence)
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// What a provider says, as far as it counts here.
fn arrival(
    provider: &SignInProvider,
    identity: Identity,
    return_to: String,
    connects: Option<domain::account::AccountRef>,
) -> Arrival {
    let proven = identity.email.filter(|_| identity.email_verified);
    let is_plain = |c: &char| !c.is_control();
    let name = identity.name.unwrap_or_default();
    Arrival {
        provider: provider.name.clone(),
        issuer: identity.issuer,
        subject: identity.subject,
        email: proven.and_then(|email| EmailAddress::parse(&email).ok()),
        name: name
            .chars()
            .filter(is_plain)
            .take(limits::NAME_CHARS_MAX)
            .collect(),
        return_to,
        connects,
    }
}

fn failed_page(app: &App, asked: &Asked, provider: &SignInProvider, failed: &Failed) -> Page {
    tracing::warn!(provider = provider.key, %failed, "sign-in through a provider failed");
    let (w, name) = (asked.words(None), &provider.name);
    let (status, sentence) = match failed {
        Failed::Declined => (StatusCode::OK, w.sign_in_provider_cancelled(name)),
        Failed::Unavailable(_) | Failed::Settings(_) => (
            StatusCode::BAD_GATEWAY,
            w.sign_in_provider_unreachable(name),
        ),
        Failed::Foreign | Failed::Refused(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            w.sign_in_provider_failed(name),
        ),
    };
    sentence_page(app, asked, status, sentence)
}

fn sentence_page(app: &App, asked: &Asked, status: StatusCode, sentence: String) -> Page {
    let frame = app.frame(asked, &Caller::Visitor);
    page_with(status, &FailedPage { frame, sentence })
}

/// Somebody has come from a provider with the address of an account: they show that it is theirs.
async fn connecting(State(app): State<App>, asked: Asked) -> Page {
    let seen = identities::connecting(&app.house, &asked.visit()).await?;
    let connecting = seen.page.ok_or(Refusal::SignInExpired)?;
    let person = seen.caller.person();
    let is_proven = person.is_some_and(|person| person.email == connecting.email);
    let frame = app.frame(&asked, &seen.caller);
    page(&ConnectPage {
        frame,
        connecting,
        is_proven,
    })
}

async fn connect(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    fields.finish()?;
    identities::connect(&app.house, &asked.visit()).await?;
    Ok(see_other("/account?done=connected"))
}
