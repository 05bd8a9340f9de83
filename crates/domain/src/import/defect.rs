//! What can be wrong with a cell.

/// What is wrong with a cell, or with its row as far as that cell says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// Nothing stands where something must.
    Missing,
    /// An ID with other characters than digits, spaces and dashes.
    IdCharacters,
    /// An ID of another length than 6 to 20 digits: how many it has.
    IdLength(i64),
    /// An ID that a spreadsheet may have taken zeros from: how many digits are left.
    ZerosLost(i64),
    /// `2.3E+09`: the digits are gone.
    Exponent,
    /// A number longer than a spreadsheet keeps exactly: its last digits are gone.
    Rounded,
    /// No date, or a day that does not exist.
    NoDate,
    /// A date whose day and month could be swapped.
    DateAmbiguous,
    /// A bare number that may be a spreadsheet's count of days.
    DateSerial,
    /// No whole number.
    NoNumber,
    /// More than anybody grants.
    TooMany,
    /// Characters that the chosen encoding does not have.
    Undecodable,
    /// Longer than any such text.
    TooLong,
    /// No plan has that key or name.
    PlanUnknown,
    /// No e-mail address.
    Email,
    /// No country of a region that is served.
    CountryUnknown,
    /// The plan does not cover the region.
    RegionNotCovered,
    /// The last day is before the first.
    EndsBeforeStart,
    /// Units on a contract that has ended already: they would lapse at once.
    EndedWithUnits,
    /// A person and an organisation: one of them owns it.
    TwoOwners,
    /// No organisation has that name or partner ID, or several have it.
    OrganisationUnknown,
    /// Neither yes nor no.
    NoAnswer,
    /// No time zone has that name.
    ZoneUnknown,
    /// No level of membership has that key or name.
    LevelUnknown,
    /// A level anywhere but in the row of a partner's head office.
    LevelElsewhere,
    /// No telephone number with its country code.
    Phone,
    /// No language that is spoken here.
    LanguageUnknown,
    /// The organisation has no location of that name.
    LocationUnknown,
    /// No organisation is here, and no row before is about its head office.
    HeadOfficeMissing,
    /// The organisation that is here has another head office.
    HeadOfficeDiffers,
    /// The organisation with that partner ID has another name.
    NameDiffers,
    /// The location that is here differs: an import moves none.
    LocationDiffers,
    /// The membership that is here is of another period or level.
    MembershipDiffers,
    /// The contact is on file at another location, or has only been invited or asked.
    OnFileElsewhere,
    /// The same as that row says.
    Duplicate(i64),
    /// That row says otherwise about the same.
    Conflict(i64),
    /// It belongs to that row, which has errors.
    Belongs(i64),
    /// The Access ID is taken by a contract with another Contract ID.
    AccessIdTaken,
    /// The contract that is here has another plan.
    PlanDiffers,
    /// The contract that is here starts on another day.
    StartDiffers,
    /// The contract that is here ends later: an import takes no time away.
    EndsEarlier,
    /// The contract that is here has another balance: an import changes none.
    BalanceDiffers,
    /// The contract that is here was cancelled or replaced.
    Closed,
    /// It was not like this when the file was checked.
    ChangedMeanwhile,
}

impl Defect {
    /// Every defect; those with a number have it zero.
    pub const ALL: [Self; 44] = [
        Self::Missing,
        Self::IdCharacters,
        Self::IdLength(0),
        Self::ZerosLost(0),
        Self::Exponent,
        Self::Rounded,
        Self::NoDate,
        Self::DateAmbiguous,
        Self::DateSerial,
        Self::NoNumber,
        Self::TooMany,
        Self::Undecodable,
        Self::TooLong,
        Self::PlanUnknown,
        Self::Email,
        Self::CountryUnknown,
        Self::RegionNotCovered,
        Self::EndsBeforeStart,
        Self::EndedWithUnits,
        Self::TwoOwners,
        Self::OrganisationUnknown,
        Self::NoAnswer,
        Self::ZoneUnknown,
        Self::LevelUnknown,
        Self::LevelElsewhere,
        Self::Phone,
        Self::LanguageUnknown,
        Self::LocationUnknown,
        Self::HeadOfficeMissing,
        Self::HeadOfficeDiffers,
        Self::NameDiffers,
        Self::LocationDiffers,
        Self::MembershipDiffers,
        Self::OnFileElsewhere,
        Self::Duplicate(0),
        Self::Conflict(0),
        Self::Belongs(0),
        Self::AccessIdTaken,
        Self::PlanDiffers,
        Self::StartDiffers,
        Self::EndsEarlier,
        Self::BalanceDiffers,
        Self::Closed,
        Self::ChangedMeanwhile,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::IdCharacters => "id_characters",
            Self::IdLength(_) => "id_length",
            Self::ZerosLost(_) => "zeros_lost",
            Self::Exponent => "exponent",
            Self::Rounded => "rounded",
            Self::NoDate => "no_date",
            Self::DateAmbiguous => "date_ambiguous",
            Self::DateSerial => "date_serial",
            Self::NoNumber => "no_number",
            Self::TooMany => "too_many",
            Self::Undecodable => "undecodable",
            Self::TooLong => "too_long",
            Self::PlanUnknown => "plan_unknown",
            Self::Email => "email",
            Self::CountryUnknown => "country_unknown",
            Self::RegionNotCovered => "region_not_covered",
            Self::EndsBeforeStart => "ends_before_start",
            Self::EndedWithUnits => "ended_with_units",
            Self::TwoOwners => "two_owners",
            Self::OrganisationUnknown => "organisation_unknown",
            Self::NoAnswer => "no_answer",
            Self::ZoneUnknown => "zone_unknown",
            Self::LevelUnknown => "level_unknown",
            Self::LevelElsewhere => "level_elsewhere",
            Self::Phone => "phone",
            Self::LanguageUnknown => "language_unknown",
            Self::LocationUnknown => "location_unknown",
            Self::HeadOfficeMissing => "head_office_missing",
            Self::HeadOfficeDiffers => "head_office_differs",
            Self::NameDiffers => "name_differs",
            Self::LocationDiffers => "location_differs",
            Self::MembershipDiffers => "membership_differs",
            Self::OnFileElsewhere => "on_file_elsewhere",
            Self::Duplicate(_) => "duplicate",
            Self::Conflict(_) => "conflict",
            Self::Belongs(_) => "belongs",
            Self::AccessIdTaken => "access_id_taken",
            Self::PlanDiffers => "plan_differs",
            Self::StartDiffers => "start_differs",
            Self::EndsEarlier => "ends_earlier",
            Self::BalanceDiffers => "balance_differs",
            Self::Closed => "closed",
            Self::ChangedMeanwhile => "changed_meanwhile",
        }
    }

    /// The number that belongs to it: digits, or a row.
    pub const fn number(self) -> Option<i64> {
        match self {
            Self::IdLength(number)
            | Self::ZerosLost(number)
            | Self::Duplicate(number)
            | Self::Conflict(number)
            | Self::Belongs(number) => Some(number),
            _ => None,
        }
    }

    /// The defect stored under `code`, with its number.
    pub fn from_code(code: &str, number: i64) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|defect| defect.code() == code)?;
        Some(match found {
            Self::IdLength(_) => Self::IdLength(number),
            Self::ZerosLost(_) => Self::ZerosLost(number),
            Self::Duplicate(_) => Self::Duplicate(number),
            Self::Conflict(_) => Self::Conflict(number),
            Self::Belongs(_) => Self::Belongs(number),
            other => other,
        })
    }
}

/// Why a file cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A spreadsheet of before 2007.
    OldSheet,
    /// Neither a spreadsheet nor text.
    NoTable,
    /// A spreadsheet behind a password.
    Locked,
    /// A spreadsheet larger than can be unpacked.
    TooLarge,
    /// A row longer than any: a quotation mark is never closed.
    RowTooLong,
    /// More rows than a spreadsheet has.
    TooManyRows,
    /// More columns than the limit.
    TooManyColumns,
}

impl Unreadable {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::OldSheet,
        Self::NoTable,
        Self::Locked,
        Self::TooLarge,
        Self::RowTooLong,
        Self::TooManyRows,
        Self::TooManyColumns,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OldSheet => "old_sheet",
            Self::NoTable => "no_table",
            Self::Locked => "locked",
            Self::TooLarge => "too_large",
            Self::RowTooLong => "row_too_long",
            Self::TooManyRows => "too_many_rows",
            Self::TooManyColumns => "too_many_columns",
        }
    }

    /// The reason stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_defect_is_found_again_under_its_word() {
        for defect in Defect::ALL {
            assert_eq!(Defect::from_code(defect.code(), 0), Some(defect));
        }
        assert_eq!(
            Defect::from_code("conflict", 14),
            Some(Defect::Conflict(14))
        );
    }
}
