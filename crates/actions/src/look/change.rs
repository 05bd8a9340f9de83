//! Deciding anew how the installation looks: each thing that changes is a line of the audit log.

use std::fmt::Write as _;

use domain::account::Caller;
use domain::look::Accent;
use domain::look::image::Image;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Tx, params};

use super::{Look, current};
use crate::audit::{self, Done, Record};
use crate::house::{House, Visit};
use crate::stopped::Answer;

/// Two who change the same version meet here.
const CHANGE: &str = "
    INSERT INTO look (version, accent_light, accent_dark, logo, set_at, set_by)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (version) DO NOTHING";

const KEEP: &str = "INSERT INTO logo (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";

/// What somebody wants the installation to look like.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The accent in the light theme; nothing for the usual one.
    pub light: Option<Accent>,
    /// The accent in the dark theme; nothing for the usual one.
    pub dark: Option<Accent>,
    /// What becomes of the logo.
    pub logo: NewLogo,
}

/// What becomes of the logo.
#[derive(Clone, Debug)]
pub enum NewLogo {
    /// It stays as it is.
    Kept,
    /// There is none of one's own.
    Gone,
    /// It is this one.
    New(Image),
}

/// Puts `wanted` in force instead of the look of `version`. What changes nothing is not written.
///
/// # Errors
/// [`Refusal::ChangedElsewhere`] where another look is in force by now, `NotFound` for who is no administrator.
pub async fn change(house: &House, visit: &Visit, version: i64, wanted: Wanted) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            put(tx, caller, version, &wanted, at)
        })
        .await?;
    house.refresh_settings().await
}

fn put(tx: &mut Tx<'_>, caller: &Caller, version: i64, wanted: &Wanted, at: Moment) -> Answer<()> {
    let before = current(tx)?;
    if before.version != version {
        return Err(Refusal::ChangedElsewhere.into());
    }
    let (before, after) = (said(&before), said_by(wanted, &before));
    if before == after {
        return Ok(());
    }
    if let (NewLogo::New(image), Some(hash)) = (&wanted.logo, &after[2]) {
        tx.execute(KEEP, params![hash, &image.bytes])?;
    }
    let [light, dark, logo] = &after;
    let row = params![version + 1, light, dark, logo, at.0, caller.key()];
    if tx.execute(CHANGE, row)? == 0 {
        return Err(Refusal::ChangedElsewhere.into());
    }
    let names = ["accent_light", "accent_dark", "logo"];
    for (name, (before, after)) in names.into_iter().zip(before.iter().zip(&after)) {
        if before != after {
            let line = Record {
                before: before.as_deref(),
                after: after.as_deref(),
                ..Record::of(Done::LookChange, name)
            };
            audit::record(tx, caller, at, &line)?;
        }
    }
    Ok(())
}

/// A look as its row has it: both accents, and the hash of the logo.
fn said(look: &Look) -> [Option<String>; 3] {
    let logo = look.logo.as_ref().map(|logo| logo.hash.clone());
    [colour(look.light), colour(look.dark), logo]
}

/// The same of what is wanted instead of `before`.
fn said_by(wanted: &Wanted, before: &Look) -> [Option<String>; 3] {
    let logo = match &wanted.logo {
        NewLogo::Kept => before.logo.as_ref().map(|logo| logo.hash.clone()),
        NewLogo::Gone => None,
        NewLogo::New(image) => Some(hash(&image.bytes)),
    };
    [colour(wanted.light), colour(wanted.dark), logo]
}

fn colour(accent: Option<Accent>) -> Option<String> {
    accent.map(|accent| accent.colour().to_string())
}

fn hash(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("a text takes what is written to it");
    }
    text
}
