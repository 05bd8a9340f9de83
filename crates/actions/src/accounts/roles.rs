//! Staff roles: given and taken by administrators, or by the operator.

use domain::account::{Caller, Role};
use domain::ids::EmailAddress;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::sessions;
use crate::audit::{self, Record};
use crate::{Answer, House, Visit};

const FIND: &str = "SELECT id, key FROM account WHERE email = $1";

const GIVE: &str = "
    INSERT INTO account_role (account, role, given_at, given_by) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account, role) DO NOTHING";

const TAKE: &str = "DELETE FROM account_role WHERE account = $1 AND role = $2";

const DISABLE: &str = "UPDATE account SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL";

/// What is done to somebody's standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The role is theirs from now on.
    Give(Role),
    /// The role is theirs no longer.
    Take(Role),
    /// They can sign in no longer.
    Disable,
}

/// Changes somebody's standing; their sessions end, so that none is stronger or weaker than it looks.
///
/// # Errors
/// [`Refusal::NotFound`] where nobody has that address, and for callers who are no administrators.
pub async fn change(
    house: &House,
    visit: &Visit,
    email: EmailAddress,
    change: Change,
) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            apply(tx, caller, &email, change, at)
        })
        .await
}

/// The same by the operator, named by an opaque key such as `operator:cli`.
pub async fn change_by_house(
    house: &House,
    by: &'static str,
    email: EmailAddress,
    change: Change,
    at: Moment,
) -> Answer<()> {
    house
        .run(move |tx| apply(tx, &Caller::House(by), &email, change, at))
        .await
}

fn apply(
    tx: &mut Tx<'_>,
    caller: &Caller,
    email: &EmailAddress,
    change: Change,
    at: Moment,
) -> Answer<()> {
    let found = tx.maybe(FIND, params![email.as_str()], |row| {
        Ok((
            domain::account::AccountRef(row.get(0)?),
            row.get::<String>(1)?,
        ))
    })?;
    let (account, key) = found.ok_or(Refusal::NotFound)?;
    let (deed, role) = match change {
        Change::Give(role) => ("role.give", Some(role)),
        Change::Take(role) => ("role.take", Some(role)),
        Change::Disable => ("account.disable", None),
    };
    let changed = match change {
        Change::Give(role) => {
            tx.execute(GIVE, params![account.0, role.code(), at.0, caller.key()])?
        }
        Change::Take(role) => tx.execute(TAKE, params![account.0, role.code()])?,
        Change::Disable => tx.execute(DISABLE, params![account.0, at.0])?,
    };
    if changed == 0 {
        return Ok(());
    }
    sessions::end_all(tx, account, at)?;
    let line = Record {
        deed,
        object: &key,
        after: role.map(Role::code),
        ..Record::default()
    };
    Ok(audit::record(tx, caller, at, &line)?)
}
