//! Saved replies: kept by those who answer for the desk, put into an answer by whoever writes one.

mod change;
mod keep;
mod remove;

use domain::catalog::Catalog;
use domain::ids::PublicKey;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Row, params};

use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;
use crate::wording::{self, Wording, Wordings};

pub use change::change;
pub use keep::keep;
pub use remove::remove;

/// The letter that keys of saved replies begin with.
const KIND: char = 'x';

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT key, version, product, words, updated_at FROM saved_reply ",
            $rest
        )
    };
}

/// Those of a product and those of all products, the one changed last first.
const OFFERED: &str =
    select!("WHERE product IS NULL OR product = $1 ORDER BY updated_at DESC, id DESC LIMIT $2");
const LISTED: &str = select!("ORDER BY updated_at DESC, id DESC LIMIT $1 OFFSET $2");
const BY_KEY: &str = select!("WHERE key = $1");

/// What a saved reply says, and about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The product's key; nothing where it serves them all.
    pub product: Option<String>,
    /// In at least one language: the title that it is chosen by, which the customer never sees, and the text that is put
    /// into the answer.
    pub words: Wordings,
}

/// A reply that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedReply {
    /// The opaque key in its address.
    pub key: String,
    /// Counts its changes, from 1.
    pub version: i64,
    /// What it says.
    pub reply: Reply,
    /// When it last changed.
    pub updated: Moment,
}

impl SavedReply {
    /// What it is called in `language`, else in any language there is.
    pub fn title(&self, language: &str) -> &str {
        wording::in_language(&self.reply.words, language).map_or("", |one| &one.title)
    }
}

/// A page of all saved replies, for those who keep them.
#[derive(Clone, Debug)]
pub struct Listed {
    /// At most [`limits::PAGE_ROWS`], the one changed last first.
    pub replies: Vec<SavedReply>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// A reply that can be put into an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The opaque key that it is chosen by.
    pub key: String,
    /// What it says, in the language that was asked for.
    pub wording: Wording,
}

/// A key for a reply that is yet to be kept.
pub fn mint(house: &House) -> PublicKey {
    PublicKey::mint(KIND, house.random())
}

/// The key that `text` is, if it is one.
pub fn key(text: &str) -> Option<PublicKey> {
    PublicKey::parse(KIND, text)
}

/// The replies in `language` that serve a request about `product`, by title.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever is no staff.
pub async fn offered(
    house: &House,
    visit: &Visit,
    language: &str,
    product: &str,
) -> Answer<Vec<Offered>> {
    let (language, product, at) = (language.to_owned(), product.to_owned(), visit.at);
    let seen = house.see(visit, move |reader, caller| {
        policy::allow(caller, Deed::ReadReplies, &Object::default(), at)?;
        let most = limits::SAVED_REPLIES_OFFERED_MAX;
        let replies = reader.rows(OFFERED, params![&product, most], read)?;
        let in_language = |mut one: SavedReply| {
            let wording = one.reply.words.remove(&language)?;
            Some(Offered {
                key: one.key,
                wording,
            })
        };
        let mut offered: Vec<Offered> = replies.into_iter().filter_map(in_language).collect();
        offered.sort_by(|one, other| one.wording.title.cmp(&other.wording.title));
        Ok(offered)
    });
    Ok(seen.await?.page)
}

/// The page of that number, from 1, of all saved replies.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever may not keep them.
pub async fn list(house: &House, visit: &Visit, page: i64) -> Answer<Seen<Listed>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::KeepReplies, &Object::default(), at)?;
            let rows = limits::PAGE_ROWS as i64;
            let skipped = (page - 1).clamp(0, i64::MAX / rows) * rows;
            let mut replies = reader.rows(LISTED, params![rows + 1, skipped], read)?;
            let more = replies.len() > limits::PAGE_ROWS;
            replies.truncate(limits::PAGE_ROWS);
            Ok(Listed { replies, more })
        })
        .await
}

/// The reply called `key`, for whoever may change it.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn show(house: &House, visit: &Visit, key: &str) -> Answer<Seen<SavedReply>> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::KeepReplies, &Object::default(), at)?;
            found(reader, &key)
        })
        .await
}

/// The reply called `key`.
fn found(reader: &Reader<'_>, key: &str) -> Answer<SavedReply> {
    let reply = reader.maybe(BY_KEY, params![key], read)?;
    Ok(reply.ok_or(Refusal::NotFound)?)
}

fn read(row: &Row<'_>) -> Result<SavedReply, Fault> {
    Ok(SavedReply {
        key: row.get(0)?,
        version: row.get(1)?,
        reply: Reply {
            product: row.get(2)?,
            words: wording::read(&row.get::<String>(3)?)?,
        },
        updated: Moment(row.get(4)?),
    })
}

impl Reply {
    /// Refuses what cannot be kept: a product that the catalogue does not have, and what says nothing.
    fn check(&self, catalog: &Catalog) -> Result<(), Refusal> {
        let is_known = |product: &String| catalog.product(product).is_some();
        if !self.product.as_ref().is_none_or(is_known) || self.words.is_empty() {
            return Err(Refusal::NotFound);
        }
        Ok(())
    }
}
