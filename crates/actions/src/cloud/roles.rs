//! Giving and taking the roles on a subscription.

use domain::account::{AccountRef, Caller};
use domain::cloud::{Denial, SubscriptionRole};
use domain::ids::{EmailAddress, PublicKey};
use domain::limits;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Tx, params};

use super::stored;
use crate::audit::{self, Done, Record};
use crate::budget::{self, Window};
use crate::house::{By, House};
use crate::outbox::{self, Letter, Posting, Recipient, StandingNews};
use crate::stopped::{Answer, Stopped};

const ACCOUNT: &str = "SELECT id, key FROM account WHERE email = $1";

const ACCOUNT_BY_KEY: &str = "SELECT id, key FROM account WHERE key = $1";

const LANGUAGE: &str = "SELECT language, zone FROM account WHERE email = $1";

const HELD: &str = "
    SELECT account, role FROM subscription_role
    WHERE subscription = $1 AND ended_at IS NULL ORDER BY account FOR UPDATE";

const END: &str = "
    UPDATE subscription_role SET ended_at = $3 WHERE subscription = $1 AND account = $2 AND ended_at IS NULL";

const GIVE: &str = "
    INSERT INTO subscription_role (subscription, account, role, given_at, given_by) VALUES ($1, $2, $3, $4, $5)";

/// The role waits; given anew, it is another.
const WAIT: &str = "
    INSERT INTO subscription_invitation (key, subscription, email, role, given_at, given_by)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (subscription, email) DO UPDATE SET role = excluded.role, given_at = excluded.given_at,
        given_by = excluded.given_by
    WHERE subscription_invitation.role <> excluded.role RETURNING key";

const WITHDRAW: &str =
    "DELETE FROM subscription_invitation WHERE subscription = $1 AND key = $2 RETURNING role";

/// What waited for an address is its account's, unless that has a role already.
const RECOGNISE: &str = "
    INSERT INTO subscription_role (subscription, account, role, given_at, given_by)
    SELECT i.subscription, CAST($1 AS BIGINT), i.role, i.given_at, i.given_by FROM subscription_invitation i
    WHERE i.email = $2 AND NOT EXISTS (
        SELECT 1 FROM subscription_role r
        WHERE r.subscription = i.subscription AND r.account = $1 AND r.ended_at IS NULL)";

const RECOGNISED: &str = "DELETE FROM subscription_invitation WHERE email = $1";

/// Gives the sign-in with that address a role on the subscription called `key`, in place of the one it has, and tells
/// it by letter. Where nobody has the address, the role waits until it signs in: whether somebody has is not told.
///
/// # Errors
/// What the policy says, [`Refusal::TooManyAttempts`], and [`Denial::LastOwner`] where the only owner would be none.
pub async fn give(
    house: &House,
    by: By<'_>,
    key: &str,
    email: EmailAddress,
    role: SubscriptionRole,
) -> Answer<()> {
    let (key, catalog, language) = (key.to_owned(), house.catalog(), by.language());
    let minted = PublicKey::mint('a', house.random()).to_string();
    house
        .act_by(by, move |tx, caller, at| {
            let held = stored::held(tx, &catalog, caller, &key, Deed::OwnSubscription, at)?;
            if let Some(person) = caller.person() {
                let (subject, most) = (
                    format!("cloud-roles/{}", person.key),
                    limits::INVITATIONS_PER_SIGN_IN_DAY,
                );
                budget::spend(tx, &subject, Window::DAY, most, at)?.or_refuse()?;
            }
            let of = (held.row, key.as_str());
            let is_new = match account(tx, &email) {
                Ok(account) => write(tx, caller, of, &account, Some(role), at)?,
                Err(Stopped::Refused(_)) => wait(tx, caller, of, (&minted, &email), role, at)?,
                Err(broke) => return Err(broke),
            };
            if is_new {
                tell(
                    tx,
                    caller,
                    (&key, &held.name),
                    (&email, &language),
                    role,
                    at,
                )?;
            }
            Ok(())
        })
        .await
}

/// Takes away the role of whoever is called `holder`: an account, or an address that has not signed in.
///
/// # Errors
/// What the policy says, [`Refusal::NotFound`] where it has none, and [`Denial::LastOwner`].
pub async fn take(house: &House, by: By<'_>, key: &str, holder: &str) -> Answer<()> {
    let (key, holder, catalog) = (key.to_owned(), holder.to_owned(), house.catalog());
    house
        .act_by(by, move |tx, caller, at| {
            let held = stored::held(tx, &catalog, caller, &key, Deed::OwnSubscription, at)?;
            let found = tx.maybe(ACCOUNT_BY_KEY, params![&holder], |row| {
                Ok((AccountRef(row.get(0)?), row.get(1)?))
            })?;
            if let Some(account) = found {
                write(tx, caller, (held.row, &key), &account, None, at)?;
                return Ok(());
            }
            let waited = params![held.row, &holder];
            let waited = tx.returning(WITHDRAW, waited, |row| row.get::<String>(0))?;
            let role = waited.first().ok_or(Refusal::NotFound)?;
            let before = format!("{holder} {role}");
            Ok(record(tx, caller, &key, (Some(&before), None), at)?)
        })
        .await
}

/// Gives an account the roles that waited for its address, which is proven.
pub(crate) fn recognise(tx: &mut Tx<'_>, account: AccountRef, email: &str) -> Result<(), Fault> {
    tx.execute(RECOGNISE, params![account.0, email])?;
    tx.execute(RECOGNISED, params![email]).map(|_| ())
}

/// The account with that address, by row and key.
pub(super) fn account(reader: &Reader<'_>, email: &EmailAddress) -> Answer<(AccountRef, String)> {
    let found = reader.maybe(ACCOUNT, params![email.as_str()], |row| {
        Ok((AccountRef(row.get(0)?), row.get(1)?))
    })?;
    Ok(found.ok_or(Refusal::Cloud(Denial::AccountUnknown))?)
}

/// Lets a role wait for an address; says whether it is another than the one that waited.
fn wait(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (subscription, key): (i64, &str),
    (minted, email): (&str, &EmailAddress),
    role: SubscriptionRole,
    at: Moment,
) -> Answer<bool> {
    let values = params![
        minted,
        subscription,
        email.as_str(),
        role.code(),
        at.0,
        caller.key()
    ];
    let kept = tx.returning(WAIT, values, |row| row.get::<String>(0))?;
    let Some(holder) = kept.first() else {
        return Ok(false);
    };
    let after = format!("{holder} {}", role.code());
    record(tx, caller, key, (None, Some(&after)), at)?;
    Ok(true)
}

/// Writes to whoever has a role from now on, in their language; the operator's own commands tell nobody.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (key, name): (&str, &str),
    (email, language): (&EmailAddress, &str),
    role: SubscriptionRole,
    at: Moment,
) -> Result<(), Fault> {
    let Some(person) = caller.person() else {
        return Ok(());
    };
    let known = tx.maybe(LANGUAGE, params![email.as_str()], |row| {
        Ok((row.get::<Option<String>>(0)?, row.get::<String>(1)?))
    })?;
    let (chosen, zone) = known.unwrap_or_else(|| (None, person.zone.clone()));
    let posting = Posting {
        once: format!("{key}/{}/{}/{}", role.code(), email.as_str(), at.0),
        to: Recipient {
            address: email.as_str().to_owned(),
            language: chosen.unwrap_or_else(|| language.to_owned()),
            zone,
        },
        incident: None,
        contract: None,
        author: Some(person.account),
        letter: Letter::Standing {
            by: person.label().to_owned(),
            news: StandingNews::SubscriptionRole {
                role: role.code().to_owned(),
                subscription: key.to_owned(),
                name: name.to_owned(),
            },
        },
    };
    outbox::post(tx, &posting, at)
}

/// Writes that the account has `role` on the subscription from now on, or none; says whether that is another.
pub(super) fn write(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (subscription, key): (i64, &str),
    (account, account_key): &(AccountRef, String),
    role: Option<SubscriptionRole>,
    at: Moment,
) -> Answer<bool> {
    let held: Vec<(i64, String)> = tx.rows(HELD, params![subscription], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let owner = SubscriptionRole::Owner.code();
    let before = held.iter().find(|(holder, _)| *holder == account.0);
    let before = before.map(|(_, role)| role.as_str());
    let after = role.map(SubscriptionRole::code);
    if before == after {
        return if role.is_some() {
            Ok(false)
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
    record(tx, caller, key, (before.as_deref(), after.as_deref()), at)?;
    Ok(true)
}

fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    key: &str,
    (before, after): (Option<&str>, Option<&str>),
    at: Moment,
) -> Result<(), Fault> {
    let line = Record {
        before,
        after,
        ..Record::of(Done::SubscriptionRole, key)
    };
    audit::record(tx, caller, at, &line)
}
