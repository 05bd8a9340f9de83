//! Which hosts this site answers for, and the only place absolute addresses come from.
//!
//! Nothing the client sends ends up in a link: neither Host nor a forwarded header.

use axum::http::{HeaderMap, StatusCode, Uri, header};
use url::Url;

use crate::network::Network;

/// Where the site is reached, as configured: `https://support.example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

/// The setting is no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the base address must be http(s)://host or http(s)://host:port and nothing more")]
pub struct BadBase;

impl BaseUrl {
    /// Reads the setting; a path, a query or a user name in it is refused.
    pub fn parse(text: &str) -> Result<BaseUrl, BadBase> {
        let url = Url::parse(text).map_err(|_| BadBase)?;
        let origin = url.origin().ascii_serialization();
        let web = matches!(url.scheme(), "http" | "https");
        let bare = url.as_str().strip_suffix('/') == Some(origin.as_str());
        if web && bare {
            Ok(BaseUrl(url))
        } else {
            Err(BadBase)
        }
    }

    /// `https://support.example.com`, as browsers send it in Origin.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The host without a port.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether the site is served over https.
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The absolute address of a path of this site, which may carry a query.
    ///
    /// # Panics
    /// If `path` is not local (see [`local_path`]): such a path is made by a mistake in our code.
    pub fn absolute(&self, path: &str) -> String {
        let path = local_path(path).expect("addresses are made of local paths");
        format!("{}{path}", self.origin())
    }

    pub(crate) fn url(&self) -> &Url {
        &self.0
    }
}

/// The path where it leads to this site and nowhere else: it starts with one `/` and has neither a
/// backslash nor control characters or spaces. For "where was the person going" in a form or query.
pub fn local_path(path: &str) -> Option<&str> {
    let local = path.starts_with('/') && !path.starts_with("//");
    let plain = path
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (local && plain).then_some(path)
}

/// The site as its front door knows it.
#[derive(Clone, Debug)]
pub struct Site {
    base: BaseUrl,
    origins: Vec<String>,
    proxies: Vec<Network>,
}

impl Site {
    /// A site that answers under its base address only. `proxies` are believed when they say who
    /// the client is.
    pub fn new(base: BaseUrl, proxies: Vec<Network>) -> Site {
        Site {
            origins: vec![base.origin()],
            base,
            proxies,
        }
    }

    /// The same site, answering on the machine's own names too: for the demo.
    #[must_use]
    pub fn with_loopback(mut self) -> Site {
        let scheme = self.base.0.scheme();
        let port = self
            .base
            .0
            .port()
            .map(|port| format!(":{port}"))
            .unwrap_or_default();
        for name in ["localhost", "127.0.0.1", "[::1]"] {
            self.origins.push(format!("{scheme}://{name}{port}"));
        }
        self
    }

    /// The configured base address.
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The proxies that are believed.
    pub fn proxies(&self) -> &[Network] {
        &self.proxies
    }

    /// Whether this is one of the site's own origins.
    pub fn is_own_origin(&self, origin: &str) -> bool {
        self.origins.iter().any(|own| own == origin)
    }

    /// Refuses a request for another host (421), for none or for several (400).
    pub fn check_host(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), StatusCode> {
        let mut named = headers
            .get_all(header::HOST)
            .iter()
            .map(header::HeaderValue::to_str);
        let host = match (named.next(), named.next()) {
            (Some(Ok(host)), None) => Some(host),
            (None, _) => None,
            _ => return Err(StatusCode::BAD_REQUEST),
        };
        let authority = uri.authority().map(axum::http::uri::Authority::as_str);
        if host.or(authority).is_none() {
            return Err(StatusCode::BAD_REQUEST);
        }
        let own = |name: &str| self.is_own_host(name);
        if host.is_none_or(own) && authority.is_none_or(own) {
            Ok(())
        } else {
            Err(StatusCode::MISDIRECTED_REQUEST)
        }
    }

    fn is_own_host(&self, host: &str) -> bool {
        let scheme = self.base.0.scheme();
        let default = if self.base.is_https() { ":443" } else { ":80" };
        let host = host.to_ascii_lowercase();
        let bare = host.strip_suffix(default).unwrap_or(&host);
        self.is_own_origin(&format!("{scheme}://{bare}"))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn site() -> Site {
        Site::new(
            BaseUrl::parse("https://support.example.com").expect("a base"),
            Vec::new(),
        )
    }

    fn ask(site: &Site, uri: &str, hosts: &[&str]) -> Result<(), u16> {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_str(host).expect("a header"));
        }
        let uri = uri.parse().expect("an address");
        site.check_host(&uri, &headers)
            .map_err(|status| status.as_u16())
    }

    #[test]
    fn only_the_configured_host_is_answered() {
        let site = site();
        assert_eq!(ask(&site, "/", &["support.example.com"]), Ok(()));
        assert_eq!(ask(&site, "/", &["Support.Example.com:443"]), Ok(()));
        for other in [
            "evil.example.org",
            "support.example.com.evil.example.org",
            "127.0.0.1",
            "support.example.com:8080",
            "support.example.com/",
            "a@support.example.com",
            "",
        ] {
            assert_eq!(ask(&site, "/", &[other]), Err(421), "{other}");
        }
    }

    #[test]
    fn no_host_or_two_hosts_are_refused() {
        assert_eq!(ask(&site(), "/", &[]), Err(400));
        let twice = ["support.example.com", "support.example.com"];
        assert_eq!(ask(&site(), "/", &twice), Err(400));
    }

    #[test]
    fn an_absolute_request_line_does_not_get_around_the_check() {
        let host = ["support.example.com"];
        assert_eq!(ask(&site(), "http://evil.example.org/", &host), Err(421));
        assert_eq!(
            ask(
                &site(),
                "https://support.example.com/",
                &["evil.example.org"]
            ),
            Err(421)
        );
        assert_eq!(ask(&site(), "https://support.example.com/", &host), Ok(()));
    }

    #[test]
    fn the_demo_answers_on_loopback_names_with_its_port() {
        let base = BaseUrl::parse("http://localhost:8080").expect("a base");
        let site = Site::new(base, Vec::new()).with_loopback();
        for own in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"] {
            assert_eq!(ask(&site, "/", &[own]), Ok(()), "{own}");
        }
        assert_eq!(ask(&site, "/", &["localhost:9090"]), Err(421));
        assert!(site.is_own_origin("http://127.0.0.1:8080"));
    }

    #[test]
    fn the_base_is_an_origin_and_nothing_more() {
        for bad in [
            "support.example.com",
            "ftp://example.com",
            "https://example.com/app",
            "https://a@example.com",
            "https://example.com?x",
            "https://example.com#",
            "https://",
        ] {
            assert_eq!(BaseUrl::parse(bad), Err(BadBase), "{bad}");
        }
        let base = BaseUrl::parse("https://EXAMPLE.com:443/").expect("a base");
        assert_eq!(
            base.absolute("/requests/1?page=2"),
            "https://example.com/requests/1?page=2"
        );
    }

    #[test]
    fn a_way_back_leads_to_this_site_only() {
        assert_eq!(
            local_path("/requests?status=open"),
            Some("/requests?status=open")
        );
        for bad in [
            "",
            "requests",
            "//evil.example.org",
            "/\\evil.example.org",
            "https://evil.example.org",
            "/a\r\nSet-Cookie: b",
            "/\t/evil.example.org",
            "javascript:alert(1)",
        ] {
            assert_eq!(local_path(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_local_path_never_leaves_the_site(path in "[/\\\\a-z:@.%?#\t ]{0,12}") {
            let base = BaseUrl::parse("https://support.example.com").expect("a base");
            if let Some(path) = local_path(&path) {
                let target = base.url().join(path).expect("an address");
                prop_assert_eq!(target.origin(), base.url().origin());
            }
        }
    }
}
