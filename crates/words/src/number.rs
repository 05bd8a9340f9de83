//! Numbers, amounts, sizes, ranges and lists, as both languages write them.
//! The marks and the order of things stand in `locales/*/format.ftl`.

use crate::{Argument, Value, Words};

impl Words {
    /// A whole number with its thousands apart: `1,234`, `1 234`.
    pub fn number(self, number: i64) -> String {
        self.decimal(number, 0)
    }

    /// A change of a balance, always with its sign: `+20`, `−1`.
    pub fn change(self, change: i64) -> String {
        let sign = if change > 0 { "+" } else { "" };
        format!("{sign}{}", self.number(change))
    }

    /// A number given in its smallest part: 12345 with one decimal is `1,234.5`, `1 234,5`.
    pub fn decimal(self, parts: i64, decimals: u32) -> String {
        let scale = 10_u64.pow(decimals);
        let (whole, rest) = (parts.unsigned_abs() / scale, parts.unsigned_abs() % scale);
        let sign = if parts < 0 { "\u{2212}" } else { "" };
        let whole = self.grouped(whole);
        if decimals == 0 {
            return format!("{sign}{whole}");
        }
        let mark = self.format_decimal_mark();
        format!(
            "{sign}{whole}{mark}{rest:0width$}",
            width = decimals as usize
        )
    }

    /// Hours, given in minutes, to the hundredth: `1.5 hours`, `1,5 timmar`.
    pub fn hours(self, minutes: i64) -> String {
        self.format_hours(hours(minutes, &self.hour_count(minutes)))
    }

    /// Hours that are left, given in minutes: `1.5 hours left`, `1,5 timmar kvar`.
    pub fn hours_left(self, minutes: i64) -> String {
        self.format_hours_left(hours(minutes, &self.hour_count(minutes)))
    }

    /// How long to wait: `12 minutes`, and beyond an hour in half hours that are long enough: `25.5 hours`.
    pub fn wait(self, minutes: i64) -> String {
        if minutes <= 60 {
            self.minutes(minutes)
        } else {
            self.hours((minutes + 29) / 30 * 30)
        }
    }

    /// The number alone of [`Words::hours`]: `1.5`, `1,5`.
    pub fn hour_count(self, minutes: i64) -> String {
        let hundredths = (minutes * 100 + 30 * minutes.signum()) / 60;
        self.shortest(hundredths, 2)
    }

    /// A share in whole percent: `95%`, `95 %`.
    pub fn percent(self, percent: i64) -> String {
        self.format_percent(percent)
    }

    /// Money in hundredths of a currency (ISO 4217), without decimals where they are zero:
    /// `SEK 4,990`, `4 990 kr`.
    pub fn money(self, hundredths: i64, currency: &str) -> String {
        let amount = if hundredths % 100 == 0 {
            self.number(hundredths / 100)
        } else {
            self.decimal(hundredths, 2)
        };
        self.format_money(amount, currency)
    }

    /// A file's size, a kilobyte being 1,024 bytes as in file managers: `2.4 MB`, `2,4 MB`.
    pub fn file_size(self, bytes: u64) -> String {
        let tenths = |unit| bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
        let [kilo, mega, giga] = [1 << 10, 1 << 20, 1 << 30].map(tenths);
        if bytes < 1024 {
            self.format_bytes(bytes)
        } else if kilo < 10_240 {
            self.format_kilobytes(self.tenths(kilo))
        } else if mega < 10_240 {
            self.format_megabytes(self.tenths(mega))
        } else {
            self.format_gigabytes(self.tenths(giga))
        }
    }

    /// From one to the other, both included: `9–17`.
    pub fn range(self, from: impl Argument, to: impl Argument) -> String {
        self.format_range(from, to)
    }

    /// Things named one after the other: `a, b and c`, `a, b och c`.
    pub fn list<T: AsRef<str>>(self, things: &[T]) -> String {
        match things {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                self.format_list(first.join(", "), last.as_ref())
            }
        }
    }

    /// A request's number in groups that can be read on the phone: `INC-482 019 379`.
    pub fn request_number(self, number: &str) -> String {
        let start = number
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(number.len());
        let (prefix, digits) = number.split_at(start);
        let digits: Vec<char> = digits.chars().collect();
        let groups: Vec<String> = digits.chunks(3).map(String::from_iter).collect();
        format!("{prefix}{}", groups.join("\u{a0}"))
    }

    fn grouped(self, number: u64) -> String {
        let digits = number.to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push_str(self.format_group_mark());
            }
            grouped.push(digit);
        }
        grouped
    }

    fn tenths(self, tenths: u64) -> String {
        self.shortest(i64::try_from(tenths).unwrap_or(i64::MAX), 1)
    }

    /// As [`Words::decimal`], without the zeros at the end.
    fn shortest(self, mut parts: i64, mut decimals: u32) -> String {
        while decimals > 0 && parts % 10 == 0 {
            parts /= 10;
            decimals -= 1;
        }
        self.decimal(parts, decimals)
    }
}

/// Singular and plural go by whole hours; hours with decimals are told as text.
fn hours(minutes: i64, count: &str) -> Value<'_> {
    if minutes % 60 == 0 {
        Value::Number(minutes / 60)
    } else {
        Value::Text(count)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Words};

    const EN: Words = Words::of(Language::En);
    const SV: Words = Words::of(Language::Sv);

    #[test]
    fn numbers() {
        assert_eq!(EN.number(0), "0");
        assert_eq!(EN.number(999), "999");
        assert_eq!(EN.number(1_234_567), "1,234,567");
        assert_eq!(SV.number(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(EN.number(-1_000), "\u{2212}1,000");
        assert_eq!(EN.number(i64::MIN), "\u{2212}9,223,372,036,854,775,808");
        assert_eq!(EN.decimal(12_345, 1), "1,234.5");
        assert_eq!(SV.decimal(12_345, 1), "1\u{a0}234,5");
        assert_eq!(EN.decimal(-5, 2), "\u{2212}0.05");
    }

    #[test]
    fn changes() {
        assert_eq!(EN.change(20), "+20");
        assert_eq!(SV.change(-1), "\u{2212}1");
        assert_eq!(SV.change(0), "0");
    }

    #[test]
    fn a_wait_is_told_in_hours_once_there_are_some() {
        assert_eq!(EN.wait(1), "1 minute");
        assert_eq!(SV.wait(59), "59 minuter");
        assert_eq!(EN.wait(60), "60 minutes");
        assert_eq!(EN.wait(1_505), "25.5 hours");
        assert_eq!(SV.wait(61), "1,5 timmar");
    }

    #[test]
    fn hours() {
        assert_eq!(EN.hours(90), "1.5 hours");
        assert_eq!(SV.hours(90), "1,5 timmar");
        assert_eq!(
            (EN.hours(60), SV.hours(60)),
            ("1 hour".into(), "1 timme".into())
        );
        assert_eq!(EN.hours(0), "0 hours");
        assert_eq!(EN.hours(20), "0.33 hours");
        assert_eq!(SV.hours(50 * 60), "50 timmar");
        assert_eq!(EN.hours(-90), "\u{2212}1.5 hours");
        assert_eq!(EN.hours_left(0), "No hours left");
        assert_eq!(SV.hours_left(60), "1 timme kvar");
        assert_eq!(SV.hours_left(90), "1,5 timmar kvar");
    }

    #[test]
    fn percent() {
        assert_eq!(EN.percent(95), "95%");
        assert_eq!(SV.percent(95), "95\u{a0}%");
    }

    #[test]
    fn money() {
        assert_eq!(EN.money(499_000, "SEK"), "SEK\u{a0}4,990");
        assert_eq!(SV.money(499_000, "SEK"), "4\u{a0}990\u{a0}kr");
        assert_eq!(EN.money(499_050, "EUR"), "EUR\u{a0}4,990.50");
        assert_eq!(SV.money(499_050, "EUR"), "4\u{a0}990,50\u{a0}EUR");
    }

    #[test]
    fn file_sizes() {
        assert_eq!(EN.file_size(0), "0\u{a0}bytes");
        assert_eq!(EN.file_size(1), "1\u{a0}byte");
        assert_eq!(SV.file_size(1_023), "1\u{a0}023\u{a0}byte");
        assert_eq!(EN.file_size(1_024), "1\u{a0}kB");
        assert_eq!(EN.file_size((1 << 20) - 52), "1,023.9\u{a0}kB");
        assert_eq!(EN.file_size((1 << 20) - 51), "1\u{a0}MB");
        assert_eq!(EN.file_size(2_516_582), "2.4\u{a0}MB");
        assert_eq!(SV.file_size(2_516_582), "2,4\u{a0}MB");
        assert_eq!(SV.file_size(200 << 20), "200\u{a0}MB");
        assert_eq!(EN.file_size((1 << 30) - 1), "1\u{a0}GB");
        assert_eq!(EN.file_size(5 << 30), "5\u{a0}GB");
        assert_eq!(EN.file_size(u64::MAX), "17,179,869,184\u{a0}GB");
    }

    #[test]
    fn ranges_and_lists() {
        assert_eq!(EN.range(9, 17), "9–17");
        assert_eq!(SV.range("1", "25"), "1–25");
        assert_eq!(EN.list::<&str>(&[]), "");
        assert_eq!(EN.list(&["a"]), "a");
        assert_eq!(EN.list(&["a", "b"]), "a and b");
        assert_eq!(SV.list(&["a", "b", "c"]), "a, b och c");
    }

    #[test]
    fn request_numbers() {
        assert_eq!(
            EN.request_number("INC-482019379"),
            "INC-482\u{a0}019\u{a0}379"
        );
        assert_eq!(
            SV.request_number("PRG-48201937912"),
            "PRG-482\u{a0}019\u{a0}379\u{a0}12"
        );
        assert_eq!(SV.request_number(""), "");
    }
}
