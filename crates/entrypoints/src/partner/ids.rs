//! *Ask for your IDs*: to whom the region sends them, in words, and sending them there.

use actions::benefits::Wanted;
use actions::partners::{self, Resending, Resent};
use actions::{By, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::catalog::IdPolicy;
use domain::partner::Sending;
use domain::refusal::Refusal;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::{Page, page, page_with, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/benefits/request-ids", get(form).post(send))
}

#[derive(Template)]
#[template(path = "partner/request_ids.html")]
struct IdsPage {
    frame: Frame,
    form: FormState,
    /// The contracts to choose among, where none is chosen.
    choices: Vec<(String, String)>,
    /// The contract that is chosen, and where its IDs can go.
    chosen: Option<Chosen>,
}

struct Chosen {
    key: String,
    plan: String,
    rule: String,
    contacts: Vec<(String, String)>,
    /// Who is on file and does not get them, and why.
    refused: Vec<String>,
}

#[derive(Template)]
#[template(path = "contracts/said.html")]
struct SaidPage {
    frame: Frame,
    title: String,
    text: String,
}

async fn form(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let key = query.take("contract");
    ids_page(&app, &asked, &key, FormState::default(), StatusCode::OK).await
}

async fn ids_page(
    app: &App,
    asked: &Asked,
    key: &str,
    form: FormState,
    status: StatusCode,
) -> Page {
    let visit = asked.visit();
    if key.is_empty() {
        let seen = actions::benefits::show(&app.house, &visit, None, Wanted::default()).await?;
        let frame = app.frame(asked, &seen.caller);
        let w = frame.w;
        let choices = seen.page.contracts.iter().filter(|one| {
            seen.page.partner.is_some() && one.offer.unit == domain::offer::Unit::Incident
        });
        let choices = choices
            .map(|one| (one.key.clone(), one.title(w.language().code())))
            .collect();
        let page = IdsPage {
            frame,
            form,
            choices,
            chosen: None,
        };
        return page_with(status, &page);
    }
    let seen = partners::resending(&app.house, &visit, key).await?;
    let frame = app.frame(asked, &seen.caller);
    let chosen = Some(chosen(frame.w, &seen.page));
    let page = IdsPage {
        frame,
        form,
        choices: Vec::new(),
        chosen,
    };
    page_with(status, &page)
}

fn chosen(w: Words, resending: &Resending) -> Chosen {
    let language = w.language().code();
    let region = resending.region.in_language(language);
    let primary = resending
        .contacts
        .iter()
        .find(|one| one.sending == Sending::Primary);
    let primary = primary.map_or(w.benefits_primary_contact(), |one| &one.contact.name);
    let plan = resending.plan.in_language(language);
    let label = |one: &partners::Sendable| {
        let contact = &one.contact;
        w.ids_contact(&contact.location_name, &contact.masked, &contact.name)
    };
    let (may, may_not): (Vec<_>, Vec<_>) = resending
        .contacts
        .iter()
        .partition(|one| one.sending.is_allowed());
    let why = |one: &&partners::Sendable| match one.sending {
        Sending::OtherCountry => w.ids_other_country(&one.contact.name),
        Sending::HeadOfficeOnly => w.ids_head_office_only(&one.contact.name),
        _ => w.ids_primary_only(&one.contact.name),
    };
    Chosen {
        key: resending.contract.clone(),
        plan: w.contract_label(&resending.access_id, plan),
        rule: match resending.policy {
            IdPolicy::PrimaryContact => w.ids_rule_primary(primary, region),
            IdPolicy::ContactsInSameCountry => w.ids_rule_country(region),
        },
        contacts: may
            .into_iter()
            .map(|one| (one.contact.key.clone(), label(one)))
            .collect(),
        refused: may_not.iter().map(why).collect(),
    }
}

async fn send(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let mut form = FormState::typed(&fields);
    let (key, contact) = (fields.take("contract"), fields.take("contact"));
    fields.finish()?;
    let visit = asked.visit();
    let caller = app.house.caller(&visit).await?;
    let w = asked.words(caller.person());
    if contact.is_empty() {
        form.refuse("contact", w.ids_choose());
        return ids_page(&app, &asked, &key, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match partners::resend(&app.house, By::Visit(&visit), &key, &contact).await {
        Ok(Resent { name, masked }) => {
            let frame = app.frame(&asked, &caller);
            page(&SaidPage {
                title: frame.w.ids_sent_title().to_owned(),
                text: frame.w.ids_sent(masked, name),
                frame,
            })
        }
        Err(Stopped::Refused(
            refusal @ (Refusal::NotSentThere
            | Refusal::ContractState
            | Refusal::TooManyAttempts { .. }),
        )) => {
            form.refuse("contact", refused::sentence(&w, &refusal));
            ids_page(&app, &asked, &key, form, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}
