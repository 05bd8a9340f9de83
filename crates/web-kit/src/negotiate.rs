//! Which language to answer in, and whether the client has the answer already.

use axum::http::{HeaderMap, header};

/// The language to answer in: what was chosen in this browser, then the account's, then the best of
/// Accept-Language, then the first of `offered` (which must not be empty).
pub fn language<'o>(
    offered: &[&'o str],
    chosen: Option<&str>,
    account: Option<&str>,
    headers: &HeaderMap,
) -> &'o str {
    let exact = |wanted: &str| offered.iter().copied().find(|known| *known == wanted);
    chosen
        .and_then(exact)
        .or_else(|| account.and_then(exact))
        .or_else(|| accepted(offered, headers))
        .unwrap_or(offered[0])
}

/// Whether If-None-Match names this entity tag (given with its quotes): then 304 is the answer.
pub fn is_unchanged(headers: &HeaderMap, etag: &str) -> bool {
    list(headers, &header::IF_NONE_MATCH)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// Whether Accept-Encoding allows this coding, not counting `*`.
pub(crate) fn accepts_encoding(headers: &HeaderMap, coding: &str) -> bool {
    list(headers, &header::ACCEPT_ENCODING)
        .map(weighted)
        .any(|(name, weight)| name.eq_ignore_ascii_case(coding) && weight > 0)
}

fn accepted<'o>(offered: &[&'o str], headers: &HeaderMap) -> Option<&'o str> {
    let mut best = None;
    for (range, weight) in list(headers, &header::ACCEPT_LANGUAGE).map(weighted) {
        let known = offered.iter().copied().find(|known| matches(known, range));
        // The first of equals stays: people list what they like best first.
        if let Some(known) = known
            && best.is_none_or(|(_, most)| weight > most)
            && weight > 0
        {
            best = Some((known, weight));
        }
    }
    best.map(|(known, _)| known)
}

/// `sv-SE` asks for `sv`, and so does `*` for whatever comes first.
fn matches(known: &str, range: &str) -> bool {
    let primary = range.split('-').next().unwrap_or(range);
    range == "*" || primary.eq_ignore_ascii_case(known)
}

/// The members of a list header, over all its lines.
fn list<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> impl Iterator<Item = &'h str> {
    let lines = headers
        .get_all(name)
        .iter()
        .filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|member| !member.is_empty())
}

/// `sv;q=0.8` is `sv` at 800 thousandths; a weight that cannot be read is none.
fn weighted(member: &str) -> (&str, u16) {
    let Some((name, parameters)) = member.split_once(';') else {
        return (member, 1000);
    };
    let weight = parameters
        .trim()
        .strip_prefix("q=")
        .and_then(|text| text.parse::<f32>().ok());
    let thousandths = weight
        .filter(|q| (0.0..=1.0).contains(q))
        .map_or(0.0, |q| q * 1000.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 1000"
    )]
    (name.trim(), thousandths as u16)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn headers(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).expect("a header"))])
    }

    fn from_browser(accept: &str) -> &'static str {
        language(
            &["en", "sv"],
            None,
            None,
            &headers(header::ACCEPT_LANGUAGE, accept),
        )
    }

    #[test]
    fn the_choice_goes_before_the_account_and_that_before_the_browser() {
        let swedish = headers(header::ACCEPT_LANGUAGE, "sv");
        let offered = ["en", "sv"];
        assert_eq!(language(&offered, Some("en"), Some("sv"), &swedish), "en");
        assert_eq!(language(&offered, Some("xx"), Some("en"), &swedish), "en");
        assert_eq!(language(&offered, None, None, &swedish), "sv");
        assert_eq!(language(&offered, None, None, &HeaderMap::new()), "en");
    }

    #[test]
    fn the_browser_is_understood() {
        assert_eq!(from_browser("sv-SE,sv;q=0.9,en;q=0.8"), "sv");
        assert_eq!(from_browser("de-DE,de;q=0.9,sv;q=0.5,en;q=0.4"), "sv");
        assert_eq!(from_browser("en;q=0.5, SV"), "sv");
        assert_eq!(from_browser("sv;q=0, *"), "en");
        assert_eq!(from_browser("sve"), "en");
        assert_eq!(from_browser("sv;q=9, sv;q=nan, ;;,=,"), "en");
    }

    #[test]
    fn an_entity_tag_is_compared_weakly() {
        let asked = headers(header::IF_NONE_MATCH, r#""a", W/"b""#);
        assert!(is_unchanged(&asked, r#""a""#) && is_unchanged(&asked, r#""b""#));
        assert!(!is_unchanged(&asked, r#""c""#));
        assert!(is_unchanged(&headers(header::IF_NONE_MATCH, "*"), r#""c""#));
        assert!(!is_unchanged(&HeaderMap::new(), r#""a""#));
    }

    #[test]
    fn an_encoding_may_be_refused() {
        let asked = headers(header::ACCEPT_ENCODING, "gzip, br;q=0");
        assert!(accepts_encoding(&asked, "gzip") && !accepts_encoding(&asked, "br"));
    }

    proptest! {
        #[test]
        fn any_header_gets_a_language(accept in "[ -~]{0,60}") {
            prop_assert!(["en", "sv"].contains(&from_browser(&accept)));
        }
    }
}
