//! The two numbers that open a support contract.

use std::{fmt, iter};

use super::digits::{Mark, luhn_digit, luhn_valid, mark};
use crate::limits;

/// The public half of the pair: a string of 6 to 20 digits. Zeros at its start are part of it.
///
/// It shows itself whole on pages, and masked in logs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccessId(String);

/// The secret half of the pair: a string of 6 to 20 digits. Who holds it can use the contract, so
/// it never shows itself.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ContractId(String);

/// Why what was typed is no ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdProblem {
    /// Nothing, or nothing but spaces and dashes.
    Empty,
    /// It has characters other than digits, spaces and dashes.
    OtherCharacters,
    /// It has digits only, but not 6 to 20 of them.
    Length {
        /// How many it has.
        digits: usize,
    },
}

impl AccessId {
    /// Reads what was typed or pasted: spaces, dashes and invisible marks go, digits of other
    /// scripts become ASCII, zeros stay.
    pub fn parse(typed: &str) -> Result<Self, IdProblem> {
        digits_of(typed).map(Self)
    }

    /// A new one of ten digits: nine of chance, then the check digit.
    pub fn issue(random: &[u8; 16]) -> Self {
        Self(checked_digits(random, limits::ISSUED_ACCESS_ID_DIGITS))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first four digits and always five x, so that its length stays hidden: `0037xxxxx`.
    pub fn masked(&self) -> String {
        format!("{}xxxxx", &self.0[..4])
    }

    /// Whether it ends with its check digit. Every issued one does; an imported one may not.
    pub fn has_check_digit(&self) -> bool {
        luhn_valid(&self.0)
    }
}

impl ContractId {
    /// Reads what was typed or pasted, as [`AccessId::parse`] does.
    pub fn parse(typed: &str) -> Result<Self, IdProblem> {
        digits_of(typed).map(Self)
    }

    /// A new one of twelve digits: eleven of chance, then the check digit.
    pub fn issue(random: &[u8; 16]) -> Self {
        Self(checked_digits(random, limits::ISSUED_CONTRACT_ID_DIGITS))
    }

    /// The digits, for hashing, sealing and delivering them, and for nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it ends with its check digit. Every issued one does; an imported one may not.
    pub fn has_check_digit(&self) -> bool {
        luhn_valid(&self.0)
    }
}

fn digits_of(typed: &str) -> Result<String, IdProblem> {
    let mut digits = String::new();
    for character in typed.chars() {
        match mark(character) {
            Mark::Digit(digit) => digits.push(digit),
            Mark::Gap => {}
            Mark::Other => return Err(IdProblem::OtherCharacters),
        }
    }
    match digits.len() {
        0 => Err(IdProblem::Empty),
        limits::ID_DIGITS_MIN..=limits::ID_DIGITS_MAX => Ok(digits),
        digits => Err(IdProblem::Length { digits }),
    }
}

/// So many digits, the last the check digit. 128 bits of chance make all strings equally likely to
/// within one in 10^27.
fn checked_digits(random: &[u8; 16], count: usize) -> String {
    let width = count - 1;
    let all = (0..width).fold(1, |all, _| all * 10);
    let digits = format!("{:0width$}", u128::from_be_bytes(*random) % all);
    let check = luhn_digit(&digits);
    digits + &check.to_string()
}

impl fmt::Display for AccessId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for AccessId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "AccessId({})", self.masked())
    }
}

/// Twelve dots, whatever its length.
impl fmt::Display for ContractId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("••••••••••••")
    }
}

impl fmt::Debug for ContractId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ContractId({self})")
    }
}

/// One reading of a typed pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What was done to the pair.
    pub kind: CandidateKind,
    /// The Access ID in this reading.
    pub access_id: AccessId,
    /// The Contract ID in this reading.
    pub contract_id: ContractId,
}

/// What a candidate does to the pair that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CandidateKind {
    /// Nothing.
    AsTyped,
    /// So many zeros put in front of the Access ID: spreadsheets drop them.
    ZerosAdded(u8),
    /// Each taken for the other.
    Swapped,
}

/// The readings to try of a typed pair, the likeliest first. All of them together are one guess.
pub fn candidates(access_id: &AccessId, contract_id: &ContractId) -> Vec<Candidate> {
    let (access, contract) = (access_id.0.as_str(), contract_id.0.as_str());
    let with_zeros = (1..=limits::ID_ZEROS_REPAIRED_MAX).map(|zeros| {
        let repaired = "0".repeat(usize::from(zeros)) + access;
        (CandidateKind::ZerosAdded(zeros), repaired, contract)
    });
    iter::once((CandidateKind::AsTyped, access.to_owned(), contract))
        .chain(with_zeros)
        .chain([(CandidateKind::Swapped, contract.to_owned(), access)])
        .filter(|(_, access, _)| access.len() <= limits::ID_DIGITS_MAX)
        .map(|(kind, access, contract)| Candidate {
            kind,
            access_id: AccessId(access),
            contract_id: ContractId(contract.to_owned()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn access(typed: &str) -> AccessId {
        AccessId::parse(typed).unwrap()
    }

    fn contract(typed: &str) -> ContractId {
        ContractId::parse(typed).unwrap()
    }

    #[test]
    fn an_issued_id_has_its_check_digit_and_an_imported_one_may_not() {
        assert!(access("0230242323").has_check_digit() != access("0230242324").has_check_digit());
        assert!(AccessId::issue(&[7; 16]).has_check_digit());
        assert!(ContractId::issue(&[7; 16]).has_check_digit());
        for last in '0'..='9' {
            let typed = format!("48201937946{last}");
            let is_check_digit = luhn_digit("48201937946") == last;
            assert_eq!(contract(&typed).has_check_digit(), is_check_digit);
        }
    }

    #[test]
    fn t01_zeros_are_part_of_an_id() {
        assert_eq!(access("0230242323").to_string(), "0230242323");
        assert_ne!(access("0230242323"), access("230242323"));
        assert_eq!(access("000000").as_str(), "000000");
        assert_eq!(contract("000123456789").reveal(), "000123456789");
        assert_eq!(access("００２３０２４２３２３").as_str(), "00230242323");
    }

    #[test]
    fn t01_all_that_is_no_digit_is_normalised_away() {
        for typed in [
            " 0230242323\r\n",
            "0230 242 323",
            "0230-242-323",
            "0230\u{a0}242\u{202f}323",
            "0230\u{2011}242\u{2013}323",
            "0230\u{2212}242\u{ad}323",
            "\u{feff}\u{202a}0230242323\u{202c}",
            "02302\u{200b}42\u{200d}323",
            "０２３０２４２３２３",
            "٠٢٣٠٢٤٢٣٢٣",
            "०२३०२४२३२३",
            "𝟎𝟐𝟑𝟎𝟐𝟒𝟐𝟑𝟐𝟑",
        ] {
            assert_eq!(access(typed).as_str(), "0230242323", "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_id_is_refused_with_the_reason() {
        for (typed, problem) in [
            ("", IdProblem::Empty),
            (" - \u{200b}", IdProblem::Empty),
            ("12345", IdProblem::Length { digits: 5 }),
            ("123456789012345678901", IdProblem::Length { digits: 21 }),
            ("O230242323", IdProblem::OtherCharacters),
            ("0230242323.", IdProblem::OtherCharacters),
            ("+230242323", IdProblem::OtherCharacters),
            ("2.30242323E8", IdProblem::OtherCharacters),
            ("0230242323\0", IdProblem::OtherCharacters),
        ] {
            assert_eq!(AccessId::parse(typed), Err(problem), "{typed:?}");
            assert_eq!(ContractId::parse(typed), Err(problem), "{typed:?}");
        }
        assert!(AccessId::parse("123456").is_ok());
        assert!(AccessId::parse("12345678901234567890").is_ok());
    }

    #[test]
    fn masked_it_hides_its_length() {
        assert_eq!(access("0037123456").masked(), "0037xxxxx");
        assert_eq!(access("003712").masked(), "0037xxxxx");
        assert_eq!(format!("{:?}", access("0037123456")), "AccessId(0037xxxxx)");
    }

    /// The naive secret leaks through a log line or a panic message.
    #[test]
    fn t03_a_contract_id_never_shows_itself() {
        let secret = contract("482019379460");
        assert_eq!(secret.to_string(), "••••••••••••");
        assert_eq!(format!("{secret:?}"), "ContractId(••••••••••••)");
        let all = candidates(&access("0230242323"), &secret);
        assert!(!format!("{all:?}").contains("4820193794"));
        assert_eq!(secret.reveal(), "482019379460");
    }

    /// The naive check tries only what was typed, or strips zeros on both sides.
    #[test]
    fn t02_a_pair_is_tried_as_typed_then_with_zeros_then_swapped() {
        let tried: Vec<(CandidateKind, String, String)> =
            candidates(&access("230242323"), &contract("482019379460"))
                .into_iter()
                .map(|one| (one.kind, one.access_id.0, one.contract_id.0))
                .collect();
        let expected = [
            (CandidateKind::AsTyped, "230242323", "482019379460"),
            (CandidateKind::ZerosAdded(1), "0230242323", "482019379460"),
            (CandidateKind::ZerosAdded(2), "00230242323", "482019379460"),
            (CandidateKind::ZerosAdded(3), "000230242323", "482019379460"),
            (CandidateKind::Swapped, "482019379460", "230242323"),
        ];
        assert_eq!(
            tried,
            expected.map(|(kind, access, contract)| (kind, access.to_owned(), contract.to_owned()))
        );
    }

    #[test]
    fn t02_no_candidate_grows_beyond_an_id() {
        let kinds = |digits: usize| -> Vec<CandidateKind> {
            let all = candidates(&access(&"7".repeat(digits)), &contract("482019379460"));
            all.into_iter().map(|one| one.kind).collect()
        };
        assert_eq!(
            kinds(19),
            [
                CandidateKind::AsTyped,
                CandidateKind::ZerosAdded(1),
                CandidateKind::Swapped
            ]
        );
        assert_eq!(kinds(20), [CandidateKind::AsTyped, CandidateKind::Swapped]);
    }

    #[test]
    fn every_digit_of_issued_ids_is_equally_likely() {
        let mut seen = [[0u32; 10]; 9];
        for number in 0..10_000u64 {
            let mut chance = [0; 16];
            chance[..8].copy_from_slice(&number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
            chance[8..].copy_from_slice(&number.wrapping_mul(0xD134_2543_DE82_EF95).to_be_bytes());
            for (place, byte) in AccessId::issue(&chance)
                .as_str()
                .bytes()
                .take(9)
                .enumerate()
            {
                seen[place][usize::from(byte - b'0')] += 1;
            }
        }
        assert!(
            seen.iter()
                .flatten()
                .all(|count| (850..1150).contains(count)),
            "{seen:?}"
        );
    }

    proptest! {
        #[test]
        fn issued_ids_have_their_length_and_check_digit(random: [u8; 16]) {
            let (access_id, contract_id) = (AccessId::issue(&random), ContractId::issue(&random));
            prop_assert_eq!(access_id.as_str().len(), 10);
            prop_assert_eq!(contract_id.reveal().len(), 12);
            prop_assert!(access_id.has_check_digit() && contract_id.has_check_digit());
            prop_assert_eq!(AccessId::parse(access_id.as_str()), Ok(access_id));
        }

        #[test]
        fn t01_reading_keeps_every_digit(
            digits in "[0-9]{6,20}",
            gaps in prop::collection::vec("[ \u{a0}\u{2011}\u{200b}-]{0,2}", 20),
        ) {
            let pairs = gaps.iter().zip(digits.chars());
            let spaced: String =
                pairs.flat_map(|(gap, digit)| gap.chars().chain([digit])).collect();
            let read = AccessId::parse(&spaced).unwrap();
            prop_assert_eq!(read.as_str(), digits);
        }
    }
}
