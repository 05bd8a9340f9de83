//! What every way of signing in shares: the new session's token, its cookie, and the way back.

use std::time::Duration;

use actions::accounts::sessions::{Device, SignedIn};
use axum::http::header;
use axum::response::Response;
use domain::limits;
use web_kit::form::Fields;
use web_kit::host::local_path;
use web_kit::session::{Cookie, Token};

use crate::answer::see_other;
use crate::app::App;
use crate::visit::Asked;

/// A token that did not exist before, and the device that its session begins on.
pub(super) fn device(app: &App, asked: &Asked) -> (Token, Device) {
    let token = Token::from_random(app.house.random());
    let device = Device {
        session: token.digest(),
        agent: asked.agent.clone(),
    };
    (token, device)
}

/// Goes where the person was going, signed in.
pub(super) fn entered(app: &App, token: &Token, signed_in: &SignedIn) -> Response {
    with_session(app, token, see_other(&signed_in.return_to))
}

/// Gives the browser the session's token. How long it opens anything is decided on the server.
pub(super) fn with_session(app: &App, token: &Token, mut answer: Response) -> Response {
    let days = u64::try_from(limits::SESSION_DAYS_MAX).expect("a length of time");
    let longest = Duration::from_hours(24 * days);
    let cookie = app.cookies.set(Cookie::Session, token, Some(longest));
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    answer
}

/// Takes the session's token from the browser.
pub(super) fn without_session(app: &App, mut answer: Response) -> Response {
    let cookie = app.cookies.clear(Cookie::Session);
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    answer
}

/// Where the person was going, from a form or an address: a path of this site, or the start page.
pub(super) fn return_to(fields: &mut Fields) -> String {
    let wanted = fields.take("return_to");
    match local_path(&wanted) {
        Some(path) if path.len() <= limits::RETURN_TO_CHARS_MAX => path.to_owned(),
        _ => "/".to_owned(),
    }
}
