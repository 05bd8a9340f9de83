//! What every answer tells the browser to refuse.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Scripts, styles and forms of our own origin; nothing inline, nothing from elsewhere, no frames.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; \
     style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What holds for every answer. `same-origin` and not `no-referrer`, under which browsers send
/// `Origin: null` with our own forms.
const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), \
         publickey-credentials-create=(self), publickey-credentials-get=(self)",
    ),
];

/// Adds the strict headers to an answer. What an answer says itself of its policy and its caching
/// stays: downloads are stricter, assets are kept for ever. `https` promises two years of it.
pub fn harden(headers: &mut HeaderMap, https: bool) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = HeaderValue::from_static(CONTENT_SECURITY_POLICY);
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(policy);
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if https {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_inline_and_nothing_from_elsewhere() {
        for hole in ["unsafe", "http:", "https:", "*", "blob:"] {
            assert!(!CONTENT_SECURITY_POLICY.contains(hole), "{hole}");
        }
        assert!(CONTENT_SECURITY_POLICY.starts_with("default-src 'none'; "));
        assert!(!CONTENT_SECURITY_POLICY.contains("  "));
    }

    #[test]
    fn an_answer_may_be_stricter_or_kept_longer() {
        let mut headers = HeaderMap::new();
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        headers.insert(header::CACHE_CONTROL, forever.clone());
        harden(&mut headers, true);
        assert_eq!(headers[header::CACHE_CONTROL], forever);
        assert_eq!(
            headers[header::CONTENT_SECURITY_POLICY],
            CONTENT_SECURITY_POLICY
        );
        assert!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn pages_are_not_kept_and_http_promises_no_https() {
        let mut headers = HeaderMap::new();
        harden(&mut headers, false);
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }
}
