//! The monthly letter about somebody's contracts.

use actions::outbox::{Balance, Monthly, MonthlyOf};
use domain::offer::Unit;
use domain::time::Date;

use super::compose::{Composed, Desk, Part};

/// Composes the letter.
pub(super) fn compose(desk: &Desk<'_>, monthly: &Monthly) -> Composed {
    let w = desk.w;
    let (from, to) = (
        desk.written_day(&monthly.from),
        desk.written_day(&monthly.to),
    );
    let mut parts = vec![Part::Said(w.notice_statement_text(from, to))];
    for one in &monthly.contracts {
        parts.push(Part::Heading(
            w.contract_label(&one.about.access_id, desk.name(&one.about.plan)),
        ));
        parts.push(Part::Facts(facts(desk, one)));
        let path = format!(
            "/contracts/{}?from={}&to={}#statement",
            one.about.contract, monthly.from, monthly.to
        );
        parts.push(desk.button(w.notice_statement_open(), &path, |link| {
            w.notice_statement_open_link(link)
        }));
    }
    if monthly.more > 0 {
        parts.push(Part::Said(w.notice_statement_more(monthly.more)));
    }
    Composed {
        subject: subject(desk, monthly),
        parts,
        footer: w.notice_statement_footer(desk.app, desk.base.absolute("/account")),
        thread: None,
        begins: false,
        calendar: None,
        off: None,
    }
}

/// One month by its name, several by the first and the last.
fn subject(desk: &Desk<'_>, monthly: &Monthly) -> String {
    let month =
        |day: &str| Date::parse(day).map_or_else(|_| day.to_owned(), |day| desk.w.month(day));
    let (from, to) = (month(&monthly.from), month(&monthly.to));
    if from == to {
        desk.w.notice_statement_subject(to)
    } else {
        desk.w.notice_statement_subject_long(from, to)
    }
}

fn facts(desk: &Desk<'_>, one: &MonthlyOf) -> Vec<(String, String)> {
    let (w, is_hours) = (desk.w, one.unit == Unit::Minute.code());
    let units = |units: i64| {
        if is_hours {
            w.hours(units)
        } else {
            w.number(units)
        }
    };
    let ends = (
        w.letter_label_valid_until().to_owned(),
        desk.written_day(&one.last_day),
    );
    let Some(balance) = &one.balance else {
        return vec![
            (
                w.letter_label_balance().to_owned(),
                w.incidents_unlimited().to_owned(),
            ),
            (w.notice_statement_used().to_owned(), units(one.used)),
            ends,
        ];
    };
    let change = |change: i64| {
        if is_hours {
            w.hours(change)
        } else {
            w.change(change)
        }
    };
    let mut facts = vec![(
        w.contract_statement_opening().to_owned(),
        units(balance.opening),
    )];
    facts.extend(moved(desk, balance).map(|(label, by)| (label.to_owned(), change(by))));
    facts.push((
        w.contract_statement_closing().to_owned(),
        units(balance.closing),
    ));
    facts.extend(balance.next_expiry.as_ref().map(|(left, day)| {
        let value = w.notice_statement_next_value(desk.written_day(day), units(*left));
        (w.notice_statement_next().to_owned(), value)
    }));
    facts.push(ends);
    facts
}

/// The kinds of movement that there were.
fn moved(desk: &Desk<'_>, balance: &Balance) -> impl Iterator<Item = (&'static str, i64)> {
    let w = desk.w;
    [
        (w.notice_statement_added(), balance.granted),
        (w.notice_statement_used(), balance.used),
        (w.notice_statement_given_back(), balance.given_back),
        (w.notice_statement_lapsed(), balance.lapsed),
        (w.notice_statement_adjusted(), balance.adjusted),
    ]
    .into_iter()
    .filter(|(_, change)| *change != 0)
}
