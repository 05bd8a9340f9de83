//! What guessing an ID pair costs.
//!
//! Every attempt is charged before the look-up and credited back by a right pair. The budgets of the sign-in and of
//! its network refuse; those of the numbers themselves and of the site never do, so that a stranger cannot lock the
//! owner out: past them a new link owes one more proof.

use std::collections::BTreeSet;

use domain::account::{AccountRef, Caller, Person};
use domain::ids::{AccessId, ContractId};
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::{Tools, stored, told};
use crate::audit::{self, Done, Record};
use crate::budget::{self, Spending, Window};
use crate::keys::KeyRing;
use crate::outbox::ContractNews;

/// The Access IDs of the contracts that an account is linked to.
const OWN_NUMBERS: &str = "
    SELECT c.access_id FROM link l JOIN contract c ON c.id = l.contract WHERE l.account = $1 AND l.ended_at IS NULL";

/// The window of the whole site: so many in so many seconds is one a second, with that many at once.
const SITE: Window = Window::seconds(
    (limits::WRONG_PAIRS_PER_SITE_BURST / limits::WRONG_PAIRS_PER_SITE_SECOND) as i64,
);

/// An attempt that has been paid for.
pub(super) struct Attempt {
    charged: Vec<(String, Window)>,
    /// The budgets of numbers, and of the site, that are spent.
    spent: BTreeSet<String>,
    at: Moment,
}

/// Charges one attempt at a pair, with all its readings, to everything it counts against.
///
/// # Errors
/// [`Refusal::TooManyAttempts`] where the sign-in or its network has no attempts left; then nothing is charged.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    person: &Person,
    network: &str,
    pair: (&AccessId, &ContractId),
    at: Moment,
) -> Result<Result<Attempt, Refusal>, Fault> {
    let mut attempt = Attempt {
        charged: Vec::new(),
        spent: BTreeSet::new(),
        at,
    };
    let sign_in = format!("pair/account/{}", person.key);
    let refusing = [
        (
            sign_in.clone(),
            Window::HOUR,
            limits::WRONG_PAIRS_PER_SIGN_IN_HOUR,
        ),
        (sign_in, Window::DAY, limits::WRONG_PAIRS_PER_SIGN_IN_DAY),
        (
            format!("pair/network/{network}"),
            Window::HOUR,
            limits::WRONG_PAIRS_PER_NETWORK_HOUR,
        ),
    ];
    for (subject, window, limit) in refusing {
        if let Err(refusal) = attempt.charge(tx, subject, window, limit)?.or_refuse() {
            attempt.credit(tx)?;
            return Ok(Err(refusal));
        }
    }
    let own = own_numbers(tx, person.account)?;
    for digits in [pair.0.as_str(), pair.1.reveal()] {
        if !own.contains(without_zeros(digits)) {
            let limit = limits::WRONG_PAIRS_PER_ACCESS_ID_DAY;
            attempt.charge(tx, access_subject(keys, digits), Window::DAY, limit)?;
        }
        let limit = limits::WRONG_PAIRS_PER_CONTRACT_ID_DAY;
        attempt.charge(tx, contract_subject(keys, digits), Window::DAY, limit)?;
    }
    attempt.charge(
        tx,
        SITE_SUBJECT.to_owned(),
        SITE,
        limits::WRONG_PAIRS_PER_SITE_BURST,
    )?;
    Ok(Ok(attempt))
}

const SITE_SUBJECT: &str = "pair/site";

impl Attempt {
    fn charge(
        &mut self,
        tx: &mut Tx<'_>,
        subject: String,
        window: Window,
        limit: u32,
    ) -> Result<Spending, Fault> {
        let spending = budget::spend(tx, &subject, window, limit, self.at)?;
        match spending {
            Spending::Within => self.charged.push((subject, window)),
            Spending::Over { .. } => {
                self.spent.insert(subject);
            }
        }
        Ok(spending)
    }

    /// Gives everything back: the pair was right.
    pub fn credit(&self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        self.charged
            .iter()
            .try_for_each(|(subject, window)| budget::credit(tx, subject, *window, self.at))
    }

    /// Whether so many have guessed at the pair, or at everything, that a new link owes one more proof.
    pub fn is_guarded(&self, keys: &KeyRing, access: &AccessId, contract: &ContractId) -> bool {
        self.spent.contains(SITE_SUBJECT)
            || self.spent.contains(&access_subject(keys, access.as_str()))
            || self
                .spent
                .contains(&contract_subject(keys, contract.reveal()))
    }

    /// Raises the alarm for what is being guessed at, once a day each: in the audit log, in the log, and in a letter
    /// to those whose contract it is.
    pub fn alarm(
        &self,
        tx: &mut Tx<'_>,
        tools: &Tools,
        caller: &Caller,
        network: &str,
        access: &AccessId,
    ) -> Result<(), Fault> {
        for subject in &self.spent {
            let once = format!("alarm/{subject}");
            if budget::spend(tx, &once, Window::DAY, 1, self.at)? != Spending::Within {
                continue;
            }
            tracing::warn!(budget = %subject, network, "ID pairs are being guessed");
            let line = Record {
                network: Some(network),
                ..Record::of(Done::PairGuessed, subject)
            };
            audit::record(tx, caller, self.at, &line)?;
            if *subject == access_subject(&tools.keys, access.as_str()) {
                self.warn_holders(tx, tools, access)?;
            }
        }
        Ok(())
    }

    fn warn_holders(&self, tx: &mut Tx<'_>, tools: &Tools, access: &AccessId) -> Result<(), Fault> {
        for contract in stored::by_access_id(tx, access)? {
            let people = told::holders(tx, &contract)?;
            let once = self.at.0.to_string();
            told::tell(
                tx,
                &tools.catalog,
                &contract,
                &people,
                &ContractNews::PairsTried,
                (&once, None),
                self.at,
            )?;
        }
        Ok(())
    }
}

fn own_numbers(tx: &Tx<'_>, account: AccountRef) -> Result<BTreeSet<String>, Fault> {
    let numbers = tx.rows(OWN_NUMBERS, params![account.0], |row| row.get::<String>(0))?;
    Ok(numbers
        .iter()
        .map(|number| without_zeros(number).to_owned())
        .collect())
}

/// An Access ID is tried with zeros in front too, so all its spellings are one subject.
fn without_zeros(digits: &str) -> &str {
    digits.trim_start_matches('0')
}

fn access_subject(keys: &KeyRing, digits: &str) -> String {
    format!(
        "pair/access/{}",
        keys.tag("guessed access", without_zeros(digits))
    )
}

fn contract_subject(keys: &KeyRing, digits: &str) -> String {
    format!("pair/contract/{}", keys.tag("guessed contract", digits))
}
