//! The lines of a statement in words, a page at a time.

use actions::contracts::{Line, Shown};
use domain::ledger::{Account, Cause, Transfer};
use domain::limits;
use domain::offer::{Offer, Unit};
use domain::time::Zone;
use words::Words;

/// A page of a statement, newest first.
pub(super) struct Lines {
    pub rows: Vec<Row>,
    /// The balance at the end of the period, on the page that holds the newest line.
    pub closing: Option<String>,
    /// The balance at its beginning, on the page that holds the oldest.
    pub opening: Option<String>,
    /// Which lines of how many; empty where one page holds all.
    pub showing: String,
    /// Where the newer and the older lines are; empty where there are none.
    pub newer: String,
    pub older: String,
}

/// A line of the statement in words.
pub(super) struct Row {
    pub iso: String,
    pub date: String,
    pub event: &'static str,
    /// Where it is, for whoever may open it, and its number.
    pub request: Option<(Option<String>, String)>,
    pub person: String,
    pub change: String,
    pub balance: String,
}

impl Lines {
    /// Page number `page`, from 1, of the statement at `address`; past the last it is the last.
    pub fn of(w: &Words, shown: &Shown, address: &str, page: usize) -> Self {
        let (offer, zone) = (&shown.summary.offer, &shown.summary.zone);
        let total = shown.lines.len();
        let pages = total.div_ceil(limits::PAGE_ROWS).max(1);
        let page = page.clamp(1, pages);
        let before = (page - 1) * limits::PAGE_ROWS;
        let newest_first = shown.lines.iter().rev();
        let rows: Vec<Row> = newest_first
            .skip(before)
            .take(limits::PAGE_ROWS)
            .map(|line| row(w, line, offer, zone))
            .collect();
        let showing = if pages == 1 {
            String::new()
        } else {
            let range = w.range(before as i64 + 1, (before + rows.len()) as i64);
            w.paging_showing(range, w.number(total as i64))
        };
        let link = |page: usize| format!("{address}&page={page}#statement");
        Self {
            rows,
            closing: (page == 1).then(|| amount(w, offer, shown.statement.closing)),
            opening: (page == pages).then(|| amount(w, offer, shown.statement.opening)),
            showing,
            newer: if page > 1 {
                link(page - 1)
            } else {
                String::new()
            },
            older: if page < pages {
                link(page + 1)
            } else {
                String::new()
            },
        }
    }
}

/// A number of units, as the offer counts them.
pub(super) fn amount(w: &Words, offer: &Offer, units: i64) -> String {
    match offer.unit {
        Unit::Incident => w.number(units),
        Unit::Minute => w.hours(units),
    }
}

fn row(w: &Words, line: &Line, offer: &Offer, zone: &Zone) -> Row {
    let movement = &line.movement;
    let request = line.request.map(|number| {
        let number = number.to_string();
        let href = line.can_open.then(|| format!("/requests/{number}"));
        (href, w.request_number(&number))
    });
    Row {
        iso: movement.transfer.at.to_string(),
        date: w.short_date(zone.date_of(movement.transfer.at)),
        event: event(w, offer.unit, &movement.transfer),
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
pub(super) fn event(w: &Words, unit: Unit, transfer: &Transfer) -> &'static str {
    match (transfer.cause, transfer.from, transfer.to) {
        (Cause::Activation, ..) => w.contract_event_granted(),
        (Cause::TopUp, ..) => w.contract_event_topped_up(),
        (Cause::Import, ..) => w.contract_event_imported(),
        (Cause::Adjustment, ..) => w.contract_event_adjusted(),
        (Cause::Expiry, ..) => w.contract_event_lapsed(),
        (Cause::Lapse(_), ..) => w.contract_event_given_back_lapsed(),
        (Cause::Move(_), ..) if transfer.reverses.is_some() => w.contract_event_moved_out(),
        (Cause::Move(_), ..) => w.contract_event_moved_in(),
        (Cause::Incident(_), Account::Held, Account::Consumed) if unit == Unit::Minute => {
            w.contract_event_reserved_used_hours()
        }
        (Cause::Incident(_), Account::Held, Account::Consumed) => w.contract_event_reserved_used(),
        (Cause::Incident(_), Account::Held, _) => w.contract_event_released(),
        (Cause::Incident(_), _, Account::Held) if unit == Unit::Minute => {
            w.contract_event_reserved_hours()
        }
        (Cause::Incident(_), _, Account::Held) => w.contract_event_reserved(),
        (Cause::Incident(_), ..) if transfer.reverses.is_some() => w.contract_event_given_back(),
        (Cause::Incident(_), ..) => w.contract_event_used(),
    }
}
