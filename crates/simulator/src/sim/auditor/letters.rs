//! I5: one letter for each event and recipient; none is lost, and there is one copy more for each answer that was lost.

use std::collections::{BTreeMap, BTreeSet};

use crate::house::Handed;
use crate::story::{Outcome, Server};

#[derive(Default)]
struct Copies {
    handed: usize,
    /// Copies more than one, for as often as nobody could know that it had arrived.
    more: usize,
}

/// The letters that have left the house.
#[derive(Default)]
pub(super) struct Letters {
    copies: BTreeMap<i64, Copies>,
    given_up: BTreeSet<i64>,
    /// The letter that confirms a request, by its title and who got it.
    confirmed: BTreeMap<(String, String), i64>,
}

impl Letters {
    /// Looks at what was handed over in a step that ended so.
    pub(super) fn look(&mut self, handed: &[Handed], outcome: &Outcome) -> Result<(), String> {
        let last = handed.len().saturating_sub(1);
        for (place, one) in handed.iter().enumerate() {
            let copies = self.copies.entry(one.letter).or_default();
            copies.handed += 1;
            if copies.handed > 1 + copies.more {
                let Handed { kind, to, .. } = one;
                return Err(format!("I5: {to} got {} of one {kind}", copies.handed));
            }
            if self.given_up.contains(&one.letter) {
                return Err(format!("I5: {} was given up and goes out", one.kind));
            }
            let forgotten = *outcome == Outcome::Lost && place == last;
            if forgotten || one.server == Server::Lies {
                copies.more += 1;
            } else if one.server == Server::Refuses {
                self.given_up.insert(one.letter);
            }
            if one.kind == "request_received" {
                let event = (one.title.clone(), one.to.clone());
                if *self.confirmed.entry(event).or_insert(one.letter) != one.letter {
                    return Err(format!("I5: {} is confirmed twice", one.title));
                }
            }
        }
        Ok(())
    }

    /// Whether somebody was told that the request called `title` was received.
    pub(super) fn is_confirmed(&self, title: &str) -> bool {
        self.confirmed.keys().any(|(about, _)| about == title)
    }
}
