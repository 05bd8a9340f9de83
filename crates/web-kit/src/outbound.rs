//! Requests this server makes to addresses that come from elsewhere: settings, or what a provider
//! says of itself. They reach the internet and nothing behind our own walls (safety 16).

use std::{
    io,
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use axum::http;
use reqwest::{
    dns::{Addrs, Name, Resolve, Resolving},
    redirect,
};
use url::{Host, Url};

use crate::network;

/// How long a request may take, with everything.
const TIME: Duration = Duration::from_secs(5);
/// Most bytes of an answer.
const ANSWER_BYTES: usize = 1 << 20;

/// How far requests may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// https to public addresses.
    Public,
    /// https to any address but this machine: an operator's own provider behind the same wall.
    Internal,
    /// Also plain http, but then to this machine only: for the demo and tests.
    Loopback,
}

/// A client that follows no redirects, uses no proxy, and connects only where its reach allows.
#[derive(Clone, Debug)]
pub struct Outbound {
    client: reqwest::Client,
    reach: Reach,
}

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The address is not one this server may ask.
    #[error("the address is out of reach")]
    OutOfReach,
    /// No answer, in time or at all.
    #[error("no answer: {0}")]
    NoAnswer(#[from] reqwest::Error),
    /// More than 1 MiB.
    #[error("the answer is too large")]
    TooLarge,
    /// The request could not be made of its parts.
    #[error("the request is malformed: {0}")]
    Malformed(#[from] http::Error),
}

impl Outbound {
    /// A client with that reach. Fails where the system's certificates cannot be read.
    pub fn new(reach: Reach) -> Result<Outbound, Failure> {
        // Whoever was first chose the same provider: there is one in the binary.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .timeout(TIME)
            .dns_resolver(Reachable(reach))
            .build()?;
        Ok(Outbound { client, reach })
    }

    /// Whether an address is one this client would ask, before any name is resolved.
    pub fn allows(&self, url: &Url) -> bool {
        self.reach.allows_url(url)
    }

    /// Sends a request and reads the whole answer, whatever its status.
    pub async fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Vec<u8>>, Failure> {
        let url = Url::parse(&request.uri().to_string()).map_err(|_| Failure::OutOfReach)?;
        if !self.allows(&url) {
            return Err(Failure::OutOfReach);
        }
        let mut answer = self.client.execute(request.try_into()?).await?;
        let mut body = Vec::new();
        while let Some(bytes) = answer.chunk().await? {
            if body.len() + bytes.len() > ANSWER_BYTES {
                return Err(Failure::TooLarge);
            }
            body.extend_from_slice(&bytes);
        }
        let mut read = http::Response::builder()
            .status(answer.status())
            .body(body)?;
        *read.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(read)
    }
}

impl Reach {
    /// Judges the scheme, and the address where the host is one: such a host is never resolved.
    fn allows_url(self, url: &Url) -> bool {
        let (allowed, loopback) = match url.host() {
            Some(Host::Domain(name)) => (self == Reach::Loopback || !is_own(name), is_own(name)),
            Some(Host::Ipv4(at)) => (self.allows(at.into()), at.is_loopback()),
            Some(Host::Ipv6(at)) => (self.allows(at.into()), at.is_loopback()),
            None => (false, false),
        };
        let plain = url.scheme() == "http" && self == Reach::Loopback && loopback;
        allowed && (plain || url.scheme() == "https")
    }

    fn allows(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        match self {
            Reach::Public => network::is_public(address),
            Reach::Internal => network::is_public(address) || is_behind_the_wall(address),
            Reach::Loopback => network::is_public(address) || address.is_loopback(),
        }
    }
}

/// Resolves once, and gives the connection only what the reach allows: what was checked is what is
/// connected to.
struct Reachable(Reach);

impl Resolve for Reachable {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|at| reach.allows(at.ip())).collect();
            if allowed.is_empty() {
                return Err(io::Error::other("the name leads out of reach").into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// The names of this machine (RFC 6761).
fn is_own(name: &str) -> bool {
    name == "localhost" || name.ends_with(".localhost")
}

/// Private networks (RFC 1918, RFC 4193); never link-local, where cloud metadata lives.
fn is_behind_the_wall(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_private(),
        IpAddr::V6(v6) => v6.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(reach: Reach, uri: &str) -> bool {
        reach.allows_url(&Url::parse(uri).expect("an address"))
    }

    #[test]
    fn plain_http_goes_to_this_machine_in_the_demo_only() {
        for local in [
            "http://localhost:9000/a",
            "http://127.0.0.1:9000/a",
            "http://[::1]:9000/a",
        ] {
            assert!(allows(Reach::Loopback, local), "{local}");
            assert!(!allows(Reach::Public, local), "{local}");
            assert!(!allows(Reach::Internal, local), "{local}");
        }
        assert!(!allows(Reach::Loopback, "http://example.com/"));
        assert!(allows(Reach::Public, "https://example.com/"));
    }

    #[test]
    fn addresses_behind_the_wall_are_out_of_reach() {
        for inside in [
            "https://10.0.0.1/",
            "https://192.168.1.1/",
            "https://[fd00::1]/",
        ] {
            assert!(!allows(Reach::Public, inside), "{inside}");
            assert!(!allows(Reach::Loopback, inside), "{inside}");
            assert!(allows(Reach::Internal, inside), "{inside}");
        }
        for never in [
            "https://169.254.169.254/latest",
            "https://0.0.0.0/",
            "https://[::ffff:169.254.169.254]/",
            "https://[fe80::1]/",
            "https://127.0.0.1/",
            "https://localhost/",
            "https://2130706433/",
            "https://0x7f.1/",
            "ftp://example.com/",
        ] {
            assert!(!allows(Reach::Public, never), "{never}");
            assert!(!allows(Reach::Internal, never), "{never}");
        }
    }

    #[tokio::test]
    async fn an_answer_is_read_up_to_one_mebibyte_and_no_redirect_followed() {
        use axum::{Router, body::Body, response::Redirect, routing::get};
        let endless = || async {
            let pieces = futures_util::stream::repeat_with(|| Ok::<_, io::Error>(vec![0; 4096]));
            Body::from_stream(pieces)
        };
        let app = Router::new()
            .route("/endless", get(endless))
            .route("/away", get(|| async { Redirect::to("/endless") }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async { axum::serve(listener, app).await });
        let client = Outbound::new(Reach::Loopback).expect("a client");
        let ask = |path| {
            let request = http::Request::get(format!("{origin}{path}")).body(Vec::new());
            client.send(request.expect("a request"))
        };
        assert!(matches!(ask("/endless").await, Err(Failure::TooLarge)));
        let answer = ask("/away").await.expect("an answer");
        assert_eq!(answer.status(), http::StatusCode::SEE_OTHER);
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_connected_to() {
        let name = "localhost".parse().expect("a name");
        assert!(Reachable(Reach::Public).resolve(name).await.is_err());
        let name = "localhost".parse().expect("a name");
        assert!(Reachable(Reach::Loopback).resolve(name).await.is_ok());
    }
}
