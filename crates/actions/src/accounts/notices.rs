//! Which letters a person wants.

use domain::account::{AccountRef, Notice};
use store::{Fault, Reader, params};

const QUIET: &str = "SELECT since FROM account_quiet WHERE account = $1 AND kind = $2";

/// Whether the account gets letters of that kind. Ask before posting one.
pub(crate) fn wanted(
    reader: &Reader<'_>,
    account: AccountRef,
    notice: Notice,
) -> Result<bool, Fault> {
    let quiet = reader.maybe(QUIET, params![account.0, notice.code()], |row| {
        row.get::<i64>(0)
    })?;
    Ok(quiet.is_none())
}
