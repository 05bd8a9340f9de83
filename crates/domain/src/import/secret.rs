//! What of a file may be shown: a Contract ID never, in whatever column it stands.

use super::{Cell, Field, Repairs, date};
use crate::ids::{ContractId, digits_in_a_row};
use crate::limits;

/// Whether `text`, in a column that is taken for `field` or for nothing yet, is a Contract ID or may be one. Of a column
/// that nobody has named, whatever has as many digits in a row as an ID may be one, unless it is a day.
pub fn is_secret(field: Option<Field>, text: &str) -> bool {
    match field {
        Some(Field::ContractId) => true,
        // These have as many digits themselves.
        Some(Field::AccessId | Field::PartnerId | Field::Organisation | Field::Phone) => false,
        Some(_) => ContractId::parse(text).is_ok() && !is_day(text),
        None => digits_in_a_row(text) >= limits::ID_DIGITS_MIN && !is_day(text),
    }
}

/// Whether a text is a day, or was meant to be one: `2027-02-30`.
fn is_day(text: &str) -> bool {
    let parts = text.trim().split(['-', '.', '/']);
    let is_meant = parts.count() == 3 && digits_in_a_row(&text.replace(['.', '/'], "-")) <= 8;
    is_meant || date(&Cell::text(text), Repairs::default()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_contract_id_is_secret_until_its_column_is_named() {
        for text in [
            "464814100017",
            "4648 1410 0017",
            "ID: 4648-1410-0017 (Nordhav)",
            "\u{664}\u{666}\u{664}\u{668}\u{661}\u{664}\u{661}",
            "123456",
        ] {
            assert!(is_secret(None, text), "{text}");
            assert!(is_secret(Some(Field::ContractId), text), "{text}");
            assert!(!is_secret(Some(Field::AccessId), text), "{text}");
        }
        for text in [
            "",
            "Nordhav AB",
            "2026-11-30",
            "2026-02-30",
            "30/11/2026",
            "20261130",
            "12345",
            "SE 1",
        ] {
            assert!(!is_secret(None, text), "{text}");
            assert!(is_secret(Some(Field::ContractId), text), "{text}");
        }
    }

    #[test]
    fn a_contract_id_in_the_wrong_column_is_secret_and_its_neighbours_are_not() {
        assert!(is_secret(Some(Field::Plan), "464814100017"));
        assert!(is_secret(Some(Field::Left), "464814100017"));
        assert!(!is_secret(Some(Field::Plan), "partner-gold-20"));
        assert!(!is_secret(Some(Field::Start), "2026-11-30"));
        assert!(!is_secret(
            Some(Field::OwnerEmail),
            "kim1234567@example.com"
        ));
        assert!(!is_secret(Some(Field::Phone), "+46 70 174 06 05"));
    }
}
