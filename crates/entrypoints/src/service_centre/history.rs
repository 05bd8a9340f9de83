//! What was done to a contract, in words.

use actions::contracts::{Actor, Entry, Summary};
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
            what: deed(w, &entry.deed).to_owned(),
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

/// What a deed is called; the log alone has its code.
fn deed(w: Words, deed: &str) -> &'static str {
    match deed {
        "contract.issue" => w.service_centre_deed_issue(),
        "contract.activate" => w.service_centre_deed_activate(),
        "contract.adjust" => w.service_centre_deed_adjust(),
        "contract.adjustment_ask" => w.service_centre_deed_ask(),
        "contract.adjustment_decline" => w.service_centre_deed_decline(),
        "contract.adjustment_withdraw" => w.service_centre_deed_withdraw(),
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
        "invitation.decline" => w.service_centre_deed_share_decline(),
        "invitation.withdraw" => w.service_centre_deed_share_withdraw(),
        "reminder.choose" => w.service_centre_deed_remind(),
        _ => w.service_centre_deed_other(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use words::Language;

    use super::*;

    /// The deeds that the files in `folder` write, of a contract or of what hangs on one.
    fn written(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                written(&path, found);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source");
            let deeds = text
                .split('"')
                .filter(|word| !word.contains(char::is_whitespace));
            let ours = ["contract.", "link.", "invitation.", "reminder."];
            let deeds = deeds.filter(|word| ours.iter().any(|noun| word.starts_with(noun)));
            found.extend(deeds.map(str::to_owned));
        }
    }

    #[test]
    fn every_deed_of_a_contract_has_words() {
        let mut deeds = Vec::new();
        let actions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../actions/src");
        for noun in ["contracts", "notices", "partners"] {
            written(&actions.join(noun), &mut deeds);
        }
        assert!(deeds.len() > 20, "{deeds:?}");
        for language in Language::ALL {
            let w = Words::of(language);
            for one in &deeds {
                assert_ne!(deed(w, one), w.service_centre_deed_other(), "{one}");
            }
        }
    }

    #[test]
    fn whoever_is_no_person_is_told_in_words() {
        let w = Words::of(Language::Sv);
        let named = |actor| who(w, "Klippkort", &actor);
        assert_eq!(named(Actor::Operator), "Driften");
        assert_eq!(named(Actor::House), "Klippkort");
        assert_eq!(named(Actor::Erased), "En tidigare användare");
    }
}
