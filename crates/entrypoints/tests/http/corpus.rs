//! What nobody in good faith types, and how a page looks that has let it through.

/// What is typed. `k-canary` is in all that could become part of a page, so that it is found again.
pub const HOSTILE: [&str; 56] = [
    // Out of text, attributes, titles and scripts.
    "<k-canary>",
    "\"><k-canary x=\"",
    "'><k-canary x='",
    "\" onmouseover=\"k-canary()\" x=\"",
    "</textarea></title></style></script><k-canary>",
    "<script>k-canary()</script>",
    "<img src=x onerror=k-canary()>",
    "<svg/onload=k-canary()>",
    "<!--<k-canary>-->",
    "&lt;k-canary&gt; &amp;#60;k-canary&#62;",
    "]]><k-canary>",
    "{{7*7}}${7*7}<%= 7*7 %>{% raw %}",
    "%(k-canary)s %s %n %x {0}",
    // Links.
    "javascript:k-canary()",
    "JaVaScRiPt:k-canary()",
    " \tjavascript:k-canary()",
    "data:text/html,<k-canary>",
    "//example.net/\\example.net",
    "https://example.com@example.net/%0d%0aX: 1",
    // Markdown.
    "[k](javascript:k-canary())",
    "![k](x\" onerror=\"k-canary())",
    "<a href=\"javascript:k-canary()\">k</a>",
    "[k]: javascript:k-canary()\n\n[k]",
    "`<k-canary>`\n\n    <k-canary>\n\n> <k-canary>",
    "****[[[[((((____````~~~~>>>>####||||----",
    // Headers of letters and answers.
    "k\r\nBcc: k-canary@example.net\r\n\r\n<k-canary>",
    "k\nSet-Cookie: k-canary=1",
    "=?utf-8?q?=0d=0aBcc:_k-canary@example.net?=",
    "k\"; filename=\"k-canary.html",
    // Spreadsheets.
    "=HYPERLINK(\"https://k-canary.example.net\")",
    "@SUM(1)*k-canary",
    "+k-canary",
    "-k-canary|' /C calc'!A0",
    "\t=k-canary",
    // Statements and patterns.
    "' OR '1'='1' --",
    "1; DROP TABLE incident; --",
    "%_\\!%%__",
    "$1 ?1 :name @p",
    // Paths.
    "../../../../etc/passwd",
    "..\\..\\CON.txt",
    "/%2e%2e/%00",
    // What is no text, or hardly.
    "\0",
    "k\0canary",
    "\u{1}\u{8}\u{b}\u{1b}[31m\u{7f}",
    "\u{202e}canary-k\u{2066}",
    "\u{feff}\u{200b}\u{200d}\u{ad}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "𝕜🦀👩‍👩‍👧‍👦\u{10ffff}",
    // Numbers and days.
    "9223372036854775808",
    "-9223372036854775809",
    "1e309 NaN -0 0x10",
    "٣７３",
    "2025-02-30",
    "0000-00-00T24:60",
    "99999-12-31",
    "{\"k-canary\":[[[[null]]]]}",
];

/// A text longer than any field takes, and shorter than any form.
pub fn endless() -> String {
    "k-canary ".repeat(10_000)
}

/// Tags that no page has by itself.
const TAGS: [&str; 4] = ["<k-canary", "<script>k-canary", "<img src=x", "<svg/onload"];

/// What no tag of ours has in it.
const ATTRIBUTES: [&str; 6] = [
    "\" onmouseover=\"k-canary",
    "\" onerror=\"k-canary",
    " href=\"javascript:",
    " src=\"javascript:",
    " action=\"javascript:",
    " href=\"data:text/html",
];

/// What a page has let through.
pub fn let_through(html: &str) -> Option<&'static str> {
    let lower = html.to_ascii_lowercase();
    let tag = TAGS.into_iter().find(|mark| lower.contains(mark));
    let mut tags = lower
        .split('<')
        .map(|rest| rest.split('>').next().unwrap_or_default());
    tag.or_else(|| tags.find_map(|tag| ATTRIBUTES.into_iter().find(|mark| tag.contains(mark))))
}

/// Whether a cell of a table of comma-separated values begins a formula.
pub fn begins_formula(csv: &str) -> bool {
    let formulas = ["=HYPERLINK", "@SUM", "+k-", "-k-", "\t=k-"];
    formulas.into_iter().any(|formula| {
        csv.match_indices(formula).any(|(place, _)| {
            let before = csv[..place].chars().next_back();
            before.is_none_or(|before| [',', '"', '\n', ';'].contains(&before))
        })
    })
}

mod tests {
    use super::*;

    #[test]
    fn what_is_let_through_is_seen_and_what_is_escaped_is_not() {
        for text in HOSTILE {
            let escaped = text.replace('&', "&#38;").replace('<', "&#60;");
            let escaped = escaped.replace('>', "&#62;").replace('"', "&#34;");
            let page = format!("<p title=\"{escaped}\">{escaped}</p>");
            assert_eq!(let_through(&page), None, "{text}");
        }
        assert!(let_through("<p><K-Canary></p>").is_some());
        assert!(let_through("<a href=\"JavaScript:k\">").is_some());
        let broken_out = "<p title=\"\" onmouseover=\"k-canary()\" x=\"\">";
        assert!(let_through(broken_out).is_some());
        assert!(let_through("<p>\" onmouseover=\"k-canary()\" x=\"</p>").is_none());
    }

    #[test]
    fn a_formula_is_one_at_the_beginning_of_a_cell_alone() {
        assert!(begins_formula("a,=HYPERLINK(1)"));
        assert!(begins_formula("a,\"@SUM(1)*k\""));
        assert!(!begins_formula("a,'=HYPERLINK(1)"));
        assert!(!begins_formula("a,b =HYPERLINK(1)"));
    }
}
