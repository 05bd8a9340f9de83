//! Plain form uploads: fields and files of `multipart/form-data`, streamed with flat memory.
//!
//! The form puts its fields before its files, so that whoever handles the first file has seen who
//! sends it. Ask for files one by one, drain each, then take the fields:
//!
//! ```text
//! let mut upload = Upload::open(request, bounds)?;
//! while let Some(file) = upload.next_file().await? {
//!     while let Some(bytes) = upload.chunk().await? { /* write them */ }
//! }
//! let fields = upload.into_fields();
//! ```

mod paced;

use axum::{
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use paced::{Allowance, Paced};

use crate::form::{BadForm, FORM_BYTES, Fields};

/// Most fields beside the files. The parser may read a piece of the network ahead for each.
const UPLOAD_FIELDS: usize = 64;

/// What an upload may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Most files.
    pub files: usize,
    /// Most bytes of one file.
    pub file_bytes: u64,
}

/// A file that is being sent. Its name and type are claims of the sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The form field it belongs to.
    pub field: String,
    /// The name it had at the sender; see [`safe_name`](crate::file_name::safe_name).
    pub name: String,
}

/// Why an upload cannot be read. Answered bare (see the crate's documentation).
#[derive(Debug, thiserror::Error)]
pub enum BadUpload {
    /// Not `multipart/form-data` with a boundary.
    #[error("the body is not a multipart form")]
    MediaType,
    /// A file is larger than [`Bounds::file_bytes`].
    #[error("the file in {field} is too large")]
    FileTooLarge {
        /// The form field of the file.
        field: String,
    },
    /// More files than [`Bounds::files`].
    #[error("too many files")]
    TooManyFiles,
    /// The fields beside the files are no form.
    #[error(transparent)]
    Form(#[from] BadForm),
    /// The body is no multipart, or was cut off.
    #[error("the upload is malformed or was cut off")]
    Malformed(#[source] multer::Error),
}

/// An upload in progress.
pub struct Upload {
    parts: multer::Multipart<'static>,
    part: Option<multer::Field<'static>>,
    allowance: Allowance,
    fields: Fields,
    field_bytes: usize,
    parts_seen: usize,
    files: usize,
    file_bytes: u64,
    bounds: Bounds,
}

impl Upload {
    /// Begins to read a request. Nothing of its body is read yet.
    pub fn open(request: Request, bounds: Bounds) -> Result<Upload, BadUpload> {
        let media_type = request.headers().get(header::CONTENT_TYPE);
        let boundary = media_type
            .and_then(|value| value.to_str().ok())
            .and_then(|value| multer::parse_boundary(value).ok())
            .ok_or(BadUpload::MediaType)?;
        let (body, allowance) = Paced::of(request.into_body().into_data_stream());
        Ok(Upload {
            parts: multer::Multipart::new(body, boundary),
            part: None,
            allowance,
            fields: Fields::default(),
            field_bytes: 0,
            parts_seen: 0,
            files: 0,
            file_bytes: 0,
            bounds,
        })
    }

    /// The next file, reading the fields on the way to it. What is left of the last one is skipped.
    /// A file input without a file is passed over.
    pub async fn next_file(&mut self) -> Result<Option<File>, BadUpload> {
        while self.chunk().await?.is_some() {}
        while let Some(part) = self
            .parts
            .next_field()
            .await
            .map_err(BadUpload::Malformed)?
        {
            self.allowance.fill();
            self.parts_seen += 1;
            if self.parts_seen > self.bounds.files + UPLOAD_FIELDS {
                return Err(BadForm::TooManyFields.into());
            }
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                None => self.read_field(field, part).await?,
                Some(name) if name.is_empty() => {}
                Some(name) => {
                    self.begin_file(part)?;
                    return Ok(Some(File { field, name }));
                }
            }
        }
        Ok(None)
    }

    /// The next bytes of the current file; `None` at its end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BadUpload> {
        let Some(part) = &mut self.part else {
            return Ok(None);
        };
        let Some(bytes) = part.chunk().await.map_err(BadUpload::Malformed)? else {
            self.part = None;
            return Ok(None);
        };
        self.file_bytes += bytes.len() as u64;
        if self.file_bytes > self.bounds.file_bytes {
            let field = part.name().unwrap_or_default().to_owned();
            return Err(BadUpload::FileTooLarge { field });
        }
        self.allowance.fill();
        Ok(Some(bytes))
    }

    /// The fields read so far.
    pub fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    /// The fields, after the last file.
    pub fn into_fields(self) -> Fields {
        self.fields
    }

    async fn read_field(
        &mut self,
        name: String,
        mut part: multer::Field<'static>,
    ) -> Result<(), BadUpload> {
        let mut value = Vec::new();
        while let Some(bytes) = part.chunk().await.map_err(BadUpload::Malformed)? {
            self.field_bytes += bytes.len();
            if self.field_bytes > FORM_BYTES {
                return Err(BadForm::TooLarge.into());
            }
            self.allowance.fill();
            value.extend_from_slice(&bytes);
        }
        let value = String::from_utf8(value).map_err(|_| BadForm::Encoding)?;
        Ok(self.fields.push(name, value)?)
    }

    fn begin_file(&mut self, part: multer::Field<'static>) -> Result<(), BadUpload> {
        if self.files == self.bounds.files {
            return Err(BadUpload::TooManyFiles);
        }
        self.files += 1;
        self.file_bytes = 0;
        self.part = Some(part);
        Ok(())
    }
}

impl BadUpload {
    /// The status this is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            BadUpload::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            BadUpload::FileTooLarge { .. } | BadUpload::TooManyFiles => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            BadUpload::Form(bad) => bad.status(),
            BadUpload::Malformed(_) => StatusCode::BAD_REQUEST,
        }
    }
}

impl IntoResponse for BadUpload {
    fn into_response(self) -> Response {
        self.status().into_response()
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use axum::body::Body;
    use futures_util::stream;
    use proptest::prelude::*;

    use super::paced::PENDING_BYTES;
    use super::*;

    const BOUNDS: Bounds = Bounds {
        files: 2,
        file_bytes: 1000,
    };

    fn upload(body: Body, bounds: Bounds) -> Result<Upload, BadUpload> {
        let request = Request::builder()
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX")
            .body(body)
            .expect("a request");
        Upload::open(request, bounds)
    }

    fn field(name: &str, value: &str) -> String {
        format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    }

    fn file(name: &str, content: &str) -> String {
        format!(
            "--XX\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: text/plain\r\n\r\n{content}\r\n"
        )
    }

    async fn read(
        body: Body,
        bounds: Bounds,
    ) -> Result<(Vec<(String, String)>, Fields), BadUpload> {
        let mut upload = upload(body, bounds)?;
        let mut files = Vec::new();
        while let Some(file) = upload.next_file().await? {
            let mut content = Vec::new();
            while let Some(bytes) = upload.chunk().await? {
                content.extend_from_slice(&bytes);
            }
            files.push((file.name, String::from_utf8_lossy(&content).into_owned()));
        }
        Ok((files, upload.into_fields()))
    }

    async fn status(body: String) -> Option<u16> {
        read(Body::from(body), BOUNDS)
            .await
            .err()
            .map(|error| error.status().as_u16())
    }

    #[tokio::test]
    async fn fields_and_files_come_in_order() {
        let body = [
            field("csrf", "t"),
            file("a.txt", "one"),
            file("", ""),
            file("b.txt", "two"),
        ];
        let body = format!("{}--XX--\r\n", body.concat());
        let (files, mut fields) = read(Body::from(body), BOUNDS).await.expect("an upload");
        let expected = [("a.txt", "one"), ("b.txt", "two")];
        assert_eq!(
            files,
            expected.map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
        assert_eq!(fields.take("csrf"), "t");
        assert_eq!(fields.finish(), Ok(()));
    }

    #[tokio::test]
    async fn fields_before_a_file_are_known_when_it_begins() {
        let body = format!("{}{}--XX--", field("csrf", "t"), file("a.txt", "one"));
        let mut upload = upload(Body::from(body), BOUNDS).expect("an upload");
        assert!(upload.next_file().await.expect("read").is_some());
        assert_eq!(upload.fields().peek("csrf"), Some("t"));
        assert_eq!(upload.next_file().await.expect("the rest is skipped"), None);
    }

    #[tokio::test]
    async fn bounds_hold() {
        let many = file("a", "1").repeat(3);
        assert_eq!(status(format!("{many}--XX--")).await, Some(413));
        let large = file("a", &"x".repeat(1001));
        assert_eq!(status(format!("{large}--XX--")).await, Some(413));
        let long = field("text", &"x".repeat(FORM_BYTES + 1));
        assert_eq!(status(format!("{long}--XX--")).await, Some(413));
        let fields = field("a", "1").repeat(UPLOAD_FIELDS + 3);
        assert_eq!(status(format!("{fields}--XX--")).await, Some(413));
    }

    #[tokio::test]
    async fn malformed_bodies_are_refused() {
        for bad in [
            "",
            "--XX",
            "nothing like it",
            "--XX\r\n\r\n",
            "--XX\r\nbad header\r\n\r\nx\r\n--XX--",
        ] {
            assert_eq!(status(bad.into()).await, Some(400), "{bad}");
        }
        let cut = file("a.txt", "one");
        assert_eq!(status(cut).await, Some(400));
        let request = Request::builder().body(Body::empty()).expect("a request");
        assert!(matches!(
            Upload::open(request, BOUNDS),
            Err(BadUpload::MediaType)
        ));
    }

    #[tokio::test]
    async fn headers_without_end_are_refused() {
        let endless =
            stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from_static(&[b'x'; 1024])));
        for start in ["", "--XX\r\nX-A: "] {
            let first = stream::once(async move { Ok(Bytes::from_static(start.as_bytes())) });
            let body = Body::from_stream(futures_util::StreamExt::chain(first, endless.clone()));
            let refused = read(body, BOUNDS).await.expect_err("no end");
            assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
        }
    }

    #[tokio::test]
    async fn handlers_may_wait_for_it_on_any_thread() {
        let body = Body::from(format!("{}--XX--", file("a.txt", "one")));
        let (files, _) = tokio::spawn(read(body, BOUNDS))
            .await
            .expect("ran")
            .expect("an upload");
        assert_eq!(files.len(), 1);
    }

    #[tokio::test]
    async fn a_large_file_is_never_held_whole() {
        const PIECES: u64 = 4096;
        let bounds = Bounds {
            files: 1,
            file_bytes: u64::MAX,
        };
        let head = "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n";
        let pieces = std::iter::once(Bytes::from(head))
            .chain((0..PIECES).map(|_| Bytes::from_static(&[b'x'; 16 * 1024])))
            .chain([Bytes::from_static(b"\r\n--XX--")])
            .map(Ok::<_, Infallible>);
        let mut upload =
            upload(Body::from_stream(stream::iter(pieces)), bounds).expect("an upload");
        upload.next_file().await.expect("read").expect("a file");
        let mut total = 0;
        while let Some(bytes) = upload.chunk().await.expect("read") {
            assert!(
                bytes.len() <= PENDING_BYTES,
                "{} bytes at once",
                bytes.len()
            );
            total += bytes.len() as u64;
        }
        assert_eq!(total, PIECES * 16 * 1024);
    }

    proptest! {
        #[test]
        fn any_body_is_read_or_refused(body in "(--XX|\r\n|name=\"a\"|filename=|Content-Disposition: form-data; |[a-z\0\u{ff}]){0,20}") {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            if let Err(error) = runtime.block_on(read(Body::from(body), BOUNDS)) {
                prop_assert!(error.status().is_client_error());
            }
        }
    }
}
