//! A browser without scripts that talks to a served portal: it keeps cookies and fills in the forms of its pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a form without files is written.
const FORM: &str = "application/x-www-form-urlencoded";

/// What stands between the fields of a form with files.
const BOUNDARY: &str = "next-field";

/// A page as it was answered.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its status.
    pub status: u16,
    /// Where it leads, if anywhere.
    pub location: String,
    /// How much of an upload has come, where it says so.
    pub offset: Option<u64>,
    /// Its bytes.
    pub body: Vec<u8>,
}

impl Page {
    /// Its text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The hidden field `name`, where it has one.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let text = self.text();
        let (_, rest) = text.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split('"').next().map(str::to_owned)
    }
}

/// Somebody's browser.
#[derive(Clone, Debug)]
pub struct Browser {
    address: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// The browser of whoever has `email` in the demo at `address`.
    pub fn of(address: &str, email: &str) -> io::Result<Self> {
        let mut browser = Self {
            address: address.to_owned(),
            cookies: BTreeMap::new(),
        };
        browser.get(&format!("/demo/sign-in?as={email}"))?;
        Ok(browser)
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> io::Result<Page> {
        let stream = self.begin("GET", path, "")?;
        self.answer(stream)
    }

    /// Opens the form at `path` and sends it with `fields`; where it leads.
    pub fn fill(&mut self, path: &str, fields: &[(&str, &str)]) -> io::Result<Page> {
        let page = self.get(path)?;
        self.send_form(&page, path, fields)
    }

    /// Sends the form of `page`, which may have been opened long ago.
    pub fn send_form(
        &mut self,
        page: &Page,
        path: &str,
        fields: &[(&str, &str)],
    ) -> io::Result<Page> {
        let form = form_of(page, fields);
        let stream = self.post(path, FORM, form.as_bytes())?;
        self.answer(stream)
    }

    /// Opens the form at `path` and sends it with `fields` and a file.
    pub fn attach(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
    ) -> io::Result<Page> {
        let page = self.get(path)?;
        let hidden = hidden(&page);
        let hidden = hidden.iter().map(|(name, value)| (*name, value.as_str()));
        let mut form = String::new();
        for (name, value) in hidden.chain(fields.iter().copied()) {
            let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"");
            let _ = write!(form, "{head}\r\n\r\n{value}\r\n");
        }
        let head = "content-disposition: form-data; name=\"files\"";
        let _ = write!(form, "--{BOUNDARY}\r\n{head}; filename=\"{name}\"\r\n\r\n");
        let form = [
            form.as_bytes(),
            bytes,
            format!("\r\n--{BOUNDARY}--\r\n").as_bytes(),
        ]
        .concat();
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let stream = self.post(path, &kind, &form)?;
        self.answer(stream)
    }

    /// Sends the form of `page` as [`send_form`](Self::send_form) does, and hangs up `after` a while without having
    /// read an answer.
    pub fn hang_up(
        &self,
        page: &Page,
        path: &str,
        fields: &[(&str, &str)],
        after: Duration,
    ) -> io::Result<()> {
        let form = form_of(page, fields);
        let _answering = self.post(path, FORM, form.as_bytes())?;
        thread::sleep(after);
        Ok(())
    }

    /// Begins a request: sends its head, with `more` headers, a line each.
    pub fn begin(&self, method: &str, path: &str, more: &str) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\naccept: text/html\r\n\
             connection: close\r\n{more}cookie: {cookies}\r\n\r\n",
            host = self.address,
            cookies = cookies.collect::<Vec<_>>().join("; "),
        );
        stream.write_all(head.as_bytes())?;
        Ok(stream)
    }

    /// Reads the whole answer that comes over `stream`.
    pub fn answer(&mut self, mut stream: TcpStream) -> io::Result<Page> {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        self.read(&answer)
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    fn post(&self, path: &str, kind: &str, body: &[u8]) -> io::Result<TcpStream> {
        let more = format!("content-type: {kind}\r\ncontent-length: {}\r\n", body.len());
        let mut stream = self.begin("POST", path, &more)?;
        stream.write_all(body)?;
        Ok(stream)
    }

    /// Reads an answer; nothing where it is not whole.
    fn read(&mut self, answer: &[u8]) -> Option<Page> {
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let body = answer[end + 4..].to_vec();
        let mut page = Page {
            status: head.split(' ').nth(1)?.parse().ok()?,
            location: String::new(),
            offset: None,
            body,
        };
        for line in head.lines().skip(1) {
            let (name, value) = line.split_once(": ")?;
            match name.to_lowercase().as_str() {
                "content-length" if value.parse() != Ok(page.body.len()) => return None,
                "location" => value.clone_into(&mut page.location),
                "upload-offset" => page.offset = value.parse().ok(),
                "set-cookie" => {
                    let (name, value) = value.split(';').next()?.split_once('=')?;
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        Some(page)
    }
}

/// The form of `page` as it is sent with `fields`.
fn form_of(page: &Page, fields: &[(&str, &str)]) -> String {
    let hidden = hidden(page);
    let hidden = hidden.iter().map(|(name, value)| (*name, value.as_str()));
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(hidden.chain(fields.iter().copied()))
        .finish()
}

/// The hidden fields that forms of the portal have.
fn hidden(page: &Page) -> Vec<(&'static str, String)> {
    let names = ["csrf", "version", "form_key", "agreement_version"];
    let found = names
        .into_iter()
        .map(|name| Some((name, page.hidden(name)?)));
    let found = found.flatten().filter(|(_, value)| !value.is_empty());
    found.collect()
}
