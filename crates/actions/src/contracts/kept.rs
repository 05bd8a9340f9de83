//! A contract as the service centre keeps it: how it stands, what waits for a second person, and its history.

use domain::account::AccountRef;
use domain::policy::Deed;
use store::{Fault, Reader, params};

use super::Tools;
use super::second::{self, Asked};
use super::stored::{self, Stored};
use super::summary::{self, Summary};
use crate::audit::{self, Entry};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// The latest requests that a contract pays for.
pub(super) const CHARGED: &str = "
    SELECT number, title FROM incident WHERE contract = $1 AND charge_seq IS NOT NULL ORDER BY id DESC LIMIT 25";

/// A contract with what the service centre knows of it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// How it stands.
    pub summary: Summary,
    /// The opaque key of the organisation that owns it.
    pub organisation: Option<String>,
    /// What waits for a second person.
    pub asked: Vec<Asked>,
    /// The latest requests that it pays for: number and title.
    pub charged: Vec<(String, String)>,
    /// A page of what was done to it, the newest first.
    pub history: Vec<Entry>,
    /// Where the next page begins.
    pub older: Option<i64>,
}

/// The contract called `key`, with a page of its history that begins before `before`.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for anybody but the service centre.
pub async fn kept(
    house: &House,
    visit: &Visit,
    key: &str,
    before: Option<i64>,
) -> Answer<Seen<Kept>> {
    let (tools, key, at) = (Tools::of(house), key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let contract = stored::seen(reader, caller, &key, Deed::ManageContract, at)?;
            let (history, older) = audit::of_object(reader, &contract.key, before)?;
            Ok(Kept {
                summary: summary::one(reader, &tools.catalog, AccountRef(0), &contract, None, at)?,
                organisation: organisation(reader, &contract)?,
                asked: second::of_contract(reader, &tools, caller, contract.contract, at)?,
                charged: reader.rows(CHARGED, params![contract.contract.0], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?,
                history,
                older,
            })
        })
        .await
}

const ORGANISATION: &str = "
    SELECT o.key FROM contract c JOIN organisation o ON o.id = c.organisation WHERE c.id = $1";

fn organisation(reader: &Reader<'_>, contract: &Stored) -> Result<Option<String>, Fault> {
    reader.maybe(ORGANISATION, params![contract.contract.0], |row| row.get(0))
}
