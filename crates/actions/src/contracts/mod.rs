//! Support contracts: issued, linked, shared, changed and read.

mod activate;
mod adjust;
mod cancel;
mod change;
pub(crate) mod colleagues;
mod decide;
mod delivery;
mod explain;
mod extend;
mod from_membership;
mod guessing;
pub(crate) mod import;
mod issue;
mod kept;
mod link;
mod listed;
mod made;
mod mine;
mod pace;
mod proof;
mod reveal;
mod rotate;
mod second;
mod share;
mod show;
pub mod statement;
pub(crate) mod stored;
mod summary;
mod suspend;
pub(crate) mod take_back;
pub(crate) mod told;
mod top_up;
mod unlink;

use std::sync::Arc;

use domain::account::{Caller, Person};
use domain::catalog::Catalog;
use domain::refusal::Refusal;

use crate::House;
use crate::keys::KeyRing;

pub use crate::audit::{Actor, Entry};
pub use activate::activate;
pub(crate) use activate::write as activate_within;
pub use adjust::{Adjustment, adjust};
pub(crate) use cancel::succeed_within;
pub use cancel::{cancel, supersede};
pub(crate) use cancel::{take_back, used};
pub use change::{Change, Changed, Foreseen, Outcome, Wish, change, foresee};
pub use decide::{Verdict, decide, withdraw_adjustment};
pub(crate) use delivery::{delivered, undelivered};
pub use explain::{explain, explain_by_house};
pub use extend::extend;
pub use from_membership::link_from_membership;
pub(crate) use issue::{Draw, write as issue_within};
pub use issue::{Issued, Order, Owner, issue};
pub use kept::{Kept, kept};
pub use link::{Linked, link};
pub use listed::{list, with_access_id, with_key};
pub(crate) use made::made;
pub(crate) use mine::{at_places, payment_choices, seen_by};
pub use mine::{choices, mine};
pub use pace::Pace;
pub(crate) use pace::{forecast, pace};
pub use proof::{Pending, approve, confirm, link_code};
pub use reveal::{for_letter, reveal, show_to_staff};
pub use rotate::rotate;
pub(crate) use second::adjustments_waiting;
pub use second::{Asked, Decision, What, adjustment, adjustments};
pub use share::{
    Invited, OpenInvitation, accept, decline, invitation_token, invited, share, withdraw,
};
pub use show::{Line, LinkedPerson, Shown, show};
pub use summary::{Successor, Summary, Wanted};
pub(crate) use summary::{home, summaries};
pub use suspend::{resume, suspend};
pub use top_up::{TopUp, top_up};
pub use unlink::{Undoing, revoke, undo, undo_token, undoing, unlink};

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
