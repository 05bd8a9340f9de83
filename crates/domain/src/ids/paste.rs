//! Both IDs pasted into one field, as they stand in the activation mail, in a spreadsheet or in a
//! chat.

use super::digits::{Mark, mark};
use super::{AccessId, ContractId};
use crate::limits;

/// The pair in a pasted text, if it holds one.
///
/// Labels in English or Swedish (`Access ID`, `Contract ID`, `Kontrakts-ID`) tell which is which
/// and where to look; without them the text must hold two numbers and no third, the Access ID
/// first. One ID alone, however it is grouped, is no pair.
pub fn split_pasted(text: &str) -> Option<(AccessId, ContractId)> {
    let text = simplified(text);
    let label = text
        .char_indices()
        .find_map(|(place, _)| label(&text[place..]).map(|label| (place, label)));
    let start = label.map_or(0, |(place, _)| place);
    let numbers: Vec<String> = text[start..]
        .split(|character: char| !character.is_ascii_digit() && character != ' ')
        .flat_map(numbers)
        .collect();
    let ((None, [access, contract])
    | (Some((_, Label::AccessId)), [access, contract, ..])
    | (Some((_, Label::ContractId)), [contract, access, ..])) = (label, numbers.as_slice())
    else {
        return None;
    };
    Some((
        AccessId::parse(access).ok()?,
        ContractId::parse(contract).ok()?,
    ))
}

/// The text with ASCII digits and lower-case letters, a space for what may stand within a number,
/// and a bar for what ends one.
fn simplified(text: &str) -> String {
    let simple = |character: char| match mark(character) {
        Mark::Digit(digit) => digit,
        Mark::Gap if !character.is_control() => ' ',
        Mark::Other if character.is_ascii_alphabetic() => character.to_ascii_lowercase(),
        Mark::Gap | Mark::Other => '|',
    };
    text.chars().map(simple).collect()
}

#[derive(Clone, Copy)]
enum Label {
    AccessId,
    ContractId,
}

fn label(text: &str) -> Option<Label> {
    let names = [
        ("access", Label::AccessId),
        ("contract", Label::ContractId),
        ("kontrakts", Label::ContractId),
    ];
    names.into_iter().find_map(|(name, label)| {
        let after = text.strip_prefix(name)?.trim_start_matches(' ');
        after.starts_with("id").then_some(label)
    })
}

/// The IDs in a run of digits and spaces: one if it has 6 to 20 digits, two if it has more and one
/// place alone can part them.
fn numbers(run: &str) -> Vec<String> {
    let groups: Vec<&str> = run.split_ascii_whitespace().collect();
    match groups.iter().map(|group| group.len()).sum() {
        0..limits::ID_DIGITS_MIN => Vec::new(),
        limits::ID_DIGITS_MIN..=limits::ID_DIGITS_MAX => vec![groups.concat()],
        _ => parted(&groups).map_or_else(Vec::new, Vec::from),
    }
}

/// Where several places could part the two, the lengths of issued IDs tell.
fn parted(groups: &[&str]) -> Option<[String; 2]> {
    const ISSUED: [usize; 2] = [
        limits::ISSUED_ACCESS_ID_DIGITS,
        limits::ISSUED_CONTRACT_ID_DIGITS,
    ];
    let is_id =
        |digits: &String| (limits::ID_DIGITS_MIN..=limits::ID_DIGITS_MAX).contains(&digits.len());
    let mut ways: Vec<[String; 2]> = (1..groups.len())
        .map(|place| [groups[..place].concat(), groups[place..].concat()])
        .filter(|way| way.iter().all(is_id))
        .collect();
    if ways.len() > 1 {
        ways.retain(|way| way.each_ref().map(String::len) == ISSUED);
    }
    ways.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(text: &str) -> Option<(String, String)> {
        split_pasted(text)
            .map(|(access, contract)| (access.to_string(), contract.reveal().to_owned()))
    }

    fn expect_pair(texts: &[&str]) {
        for text in texts {
            let expected = Some(("0230242323".to_owned(), "482019379460".to_owned()));
            assert_eq!(pair(text), expected, "{text:?}");
        }
    }

    #[test]
    fn labelled_pairs_are_found_wherever_they_stand() {
        expect_pair(&[
            "Access ID: 0230242323 Contract ID: 482019379460",
            "Access ID: 0230242323\r\nContract ID: 482019379460\r\nValid until: 2027-01-14",
            "Access-ID: 0230242323\nKontrakts-ID: 482019379460",
            "ACCESS ID 0230 242 323, CONTRACT ID 4820-1937-9460",
            "Access-ID:t är 0230242323 och kontrakts-ID:t är 482019379460.",
            "Contract ID: 482019379460; Access ID: 0230242323",
            "Access ID\tContract ID\n0230242323\t482019379460",
            "Support contract 1234567 is active.\nAccess ID:\n0230242323\n\nContract ID:\n482019379460",
            "Access\u{a0}ID: ０２３０２４２３２３ Contract ID: 4820\u{2011}1937\u{2011}9460",
        ]);
    }

    #[test]
    fn bare_pairs_are_split_where_nothing_else_is_possible() {
        expect_pair(&[
            "0230242323 482019379460",
            "0230242323\n482019379460",
            "0230242323\t482019379460",
            "0230242323;482019379460",
            "0230242323 / 482019379460",
            "0230 242 323 4820 1937 9460",
            "0230-242-323\n4820-1937-9460",
            "0230242323-482019379460",
        ]);
        assert_eq!(
            pair("230242;123456"),
            Some(("230242".to_owned(), "123456".to_owned()))
        );
    }

    #[test]
    fn imported_ids_of_other_lengths_are_parted_where_one_place_alone_can_part_them() {
        let expected = Some(("12345678901".to_owned(), "10987654321".to_owned()));
        assert_eq!(pair("12345678901 10987654321"), expected);
    }

    #[test]
    fn short_numbers_between_are_passed_over() {
        expect_pair(&["0230242323 | 12345 | 482019379460"]);
    }

    #[test]
    fn one_id_is_no_pair_however_it_is_grouped() {
        for text in [
            "",
            "0230242323",
            "0230 242 323",
            "482019 379460",
            "4820 1937 9460",
            "4820-1937-9460",
            "Access ID: 0230242323",
            "Access ID: Contract ID:",
            "0230242323\n482019379460\n111111",
            "no digits at all",
            "12345678901234567890123456789012345678901234567890",
        ] {
            assert_eq!(pair(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_split_that_could_be_two_ways_is_left_alone() {
        assert_eq!(pair("111111 111111 111111 111112"), None);
    }
}
