//! Offering a saved reply no longer.

use domain::policy::{self, Deed, Object};
use store::params;

use super::found;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;
use crate::wording;

const REMOVE: &str = "DELETE FROM saved_reply WHERE key = $1";

/// Takes the reply called `key` away; the log keeps what it was called.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`].
pub async fn remove(house: &House, by: By<'_>, key: &str) -> Answer<()> {
    let key = key.to_owned();
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::KeepReplies, &Object::default(), at)?;
            let gone = found(tx, &key)?.reply;
            tx.execute(REMOVE, params![&key])?;
            let line = Record {
                before: gone.product.as_deref(),
                ..Record::of(Done::SavedReplyRemove, &key)
            };
            Ok(audit::explain(
                tx,
                caller,
                at,
                &line,
                &wording::titles(&gone.words),
            )?)
        })
        .await
}
