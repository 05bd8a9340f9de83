//! Names of files, which strangers chose: safe to save under on any system, and to say in a header.

use axum::http::HeaderValue;
use unicode_normalization::UnicodeNormalization;

/// Longest name in bytes; file systems stop at 255.
const NAME_BYTES: usize = 200;
/// Longest ending that is kept whole when a name is cut.
const ENDING_BYTES: usize = 16;

/// The name a file is shown and saved under: normalised (NFC), without folders, control and
/// invisible characters, or what Windows, macOS and Linux give a meaning. Never empty.
pub fn safe_name(raw: &str) -> String {
    let visible = raw.chars().filter(|&c| !c.is_control() && !is_invisible(c));
    let normal: String = visible.nfc().collect();
    let last = normal.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last.replace(['<', '>', ':', '"', '|', '?', '*'], "_");
    let trimmed = shortened(plain.trim_matches(|c: char| c == '.' || c.is_whitespace()));
    match trimmed {
        name if name.is_empty() => "file".into(),
        name if is_reserved(&name) => format!("_{name}"),
        name => name,
    }
}

/// A Content-Disposition for a name (RFC 6266): the name itself in `filename*` (RFC 8187), and an
/// ASCII shadow of it for old clients.
pub fn content_disposition(inline: bool, raw_name: &str) -> HeaderValue {
    let name = safe_name(raw_name);
    let shadow: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && c != '%' || c == ' ' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name.bytes().map(percent_encoded).collect();
    let mode = if inline { "inline" } else { "attachment" };
    let text = format!("{mode}; filename=\"{shadow}\"; filename*=UTF-8''{encoded}");
    // A safe name always fits; if one ever does not, the browser may name the file.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Characters that are not seen but change what is: direction marks that turn `gpj.exe` around,
/// joiners, soft hyphens, tags, line separators.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Cuts the stem of a long name and keeps its ending.
fn shortened(name: &str) -> String {
    if name.len() <= NAME_BYTES {
        return name.into();
    }
    let ending = name.rfind('.').map_or("", |dot| &name[dot..]);
    let ending = if ending.len() <= ENDING_BYTES {
        ending
    } else {
        ""
    };
    let stem = &name[..name.floor_char_boundary(NAME_BYTES - ending.len())];
    format!(
        "{}{ending}",
        stem.trim_end_matches(|c: char| c == '.' || c.is_whitespace())
    )
}

/// Windows opens a device for these, with any ending.
fn is_reserved(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_uppercase();
    let port = |prefix| {
        let digit = stem
            .strip_prefix(prefix)
            .map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(digit.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    };
    let devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    devices.contains(&stem.as_str()) || port("COM") || port("LPT")
}

/// Everything but the `attr-char`s of RFC 8187 is escaped.
fn percent_encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        char::from(byte).into()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_made_safe() {
        let cases = [
            ("report.pdf", "report.pdf"),
            ("Skärmbild 1.png", "Skärmbild 1.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\system32\\cmd.exe", "cmd.exe"),
            ("..", "file"),
            (".", "file"),
            ("", "file"),
            (" . . ", "file"),
            (".htaccess", "htaccess"),
            ("a.txt. . ", "a.txt"),
            ("CON", "_CON"),
            ("con.txt", "_con.txt"),
            ("Lpt9.log", "_Lpt9.log"),
            ("COM¹", "_COM¹"),
            ("NUL .txt", "_NUL .txt"),
            ("CONSOLE.txt", "CONSOLE.txt"),
            ("a\r\nSet-Cookie: b=c.txt", "aSet-Cookie_ b=c.txt"),
            ("a\"b.txt", "a_b.txt"),
            ("a\0b.txt", "ab.txt"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("zero\u{200b}width.txt", "zerowidth.txt"),
            ("A\u{30a}ngstro\u{308}m.txt", "Ångström.txt"),
            ("<a|b>?*.txt", "_a_b___.txt"),
            ("file.txt::$DATA", "file.txt__$DATA"),
        ];
        for (raw, safe) in cases {
            assert_eq!(safe_name(raw), safe, "{raw:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = safe_name(&format!("{}.pdf", "å".repeat(500)));
        assert!(name.len() <= NAME_BYTES && name.ends_with("å.pdf"));
        let stem_only = safe_name(&format!("a.{}", "b".repeat(500)));
        assert_eq!(stem_only.len(), NAME_BYTES);
    }

    #[test]
    fn a_header_says_the_name_twice() {
        let header = content_disposition(false, "Fel 100% \u{202e}\r\n\"ö\".txt");
        assert_eq!(
            header.to_str().expect("ASCII"),
            "attachment; filename=\"Fel 100_ ___.txt\"; \
             filename*=UTF-8''Fel%20100%25%20_%C3%B6_.txt"
        );
    }

    proptest! {
        #[test]
        fn any_name_is_made_safe_and_safe_names_stay(raw in any::<String>()) {
            let name = safe_name(&raw);
            prop_assert!(!name.is_empty() && name.len() <= NAME_BYTES + 1);
            prop_assert!(!name.contains(['/', '\\', '"', '\0', '\r', '\n']));
            prop_assert!(!name.starts_with('.') && !name.ends_with('.'));
            prop_assert_eq!(safe_name(&name), name.clone());
            prop_assert!(content_disposition(true, &raw).to_str().is_ok());
        }
    }
}
