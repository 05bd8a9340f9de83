//! Text for spreadsheets, in which no cell can act.

/// The mark in front that tells spreadsheets that it is UTF-8.
pub(crate) const MARK: char = '\u{feff}';

/// Adds a line.
pub(crate) fn line<S: AsRef<str>>(text: &mut String, cells: impl IntoIterator<Item = S>) {
    let cells: Vec<String> = cells
        .into_iter()
        .map(|value| cell(value.as_ref()))
        .collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

/// Always quoted; what a spreadsheet would take for a formula begins with an apostrophe. A number stays one.
fn cell(value: &str) -> String {
    let is_number = value.parse::<i64>().is_ok() && !value.starts_with('+');
    let acts = !is_number && value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if acts { "'" } else { "" };
    format!("\"{guard}{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::{cell, line};

    #[test]
    fn no_cell_is_a_formula() {
        for hostile in [
            "=1+1",
            "+1",
            "-1+1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "=HYPERLINK(\"x\")",
            "+cmd",
        ] {
            assert!(cell(hostile).starts_with("\"'"), "{hostile:?}");
        }
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }

    #[test]
    fn a_number_stays_one() {
        let mut text = String::new();
        line(&mut text, ["1", "-3", "", "=x"]);
        assert_eq!(text, "\"1\",\"-3\",\"\",\"'=x\"\r\n");
    }
}
