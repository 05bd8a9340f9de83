//! Who a visit proves to be.

use domain::account::{AccountRef, Caller, Person, Role, session_end};
use domain::limits;
use domain::time::Moment;
use store::{Fault, Reader, Row, Tx, params};

use crate::Visit;

/// A live session with its account and roles, in one statement.
const SESSION: &str = "
    SELECT a.id, a.key, a.email, a.name, a.language, a.zone, s.passkey_at,
           (SELECT string_agg(r.role, ',') FROM account_role r WHERE r.account = a.id), a.shortcuts_off_at,
           s.created_at, s.seen_at, a.theme
    FROM session s JOIN account a ON a.id = s.account
    WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL
      AND a.erased_at IS NULL";

/// A live account by its opaque key, as a session of its own would show it.
pub(super) const BY_KEY: &str = "
    SELECT a.id, a.key, a.email, a.name, a.language, a.zone, CAST(NULL AS BIGINT),
           (SELECT string_agg(r.role, ',') FROM account_role r WHERE r.account = a.id), a.shortcuts_off_at,
           CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), a.theme
    FROM account a WHERE a.key = $1 AND a.erased_at IS NULL";

/// Writes down that a session is used, and so moves its end.
const TOUCH: &str = "
    UPDATE session SET seen_at = $2, expires_at = $3 WHERE token_hash = $1 AND ended_at IS NULL AND seen_at < $2";

/// A caller, and what is to be written down of their session.
pub struct Known {
    /// Who asks.
    pub caller: Caller,
    /// The use of the session, where it has not been written down for a while.
    pub touch: Option<Touch>,
}

/// The use of a session that is to be written down.
pub struct Touch {
    session: [u8; 32],
    at: Moment,
    expires: Moment,
}

impl Touch {
    /// Writes it down.
    pub fn write(&self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        tx.execute(TOUCH, params![&self.session, self.at.0, self.expires.0])
            .map(|_| ())
    }
}

/// The caller behind `visit`: a live session's account, or a visitor.
pub fn of(reader: &Reader<'_>, visit: &Visit) -> Result<Known, Fault> {
    let visitor = Known {
        caller: Caller::Visitor,
        touch: None,
    };
    let Some(session) = visit.session else {
        return Ok(visitor);
    };
    let found = reader.maybe(SESSION, params![&session, visit.at.0], |row| {
        Ok((
            person(row, &visit.network)?,
            Moment(row.get(9)?),
            Moment(row.get(10)?),
        ))
    })?;
    let Some((person, begun, seen)) = found else {
        return Ok(visitor);
    };
    let touch = (visit.at >= seen.plus_minutes(limits::SESSION_SEEN_MINUTES)).then(|| Touch {
        session,
        at: visit.at,
        expires: session_end(!person.roles.is_empty(), begun, visit.at),
    });
    Ok(Known {
        caller: Caller::Person(person),
        touch,
    })
}

/// Whoever has the opaque key, unless erased.
pub fn by_key(reader: &Reader<'_>, key: &str) -> Result<Option<Person>, Fault> {
    reader.maybe(BY_KEY, params![key], |row| person(row, ""))
}

fn person(row: &Row<'_>, network: &str) -> Result<Person, Fault> {
    let roles = row.get::<Option<String>>(7)?.unwrap_or_default();
    Ok(Person {
        account: AccountRef(row.get(0)?),
        key: row.get(1)?,
        email: row.get::<Option<String>>(2)?.unwrap_or_default(),
        name: row.get(3)?,
        language: row.get(4)?,
        zone: row.get(5)?,
        theme: row.get(11)?,
        shortcuts: row.get::<Option<i64>>(8)?.is_none(),
        roles: roles.split(',').filter_map(Role::from_code).collect(),
        passkey_at: row.get::<Option<i64>>(6)?.map(Moment),
        network: network.into(),
    })
}
