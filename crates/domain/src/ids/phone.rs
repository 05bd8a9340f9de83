//! Phone numbers in international form.

use std::fmt;

use super::digits::{Mark, mark};
use crate::limits;

/// A number of ITU-T E.164: a plus, a country code and a subscriber's number, 7 to 15 digits in
/// all.
///
/// It keeps the groups it was written in, because people recognise their number by them. In logs it
/// shows its last two digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber {
    /// Groups of ASCII digits, with a space between them, after a plus.
    shown: String,
}

/// Why a text is no phone number that can be called from everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneProblem {
    /// Nothing, or nothing but spaces.
    Empty,
    /// It does not start with a country code: neither `+` nor `00`.
    NoCountryCode,
    /// It has letters or other characters that do not belong in a number.
    OtherCharacters,
    /// It has fewer than 7 digits, or more than 15.
    Length {
        /// How many it has.
        digits: usize,
    },
}

impl PhoneNumber {
    /// Reads what was typed: `+46 8 123 456 78`, `0046-8-12345678`, `+46 (0)8 123 456 78`.
    ///
    /// Spaces, dashes, dots, slashes and brackets part groups. A zero in brackets is dialled only
    /// within the country and goes.
    pub fn parse(typed: &str) -> Result<Self, PhoneProblem> {
        let mut plain = String::new();
        for character in typed.replace("(0)", " ").chars() {
            plain.push(match (mark(character), character) {
                (Mark::Digit(digit), _) => digit,
                (Mark::Gap, _) | (_, '.' | '/' | '(' | ')') => ' ',
                (_, '+' | '＋') => '+',
                _ => return Err(PhoneProblem::OtherCharacters),
            });
        }
        let plain = plain.trim();
        if plain.is_empty() {
            return Err(PhoneProblem::Empty);
        }
        let national = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00"));
        let national = national.ok_or(PhoneProblem::NoCountryCode)?;
        if national.contains('+') {
            return Err(PhoneProblem::OtherCharacters);
        }
        if national.trim_start().starts_with('0') {
            return Err(PhoneProblem::NoCountryCode);
        }
        let groups: Vec<&str> = national.split_ascii_whitespace().collect();
        match groups.iter().map(|group| group.len()).sum() {
            limits::PHONE_DIGITS_MIN..=limits::PHONE_DIGITS_MAX => Ok(Self {
                shown: format!("+{}", groups.join(" ")),
            }),
            digits => Err(PhoneProblem::Length { digits }),
        }
    }

    /// Without spaces, as a phone dials it and two numbers are compared: `+46812345678`.
    pub fn dialled(&self) -> String {
        self.shown.replace(' ', "")
    }
}

/// In the groups it was written in: `+46 8 123 456 78`.
impl fmt::Display for PhoneNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.shown)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dialled = self.dialled();
        write!(out, "PhoneNumber(…{})", &dialled[dialled.len() - 2..])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, shown) in [
            ("+46 8 123 456 78", "+46 8 123 456 78"),
            (" +46-8-123 456 78 ", "+46 8 123 456 78"),
            ("0046 8 12345678", "+46 8 12345678"),
            ("00 46 8 12345678", "+46 8 12345678"),
            ("+46 (0)8 123 456 78", "+46 8 123 456 78"),
            ("+1 (425) 555-0100", "+1 425 555 0100"),
            ("+1.425.555.0100", "+1 425 555 0100"),
            ("＋４６８１２３４５６７８", "+46812345678"),
            (
                "+46\u{a0}8\u{202f}123\u{2011}456\u{ad}78",
                "+46 8 123 456 78",
            ),
        ] {
            assert_eq!(
                PhoneNumber::parse(typed).unwrap().to_string(),
                shown,
                "{typed:?}"
            );
        }
        assert_eq!(
            PhoneNumber::parse("+46 8 123 456 78").unwrap().dialled(),
            "+46812345678"
        );
    }

    #[test]
    fn wrong_numbers_are_refused_with_the_reason() {
        for (typed, problem) in [
            ("", PhoneProblem::Empty),
            (" - ", PhoneProblem::Empty),
            ("08-123 456 78", PhoneProblem::NoCountryCode),
            ("123 456 78", PhoneProblem::NoCountryCode),
            ("+08 123 456 78", PhoneProblem::NoCountryCode),
            ("+46 8 ABC DEF", PhoneProblem::OtherCharacters),
            ("+46 8 123 456 78 ext 9", PhoneProblem::OtherCharacters),
            ("+46+8 123 456 78", PhoneProblem::OtherCharacters),
            ("+", PhoneProblem::Length { digits: 0 }),
            ("+46 8 123", PhoneProblem::Length { digits: 6 }),
            (
                "+46 8 123 456 789 012 34",
                PhoneProblem::Length { digits: 17 },
            ),
        ] {
            assert_eq!(PhoneNumber::parse(typed), Err(problem), "{typed:?}");
        }
    }

    #[test]
    fn logs_see_two_digits() {
        assert_eq!(
            format!("{:?}", PhoneNumber::parse("+46 8 123 456 78").unwrap()),
            "PhoneNumber(…78)"
        );
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(typed in "\\+[1-9][0-9 ().-]{5,18}") {
            if let Ok(number) = PhoneNumber::parse(&typed) {
                prop_assert_eq!(PhoneNumber::parse(&number.to_string()), Ok(number.clone()));
                let dialled = PhoneNumber::parse(&number.dialled()).unwrap().dialled();
                prop_assert_eq!(dialled, number.dialled());
            }
        }
    }
}
