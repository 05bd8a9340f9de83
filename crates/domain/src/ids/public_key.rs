//! Keys for addresses: they name a thing without telling its number, its age or how many there are.

use std::fmt;

/// A letter for the kind of thing, and 128 bits of chance in Crockford's base 32: `c_` and 26
/// characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey {
    prefix: char,
    bits: u128,
}

/// Lower-case, without i, l, o and u, which are misread or spell things.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 26 characters of five bits hold 130; the two over are zero.
const LENGTH: usize = 26;

impl PublicKey {
    /// A new key from chance, its kind told by a lower-case ASCII letter.
    pub fn mint(prefix: char, random: [u8; 16]) -> Self {
        debug_assert!(prefix.is_ascii_lowercase());
        Self {
            prefix,
            bits: u128::from_be_bytes(random),
        }
    }

    /// Its 128 bits of chance.
    pub const fn bits(self) -> u128 {
        self.bits
    }

    /// Reads a key of one kind exactly as it is shown. Nothing else is a key: one thing has one
    /// address.
    pub fn parse(prefix: char, text: &str) -> Option<Self> {
        let digits = text.strip_prefix(prefix)?.strip_prefix('_')?;
        if digits.len() != LENGTH {
            return None;
        }
        let mut bits: u128 = 0;
        for byte in digits.bytes() {
            let value = ALPHABET.iter().position(|letter| *letter == byte)?;
            bits = bits
                .checked_mul(32)?
                .checked_add(u128::try_from(value).ok()?)?;
        }
        Some(Self { prefix, bits })
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}_", self.prefix)?;
        (0..LENGTH).rev().try_for_each(|place| {
            let value = (self.bits >> (5 * place)) & 31;
            let letter = ALPHABET[usize::try_from(value).expect("five bits are small")];
            write!(out, "{}", char::from(letter))
        })
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_are_shown_in_full() {
        let key = PublicKey::mint('c', [1; 16]);
        assert_eq!(key.bits(), u128::from_be_bytes([1; 16]));
        assert_eq!(format!("{key:?}"), key.to_string());
        assert_eq!(
            PublicKey::mint('c', [0; 16]).to_string(),
            "c_00000000000000000000000000"
        );
        assert_eq!(
            PublicKey::mint('c', [255; 16]).to_string(),
            "c_7zzzzzzzzzzzzzzzzzzzzzzzzz"
        );
    }

    #[test]
    fn only_the_one_spelling_is_a_key() {
        let good = "c_7f3k0000000000000000000000";
        assert_eq!(PublicKey::parse('c', good).unwrap().to_string(), good);
        for text in [
            "",
            "c_",
            "7f3k0000000000000000000000",
            "d_7f3k0000000000000000000000",
            "c-7f3k0000000000000000000000",
            "c_7F3K0000000000000000000000",
            "c_7f3k000000000000000000000",
            "c_7f3k00000000000000000000000",
            "c_8f3k0000000000000000000000",
            "c_7f3kl000000000000000000000",
            "c_7f3k 000000000000000000000",
            "c_7f3kå00000000000000000000",
        ] {
            assert_eq!(PublicKey::parse('c', text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(random: [u8; 16], prefix in "[a-z]") {
            let prefix = prefix.chars().next().unwrap();
            let key = PublicKey::mint(prefix, random);
            prop_assert_eq!(PublicKey::parse(prefix, &key.to_string()), Some(key));
        }
    }
}
