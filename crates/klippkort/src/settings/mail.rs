//! The mail server that letters are sent by.

use entrypoints::mail::{MailSettings, Security};
use serde::Deserialize;

use super::{Secret, figure, parsed, secret, text, unusable};
use crate::failure::Failure;

/// The mail server and how it is reached.
#[derive(Clone, Debug)]
pub struct Mail {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<(String, Secret)>,
    from: String,
}

impl Mail {
    /// The server's name.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// As letters are sent by it.
    pub fn settings(&self) -> MailSettings {
        MailSettings {
            host: self.host.clone(),
            port: self.port,
            security: self.security,
            credentials: self
                .credentials
                .as_ref()
                .map(|(user, password)| (user.clone(), password.reveal().to_owned())),
            from: self.from.clone(),
        }
    }
}

/// The mail server as the file says it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenMail {
    host: Option<String>,
    #[serde(default, deserialize_with = "figure")]
    port: Option<String>,
    security: Option<String>,
    user: Option<String>,
    from: Option<String>,
}

/// The mail server, where one is named; its password comes from the environment or a file alone.
pub(super) fn mail(written: Option<WrittenMail>) -> Result<Option<Mail>, Failure> {
    let written = written.unwrap_or_default();
    let Some(host) = text("KLIPPKORT_MAIL_HOST", written.host)? else {
        return Ok(None);
    };
    let security = match text("KLIPPKORT_MAIL_SECURITY", written.security)?.as_deref() {
        None | Some("starttls") => Security::StartTls,
        Some("tls") => Security::Tls,
        Some("none") => Security::Plain,
        Some(_) => return Err(unusable("mail.security", "neither starttls, tls nor none")),
    };
    let usual = match security {
        Security::StartTls => 587,
        Security::Tls => 465,
        Security::Plain => 25,
    };
    let credentials =
        text("KLIPPKORT_MAIL_USER", written.user)?.zip(secret("KLIPPKORT_MAIL_PASSWORD", None)?);
    let from = text("KLIPPKORT_MAIL_FROM", written.from)?;
    Ok(Some(Mail {
        host,
        port: parsed("mail.port", "KLIPPKORT_MAIL_PORT", written.port)?.unwrap_or(usual),
        security,
        credentials,
        from: from.ok_or_else(|| unusable("mail.from", "it is missing, and letters need it"))?,
    }))
}
