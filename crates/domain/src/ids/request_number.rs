//! The number of a request: read out on the phone, never sequential, never to be taken for an
//! Access ID.

use std::fmt;

use sha2::{Digest, Sha256};

use super::digits::{Mark, luhn_digit, luhn_valid, mark};

/// What a number stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestKind {
    /// A support incident.
    #[default]
    Incident,
    /// An advisory request, paid in hours.
    Advisory,
    /// A program support case, free of charge.
    Program,
}

impl RequestKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Incident, Self::Advisory, Self::Program];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Advisory => "advisory",
            Self::Program => "program",
        }
    }

    /// The letters in front of the number.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Incident => "INC",
            Self::Advisory => "ADV",
            Self::Program => "PRG",
        }
    }
}

/// The key under which counters become numbers. Whoever has it can tell how many requests there
/// were.
#[derive(Clone, PartialEq, Eq)]
pub struct NumberKey([u8; 32]);

impl NumberKey {
    /// A key of 256 bits of chance.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for NumberKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("NumberKey(…)")
    }
}

/// Why a text is no number of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// It is not one of the prefixes and then nine digits, or eleven.
    Form,
    /// Its last digit does not follow from the others: a digit is wrong.
    CheckDigit,
}

/// Such as `INC-482019379`: a permuted counter of eight digits and a check digit, or of ten once
/// the eight are used up.
///
/// Never ten digits in all, which is the length of an issued Access ID.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestNumber {
    kind: RequestKind,
    form: Form,
    /// The digits before the check digit, as a number.
    body: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    Short,
    Long,
}

impl Form {
    /// Each half of the digits before the check digit runs below this.
    const fn half(self) -> u64 {
        match self {
            Self::Short => 10_000,
            Self::Long => 100_000,
        }
    }

    /// Digits before the check digit.
    const fn width(self) -> usize {
        match self {
            Self::Short => 8,
            Self::Long => 10,
        }
    }

    const fn size(self) -> u64 {
        self.half() * self.half()
    }
}

impl RequestNumber {
    /// The number of the request that was counted so, from zero. No two counters of a kind share a
    /// number, and none can be told from another without the key.
    ///
    /// # Panics
    /// After 10 100 000 000 requests of a kind.
    pub fn from_counter(kind: RequestKind, counter: u64, key: &NumberKey) -> Self {
        let (form, counter) = match counter.checked_sub(Form::Short.size()) {
            None => (Form::Short, counter),
            Some(beyond) => (Form::Long, beyond),
        };
        assert!(
            counter < form.size(),
            "the numbers of this kind are used up"
        );
        let (mut left, mut right) = (counter / form.half(), counter % form.half());
        for round in 0..ROUNDS {
            (left, right) = (
                right,
                (left + noise(key, kind, form, round, right)) % form.half(),
            );
        }
        Self {
            kind,
            form,
            body: left * form.half() + right,
        }
    }

    /// The counter it was made from.
    pub fn counter(&self, key: &NumberKey) -> u64 {
        let (form, half) = (self.form, self.form.half());
        let (mut left, mut right) = (self.body / half, self.body % half);
        for round in (0..ROUNDS).rev() {
            let noise = noise(key, self.kind, form, round, left) % half;
            (left, right) = ((right + half - noise) % half, left);
        }
        let first = match form {
            Form::Short => 0,
            Form::Long => Form::Short.size(),
        };
        first + left * half + right
    }

    /// Reads what was typed or heard: any case, spaces and dashes anywhere.
    pub fn parse(typed: &str) -> Result<Self, NumberProblem> {
        let mut letters = String::new();
        let mut digits = String::new();
        for character in typed.chars() {
            match mark(character) {
                Mark::Digit(digit) => digits.push(digit),
                Mark::Other if digits.is_empty() => letters.extend(character.to_uppercase()),
                Mark::Other => return Err(NumberProblem::Form),
                Mark::Gap => {}
            }
        }
        let kind = RequestKind::ALL
            .into_iter()
            .find(|kind| kind.prefix() == letters);
        let form = [Form::Short, Form::Long]
            .into_iter()
            .find(|form| form.width() + 1 == digits.len());
        let (Some(kind), Some(form)) = (kind, form) else {
            return Err(NumberProblem::Form);
        };
        if !luhn_valid(&digits) {
            return Err(NumberProblem::CheckDigit);
        }
        let body = digits[..form.width()]
            .parse()
            .map_err(|_| NumberProblem::Form)?;
        Ok(Self { kind, form, body })
    }

    /// What it stands for.
    pub const fn kind(&self) -> RequestKind {
        self.kind
    }

    /// As it is read out: `INC-482 019 379`.
    pub fn grouped(&self) -> String {
        let digits = self.digits();
        let groups: Vec<&str> = (0..digits.len())
            .step_by(3)
            .map(|place| &digits[place..digits.len().min(place + 3)])
            .collect();
        format!("{}-{}", self.kind.prefix(), groups.join(" "))
    }

    fn digits(&self) -> String {
        let width = self.form.width();
        let body = format!("{:0width$}", self.body);
        let check = luhn_digit(&body);
        body + &check.to_string()
    }
}

/// As many as FF1 of NIST SP 800-38G has, whose shape this is: two halves of decimal digits, each
/// in turn moved on by a keyed hash of the other.
const ROUNDS: u8 = 10;

/// The input is of one fixed length, so the key may simply stand before it.
fn noise(key: &NumberKey, kind: RequestKind, form: Form, round: u8, half: u64) -> u64 {
    let mut hash = Sha256::new();
    hash.update(key.0);
    hash.update(kind.prefix());
    hash.update([u8::try_from(form.width()).expect("a width is small"), round]);
    hash.update(half.to_be_bytes());
    let hash: [u8; 32] = hash.finalize().into();
    hash[..7]
        .iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// As it stands in letters and addresses: `INC-482019379`.
impl fmt::Display for RequestNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.kind.prefix(), self.digits())
    }
}

impl fmt::Debug for RequestNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const KEY: NumberKey = NumberKey::new([7; 32]);

    fn numbered(counter: u64) -> RequestNumber {
        RequestNumber::from_counter(RequestKind::Incident, counter, &KEY)
    }

    #[test]
    fn each_kind_has_a_word_and_a_number_is_shown_as_it_is_written() {
        let words = RequestKind::ALL.map(RequestKind::code);
        assert_eq!(words, ["incident", "advisory", "program"]);
        let number = numbered(1);
        assert_eq!(format!("{number:?}"), number.to_string());
    }

    #[test]
    fn letters_stand_before_the_digits_alone() {
        let number = numbered(1).to_string();
        for typed in [format!("{number}X"), number.replace('-', "-1INC")] {
            assert_eq!(
                RequestNumber::parse(&typed),
                Err(NumberProblem::Form),
                "{typed}"
            );
        }
    }

    #[test]
    fn ten_thousand_requests_have_ten_thousand_numbers() {
        let numbers: BTreeSet<RequestNumber> = (0..10_000).map(numbered).collect();
        assert_eq!(numbers.len(), 10_000);
    }

    /// The naive number is the counter: neighbours would be neighbours, and early ones small.
    #[test]
    fn numbers_do_not_tell_their_order() {
        let numbers: Vec<u64> = (0..1000).map(|counter| numbered(counter).body).collect();
        let rising = numbers.windows(2).filter(|pair| pair[0] < pair[1]).count();
        assert!((400..600).contains(&rising), "{rising}");
        let small = numbers
            .iter()
            .filter(|number| **number < 50_000_000)
            .count();
        assert!((400..600).contains(&small), "{small}");
        assert!(numbers.windows(2).all(|pair| pair[0].abs_diff(pair[1]) > 1));
    }

    #[test]
    fn kinds_and_keys_number_differently() {
        let other_key = NumberKey::new([8; 32]);
        let advisory = RequestNumber::from_counter(RequestKind::Advisory, 1, &KEY);
        assert_ne!(advisory.body, numbered(1).body);
        assert_ne!(
            RequestNumber::from_counter(RequestKind::Incident, 1, &other_key),
            numbered(1)
        );
        assert_ne!(numbered(1).counter(&other_key), 1);
    }

    #[test]
    fn the_form_grows_when_eight_digits_are_used_up() {
        for (counter, length) in [
            (0, 13),
            (99_999_999, 13),
            (100_000_000, 15),
            (10_099_999_999, 15),
        ] {
            let number = numbered(counter);
            assert_eq!(number.to_string().len(), length, "{number}");
            assert_eq!(number.counter(&KEY), counter);
            assert_eq!(RequestNumber::parse(&number.to_string()), Ok(number));
        }
    }

    #[test]
    #[should_panic(expected = "used up")]
    fn there_is_no_number_after_the_last() {
        let _ = numbered(10_100_000_000);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let number = RequestNumber::parse("INC-482019379").unwrap();
        assert_eq!(number.kind(), RequestKind::Incident);
        assert_eq!(number.grouped(), "INC-482 019 379");
        for text in [
            "inc 482 019 379",
            " Inc482019379",
            "INC–482-019-379",
            "INC-４８２０１９３７９",
            "I N C 482019379",
        ] {
            assert_eq!(RequestNumber::parse(text), Ok(number), "{text:?}");
        }
        assert_eq!(
            RequestNumber::parse("PRG-482019379").unwrap().to_string(),
            "PRG-482019379"
        );
    }

    #[test]
    fn wrong_numbers_are_refused_with_the_reason() {
        assert_eq!(
            RequestNumber::parse("INC-482019378"),
            Err(NumberProblem::CheckDigit)
        );
        for text in [
            "",
            "INC",
            "482019379",
            "ABC-482019379",
            "INC-48201937",
            "INC-482019379 now",
            "#INC-482019379",
        ] {
            assert_eq!(
                RequestNumber::parse(text),
                Err(NumberProblem::Form),
                "{text:?}"
            );
        }
    }

    #[test]
    fn no_number_can_be_taken_for_an_access_id() {
        for counter in [0, 1, 99_999_999, 100_000_000] {
            let number = numbered(counter);
            assert_ne!(
                number.digits().len(),
                crate::limits::ISSUED_ACCESS_ID_DIGITS
            );
            assert!(super::super::AccessId::parse(&number.to_string()).is_err());
        }
        assert_eq!(
            RequestNumber::parse("INC-0230242323"),
            Err(NumberProblem::Form)
        );
    }

    #[test]
    fn the_key_is_never_shown() {
        assert_eq!(format!("{KEY:?}"), "NumberKey(…)");
    }

    proptest! {
        #[test]
        fn the_counter_comes_back(
            counter in 0..10_100_000_000u64,
            bytes: [u8; 32],
            kind in prop::sample::select(&RequestKind::ALL[..]),
        ) {
            let key = NumberKey::new(bytes);
            let number = RequestNumber::from_counter(kind, counter, &key);
            prop_assert_eq!(number.counter(&key), counter);
            prop_assert_eq!(RequestNumber::parse(&number.grouped()), Ok(number));
        }

        #[test]
        fn any_well_formed_number_has_one_counter(body in "[0-9]{8}") {
            let number = RequestNumber::parse(&format!("ADV-{body}{}", luhn_digit(&body))).unwrap();
            let counter = number.counter(&KEY);
            let again = RequestNumber::from_counter(RequestKind::Advisory, counter, &KEY);
            prop_assert_eq!(again, number);
        }
    }
}
