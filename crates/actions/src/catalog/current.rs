//! The catalogue in force, as the store holds it.

use domain::catalog::Catalog;
use store::{Fault, Reader, Value, params};

use super::files::{self, Files};

const VERSION: &str = "SELECT COALESCE(MAX(version), 0) FROM catalog";
const NEWEST: &str = "SELECT version, body FROM catalog ORDER BY version DESC LIMIT 1";
const NUMBERED: &str = "SELECT version, body FROM catalog WHERE version = $1";
const OFFERS: &str = "SELECT version, body FROM offer ORDER BY key, version";

/// The version in force; 0 before the first load.
pub fn version(reader: &Reader<'_>) -> Result<i64, Fault> {
    reader.row(VERSION, params![], |row| row.get(0))
}

/// The whole catalogue in force, with every version of every offer; empty before the first load.
pub fn read(reader: &Reader<'_>) -> Result<Catalog, Fault> {
    one(reader, NEWEST, params![])
}

/// The catalogue as it was in `version`: what incidents admitted under it are explained by.
pub fn read_version(reader: &Reader<'_>, version: i64) -> Result<Catalog, Fault> {
    one(reader, NUMBERED, params![version])
}

/// The files in force with their version; version 0 without any before the first load.
pub(super) fn texts(reader: &Reader<'_>) -> Result<(i64, Files), Fault> {
    texts_of(reader, NEWEST, params![])
}

/// The files as they were in `version`; without any where there was no such version.
pub(super) fn texts_in(reader: &Reader<'_>, version: i64) -> Result<Files, Fault> {
    Ok(texts_of(reader, NUMBERED, params![version])?.1)
}

fn one(reader: &Reader<'_>, sql: &'static str, params: &[Value<'_>]) -> Result<Catalog, Fault> {
    let (version, files) = texts_of(reader, sql, params)?;
    let offers = reader.rows(OFFERS, params![], |row| {
        Ok((row.get(0)?, row.get::<String>(1)?))
    })?;
    files::stored(version, &files, &offers)
}

fn texts_of(
    reader: &Reader<'_>,
    sql: &'static str,
    params: &[Value<'_>],
) -> Result<(i64, Files), Fault> {
    let held = reader.maybe(sql, params, |row| Ok((row.get(0)?, row.get::<String>(1)?)))?;
    let (version, body) = held.unwrap_or_default();
    let files = match body.as_str() {
        "" => Files::new(),
        body => serde_json::from_str(body)
            .map_err(|problem| Fault::corrupt(format!("the catalogue: {problem}")))?,
    };
    Ok((version, files))
}
