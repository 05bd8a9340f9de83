//! *Ask for your IDs*: to whom the region sends them, in words, and sending them there.

use actions::benefits::{Overview, Wanted};
use actions::partners::{self, Resending, Resent, Rule};
use actions::{By, Stopped, program};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::catalog::IdPolicy;
use domain::offer::Unit;
use domain::partner::Sending;
use domain::refusal::Refusal;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::{Halt, Page, page, page_with, status};
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
    /// The rules where the reader is, where there is nothing to choose.
    rules: Vec<String>,
    /// Contracts of the reader's own, whose Contract ID they change themselves: what it says, and where.
    own: Vec<(String, String)>,
    /// Whether a program support case can be opened.
    can_open_case: bool,
    /// The service centre's address, where one is set.
    centre: String,
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
        let choices = seen
            .page
            .contracts
            .iter()
            .filter(|one| seen.page.partner.is_some() && one.offer.unit == Unit::Incident);
        let choices: Vec<_> = choices
            .map(|one| (one.key.clone(), one.title(w.language().code())))
            .collect();
        let page = IdsPage {
            frame,
            form,
            own: if choices.is_empty() {
                own(w, &seen.page)
            } else {
                Vec::new()
            },
            rules: if choices.is_empty() {
                let rules = partners::rules(&app.house, &visit).await?;
                rules.iter().flat_map(|one| rule(w, one)).collect()
            } else {
                Vec::new()
            },
            can_open_case: can_open_case(app, asked).await?,
            centre: app.contact(),
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
        rules: Vec::new(),
        own: Vec::new(),
        can_open_case: can_open_case(app, asked).await?,
        centre: app.contact(),
    };
    page_with(status, &page)
}

/// Whether the reader belongs to a partner with program support.
async fn can_open_case(app: &App, asked: &Asked) -> Result<bool, Halt> {
    let choices = program::choices(&app.house, &asked.visit()).await?;
    Ok(!choices.page.places.is_empty())
}

/// The rule of a region, with the primary program contact by name.
fn rule(w: Words, rule: &Rule) -> Vec<String> {
    let region = rule.region.in_language(w.language().code());
    let primary = match rule.primary.as_str() {
        "" => w.benefits_primary_contact(),
        name => name,
    };
    match rule.policy {
        IdPolicy::PrimaryContact => vec![w.ids_rule_primary(primary, region)],
        IdPolicy::ContactsInSameCountry => {
            vec![w.ids_rule_country(region), w.ids_primary_is(primary)]
        }
    }
}

/// The contracts with a pair that the reader owns, by the name of the button that changes it.
fn own(w: Words, overview: &Overview) -> Vec<(String, String)> {
    let all = overview.contracts.iter().chain(&overview.own);
    let own = all.filter(|one| one.owned && one.offer.unit == Unit::Incident);
    own.map(|one| {
        let title = one.title(w.language().code());
        let change = format!("{}: {title}", w.contract_rotate());
        (change, format!("/contracts/{}/contract-id/new", one.key))
    })
    .collect()
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
    match partners::resend(&app.house, By::Visit(&visit), (&key, &contact), None).await {
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
