//! Sending: letters that are due go to the mail server, woken by whatever posts one.

use std::time::Duration;

use actions::Stopped;
use actions::outbox::{self, Due, Fate, Letter};
use domain::time::Moment;
use futures_util::future::join_all;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::{Error as SmtpError, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::compose;
use super::render::{self, Rendered, Unwritable};
use crate::app::App;

/// How a connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte, as on port 465.
    Tls,
    /// STARTTLS before anything else, as on port 587; without it nothing is sent.
    StartTls,
    /// None: for a server on the same machine.
    Plain,
}

/// Where letters go.
#[derive(Clone)]
pub struct MailSettings {
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// User name and password.
    pub credentials: Option<(String, String)>,
    /// Who letters are from: `Support <support@example.com>`.
    pub from: String,
}

/// Why letters cannot be sent with the settings there are.
#[derive(Debug, thiserror::Error)]
pub enum BadMailSettings {
    /// `from` is no address.
    #[error("letters cannot be from “{0}”: that is no e-mail address")]
    From(String),
    /// The server's name cannot be used with TLS.
    #[error("the mail server cannot be used")]
    Server(#[from] SmtpError),
}

/// What carries letters away.
#[derive(Clone)]
pub enum Carrier {
    /// A mail server.
    Server {
        /// The connections to it.
        transport: AsyncSmtpTransport<Tokio1Executor>,
        /// Who letters are from.
        from: Box<Mailbox>,
    },
    /// Nothing: the demo's letters are read at `/dev/mail`.
    Mailbox,
}

/// A server that takes longer than this for one step is away.
const STEP: Duration = Duration::from_secs(30);
/// Letters whose time comes without anything being written are found this often.
const TICK: Duration = Duration::from_secs(10);
/// Connections at a time: what small servers allow.
const CONNECTIONS: u32 = 4;

impl Carrier {
    /// A carrier to the server of `settings`; nothing is connected yet.
    ///
    /// # Errors
    /// Where the settings cannot be used.
    pub fn server(settings: &MailSettings) -> Result<Self, BadMailSettings> {
        let from: Mailbox = settings
            .from
            .parse()
            .map_err(|_| BadMailSettings::From(settings.from.clone()))?;
        let tls = match settings.security {
            Security::Plain => Tls::None,
            Security::StartTls => Tls::Required(TlsParameters::new(settings.host.clone())?),
            Security::Tls => Tls::Wrapper(TlsParameters::new(settings.host.clone())?),
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .tls(tls)
            .timeout(Some(STEP))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS));
        if let Some((user, password)) = settings.credentials.clone() {
            transport = transport.credentials(Credentials::new(user, password));
        }
        Ok(Self::Server {
            transport: transport.build(),
            from: Box::new(from),
        })
    }

    /// Greets the server, and proves who we are where that is set; nothing is sent.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub async fn check(&self) -> Result<(), String> {
        let Self::Server { transport, .. } = self else {
            return Ok(());
        };
        match transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("the mail server does not answer as it should".into()),
            Err(problem) => Err(told(&problem)),
        }
    }
}

/// Sends for as long as the process lives. A letter under way when it is dropped is sent again when its lease ends.
pub async fn run(app: App, carrier: Carrier) {
    loop {
        match turn(&app, &carrier).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(stopped) => tracing::error!(?stopped, "letters could not be sent"),
        }
        // Whatever wakes it, the outbox says what is due.
        let _ = tokio::time::timeout(TICK, app.house.bell()).await;
    }
}

/// Sends what is due now; says how many it took.
///
/// # Errors
/// Where the outbox cannot be read or written.
pub(crate) async fn turn(app: &App, carrier: &Carrier) -> Result<usize, Stopped> {
    let due = outbox::take_due(&app.house, (app.clock)()).await?;
    let fates = join_all(due.iter().map(|due| fate(app, carrier, due))).await;
    for (due, fate) in due.iter().zip(fates) {
        if let Fate::Failed { why } | Fate::Later { why, .. } = &fate {
            tracing::warn!(letter = due.id, why, "a letter was not sent");
        }
        outbox::settle(&app.house, due.id, fate, (app.clock)()).await?;
    }
    Ok(due.len())
}

async fn fate(app: &App, carrier: &Carrier, due: &Due) -> Fate {
    if is_stale(due, (app.clock)()) {
        let why = "it came too late to be of use".to_owned();
        return Fate::Failed { why };
    }
    let later = |why: String| Fate::Later {
        why,
        tries: due.tries,
        jitter: app.house.random::<1>()[0],
    };
    let rendered = match rendered(app, due).await {
        Ok(rendered) => rendered,
        Err(Unwritable(why)) => return later(why),
    };
    if let Carrier::Server { transport, from } = carrier {
        let from = sender(app, from);
        let message = match render::message(app, due, &rendered, &from) {
            Ok(message) => message,
            Err(Unwritable(why)) => return Fate::Failed { why },
        };
        match transport.send(message).await {
            Ok(_) => {}
            Err(problem) if is_final(&problem) => {
                return Fate::Failed {
                    why: told(&problem),
                };
            }
            Err(problem) => return later(told(&problem)),
        }
    }
    Fate::Sent {
        message_id: rendered.message_id,
    }
}

/// Who letters are from: whom an administrator named, else whom the operator did.
fn sender(app: &App, from: &Mailbox) -> Mailbox {
    let chosen = app.house.settings().sender.clone();
    let chosen = chosen.and_then(|chosen| chosen.as_str().parse().ok());
    chosen.map_or_else(
        || from.clone(),
        |address| Mailbox::new(Some(app.name()), address),
    )
}

/// The letter in both its forms.
pub(super) async fn rendered(app: &App, due: &Due) -> Result<Rendered, Unwritable> {
    let base = app.site.base();
    let name = app.name();
    let composed = compose::compose(&app.house, base, &name, due).await;
    let composed = composed.map_err(|stopped| Unwritable(format!("{stopped:?}")))?;
    render::render(due, &composed, &name, base.host())
}

/// A letter as its reader would see it.
pub(crate) struct Preview {
    pub subject: String,
    pub text: String,
}

/// Renders a letter that is not sent.
///
/// # Errors
/// Why it cannot be rendered.
pub(crate) async fn preview(app: &App, due: &Due) -> Result<Preview, String> {
    let rendered = rendered(app, due).await.map_err(|Unwritable(why)| why)?;
    Ok(Preview {
        subject: rendered.subject,
        text: rendered.text,
    })
}

/// A sign-in that has run out is not worth a letter.
fn is_stale(due: &Due, at: Moment) -> bool {
    matches!(due.letter, Letter::SignIn { expires, .. } if at.0 >= expires)
}

/// Whether the server will never take the letter. Refused credentials (530–539) are ours to mend, so the letter waits.
fn is_final(problem: &SmtpError) -> bool {
    let code = problem.status().map(|code| code.to_string());
    problem.is_permanent() && !code.is_some_and(|code| code.starts_with("53"))
}

fn told(problem: &SmtpError) -> String {
    problem.to_string().chars().take(300).collect()
}
