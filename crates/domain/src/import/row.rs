//! What the rows of every kind of file have in common: how they are read, and how what is wrong is noted.

use super::{Cell, Defect, Field, IdLengths, Kind, Repairs};
use crate::catalog::{Catalog, Region};
use crate::limits;
use crate::time::{Date, Zone};

/// What a row has wrong with it, at most one thing at each field.
pub type Flaws = Vec<(Field, Defect)>;

/// How the rows of a file are read.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// The offers, regions and levels.
    pub catalog: &'a Catalog,
    /// What damage is repaired.
    pub repairs: Repairs,
    /// How many digits the IDs of the file usually have.
    pub lengths: IdLengths,
    /// The country of rows that name none.
    pub country: &'a str,
    /// The zone of rows that name none, and of days.
    pub zone: &'a Zone,
    /// Today in that zone.
    pub today: Date,
}

/// What is wrong with a row, as far as it has been read.
#[derive(Default)]
pub(super) struct Wrong(Flaws);

impl Wrong {
    /// What is wrong with the cells of a row of `kind`, whatever they are to hold.
    pub fn of<'a>(kind: Kind, of: impl Fn(Field) -> &'a Cell) -> Self {
        let mut wrong = Self::default();
        for field in kind.fields() {
            wrong.note(*field, legible(of(*field)));
        }
        wrong
    }

    /// The value that was read; else notes why there is none.
    pub fn note<T>(&mut self, field: Field, read: Result<T, Defect>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(defect) => {
                if self.0.iter().all(|(noted, _)| *noted != field) {
                    self.0.push((field, defect));
                }
                None
            }
        }
    }

    /// The line that was read, if nothing is wrong with it.
    pub fn or<T>(self, line: Option<T>) -> Result<T, Flaws> {
        match line {
            Some(line) if self.0.is_empty() => Ok(line),
            _ => Err(self.0),
        }
    }
}

/// Refuses what no field holds, whatever it is.
fn legible(cell: &Cell) -> Result<(), Defect> {
    if cell.text.contains('\u{fffd}') {
        return Err(Defect::Undecodable);
    }
    if cell.text.chars().count() > limits::NAME_CHARS_MAX {
        return Err(Defect::TooLong);
    }
    Ok(())
}

/// What the cell says, without what stands around it.
pub(super) fn text(cell: &Cell) -> Result<String, Defect> {
    optional(cell).ok_or(Defect::Missing)
}

/// The same where nothing need stand.
pub(super) fn optional(cell: &Cell) -> Option<String> {
    (!cell.is_blank()).then(|| cell.text.trim().to_owned())
}

/// The two letters of the country with its region.
pub(super) fn country<'a>(cell: &Cell, terms: &Terms<'a>) -> Result<(String, &'a Region), Defect> {
    let named = optional(cell).unwrap_or_else(|| terms.country.to_owned());
    let country = named.to_uppercase();
    let region = terms.catalog.region_of(&country);
    Ok((country, region.ok_or(Defect::CountryUnknown)?))
}

/// Whether the cell says yes, in either language or with a mark; nothing is no.
pub(super) fn yes(cell: &Cell) -> Result<bool, Defect> {
    match cell.text.trim().to_lowercase().as_str() {
        "yes" | "y" | "ja" | "j" | "x" | "1" | "true" | "sant" => Ok(true),
        "" | "no" | "n" | "nej" | "-" | "0" | "false" | "falskt" => Ok(false),
        _ => Err(Defect::NoAnswer),
    }
}
