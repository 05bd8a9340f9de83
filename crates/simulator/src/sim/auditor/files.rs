//! I2: what was sent stays, byte for byte; what was removed is gone; neither is anybody else's.

use std::collections::BTreeMap;

use crate::story::{Deed, Outcome, Row, Traffic};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Aside,
    Sent,
    Removed,
    /// An answer about it was lost.
    Unsure,
}

/// What became of each file.
#[derive(Default)]
pub(super) struct Files {
    states: BTreeMap<String, State>,
}

impl Files {
    pub(super) fn judge(&mut self, row: &Row, outcome: &Outcome) -> Result<(), String> {
        let Deed::Traffic(traffic) = &row.deed else {
            return Ok(());
        };
        let (file, after) = match traffic {
            Traffic::Upload { file, .. } => (file, State::Aside),
            Traffic::Send { file, .. } => (file, State::Sent),
            Traffic::Remove(file) => (file, State::Removed),
            Traffic::Fetch(file) => return self.fetched(file, outcome),
            _ => return Ok(()),
        };
        let before = self.states.get(file).copied();
        match outcome {
            Outcome::Done { .. } => {
                if matches!(before, Some(State::Removed)) {
                    return Err(format!("I2: {file} was removed and is there"));
                }
                if before == Some(State::Sent) {
                    return Err(format!("I2: {file} was sent and is changed"));
                }
                self.states.insert(file.clone(), after);
            }
            Outcome::Lost => {
                self.states.insert(file.clone(), State::Unsure);
            }
            _ => {}
        }
        Ok(())
    }

    fn fetched(&self, file: &str, outcome: &Outcome) -> Result<(), String> {
        let whole = matches!(outcome, Outcome::Says(said) if said == "whole");
        match self.states.get(file) {
            Some(State::Sent) if !whole => Err(format!("I2: {file} was sent and is not there")),
            None | Some(State::Removed) if whole => {
                Err(format!("I2: {file} is there and must not"))
            }
            _ => Ok(()),
        }
    }

    /// The files that must be there.
    pub(super) fn sent(&self) -> impl Iterator<Item = &String> {
        let sent = self.states.iter();
        sent.filter(|(_, state)| **state == State::Sent)
            .map(|(file, _)| file)
    }
}
