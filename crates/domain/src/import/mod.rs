//! Reading what others have written down: which column is which, what a cell says, and what is wrong with it.
//!
//! A file comes out of a spreadsheet, which drops the zeros in front of an ID, writes it as `2.3E+09`, and makes a
//! number of a date. What can be repaired is repaired by choice only ([`Repairs`]); what cannot is said.

mod cell;
mod columns;
mod contact;
mod contract;
mod defect;
mod field;
mod kind;
mod row;
mod secret;
mod site;

pub use cell::{Cell, IdLengths, Quantity, date, id, quantity};
pub use columns::recognise;
pub use contact::{ContactLine, read as read_contact};
pub use contract::{ContractLine, Owner, read as read_contract};
pub use defect::{Defect, Unreadable};
pub use field::Field;
pub use kind::Kind;
pub use row::{Flaws, Terms};
pub use secret::is_secret;
pub use site::{SiteLine, read as read_site};

/// What is to be done about zeros that a spreadsheet may have dropped in front of an ID.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zeros {
    /// A row with such an ID is an error, until somebody has looked.
    #[default]
    Ask,
    /// They are put back.
    Add,
    /// The IDs are right as they are.
    Keep,
}

impl Zeros {
    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Add => "add",
            Self::Keep => "keep",
        }
    }

    /// The choice stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Ask, Self::Add, Self::Keep]
            .into_iter()
            .find(|choice| choice.code() == code)
    }
}

/// What damage is repaired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    /// Zeros in front of an ID.
    pub zeros: Zeros,
    /// Whether a bare number in a column of dates is a spreadsheet's count of days.
    pub serials: bool,
}
