//! A browser without scripts that costs little: HTTP/1.1 on a connection that stays open, and the cookies of one
//! person.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, ensure};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

/// The cookie of the session, where the portal is not reached by https.
const SESSION: &str = "klippkort";

/// One connection, and who is on it.
pub struct Browser {
    stream: BufReader<TcpStream>,
    host: SocketAddr,
    cookies: BTreeMap<String, String>,
}

/// Browsers that are open and idle: as many as ever were used at once.
pub struct Browsers {
    host: SocketAddr,
    idle: Mutex<Vec<Browser>>,
}

/// What was answered.
#[derive(Debug, Default)]
pub struct Page {
    /// The status.
    pub status: u16,
    /// Where it leads; empty where it leads nowhere.
    pub location: String,
    /// Whether it says when to try again.
    pub is_later: bool,
    /// The text.
    pub body: String,
}

impl Page {
    /// The value of the first field `name`; empty where there is none.
    pub fn value(&self, name: &str) -> &str {
        let start = format!("name=\"{name}\" value=\"");
        let rest = self.body.split_once(&start).map_or("", |(_, rest)| rest);
        rest.split('"').next().unwrap_or_default()
    }
}

impl Browsers {
    /// None yet.
    pub const fn new(host: SocketAddr) -> Self {
        Self {
            host,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// One that `session` is on.
    pub async fn take(&self, session: &str) -> anyhow::Result<Browser> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut browser = match idle {
            Some(browser) => browser,
            None => Browser::connect(self.host).await?,
        };
        browser
            .cookies
            .insert(SESSION.to_owned(), session.to_owned());
        Ok(browser)
    }

    /// Closes those that are idle: the portal closes what was idle for long, while something else was measured.
    pub fn close(&self) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// Gives one back whose last answer was read.
    pub fn give(&self, browser: Browser) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(browser);
    }
}

impl Browser {
    /// Connects to the portal at `host`.
    pub async fn connect(host: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(1 << 14, stream),
            host,
            cookies: BTreeMap::new(),
        })
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Page> {
        self.send("GET", path, "", &[]).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, form: &str) -> anyhow::Result<Page> {
        let kind = "application/x-www-form-urlencoded";
        self.send("POST", path, kind, form.as_bytes()).await
    }

    /// Sends a request with a body of that kind, if it is of any.
    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: &[u8],
    ) -> anyhow::Result<Page> {
        let host = self.host;
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n");
        if !self.cookies.is_empty() {
            let pairs = self.cookies.iter();
            let pairs: Vec<_> = pairs
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let _ = write!(request, "Cookie: {}\r\n", pairs.join("; "));
        }
        if !kind.is_empty() {
            let length = body.len();
            let _ = write!(
                request,
                "Origin: http://{host}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n"
            );
        }
        request += "\r\n";
        let stream = self.stream.get_mut();
        if body.len() < 1 << 16 {
            stream
                .write_all(&[request.as_bytes(), body].concat())
                .await?;
        } else {
            stream.write_all(request.as_bytes()).await?;
            stream.write_all(body).await?;
        }
        self.page().await
    }

    async fn page(&mut self) -> anyhow::Result<Page> {
        let first = self.line().await?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut page = Page {
            status: status.with_context(|| format!("{first:?} is no answer"))?,
            ..Page::default()
        };
        let (mut length, mut is_chunked) = (0, false);
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => is_chunked = value == "chunked",
                "location" => value.clone_into(&mut page.location),
                "retry-after" => page.is_later = true,
                "set-cookie" => self.keep(value),
                _ => {}
            }
        }
        let body = if is_chunked {
            self.chunks().await?
        } else {
            self.bytes(length).await?
        };
        page.body = String::from_utf8_lossy(&body).into_owned();
        Ok(page)
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie
            .split(';')
            .next()
            .and_then(|pair| pair.split_once('='));
        if let Some((name, value)) = pair {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    async fn chunks(&mut self) -> anyhow::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let length = usize::from_str_radix(&self.line().await?, 16)?;
            body.extend(self.bytes(length).await?);
            self.line().await?;
            if length == 0 {
                return Ok(body);
            }
        }
    }

    async fn bytes(&mut self, length: usize) -> anyhow::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).await?;
        Ok(bytes)
    }

    async fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).await?;
        ensure!(read > 0, "the portal has hung up");
        Ok(line.trim_end().to_owned())
    }
}
