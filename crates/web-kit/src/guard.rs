//! The front door: what every request must pass and every answer carries, in one place.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequestParts, Request, State},
    http::{StatusCode, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{csrf, form::FORM_BYTES, headers, host::Site, network};

/// The other end of the connection, put into the request by [`serve`](crate::serve::serve).
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Who asks, by address: the peer, or who a trusted proxy says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Puts the routes behind the door: our own host only (421), nothing changed on behalf of another
/// site (403), the client's address known, no body over 1 MiB read into memory (413), strict
/// headers on every answer, a panic answered as 500.
pub fn guard(routes: Router, site: Arc<Site>) -> Router {
    routes
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(CatchPanicLayer::custom(|_| {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .layer(middleware::from_fn_with_state(site, pass))
}

async fn pass(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let mut answer = match admit(&site, &mut request) {
        Ok(()) => next.run(request).await,
        Err(refused) => refused.into_response(),
    };
    headers::harden(answer.headers_mut(), site.base().is_https());
    answer
}

fn admit(site: &Site, request: &mut Request) -> Result<(), StatusCode> {
    site.check_host(request.uri(), request.headers())?;
    // Nothing that an address names has a NUL in it, and PostgreSQL takes no text that has.
    if request.uri().path().contains("%00") {
        return Err(StatusCode::NOT_FOUND);
    }
    if !csrf::is_same_origin(site, request.method(), request.headers()) {
        return Err(StatusCode::FORBIDDEN);
    }
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0.ip());
    let client = peer.map(|peer| network::client_address(peer, request.headers(), site.proxies()));
    request
        .extensions_mut()
        .insert(client.map_or(ClientAddress::UNKNOWN, ClientAddress));
    Ok(())
}

impl ClientAddress {
    /// A client without an address, as in a test without a network: all of them share one budget.
    pub const UNKNOWN: ClientAddress = ClientAddress(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
}

impl<S: Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(parts
            .extensions
            .get()
            .copied()
            .unwrap_or(ClientAddress::UNKNOWN))
    }
}

#[cfg(test)]
mod tests {
    use axum::{
        body::Body,
        http::header,
        routing::{get, post},
    };
    use bytes::Bytes;
    use tower::ServiceExt;

    use super::*;
    use crate::host::BaseUrl;

    async fn ask(method: &str, path: &str, extra: &[(&str, &str)]) -> Response {
        send(method, path, extra, Body::empty()).await
    }

    async fn send(method: &str, path: &str, extra: &[(&str, &str)], body: Body) -> Response {
        let base = BaseUrl::parse("https://support.example.com").expect("a base");
        let proxies = vec!["10.0.0.0/8".parse().expect("a network")];
        let routes = Router::new()
            .route(
                "/",
                get(|ClientAddress(ip): ClientAddress| async move { ip.to_string() }),
            )
            .route(
                "/body",
                post(|body: Bytes| async move { body.len().to_string() }),
            )
            .route("/{key}", get(|| async {}))
            .route("/fault", get(|| async { panic!("a fault") as () }));
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in extra {
            request = request.header(*name, *value);
        }
        let peer = Peer(SocketAddr::from(([10, 0, 0, 1], 4711)));
        let request = request.extension(peer).body(body).expect("a request");
        guard(routes, Arc::new(Site::new(base, proxies)))
            .oneshot(request)
            .await
            .expect("infallible")
    }

    const HOST: (&str, &str) = ("host", "support.example.com");

    #[tokio::test]
    async fn the_handler_learns_who_asks() {
        let answer = ask("GET", "/", &[HOST, ("x-forwarded-for", "203.0.113.9")]).await;
        let body = axum::body::to_bytes(answer.into_body(), 100)
            .await
            .expect("a body");
        assert_eq!(body, "203.0.113.9");
    }

    #[tokio::test]
    async fn no_body_over_one_mebibyte_is_read_into_memory() {
        let fits = send("POST", "/body", &[HOST], Body::from(vec![0; FORM_BYTES])).await;
        assert_eq!(fits.status(), StatusCode::OK);
        let larger = send(
            "POST",
            "/body",
            &[HOST],
            Body::from(vec![0; FORM_BYTES + 1]),
        )
        .await;
        assert_eq!(larger.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[tokio::test]
    async fn every_answer_is_strict_even_refusals_and_faults() {
        let foreign = ("origin", "https://evil.example.org");
        let answers = [
            (ask("GET", "/", &[HOST]).await, 200),
            (ask("GET", "/absent/", &[HOST]).await, 404),
            (ask("GET", "/a%00b", &[HOST]).await, 404),
            (ask("GET", "/fault", &[HOST]).await, 500),
            (ask("GET", "/", &[("host", "evil.example.org")]).await, 421),
            (ask("POST", "/", &[HOST, foreign]).await, 403),
        ];
        for (answer, status) in answers {
            assert_eq!(answer.status().as_u16(), status);
            assert_eq!(
                answer.headers()[header::X_CONTENT_TYPE_OPTIONS],
                "nosniff",
                "{status}"
            );
            assert!(
                answer
                    .headers()
                    .contains_key(header::CONTENT_SECURITY_POLICY),
                "{status}"
            );
        }
    }
}
