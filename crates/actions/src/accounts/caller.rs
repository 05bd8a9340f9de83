//! Who a visit proves to be.

use domain::account::{AccountRef, Caller, Person, Role};
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use crate::Visit;

/// A live session with its account and roles, in one statement.
const SESSION: &str = "
    SELECT a.id, a.key, a.email, a.name, a.language, a.zone, s.passkey_at,
           (SELECT string_agg(r.role, ',') FROM account_role r WHERE r.account = a.id), a.shortcuts_off_at
    FROM session s JOIN account a ON a.id = s.account
    WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL";

/// The caller behind `visit`: a live session's account, or a visitor.
pub fn of(reader: &Reader<'_>, visit: &Visit) -> Result<Caller, Fault> {
    let Some(session) = &visit.session else {
        return Ok(Caller::Visitor);
    };
    let person = reader.maybe(SESSION, params![session, visit.at.0], person)?;
    Ok(person.map_or(Caller::Visitor, Caller::Person))
}

fn person(row: &Row<'_>) -> Result<Person, Fault> {
    let roles = row.get::<Option<String>>(7)?.unwrap_or_default();
    Ok(Person {
        account: AccountRef(row.get(0)?),
        key: row.get(1)?,
        email: row.get::<Option<String>>(2)?.unwrap_or_default(),
        name: row.get(3)?,
        language: row.get(4)?,
        zone: row.get(5)?,
        shortcuts: row.get::<Option<i64>>(8)?.is_none(),
        roles: roles.split(',').filter_map(Role::from_code).collect(),
        passkey_at: row.get::<Option<i64>>(6)?.map(Moment),
    })
}
