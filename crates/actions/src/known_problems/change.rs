//! Telling of a problem anew: what was found since, or what was wrong in it.

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use store::params;

use super::{Told, found};
use crate::audit::{self, Done, Record};
use crate::house::{By, House};
use crate::stopped::Answer;
use crate::wording;

const CHANGE: &str = "
    UPDATE known_problem SET version = version + 1, product = $3, words = $4, began_at = $5, updated_at = $6
    WHERE key = $1 AND version = $2";

/// Changes what is told of the problem called `key`, as it was in `version`.
///
/// # Errors
/// [`Refusal::ChangedElsewhere`] where it is another version by now, `BeginsLater` where it lies ahead,
/// [`Refusal::NotFound`].
pub async fn change(house: &House, by: By<'_>, key: &str, version: i64, told: Told) -> Answer<()> {
    let (key, catalog) = (key.to_owned(), house.catalog());
    house
        .act_by(by, move |tx, caller, at| {
            policy::allow(caller, Deed::TellProblem, &Object::default(), at)?;
            told.check(&catalog, at)?;
            let before = found(tx, &key)?;
            let (words, began) = (wording::stored(&told.words), told.began.0);
            let row = params![&key, version, &told.product, &words, began, at.0];
            if tx.execute(CHANGE, row)? == 0 {
                return Err(Refusal::ChangedElsewhere.into());
            }
            let line = Record {
                before: before.told.product.as_deref(),
                after: told.product.as_deref(),
                ..Record::of(Done::KnownProblemChange, &key)
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
