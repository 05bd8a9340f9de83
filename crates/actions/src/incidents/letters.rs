//! Letters about an incident: to the customer's contact and copies, to those who follow, and to the engineer who has
//! it.

use domain::account::{AccountRef, Caller};
use domain::catalog::Catalog;
use domain::time::Moment;
use store::{Fault, Row, Tx, params};

use super::cases::Held;
use super::participants::colleague;
use crate::outbox::{self, Letter, NamedContract, Posting, Recipient, RequestNews, Told};

const READER: &str = "SELECT id, email, language, zone FROM account WHERE id = $1";

/// Those who follow an incident and are colleagues still.
const FOLLOWERS: &str = concat!(
    "SELECT a.id, a.email, a.language, a.zone
     FROM participant p JOIN account a ON a.id = p.account JOIN incident i ON i.id = p.incident
          LEFT JOIN contract c ON c.id = i.contract
     WHERE p.incident = $1 AND p.ended_at IS NULL AND ",
    colleague!("p.account"),
    " IS NOT NULL ORDER BY a.id"
);

impl Held {
    /// The contract that pays, as letters name it.
    pub fn named_contract(&self, catalog: &Catalog) -> Result<Option<NamedContract>, Fault> {
        let plan = &self.offer_in(catalog)?.name;
        let access_id = self.access_id.as_deref();
        Ok(access_id.map(|access_id| NamedContract::of(access_id, plan)))
    }

    /// What stays deducted where it closes now without an answer: the code of the unit, or nothing.
    pub fn deducted(&self) -> Option<String> {
        let unit = self.case.terms.unit.code();
        self.case.charge.map(|_| unit.to_owned())
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

    /// Writes to the customer's contact, to everyone who gets copies and to everyone who follows.
    pub fn write_to_customer(
        &self,
        tx: &mut Tx<'_>,
        told: Told,
        news: RequestNews,
        at: Moment,
    ) -> Result<(), Fault> {
        self.write_to_contact(tx, told.clone(), news.clone(), at)?;
        self.write_to_others(tx, told, news, at)
    }

    /// Writes to everyone who gets copies and to everyone who follows, who decide nothing.
    pub fn write_to_others(
        &self,
        tx: &mut Tx<'_>,
        told: Told,
        news: RequestNews,
        at: Moment,
    ) -> Result<(), Fault> {
        let copies = self.admitted.contact.copies.iter();
        let copies = copies.map(|address| Recipient {
            address: address.clone(),
            ..self.contact()
        });
        let followers = self.followers(tx)?.into_iter().map(|(_, reader)| reader);
        let readers: Vec<Recipient> = copies.chain(followers).collect();
        self.write_to(tx, &readers, told, news, at)
    }

    /// Writes to everybody else on the customer's side, where more than the author are.
    pub fn write_to_colleagues(
        &self,
        tx: &mut Tx<'_>,
        told: Told,
        news: RequestNews,
        at: Moment,
    ) -> Result<(), Fault> {
        let mut readers = Vec::new();
        if self.author != Some(self.case.reporter) {
            readers.push(self.contact());
        }
        let others = self.followers(tx)?.into_iter();
        let others = others.filter(|(account, _)| Some(*account) != self.author);
        readers.extend(others.map(|(_, reader)| reader));
        self.write_to(tx, &readers, told, news, at)
    }

    /// Writes to the customer's contact alone.
    pub fn write_to_contact(
        &self,
        tx: &mut Tx<'_>,
        told: Told,
        news: RequestNews,
        at: Moment,
    ) -> Result<(), Fault> {
        self.write_to(tx, &[self.contact()], told, news, at)
    }

    /// Writes to the engineer who has it, if one has.
    pub fn write_to_engineer(
        &self,
        tx: &mut Tx<'_>,
        told: Told,
        news: RequestNews,
        at: Moment,
    ) -> Result<(), Fault> {
        match self.case.engineer {
            Some(engineer) => self.write_to_account(tx, engineer, told, news, at),
            None => Ok(()),
        }
    }

    /// Writes to the person behind an account, unless that was erased.
    pub fn write_to_account(
        &self,
        tx: &mut Tx<'_>,
        account: AccountRef,
        told: Told,
        news: RequestNews,
        at: Moment,
    ) -> Result<(), Fault> {
        let found = tx.maybe(READER, params![account.0], reader)?.flatten();
        let readers: Vec<Recipient> = found.into_iter().map(|(_, reader)| reader).collect();
        self.write_to(tx, &readers, told, news, at)
    }

    fn contact(&self) -> Recipient {
        let contact = &self.admitted.contact;
        Recipient {
            address: contact.email.clone(),
            language: contact.language.clone(),
            zone: contact.zone.clone(),
        }
    }

    fn followers(&self, tx: &Tx<'_>) -> Result<Vec<(AccountRef, Recipient)>, Fault> {
        let found = tx.rows(FOLLOWERS, params![self.case.incident.0], reader)?;
        Ok(found.into_iter().flatten().collect())
    }

    fn write_to(
        &self,
        tx: &mut Tx<'_>,
        readers: &[Recipient],
        told: Told,
        news: RequestNews,
        at: Moment,
    ) -> Result<(), Fault> {
        let event = match &news {
            // Who follows is no event of the request.
            RequestNews::Shared | RequestNews::Followed => format!("{}/{}", at.0, told.by),
            _ => self.last_event.to_string(),
        };
        let letter = &Letter::Request { told, news };
        let posting = |to: &Recipient| Posting {
            once: format!("{}/{}/{event}/{}", self.number, letter.kind(), to.address),
            to: to.clone(),
            incident: Some(self.case.incident),
            contract: self.case.contract,
            author: self.author,
            letter: letter.clone(),
        };
        let postings: Vec<Posting> = readers.iter().map(posting).collect();
        outbox::post_many(tx, &postings, at)
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

fn reader(row: &Row<'_>) -> Result<Option<(AccountRef, Recipient)>, Fault> {
    let (language, zone) = (row.get::<Option<String>>(2)?, row.get(3)?);
    let account = AccountRef(row.get(0)?);
    let address = row.get::<Option<String>>(1)?;
    Ok(address.map(|address| {
        let language = language.unwrap_or_else(|| "en".to_owned());
        let reader = Recipient {
            address,
            language,
            zone,
        };
        (account, reader)
    }))
}
