//! Dropping what has served: sign-ins and ceremonies that are over, sessions that ended, budgets that no longer count, and the
//! keys of forms that nobody sends again.

use domain::time::Moment;
use store::params;

use crate::{Answer, House, budget, repeats};

const SIGN_INS: &str = "DELETE FROM sign_in WHERE expires_at <= $1";

const CEREMONIES: &str = "DELETE FROM ceremony WHERE expires_at <= $1";

/// The audit log keeps that they were.
const SESSIONS: &str = "DELETE FROM session WHERE expires_at <= $1 OR ended_at <= $1";

/// The last letter to somebody who was erased holds their address.
const FAREWELLS: &str = "
    DELETE FROM letter WHERE kind = 'account_deleted' AND next_at IS NULL AND created_at <= $1";

/// Drops what has served; a job of the house.
pub async fn sweep(house: &House, at: Moment) -> Answer<()> {
    house
        .run(move |tx| {
            for statement in [SIGN_INS, CEREMONIES, SESSIONS, FAREWELLS] {
                tx.execute(statement, params![at.0])?;
            }
            budget::sweep(tx, at)?;
            repeats::sweep(tx, at)?;
            Ok(())
        })
        .await
}
