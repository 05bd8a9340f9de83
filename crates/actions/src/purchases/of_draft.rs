//! What was ordered for a draft: its payment step goes on with the contract once it is there.

use domain::order::{Milestones, State};
use domain::refusal::Refusal;
use store::params;

use super::stored::{purchases, stored};
use crate::house::{House, Visit};
use crate::stopped::Answer;

/// The newest order of an account for a draft.
const OF_DRAFT: &str =
    purchases!("WHERE p.draft = $1 AND p.account = $2 ORDER BY p.id DESC LIMIT 1");

/// An order for a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfDraft {
    /// Its opaque key.
    pub key: String,
    /// Where it is.
    pub state: State,
    /// The opaque key of the contract that it became.
    pub contract: Option<String>,
}

/// The newest order of the person who visits for the draft called `draft`.
pub async fn of_draft(house: &House, visit: &Visit, draft: &str) -> Answer<Option<OfDraft>> {
    let draft = draft.to_owned();
    let seen = house.see(visit, move |reader, caller| {
        let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
        let found = reader.maybe(OF_DRAFT, params![&draft, account.0], stored)?;
        Ok(found.map(|purchase| OfDraft {
            state: Milestones::state(&purchase.milestones),
            contract: purchase.contract.map(|contract| contract.key),
            key: purchase.key,
        }))
    });
    Ok(seen.await?.page)
}
