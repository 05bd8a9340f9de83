//! Rows about what is around the contracts: orders, the service centre, files, letters, and somebody they do not concern.

use super::{Author, Contract, ENGINEERS, STRANGER, keep};
use crate::story::{Deed, Errand, Outcome, Row, Server, Traffic};

/// Orders that are in use at a time.
const ORDERS: usize = 8;

/// Files that are in use at a time.
const FILES: usize = 12;

/// What can be bought.
const FOR_SALE: [&str; 2] = ["five-pack", "single-incident"];

pub(super) struct Order {
    name: String,
    buyer: &'static str,
    by_card: bool,
    payments: Vec<String>,
}

pub(super) struct File {
    name: String,
    request: String,
    owner: &'static str,
    sent: bool,
}

impl Author {
    /// Takes notice of what was done around the contracts.
    pub(super) fn saw_around(&mut self, row: &Row, outcome: &Outcome) {
        let done = matches!(outcome, Outcome::Done { .. });
        let says = |words: &str| matches!(outcome, Outcome::Says(said) if said == words);
        match &row.deed {
            Deed::Errand(Errand::Order { contract, .. }) if done => {
                let order = Order {
                    name: contract.clone(),
                    buyer: super::customer(&row.who),
                    by_card: row.text.ends_with("by card"),
                    payments: Vec::new(),
                };
                if self.orders.iter().all(|one| one.name != *contract) {
                    keep(&mut self.orders, order, ORDERS);
                }
            }
            Deed::Errand(Errand::Pay(contract)) if done => self.bought(contract),
            Deed::Errand(Errand::Refund(contract)) if done => {
                self.contracts.retain(|one| one.name != *contract);
            }
            Deed::Errand(Errand::Change { contract, .. }) if says("waits for a second person") => {
                self.asked = Some(contract.clone());
            }
            Deed::Traffic(Traffic::Hear {
                payment, contract, ..
            }) => {
                let order = self.orders.iter_mut().find(|one| one.name == *contract);
                if let Some(order) = order {
                    order.payments.push(payment.clone());
                }
                if done {
                    self.bought(contract);
                }
            }
            Deed::Traffic(Traffic::Upload { file, incident, .. }) if done => {
                let file = File {
                    name: file.clone(),
                    request: incident.clone(),
                    owner: super::customer(&row.who),
                    sent: false,
                };
                keep(&mut self.files, file, FILES);
            }
            Deed::Traffic(Traffic::Send { file, .. }) if done => {
                for one in self.files.iter_mut().filter(|one| one.name == *file) {
                    one.sent = true;
                }
            }
            _ => {}
        }
    }

    fn bought(&mut self, name: &str) {
        let Some(order) = self.orders.iter().find(|one| one.name == name) else {
            return;
        };
        if self.contracts.iter().all(|one| one.name != name) {
            let contract = Contract {
                name: name.to_owned(),
                owner: order.buyer,
                minutes: false,
            };
            keep(&mut self.contracts, contract, super::CONTRACTS);
        }
    }

    /// Somebody orders, or money comes in, or goes back.
    pub(super) fn trade(&mut self) -> (&'static str, String) {
        let choice = self.dice.u8(..16);
        if self.orders.is_empty() || choice < 4 {
            let (buyer, offer) = (self.one_of(&super::CUSTOMERS), self.one_of(&FOR_SALE));
            let way = self.one_of(&["", " by card", " by card"]);
            return (buyer, format!("orders k{} from {offer}{way}", self.line));
        }
        let place = self.dice.usize(..self.orders.len());
        let order = &self.orders[place];
        let (name, buyer) = (order.name.clone(), order.buyer);
        match choice {
            4..6 => (buyer, format!("takes {name} back")),
            6 => ("rosa", format!("returns what is odd about {name}")),
            _ if !order.by_card => ("rosa", format!("marks {name} as paid")),
            7 => {
                let line = self.line;
                ("bank", format!("hears that p{line} pays half of {name}"))
            }
            8..11 if !order.payments.is_empty() => {
                let payment = &order.payments[self.dice.usize(..order.payments.len())];
                ("bank", format!("hears that {payment} pays for {name}"))
            }
            _ => {
                let line = self.line;
                ("bank", format!("hears that p{line} pays for {name}"))
            }
        }
    }

    /// The service centre changes a contract, with a second person where it must.
    pub(super) fn centre(&mut self) -> (&'static str, String) {
        let (name, _, _) = self.contract();
        match (self.dice.u8(..8), &self.asked) {
            (0..3, Some(asked)) => ("sara", format!("agrees to the change of {asked}")),
            (3, _) => ("rosa", format!("replaces the Contract ID of {name}")),
            (4..6, _) => {
                let change = self.dice.i64(6..30);
                ("rosa", format!("changes {name} by {change}"))
            }
            _ => {
                let change = self.dice.i64(-3..6);
                ("rosa", format!("changes {name} by {change}"))
            }
        }
    }

    /// A file is put aside, sent, removed or read.
    pub(super) fn enclose(&mut self) -> (&'static str, String) {
        let choice = self.dice.u8(..12);
        if self.files.is_empty() || choice < 4 {
            if self.requests.is_empty() {
                return self.submit();
            }
            let request = &self.requests[self.dice.usize(..self.requests.len())];
            let huge = if self.dice.u8(..10) == 0 {
                "a huge "
            } else {
                ""
            };
            let text = format!("uploads {huge}f{} for {}", self.line, request.name);
            return (request.owner, text);
        }
        let file = &self.files[self.dice.usize(..self.files.len())];
        let (name, request, owner) = (&file.name, &file.request, file.owner);
        match choice {
            4..8 if !file.sent => (owner, format!("sends {name} to {request}")),
            8 => (owner, format!("removes {name}")),
            9 if file.sent => {
                let text = format!("downloads {name}");
                (self.one_of(&ENGINEERS), text)
            }
            _ => (owner, format!("downloads {name}")),
        }
    }

    /// Somebody tries what is not theirs.
    pub(super) fn intrude(&mut self) -> (&'static str, String) {
        let (contract, _, _) = self.contract();
        let request = match self.requests.as_slice() {
            [] => return (STRANGER, format!("sees {contract}")),
            some => some[self.dice.usize(..some.len())].name.clone(),
        };
        let file = self.files.last().map(|file| file.name.clone());
        let order = self.orders.last().map(|order| order.name.clone());
        let text = match (self.dice.u8(..12), file, order) {
            (0, Some(file), _) => format!("downloads {file}"),
            (1, Some(file), _) => format!("removes {file}"),
            (2, _, Some(order)) => format!("takes {order} back"),
            (3, ..) => format!("sees {contract}"),
            (4, ..) => format!("submits i{} as C on {contract}", self.line),
            (5, ..) => format!("replies to {request}"),
            (6, ..) => format!("withdraws {request}"),
            (7, ..) => format!("reopens {request}"),
            (8, ..) => format!("closes {request} as solved"),
            (9, ..) => format!("uploads f{} for {request}", self.line),
            (10, ..) => format!("changes {contract} by 3"),
            _ => format!("reads {request}"),
        };
        (STRANGER, text)
    }

    /// Letters go out, to a server that mostly takes them.
    pub(super) fn post(&mut self) -> (&'static str, String) {
        let server = match self.dice.u8(..10) {
            0..7 => Server::Takes,
            7 => Server::Fails,
            8 => Server::Lies,
            _ => Server::Refuses,
        };
        let text = format!("posts letters to a server that {}", server.words());
        ("jobs", text)
    }

    /// Time and the operator.
    pub(super) fn house(&mut self) -> (&'static str, String) {
        let text = match self.dice.u8(..13) {
            0..3 => "lets lots expire",
            3..5 => "sends warnings",
            5..8 => "closes what waited too long",
            8 => "seals the day",
            9 => "sweeps the files",
            10 => "cannot send money back",
            _ => "sends money back",
        };
        ("jobs", text.to_owned())
    }
}
