//! Writes a story at random, row by row: who does what, when, and what fate befalls it.
//!
//! It knows the names that the story has given so far, and roughly how each request stands; mostly it lets people do
//! what they could, and now and then what they could not.

use domain::incident::{Disposition, Dispute};
use domain::time::Moment;
use fastrand::Rng;

use crate::story::{Deed, Fate, Outcome, Row};

/// Where the story begins: a Monday within a term of everything that the example catalogue offers.
const DAWN: &str = "2026-03-02T07:00:00Z";

/// Offers that contracts are made from: counted, charged on submission, acceptance and resolution, unlimited, minutes.
const OFFERS: [&str; 8] = [
    "partner-gold-20",
    "partner-silver-15",
    "story-impatient",
    "story-watched",
    "five-pack",
    "asfp-unlimited",
    "regional-unlimited",
    ADVICE,
];

/// The offer of minutes.
const ADVICE: &str = "advisory-silver-20h";

const CUSTOMERS: [&str; 4] = ["anna", "bert", "cara", "dina"];
const ENGINEERS: [&str; 2] = ["erik", "maja"];

/// Contracts that are in use at a time; older ones are left to themselves.
const CONTRACTS: usize = 12;

/// Requests that are in use at a time.
const REQUESTS: usize = 24;

struct Contract {
    name: String,
    owner: &'static str,
    minutes: bool,
}

struct Request {
    name: String,
    owner: &'static str,
    advice: bool,
    closed: bool,
}

/// The hand that writes.
pub struct Author {
    dice: Rng,
    at: Moment,
    line: usize,
    contracts: Vec<Contract>,
    requests: Vec<Request>,
    /// What is done next, whatever the dice say: what was not answered is tried again.
    again: Option<Row>,
}

impl Author {
    /// An author who writes the same story for the same `seed`.
    ///
    /// # Panics
    /// Never: the first instant is one.
    pub fn new(seed: u64) -> Self {
        Self {
            dice: Rng::with_seed(seed),
            at: Moment::parse(DAWN).expect("an instant"),
            line: 0,
            contracts: Vec::new(),
            requests: Vec::new(),
            again: None,
        }
    }

    /// The next row. Its outcome is not written yet.
    pub fn next(&mut self) -> Row {
        self.line += 1;
        if let Some(row) = self.again.take() {
            let (text, _) = row.text.split_once(", ").unwrap_or((&row.text, ""));
            return Row {
                line: self.line,
                fate: None,
                text: text.to_owned(),
                ..row
            };
        }
        self.pass();
        let (who, text) = self.deed();
        let fate = self.fate(&text);
        let text = match fate {
            None => text,
            Some(fate) => format!("{text}, {fate}"),
        };
        Row::new(self.line, self.at, who, &text, "").expect("it writes what it can read")
    }

    /// Takes notice of how `row` ended.
    pub fn saw(&mut self, row: &Row, outcome: &Outcome) {
        match outcome {
            Outcome::Lost => self.again = Some(row.clone()),
            Outcome::Done { .. } => self.done(row),
            _ => {}
        }
    }

    fn done(&mut self, row: &Row) {
        match &row.deed {
            Deed::Make {
                contract,
                offer,
                owner,
            } => {
                let made = Contract {
                    name: contract.clone(),
                    owner: customer(owner),
                    minutes: offer == ADVICE,
                };
                keep(&mut self.contracts, made, CONTRACTS);
            }
            Deed::Submit { incident, .. } => self.opened(incident, &row.who, false),
            Deed::AskAdvice { advice, .. } => self.opened(advice, &row.who, true),
            Deed::Consent(first) => self.opened(&format!("{first}-second"), &row.who, false),
            Deed::Close { incident, .. } | Deed::Withdraw(incident) | Deed::Solve(incident) => {
                self.stands(incident, true);
            }
            Deed::Reopen(incident) => self.stands(incident, false),
            _ => {}
        }
    }

    fn opened(&mut self, name: &str, owner: &str, advice: bool) {
        if self.requests.iter().any(|one| one.name == name) {
            return;
        }
        let request = Request {
            name: name.to_owned(),
            owner: customer(owner),
            advice,
            closed: false,
        };
        keep(&mut self.requests, request, REQUESTS);
    }

    fn stands(&mut self, name: &str, closed: bool) {
        for one in self.requests.iter_mut().filter(|one| one.name == name) {
            one.closed = closed;
        }
    }

    /// Lets time pass: mostly minutes, sometimes hours, now and then a day, seldom weeks.
    fn pass(&mut self) {
        let minutes = match self.dice.u8(..100) {
            0..60 => self.dice.i64(0..50),
            60..90 => self.dice.i64(60..600),
            90..98 => self.dice.i64(1_000..3_000),
            _ => self.dice.i64(8_000..30_000),
        };
        self.at = self.at.plus_minutes(minutes);
    }

    /// What befalls a deed that is one transaction: mostly nothing.
    fn fate(&mut self, text: &str) -> Option<Fate> {
        let whole = ["makes", "lets", "sends", "closes what", "looks", "reads"];
        if whole.iter().any(|begins| text.starts_with(begins)) {
            return None;
        }
        Some(match self.dice.u8(..100) {
            0..3 => Fate::CommitFails,
            3..6 => Fate::AnswerIsLost,
            6..8 => Fate::DiesAt(self.dice.u32(1..12)),
            8 => Fate::DiesAfter,
            _ => return None,
        })
    }

    fn deed(&mut self) -> (&'static str, String) {
        if self.contracts.len() < 3 {
            return self.make();
        }
        match self.dice.u8(..100) {
            0..3 => self.make(),
            3..28 => self.submit(),
            28..31 => self.ask_advice(),
            31..83 => self.handle(),
            83..92 => self.manage(),
            _ => self.house(),
        }
    }

    fn make(&mut self) -> (&'static str, String) {
        let offer = self.one_of(&OFFERS);
        let owner = self.one_of(&CUSTOMERS);
        let name = format!("k{}", self.line);
        ("desk", format!("makes {name} from {offer} for {owner}"))
    }

    fn submit(&mut self) -> (&'static str, String) {
        let (name, owner, minutes) = self.contract();
        let severity = self.one_of(&["A", "B", "C", "C"]);
        // Minutes never become incidents: now and then somebody tries.
        let contract = if minutes && self.dice.u8(..4) > 0 {
            return self.ask_advice();
        } else {
            name
        };
        (
            owner,
            format!("submits i{} as {severity} on {contract}", self.line),
        )
    }

    fn ask_advice(&mut self) -> (&'static str, String) {
        let minutes: Vec<usize> = (0..self.contracts.len())
            .filter(|place| self.contracts[*place].minutes)
            .collect();
        if minutes.is_empty() {
            return self.make();
        }
        let place = minutes[self.dice.usize(..minutes.len())];
        let contract = &self.contracts[place];
        (
            contract.owner,
            format!("asks for advice a{} on {}", self.line, contract.name),
        )
    }

    /// Something is done to a request, mostly one that is open.
    fn handle(&mut self) -> (&'static str, String) {
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
            21 => (engineer, format!("splits {name} into {name}-second")),
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

    /// Somebody manages a contract.
    fn manage(&mut self) -> (&'static str, String) {
        let (name, owner, _) = self.contract();
        match self.dice.u8(..12) {
            0..4 => {
                let change = self.dice.i64(-3..6);
                ("desk", format!("adjusts {name} by {change}"))
            }
            4..6 => ("desk", format!("suspends {name}")),
            6..9 => ("desk", format!("resumes {name}")),
            9 => {
                let day = self.at.plus_days(self.dice.i64(-30..400)).to_string();
                ("desk", format!("extends {name} through {}", &day[..10]))
            }
            _ => (owner, format!("looks at {name}")),
        }
    }

    /// Time and the operator.
    fn house(&mut self) -> (&'static str, String) {
        let text = match self.dice.u8(..8) {
            0..3 => "lets lots expire",
            3..5 => "sends warnings",
            _ => "closes what waited too long",
        };
        ("jobs", text.to_owned())
    }

    fn contract(&mut self) -> (String, &'static str, bool) {
        let contract = &self.contracts[self.dice.usize(..self.contracts.len())];
        (contract.name.clone(), contract.owner, contract.minutes)
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.dice.usize(..choices.len())]
    }
}

/// Adds to what is in use, and leaves the oldest alone where it becomes too much.
fn keep<T>(all: &mut Vec<T>, newest: T, most: usize) {
    if all.len() == most {
        all.remove(0);
    }
    all.push(newest);
}

/// The customer of that name.
fn customer(name: &str) -> &'static str {
    CUSTOMERS
        .into_iter()
        .find(|one| *one == name)
        .unwrap_or(CUSTOMERS[0])
}
