//! Digits of every script, what people put between them, and the check digit of Luhn.

/// The zeros of the decimal digits of Unicode 16 (category Nd); the nine after each are 1 to 9.
const ZEROS: [u32; 76] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80,
    0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
    0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
    0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50,
    0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE,
    0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// One character of what was typed as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A decimal digit of any script, 0 to 9, as its ASCII digit.
    Digit(char),
    /// What people and programs put between digits: spaces, dashes, invisible marks.
    Gap,
    /// Anything else.
    Other,
}

pub(super) fn mark(character: char) -> Mark {
    if let Some(digit) = ascii_digit(character) {
        Mark::Digit(digit)
    } else if character.is_whitespace() || DASHES.contains(character) || is_invisible(character) {
        Mark::Gap
    } else {
        Mark::Other
    }
}

fn ascii_digit(character: char) -> Option<char> {
    let code = u32::from(character);
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    char::from_digit(code - zero, 10)
}

/// The dashes of Unicode (category Pd) and the minus sign.
const DASHES: &str = "-\u{58A}\u{5BE}\u{1400}\u{1806}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\
    \u{2015}\u{2212}\u{2E17}\u{2E1A}\u{2E3A}\u{2E3B}\u{2E40}\u{2E5D}\u{301C}\u{3030}\u{30A0}\u{FE31}\
    \u{FE32}\u{FE58}\u{FE63}\u{FF0D}\u{10D6E}\u{10EAD}";

/// The format characters (category Cf) that a copied text can carry: soft hyphens, joiners,
/// directions, byte order marks.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0001}'..='\u{E007F}'
    )
}

/// The most digits that follow one another in a text, gaps between them not counted.
pub fn digits_in_a_row(text: &str) -> usize {
    let mut row = 0;
    let rows = text.chars().map(|character| {
        match mark(character) {
            Mark::Digit(_) => row += 1,
            Mark::Gap => {}
            Mark::Other => row = 0,
        }
        row
    });
    rows.max().unwrap_or_default()
}

/// The check digit that makes a digit string valid when put after it (ISO/IEC 7812-1, annex B).
pub fn luhn_digit(digits: &str) -> char {
    let from_the_right = digits.bytes().rev().enumerate();
    let sum = from_the_right.fold(0, |sum, (place, byte)| {
        let digit = byte.wrapping_sub(b'0') % 10;
        (sum + if place % 2 == 0 {
            doubled(digit)
        } else {
            digit
        }) % 10
    });
    char::from(b'0' + (10 - sum) % 10)
}

/// The sum of the digits of a digit's double.
fn doubled(digit: u8) -> u8 {
    2 * digit / 10 + 2 * digit % 10
}

/// Whether the last of a string of ASCII digits is the check digit of those before it.
///
/// It finds every single wrong digit, and every swap of two neighbours other than 0 and 9.
pub fn luhn_valid(digits: &str) -> bool {
    let mut before = digits.chars();
    let last = before.next_back();
    last.is_some()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && last == Some(luhn_digit(before.as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_zeros_are_in_order_and_each_starts_ten_digits() {
        assert!(ZEROS.is_sorted());
        for zero in ZEROS {
            for digit in 0..10 {
                let character = char::from_u32(zero + digit).unwrap();
                assert!(character.is_numeric(), "{zero:X}+{digit}");
                assert_eq!(
                    mark(character),
                    Mark::Digit(char::from_digit(digit, 10).unwrap())
                );
            }
        }
    }

    #[test]
    fn known_check_digits() {
        assert!(luhn_valid("0230242323"));
        assert!(luhn_valid("482019379"));
        assert!(luhn_valid("79927398713"));
        assert!(!luhn_valid("230242324"));
        assert!(!luhn_valid(""));
        assert!(!luhn_valid("x"));
        assert_eq!(luhn_digit("023024232"), '3');
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_found(
            digits in "[0-9]{5,19}",
            place in any::<prop::sample::Index>(),
            by in 1u8..10,
        ) {
            let whole = format!("{digits}{}", luhn_digit(&digits));
            prop_assert!(luhn_valid(&whole));
            let mut wrong = whole.into_bytes();
            let place = place.index(wrong.len());
            wrong[place] = b'0' + (wrong[place] - b'0' + by) % 10;
            prop_assert!(!luhn_valid(std::str::from_utf8(&wrong).unwrap()));
        }
    }
}
