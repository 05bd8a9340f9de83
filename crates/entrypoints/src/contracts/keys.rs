//! The public keys, in hexadecimal, that signed statements are checked with.

use std::fmt::Write as _;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/.well-known/klippkort-keys", get(keys))
}

async fn keys(State(app): State<App>) -> Response {
    let keys: Vec<_> = app
        .house
        .public_keys()
        .iter()
        .map(|(number, public)| {
            serde_json::json!({
                "number": number,
                "algorithm": "Ed25519",
                "public": hex(public),
            })
        })
        .collect();
    let text = serde_json::json!({ "keys": keys }).to_string();
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
