//! What every action needs to hand, and how a request is let in.

use std::sync::{Arc, RwLock};

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::ids::RequestNumber;
use domain::ledger::IncidentRef;
use domain::settings::Settings;
use domain::time::Moment;
use store::{Batch, ByteStore, Fault, Reader, Store, Tx};
use tokio::sync::{Mutex, Notify};

use crate::accounts::caller::{self, Known};
use crate::catalog::current;
use crate::incidents::submit::{self, Receipt, Submission};
use crate::keys::{Foreign, KeyRing};
use crate::look::{self, Look};
use crate::settings;
use crate::stopped::{Answer, Stopped};

/// Where random bytes come from: the operating system, or a seed in tests and simulations.
pub trait Chance: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// What a request brings along: who it claims to be, from where, and when it arrived.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The hash of the session token.
    pub session: Option<[u8; 32]>,
    /// The hash of the browser's own cookie, which visitors' drafts and sign-ins under way hang on.
    pub browser: Option<[u8; 32]>,
    /// The network it came from, as far as budgets go: an IPv4 /24 or an IPv6 /56.
    pub network: String,
    /// The code of the language that it is answered in.
    pub language: String,
    /// The one-time key of the form that was sent, where it has one.
    pub once: Option<String>,
    /// When it arrived.
    pub at: Moment,
}

/// Who asks for a verb that both people and the operator's commands have.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// Whoever the visit proves to be.
    Visit(&'a Visit),
    /// A command or job of the operator's, named by an opaque key, at that moment.
    House(&'static str, Moment),
}

impl By<'_> {
    /// The language that whoever asks is answered in.
    pub(crate) fn language(&self) -> String {
        match self {
            Self::Visit(visit) => visit.language.clone(),
            Self::House(..) => "en".to_owned(),
        }
    }

    /// The one-time key of the form, where it has one.
    pub(crate) fn once(&self) -> Option<String> {
        match self {
            Self::Visit(visit) => visit.once.clone(),
            Self::House(..) => None,
        }
    }
}

/// Who asked, and what was found for them.
#[derive(Clone, Debug)]
pub struct Seen<T> {
    /// Who asked.
    pub caller: Caller,
    /// What was found.
    pub page: T,
}

/// What a house is opened with.
pub struct Opened {
    /// The database.
    pub store: Store,
    /// Where the bytes of files are.
    pub bytes: ByteStore,
    /// The largest file that is taken, in bytes.
    pub file_bytes_max: u64,
    /// The keys that stand outside the database.
    pub keys: KeyRing,
    /// Where random bytes come from.
    pub chance: Box<dyn Chance>,
    /// The index over the articles, in the languages of the catalogue.
    pub articles: search::Index,
}

/// Everything that actions work with. One per process; cheap to share.
pub struct House {
    pub(crate) store: Store,
    pub(crate) bytes: ByteStore,
    file_bytes_max: u64,
    pub(crate) keys: KeyRing,
    chance: Box<dyn Chance>,
    catalog: Arc<RwLock<Arc<Catalog>>>,
    settings: RwLock<Arc<Settings>>,
    look: RwLock<Arc<Look>>,
    submissions: Batch<Submission, Answer<Receipt>>,
    articles: Arc<search::Index>,
    bell: Notify,
    /// When the place for files was last asked whether it works, and whether it did.
    pub(crate) pulse: Mutex<Option<(Moment, bool)>>,
}

impl House {
    /// Opens the house over a migrated database.
    ///
    /// # Errors
    /// Where the catalogue in force cannot be read.
    pub async fn open(opened: Opened) -> Answer<Arc<Self>> {
        let Opened {
            store,
            bytes,
            file_bytes_max,
            keys,
            chance,
            articles,
        } = opened;
        let catalog = store.read(current::read).await?;
        let settings = store.read(settings::current).await?;
        let look = store.read(look::current).await?;
        let catalog = Arc::new(RwLock::new(Arc::new(catalog)));
        let submissions = {
            let (catalog, numbers) = (Arc::clone(&catalog), keys.numbers().clone());
            Batch::new(&store, move |tx, submissions| {
                let catalog = refreshed(tx, &catalog)?;
                submit::submit(tx, &catalog, &numbers, submissions)
            })
        };
        Ok(Arc::new(Self {
            store,
            bytes,
            file_bytes_max,
            keys,
            chance,
            catalog,
            settings: RwLock::new(Arc::new(settings)),
            look: RwLock::new(Arc::new(look)),
            submissions,
            articles: Arc::new(articles),
            bell: Notify::new(),
            pulse: Mutex::new(None),
        }))
    }

    /// The catalogue in force, as this process last saw it.
    pub fn catalog(&self) -> Arc<Catalog> {
        Arc::clone(
            &self
                .catalog
                .read()
                .expect("nothing panics while it holds the catalogue"),
        )
    }

    /// What administrators have decided, as this process last saw it.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(
            &self
                .settings
                .read()
                .expect("nothing panics while it holds the settings"),
        )
    }

    /// How the installation looks, as this process last saw it.
    pub fn look(&self) -> Arc<Look> {
        Arc::clone(
            &self
                .look
                .read()
                .expect("nothing panics while it holds the look"),
        )
    }

    /// Takes the settings and the look in force.
    pub(crate) async fn refresh_settings(&self) -> Answer<()> {
        let held = self.look().version;
        let read = move |reader: &Reader<'_>| {
            let is_new = look::version(reader)? != held;
            let look = is_new.then(|| look::current(reader)).transpose()?;
            Ok::<_, Fault>((settings::current(reader)?, look))
        };
        let (settings, look) = self.store.read(read).await?;
        *self
            .settings
            .write()
            .expect("nothing panics while it holds the settings") = Arc::new(settings);
        if let Some(look) = look {
            *self
                .look
                .write()
                .expect("nothing panics while it holds the look") = Arc::new(look);
        }
        Ok(())
    }

    /// The largest file that is taken, in bytes.
    pub const fn file_bytes_max(&self) -> u64 {
        self.file_bytes_max
    }

    /// The index over the articles.
    pub(crate) fn articles(&self) -> Arc<search::Index> {
        Arc::clone(&self.articles)
    }

    /// Looks whether the catalogue in force is another, and takes it.
    pub(crate) async fn refresh_catalog(&self) -> Answer<()> {
        let held = Arc::clone(&self.catalog);
        self.store
            .read(move |reader| refreshed(reader, &held).map(|_| ()))
            .await?;
        Ok(())
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }

    /// The public keys that statements and seals are checked with, by number.
    pub fn public_keys(&self) -> Vec<(i64, [u8; 32])> {
        self.keys.public_keys()
    }

    /// Takes the keys of a newer key file, while all goes on.
    ///
    /// # Errors
    /// [`Foreign`] where the file lacks a key that is held now.
    pub fn take_keys(&self, newer: &KeyRing) -> Result<(), Foreign> {
        self.keys.take(newer)
    }

    /// The row that a request number was made from; whether there is one, the store knows.
    pub fn incident_of(&self, number: &RequestNumber) -> IncidentRef {
        IncidentRef(i64::try_from(number.counter(self.keys.numbers())).unwrap_or(i64::MAX))
    }

    /// A key for one purpose outside the actions, such as binding forms to sessions.
    pub fn derived_key(&self, purpose: &str) -> [u8; 32] {
        self.keys.derived(purpose)
    }

    /// Whoever the visit proves to be, for a page that reads nothing else.
    pub async fn caller(&self, visit: &Visit) -> Answer<Caller> {
        Ok(self.see(visit, |_, _| Ok(())).await?.caller)
    }

    /// Submits through the batch: all that wait share one query, one set of writes and one commit.
    pub(crate) async fn admit(&self, submission: Submission) -> Answer<Receipt> {
        let receipt = self.submissions.submit(submission).await??;
        self.bell.notify_one();
        Ok(receipt)
    }

    /// Reads for whoever the visit proves to be; session and page are one hop to the store.
    pub(crate) async fn see<T: Send + 'static>(
        &self,
        visit: &Visit,
        read: impl FnOnce(&Reader<'_>, &Caller) -> Answer<T> + Send + 'static,
    ) -> Answer<Seen<T>> {
        let visit = visit.clone();
        let (seen, touch) = self
            .store
            .read::<_, Stopped, _>(move |reader| {
                let Known { caller, touch } = caller::of(reader, &visit)?;
                let page = read(reader, &caller)?;
                Ok((Seen { caller, page }, touch))
            })
            .await?;
        if let Some(touch) = touch {
            // A page is not kept from its reader because nothing can be written.
            let written: Answer<()> = self.store.write(move |tx| Ok(touch.write(tx)?)).await;
            if let Err(Stopped::Broke(fault)) = written {
                tracing::warn!(%fault, "the use of a session was not written down");
            }
        }
        Ok(seen)
    }

    /// Writes for whoever the visit proves to be, in one transaction, and wakes what sends letters.
    pub(crate) async fn act<T: Send + 'static>(
        &self,
        visit: &Visit,
        write: impl FnOnce(&mut Tx<'_>, &Caller) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let visit = visit.clone();
        let done = self
            .store
            .write(move |tx| {
                let Known { caller, touch } = caller::of(tx, &visit)?;
                if let Some(touch) = touch {
                    touch.write(tx)?;
                }
                write(tx, &caller)
            })
            .await?;
        self.bell.notify_one();
        Ok(done)
    }

    /// Writes for whoever asks, person or operator, in one transaction.
    pub(crate) async fn act_by<T: Send + 'static>(
        &self,
        by: By<'_>,
        write: impl FnOnce(&mut Tx<'_>, &Caller, Moment) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        match by {
            By::Visit(visit) => {
                let at = visit.at;
                self.act(visit, move |tx, caller| write(tx, caller, at))
                    .await
            }
            By::House(name, at) => {
                self.run(move |tx| write(tx, &Caller::House(name), at))
                    .await
            }
        }
    }

    /// Reads for whoever asks, person or operator.
    pub(crate) async fn see_by<T: Send + 'static>(
        &self,
        by: By<'_>,
        read: impl FnOnce(&Reader<'_>, &Caller, Moment) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        match by {
            By::Visit(visit) => {
                let at = visit.at;
                let seen = self.see(visit, move |reader, caller| read(reader, caller, at));
                Ok(seen.await?.page)
            }
            By::House(name, at) => {
                let read = move |reader: &Reader<'_>| read(reader, &Caller::House(name), at);
                self.store.read(read).await
            }
        }
    }

    /// Writes for a job or a command of the operator's.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut Tx<'_>) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let done = self.store.write(write).await?;
        self.bell.notify_one();
        Ok(done)
    }

    /// Writes for what sends letters, and does not wake it.
    pub(crate) async fn quietly<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut Tx<'_>) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        self.store.write(write).await
    }

    /// Waits until something has been written that may have left a letter.
    pub async fn bell(&self) {
        self.bell.notified().await;
    }

    /// Stops taking work and waits for what is under way.
    pub async fn close(&self) {
        self.store.clone().close().await;
    }
}

fn refreshed(reader: &Reader<'_>, held: &RwLock<Arc<Catalog>>) -> Result<Arc<Catalog>, Fault> {
    let known = Arc::clone(
        &held
            .read()
            .expect("nothing panics while it holds the catalogue"),
    );
    if current::version(reader)? == known.version {
        return Ok(known);
    }
    let newer = Arc::new(current::read(reader)?);
    *held
        .write()
        .expect("nothing panics while it holds the catalogue") = Arc::clone(&newer);
    Ok(newer)
}
