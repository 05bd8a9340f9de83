//! The world outside: a payment provider, mail servers, a reader of files; and the operator's jobs.

use std::collections::BTreeMap;
use std::convert::Infallible;

use actions::files::{self, Failed, Target};
use actions::incidents::converse::{Message, reply};
use actions::incidents::show;
use actions::outbox::{self, Due, Letter};
use actions::purchases::{self, Received};
use actions::{Answer, Stopped, Visit, ledger};
use bytes::Bytes;
use domain::order::cost;
use domain::refusal::Refusal;
use domain::time::Moment;
use futures_util::{StreamExt as _, stream};

use super::Played;
use super::errands::DONE;
use crate::story::{Outcome, Server, Traffic};

/// What has reached others.
#[derive(Default)]
pub(super) struct Outside {
    /// What mail servers were handed, in that order.
    handed: Vec<Handed>,
    /// Payments that the provider has sent back, in that order.
    sent_back: Vec<String>,
    /// The opaque keys of files, by the names that a story gives them.
    files: BTreeMap<String, String>,
}

/// A letter in the hands of a mail server.
#[derive(Clone, Debug)]
pub struct Handed {
    /// Its row in the outbox.
    pub letter: i64,
    /// Whose it is.
    pub to: String,
    /// Its kind.
    pub kind: &'static str,
    /// The title of the request it is about; empty where it is about none.
    pub title: String,
    /// What the server did with it.
    pub server: Server,
}

impl Played {
    /// What mail servers have been handed since the start.
    pub fn handed(&self) -> &[Handed] {
        &self.outside.handed
    }

    /// What the payment provider has sent back since the start.
    pub fn sent_back(&self) -> &[String] {
        &self.outside.sent_back
    }

    pub(super) async fn pass(&mut self, at: Moment, who: &str, deed: &Traffic) -> Answer<Outcome> {
        match deed {
            Traffic::Hear { .. } => self.hear(at, deed).await,
            Traffic::Return(contract) => {
                let (visit, order) = (self.visit(at, who).await?, self.order(contract)?);
                purchases::return_payments(&self.house, &visit, &order, "A story").await?;
                Ok(DONE)
            }
            Traffic::SendBack { works } => self.send_back(at, *works).await,
            Traffic::Post(server) => self.post_letters(at, *server).await,
            Traffic::Upload {
                file,
                incident,
                huge,
            } => {
                let visit = self.visit(at, who).await?;
                self.upload(&visit, file, incident, *huge).await
            }
            Traffic::Send { file, incident } => {
                let visit = self.visit(at, who).await?;
                let message = Message {
                    words: "A story".to_owned(),
                    files: vec![self.file(file)?],
                    seen: None,
                };
                reply(&self.house, &visit, self.incident(incident)?, message).await?;
                Ok(DONE)
            }
            Traffic::Remove(file) => {
                let visit = self.visit(at, who).await?;
                files::remove(&self.house, &visit, &self.file(file)?).await?;
                Ok(DONE)
            }
            Traffic::Fetch(file) => {
                let visit = self.visit(at, who).await?;
                self.fetch(&visit, file).await
            }
            Traffic::Read(incident) => {
                let visit = self.visit(at, who).await?;
                let shown = show::show(&self.house, &visit, self.incident(incident)?).await?;
                Ok(Outcome::Says(shown.page.title))
            }
            Traffic::Seal => {
                ledger::seal(&self.house, at).await?;
                Ok(DONE)
            }
            Traffic::Sweep => {
                files::sweep(&self.house, at).await.map_err(stopped)?;
                Ok(DONE)
            }
        }
    }

    async fn hear(&mut self, at: Moment, deed: &Traffic) -> Answer<Outcome> {
        let Traffic::Hear {
            payment,
            contract,
            half,
        } = deed
        else {
            return Err(Refusal::NotFound.into());
        };
        let placed = self.named.orders.get(contract).cloned();
        let (order, offer) = placed.ok_or(Refusal::NotFound)?;
        let catalog = self.house.catalog();
        let offer = catalog.newest_offer(&offer).ok_or(Refusal::NotForSale)?;
        let total = cost(offer, 1)?.total;
        let received = Received {
            order: order.clone(),
            name: payment.clone(),
            amount: if *half { total.minor / 2 } else { total.minor },
            currency: total.currency.code().to_owned(),
        };
        let became = purchases::receive(&self.house, received, at).await?;
        let buyer = self.owners.get(contract).cloned().unwrap_or_default();
        let buyer = self.visit(at, &buyer).await?;
        let shown = purchases::show(&self.house, &buyer, &order).await?;
        if let Some(made) = shown.page.purchase.contract {
            self.contracts.insert(contract.clone(), made.key);
        }
        Ok(match became {
            purchases::Outcome::Paid => self.left(at, contract, None).await?,
            purchases::Outcome::Known => Outcome::Says("known".to_owned()),
            purchases::Outcome::Odd(oddity) => Outcome::Says(format!("odd: {}", oddity.code())),
            purchases::Outcome::Unknown => Outcome::Says("unknown".to_owned()),
        })
    }

    /// The provider sends back what is due; what befalls it comes after that, and before it is written down.
    async fn send_back(&mut self, at: Moment, works: bool) -> Answer<Outcome> {
        let due = purchases::take_due(&self.house, at).await?;
        let mut names = Vec::new();
        for one in due {
            names.push(one.name.clone());
            let fate = if works {
                self.outside.sent_back.push(one.name.clone());
                purchases::Fate::Back
            } else {
                let why = "a story".to_owned();
                purchases::Fate::Later { why }
            };
            self.spring();
            purchases::settle(&self.house, one, fate, at).await?;
        }
        Ok(Outcome::Told(names))
    }

    /// Hands over what is due; what befalls it comes after that, and before it is written down.
    async fn post_letters(&mut self, at: Moment, server: Server) -> Answer<Outcome> {
        let due = outbox::take_due(&self.house, at).await?;
        let count = due.len();
        for one in due {
            let (letter, tries) = (one.id, one.tries);
            if server != Server::Fails {
                self.outside.handed.push(handed(one, server));
            }
            let why = "a story".to_owned();
            let fate = match server {
                Server::Takes => outbox::Fate::Sent {
                    message_id: format!("<{letter}@example.com>"),
                },
                Server::Refuses => outbox::Fate::Failed { why },
                Server::Fails | Server::Lies => outbox::Fate::Later {
                    why,
                    tries,
                    jitter: 0,
                },
            };
            self.spring();
            outbox::settle(&self.house, letter, fate, at).await?;
        }
        Ok(Outcome::Says(format!("{count} letters")))
    }

    /// Puts a file aside in two pieces; one that was begun and not answered goes on where it is.
    async fn upload(
        &mut self,
        visit: &Visit,
        file: &str,
        incident: &str,
        huge: bool,
    ) -> Answer<Outcome> {
        let (house, content) = (&self.house, content(file));
        let size = if huge {
            house.file_bytes_max() + 1
        } else {
            content.len() as u64
        };
        let key = match self.outside.files.get(file) {
            Some(key) => key.clone(),
            None => {
                let target = Target::Incident(self.incident(incident)?);
                let begun = files::begin(house, visit, target, file.to_owned(), size).await?;
                self.outside.files.insert(file.to_owned(), begun.clone());
                begun
            }
        };
        let progress = files::progress(house, visit, &key).await.map_err(stopped)?;
        let half = size / 2;
        if progress.received == 0 {
            let front = piece(&content[..content.len() / 2]);
            let came = files::append(house, visit, &key, 0, front).await;
            came.map_err(stopped)?;
        }
        self.spring();
        let house = &self.house;
        let from = progress.received.max(half);
        let rest = piece(&content[usize::try_from(from).unwrap_or(content.len())..]);
        let whole = files::append(house, visit, &key, from, rest).await;
        whole.map_err(stopped)?;
        Ok(DONE)
    }

    /// Downloads a file, byte for byte as it was sent.
    async fn fetch(&mut self, visit: &Visit, file: &str) -> Answer<Outcome> {
        let key = self.file(file)?;
        let opened = files::open(&self.house, visit, &key)
            .await
            .map_err(stopped)?;
        let mut chunks = opened.whole(&self.house).await.map_err(stopped)?;
        let mut bytes = Vec::new();
        while let Some(chunk) = chunks.next().await {
            match chunk {
                Ok(chunk) => bytes.extend_from_slice(&chunk),
                Err(fault) => return Ok(Outcome::Broke(format!("{file}: {fault}"))),
            }
        }
        if bytes == content(file) {
            Ok(Outcome::Says("whole".to_owned()))
        } else {
            Ok(Outcome::Broke(format!("{file} is not what was sent")))
        }
    }

    fn file(&self, name: &str) -> Result<String, Refusal> {
        let key = self.outside.files.get(name).cloned();
        key.ok_or(Refusal::NotFound)
    }
}

fn handed(due: Due, server: Server) -> Handed {
    let title = match &due.letter {
        Letter::Request { told, .. } => told.title.clone(),
        _ => String::new(),
    };
    Handed {
        letter: due.id,
        to: due.to.address,
        kind: due.letter.kind(),
        title,
        server,
    }
}

/// What is in the file of that name.
fn content(file: &str) -> Vec<u8> {
    format!("What a story keeps in {file}.\n")
        .repeat(20)
        .into_bytes()
}

fn piece(
    bytes: &[u8],
) -> impl futures_util::Stream<Item = Result<Bytes, Infallible>> + Send + use<> {
    stream::iter([Ok(Bytes::copy_from_slice(bytes))])
}

fn stopped(failed: Failed) -> Stopped {
    match failed {
        Failed::Stopped(stopped) => stopped,
        other => Stopped::Broke(store::Fault::other(format!("{other:?}"))),
    }
}
