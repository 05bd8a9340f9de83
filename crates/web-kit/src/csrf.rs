//! Requests that another site made the browser send are refused twice: by what the browser says of
//! their origin, and by a token only our own pages know.

use axum::http::{HeaderMap, Method, header};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::{host::Site, session::Token};

/// Where scripts send the token; forms send it in a field.
pub const HEADER: &str = "x-csrf-token";
/// The name of the hidden field.
pub const FIELD: &str = "csrf";

const SALT_BYTES: usize = 16;
const TAG_BYTES: usize = 32;

/// The server's key for these tokens.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// A key of bytes that are random or derived from a random key.
    pub fn new(bytes: [u8; 32]) -> Key {
        Key(bytes)
    }

    /// A token for one page. `bound_to` is the session's token or, for visitors, the browser's;
    /// `salt` is random, so that a compressed page gives nothing away from one load to the next.
    pub fn token(&self, bound_to: &Token, salt: [u8; SALT_BYTES]) -> String {
        let mut bytes = [0; SALT_BYTES + TAG_BYTES];
        bytes[..SALT_BYTES].copy_from_slice(&salt);
        bytes[SALT_BYTES..].copy_from_slice(&self.tag(bound_to, &salt));
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Whether this is a token of ours for that session or browser. Takes the same time for any.
    pub fn accepts(&self, bound_to: &Token, presented: &str) -> bool {
        let Ok(bytes) = BASE64_URL_SAFE_NO_PAD.decode(presented) else {
            return false;
        };
        let Some((salt, tag)) = bytes.split_first_chunk::<SALT_BYTES>() else {
            return false;
        };
        self.tag(bound_to, salt).ct_eq(tag).into()
    }

    fn tag(&self, bound_to: &Token, salt: &[u8; SALT_BYTES]) -> [u8; TAG_BYTES] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes any key");
        mac.update(b"csrf");
        mac.update(salt);
        mac.update(bound_to.bytes());
        mac.finalize().into_bytes().into()
    }
}

/// Whether a request may change something, going by what the browser says of where it comes from.
/// A client that says nothing is no modern browser and still needs the token.
pub fn is_same_origin(site: &Site, method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let fetched = headers.get_all("sec-fetch-site").iter();
    let origins = headers.get_all(header::ORIGIN).iter();
    fetched
        .map(header::HeaderValue::as_bytes)
        .all(|from| from == b"same-origin" || from == b"none")
        && origins
            .map(header::HeaderValue::to_str)
            .all(|origin| origin.is_ok_and(|o| site.is_own_origin(o)))
}

/// The one-time key of a form: whatever it does is done once, however often it is sent.
pub fn form_key(random: [u8; 16]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(random)
}

/// Whether the text can be a [`form_key`].
pub fn is_form_key(text: &str) -> bool {
    BASE64_URL_SAFE_NO_PAD
        .decode(text)
        .is_ok_and(|bytes| bytes.len() == 16)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;
    use crate::host::BaseUrl;

    fn key() -> Key {
        Key::new([3; 32])
    }

    #[test]
    fn a_token_serves_its_own_session_only() {
        let (mine, theirs) = (Token::from_random([1; 32]), Token::from_random([2; 32]));
        let token = key().token(&mine, [9; 16]);
        assert!(key().accepts(&mine, &token));
        assert!(!key().accepts(&theirs, &token));
        assert!(!Key::new([4; 32]).accepts(&mine, &token));
    }

    #[test]
    fn every_page_has_another_token() {
        let mine = Token::from_random([1; 32]);
        assert_ne!(
            key().token(&mine, [1; 16])[22..],
            key().token(&mine, [2; 16])[22..]
        );
    }

    fn asks(method: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let base = BaseUrl::parse("https://support.example.com").expect("a base");
        let headers: HeaderMap = headers
            .iter()
            .map(|&(name, value)| {
                (
                    name.parse().expect("a name"),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        is_same_origin(&Site::new(base, Vec::new()), method, &headers)
    }

    #[test]
    fn other_origins_may_look_but_not_post() {
        let own = ("origin", "https://support.example.com");
        assert!(asks(
            &Method::POST,
            &[own, ("sec-fetch-site", "same-origin")]
        ));
        assert!(asks(&Method::POST, &[own]));
        assert!(asks(&Method::POST, &[]));
        assert!(asks(&Method::GET, &[("sec-fetch-site", "cross-site")]));
        let foreign = [
            ("origin", "https://evil.example.org"),
            ("origin", "http://support.example.com"),
            ("origin", "https://support.example.com:8443"),
            ("origin", "https://support.example.com.evil.example.org"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ];
        for header in foreign {
            for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                assert!(!asks(&method, &[header]), "{method} {header:?}");
            }
        }
        assert!(!asks(
            &Method::POST,
            &[own, ("sec-fetch-site", "cross-site")]
        ));
    }

    #[test]
    fn form_keys_have_one_form() {
        assert!(is_form_key(&form_key([5; 16])));
        for bad in [
            "",
            "abc",
            "AAAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAAA!",
        ] {
            assert!(!is_form_key(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_made_up_token_is_accepted(text in "[A-Za-z0-9_-]{0,80}") {
            prop_assert!(!key().accepts(&Token::from_random([1; 32]), &text));
        }

        #[test]
        fn a_changed_token_is_refused(at in 0usize..64, with in "[A-Za-z0-9_-]") {
            let mine = Token::from_random([1; 32]);
            let token = key().token(&mine, [9; 16]);
            let mut changed = token.clone();
            changed.replace_range(at..=at, &with);
            prop_assert_eq!(key().accepts(&mine, &changed), changed == token);
        }
    }
}
