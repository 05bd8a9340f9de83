//! Giving and taking the roles on a subscription.

use domain::account::{AccountRef, Caller};
use domain::cloud::{Denial, SubscriptionRole};
use domain::ids::EmailAddress;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, Tx, params};

use super::stored;
use crate::audit::{self, Record};
use crate::house::{By, House};
use crate::stopped::Answer;

const ACCOUNT: &str = "SELECT id, key FROM account WHERE email = $1 AND disabled_at IS NULL";

const ACCOUNT_BY_KEY: &str = "SELECT id, key FROM account WHERE key = $1";

const HELD: &str = "
    SELECT account, role FROM subscription_role
    WHERE subscription = $1 AND ended_at IS NULL ORDER BY account FOR UPDATE";

const END: &str = "
    UPDATE subscription_role SET ended_at = $3 WHERE subscription = $1 AND account = $2 AND ended_at IS NULL";

const GIVE: &str = "
    INSERT INTO subscription_role (subscription, account, role, given_at, given_by) VALUES ($1, $2, $3, $4, $5)";

/// Gives the sign-in with that address a role on the subscription called `key`, in place of the one it has.
///
/// # Errors
/// What the policy says, [`Denial::AccountUnknown`], and [`Denial::LastOwner`] where the only owner would be none.
pub async fn give(
    house: &House,
    by: By<'_>,
    key: &str,
    email: EmailAddress,
    role: SubscriptionRole,
) -> Answer<()> {
    let (key, catalog) = (key.to_owned(), house.catalog());
    house
        .act_by(by, move |tx, caller, at| {
            let held = stored::held(tx, &catalog, caller, &key, Deed::OwnSubscription, at)?;
            let account = account(tx, &email)?;
            write(tx, caller, (held.row, &key), &account, Some(role), at)
        })
        .await
}

/// Takes the role of the account called `account` away.
///
/// # Errors
/// What the policy says, [`Refusal::NotFound`] where it has none, and [`Denial::LastOwner`].
pub async fn take(house: &House, by: By<'_>, key: &str, account: &str) -> Answer<()> {
    let (key, account, catalog) = (key.to_owned(), account.to_owned(), house.catalog());
    house
        .act_by(by, move |tx, caller, at| {
            let held = stored::held(tx, &catalog, caller, &key, Deed::OwnSubscription, at)?;
            let found = tx.maybe(ACCOUNT_BY_KEY, params![&account], |row| {
                Ok((AccountRef(row.get(0)?), row.get(1)?))
            })?;
            let account: (AccountRef, String) = found.ok_or(Refusal::NotFound)?;
            write(tx, caller, (held.row, &key), &account, None, at)
        })
        .await
}

/// The account with that address, by row and key.
pub(super) fn account(reader: &Reader<'_>, email: &EmailAddress) -> Answer<(AccountRef, String)> {
    let found = reader.maybe(ACCOUNT, params![email.as_str()], |row| {
        Ok((AccountRef(row.get(0)?), row.get(1)?))
    })?;
    Ok(found.ok_or(Refusal::Cloud(Denial::AccountUnknown))?)
}

/// Writes that the account has `role` on the subscription from now on, or none.
pub(super) fn write(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (subscription, key): (i64, &str),
    (account, account_key): &(AccountRef, String),
    role: Option<SubscriptionRole>,
    at: Moment,
) -> Answer<()> {
    let held: Vec<(i64, String)> = tx.rows(HELD, params![subscription], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let owner = SubscriptionRole::Owner.code();
    let before = held.iter().find(|(holder, _)| *holder == account.0);
    let before = before.map(|(_, role)| role.as_str());
    let after = role.map(SubscriptionRole::code);
    if before == after {
        return if role.is_some() {
            Ok(())
        } else {
            Err(Refusal::NotFound.into())
        };
    }
    let is_last = held.iter().filter(|(_, role)| role == owner).count() == 1;
    if before == Some(owner) && is_last {
        return Err(Refusal::Cloud(Denial::LastOwner).into());
    }
    tx.execute(END, params![subscription, account.0, at.0])?;
    if let Some(code) = after {
        tx.execute(
            GIVE,
            params![subscription, account.0, code, at.0, caller.key()],
        )?;
    }
    let told = |role: &str| format!("{account_key} {role}");
    let (before, after) = (before.map(told), after.map(told));
    let line = Record {
        deed: "subscription.role",
        object: key,
        before: before.as_deref(),
        after: after.as_deref(),
        ..Record::default()
    };
    Ok(audit::record(tx, caller, at, &line)?)
}
