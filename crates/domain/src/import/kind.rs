//! What a file holds, and which of its columns it needs.

use super::columns::recognise;
use super::field::Field;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Contracts with their opening balances.
    Contracts,
    /// Organisations with their locations.
    Organisations,
    /// Contacts of organisations.
    Contacts,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Contracts, Self::Organisations, Self::Contacts];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contracts => "contracts",
            Self::Organisations => "organisations",
            Self::Contacts => "contacts",
        }
    }

    /// The kind stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What a file of this kind can say, in the order of its template.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Contracts => &[
                Field::AccessId,
                Field::ContractId,
                Field::Plan,
                Field::OwnerEmail,
                Field::Organisation,
                Field::Country,
                Field::Start,
                Field::LastDay,
                Field::Left,
            ],
            Self::Organisations => &[
                Field::PartnerId,
                Field::Organisation,
                Field::Location,
                Field::Country,
                Field::Zone,
                Field::HeadOffice,
                Field::Level,
                Field::Renewal,
            ],
            Self::Contacts => &[
                Field::Organisation,
                Field::Location,
                Field::ContactName,
                Field::Email,
                Field::Phone,
                Field::Language,
                Field::Primary,
            ],
        }
    }

    /// The columns without which no row can be read.
    pub const fn needed(self) -> &'static [Field] {
        match self {
            Self::Contracts => &[
                Field::AccessId,
                Field::ContractId,
                Field::Plan,
                Field::Start,
                Field::Left,
            ],
            Self::Organisations => &[Field::Organisation, Field::Location, Field::HeadOffice],
            Self::Contacts => &[Field::Organisation, Field::ContactName, Field::Email],
        }
    }

    /// What a file with these headings holds: the kind that most of them belong to, those that it needs counting twice.
    pub fn guess(headings: &[String]) -> Self {
        let told = |kind: &Self| {
            let known = recognise(*kind, headings).into_iter().flatten();
            known
                .map(|field| if kind.needed().contains(&field) { 2 } else { 1 })
                .sum::<usize>()
        };
        let best = Self::ALL.into_iter().rev().max_by_key(told);
        best.unwrap_or(Self::Contracts)
    }
}
