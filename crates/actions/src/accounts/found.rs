//! The first administrator, whom nobody gives the role.

use domain::account::{AccountRef, Caller, Role};
use domain::time::Zone;
use store::{Fault, Reader, Tx, params};

use super::expected;
use super::roles::appoint;
use super::sessions::{Beginning, Device, Proof, SignedIn, begin};
use crate::{Answer, Visit};

const ADMINISTRATOR: &str = "SELECT account FROM account_role WHERE role = 'administrator' LIMIT 1";

const FIND: &str = "SELECT id, key FROM account WHERE email = $1";

const NAME: &str = "UPDATE account SET name = $2, language = $3, disabled_at = NULL WHERE id = $1";

/// Where the administrator goes first: without a passkey no role counts.
const FIRST: &str = "/account/passkeys/new";

/// Whether somebody is an administrator.
pub(crate) fn is_founded(reader: &Reader<'_>) -> Result<bool, Fault> {
    let found = reader.maybe(ADMINISTRATOR, params![], |row| row.get::<i64>(0))?;
    Ok(found.is_some())
}

/// Makes whoever has that address, name and language the administrator, and signs them in under the keys of a new
/// account and session.
pub(crate) fn founded(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (email, name, language): (&str, &str, &str),
    zone: &Zone,
    ((account_key, session_key), device): ((String, String), &Device),
    visit: &Visit,
) -> Answer<SignedIn> {
    expected(tx, &[(email, account_key)], zone, visit.at)?;
    let (account, key) = tx.row(FIND, params![email], |row| {
        Ok((AccountRef(row.get(0)?), row.get::<String>(1)?))
    })?;
    tx.execute(NAME, params![account.0, name, language])?;
    appoint(tx, caller, (account, &key), Role::Administrator, visit.at)?;
    begin(
        tx,
        visit,
        Beginning {
            account,
            device,
            proof: Proof::Mail,
            key: session_key,
            return_to: FIRST.to_owned(),
        },
    )
}
