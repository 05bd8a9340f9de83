//! Rows about what is done to requests.

use domain::incident::{Disposition, Dispute};

use super::{Author, ENGINEERS, Request};

impl Author {
    /// Something is done to a request, mostly one that is open.
    pub(super) fn handle(&mut self) -> (&'static str, String) {
        if self.requests.is_empty() {
            return self.submit();
        }
        let wants_closed = self.dice.u8(..4) == 0;
        let mut place = self.dice.usize(..self.requests.len());
        for _ in 0..4 {
            if self.requests[place].closed == wants_closed {
                break;
            }
            place = self.dice.usize(..self.requests.len());
        }
        let Request {
            owner,
            advice,
            closed,
            ..
        } = self.requests[place];
        let name = self.requests[place].name.clone();
        match (closed, advice) {
            (true, false) => return self.after(&name, owner),
            (true, true) => return (owner, format!("reopens {name}")),
            (false, true) if self.dice.u8(..3) > 0 => return self.advise(&name, owner),
            _ => {}
        }
        let engineer = self.one_of(&ENGINEERS);
        // Advice has no severity, and no second problem.
        let choices = if advice { 20 } else { 24 };
        match self.dice.u8(..choices) {
            0..4 => (engineer, format!("takes {name}")),
            4..7 => (engineer, format!("answers {name}")),
            7..9 => (engineer, format!("answers {name} and waits")),
            9..11 => (engineer, format!("answers {name} and proposes")),
            11..13 => (owner, format!("replies to {name}")),
            13..18 => {
                let disposition = self.one_of(&Disposition::ALL).code();
                (engineer, format!("closes {name} as {disposition}"))
            }
            18 => (owner, format!("withdraws {name}")),
            19 => (owner, format!("solves {name}")),
            20 => {
                let severity = self.one_of(&["B", "C"]);
                (owner, format!("changes {name} to {severity}"))
            }
            21 => (engineer, format!("splits {name} into i{}", self.line)),
            22 => (owner, format!("consents to the split of {name}")),
            _ => (owner, format!("declines the split of {name}")),
        }
    }

    /// Something is done to a request that is closed.
    fn after(&mut self, name: &str, owner: &'static str) -> (&'static str, String) {
        match self.dice.u8(..10) {
            0..4 => (owner, format!("reopens {name}")),
            4..6 => {
                let ground = self.one_of(&Dispute::ALL).code();
                (owner, format!("disputes {name} as {ground}"))
            }
            6..9 => {
                let verdict = self.one_of(&["give_back", "stands"]);
                ("sara", format!("judges {name} as {verdict}"))
            }
            _ => {
                let (to, _, _) = self.contract();
                ("sara", format!("moves {name} to {to}"))
            }
        }
    }

    fn advise(&mut self, name: &str, owner: &'static str) -> (&'static str, String) {
        let engineer = self.one_of(&ENGINEERS);
        match self.dice.u8(..8) {
            0..3 => {
                let minutes = self.dice.i64(1..8) * 30;
                (engineer, format!("estimates {name} at {minutes}"))
            }
            3..5 => (owner, format!("approves the estimate of {name}")),
            5 => (owner, format!("declines the estimate of {name}")),
            _ => {
                let minutes = self.dice.i64(1..5) * 15;
                (engineer, format!("delivers {minutes} for {name}"))
            }
        }
    }
}
