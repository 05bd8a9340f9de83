//! Letters about an incident: to the customer's contact and copies, and to the engineer who has it.

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::cases::Held;
use crate::outbox::{self, Letter, NamedContract, Posting, Recipient, RequestNews, Told};

const READER: &str = "SELECT email, language, zone FROM account WHERE id = $1";

impl Held {
    /// The contract that pays, as letters name it.
    pub fn named_contract(&self, catalog: &Catalog) -> Result<Option<NamedContract>, Fault> {
        let plan = &self.offer_in(catalog)?.name;
        let access_id = self.access_id.as_deref();
        Ok(access_id.map(|access_id| NamedContract::of(access_id, plan)))
    }

    /// What every letter about this incident tells.
    pub fn told(&self, by: &str, words: &str) -> Told {
        Told {
            number: self.number.clone(),
            title: self.title.clone(),
            by: by.to_owned(),
            words: words.to_owned(),
            files: 0,
        }
    }

    /// Writes to the customer's contact and to everyone who gets copies.
    pub fn write_to_customer(
        &self,
        tx: &mut Tx<'_>,
        told: Told,
        news: RequestNews,
        at: Moment,
    ) -> Result<(), Fault> {
        let letter = &Letter::Request { told, news };
        let contact = &self.admitted.contact;
        let postings: Vec<Posting> = std::iter::once(&contact.email)
            .chain(&contact.copies)
            .map(|address| self.posting(address, &contact.language, &contact.zone, letter))
            .collect();
        outbox::post_many(tx, &postings, at)
    }

    /// Writes to the engineer who has it, if one has.
    pub fn write_to_engineer(
        &self,
        tx: &mut Tx<'_>,
        told: Told,
        news: RequestNews,
        at: Moment,
    ) -> Result<(), Fault> {
        let letter = &Letter::Request { told, news };
        let Some(engineer) = self.case.engineer else {
            return Ok(());
        };
        let reader = tx.maybe(READER, params![engineer.0], |row| {
            Ok((
                row.get::<Option<String>>(0)?,
                row.get::<Option<String>>(1)?,
                row.get::<String>(2)?,
            ))
        })?;
        let Some((Some(address), language, zone)) = reader else {
            return Ok(());
        };
        let language = language.unwrap_or_else(|| "en".to_owned());
        outbox::post(tx, &self.posting(&address, &language, &zone, letter), at)
    }

    fn posting(&self, address: &str, language: &str, zone: &str, letter: &Letter) -> Posting {
        Posting {
            once: format!(
                "{}/{}/{}/{address}",
                self.number,
                letter.kind(),
                self.last_event
            ),
            to: Recipient {
                address: address.to_owned(),
                language: language.to_owned(),
                zone: zone.to_owned(),
            },
            incident: Some(self.case.incident),
            contract: self.case.contract,
            author: self.author,
            letter: letter.clone(),
        }
    }
}

/// What whoever acts is called in a letter.
pub(crate) fn name_of(caller: &Caller) -> &str {
    caller.person().map_or("", |person| {
        if person.name.is_empty() {
            &person.email
        } else {
            &person.name
        }
    })
}
