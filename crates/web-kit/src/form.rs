//! Urlencoded forms and queries: bounded, decoded strictly, and taken apart field by field.
//!
//! A handler takes the fields it knows into its typed input and ends with [`Fields::finish`], which
//! refuses whatever is left (mass assignment). [`FormState`](crate::form_state::FormState) keeps
//! what was typed, for the page that has to show it again.

use std::sync::{Arc, OnceLock};
use std::{fmt, time::Duration};

use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http_body_util::LengthLimitError;

/// Most bytes a form may have (1 MiB): a long description fits ten times over.
pub const FORM_BYTES: usize = 1 << 20;
/// Most fields a form may have: more is an attack on the parser, not a person.
pub const FORM_FIELDS: usize = 1_000;
/// How long a client may take to send a form.
const FORM_TIME: Duration = Duration::from_secs(20);

/// The fields of one form in the order they were sent; a name may occur more than once.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

/// What came with the form of a request. Put among its extensions before a handler reads it, it tells afterwards, for
/// the page that offers to send it once more. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Sent(Arc<OnceLock<Fields>>);

impl Sent {
    /// The fields; none before the form was read, nor where it could not be.
    pub fn fields(&self) -> Option<&Fields> {
        self.0.get()
    }
}

/// Why a form cannot be read. Answered bare (see the crate's documentation).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadForm {
    /// Neither a query nor `application/x-www-form-urlencoded`.
    #[error("the body is not an urlencoded form")]
    MediaType,
    /// More than [`FORM_BYTES`].
    #[error("the form is larger than 1 MiB")]
    TooLarge,
    /// More than [`FORM_FIELDS`].
    #[error("the form has more than 1,000 fields")]
    TooManyFields,
    /// The client was slower than 20 s.
    #[error("the form took too long to arrive")]
    TooSlow,
    /// The body broke off.
    #[error("the form was cut off")]
    Cut,
    /// A `%` without two hexadecimal digits, or bytes that are not UTF-8.
    #[error("the form is wrongly encoded")]
    Encoding,
    /// A field nobody asked for, or one too many of a field.
    #[error("the form has a field that does not belong to it")]
    UnknownField,
}

impl Fields {
    /// Reads `a=1&b=2`. Line breaks become `\n`; other control characters are dropped.
    pub fn parse(encoded: &[u8]) -> Result<Fields, BadForm> {
        if encoded.len() > FORM_BYTES {
            return Err(BadForm::TooLarge);
        }
        let mut fields = Fields::default();
        for pair in encoded
            .split(|&byte| byte == b'&')
            .filter(|pair| !pair.is_empty())
        {
            let equals = pair.iter().position(|&byte| byte == b'=');
            let (name, value) = match equals {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &[][..]),
            };
            fields.push(decode(name)?, decode(value)?)?;
        }
        Ok(fields)
    }

    /// Adds a field at the end, its value cleaned of control characters.
    pub(crate) fn push(&mut self, name: String, value: String) -> Result<(), BadForm> {
        if self.0.len() == FORM_FIELDS {
            return Err(BadForm::TooManyFields);
        }
        self.0.push((name, clean(&value)));
        Ok(())
    }

    /// Takes the first field of that name; empty where there is none.
    pub fn take(&mut self, name: &str) -> String {
        self.maybe(name).unwrap_or_default()
    }

    /// Takes the first field of that name; an unticked box and an absent field are `None`.
    pub fn maybe(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }

    /// Takes every field of that name, in order.
    pub fn take_all(&mut self, name: &str) -> Vec<String> {
        self.0
            .extract_if(.., |(known, _)| known == name)
            .map(|(_, value)| value)
            .collect()
    }

    /// The first value of that name, left in place.
    pub fn peek(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every field that has not been taken.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Refuses fields that are not among `known`: the others can be taken or peeked at.
    ///
    /// # Errors
    /// [`BadForm::UnknownField`].
    pub fn only(self, known: &[&str]) -> Result<Fields, BadForm> {
        if self.iter().all(|(name, _)| known.contains(&name)) {
            Ok(self)
        } else {
            Err(BadForm::UnknownField)
        }
    }

    /// Refuses fields that nobody took.
    pub fn finish(self) -> Result<(), BadForm> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(BadForm::UnknownField)
        }
    }
}

/// Names only: values may be secrets and must not reach a log.
impl fmt::Debug for Fields {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_list()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

impl<S: Sync> FromRequest<S> for Fields {
    type Rejection = BadForm;

    async fn from_request(request: Request, _state: &S) -> Result<Fields, BadForm> {
        if media_type(request.headers()) != Some("application/x-www-form-urlencoded") {
            return Err(BadForm::MediaType);
        }
        if announced_length(request.headers()).is_some_and(|bytes| bytes > FORM_BYTES as u64) {
            return Err(BadForm::TooLarge);
        }
        let sent = request.extensions().get::<Sent>().cloned();
        let fields = Fields::parse(&read(request.into_body(), FORM_TIME).await?)?;
        if let Some(Sent(sent)) = sent {
            sent.get_or_init(|| fields.clone());
        }
        Ok(fields)
    }
}

/// The fields of the address: `?status=open&page=2`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(pub Fields);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = BadForm;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Query, BadForm> {
        Fields::parse(parts.uri.query().unwrap_or_default().as_bytes()).map(Query)
    }
}

impl BadForm {
    /// The status this is answered with.
    pub fn status(self) -> StatusCode {
        match self {
            BadForm::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            BadForm::TooLarge | BadForm::TooManyFields => StatusCode::PAYLOAD_TOO_LARGE,
            BadForm::TooSlow => StatusCode::REQUEST_TIMEOUT,
            BadForm::Cut | BadForm::Encoding | BadForm::UnknownField => StatusCode::BAD_REQUEST,
        }
    }
}

impl IntoResponse for BadForm {
    fn into_response(self) -> Response {
        self.status().into_response()
    }
}

async fn read(body: Body, patience: Duration) -> Result<Bytes, BadForm> {
    let bytes = axum::body::to_bytes(body, FORM_BYTES);
    let in_time = tokio::time::timeout(patience, bytes)
        .await
        .map_err(|_| BadForm::TooSlow)?;
    in_time.map_err(|error| {
        if error.into_inner().is::<LengthLimitError>() {
            BadForm::TooLarge
        } else {
            BadForm::Cut
        }
    })
}

/// The media type without its parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    value.split(';').next().map(str::trim)
}

/// What Content-Length promises, where it promises anything.
pub(crate) fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

fn decode(encoded: &[u8]) -> Result<String, BadForm> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.iter();
    while let Some(&byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hexadecimal(rest.next())? << 4 | hexadecimal(rest.next())?,
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_| BadForm::Encoding)
}

fn hexadecimal(digit: Option<&u8>) -> Result<u8, BadForm> {
    let value = digit
        .and_then(|&byte| char::from(byte).to_digit(16))
        .ok_or(BadForm::Encoding)?;
    Ok(u8::try_from(value).expect("a hexadecimal digit is below 16"))
}

/// Browsers send `\r\n`; people paste worse. What is kept can be stored, mailed and printed.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|&c| c == '\n' || c == '\t' || !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Fields {
        Fields::parse(text.as_bytes()).expect("a form")
    }

    #[test]
    fn fields_are_taken_by_name_and_leftovers_refused() {
        let mut fields = parse("title=Disk+full&tag=a&tag=b&is_admin=1&empty");
        assert_eq!(fields.take("title"), "Disk full");
        assert_eq!(fields.take_all("tag"), ["a", "b"]);
        assert_eq!(fields.maybe("empty"), Some(String::new()));
        assert_eq!(fields.maybe("absent"), None);
        assert_eq!(
            fields.clone().only(&["tag", "is_admin", "empty", "title"]),
            Ok(fields.clone())
        );
        assert_eq!(fields.clone().only(&["tag"]), Err(BadForm::UnknownField));
        assert_eq!(fields.finish(), Err(BadForm::UnknownField));
    }

    #[test]
    fn a_second_value_of_a_single_field_is_refused() {
        let mut fields = parse("units=1&units=9");
        assert_eq!(fields.take("units"), "1");
        assert_eq!(fields.finish(), Err(BadForm::UnknownField));
    }

    #[test]
    fn bad_encoding_is_refused() {
        for bad in [
            "a=%",
            "a=%4",
            "a=%zz",
            "a=%+1",
            "%ff=1",
            "a=%c3%28",
            "a=%ed%a0%80",
        ] {
            assert_eq!(
                Fields::parse(bad.as_bytes()),
                Err(BadForm::Encoding),
                "{bad}"
            );
        }
    }

    #[test]
    fn control_characters_are_dropped_and_line_breaks_unified() {
        let mut fields = parse("text=a%00b%0d%0ac%0dd%1b%09e%7f%c2%85");
        assert_eq!(fields.take("text"), "ab\nc\nd\te");
    }

    #[test]
    fn a_hundred_thousand_fields_are_refused() {
        let many = "a=1&".repeat(100_000);
        assert_eq!(Fields::parse(many.as_bytes()), Err(BadForm::TooManyFields));
        assert!(Fields::parse("a=1&".repeat(FORM_FIELDS).as_bytes()).is_ok());
    }

    #[test]
    fn values_stay_out_of_logs() {
        assert_eq!(
            format!("{:?}", parse("contract_id=123456789012")),
            r#"["contract_id"]"#
        );
    }

    fn post(body: Body) -> Request {
        let mut request = Request::new(body);
        let form = HeaderValue::from_static("application/x-www-form-urlencoded;charset=UTF-8");
        request.headers_mut().insert(header::CONTENT_TYPE, form);
        request
    }

    fn never() -> Body {
        Body::from_stream(futures_util::stream::pending::<Result<&[u8], std::io::Error>>())
    }

    #[tokio::test]
    async fn an_announced_giant_is_refused_unread() {
        let mut request = post(never());
        request
            .headers_mut()
            .insert(header::CONTENT_LENGTH, HeaderValue::from(9_000_000));
        assert_eq!(
            Fields::from_request(request, &()).await,
            Err(BadForm::TooLarge)
        );
    }

    #[tokio::test]
    async fn an_endless_body_is_refused_at_one_mebibyte() {
        let endless =
            futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>("a".repeat(1024)));
        let request = post(Body::from_stream(endless));
        assert_eq!(
            Fields::from_request(request, &()).await,
            Err(BadForm::TooLarge)
        );
    }

    #[tokio::test]
    async fn a_body_that_never_comes_is_given_up() {
        let read = read(never(), Duration::from_millis(10)).await;
        assert_eq!(read, Err(BadForm::TooSlow));
    }

    #[tokio::test]
    async fn json_is_not_a_form() {
        let request = Request::new(Body::from("{}"));
        assert_eq!(
            Fields::from_request(request, &()).await,
            Err(BadForm::MediaType)
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = Fields::parse(&bytes);
        }

        #[test]
        fn what_a_browser_encodes_comes_back(value in "[^\\p{Cc}]{0,60}") {
            let body: String = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("field", &value)
                .finish();
            prop_assert_eq!(parse(&body).take("field"), value);
        }
    }
}
