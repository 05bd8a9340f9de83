//! One contract: balance, burn-down, statement, what it covers, and who is linked.

use actions::Seen;
use actions::contracts::{self, LinkedPerson, OpenInvitation, Pending, Shown};
use actions::outbox::Outlook;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use domain::ledger::Account;
use domain::offer::Unit;
use domain::time::{Date, Zone};
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::card::Card;
use super::chart::BurnDown;
use super::covers::covers;
use super::lines::{Lines, amount};
use super::remind::{self, RemindCard};
use crate::answer::{Page, page_with};
use crate::app::App;
use crate::frame::Frame;
use crate::refused::About;
use crate::visit::{Asked, zone};

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
    /// The chart as a table, where that is asked for: the day, for `<time>` and in words, and the balance.
    points: Option<Vec<(String, String, String)>>,
    table_href: String,
    period: String,
    first_day: String,
    last_day: String,
    query: String,
    lines: Lines,
    covers: Vec<(&'static str, String)>,
    people: Option<Vec<PersonRow>>,
    pending: Vec<Pending>,
    invitations: Vec<(OpenInvitation, String, String)>,
    remind: Option<RemindCard>,
}

/// How much of the page is shown, and how.
struct View {
    as_table: bool,
    /// Page of the statement, from 1.
    page: usize,
}

/// What the reader may do with the contract.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each opens a form of its own on the page"
)]
struct May {
    share: bool,
    rotate: bool,
    unlink: bool,
    /// Whether the place at its location stands for the pair.
    link: bool,
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
    let view = View {
        as_table: query.take("view") == "table",
        page: query.take("page").parse().unwrap_or(1),
    };
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
    let w = asked.words(seen.caller.person());
    let remind = remind::card(&app, &asked, &w, &seen).await?;
    let mut page = contract_page(&app, &asked, seen, form, &view);
    page.remind = remind;
    let said = notice(&page.frame.w, &done, &page.owner_masked);
    page.frame.tell(said);
    page_with(status, &page)
}

/// What has just been done, said at the top of the page it leads to.
fn notice(w: &Words, done: &str, owner: &str) -> Option<String> {
    let sentence = match done {
        "shared" => w.contract_share_sent(domain::limits::INVITATION_DAYS),
        "withdrawn" => w.contract_invitation_withdrawn().to_owned(),
        "revoked" => w.contract_revoked().to_owned(),
        "approved" => w.contract_people_approved().to_owned(),
        "rotated" => w.contract_rotated(owner),
        "linked" => w.contract_linked_by_place().to_owned(),
        "reminded" => w.notice_remind_saved().to_owned(),
        _ => return None,
    };
    Some(sentence)
}

fn contract_page(
    app: &App,
    asked: &Asked,
    seen: Seen<Shown>,
    form: FormState,
    view: &View,
) -> ContractPage {
    let frame = app.frame(asked, &seen.caller);
    let (w, shown, catalog) = (frame.w, seen.page, app.house.catalog());
    let zone = zone(&seen.caller);
    let summary = &shown.summary;
    let card = Card::of(&w, &catalog, summary, asked.at, &About::default());
    let is_open = !matches!(card.standing, "superseded" | "cancelled");
    let is_counted = summary.offer.unit == Unit::Incident && summary.left.is_some();
    let (from, to) = shown.period;
    let query = format!("from={from}&to={to}");
    let person_row = |person: &LinkedPerson| person_row(&w, person, &summary.zone);
    ContractPage {
        form,
        owner: shown.owner.clone(),
        owner_masked: shown.owner_masked.clone().unwrap_or_default(),
        may: May {
            share: is_open && (summary.owned || summary.linked),
            rotate: is_open && summary.owned,
            unlink: summary.linked,
            link: shown.linkable,
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
            .map(|one| forecast(&w, &Outlook::of(one, &summary.zone))),
        svg: burn_down(&shown, asked).svg(&w).filter(|_| is_counted),
        points: view.as_table.then(|| burn_down(&shown, asked).points(&w)),
        table_href: format!("{}?view=table#balance", card.href),
        period: w.contract_statement_period(w.long_date(from), w.long_date(to)),
        first_day: w.short_date(from),
        last_day: w.short_date(to),
        lines: Lines::of(&w, &shown, &format!("{}?{query}", card.href), view.page),
        query,
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
        remind: None,
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

/// Where a balance is heading, in a sentence.
pub(crate) fn forecast(w: &Words, outlook: &Outlook) -> String {
    match outlook {
        Outlook::Unused(lapsing) => w.contract_forecast_unused(*lapsing),
        Outlook::Lasts(lapsing) => w.contract_forecast_lasts(*lapsing),
        Outlook::RunsOut(day) => {
            let month = Date::parse(day).map_or_else(|_| day.clone(), |day| w.month(day));
            w.contract_forecast_runs_out(month)
        }
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
