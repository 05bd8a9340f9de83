//! The styles, scripts and icons of `web/dist`, embedded in the binary.
//!
//! The build names each file by its content and writes `manifest.json` (`app.css` →
//! `app-3f9a….css`), so a browser may keep what it has for ever. Beside a file may lie what it
//! comes to compressed, as `.br` and `.gz`.

use std::{collections::HashMap, sync::LazyLock};

use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rust_embed::{Embed, EmbeddedFile};

use crate::negotiate;

#[derive(Embed)]
#[folder = "../../web/dist"]
struct Built;

static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let file = Built::get("manifest.json").expect("the build checks that the manifest is there");
    serde_json::from_slice(&file.data).expect("the build checks that the manifest is one")
});

/// The address of an asset by its name in the source: `app.css` is `/assets/app-3f9a….css`.
///
/// # Panics
/// If the build made no such asset: a page names it wrongly, and every page is rendered in tests.
pub fn asset_url(name: &str) -> String {
    let built = MANIFEST
        .get(name)
        .unwrap_or_else(|| panic!("no asset is called {name}"));
    format!("/assets/{built}")
}

/// The licences of others' work in the binary, each text once under all that it is the licence of.
///
/// # Panics
/// If the build made no such list, which it always does.
pub fn licences() -> String {
    let built = MANIFEST.get("licences.txt");
    let file = built.and_then(|built| Built::get(built));
    let text = file.expect("the build lists the licences").data;
    String::from_utf8_lossy(&text).into_owned()
}

/// The routes under `/assets/`.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*name}", get(asset))
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    if !MANIFEST.values().any(|built| *built == name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some((file, encoding)) = smallest(&name, &headers) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let hash = BASE64_URL_SAFE_NO_PAD.encode(file.metadata.sha256_hash());
    let etag = format!("\"{hash}\"");
    let mut answer = if negotiate::is_unchanged(&headers, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        file.data.into_response()
    };
    let headers = answer.headers_mut();
    let etag = HeaderValue::from_str(&etag).expect("base64 is ASCII");
    headers.insert(header::ETAG, etag);
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media_type(&name)),
    );
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, for_ever);
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    answer
}

fn smallest(name: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let compressed = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .find_map(|(coding, ending)| {
            let accepted = negotiate::accepts_encoding(headers, coding);
            let file = accepted.then(|| Built::get(&format!("{name}.{ending}")))??;
            Some((file, Some(coding)))
        });
    compressed.or_else(|| Some((Built::get(name)?, None)))
}

/// The few formats a build makes. Anything else is octets, which no browser runs.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, extract::Request};
    use tower::ServiceExt;

    use super::*;

    async fn fetch(path: &str, name: header::HeaderName, value: &str) -> Response {
        let request = Request::builder()
            .uri(path)
            .header(name, value)
            .body(Body::empty());
        routes()
            .oneshot(request.expect("a request"))
            .await
            .expect("infallible")
    }

    /// Whatever the build made: one of its style sheets.
    fn style() -> String {
        let css = MANIFEST
            .keys()
            .find(|name| media_type(name).starts_with("text/css"));
        asset_url(css.expect("the build makes a style sheet"))
    }

    #[tokio::test]
    async fn an_asset_is_kept_for_ever() {
        let answer = fetch(&style(), header::ACCEPT_ENCODING, "identity").await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(
            answer.headers()[header::CONTENT_TYPE],
            "text/css; charset=utf-8"
        );
        assert!(!answer.headers().contains_key(header::CONTENT_ENCODING));
        let caching = answer.headers()[header::CACHE_CONTROL]
            .to_str()
            .expect("ASCII");
        assert!(caching.contains("immutable"));
        let etag = answer.headers()[header::ETAG].to_str().expect("ASCII");
        let again = fetch(&style(), header::IF_NONE_MATCH, etag).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn every_asset_is_there_and_compressed_where_asked() {
        for name in MANIFEST.keys() {
            for coding in ["br", "gzip"] {
                let answer = fetch(&asset_url(name), header::ACCEPT_ENCODING, coding).await;
                assert_eq!(answer.status(), StatusCode::OK, "{name}");
                if let Some(said) = answer.headers().get(header::CONTENT_ENCODING) {
                    assert_eq!(said, coding, "{name}");
                }
            }
        }
    }

    #[tokio::test]
    async fn nothing_else_is_served() {
        for path in [
            "/assets/manifest.json",
            "/assets/absent.css",
            "/assets/../Cargo.toml",
            "/assets/%2e%2e/%2e%2e/Cargo.toml",
            "/assets//etc/passwd",
            "/assets/app.css.br",
        ] {
            let answer = fetch(path, header::ACCEPT, "*/*").await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    #[should_panic(expected = "no asset is called absent.css")]
    fn a_wrong_name_is_found_by_rendering_the_page() {
        asset_url("absent.css");
    }
}
