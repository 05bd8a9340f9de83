//! The two tokens a browser carries, and the cookies that carry them.
//!
//! A token is 32 random bytes. The browser gets them in base64url, the database gets their SHA-256
//! only, so that a stolen copy of the database opens no session.

use std::{fmt, time::Duration};

use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::host::BaseUrl;

/// A secret of 32 random bytes that names a session or a browser.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// A token of bytes from the system's random source.
    pub fn from_random(bytes: [u8; 32]) -> Token {
        Token(bytes)
    }

    /// Reads what [`Token::encoded`] wrote, and nothing else.
    pub fn parse(text: &str) -> Option<Token> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Token)
    }

    /// 43 characters of base64url, for the cookie or a link.
    pub fn encoded(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0)
    }

    /// SHA-256 of the bytes: what the database keeps and looks up.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// Which token a cookie carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Who is signed in. Gone when signed out or ended.
    Session,
    /// Which browser this is: binds a sign-in code and a visitor's draft to it.
    Browser,
}

/// How cookies are written: strictly, or on the plain-http loopback demo without what needs https.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CookiePolicy {
    secure: bool,
}

impl CookiePolicy {
    /// `__Host-` and `Secure` wherever the site is served over https.
    pub fn of(base: &BaseUrl) -> CookiePolicy {
        CookiePolicy {
            secure: base.is_https(),
        }
    }

    /// A `Set-Cookie` value. Without a `lifetime` the cookie ends with the browser's own session.
    pub fn set(self, cookie: Cookie, token: &Token, lifetime: Option<Duration>) -> HeaderValue {
        self.write(self.name(cookie), &token.encoded(), lifetime)
    }

    /// A `Set-Cookie` value that removes the cookie.
    pub fn clear(self, cookie: Cookie) -> HeaderValue {
        self.write(self.name(cookie), "", Some(Duration::ZERO))
    }

    /// The token in the request's cookies. Two different ones under one name are none: somebody
    /// planted one of them.
    pub fn read(self, cookie: Cookie, headers: &HeaderMap) -> Option<Token> {
        Token::parse(read(headers, self.name(cookie))?)
    }

    /// A `Set-Cookie` value, kept for a year, for a choice that is no secret (language, theme).
    /// `None` unless both are letters, digits and dashes. Read it back with [`read`].
    pub fn remember(self, name: &str, value: &str) -> Option<HeaderValue> {
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let year = Duration::from_hours(365 * 24);
        (plain(name) && plain(value)).then(|| self.write(name, value, Some(year)))
    }

    fn name(self, cookie: Cookie) -> &'static str {
        match (cookie, self.secure) {
            (Cookie::Session, true) => "__Host-klippkort",
            (Cookie::Browser, true) => "__Host-klippkort-browser",
            (Cookie::Session, false) => "klippkort",
            (Cookie::Browser, false) => "klippkort-browser",
        }
    }

    fn write(self, name: &str, value: &str, lifetime: Option<Duration>) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let age = lifetime
            .map(|age| format!("; Max-Age={}", age.as_secs()))
            .unwrap_or_default();
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
        HeaderValue::from_str(&text).expect("names and values are of visible ASCII")
    }
}

/// The value of a cookie; `None` where it is absent or has two different values.
pub fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter_map(|(known, value)| (known == name).then_some(value));
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn policy(base: &str) -> CookiePolicy {
        CookiePolicy::of(&BaseUrl::parse(base).expect("a base"))
    }

    fn cookies(line: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_str(line).expect("a header"),
        );
        headers
    }

    #[test]
    fn over_https_the_cookie_is_host_bound_secure_and_unreadable_by_scripts() {
        let token = Token::from_random([7; 32]);
        let set = policy("https://support.example.com").set(Cookie::Session, &token, None);
        let text = set.to_str().expect("ASCII");
        assert_eq!(
            text,
            format!(
                "__Host-klippkort={}; Path=/; HttpOnly; SameSite=Lax; Secure",
                token.encoded()
            )
        );
    }

    #[test]
    fn on_plain_loopback_the_prefix_and_secure_are_left_out() {
        let set = policy("http://localhost:8080").set(
            Cookie::Browser,
            &Token::from_random([7; 32]),
            Some(Duration::from_hours(24)),
        );
        let text = set.to_str().expect("ASCII");
        assert!(text.starts_with("klippkort-browser="));
        assert!(text.ends_with("; SameSite=Lax; Max-Age=86400"));
        assert!(!text.contains("Secure"));
    }

    #[test]
    fn the_token_comes_back_among_other_cookies() {
        let policy = policy("https://support.example.com");
        let token = Token::from_random([9; 32]);
        let line = format!("a=b; __Host-klippkort={}; c", token.encoded());
        assert_eq!(policy.read(Cookie::Session, &cookies(&line)), Some(token));
        assert_eq!(policy.read(Cookie::Browser, &cookies(&line)), None);
    }

    #[test]
    fn a_planted_second_cookie_makes_none() {
        let policy = policy("http://localhost:8080");
        let (mine, planted) = (Token::from_random([1; 32]), Token::from_random([2; 32]));
        let line = format!(
            "klippkort={}; klippkort={}",
            mine.encoded(),
            planted.encoded()
        );
        assert_eq!(policy.read(Cookie::Session, &cookies(&line)), None);
    }

    #[test]
    fn an_unprefixed_cookie_opens_no_session_over_https() {
        let line = format!("klippkort={}", Token::from_random([1; 32]).encoded());
        let read = policy("https://support.example.com").read(Cookie::Session, &cookies(&line));
        assert_eq!(read, None);
    }

    #[test]
    fn the_database_sees_a_digest_and_a_log_sees_nothing() {
        let token = Token::from_random([0; 32]);
        assert_eq!(token.digest()[..4], [0x66, 0x68, 0x7a, 0xad]);
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn a_choice_is_remembered_only_in_plain_characters() {
        let policy = policy("http://localhost:8080");
        assert!(policy.remember("language", "sv").is_some());
        assert!(
            policy
                .remember("language", "sv; Domain=example.org")
                .is_none()
        );
        assert!(
            policy
                .remember("language", "sv\r\nSet-Cookie: a=b")
                .is_none()
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_token_or_none(text in "\\PC{0,60}") {
            if let Some(token) = Token::parse(&text) {
                prop_assert_eq!(token.encoded(), text);
            }
        }
    }
}
