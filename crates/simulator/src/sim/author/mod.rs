//! Writes a story at random, row by row: who does what, when, and what fate befalls it.
//!
//! It knows the names that the story has given so far, and roughly how each request stands; mostly it lets people do
//! what they could, and now and then what they could not.

mod around;
mod requests;

use std::collections::BTreeMap;

use domain::time::Moment;
use fastrand::Rng;

use self::around::{File, Order};
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

/// A customer of another organisation, who tries what is not theirs.
pub(super) const STRANGER: &str = "olaf";

/// How every story begins.
const OPENING: [(&str, &str); 3] = [
    ("jobs", "employs rosa as service_centre"),
    ("jobs", "employs sara as supervisor"),
    ("desk", "makes own from partner-gold-20 for olaf"),
];

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
    orders: Vec<Order>,
    files: Vec<File>,
    /// What the second problems of requests are called.
    seconds: BTreeMap<String, String>,
    /// The contract whose change waits for a second person.
    asked: Option<String>,
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
            orders: Vec::new(),
            files: Vec::new(),
            seconds: BTreeMap::new(),
            asked: None,
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
        let (who, text) = match OPENING.get(self.line - 1) {
            Some((who, text)) => (*who, (*text).to_owned()),
            None => self.deed(),
        };
        let fate = if who == STRANGER {
            None
        } else {
            self.fate(&text)
        };
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
            _ if row.who == STRANGER => {}
            Outcome::Done { .. } => self.done(row),
            _ => {}
        }
        self.saw_around(row, outcome);
    }

    fn done(&mut self, row: &Row) {
        match &row.deed {
            Deed::Make {
                contract,
                offer,
                owner,
            } if owner != STRANGER => {
                let made = Contract {
                    name: contract.clone(),
                    owner: customer(owner),
                    minutes: offer == ADVICE,
                };
                keep(&mut self.contracts, made, CONTRACTS);
            }
            Deed::Submit { incident, .. } => self.opened(incident, &row.who, false),
            Deed::AskAdvice { advice, .. } => self.opened(advice, &row.who, true),
            Deed::Split { incident, second } => {
                self.seconds.insert(incident.clone(), second.clone());
            }
            Deed::Consent(first) => {
                if let Some(second) = self.seconds.remove(first) {
                    self.opened(&second, &row.who, false);
                }
            }
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

    /// Lets time pass: mostly minutes, sometimes hours, now and then a day, seldom weeks. Now and then a clock is set back.
    fn pass(&mut self) {
        let minutes = match self.dice.u8(..100) {
            0 => -self.dice.i64(0..60),
            1..60 => self.dice.i64(0..50),
            60..90 => self.dice.i64(60..600),
            90..98 => self.dice.i64(1_000..3_000),
            _ => self.dice.i64(8_000..30_000),
        };
        self.at = self.at.plus_minutes(minutes);
    }

    /// What befalls a deed that is one transaction: mostly nothing.
    fn fate(&mut self, text: &str) -> Option<Fate> {
        let begins = |words: &[&str]| words.iter().any(|begin| text.starts_with(begin));
        let fate = self.dice.u8(..100);
        if begins(&["submits", "asks for", "adjusts", "lets", "closes what"]) && fate < 5 {
            return Some(Fate::Twice);
        }
        let whole = [
            "employs",
            "makes",
            "lets",
            "sends warnings",
            "closes what",
            "looks",
            "reads",
            "sees",
            "sweeps",
            "downloads",
        ];
        if begins(&whole) {
            return None;
        }
        Some(match fate {
            5..8 => Fate::CommitFails,
            8..11 => Fate::AnswerIsLost,
            11 => Fate::DiesAt(self.dice.u32(1..12)),
            12 => Fate::DiesAfter,
            _ => return None,
        })
    }

    fn deed(&mut self) -> (&'static str, String) {
        if self.contracts.len() < 3 {
            return self.make();
        }
        match self.dice.u8(..100) {
            0..3 => self.make(),
            3..22 => self.submit(),
            22..25 => self.ask_advice(),
            25..64 => self.handle(),
            64..71 => self.manage(),
            71..78 => self.trade(),
            78..81 => self.centre(),
            81..87 => self.enclose(),
            87..90 => self.intrude(),
            90..95 => self.post(),
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
