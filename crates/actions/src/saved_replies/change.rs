//! Wording a saved reply anew. What was sent with it stays as it was sent.

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::params;

use super::{Reply, found};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;
use crate::wording;

const CHANGE: &str = "
    UPDATE saved_reply SET version = version + 1, product = $3, words = $4, updated_at = $5
    WHERE key = $1 AND version = $2";

/// Changes the reply called `key`, as it was in `version`.
///
/// # Errors
/// [`Refusal::ChangedElsewhere`] where it is another version by now, [`Refusal::NotFound`].
pub async fn change(
    house: &House,
    by: By<'_>,
    key: &str,
    version: i64,
    reply: Reply,
) -> Answer<()> {
    let (key, catalog) = (key.to_owned(), house.catalog());
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::KeepReplies, &Object::default(), at)?;
            reply.check(&catalog)?;
            let before = found(tx, &key)?;
            let words = wording::stored(&reply.words);
            let row = params![&key, version, &reply.product, &words, at.0];
            if tx.execute(CHANGE, row)? == 0 {
                return Err(Refusal::ChangedElsewhere.into());
            }
            let line = Record {
                before: before.reply.product.as_deref(),
                after: reply.product.as_deref(),
                ..Record::of(Done::SavedReplyChange, &key)
            };
            Ok(audit::explain(
                tx,
                caller,
                at,
                &line,
                &wording::titles(&reply.words),
            )?)
        })
        .await
}
