//! The files of the catalogue, and the versions it has had.

use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Row, params};

use super::current;
use super::files::Files;
use super::preview::{FileChange, changed};
use crate::{Answer, By, House, Seen, Visit};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.version, c.loaded_at, c.loaded_by, a.name, n.words
             FROM catalog c
             LEFT JOIN account a ON a.key = c.loaded_by
             LEFT JOIN audit l ON l.object = 'catalog/' || c.version AND l.deed = 'catalog.change'
             LEFT JOIN audit_note n ON n.audit = l.id ",
            $rest
        )
    };
}

/// Versions have their numbers without a gap, so that those before a page are counted off and not read.
pub(super) const LISTED: &str = select!(
    "WHERE c.version <= (SELECT MAX(version) FROM catalog) - $2 ORDER BY c.version DESC LIMIT $1"
);
pub(super) const ONE: &str = select!("WHERE c.version = $1");

/// A file as one version has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHeld {
    /// The version of the catalogue.
    pub version: i64,
    /// Its text; nothing where there is no such file.
    pub text: Option<String>,
}

/// A version as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionListed {
    /// Its number.
    pub version: i64,
    /// When it came into force.
    pub at: Moment,
    /// The opaque key of whoever made it.
    pub by: String,
    /// Their name; nothing where it was the operator, empty where nobody knows it.
    pub name: Option<String>,
    /// Why; nothing where it was loaded from a folder.
    pub reason: Option<String>,
}

/// A page of versions.
#[derive(Clone, Debug)]
pub struct Versions {
    /// At most [`limits::PAGE_ROWS`], the newest first.
    pub versions: Vec<VersionListed>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// A version with what it changed.
#[derive(Clone, Debug)]
pub struct VersionShown {
    /// When, by whom and why.
    pub listed: VersionListed,
    /// Against the version before it.
    pub files: Vec<FileChange>,
}

/// The paths of all files in force, with their version.
pub async fn files(house: &House, visit: &Visit) -> Answer<Seen<(i64, Vec<String>)>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ReadCatalog, &Object::default(), at)?;
            let (version, files) = current::texts(reader)?;
            Ok((version, files.into_keys().collect()))
        })
        .await
}

/// The files in force with their version, articles among them: what [`super::load`] takes.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever does not administer.
pub async fn in_force(house: &House, by: By<'_>) -> Answer<(i64, Files)> {
    house
        .see_by(by, |reader, caller, at| {
            policy::allow(caller, Deed::ReadCatalog, &Object::default(), at)?;
            let (version, mut files) = current::texts(reader)?;
            files.append(&mut super::articles::written(reader)?);
            Ok((version, files))
        })
        .await
}

/// The file at `path`, whether there is one or not, as it was in `version`, or as it is in force.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever does not administer.
pub async fn file(
    house: &House,
    visit: &Visit,
    path: &str,
    version: Option<i64>,
) -> Answer<Seen<FileHeld>> {
    let (at, path) = (visit.at, path.to_owned());
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ReadCatalog, &Object::default(), at)?;
            let (version, mut files) = match version {
                Some(version) => (version, current::texts_in(reader, version)?),
                None => current::texts(reader)?,
            };
            let text = files.remove(&path);
            Ok(FileHeld { version, text })
        })
        .await
}

/// The page of that number, from 1, of all versions.
pub async fn versions(house: &House, visit: &Visit, page: i64) -> Answer<Seen<Versions>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ReadCatalog, &Object::default(), at)?;
            let rows = limits::PAGE_ROWS as i64;
            let skipped = (page - 1).clamp(0, i64::MAX / rows) * rows;
            let mut versions = reader.rows(LISTED, params![rows + 1, skipped], read)?;
            let more = versions.len() > limits::PAGE_ROWS;
            versions.truncate(limits::PAGE_ROWS);
            Ok(Versions { versions, more })
        })
        .await
}

/// The version of that number.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn version(house: &House, visit: &Visit, number: i64) -> Answer<Seen<VersionShown>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::ReadCatalog, &Object::default(), at)?;
            let listed = reader.maybe(ONE, params![number], read)?;
            let listed = listed.ok_or(Refusal::NotFound)?;
            let before = match number {
                1 => Files::new(),
                _ => current::texts_in(reader, number - 1)?,
            };
            let files = changed(&before, &current::texts_in(reader, number)?);
            Ok(VersionShown { listed, files })
        })
        .await
}

fn read(row: &Row<'_>) -> Result<VersionListed, Fault> {
    Ok(VersionListed {
        version: row.get(0)?,
        at: Moment(row.get(1)?),
        by: row.get(2)?,
        name: row.get(3)?,
        reason: row.get(4)?,
    })
}
