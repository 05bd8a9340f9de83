//! Where backups are kept, and how many.

use std::path::PathBuf;

use serde::Deserialize;

use super::{figure, parsed, text};
use crate::failure::Failure;

/// How many backups are kept unless told otherwise.
const KEPT: usize = 14;

/// The folder of the daily backups.
#[derive(Clone, Debug)]
pub struct Backups {
    /// The folder, which is made if need be.
    pub folder: PathBuf,
    /// How many are kept; the oldest go.
    pub keep: usize,
}

/// The backups as the file says it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenBackups {
    folder: Option<String>,
    #[serde(default, deserialize_with = "figure")]
    keep: Option<String>,
}

/// Reads where backups are kept; nothing where no folder is named, and none are made.
pub(super) fn backups(written: Option<WrittenBackups>) -> Result<Option<Backups>, Failure> {
    let written = written.unwrap_or_default();
    let keep = parsed("backups.keep", "KLIPPKORT_BACKUPS_KEEP", written.keep)?;
    let keep = match keep {
        None => KEPT,
        Some(0) => return Err(super::unusable("backups.keep", "at least one is kept")),
        Some(keep) => keep,
    };
    let folder = text("KLIPPKORT_BACKUPS", written.folder)?.map(PathBuf::from);
    Ok(folder.map(|folder| Backups { folder, keep }))
}
