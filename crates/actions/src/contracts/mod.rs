//! Support contracts: issued, linked, shared, changed and read.

mod activate;
mod guessing;
mod issue;
mod link;
mod mine;
mod proof;
pub(crate) mod stored;
mod summary;
pub(crate) mod told;

use std::sync::Arc;

use domain::account::{Caller, Person};
use domain::catalog::Catalog;
use domain::refusal::Refusal;

use crate::House;
use crate::keys::KeyRing;

pub use activate::activate;
pub use issue::{Issued, Order, Owner, issue};
pub use link::{Linked, link};
pub(crate) use mine::payment_choices;
pub use mine::{choices, mine};
pub use proof::{Pending, approve, confirm};
pub use summary::{Successor, Summary, Wanted};

/// What the verbs work with inside a transaction.
#[derive(Clone)]
pub(crate) struct Tools {
    pub keys: KeyRing,
    pub catalog: Arc<Catalog>,
}

impl Tools {
    pub fn of(house: &House) -> Self {
        Self {
            keys: house.keys.clone(),
            catalog: house.catalog(),
        }
    }
}

/// Whoever has signed in.
fn signed_in(caller: &Caller) -> Result<&Person, Refusal> {
    caller.person().ok_or(Refusal::SignInNeeded)
}
