//! A file that is to be taken over comes in pieces: what breaks off is gone on with, by who began it and nobody else.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use actions::imports::{self, upload};
use actions::testing::{house_with, noon, scene};
use actions::{MIGRATIONS, files};
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Method, Request, StatusCode, header};
use bytes::Bytes;
use domain::account::Role;
use futures_util::stream;
use store::{ByteSettings, ByteStore};

use crate::stage::Stage;
use crate::support::{Browser, Page};
use crate::uploading::admin;

const BEGIN: &str = "/admin/import/uploads";

/// What is sealed at once.
const PIECE: usize = 64 * 1024;

/// A file of contracts that is longer than three pieces.
fn contracts() -> Vec<u8> {
    let headings = "Access ID;Contract ID;Plan;Owner e-mail;Start date;End date;Left\r\n";
    let row =
        "0330242329;464814100017;partner-gold-20;astrid@example.com;2026-11-01;2027-10-31;5\r\n";
    format!("{headings}{}", row.repeat(3_000)).into_bytes()
}

/// What a script asks over tus, with the token of the form.
fn tus(csrf: &str, method: Method, path: &str) -> Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::ORIGIN, "http://127.0.0.1:8080")
        .header("x-csrf-token", csrf)
        .header("tus-resumable", "1.0.0")
}

/// A file on its way, and the browser that sends it.
struct Sending {
    browser: Browser,
    csrf: String,
    place: String,
}

impl Sending {
    /// Begins a file of so many bytes.
    async fn begin(mut browser: Browser, length: usize) -> Self {
        let csrf = browser.get("/admin/import").await.hidden("csrf");
        let request = tus(&csrf, Method::POST, BEGIN)
            .header("upload-length", length)
            .header("upload-metadata", "filename a29udHJha3QuY3N2");
        let begun = browser.send(request, "").await;
        assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.body);
        let place = begun.location.trim_start_matches("http://127.0.0.1:8080");
        Self {
            place: place.to_owned(),
            browser,
            csrf,
        }
    }

    fn key(&self) -> &str {
        self.place.rsplit('/').next().expect("a key")
    }

    async fn ask(&mut self, method: Method) -> Page {
        let request = tus(&self.csrf, method, &self.place);
        self.browser.send(request, "").await
    }

    /// Where it is gone on with.
    async fn stands(&mut self) -> usize {
        offset(&self.ask(Method::HEAD).await)
    }

    /// Sends `body` from `at`.
    async fn send(&mut self, at: usize, body: impl Into<Body>) -> Page {
        let request = tus(&self.csrf, Method::PATCH, &self.place)
            .header("upload-offset", at)
            .header(header::CONTENT_TYPE, "application/offset+octet-stream");
        self.browser.send(request, body).await
    }

    /// Sends the form of the first page, which says which file has come before it.
    async fn take(&mut self) -> Page {
        let mut body = String::new();
        for (name, value) in [
            ("csrf", self.csrf.as_str()),
            ("kind", "contracts"),
            ("uploaded", self.key()),
        ] {
            let _ = write!(
                body,
                "--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
        }
        // As a browser sends a file that nobody chose.
        body.push_str("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--x--\r\n");
        let request = Request::post("/admin/import")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header(header::ORIGIN, "http://127.0.0.1:8080");
        self.browser.send(request, body).await
    }
}

fn offset(page: &Page) -> usize {
    let offset = page.headers.get("upload-offset");
    let offset = offset.unwrap_or_else(|| panic!("{}: {}", page.status, page.body));
    let offset = offset.to_str().expect("a number");
    offset.parse().expect("a number")
}

/// Bytes that come, and then no more.
fn broken(bytes: &[u8]) -> Body {
    let come = Ok(Bytes::copy_from_slice(bytes));
    let cut = Err(io::Error::other("the wire was cut"));
    Body::from_stream(stream::iter([come, cut]))
}

/// A place for files in a folder.
fn folder() -> (tempfile::TempDir, ByteStore) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_owned();
    let bytes = ByteStore::open(&ByteSettings::Folder { path });
    (folder, bytes.expect("it opens"))
}

/// The files below `folder`.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            found.extend(below(&path));
        } else {
            found.push(path);
        }
    }
    found
}

store::on_both_engines! { MIGRATIONS;
    /// The naive upload keeps what came in the clear, or begins again where the line broke.
    async fn a_line_that_breaks_is_gone_on_with_and_the_form_says_which_file_it_was(world) {
        let (folder, bytes) = folder();
        let stage = Stage::over(&world.store, house_with(&world.store, bytes).await);
        let mut browser = admin(&stage).await;
        let start = browser.get("/admin/import").await;
        start.says("data-upload=\"/admin/import/uploads\"").says("data-key=\"uploaded\"").says("upload");
        let file = contracts();
        let mut sending = Sending::begin(browser, file.len()).await;
        let cut = sending.send(0, broken(&file[..150_000])).await;
        assert_eq!(cut.status, StatusCode::BAD_REQUEST, "{}", cut.body);
        assert_eq!(sending.stands().await, 2 * PIECE);
        let clear = |path: &Path| fs::read(path).expect("it is there").windows(12).any(|some| some == b"464814100017");
        assert!(!below(folder.path()).iter().any(|path| clear(path)), "what waits is sealed");
        assert_eq!(sending.send(150_000, file[150_000..].to_vec()).await.status, StatusCode::CONFLICT);
        assert_eq!(sending.take().await.status, StatusCode::NOT_FOUND, "not all of it has come");
        // The house stopped in the middle of writing a piece.
        let some = sending.send(2 * PIECE, file[2 * PIECE..3 * PIECE + 9].to_vec()).await;
        assert_eq!((some.status, offset(&some)), (StatusCode::NO_CONTENT, 3 * PIECE));
        let kept = below(&folder.path().join("uploads")).remove(0);
        let length = fs::metadata(&kept).expect("it is there").len();
        fs::OpenOptions::new().write(true).open(&kept).and_then(|kept| kept.set_len(length - 7)).expect("it is torn");
        assert_eq!(sending.stands().await, 2 * PIECE);
        let rest = sending.send(2 * PIECE, file[2 * PIECE..].to_vec()).await;
        assert_eq!((rest.status, offset(&rest)), (StatusCode::NO_CONTENT, file.len()));
        assert_eq!(sending.stands().await, file.len());
        for _ in 0..2 {
            let taken = sending.take().await;
            assert_eq!(taken.location, format!("/admin/import/{}", sending.key()), "{}", taken.body);
        }
        let import = format!("/admin/import/{}", sending.key());
        sending.browser.get(&import).await.says("kontrakt.csv").says("••••••••••••");
        assert_eq!(stage.texts("SELECT name FROM import").await, ["kontrakt.csv"]);
        assert_eq!(stage.texts("SELECT key FROM import_upload").await, [""; 0]);
        assert_eq!(stage.texts("SELECT deed FROM audit WHERE deed LIKE 'import.%'").await, ["import.receive"]);
    }

    async fn a_full_place_says_so_in_words_and_keeps_what_came(world) {
        let bytes = ByteStore::in_memory();
        let stage = Stage::over(&world.store, house_with(&world.store, bytes.clone()).await);
        let file = contracts();
        let mut sending = Sending::begin(admin(&stage).await, file.len()).await;
        let cut = sending.send(0, broken(&file[..1_000])).await;
        assert_eq!((cut.status, sending.stands().await), (StatusCode::BAD_REQUEST, 0), "less than a piece");
        bytes.leave_space(100_000);
        let pieces: Vec<_> = file.chunks(50_000).map(|some| Ok::<_, io::Error>(Bytes::copy_from_slice(some))).collect();
        let full = sending.send(0, Body::from_stream(stream::iter(pieces))).await;
        assert_eq!(full.status, StatusCode::INSUFFICIENT_STORAGE);
        full.says("There is no room left");
        assert_eq!(sending.stands().await, PIECE, "what fitted is kept");
        bytes.leave_space(u64::MAX);
        assert_eq!(offset(&sending.send(PIECE, file[PIECE..].to_vec()).await), file.len());
        assert_eq!(sending.take().await.status, StatusCode::SEE_OTHER);
    }

    /// The naive upload believes what the sender announced, and seals more than that as if it were all.
    async fn what_is_too_much_or_no_table_is_refused_and_nothing_stays_of_it(world) {
        let (folder, bytes) = folder();
        let stage = Stage::over(&world.store, house_with(&world.store, bytes).await);
        let browser = admin(&stage).await;
        let mut sending = Sending::begin(browser.clone(), 2 * PIECE).await;
        let much = sending.send(0, vec![b'x'; 2 * PIECE + 9]).await;
        assert_eq!(much.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", much.body);
        let large = tus(&sending.csrf, Method::POST, BEGIN).header("upload-length", 1_u64 << 40);
        assert_eq!(sending.browser.send(large, "").await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(sending.ask(Method::DELETE).await.status, StatusCode::NO_CONTENT);
        let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01".to_vec();
        let mut sending = Sending::begin(browser, picture.len()).await;
        assert_eq!(offset(&sending.send(0, picture).await), 24);
        let refused = sending.take().await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("href=\"#file\"");
        assert_eq!(sending.take().await.status, StatusCode::NOT_FOUND, "it is gone");
        assert_eq!(stage.texts("SELECT key FROM import_upload").await, [""; 0]);
        assert_eq!(below(&folder.path().join("files")), [""; 0].map(Path::new));
    }

    async fn only_who_began_it_sees_it_and_what_nobody_goes_on_with_is_cleared_away(world) {
        let (folder, bytes) = folder();
        let stage = Stage::over(&world.store, house_with(&world.store, bytes).await);
        let file = contracts();
        let mut sending = Sending::begin(admin(&stage).await, file.len()).await;
        sending.send(0, broken(&file[..100_000])).await;
        let bo = scene::person(&stage.store, "bo", &[Role::Administrator], noon()).await;
        let bos = Sending::begin(stage.browser("bo").await, 10).await;
        let (place, ours) = (sending.place.clone(), sending.browser.clone());
        let mut theirs = Sending { place, ..bos };
        for method in [Method::HEAD, Method::DELETE] {
            assert_eq!(theirs.ask(method).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(theirs.send(PIECE, file[PIECE..].to_vec()).await.status, StatusCode::NOT_FOUND);
        assert_eq!(theirs.take().await.status, StatusCode::NOT_FOUND);
        assert!(upload::progress(&stage.house, &bo, sending.key()).await.is_err());
        let forged = Request::builder().method(Method::DELETE).uri(&sending.place).header("tus-resumable", "1.0.0");
        assert_eq!(ours.clone().send(forged, "").await.status, StatusCode::FORBIDDEN, "without the token");
        assert_eq!(sending.stands().await, PIECE);
        // By the clock of the folder, which knows when it was written.
        let later = noon().plus_days(30);
        imports::forget(&stage.house, later).await.expect("it runs");
        assert_eq!(files::sweep(&stage.house, later).await.expect("it runs"), 1);
        assert_eq!(sending.ask(Method::HEAD).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stage.texts("SELECT key FROM import_upload").await, [""; 0]);
        assert_eq!(below(&folder.path().join("uploads")), [""; 0].map(Path::new));
    }
}
