//! A row about a location of an organisation.

use super::row::{Flaws, Terms, Wrong, country, optional, text, yes};
use super::{Cell, Defect, Field, Kind, cell};
use crate::catalog::Catalog;
use crate::time::{Date, Zone};

/// What a row says about a location. That of the head office speaks of the organisation too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteLine {
    /// The organisation's partner ID, if it is a partner.
    pub partner_id: Option<String>,
    /// What the organisation is called.
    pub organisation: String,
    /// What the location is called.
    pub location: String,
    /// The two letters of its country.
    pub country: String,
    /// Its time zone.
    pub zone: Zone,
    /// Whether it is the head office.
    pub is_head_office: bool,
    /// The key of the level of membership, and the day on which it is renewed.
    pub membership: Option<(String, Date)>,
}

/// Reads a row, whose cells `of` gives.
///
/// # Errors
/// Everything that is wrong with it, by field.
pub fn read<'a>(of: impl Fn(Field) -> &'a Cell, terms: &Terms<'_>) -> Result<SiteLine, Flaws> {
    let mut wrong = Wrong::of(Kind::Organisations, &of);
    let partner_id = optional(of(Field::PartnerId));
    let organisation = wrong.note(Field::Organisation, text(of(Field::Organisation)));
    let location = wrong.note(Field::Location, text(of(Field::Location)));
    let country = wrong.note(Field::Country, country(of(Field::Country), terms));
    let zone = wrong.note(Field::Zone, zone(of(Field::Zone), terms.zone));
    let is_head_office = wrong.note(Field::HeadOffice, yes(of(Field::HeadOffice)));
    let membership = membership(&mut wrong, &of, terms);
    if let (Some(_), Some(is_head_office)) = (&membership, is_head_office) {
        let belongs = is_head_office && partner_id.is_some();
        wrong.note(
            Field::Level,
            if belongs {
                Ok(())
            } else {
                Err(Defect::LevelElsewhere)
            },
        );
    }
    let line = (|| {
        Some(SiteLine {
            partner_id,
            organisation: organisation?,
            location: location?,
            country: country?.0,
            zone: zone?,
            is_head_office: is_head_office?,
            membership,
        })
    })();
    wrong.or(line)
}

fn zone(cell: &Cell, usual: &Zone) -> Result<Zone, Defect> {
    if cell.is_blank() {
        return Ok(usual.clone());
    }
    Zone::named(cell.text.trim()).map_err(|_| Defect::ZoneUnknown)
}

/// A level and the day on which it is renewed: both, or neither.
fn membership<'a>(
    wrong: &mut Wrong,
    of: &impl Fn(Field) -> &'a Cell,
    terms: &Terms<'_>,
) -> Option<(String, Date)> {
    let (level, renewal) = (of(Field::Level), of(Field::Renewal));
    if level.is_blank() && renewal.is_blank() {
        return None;
    }
    let level = wrong.note(Field::Level, self::level(level, terms.catalog));
    let renewal = wrong.note(Field::Renewal, cell::date(renewal, terms.repairs));
    level.zip(renewal)
}

/// The level with that key, or with that name in any language.
fn level(cell: &Cell, catalog: &Catalog) -> Result<String, Defect> {
    let wanted = text(cell)?.to_lowercase();
    let levels = catalog.programme.levels.iter();
    let mut named = levels.filter(|level| {
        let mut names = level.name.languages();
        level.key.as_str() == wanted || names.any(|(_, name)| name.to_lowercase() == wanted)
    });
    let level = named.next().ok_or(Defect::LevelUnknown)?;
    Ok(level.key.to_string())
}
