//! The tus resumable-upload protocol, version 1.0.0, with its extensions creation, expiration and
//! termination: requests read into types, answers written from them. Where the bytes go is the
//! caller's business.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::{Timestamp, fmt::rfc2822::DateTimePrinter};

use crate::form;

const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,expiration,termination";
/// Longest Upload-Metadata: a file name and a media type fit many times.
const METADATA_BYTES: usize = 4096;

const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
const TUS_EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
const TUS_MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");

/// A POST that begins an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Creation {
    /// How many bytes will come.
    pub length: u64,
    /// What the sender says of them.
    pub metadata: Metadata,
}

/// A PATCH whose body goes on at an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Append {
    /// Where its first byte belongs. Where it is not the end of what is stored, answer
    /// [`Refusal::WrongOffset`].
    pub offset: u64,
    /// How many bytes its body announces, if it says so. It may send more: stop at the length.
    pub announced: Option<u64>,
}

/// The decoded members of Upload-Metadata: claims of the sender.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata(Vec<(String, String)>);

/// Why a tus request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Tus-Resumable is absent or not 1.0.0.
    #[error("this server speaks tus 1.0.0")]
    Version,
    /// A header the request needs is absent or wrong.
    #[error("the header {0} is missing or wrong")]
    Header(&'static str),
    /// The body of a PATCH is not `application/offset+octet-stream`.
    #[error("the body is not application/offset+octet-stream")]
    MediaType,
    /// More bytes than the server takes, or than the upload was created for.
    #[error("the upload is too large")]
    TooLarge,
    /// The bytes belong somewhere else.
    #[error("the offset is not where the upload stands")]
    WrongOffset,
    /// No upload of this sender has this address.
    #[error("no such upload")]
    Unknown,
    /// It was left alone too long, or removed.
    #[error("the upload has expired")]
    Gone,
}

impl Creation {
    /// Reads a POST. `most` is the largest upload taken, in bytes.
    pub fn parse(headers: &HeaderMap, most: u64) -> Result<Creation, Refusal> {
        check_version(headers)?;
        let length = number(headers, &UPLOAD_LENGTH).ok_or(Refusal::Header("Upload-Length"))?;
        let metadata = Metadata::parse(headers).ok_or(Refusal::Header("Upload-Metadata"))?;
        if length > most {
            Err(Refusal::TooLarge)
        } else {
            Ok(Creation { length, metadata })
        }
    }
}

impl Append {
    /// Reads the head of a PATCH.
    pub fn parse(headers: &HeaderMap) -> Result<Append, Refusal> {
        check_version(headers)?;
        if form::media_type(headers) != Some("application/offset+octet-stream") {
            return Err(Refusal::MediaType);
        }
        let offset = number(headers, &UPLOAD_OFFSET).ok_or(Refusal::Header("Upload-Offset"))?;
        Ok(Append {
            offset,
            announced: form::announced_length(headers),
        })
    }

    /// Whether it goes on where the upload stands and stays within its length.
    pub fn check(self, stored: u64, length: u64) -> Result<(), Refusal> {
        if self.offset != stored {
            return Err(Refusal::WrongOffset);
        }
        let room = length.saturating_sub(stored);
        if self.announced.is_some_and(|bytes| bytes > room) {
            Err(Refusal::TooLarge)
        } else {
            Ok(())
        }
    }
}

/// Refuses a request of another version of the protocol: for HEAD and DELETE, the other requests
/// are checked where they are read.
pub fn check_version(headers: &HeaderMap) -> Result<(), Refusal> {
    let spoken = headers
        .get(&TUS_RESUMABLE)
        .is_some_and(|version| version == VERSION);
    if spoken {
        Ok(())
    } else {
        Err(Refusal::Version)
    }
}

impl Metadata {
    /// The value of a key such as `filename`; empty where it has none.
    pub fn get(&self, key: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| known == key)?;
        Some(value)
    }

    fn parse(headers: &HeaderMap) -> Option<Metadata> {
        let Some(line) = headers.get(&UPLOAD_METADATA) else {
            return Some(Metadata::default());
        };
        let line = line
            .to_str()
            .ok()
            .filter(|line| line.len() <= METADATA_BYTES)?;
        let mut members: Vec<(String, String)> = Vec::new();
        for member in line
            .split(',')
            .map(str::trim)
            .filter(|member| !member.is_empty())
        {
            let (key, value) = member.split_once(' ').unwrap_or((member, ""));
            let value = String::from_utf8(BASE64_STANDARD.decode(value.trim()).ok()?).ok()?;
            if members.iter().any(|(known, _)| known == key) {
                return None;
            }
            members.push((key.into(), value));
        }
        Some(Metadata(members))
    }
}

/// Answers OPTIONS: what this server can do.
pub fn capabilities(most: u64) -> Response {
    let mut answer = spoken(StatusCode::NO_CONTENT);
    let headers = answer.headers_mut();
    headers.insert(TUS_VERSION, HeaderValue::from_static(VERSION));
    headers.insert(TUS_EXTENSION, HeaderValue::from_static(EXTENSIONS));
    headers.insert(TUS_MAX_SIZE, HeaderValue::from(most));
    answer
}

/// Answers a POST: the upload lives at `location` until `expires` (microseconds since 1970 UTC).
///
/// # Panics
/// If `location` is not of visible ASCII: it is made by us.
pub fn created(location: &str, expires: i64) -> Response {
    let mut answer = expiring(StatusCode::CREATED, expires);
    let location = HeaderValue::from_str(location).expect("locations are of visible ASCII");
    answer.headers_mut().insert(header::LOCATION, location);
    answer
        .headers_mut()
        .insert(UPLOAD_OFFSET, HeaderValue::from(0));
    answer
}

/// Answers HEAD: how far the upload has come.
pub fn progress(stored: u64, length: u64, expires: i64) -> Response {
    let mut answer = expiring(StatusCode::OK, expires);
    let headers = answer.headers_mut();
    headers.insert(UPLOAD_OFFSET, HeaderValue::from(stored));
    headers.insert(UPLOAD_LENGTH, HeaderValue::from(length));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// Answers a PATCH whose bytes are stored.
pub fn appended(stored: u64, expires: i64) -> Response {
    let mut answer = expiring(StatusCode::NO_CONTENT, expires);
    answer
        .headers_mut()
        .insert(UPLOAD_OFFSET, HeaderValue::from(stored));
    answer
}

/// Answers a DELETE.
pub fn terminated() -> Response {
    spoken(StatusCode::NO_CONTENT)
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut answer = spoken(match self {
            Refusal::Version => StatusCode::PRECONDITION_FAILED,
            Refusal::Header(_) => StatusCode::BAD_REQUEST,
            Refusal::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::WrongOffset => StatusCode::CONFLICT,
            Refusal::Unknown => StatusCode::NOT_FOUND,
            Refusal::Gone => StatusCode::GONE,
        });
        if self == Refusal::Version {
            answer
                .headers_mut()
                .insert(TUS_VERSION, HeaderValue::from_static(VERSION));
        }
        answer
    }
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    let text = headers.get(name)?.to_str().ok()?;
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

fn expiring(status: StatusCode, expires: i64) -> Response {
    let mut answer = spoken(status);
    let written = Timestamp::from_microsecond(expires)
        .and_then(|at| DateTimePrinter::new().timestamp_to_rfc9110_string(&at))
        .ok()
        .and_then(|date| HeaderValue::from_str(&date).ok());
    if let Some(date) = written {
        answer.headers_mut().insert(UPLOAD_EXPIRES, date);
    }
    answer
}

fn spoken(status: StatusCode) -> Response {
    let mut answer = status.into_response();
    answer
        .headers_mut()
        .insert(TUS_RESUMABLE, HeaderValue::from_static(VERSION));
    answer
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let version = ("tus-resumable", "1.0.0");
        std::iter::once(&version)
            .chain(pairs)
            .map(|&(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_str(value).expect("a header"),
                )
            })
            .collect()
    }

    fn create(pairs: &[(&'static str, &str)]) -> Result<Creation, Refusal> {
        Creation::parse(&headers(pairs), 1000)
    }

    #[test]
    fn a_creation_says_its_length_and_names() {
        let metadata = (
            "upload-metadata",
            "filename c2vDpHJtLnBuZw==,is_confidential",
        );
        let creation = create(&[("upload-length", "1000"), metadata]).expect("a creation");
        assert_eq!(creation.length, 1000);
        assert_eq!(creation.metadata.get("filename"), Some("skärm.png"));
        assert_eq!(creation.metadata.get("is_confidential"), Some(""));
        assert_eq!(creation.metadata.get("filetype"), None);
    }

    #[test]
    fn bad_creations_are_refused() {
        let length = ("upload-length", "10");
        assert_eq!(create(&[]), Err(Refusal::Header("Upload-Length")));
        assert_eq!(
            create(&[("upload-defer-length", "1")]),
            Err(Refusal::Header("Upload-Length"))
        );
        assert_eq!(create(&[("upload-length", "1001")]), Err(Refusal::TooLarge));
        for bad in ["-1", "+1", "1.5", "", "99999999999999999999999", "0x10"] {
            assert_eq!(
                create(&[("upload-length", bad)]),
                Err(Refusal::Header("Upload-Length"))
            );
        }
        let long = format!("filename {}", "QUFB".repeat(2000));
        for bad in ["filename %%%", "filename /w==", "a YQ==,a Yg==", &long] {
            let refused = create(&[length, ("upload-metadata", bad)]);
            assert_eq!(refused, Err(Refusal::Header("Upload-Metadata")));
        }
    }

    #[test]
    fn another_version_is_told_which_we_speak() {
        let mut asked = headers(&[("upload-length", "10")]);
        asked.insert(TUS_RESUMABLE, HeaderValue::from_static("0.2.2"));
        let refused = Creation::parse(&asked, 1000).expect_err("another version");
        let answer = refused.into_response();
        assert_eq!(answer.status(), StatusCode::PRECONDITION_FAILED);
        assert_eq!(answer.headers()[TUS_VERSION], "1.0.0");
        assert_eq!(check_version(&HeaderMap::new()), Err(Refusal::Version));
    }

    #[test]
    fn bytes_go_on_where_the_upload_stands() {
        let media_type = ("content-type", "application/offset+octet-stream");
        let patch = headers(&[
            media_type,
            ("upload-offset", "70"),
            ("content-length", "30"),
        ]);
        let append = Append::parse(&patch).expect("an append");
        assert_eq!(
            append,
            Append {
                offset: 70,
                announced: Some(30)
            }
        );
        assert_eq!(append.check(70, 100), Ok(()));
        assert_eq!(append.check(60, 100), Err(Refusal::WrongOffset));
        assert_eq!(append.check(70, 99), Err(Refusal::TooLarge));
        let plain = headers(&[("content-type", "text/plain"), ("upload-offset", "70")]);
        assert_eq!(Append::parse(&plain), Err(Refusal::MediaType));
        assert_eq!(
            Append::parse(&headers(&[media_type])),
            Err(Refusal::Header("Upload-Offset"))
        );
    }

    #[test]
    fn answers_say_where_the_upload_stands_and_until_when() {
        let answer = created("/uploads/k3", 784_111_777_000_000);
        assert_eq!(answer.status(), StatusCode::CREATED);
        assert_eq!(answer.headers()[header::LOCATION], "/uploads/k3");
        assert_eq!(
            answer.headers()[UPLOAD_EXPIRES],
            "Sun, 06 Nov 1994 08:49:37 GMT"
        );
        let answer = progress(70, 100, 0);
        assert_eq!(answer.headers()[UPLOAD_OFFSET], "70");
        assert_eq!(answer.headers()[UPLOAD_LENGTH], "100");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
        assert_eq!(appended(100, 0).headers()[UPLOAD_OFFSET], "100");
        assert_eq!(terminated().status(), StatusCode::NO_CONTENT);
        assert_eq!(capabilities(5).headers()[TUS_MAX_SIZE], "5");
        assert_eq!(
            Refusal::WrongOffset.into_response().status(),
            StatusCode::CONFLICT
        );
    }

    proptest! {
        #[test]
        fn any_metadata_is_read_or_refused(line in "[ -~]{0,80}") {
            let _ = create(&[("upload-length", "1"), ("upload-metadata", &line)]);
        }
    }
}
