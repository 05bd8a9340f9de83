//! How the installation looks: read by every page, changed on a page of the settings.

mod change;

use domain::look::image::Image;
use domain::look::{Accent, BadAccent, Theme};
use domain::policy::{self, Deed, Object};
use store::{Fault, Reader, params};

use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

pub use change::{NewLogo, Wanted, change};

const VERSION: &str = "SELECT COALESCE(MAX(version), 0) FROM look";

const NEWEST: &str = "
    SELECT k.version, k.accent_light, k.accent_dark, k.logo, l.bytes
    FROM look k LEFT JOIN logo l ON l.hash = k.logo ORDER BY k.version DESC LIMIT 1";

/// The look in force, and the number of the change that made it so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Counts changes; 0 before the first.
    pub version: i64,
    /// The accent in the light theme, where somebody chose one.
    pub light: Option<Accent>,
    /// The accent in the dark theme, where somebody chose one.
    pub dark: Option<Accent>,
    /// The picture beside the name, if there is one.
    pub logo: Option<Logo>,
}

/// A picture with the name that its content gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub hash: String,
    /// The picture.
    pub image: Image,
}

/// The version of the look in force.
pub(crate) fn version(reader: &Reader<'_>) -> Result<i64, Fault> {
    reader.row(VERSION, params![], |row| row.get(0))
}

/// The look in force.
pub(crate) fn current(reader: &Reader<'_>) -> Result<Look, Fault> {
    let newest = reader.maybe(NEWEST, params![], |row| {
        let hash = row.get::<Option<String>>(3)?;
        let bytes = row.get::<Option<Vec<u8>>>(4)?;
        Ok(Look {
            version: row.get(0)?,
            light: accent(Theme::Light, row.get(1)?)?,
            dark: accent(Theme::Dark, row.get(2)?)?,
            logo: hash.zip(bytes).map(logo).transpose()?,
        })
    })?;
    Ok(newest.unwrap_or_default())
}

fn accent(theme: Theme, text: Option<String>) -> Result<Option<Accent>, Fault> {
    let parsed = text.map(|text| Accent::parse(theme, &text)).transpose();
    parsed.map_err(|bad: BadAccent| Fault::corrupt(format!("an accent of the look: {bad:?}")))
}

fn logo((hash, bytes): (String, Vec<u8>)) -> Result<Logo, Fault> {
    let image = Image::read(bytes);
    let image = image.map_err(|bad| Fault::corrupt(format!("the logo of the look: {bad:?}")))?;
    Ok(Logo { hash, image })
}

/// The logo whose name is `hash`, while it is in force: for a process that has not seen it yet, too.
pub async fn logo_called(house: &House, hash: &str) -> Answer<Option<Logo>> {
    let held = |house: &House| {
        let logo = house.look().logo.clone();
        logo.filter(|logo| logo.hash == hash)
    };
    if let Some(logo) = held(house) {
        return Ok(Some(logo));
    }
    house.refresh_settings().await?;
    Ok(held(house))
}

/// The look in force, for administrators.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for everybody else.
pub async fn show(house: &House, visit: &Visit) -> Answer<Seen<Look>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            Ok(current(reader)?)
        })
        .await
}
