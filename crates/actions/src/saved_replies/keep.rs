//! Keeping a reply that is new.

use domain::ids::PublicKey;
use domain::policy::{self, Deed, Object};
use store::params;

use super::Reply;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;
use crate::wording;

const KEEP: &str = "
    INSERT INTO saved_reply (key, version, product, words, updated_at)
    VALUES ($1, 1, $2, $3, $4) ON CONFLICT (key) DO NOTHING";

/// Offers a reply to everybody at the desk from now on. Whoever sends it again under the same `key` keeps it once.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for an unknown product, and for whoever may not keep replies.
pub async fn keep(house: &House, by: By<'_>, key: PublicKey, reply: Reply) -> Answer<()> {
    let (key, catalog) = (key.to_string(), house.catalog());
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::KeepReplies, &Object::default(), at)?;
            reply.check(&catalog)?;
            let words = wording::stored(&reply.words);
            let row = params![&key, &reply.product, &words, at.0];
            if tx.execute(KEEP, row)? == 0 {
                return Ok(());
            }
            let line = Record {
                after: reply.product.as_deref(),
                ..Record::of(Done::SavedReplyKeep, &key)
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
