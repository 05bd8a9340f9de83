//! Files people uploaded, given back so that they cannot act in the page's origin.
//!
//! Always with a sandbox and `nosniff`; shown in place only if they are plain pictures or text, an
//! attachment otherwise. One range per request, so that a broken download can go on.

use std::ops::Range;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{file_name, negotiate};

/// What a browser may show in place: formats without scripts, links or programs.
const INLINE: [&str; 5] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "text/plain",
];

/// A stored file as it is offered.
#[derive(Clone, Debug)]
pub struct Download<'a> {
    /// The name it had, as data; made safe here.
    pub name: &'a str,
    /// The media type found by looking at its bytes, not the one the uploader claimed.
    pub media_type: &'a str,
    /// Its length in bytes.
    pub length: u64,
    /// Its hash in visible ASCII without quotes; becomes the entity tag.
    pub hash: &'a str,
    /// Show it in place where that is safe.
    pub inline: bool,
}

/// Which part of a file a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// These bytes.
    Slice(Range<u64>),
    /// None: the client has it.
    Unchanged,
    /// Bytes it does not have.
    OutOfRange,
}

impl Download<'_> {
    /// What the request asks for. Read these bytes of the store, then call [`Download::answer`].
    pub fn part(&self, headers: &HeaderMap) -> Part {
        if negotiate::is_unchanged(headers, &self.etag()) {
            return Part::Unchanged;
        }
        let same = headers
            .get(header::IF_RANGE)
            .is_none_or(|tag| *tag == *self.etag());
        let wanted = headers.get(header::RANGE).filter(|_| same);
        wanted
            .and_then(|range| range.to_str().ok())
            .map_or(Part::Whole, |range| self.slice(range))
    }

    /// The answer. `body` holds just the bytes of `part`, and nothing where it asks for none.
    pub fn answer(&self, part: &Part, body: Body) -> Response {
        let (status, length) = match part {
            Part::Whole => (StatusCode::OK, self.length),
            Part::Slice(bytes) => (StatusCode::PARTIAL_CONTENT, bytes.end - bytes.start),
            Part::Unchanged => return self.sealed(StatusCode::NOT_MODIFIED.into_response()),
            Part::OutOfRange => {
                return self.sealed(StatusCode::RANGE_NOT_SATISFIABLE.into_response());
            }
        };
        let mut answer = self.sealed((status, body).into_response());
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.shown_as()),
        );
        let shown = self.inline && self.is_safe_to_show();
        let disposition = file_name::content_disposition(shown, self.name);
        headers.insert(header::CONTENT_DISPOSITION, disposition);
        if let Part::Slice(bytes) = part {
            let range = format!("bytes {}-{}/{}", bytes.start, bytes.end - 1, self.length);
            headers.insert(header::CONTENT_RANGE, visible(&range));
        }
        answer
    }
}

impl Download<'_> {
    /// `bytes=0-9`, `bytes=5-` and `bytes=-5`; several ranges or another unit get the whole file.
    fn slice(&self, range: &str) -> Part {
        let Some((first, last)) = range.strip_prefix("bytes=").and_then(|r| r.split_once('-'))
        else {
            return Part::Whole;
        };
        let bytes = match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => {
                first..self.length.min(last.saturating_add(1))
            }
            (Some(first), None) if last.is_empty() => first..self.length,
            (None, Some(count)) if first.is_empty() => {
                self.length - count.min(self.length)..self.length
            }
            _ => return Part::Whole,
        };
        if bytes.is_empty() {
            Part::OutOfRange
        } else {
            Part::Slice(bytes)
        }
    }

    fn sealed(&self, mut answer: Response) -> Response {
        let headers = answer.headers_mut();
        let policy = HeaderValue::from_static("sandbox; default-src 'none'");
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        headers.insert(header::ETAG, visible(&self.etag()));
        if answer.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            let whole = visible(&format!("bytes */{}", self.length));
            answer.headers_mut().insert(header::CONTENT_RANGE, whole);
        }
        answer
    }

    fn is_safe_to_show(&self) -> bool {
        INLINE.contains(&self.media_type)
    }

    fn shown_as(&self) -> &'static str {
        match INLINE.into_iter().find(|known| *known == self.media_type) {
            Some("text/plain") => "text/plain; charset=utf-8",
            Some(known) => known,
            None => "application/octet-stream",
        }
    }

    fn etag(&self) -> String {
        format!("\"{}\"", self.hash)
    }
}

/// Digits only: `u64` would also take a sign.
fn number(text: &str) -> Option<u64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

fn visible(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("hashes and numbers are of visible ASCII")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file() -> Download<'static> {
        Download {
            name: "log.txt",
            media_type: "text/plain",
            length: 10,
            hash: "abc",
            inline: false,
        }
    }

    fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).expect("a header"))])
    }

    fn range(value: &str) -> Part {
        file().part(&asking(header::RANGE, value))
    }

    #[test]
    fn one_range_is_given_and_odd_ones_get_the_whole() {
        assert_eq!(range("bytes=0-3"), Part::Slice(0..4));
        assert_eq!(range("bytes=8-99"), Part::Slice(8..10));
        assert_eq!(range("bytes=4-"), Part::Slice(4..10));
        assert_eq!(range("bytes=-4"), Part::Slice(6..10));
        assert_eq!(range("bytes=-99"), Part::Slice(0..10));
        for out in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(range(out), Part::OutOfRange, "{out}");
        }
        for odd in [
            "bytes=0-1,4-5",
            "lines=1-2",
            "bytes=3-1",
            "bytes=-",
            "bytes=a-b",
            "bytes=+1-2",
            "",
        ] {
            assert_eq!(range(odd), Part::Whole, "{odd}");
        }
    }

    #[test]
    fn a_range_of_another_version_gets_the_whole() {
        let mut headers = asking(header::RANGE, "bytes=4-");
        headers.insert(header::IF_RANGE, HeaderValue::from_static("\"old\""));
        assert_eq!(file().part(&headers), Part::Whole);
        headers.insert(header::IF_RANGE, HeaderValue::from_static("\"abc\""));
        assert_eq!(file().part(&headers), Part::Slice(4..10));
    }

    #[test]
    fn a_file_the_client_has_is_not_sent() {
        let part = file().part(&asking(header::IF_NONE_MATCH, "\"abc\""));
        assert_eq!(part, Part::Unchanged);
        assert_eq!(
            file().answer(&part, Body::empty()).status(),
            StatusCode::NOT_MODIFIED
        );
    }

    #[test]
    fn what_could_act_is_an_attachment_of_octets() {
        for active in [
            "text/html",
            "image/svg+xml",
            "application/pdf",
            "text/xml",
            "a\r\nb: c",
        ] {
            let file = Download {
                media_type: active,
                inline: true,
                ..file()
            };
            let answer = file.answer(&Part::Whole, Body::empty());
            let headers = answer.headers();
            assert_eq!(headers[header::CONTENT_TYPE], "application/octet-stream");
            assert_eq!(
                headers[header::CONTENT_SECURITY_POLICY],
                "sandbox; default-src 'none'"
            );
            assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
            let disposition = headers[header::CONTENT_DISPOSITION]
                .to_str()
                .expect("ASCII");
            assert!(disposition.starts_with("attachment; "), "{active}");
        }
    }

    #[test]
    fn a_picture_may_be_shown_in_its_sandbox() {
        let file = Download {
            media_type: "image/png",
            inline: true,
            ..file()
        };
        let answer = file.answer(&Part::Slice(2..5), Body::empty());
        assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
        let headers = answer.headers();
        assert_eq!(headers[header::CONTENT_TYPE], "image/png");
        assert_eq!(headers[header::CONTENT_RANGE], "bytes 2-4/10");
        assert_eq!(headers[header::CONTENT_LENGTH], "3");
        assert!(
            headers[header::CONTENT_DISPOSITION]
                .to_str()
                .expect("ASCII")
                .starts_with("inline; ")
        );
        assert_eq!(
            headers[header::CONTENT_SECURITY_POLICY],
            "sandbox; default-src 'none'"
        );
    }

    proptest! {
        #[test]
        fn a_slice_lies_in_the_file(value in "(bytes=)?[0-9,-]{0,24}") {
            if let Part::Slice(bytes) = range(&value) {
                prop_assert!(bytes.start < bytes.end && bytes.end <= 10);
            }
        }
    }
}
