//! Telling the people of a contract what happened to it.

use domain::account::{AccountRef, Person};
use domain::catalog::Catalog;
use domain::time::Moment;
use store::{Fault, Reader, Row, Tx, params};

use super::stored::Stored;
use crate::outbox::{self, AboutContract, ContractNews, Letter, Posting, Recipient};

/// The owner of a contract, or the primary contact of its location, who is written to at the address on file.
const OWNER: &str = "
    SELECT a.id, COALESCE(a.key, k.key), COALESCE(k.email, a.email), COALESCE(a.name, k.name),
           COALESCE(a.language, k.language), COALESCE(a.zone, w.zone)
    FROM contract c
    LEFT JOIN contact k ON k.location = c.location AND k.primary_since IS NOT NULL AND k.ended_at IS NULL
    LEFT JOIN location w ON w.id = k.location
    LEFT JOIN account a ON a.id = COALESCE(c.owner, k.account)
    WHERE c.id = $1 AND (k.id IS NOT NULL OR a.id IS NOT NULL)";

/// Everyone linked to a contract, in the order of their accounts.
const LINKED: &str = "
    SELECT a.id, a.key, a.email, a.name, a.language, a.zone
    FROM link l JOIN account a ON a.id = l.account
    WHERE l.contract = $1 AND l.ended_at IS NULL ORDER BY a.id";

const ACCOUNT: &str =
    "SELECT a.id, a.key, a.email, a.name, a.language, a.zone FROM account a WHERE a.id = $1";

/// Somebody who may be written to.
#[derive(Clone, Debug)]
pub(crate) struct Addressee {
    /// Nothing where nobody has signed in with the address on file.
    pub account: Option<AccountRef>,
    /// The opaque key of the account, else of the contact.
    pub key: String,
    pub name: String,
    /// Nothing where the account was erased.
    pub email: Option<String>,
    pub language: Option<String>,
    pub zone: String,
}

impl Addressee {
    /// Somebody who is signed in.
    pub fn of(person: &Person) -> Self {
        Self {
            account: Some(person.account),
            key: person.key.clone(),
            name: person.name.clone(),
            email: Some(person.email.clone()),
            language: person.language.clone(),
            zone: person.zone.clone(),
        }
    }

    /// What to call the person: the name, else the address.
    pub fn label(&self) -> &str {
        if self.name.is_empty() {
            self.email.as_deref().unwrap_or_default()
        } else {
            &self.name
        }
    }

    /// Where a letter goes, if anywhere.
    pub fn recipient(&self) -> Option<Recipient> {
        Some(Recipient {
            address: self.email.clone()?,
            language: self.language.clone().unwrap_or_else(|| "en".to_owned()),
            zone: self.zone.clone(),
        })
    }
}

/// The owner of the contract, or the primary contact of its location.
pub(crate) fn owner(reader: &Reader<'_>, contract: &Stored) -> Result<Option<Addressee>, Fault> {
    reader.maybe(OWNER, params![contract.contract.0], addressee)
}

/// Who stands behind an account.
pub(crate) fn account(
    reader: &Reader<'_>,
    account: AccountRef,
) -> Result<Option<Addressee>, Fault> {
    reader.maybe(ACCOUNT, params![account.0], addressee)
}

/// The owner and everyone linked, each once.
pub(crate) fn holders(reader: &Reader<'_>, contract: &Stored) -> Result<Vec<Addressee>, Fault> {
    let mut holders = reader.rows(LINKED, params![contract.contract.0], addressee)?;
    if let Some(owner) = owner(reader, contract)?
        && !holders.iter().any(|holder| holder.key == owner.key)
    {
        holders.insert(0, owner);
    }
    Ok(holders)
}

/// Tells `people` the news. `once` names the event, and `author` is who the news names.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    contract: &Stored,
    people: &[Addressee],
    news: &ContractNews,
    (once, author): (&str, Option<AccountRef>),
    at: Moment,
) -> Result<(), Fault> {
    let about = about(catalog, contract)?;
    let posting = |(to, key): (Recipient, &str)| Posting {
        once: format!("{}/{}/{once}/{key}", contract.key, news.kind()),
        to,
        incident: None,
        contract: Some(contract.contract),
        author,
        letter: Letter::Contract {
            about: about.clone(),
            news: news.clone(),
        },
    };
    let postings: Vec<Posting> = people
        .iter()
        .filter_map(|person| Some((person.recipient()?, person.key.as_str())))
        .map(posting)
        .collect();
    outbox::post_many(tx, &postings, at)
}

/// Tells an address that need not belong to any account.
pub(crate) fn tell_address(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    contract: &Stored,
    to: Recipient,
    news: ContractNews,
    (once, author): (&str, Option<AccountRef>),
    at: Moment,
) -> Result<(), Fault> {
    let posting = Posting {
        once: format!("{}/{}/{once}", contract.key, news.kind()),
        to,
        incident: None,
        contract: Some(contract.contract),
        author,
        letter: Letter::Contract {
            about: about(catalog, contract)?,
            news,
        },
    };
    outbox::post(tx, &posting, at)
}

/// What every letter about the contract tells.
pub(crate) fn about(catalog: &Catalog, contract: &Stored) -> Result<AboutContract, Fault> {
    let names = contract.offer(catalog)?.name.languages();
    Ok(AboutContract {
        contract: contract.key.clone(),
        access_id: contract.access_id.to_string(),
        plan: names
            .map(|(language, name)| (language.to_owned(), name.to_owned()))
            .collect(),
    })
}

/// Reads an account's row, key, address, name, language and zone, which a row begins with.
pub(crate) fn addressee(row: &Row<'_>) -> Result<Addressee, Fault> {
    Ok(Addressee {
        account: row.get::<Option<i64>>(0)?.map(AccountRef),
        key: row.get(1)?,
        email: row.get(2)?,
        name: row.get(3)?,
        language: row.get(4)?,
        zone: row.get(5)?,
    })
}
