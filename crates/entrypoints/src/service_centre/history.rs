//! What was done to a contract, in words.

use actions::contracts::{Entry, Summary};
use domain::time::{Date, Zone};
use words::Words;

/// A line of a contract's history.
pub(super) struct Row {
    /// The instant, for `<time>` and in words.
    pub when: (String, String),
    pub who: String,
    pub what: String,
    /// What held before and after; empty where the deed says it all.
    pub before: String,
    pub after: String,
    pub reason: String,
}

/// The lines in the reader's words and zone.
pub(super) fn rows(w: Words, entries: &[Entry], summary: &Summary, zone: &Zone) -> Vec<Row> {
    let row = |entry: &Entry| {
        let said = |side: &Option<String>| match side {
            Some(side) => value(w, &entry.deed, side, summary),
            None => String::new(),
        };
        Row {
            when: (entry.at.to_string(), w.moment(entry.at, zone)),
            who: entry.by.clone(),
            what: deed(w, &entry.deed),
            before: said(&entry.before),
            after: said(&entry.after),
            reason: entry.reason.clone().unwrap_or_default(),
        }
    };
    entries.iter().map(row).collect()
}

/// What one side of a change was, where a person can read it: units and days. Keys and codes are for the log alone.
fn value(w: Words, deed: &str, side: &str, summary: &Summary) -> String {
    match deed {
        "contract.adjust" | "contract.top_up" => side.parse().map_or_else(
            |_| side.to_owned(),
            |left| super::balance(w, summary.offer.unit, Some(left)),
        ),
        "contract.adjustment_ask" | "contract.adjustment_decline" => side.parse().map_or_else(
            |_| side.to_owned(),
            |units| super::change_of_units(w, summary.offer.unit, units),
        ),
        "contract.extend" => {
            Date::parse(side).map_or_else(|_| side.to_owned(), |day| w.long_date(day))
        }
        _ => String::new(),
    }
}

/// What a deed is called. One that is not a contract's own keeps the log's word.
fn deed(w: Words, deed: &str) -> String {
    match deed {
        "contract.issue" => w.service_centre_deed_issue(),
        "contract.activate" => w.service_centre_deed_activate(),
        "contract.adjust" => w.service_centre_deed_adjust(),
        "contract.adjustment_ask" => w.service_centre_deed_ask(),
        "contract.adjustment_decline" => w.service_centre_deed_decline(),
        "contract.top_up" => w.service_centre_deed_top_up(),
        "contract.extend" => w.service_centre_deed_extend(),
        "contract.suspend" => w.service_centre_deed_suspend(),
        "contract.resume" => w.service_centre_deed_resume(),
        "contract.rotate" => w.service_centre_deed_rotate(),
        "contract.reveal" => w.service_centre_deed_reveal(),
        "contract.show" => w.service_centre_deed_show(),
        "contract.cancel" => w.service_centre_deed_cancel(),
        "contract.supersede" => w.service_centre_deed_supersede(),
        "contract.send_ids" => w.service_centre_deed_send(),
        "contract.import" => w.service_centre_deed_import(),
        "contract.import_change" => w.service_centre_deed_import_change(),
        "contract.import_undone" => w.service_centre_deed_import_undone(),
        "link.make" => w.service_centre_deed_link(),
        "link.end" => w.service_centre_deed_unlink(),
        "link.revoke" => w.service_centre_deed_revoke(),
        "link.undo" => w.service_centre_deed_undo(),
        "invitation.send" => w.service_centre_deed_share(),
        "reminder.choose" => w.service_centre_deed_remind(),
        other => return other.to_owned(),
    }
    .to_owned()
}
