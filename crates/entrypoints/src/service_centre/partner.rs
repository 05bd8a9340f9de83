//! A partner: its membership, what waits, its locations with their people and contracts, and what can be done.

use actions::contracts::Summary;
use actions::organisations::{Person, Site, Status};
use actions::partners::{self, Partner};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::contract::Standing;
use domain::offer::Unit;
use domain::partner::Addition;
use domain::time::Zone;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::{Language, Words};

use super::queue::Row;
use super::record::Record;
use super::{HOME, named};
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::contracts::Card;
use crate::countries;
use crate::frame::Frame;
use crate::refused::About;
use crate::visit::{self, Asked};

#[derive(Template)]
#[template(path = "service_centre/partner.html")]
struct PartnerPage {
    frame: Frame,
    form: FormState,
    name: String,
    key: String,
    /// Its own address.
    here: String,
    /// Labels with their values.
    facts: Vec<(&'static str, String)>,
    waiting: Vec<Row>,
    sites: Vec<Place>,
    /// Keys and names of locations.
    locations: Vec<(String, String)>,
    /// Keys and names of contacts that are on file and not primary.
    candidates: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    countries: Vec<(String, String)>,
    zones: Vec<(String, String)>,
    record: Record,
    /// The one-time key of a note.
    once: String,
}

/// Somebody at a place: who, in which role, and a button with its address.
type Listed = (String, String, Option<(&'static str, &'static str)>);

struct Place {
    id: String,
    name: String,
    note: String,
    people: Vec<Listed>,
    /// Cards, each with the address where the contract is kept, and whether there are IDs to send.
    contracts: Vec<(Card, String, bool)>,
    /// A competency and what it allows.
    rights: Vec<(String, String)>,
    additions: Vec<&'static str>,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let w = asked.words(None);
    let done = match fields.take("done").as_str() {
        "enrolled" => Some(w.enrol_done()),
        "filed" => Some(w.service_centre_filed()),
        "appointed" => Some(w.service_centre_appointed()),
        "located" => Some(w.service_centre_located()),
        "noted" => Some(w.service_centre_noted()),
        _ => None,
    };
    let seen = partners::kept(&app.house, &asked.visit(), &key).await?;
    let zone = seen.page.organisation.sites.first().map(|site| &site.zone);
    let form = FormState::filled([("site_zone", zone.unwrap_or(&Zone::UTC).name())]);
    show(&app, &asked, &key, (form, done), StatusCode::OK).await
}

/// The partner's page, with a form as it was sent and what was done.
pub(super) async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    (form, done): (FormState, Option<&'static str>),
    code: StatusCode,
) -> Page {
    let seen = partners::kept(&app.house, &asked.visit(), key).await?;
    let mut frame = app.frame(asked, &seen.caller);
    let (w, partner) = (frame.w, seen.page);
    let kept = partners::on_record(&app.house, &asked.visit(), key)
        .await?
        .page;
    frame.tell(done);
    let sites = &partner.organisation.sites;
    let on_file = sites.iter().flat_map(|site| &site.people);
    let candidates = on_file
        .filter(|one| !one.is_primary && matches!(one.status, Status::OnFile(_)))
        .map(|one| (one.key.clone(), called(one)));
    let languages = [Language::En, Language::Sv];
    page_with(
        code,
        &PartnerPage {
            name: partner.organisation.name.clone(),
            key: partner.organisation.key.clone(),
            here: super::partner(&partner.organisation.key),
            facts: facts(w, &partner),
            waiting: partner
                .waiting
                .iter()
                .map(|task| Row::of(w, task))
                .collect(),
            sites: sites
                .iter()
                .map(|site| place(app, asked, w, &partner, site))
                .collect(),
            locations: sites
                .iter()
                .map(|site| (site.key.clone(), site.name.clone()))
                .collect(),
            candidates: candidates.collect(),
            languages: languages
                .map(|language| {
                    (
                        language.code().to_owned(),
                        language.native_name().to_owned(),
                    )
                })
                .into(),
            countries: countries::choices(w, &app.house.catalog()),
            zones: Zone::names()
                .map(|name| (name.clone(), name.replace('_', " ")))
                .collect(),
            record: Record::of(w, &kept, &visit::zone(&seen.caller)),
            once: super::contract::one_time_key(app),
            form,
            frame,
        },
    )
}

fn facts(w: Words, partner: &Partner) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(id) = &partner.organisation.partner_id {
        facts.push((w.service_centre_partner_id(), id.clone()));
    }
    let zone = partner.organisation.sites.first().map(|site| &site.zone);
    if let (Some(membership), Some(level), Some(zone)) = (&partner.membership, &partner.level, zone)
    {
        facts.push((w.service_centre_level(), named(w, &level.name)));
        let day = |moment| w.long_date(zone.date_of(moment));
        facts.push((w.service_centre_renewed(), day(membership.starts)));
        facts.push((w.service_centre_renews(), day(membership.ends)));
    }
    facts
}

fn place(app: &App, asked: &Asked, w: Words, partner: &Partner, site: &Site) -> Place {
    let catalog = app.house.catalog();
    let here = |location: &String| *location == site.key;
    let contracts = partner.benefits.iter().filter(|one| here(&one.location));
    let rights = partner.rights.iter().filter(|one| here(&one.location));
    let additions = partner.additions.iter().filter(|(at, _)| here(at));
    let head_office = site.is_head_office.then(|| w.service_centre_head_office());
    let place = w.service_centre_zone(w.country_name(&site.country), w.zone(&site.zone));
    Place {
        id: site.key.clone(),
        name: site.name.clone(),
        note: head_office.map_or_else(|| place.clone(), |words| format!("{words} · {place}")),
        people: site.people.iter().map(|one| person(w, one)).collect(),
        contracts: contracts
            .map(|one| {
                let about = About::default();
                let card = Card::of(&w, &catalog, &one.contract, asked.at, &about);
                let href = format!("{HOME}/contracts/{}", one.contract.key);
                (card, href, has_ids(&one.contract))
            })
            .collect(),
        rights: rights
            .map(|one| (named(w, &one.competency), named(w, &one.internal_use)))
            .collect(),
        additions: additions
            .map(|(_, kind)| match kind {
                Addition::SignatureCloud => w.service_centre_signature_cloud(),
                Addition::Toolkit => w.service_centre_toolkit(),
            })
            .collect(),
    }
}

/// Whether a contract has a pair, and is not over: hours of advice are used without one.
pub(super) fn has_ids(contract: &Summary) -> bool {
    let over = matches!(
        contract.standing,
        Standing::Cancelled | Standing::Superseded(_)
    );
    contract.offer.unit == Unit::Incident && !over
}

/// Name, address, and what they are, as a tag.
fn person(w: Words, person: &Person) -> (String, String, Option<(&'static str, &'static str)>) {
    let tag = match person.status {
        _ if person.is_primary => Some(("green", w.service_centre_primary())),
        Status::OnFile(_) => None,
        Status::Invited(_) => Some(("grey", w.service_centre_invited())),
        Status::Asked(_) => Some(("amber", w.service_centre_asks())),
    };
    (called(person), person.email.clone(), tag)
}

fn called(person: &Person) -> String {
    if person.name.is_empty() {
        person.email.clone()
    } else {
        person.name.clone()
    }
}
