//! What stands in a field of a form, as the file has it, and the other way round.

use actions::catalog::{Said, said};
use domain::time::Date;
use web_kit::form_state::FormState;
use words::Words;

use super::parts::{Field, Kind, LINE};
use crate::fields::bounded;

/// The values of a field as the form shows what the file says.
pub(super) fn filled(field: &Field, text: &str) -> Vec<(String, String)> {
    if let Kind::Removals(_) = field.kind {
        return Vec::new();
    }
    let held = said(text, &field.at).or_else(|| field.usual.clone());
    let shown = match held {
        None => Vec::new(),
        Some(Said::Number(hundredths)) if matches!(field.kind, Kind::Hundredths) => {
            vec![format!("{}.{:02}", hundredths / 100, hundredths % 100)]
        }
        Some(Said::Text(text)) => vec![text],
        Some(Said::Number(number)) => vec![number.to_string()],
        Some(Said::Day(day)) => vec![day.to_string()],
        Some(Said::Yes(yes)) => yes.then(|| "yes".to_owned()).into_iter().collect(),
        Some(Said::Texts(texts)) if matches!(field.kind, Kind::Ticks(_)) => texts,
        Some(Said::Texts(texts)) => vec![texts.join(", ")],
        Some(Said::Numbers(numbers)) => {
            let numbers: Vec<_> = numbers.iter().map(i64::to_string).collect();
            vec![numbers.join(", ")]
        }
    };
    shown
        .into_iter()
        .map(|value| (field.at.clone(), value))
        .collect()
}

/// What was typed in a field; nothing where nothing was, or where it cannot be: then the field says why.
pub(super) fn typed(w: &Words, form: &mut FormState, field: &Field) -> Option<Said> {
    let at = field.at.as_str();
    if let Kind::Yes = field.kind {
        return Some(Said::Yes(form.checked(at, "yes")));
    }
    if let Kind::Ticks(options) = &field.kind {
        let chosen = options.iter().filter(|(value, _)| form.checked(at, value));
        let chosen: Vec<_> = chosen.map(|(value, _)| value.clone()).collect();
        if chosen.is_empty() && !field.is_optional {
            form.refuse(at, w.catalogue_choose());
        }
        return (!chosen.is_empty()).then_some(Said::Texts(chosen));
    }
    let text = form.value(at).trim().to_owned();
    if text.is_empty() {
        if !field.is_optional {
            form.refuse(at, w.catalogue_missing());
        }
        return None;
    }
    let (read, sentence) = match &field.kind {
        Kind::Line => (Some(Said::Text(bounded(w, form, at, LINE))), ""),
        Kind::Choice(options) => {
            let known = options.iter().any(|(value, _)| *value == text);
            (known.then_some(Said::Text(text)), w.catalogue_choose())
        }
        Kind::Quantity => {
            let number = text.parse().map(Said::Number);
            (Some(number.unwrap_or(Said::Text(text))), "")
        }
        Kind::Day => (
            Date::parse(&text).ok().map(Said::Day),
            w.catalogue_day_form(),
        ),
        Kind::Whole => (
            text.parse().ok().map(Said::Number),
            w.catalogue_number_form(),
        ),
        Kind::Hundredths => (
            hundredths(&text).map(Said::Number),
            w.catalogue_hundredths_form(),
        ),
        Kind::Levels => {
            let levels: Result<Vec<i64>, _> = parts(&text).map(str::parse).collect();
            (levels.ok().map(Said::Numbers), w.catalogue_levels_form())
        }
        Kind::Texts => {
            let texts = parts(&text).map(str::to_owned).collect();
            (Some(Said::Texts(texts)), "")
        }
        Kind::Yes | Kind::Ticks(_) | Kind::Removals(_) => (None, ""),
    };
    if read.is_none() {
        form.refuse(at, sentence);
    }
    read
}

/// The parts of a list with commas or line ends between.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// An amount such as `4990`, `4990.5` or `4 990,50`, in hundredths.
fn hundredths(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    let (whole, part) = plain.split_once(['.', ',']).unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, read) in [
            ("4990", 499_000),
            ("4 990,5", 499_050),
            ("25.00", 2500),
            ("0,07", 7),
        ] {
            assert_eq!(hundredths(text), Some(read), "{text}");
        }
        for text in ["", ",5", "1.234", "-1", "1,2,3", "9999999999999999999"] {
            assert_eq!(hundredths(text), None, "{text}");
        }
    }
}
