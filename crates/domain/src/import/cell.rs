//! What one cell says: an ID, a day, a quantity.

use super::{Defect, Repairs, Zeros};
use crate::ids::{AccessId, IdProblem, luhn_valid};
use crate::limits;
use crate::time::Date;

/// Digits that a spreadsheet keeps exactly: it stores numbers in binary with 53 bits.
const EXACT_DIGITS: usize = 15;

/// The days that a spreadsheet's count of days is taken for: 1954 to 2119.
const SERIALS: std::ops::RangeInclusive<i32> = 20_000..=80_000;

/// The months in English, then in Swedish; the first three letters are enough.
const MONTHS: [[&str; 12]; 2] = [
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
];

/// A cell as the file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Whether the spreadsheet holds it as a number and not as text.
    pub is_number: bool,
}

impl Cell {
    /// A cell of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_number: false,
        }
    }

    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// How many digits the IDs of a file usually have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdLengths {
    /// The Access IDs; zero where nothing is known.
    pub access: usize,
    /// The Contract IDs; zero where nothing is known.
    pub contract: usize,
}

impl IdLengths {
    /// The commonest length of some cells, of two the longer; zero where no cell is an ID.
    pub fn commonest<'a>(cells: impl Iterator<Item = &'a Cell>) -> usize {
        let mut counted = [0_u32; limits::ID_DIGITS_MAX + 1];
        for id in cells.filter_map(|cell| AccessId::parse(&cell.text).ok()) {
            counted[id.as_str().len()] += 1;
        }
        let most = counted
            .into_iter()
            .enumerate()
            .max_by_key(|(length, count)| (*count, *length));
        most.filter(|(_, count)| *count > 0)
            .map_or(0, |(length, _)| length)
    }
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// So many.
    Units(i64),
    /// As many as are asked for.
    Unlimited,
}

/// The digits of an ID, where issued ones have `issued` of them and those of the file usually `usual`.
///
/// # Errors
/// What is wrong with it. Zeros are never added unless `zeros` says so.
pub fn id(cell: &Cell, issued: usize, usual: usize, zeros: Zeros) -> Result<String, Defect> {
    if is_exponent(&cell.text) {
        return Err(Defect::Exponent);
    }
    let digits = match AccessId::parse(&cell.text) {
        Ok(digits) => digits.as_str().to_owned(),
        Err(IdProblem::Empty) => return Err(Defect::Missing),
        Err(IdProblem::OtherCharacters) => return Err(Defect::IdCharacters),
        Err(IdProblem::Length { digits }) => return Err(Defect::IdLength(digits as i64)),
    };
    if cell.is_number && digits.len() > EXACT_DIGITS {
        return Err(Defect::Rounded);
    }
    match (whole_length(&digits, issued, usual), zeros) {
        (None, _) | (_, Zeros::Keep) => Ok(digits),
        (Some(length), Zeros::Add) => Ok(format!("{digits:0>length$}")),
        (Some(_), Zeros::Ask) => Err(Defect::ZerosLost(digits.len() as i64)),
    }
}

/// How many digits an ID had before a spreadsheet took zeros from its front, where it looks like that: those of
/// issued IDs carry a check digit, and others are shorter than their neighbours.
fn whole_length(digits: &str, issued: usize, usual: usize) -> Option<usize> {
    let may_be = |length: usize| {
        let missing = length.saturating_sub(digits.len());
        (1..=usize::from(limits::ID_ZEROS_REPAIRED_MAX)).contains(&missing)
    };
    if digits.starts_with('0') {
        return None;
    }
    // Zeros in front do not change the check digit.
    if may_be(issued) && luhn_valid(digits) {
        return Some(issued);
    }
    may_be(usual).then_some(usual)
}

/// Whether a spreadsheet has written a long number as `2.3E+09`.
fn is_exponent(text: &str) -> bool {
    let Some((front, exponent)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, part) = front.split_once(['.', ',']).unwrap_or((front, "0"));
    digits(whole) && digits(part) && digits(exponent)
}

/// The day that a cell says: ISO 8601, as Swedes write it, or as a spreadsheet counts it.
///
/// # Errors
/// What is wrong with it.
pub fn date(cell: &Cell, repairs: Repairs) -> Result<Date, Defect> {
    let text = cell.text.trim().to_lowercase();
    let day = text.split(['t']).next().filter(|day| day.len() == 10);
    let day = day.or_else(|| text.split_once(" 00:00").map(|(day, _)| day));
    let text = day.unwrap_or(&text);
    if text.is_empty() {
        return Err(Defect::Missing);
    }
    if let Ok(serial) = text.parse::<i32>()
        && SERIALS.contains(&serial)
    {
        return serial_date(serial, repairs.serials);
    }
    let parts: Vec<&str> = text
        .split([' ', '-', '/', '.', '\u{a0}', ','])
        .filter(|part| !part.is_empty())
        .collect();
    match parts[..] {
        [whole] if whole.len() == 8 && whole.is_ascii() => {
            ymd(&whole[..4], &whole[4..6], &whole[6..])
        }
        [year, month, day] if year.len() == 4 => ymd(year, month, day),
        [day, month, year] if year.len() == 4 => match (month_named(month), month_named(day)) {
            (Some(month), _) => ymd(year, &month.to_string(), day),
            (_, Some(name)) => ymd(year, &name.to_string(), month),
            _ => either_way(day, month, year),
        },
        _ => Err(Defect::NoDate),
    }
}

fn ymd(year: &str, month: &str, day: &str) -> Result<Date, Defect> {
    let numbers = (|| Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)))();
    let (year, month, day) = numbers.ok_or(Defect::NoDate)?;
    Date::new(year, month, day).map_err(|_| Defect::NoDate)
}

/// `30/11/2026` and `11/30/2026` say one day each; `4/3/2026` says two.
fn either_way(first: &str, second: &str, year: &str) -> Result<Date, Defect> {
    match (ymd(year, second, first), ymd(year, first, second)) {
        (Ok(one), Ok(other)) if one != other => Err(Defect::DateAmbiguous),
        (Ok(day), _) | (_, Ok(day)) => Ok(day),
        _ => Err(Defect::NoDate),
    }
}

fn month_named(text: &str) -> Option<usize> {
    let is_named = |month: &&str| text.chars().count() >= 3 && month.starts_with(text);
    MONTHS
        .iter()
        .find_map(|months| months.iter().position(&is_named))
        .map(|place| place + 1)
}

/// The day that a spreadsheet counts from the last days of 1899, where that was chosen.
fn serial_date(serial: i32, is_chosen: bool) -> Result<Date, Defect> {
    if !is_chosen {
        return Err(Defect::DateSerial);
    }
    let zero = Date::new(1899, 12, 30).map_err(|_| Defect::NoDate)?;
    Ok(zero.plus_days(serial))
}

/// How many units a cell says.
///
/// # Errors
/// What is wrong with it.
pub fn quantity(cell: &Cell) -> Result<Quantity, Defect> {
    let text: String = cell.text.to_lowercase();
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if text.is_empty() {
        return Err(Defect::Missing);
    }
    if matches!(
        text.as_str(),
        "unlimited" | "obegränsat" | "obegränsad" | "∞"
    ) {
        return Ok(Quantity::Unlimited);
    }
    let whole = text
        .strip_suffix(".0")
        .or_else(|| text.strip_suffix(",0"))
        .unwrap_or(&text);
    let is_plain = whole.bytes().all(|byte| byte.is_ascii_digit());
    let units = is_plain.then(|| whole.parse::<i64>().unwrap_or(i64::MAX));
    match units {
        None => Err(Defect::NoNumber),
        Some(units) if units > limits::IMPORT_UNITS_MAX => Err(Defect::TooMany),
        Some(units) => Ok(Quantity::Units(units)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, zeros: Zeros) -> Result<String, Defect> {
        id(&Cell::text(text), 10, 10, zeros)
    }

    fn day(text: &str) -> Result<String, Defect> {
        let repairs = Repairs {
            serials: true,
            ..Repairs::default()
        };
        date(&Cell::text(text), repairs).map(|day| day.to_string())
    }

    #[test]
    fn t01_zeros_stay_and_are_never_added_unasked() {
        assert_eq!(read("0230242323", Zeros::Ask), Ok("0230242323".into()));
        assert_eq!(read(" 023-024 2323", Zeros::Ask), Ok("0230242323".into()));
        assert_eq!(read("230242323", Zeros::Ask), Err(Defect::ZerosLost(9)));
        assert_eq!(read("230242323", Zeros::Add), Ok("0230242323".into()));
        assert_eq!(read("230242323", Zeros::Keep), Ok("230242323".into()));
    }

    #[test]
    fn an_id_without_a_check_digit_is_measured_by_its_neighbours() {
        let cell = Cell::text("230242324");
        assert_eq!(id(&cell, 10, 9, Zeros::Ask), Ok("230242324".into()));
        assert_eq!(id(&cell, 10, 10, Zeros::Ask), Err(Defect::ZerosLost(9)));
        assert_eq!(
            id(&cell, 10, 14, Zeros::Add),
            Ok("230242324".into()),
            "five zeros are too many"
        );
    }

    #[test]
    fn what_a_spreadsheet_has_destroyed_is_not_repaired() {
        for lost in ["2.3E+09", "2,3E+09", "4,64814E+11", "2E9"] {
            assert_eq!(read(lost, Zeros::Add), Err(Defect::Exponent), "{lost}");
        }
        let number = Cell {
            text: "46481410001700000".into(),
            is_number: true,
        };
        assert_eq!(id(&number, 12, 12, Zeros::Add), Err(Defect::Rounded));
        assert_eq!(read("E12345678", Zeros::Add), Err(Defect::IdCharacters));
    }

    #[test]
    fn days_are_read_as_people_and_spreadsheets_write_them() {
        for written in [
            "2026-11-30",
            " 2026-11-30 ",
            "20261130",
            "2026/11/30",
            "30.11.2026",
            "30/11/2026",
            "11/30/2026",
            "30 november 2026",
            "30 nov. 2026",
            "30 Nov 2026",
            "November 30, 2026",
            "2026-11-30 00:00:00",
            "2026-11-30T00:00:00",
            "46356",
        ] {
            assert_eq!(day(written), Ok("2026-11-30".into()), "{written}");
        }
        assert_eq!(day("1 maj 2026"), Ok("2026-05-01".into()));
        assert_eq!(day("3/3/2026"), Ok("2026-03-03".into()));
        assert_eq!(day("4/3/2026"), Err(Defect::DateAmbiguous));
        assert_eq!(day("2026-02-30"), Err(Defect::NoDate));
        assert_eq!(day("soon"), Err(Defect::NoDate));
        assert_eq!(
            date(&Cell::text("46356"), Repairs::default()),
            Err(Defect::DateSerial)
        );
    }

    #[test]
    fn quantities_are_whole() {
        assert_eq!(quantity(&Cell::text("20")), Ok(Quantity::Units(20)));
        assert_eq!(
            quantity(&Cell::text("1\u{a0}500,0")),
            Ok(Quantity::Units(1_500))
        );
        assert_eq!(quantity(&Cell::text("Obegränsat")), Ok(Quantity::Unlimited));
        assert_eq!(quantity(&Cell::text("1.5")), Err(Defect::NoNumber));
        assert_eq!(quantity(&Cell::text("-3")), Err(Defect::NoNumber));
        assert_eq!(
            quantity(&Cell::text("99999999999999999999")),
            Err(Defect::TooMany)
        );
    }

    proptest! {
        #[test]
        fn no_cell_makes_a_reader_panic(text in ".*", is_number: bool, serials: bool) {
            let cell = Cell { text, is_number };
            for zeros in [Zeros::Ask, Zeros::Add, Zeros::Keep] {
                let _ = id(&cell, 10, 12, zeros);
            }
            let _ = date(&cell, Repairs { serials, ..Repairs::default() });
            let _ = quantity(&cell);
        }

        #[test]
        fn t01_an_id_with_its_zeros_is_read_as_it_is(digits in "0[0-9]{5,18}") {
            prop_assert_eq!(read(&digits, Zeros::Add), Ok(digits.clone()));
        }

        #[test]
        fn dates_are_read_back(days in 0..60_000) {
            let date = Date::new(1970, 1, 1).expect("a date").plus_days(days);
            prop_assert_eq!(day(&date.to_string()), Ok(date.to_string()));
        }
    }
}
