//! What was done to a contract, in words.

use actions::contracts::{Actor, Entry, Summary};
use domain::time::{Date, Zone};
use words::Words;

use crate::deeds;

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

/// The lines in the reader's words and zone; `app` is what the house is called.
pub(super) fn rows(
    w: Words,
    app: &str,
    entries: &[Entry],
    summary: &Summary,
    zone: &Zone,
) -> Vec<Row> {
    let row = |entry: &Entry| {
        let said = |side: &Option<String>| match side {
            Some(side) => value(w, &entry.deed, side, summary),
            None => String::new(),
        };
        Row {
            when: (entry.at.to_string(), w.moment(entry.at, zone)),
            who: who(w, app, &entry.by),
            what: deeds::told(w, &entry.deed).to_owned(),
            before: said(&entry.before),
            after: said(&entry.after),
            reason: entry.reason.clone().unwrap_or_default(),
        }
    };
    entries.iter().map(row).collect()
}

fn who(w: Words, app: &str, actor: &Actor) -> String {
    match actor {
        Actor::Person(name) => name.clone(),
        Actor::Erased => w.person_erased().to_owned(),
        Actor::Operator => w.person_operator().to_owned(),
        Actor::House => w.person_system(app),
    }
}

/// What one side of a change was, where a person can read it: units and days. Keys and codes are for the log alone.
fn value(w: Words, deed: &str, side: &str, summary: &Summary) -> String {
    match deed {
        "contract.adjust" | "contract.top_up" => side.parse().map_or_else(
            |_| side.to_owned(),
            |left| super::balance(w, summary.offer.unit, Some(left)),
        ),
        "contract.adjustment_ask"
        | "contract.adjustment_decline"
        | "contract.adjustment_withdraw" => side.parse().map_or_else(
            |_| side.to_owned(),
            |units| super::change_of_units(w, summary.offer.unit, units),
        ),
        "contract.extend" => {
            Date::parse(side).map_or_else(|_| side.to_owned(), |day| w.long_date(day))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use words::Language;

    use super::*;

    #[test]
    fn whoever_is_no_person_is_told_in_words() {
        let w = Words::of(Language::Sv);
        let named = |actor| who(w, "Klippkort", &actor);
        assert_eq!(named(Actor::Operator), "Driften");
        assert_eq!(named(Actor::House), "Klippkort");
        assert_eq!(named(Actor::Erased), "En tidigare användare");
    }
}
