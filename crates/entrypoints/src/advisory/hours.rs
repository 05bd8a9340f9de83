//! Hours as people type them.

/// Minutes of what was typed: `2`, `1.5`, `1,5` or `1:30`; nothing where it is none of these, or comes to no whole
/// minutes.
pub(super) fn minutes(typed: &str) -> Option<i64> {
    let typed = typed.trim();
    let digits = |text: &str, most: usize| {
        let fits = !text.is_empty() && text.len() <= most;
        let whole = fits && text.bytes().all(|one| one.is_ascii_digit());
        whole.then(|| text.parse::<i64>().ok()).flatten()
    };
    if let Some((hours, minutes)) = typed.split_once(':') {
        let minutes = digits(minutes, 2).filter(|minutes| *minutes < 60 && typed.len() >= 3)?;
        return Some(digits(hours, 4)? * 60 + minutes);
    }
    let Some((hours, part)) = typed.split_once(['.', ',']) else {
        return Some(digits(typed, 4)? * 60);
    };
    let hundredths = digits(part, 2)? * if part.len() == 1 { 10 } else { 1 };
    let hundredths = digits(hours, 4)? * 100 + hundredths;
    (hundredths * 60 % 100 == 0).then_some(hundredths * 60 / 100)
}

/// Minutes as they are typed.
pub(super) fn typed(minutes: i64) -> String {
    match minutes % 60 {
        0 => (minutes / 60).to_string(),
        rest => format!("{}:{rest:02}", minutes / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::{minutes, typed};

    #[test]
    fn hours_are_read_as_people_type_them() {
        for (text, expected) in [
            ("2", 120),
            (" 8 ", 480),
            ("1.5", 90),
            ("1,5", 90),
            ("0,25", 15),
            ("0.05", 3),
            ("1:30", 90),
            ("0:05", 5),
            ("25", 1500),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "", "x", "-1", "+1", "1.234", "1.", ".5", "1:60", "1:", ":30", "0.01", "1e3", "99999",
            "1 h", "½",
        ] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_in_a_field_is_read_as_the_same() {
        for one in [1, 15, 60, 90, 125, 1500] {
            assert_eq!(minutes(&typed(one)), Some(one));
        }
    }
}
