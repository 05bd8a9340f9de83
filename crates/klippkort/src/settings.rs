//! What the operator decides: a file, and over it the environment. `docs/reference/settings.md` lists all of it.
//!
//! Secrets come from the environment or from a file named there, never from the command line, and are never printed.

mod backups;
mod buying;
mod mail;
mod providers;
mod told;

use std::env::{self, VarError};
use std::fmt;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use domain::ids::EmailAddress;
use domain::limits;
use serde::{Deserialize, Deserializer};
use web_kit::host::BaseUrl;
use web_kit::network::Network;

use crate::failure::Failure;
pub use backups::Backups;
use backups::{WrittenBackups, backups};
pub use buying::Buying;
use buying::{WrittenStripe, buying};
pub use mail::Mail;
use mail::{WrittenMail, mail};
pub use providers::Provider;
use providers::{WrittenProvider, providers};
pub use told::told;

/// The file that is read where none is named.
pub const FILE: &str = "klippkort.toml";

/// The most that the largest file may be set to, in megabytes.
const FILE_MEGABYTES_MAX: u64 = 10_000;

/// Everything that is decided.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The product's name on every page and letter.
    pub name: String,
    /// Where it listens.
    pub listen: SocketAddr,
    /// The address that people reach it at.
    pub address: BaseUrl,
    /// Proxies that are believed when they say who the client is.
    pub proxies: Vec<Network>,
    /// The folder of the embedded database, the files and the search index.
    pub data: PathBuf,
    /// The database server, instead of the embedded database.
    pub database: Option<Secret>,
    /// Where the bytes of files are.
    pub files: Files,
    /// The largest file that is taken, in bytes.
    pub file_bytes_max: u64,
    /// Where the daily backups are kept; none are made where nothing is said.
    pub backups: Option<Backups>,
    /// Where the keys are.
    pub keys: Keys,
    /// The mail server; without one letters wait, and in the demo they are read at `/dev/mail`.
    pub mail: Option<Mail>,
    /// Who else people may sign in with, in the order of the buttons.
    pub providers: Vec<Provider>,
    /// How what is bought can be paid for.
    pub buying: Buying,
    /// The address that people turn to, and that answers to letters go to.
    pub contact: Option<EmailAddress>,
    /// How the log is written.
    pub log: Log,
}

/// Where the bytes of files are.
#[derive(Clone, Debug)]
pub enum Files {
    /// In the data folder.
    Folder,
    /// In a bucket of S3, or of what speaks like it.
    Bucket(Bucket),
}

/// A bucket and how it is reached.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: String,
    /// Another service than Amazon's.
    pub endpoint: Option<String>,
    /// Who we are.
    pub access_key: String,
    /// How we prove it.
    pub secret: Secret,
}

/// Where the keys come from.
#[derive(Clone, Debug)]
pub enum Keys {
    /// The key file.
    File(PathBuf),
    /// The content of a key file, from the environment.
    Text(Secret),
}

/// How the log is written.
#[derive(Clone, Debug)]
pub struct Log {
    /// One JSON object a line instead of words.
    pub json: bool,
    /// Which lines, as `tracing` filters them.
    pub filter: String,
}

/// Text that is never printed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The text.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("(secret)")
    }
}

/// The settings as the file says them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Option<String>,
    listen: Option<String>,
    address: Option<String>,
    proxies: Option<String>,
    data: Option<String>,
    database_url: Option<String>,
    bucket: Option<WrittenBucket>,
    #[serde(default, deserialize_with = "figure")]
    file_megabytes_max: Option<String>,
    backups: Option<WrittenBackups>,
    key_file: Option<String>,
    mail: Option<WrittenMail>,
    #[serde(default)]
    providers: Vec<WrittenProvider>,
    buying: Option<String>,
    stripe: Option<WrittenStripe>,
    contact: Option<String>,
    log_format: Option<String>,
    log: Option<String>,
}

/// The bucket as the file says it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBucket {
    name: Option<String>,
    region: Option<String>,
    endpoint: Option<String>,
    access_key: Option<String>,
}

impl Settings {
    /// Reads the settings: `file`, else [`FILE`] where it exists, and over it the environment.
    ///
    /// # Errors
    /// [`Failure::Unready`] names the setting that cannot be used, never its value where it is secret.
    pub fn read(file: Option<&Path>) -> Result<Self, Failure> {
        let written = written(file)?;
        let listen: SocketAddr = parsed("listen", "KLIPPKORT_LISTEN", written.listen)?
            .unwrap_or_else(|| ([127, 0, 0, 1], 8080).into());
        let address = text("KLIPPKORT_ADDRESS", written.address)?
            .unwrap_or_else(|| format!("http://{listen}"));
        Ok(Self {
            name: text("KLIPPKORT_NAME", written.name)?.unwrap_or_else(|| "Klippkort".into()),
            listen,
            address: BaseUrl::parse(&address).map_err(|problem| unusable("address", problem))?,
            proxies: proxies(text("KLIPPKORT_PROXIES", written.proxies)?)?,
            data: text("KLIPPKORT_DATA", written.data)?
                .unwrap_or_else(|| "data".into())
                .into(),
            database: secret("DATABASE_URL", written.database_url)?,
            files: files(written.bucket)?,
            file_bytes_max: file_bytes_max(written.file_megabytes_max)?,
            backups: backups(written.backups)?,
            keys: match secret("KLIPPKORT_KEYS", None)? {
                Some(keys) => Keys::Text(keys),
                None => Keys::File(
                    text("KLIPPKORT_KEY_FILE", written.key_file)?
                        .unwrap_or_else(|| "klippkort.keys".into())
                        .into(),
                ),
            },
            mail: mail(written.mail)?,
            providers: providers(written.providers)?,
            buying: buying(written.buying, written.stripe)?,
            contact: contact(text("KLIPPKORT_CONTACT", written.contact)?)?,
            log: Log {
                json: json(text("KLIPPKORT_LOG_FORMAT", written.log_format)?)?,
                filter: text("KLIPPKORT_LOG", written.log)?.unwrap_or_else(|| "info".into()),
            },
        })
    }
}

/// The bucket, where one is named; its secret comes from the environment or a file alone.
fn files(written: Option<WrittenBucket>) -> Result<Files, Failure> {
    let written = written.unwrap_or_default();
    let Some(name) = text("KLIPPKORT_BUCKET", written.name)? else {
        return Ok(Files::Folder);
    };
    let missing = |setting: &str| unusable(setting, "it is missing, and a bucket needs it");
    Ok(Files::Bucket(Bucket {
        name,
        region: text("KLIPPKORT_BUCKET_REGION", written.region)?
            .unwrap_or_else(|| "us-east-1".into()),
        endpoint: text("KLIPPKORT_BUCKET_ENDPOINT", written.endpoint)?,
        access_key: text("KLIPPKORT_BUCKET_ACCESS_KEY", written.access_key)?
            .ok_or_else(|| missing("bucket.access_key"))?,
        secret: secret("KLIPPKORT_BUCKET_SECRET", None)?
            .ok_or_else(|| missing("KLIPPKORT_BUCKET_SECRET"))?,
    }))
}

/// The largest file that is taken. More than a bucket takes in the pieces that it is sent in would never arrive.
fn file_bytes_max(written: Option<String>) -> Result<u64, Failure> {
    let name = "file_megabytes_max";
    match parsed::<u64>(name, "KLIPPKORT_FILE_MEGABYTES_MAX", written)? {
        None => Ok(limits::FILE_BYTES_MAX),
        Some(megabytes @ 1..=FILE_MEGABYTES_MAX) => Ok(megabytes * 1024 * 1024),
        Some(_) => {
            let bounds = format!("neither 1 nor {FILE_MEGABYTES_MAX} nor between them");
            Err(unusable(name, bounds))
        }
    }
}

fn written(file: Option<&Path>) -> Result<Written, Failure> {
    let path = file.unwrap_or(Path::new(FILE));
    match fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text)
            .map_err(|problem| unusable(&path.display().to_string(), problem.message())),
        Err(problem) if file.is_none() && problem.kind() == std::io::ErrorKind::NotFound => {
            Ok(Written::default())
        }
        Err(problem) => Err(unusable(&path.display().to_string(), problem)),
    }
}

/// The environment's word, else the file's.
fn text(variable: &str, written: Option<String>) -> Result<Option<String>, Failure> {
    match env::var(variable) {
        Ok(text) if !text.is_empty() => Ok(Some(text)),
        Ok(_) | Err(VarError::NotPresent) => Ok(written),
        Err(VarError::NotUnicode(_)) => Err(unusable(variable, "not Unicode")),
    }
}

/// As [`text`], or what the file named by the variable with `_FILE` behind it holds.
fn secret(variable: &str, written: Option<String>) -> Result<Option<Secret>, Failure> {
    let named = format!("{variable}_FILE");
    let held = match text(&named, None)? {
        Some(path) => Some(fs::read_to_string(path).map_err(|problem| unusable(&named, problem))?),
        None => text(variable, written)?,
    };
    Ok(held.map(|text| Secret(text.trim().to_owned())))
}

fn parsed<T: FromStr>(
    name: &str,
    variable: &str,
    written: Option<String>,
) -> Result<Option<T>, Failure>
where
    T::Err: fmt::Display,
{
    let text = text(variable, written)?;
    text.map(|text| text.parse().map_err(|problem| unusable(name, problem)))
        .transpose()
}

/// A number, with quotation marks around it or without.
fn figure<'a, D: Deserializer<'a>>(written: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Figure {
        Number(u64),
        Text(String),
    }
    Ok(Some(match Figure::deserialize(written)? {
        Figure::Number(number) => number.to_string(),
        Figure::Text(text) => text,
    }))
}

fn proxies(text: Option<String>) -> Result<Vec<Network>, Failure> {
    let text = text.unwrap_or_default();
    parts(&text)
        .map(|part| part.parse().map_err(|problem| unusable("proxies", problem)))
        .collect()
}

/// What stands between commas.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(',').map(str::trim);
    parts.filter(|part| !part.is_empty())
}

fn contact(text: Option<String>) -> Result<Option<EmailAddress>, Failure> {
    let no_address = |_| unusable("contact", "it is no e-mail address");
    text.map(|text| EmailAddress::parse(&text).map_err(no_address))
        .transpose()
}

fn json(format: Option<String>) -> Result<bool, Failure> {
    match format.as_deref() {
        None | Some("text") => Ok(false),
        Some("json") => Ok(true),
        Some(_) => Err(unusable("log_format", "neither text nor json")),
    }
}

fn unusable(name: &str, problem: impl fmt::Display) -> Failure {
    Failure::Unready(format!("the setting {name} cannot be used: {problem}"))
}
