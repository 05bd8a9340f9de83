//! A row about a contact of an organisation.

use super::row::{Flaws, Terms, Wrong, optional, text, yes};
use super::{Cell, Defect, Field, Kind};
use crate::catalog::LANGUAGES;
use crate::ids::{EmailAddress, PhoneNumber};

/// What a row says about a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactLine {
    /// The organisation, by partner ID or name.
    pub organisation: String,
    /// What its location is called; nothing for the head office.
    pub location: Option<String>,
    /// What to call the contact.
    pub name: String,
    /// Where letters and IDs are sent.
    pub email: EmailAddress,
    /// The telephone number.
    pub phone: Option<String>,
    /// The code of the language.
    pub language: String,
    /// Whether it is the location's primary program contact.
    pub is_primary: bool,
}

/// Reads a row, whose cells `of` gives.
///
/// # Errors
/// Everything that is wrong with it, by field.
pub fn read<'a>(of: impl Fn(Field) -> &'a Cell, _: &Terms<'_>) -> Result<ContactLine, Flaws> {
    let mut wrong = Wrong::of(Kind::Contacts, &of);
    let organisation = wrong.note(Field::Organisation, text(of(Field::Organisation)));
    let name = wrong.note(Field::ContactName, text(of(Field::ContactName)));
    let email = wrong.note(Field::Email, email(of(Field::Email)));
    let phone = wrong.note(Field::Phone, phone(of(Field::Phone)));
    let language = wrong.note(Field::Language, language(of(Field::Language)));
    let is_primary = wrong.note(Field::Primary, yes(of(Field::Primary)));
    let line = (|| {
        Some(ContactLine {
            organisation: organisation?,
            location: optional(of(Field::Location)),
            name: name?,
            email: email?,
            phone: phone?,
            language: language?,
            is_primary: is_primary?,
        })
    })();
    wrong.or(line)
}

fn email(cell: &Cell) -> Result<EmailAddress, Defect> {
    EmailAddress::parse(&text(cell)?).map_err(|_| Defect::Email)
}

/// A telephone number, which a spreadsheet must not have made a number of.
fn phone(cell: &Cell) -> Result<Option<String>, Defect> {
    let typed = optional(cell);
    let read = typed.map(|typed| PhoneNumber::parse(&typed));
    let read = read.transpose().map_err(|_| Defect::Phone)?;
    Ok(read.map(|phone| phone.to_string()))
}

/// A language by its code or its name in it; English where nothing stands.
fn language(cell: &Cell) -> Result<String, Defect> {
    let said = cell.text.trim().to_lowercase();
    let code = match said.as_str() {
        "" | "english" | "engelska" => "en",
        "swedish" | "svenska" => "sv",
        code => code,
    };
    let known = LANGUAGES.into_iter().find(|known| *known == code);
    known.map(str::to_owned).ok_or(Defect::LanguageUnknown)
}
