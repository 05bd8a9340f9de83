//! What a request brings along, read once at the door.

use actions::Visit;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::account::{Caller, Person};
use domain::time::{Moment, Zone};
use web_kit::form::Fields;
use web_kit::guard::ClientAddress;
use web_kit::host::local_path;
use web_kit::network::network_of;
use web_kit::session::{self, Cookie, Token};
use words::{Language, Words};

use crate::answer::Halt;
use crate::app::App;
use crate::frame::Theme;

/// The name of the cookie that keeps a chosen language.
pub(crate) const LANGUAGE: &str = "language";
/// The name of the cookie that keeps a chosen theme.
pub(crate) const THEME: &str = "theme";

/// A request as far as every page cares: who claims to ask, from where, in which language, and when.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Path and query of the page that one comes back to: this one, or for what is sent from a page that page's.
    pub page: String,
    /// The token of the session, if there is one.
    pub session: Option<Token>,
    /// The browser's own token; made at its first visit.
    pub browser: Token,
    /// The language chosen in this browser.
    pub chosen_language: Option<Language>,
    /// The language of the account, once it is known whose session this is.
    pub account_language: Option<Language>,
    /// The best language that the browser accepts.
    pub accepted_language: Language,
    /// The theme chosen in this browser, for pages without an account.
    pub theme: Theme,
    /// The network it came from.
    pub network: String,
    /// What the browser calls itself, at most 200 characters.
    pub agent: String,
    /// When it arrived.
    pub at: Moment,
}

impl Asked {
    /// What actions need to know of it.
    pub fn visit(&self) -> Visit {
        Visit {
            session: self.session.as_ref().map(Token::digest),
            browser: Some(self.browser.digest()),
            network: self.network.clone(),
            language: self.words(None).language().code().to_owned(),
            at: self.at,
            once: None,
        }
    }

    /// Every sentence, in the language for this request: chosen in the browser, then the account's, then the best
    /// that the browser accepts.
    pub fn words(&self, person: Option<&Person>) -> Words {
        let account = person.map_or(self.account_language, language);
        let chosen = self.chosen_language.or(account);
        Words::of(chosen.unwrap_or(self.accepted_language))
    }

    /// The token that this browser's forms are bound to.
    pub fn bound_to(&self) -> &Token {
        self.session.as_ref().unwrap_or(&self.browser)
    }
}

/// The zone that somebody's times are given in.
pub(crate) fn zone(caller: &Caller) -> Zone {
    caller
        .person()
        .and_then(|person| Zone::named(&person.zone).ok())
        .unwrap_or(Zone::UTC)
}

fn language(person: &Person) -> Option<Language> {
    person.language.as_deref().and_then(Language::parse)
}

/// Reads the request at the door, and gives a browser that comes for the first time its token.
pub(crate) async fn meet(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let known = app.cookies.read(Cookie::Browser, request.headers());
    let fresh = known.is_none();
    let browser = known.unwrap_or_else(|| Token::from_random(app.house.random()));
    let mut asked = asked(&app, &request, browser.clone());
    let is_page = request.method() == Method::GET;
    // A page learns who asks with what it shows; a form is answered in that language before anything is read.
    if request.method() == Method::POST && asked.session.is_some() {
        let caller = app.house.caller(&asked.visit()).await.ok();
        asked.account_language = caller.as_ref().and_then(Caller::person).and_then(language);
    }
    request.extensions_mut().insert(asked);
    let mut answer = next.run(request).await;
    if fresh && is_page && is_html(answer.headers()) {
        answer.headers_mut().append(
            header::SET_COOKIE,
            app.cookies.set(Cookie::Browser, &browser, None),
        );
    }
    answer
}

fn asked(app: &App, request: &Request, browser: Token) -> Asked {
    let headers = request.headers();
    let text = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let client = request
        .extensions()
        .get::<ClientAddress>()
        .copied()
        .unwrap_or(ClientAddress::UNKNOWN);
    let address = request
        .uri()
        .path_and_query()
        .map_or("/", |both| both.as_str());
    let page = if request.method() == Method::GET {
        Some(address)
    } else {
        text(header::REFERER)
            .strip_prefix(app.site.base().origin().as_str())
            .and_then(local_path)
    };
    Asked {
        page: page.unwrap_or("/").to_owned(),
        session: app.cookies.read(Cookie::Session, headers),
        browser,
        account_language: None,
        chosen_language: session::read(headers, LANGUAGE).and_then(Language::parse),
        accepted_language: Language::negotiate(text(header::ACCEPT_LANGUAGE)),
        theme: session::read(headers, THEME)
            .and_then(Theme::from_code)
            .unwrap_or_default(),
        network: network_of(client.0).to_string(),
        agent: text(header::USER_AGENT).chars().take(200).collect(),
        at: (app.clock)(),
    }
}

fn is_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

impl FromRequestParts<App> for Asked {
    type Rejection = Halt;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Halt> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Halt::broke("a route outside the door"))
    }
}

/// The fields of a form that carries this browser's token: nothing is changed on behalf of another page.
pub(crate) struct Sent(pub Fields);

impl axum::extract::FromRequest<App> for Sent {
    type Rejection = Halt;

    async fn from_request(request: Request, app: &App) -> Result<Self, Halt> {
        let asked = request.extensions().get::<Asked>().cloned();
        let asked = asked.ok_or_else(|| Halt::broke("a route outside the door"))?;
        let mut fields = Fields::from_request(request, app).await?;
        check_token(app, &asked, &fields.take("csrf"))?;
        Ok(Self(fields))
    }
}

/// Refuses a form whose token is another browser's, or was made for another session.
pub(crate) fn check_token(app: &App, asked: &Asked, presented: &str) -> Result<(), Halt> {
    if app.csrf.accepts(asked.bound_to(), presented) {
        Ok(())
    } else {
        Err(Halt::FormExpired)
    }
}
