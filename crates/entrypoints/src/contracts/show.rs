//! One contract: balance, burn-down, statement, what it covers, and who is linked.

use actions::Seen;
use actions::contracts::{self, Line, LinkedPerson, OpenInvitation, Pending, Shown};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use domain::ledger::{Account, Cause, Forecast, Transfer};
use domain::offer::{Offer, Unit};
use domain::time::{Date, Zone};
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::card::Card;
use super::chart::BurnDown;
use super::covers::covers;
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::frame::{Frame, Notice, Tone};
use crate::refused::About;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/contracts/{key}", get(show))
}

#[derive(Template)]
#[template(path = "contracts/show.html")]
struct ContractPage {
    frame: Frame,
    form: FormState,
    card: Card,
    owner: String,
    owner_masked: String,
    may: May,
    predecessor: Option<(String, String)>,
    started: String,
    redeem_by: Option<String>,
    used: Option<String>,
    next_expiry: Option<String>,
    forecast: Option<String>,
    svg: Option<String>,
    as_table: bool,
    table_href: String,
    period: String,
    first_day: String,
    last_day: String,
    query: String,
    opening: String,
    closing: String,
    lines: Vec<Row>,
    covers: Vec<(&'static str, String)>,
    people: Option<Vec<PersonRow>>,
    pending: Vec<Pending>,
    invitations: Vec<(OpenInvitation, String, String)>,
}

/// What the reader may do with the contract.
struct May {
    share: bool,
    rotate: bool,
    unlink: bool,
}

/// A line of the statement in words.
struct Row {
    iso: String,
    date: String,
    event: &'static str,
    /// Where it is, for whoever filed it, and its number.
    request: Option<(Option<String>, String)>,
    person: String,
    change: String,
    balance: String,
}

struct PersonRow {
    key: String,
    name: String,
    linked: String,
    used: String,
    requests: Vec<String>,
    is_owner: bool,
}

async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let (from, to) = (query.take("from"), query.take("to"));
    let done = query.take("done");
    let as_table = query.take("view") == "table";
    let mut form = FormState::filled([("from", from.clone()), ("to", to.clone())]);
    let period = Date::parse(&from).ok().zip(Date::parse(&to).ok());
    let typed = !from.is_empty() || !to.is_empty();
    let ordered = period.filter(|(from, to)| from <= to);
    let seen = contracts::show(&app.house, &asked.visit(), &key, ordered).await?;
    let mut status = StatusCode::OK;
    if typed && ordered.is_none() {
        let w = asked.words(seen.caller.person());
        form.refuse("to", w.contract_statement_order());
        status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    if !typed {
        let (from, to) = seen.page.period;
        form = FormState::filled([("from", from.to_string()), ("to", to.to_string())]);
    }
    let mut page = contract_page(&app, &asked, seen, form, as_table);
    page.frame
        .notices
        .extend(notice(&page.frame.w, &done, &page.owner_masked));
    page_with(status, &page)
}

/// What has just been done, said at the top of the page it leads to.
fn notice(w: &Words, done: &str, owner: &str) -> Option<Notice> {
    let sentence = match done {
        "shared" => w.contract_share_sent(domain::limits::INVITATION_DAYS),
        "withdrawn" => w.contract_invitation_withdrawn().to_owned(),
        "revoked" => w.contract_revoked().to_owned(),
        "approved" => w.contract_people_approved().to_owned(),
        "rotated" => w.contract_rotated(owner),
        _ => return None,
    };
    Some(Notice {
        tone: Tone::Success,
        sentence,
    })
}

fn contract_page(
    app: &App,
    asked: &Asked,
    seen: Seen<Shown>,
    form: FormState,
    as_table: bool,
) -> ContractPage {
    let frame = app.frame(asked, &seen.caller);
    let (w, shown, catalog) = (frame.w, seen.page, app.house.catalog());
    let zone = seen
        .caller
        .person()
        .and_then(|person| Zone::named(&person.zone).ok())
        .unwrap_or(Zone::UTC);
    let summary = &shown.summary;
    let card = Card::of(&w, &catalog, summary, asked.at, &About::default());
    let is_open = !matches!(card.standing, "superseded" | "cancelled");
    let is_counted = summary.offer.unit == Unit::Incident && summary.left.is_some();
    let (from, to) = shown.period;
    let person_row = |person: &LinkedPerson| person_row(&w, person, &summary.zone);
    ContractPage {
        form,
        owner: shown.owner.clone(),
        owner_masked: shown.owner_masked.clone().unwrap_or_default(),
        may: May {
            share: is_open,
            rotate: is_open && summary.owned,
            unlink: summary.linked,
        },
        predecessor: shown.predecessor.as_ref().map(|one| {
            (
                format!("/contracts/{}", one.key),
                one.title(w.language().code()),
            )
        }),
        started: w.long_date(summary.first_day),
        redeem_by: shown.redeem_by.map(|day| w.long_date(day)),
        used: used(&w, &shown),
        next_expiry: next_expiry(&w, &shown),
        forecast: shown
            .forecast
            .filter(|_| is_counted)
            .map(|one| forecast(&w, one, &summary.zone)),
        svg: burn_down(&shown, asked).svg(&w).filter(|_| is_counted),
        as_table,
        table_href: format!("{}?view=table#statement", card.href),
        period: w.contract_statement_period(w.long_date(from), w.long_date(to)),
        first_day: w.short_date(from),
        last_day: w.short_date(to),
        query: format!("from={from}&to={to}"),
        opening: amount(&w, &summary.offer, shown.statement.opening),
        closing: amount(&w, &summary.offer, shown.statement.closing),
        lines: shown
            .lines
            .iter()
            .rev()
            .map(|line| row(&w, line, &summary.offer, &summary.zone))
            .collect(),
        covers: covers(&w, &catalog, &summary.offer),
        people: shown
            .people
            .as_ref()
            .map(|people| people.iter().map(person_row).collect()),
        pending: shown.pending,
        invitations: shown
            .invitations
            .into_iter()
            .map(|one| invitation(&w, one, &zone))
            .collect(),
        card,
        frame,
    }
}

fn burn_down<'a>(shown: &'a Shown, asked: &Asked) -> BurnDown<'a> {
    let summary = &shown.summary;
    BurnDown {
        steps: &shown.burn_down,
        starts: summary.zone.start_of_day(summary.first_day),
        ends: summary.zone.start_of_day(summary.last_day.next()),
        today: asked.at,
        forecast: shown.forecast,
        zone: &summary.zone,
    }
}

/// An open invitation, with to whom it went and until when it stands.
fn invitation(w: &Words, one: OpenInvitation, zone: &Zone) -> (OpenInvitation, String, String) {
    let (sent, until) = (zone.date_of(one.sent), zone.date_of(one.until));
    let to = w.contract_invitation_to(w.long_date(sent), &one.email);
    let until = w.contract_invitation_until(w.long_date(until));
    (one, to, until)
}

/// A number of units, as the offer counts them.
fn amount(w: &Words, offer: &Offer, units: i64) -> String {
    match offer.unit {
        Unit::Incident => w.number(units),
        Unit::Minute => w.hours(units),
    }
}

fn used(w: &Words, shown: &Shown) -> Option<String> {
    let of = |account| {
        shown
            .lots
            .iter()
            .map(|lot| lot.balances.of(account))
            .sum::<i64>()
    };
    let offer = &shown.summary.offer;
    let parts: Vec<String> = [
        (shown.summary.granted, true),
        (of(Account::Consumed), true),
        (of(Account::Held), of(Account::Held) > 0),
        (
            of(Account::Expired) + of(Account::WrittenOff),
            of(Account::Expired) + of(Account::WrittenOff) > 0,
        ),
    ]
    .into_iter()
    .enumerate()
    .filter(|(_, (_, said))| *said)
    .map(|(place, (units, _))| {
        let units = amount(w, offer, units);
        match place {
            0 => w.contract_granted(units),
            1 => w.contract_used(units),
            2 => w.contract_held(units),
            _ => w.contract_lapsed(units),
        }
    })
    .collect();
    (shown.summary.left.is_some() && !parts.is_empty()).then(|| parts.join(" · "))
}

/// The soonest end of a lot that still has units, where it is not the contract's own.
fn next_expiry(w: &Words, shown: &Shown) -> Option<String> {
    let summary = &shown.summary;
    let next = shown
        .lots
        .iter()
        .find(|lot| lot.balances.of(Account::Available) > 0 && lot.usable_until() > shown.at)?;
    let last = summary.zone.date_of(next.usable_until()).previous();
    (last != summary.last_day && summary.offer.unit == Unit::Incident)
        .then(|| w.contract_next_expiry(next.balances.of(Account::Available), w.long_date(last)))
}

fn forecast(w: &Words, forecast: Forecast, zone: &Zone) -> String {
    match forecast {
        Forecast::Unused { lapsing } => w.contract_forecast_unused(lapsing),
        Forecast::Lasts { lapsing } => w.contract_forecast_lasts(lapsing),
        Forecast::RunsOut { at } => w.contract_forecast_runs_out(w.month(zone.date_of(at))),
    }
}

fn row(w: &Words, line: &Line, offer: &Offer, zone: &Zone) -> Row {
    let movement = &line.movement;
    let request = line.request.map(|number| {
        let number = number.to_string();
        let href = line.is_own.then(|| format!("/requests/{number}"));
        (href, w.request_number(&number))
    });
    Row {
        iso: movement.transfer.at.to_string(),
        date: w.short_date(zone.date_of(movement.transfer.at)),
        event: event(w, &movement.transfer),
        request,
        person: line.person.clone().unwrap_or_default(),
        change: match offer.unit {
            Unit::Incident => w.change(movement.change),
            Unit::Minute => w.hours(movement.change),
        },
        balance: amount(w, offer, movement.balance),
    }
}

/// What a transfer is called in the statement.
pub(super) fn event(w: &Words, transfer: &Transfer) -> &'static str {
    match (transfer.cause, transfer.from, transfer.to) {
        (Cause::Activation, ..) => w.contract_event_granted(),
        (Cause::TopUp, ..) => w.contract_event_topped_up(),
        (Cause::Import, ..) => w.contract_event_imported(),
        (Cause::Adjustment, ..) => w.contract_event_adjusted(),
        (Cause::Expiry, ..) => w.contract_event_lapsed(),
        (Cause::Lapse(_), ..) => w.contract_event_given_back_lapsed(),
        (Cause::Move(_), ..) if transfer.reverses.is_some() => w.contract_event_moved_out(),
        (Cause::Move(_), ..) => w.contract_event_moved_in(),
        (Cause::Incident(_), Account::Held, Account::Consumed) => w.contract_event_reserved_used(),
        (Cause::Incident(_), Account::Held, _) => w.contract_event_released(),
        (Cause::Incident(_), _, Account::Held) => w.contract_event_reserved(),
        (Cause::Incident(_), ..) if transfer.reverses.is_some() => w.contract_event_given_back(),
        (Cause::Incident(_), ..) => w.contract_event_used(),
    }
}

fn person_row(w: &Words, person: &LinkedPerson, zone: &Zone) -> PersonRow {
    let day = |moment| w.short_date(zone.date_of(moment));
    let email = person.email.clone().unwrap_or_default();
    PersonRow {
        key: person.account.clone(),
        name: if person.name.is_empty() {
            email
        } else {
            format!("{} ({email})", person.name)
        },
        linked: day(person.since),
        used: person
            .used
            .map_or_else(|| w.contract_people_never().to_owned(), day),
        requests: person
            .requests
            .iter()
            .map(|number| w.request_number(&number.to_string()))
            .collect(),
        is_owner: person.is_owner,
    }
}
