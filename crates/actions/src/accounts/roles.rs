//! Staff roles: given and taken by administrators, or by the operator.

use domain::account::{AccountRef, Caller, Role};
use domain::ids::{EmailAddress, PublicKey};
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Tx, params};

use super::{expected, sessions};
use crate::audit::{self, Done, Record};
use crate::outbox::{self, Letter, Posting, Recipient, StandingNews};
use crate::{Answer, House, Visit, settings};

const FIND: &str =
    "SELECT id, key, language, zone FROM account WHERE email = $1 AND erased_at IS NULL";

const GIVE: &str = "
    INSERT INTO account_role (account, role, given_at, given_by) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account, role) DO NOTHING";

const TAKE: &str = "DELETE FROM account_role WHERE account = $1 AND role = $2";

const DISABLE: &str = "UPDATE account SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL";

const ENABLE: &str =
    "UPDATE account SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL";

/// The administrators' rows, locked: of two who take the role from each other at once, one is too late.
const ADMINISTRATORS: &str = "
    SELECT r.account FROM account_role r JOIN account a ON a.id = r.account
    WHERE r.role = 'administrator' AND a.disabled_at IS NULL ORDER BY r.account FOR UPDATE OF r";

/// What is done to somebody's standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The role is theirs from now on.
    Give(Role),
    /// The role is theirs no longer.
    Take(Role),
    /// They can sign in no longer.
    Disable,
    /// They can sign in again.
    Enable,
}

/// Somebody whose standing is changed.
struct Found {
    account: AccountRef,
    key: String,
    to: Recipient,
}

/// Changes somebody's standing for a reason, and tells them; their sessions end, so that none is stronger or weaker
/// than it looks.
///
/// # Errors
/// [`Refusal::NotFound`] where nobody has that address, and for callers who are no administrators;
/// [`Refusal::ReasonNeeded`]; [`Refusal::LastAdministrator`] where nobody would be left to give the role back, and
/// [`Refusal::OwnStanding`] for who would shut themselves out.
pub async fn change(
    house: &House,
    visit: &Visit,
    email: EmailAddress,
    change: Change,
    reason: &str,
) -> Answer<()> {
    let (asked, reason) = (visit.clone(), reason.trim().to_owned());
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), asked.at)?;
            let found = find(tx, &email, &asked.language)?.ok_or(Refusal::NotFound)?;
            decide(tx, caller, &found, (change, None), &reason, asked.at)
        })
        .await
}

/// Gives a role to somebody who may have no account yet, and tells them how to sign in.
///
/// # Errors
/// As [`change`].
pub async fn invite(
    house: &House,
    visit: &Visit,
    email: EmailAddress,
    role: Role,
    reason: &str,
) -> Answer<()> {
    let (asked, reason) = (visit.clone(), reason.trim().to_owned());
    let key = PublicKey::mint('a', house.random()).to_string();
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), asked.at)?;
            let zone = settings::current(tx)?.zone;
            expected(tx, &[(email.as_str(), key)], &zone, asked.at)?;
            let found = find(tx, &email, &asked.language)?.ok_or(Refusal::NotFound)?;
            let news = StandingNews::Invited {
                role: role.code().to_owned(),
            };
            decide(
                tx,
                caller,
                &found,
                (Change::Give(role), Some(news)),
                &reason,
                asked.at,
            )
        })
        .await
}

/// The same as [`change`] by the operator, named by an opaque key such as `operator:cli`.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::LastAdministrator`].
pub async fn change_by_house(
    house: &House,
    by: &'static str,
    email: EmailAddress,
    change: Change,
    at: Moment,
) -> Answer<()> {
    house
        .run(move |tx| {
            let found = find(tx, &email, "")?.ok_or(Refusal::NotFound)?;
            apply(tx, &Caller::House(by), &found, change, "", at)?;
            Ok(())
        })
        .await
}

fn find(tx: &Tx<'_>, email: &EmailAddress, language: &str) -> Answer<Option<Found>> {
    Ok(tx.maybe(FIND, params![email.as_str()], |row| {
        let chosen: Option<String> = row.get(2)?;
        Ok(Found {
            account: AccountRef(row.get(0)?),
            key: row.get(1)?,
            to: Recipient {
                address: email.as_str().to_owned(),
                language: chosen.unwrap_or_else(|| language.to_owned()),
                zone: row.get(3)?,
            },
        })
    })?)
}

/// What a person decides about another: for a reason, and told by letter.
fn decide(
    tx: &mut Tx<'_>,
    caller: &Caller,
    found: &Found,
    (change, news): (Change, Option<StandingNews>),
    reason: &str,
    at: Moment,
) -> Answer<()> {
    let person = caller.person().ok_or(Refusal::SignInNeeded)?;
    if reason.is_empty() {
        return Err(Refusal::ReasonNeeded.into());
    }
    if change == Change::Disable && found.account == person.account {
        return Err(Refusal::OwnStanding.into());
    }
    if !apply(tx, caller, found, change, reason, at)? {
        return Ok(());
    }
    let news = news.unwrap_or_else(|| change.news());
    let posting = Posting {
        once: format!("standing/{}/{}/{}", found.key, news.kind(), at.0),
        to: found.to.clone(),
        incident: None,
        contract: None,
        author: Some(person.account),
        letter: Letter::Standing {
            by: person.label().to_owned(),
            news,
        },
    };
    Ok(outbox::post(tx, &posting, at)?)
}

/// Gives the first role there is.
pub(super) fn appoint(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (account, key): (AccountRef, &str),
    role: Role,
    at: Moment,
) -> Answer<()> {
    tx.execute(GIVE, params![account.0, role.code(), at.0, caller.key()])?;
    let line = Record {
        after: Some(role.code()),
        ..Record::of(Done::RoleGive, key)
    };
    Ok(audit::record(tx, caller, at, &line)?)
}

/// Changes what is to be changed; says whether anything was.
fn apply(
    tx: &mut Tx<'_>,
    caller: &Caller,
    found: &Found,
    change: Change,
    reason: &str,
    at: Moment,
) -> Answer<bool> {
    let account = found.account;
    if matches!(change, Change::Take(Role::Administrator) | Change::Disable) {
        let held: Vec<i64> = tx.rows(ADMINISTRATORS, params![], |row| row.get(0))?;
        if held == [account.0] {
            return Err(Refusal::LastAdministrator.into());
        }
    }
    let changed = match change {
        Change::Give(role) => {
            tx.execute(GIVE, params![account.0, role.code(), at.0, caller.key()])?
        }
        Change::Take(role) => tx.execute(TAKE, params![account.0, role.code()])?,
        Change::Disable => tx.execute(DISABLE, params![account.0, at.0])?,
        Change::Enable => tx.execute(ENABLE, params![account.0])?,
    };
    if changed == 0 {
        return Ok(false);
    }
    sessions::end_all(tx, account, at)?;
    let (deed, before, after) = match change {
        Change::Give(role) => (Done::RoleGive, None, Some(role.code())),
        Change::Take(role) => (Done::RoleTake, Some(role.code()), None),
        Change::Disable => (Done::AccountDisable, None, None),
        Change::Enable => (Done::AccountEnable, None, None),
    };
    let line = Record {
        before,
        after,
        ..Record::of(deed, &found.key)
    };
    if reason.is_empty() {
        audit::record(tx, caller, at, &line)?;
    } else {
        audit::explain(tx, caller, at, &line, reason)?;
    }
    Ok(true)
}

impl Change {
    fn news(self) -> StandingNews {
        let role = |role: Role| role.code().to_owned();
        match self {
            Self::Give(given) => StandingNews::RoleGiven { role: role(given) },
            Self::Take(taken) => StandingNews::RoleTaken { role: role(taken) },
            Self::Disable => StandingNews::Disabled,
            Self::Enable => StandingNews::Enabled,
        }
    }
}
