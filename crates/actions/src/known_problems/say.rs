//! Telling of a problem for the first time.

use domain::ids::PublicKey;
use domain::policy::{self, Deed, Object};
use store::params;

use super::Told;
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;
use crate::wording;

const SAY: &str = "
    INSERT INTO known_problem (key, version, product, words, began_at, updated_at)
    VALUES ($1, 1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING";

/// Tells everybody of a problem from now on. Whoever sends it again under the same `key` tells it once.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for an unknown product, `BeginsLater` where it lies ahead.
pub async fn say(house: &House, by: By<'_>, key: PublicKey, told: Told) -> Answer<()> {
    let (key, catalog) = (key.to_string(), house.catalog());
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::TellProblem, &Object::default(), at)?;
            told.check(&catalog, at)?;
            let (words, began) = (wording::stored(&told.words), told.began.0);
            let row = params![&key, &told.product, &words, began, at.0];
            if tx.execute(SAY, row)? == 0 {
                return Ok(());
            }
            let line = Record {
                after: told.product.as_deref(),
                ..Record::of(Done::KnownProblemSay, &key)
            };
            Ok(audit::explain(
                tx,
                caller,
                at,
                &line,
                &wording::titles(&told.words),
            )?)
        })
        .await
}
