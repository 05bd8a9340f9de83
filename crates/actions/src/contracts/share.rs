//! Sharing a contract by a one-time invitation: the pair is never sent, and nobody's sign-in either.

use domain::account::{AccountRef, Caller, Person};
use domain::ids::{EmailAddress, PublicKey};
use domain::limits;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Reader, Row, Tx, params};

use super::link::{self, Making};
use super::stored::{self, Stored};
use super::summary::{self, Summary};
use super::told::{self, Addressee};
use super::{Tools, reveal, signed_in};
use crate::audit::{self, Done, Record};
use crate::budget::{self, Window};
use crate::house::{House, Seen, Visit};
use crate::outbox::{ContractNews, Recipient};
use crate::stopped::Answer;

const INVITE: &str = "
    INSERT INTO invitation (key, token_hash, contract, email, message, invited_by, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const BY_TOKEN: &str = "
    SELECT i.id, i.key, i.contract, i.email, i.message, i.expires_at, i.used_at, i.withdrawn_at, a.name, a.email
    FROM invitation i JOIN account a ON a.id = i.invited_by WHERE i.token_hash = $1";

const USE: &str =
    "UPDATE invitation SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND withdrawn_at IS NULL";
const DECLINE: &str = "UPDATE invitation SET withdrawn_at = $2 WHERE id = $1 AND used_at IS NULL AND withdrawn_at IS NULL";
const WITHDRAW: &str = "
    UPDATE invitation SET withdrawn_at = $3
    WHERE key = $1 AND contract = $2 AND used_at IS NULL AND withdrawn_at IS NULL
      AND invited_by = COALESCE($4, invited_by)
    RETURNING id";

const OPEN: &str = "
    SELECT key, email, created_at, expires_at FROM invitation
    WHERE contract = $1 AND expires_at > $2 AND used_at IS NULL AND withdrawn_at IS NULL
      AND invited_by = COALESCE($3, invited_by)
    ORDER BY created_at, id";

/// The purpose that tokens of invitations are derived for.
const TOKEN: &str = "invitation";

/// An invitation that has not been used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Its opaque key.
    pub key: String,
    /// Whom it was sent to.
    pub email: String,
    /// When.
    pub sent: Moment,
    /// First instant at which it no longer works.
    pub until: Moment,
}

/// An invitation as whoever holds its address sees it.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Who invites, as they are called.
    pub by: String,
    /// The contract.
    pub contract: Summary,
}

/// Invites an address to link the contract called `key`. The invitation works once, for [`limits::INVITATION_DAYS`].
///
/// # Errors
/// [`Refusal::SharedWithYourself`], [`Refusal::SecretInMessage`] where the message holds the Contract ID,
/// [`Refusal::ContractState`] where the contract is over, [`Refusal::TooManyAttempts`].
pub async fn share(
    house: &House,
    visit: &Visit,
    key: &str,
    email: EmailAddress,
    message: &str,
) -> Answer<()> {
    let (tools, chance, at) = (Tools::of(house), house.random(), visit.at);
    let (key, message, language) = (
        key.to_owned(),
        message.trim().to_owned(),
        visit.language.clone(),
    );
    house
        .act(visit, move |tx, caller| {
            let person = signed_in(caller)?;
            let contract = stored::held(tx, caller, &key, Deed::UseContract, at)?;
            contract.must_be_open()?;
            check(tx, &tools, person, &contract, &email, &message)?;
            let spent = format!("invite/{}", person.key);
            budget::spend(
                tx,
                &spent,
                Window::DAY,
                limits::INVITATIONS_PER_SIGN_IN_DAY,
                at,
            )?
            .or_refuse()?;
            let invitation = PublicKey::mint('i', chance).to_string();
            let hash = token_hash(&tools.keys.token(TOKEN, &invitation));
            let until = at.plus_days(limits::INVITATION_DAYS);
            tx.execute(
                INVITE,
                params![
                    &invitation,
                    &hash,
                    contract.contract.0,
                    email.as_str(),
                    &message,
                    person.account.0,
                    at.0,
                    until.0
                ],
            )?;
            let line = Record::of(Done::InvitationSend, &key);
            audit::record(tx, caller, at, &line)?;
            let to = Recipient {
                address: email.to_string(),
                language,
                zone: person.zone.clone(),
            };
            let by = Addressee::of(person).label().to_owned();
            let news = ContractNews::Invited {
                by,
                message,
                invitation: invitation.clone(),
            };
            Ok(told::tell_address(
                tx,
                &tools.catalog,
                &contract,
                to,
                news,
                (&invitation, Some(person.account)),
                at,
            )?)
        })
        .await
}

fn check(
    tx: &Tx<'_>,
    tools: &Tools,
    person: &Person,
    contract: &Stored,
    email: &EmailAddress,
    message: &str,
) -> Answer<()> {
    if email.as_str() == person.email {
        return Err(Refusal::SharedWithYourself.into());
    }
    let id = reveal::open(tx, &tools.keys, &contract.key)?;
    let digits: String = message.chars().filter(char::is_ascii_digit).collect();
    if digits.contains(id.reveal()) {
        Err(Refusal::SecretInMessage.into())
    } else {
        Ok(())
    }
}

/// What the invitation with that token offers.
///
/// # Errors
/// [`Refusal::SignInNeeded`], and [`Refusal::InvitationExpired`] where it was never sent, is used, withdrawn or too
/// old, or was sent to another address: nobody learns which.
pub async fn invited(house: &House, visit: &Visit, token: &str) -> Answer<Seen<Invited>> {
    let (catalog, token, at) = (house.catalog(), token.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let person = signed_in(caller)?;
            let found = by_token(reader, &token, at)?.for_whom(person)?;
            let contracts = stored::by_rows(reader, &[found.contract])?;
            let contract = contracts.first().ok_or(Refusal::NotFound)?;
            let contract = summary::one(reader, &catalog, person.account, contract, None, at)?;
            Ok(Invited {
                by: found.by,
                contract,
            })
        })
        .await
}

/// Accepts the invitation: links the visitor's sign-in to the contract; gives its opaque key.
///
/// # Errors
/// As [`invited`].
pub async fn accept(house: &House, visit: &Visit, token: &str) -> Answer<String> {
    let (tools, token, chance, at) = (Tools::of(house), token.to_owned(), house.random(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let person = signed_in(caller)?;
            let (found, contract) = held(tx, &token, at)?;
            let found = found.for_whom(person)?;
            contract.must_be_open()?;
            tx.execute(USE, params![found.row, at.0])?;
            if !stored::is_linked(tx, contract.contract, person.account)? {
                let making = Making::new("invitation", chance, at);
                link::make(
                    tx,
                    &tools,
                    caller,
                    &Addressee::of(person),
                    &contract,
                    &making,
                )?;
            }
            Ok(contract.key)
        })
        .await
}

/// Declines the invitation, which then no longer works.
///
/// # Errors
/// As [`accept`].
pub async fn decline(house: &House, visit: &Visit, token: &str) -> Answer<()> {
    let (token, at) = (token.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let person = signed_in(caller)?;
            let (found, contract) = held(tx, &token, at)?;
            let found = found.for_whom(person)?;
            tx.execute(DECLINE, params![found.row, at.0])?;
            record(tx, caller, Done::InvitationDecline, &contract, at)
        })
        .await
}

/// Withdraws an invitation to the contract called `key`: its owner any, others their own.
///
/// # Errors
/// [`Refusal::InvitationExpired`] where it is used or withdrawn already, or another's.
pub async fn withdraw(house: &House, visit: &Visit, key: &str, invitation: &str) -> Answer<()> {
    let (key, invitation, at) = (key.to_owned(), invitation.to_owned(), visit.at);
    house
        .act(visit, move |tx, caller| {
            let contract = stored::held(tx, caller, &key, Deed::UseContract, at)?;
            let inviter = inviter(&contract, signed_in(caller)?.account);
            let asked = params![&invitation, contract.contract.0, at.0, inviter];
            if tx
                .returning(WITHDRAW, asked, |row| row.get::<i64>(0))?
                .is_empty()
            {
                return Err(Refusal::InvitationExpired.into());
            }
            record(tx, caller, Done::InvitationWithdraw, &contract, at)
        })
        .await
}

/// Whose invitations `account` has to do with: everybody's for the owner.
fn inviter(contract: &Stored, account: AccountRef) -> Option<i64> {
    (contract.owner != Some(account)).then_some(account.0)
}

/// The invitations that still work.
pub(super) fn open(
    reader: &Reader<'_>,
    contract: &Stored,
    account: AccountRef,
    at: Moment,
) -> Answer<Vec<OpenInvitation>> {
    let inviter = inviter(contract, account);
    let invitations = reader.rows(OPEN, params![contract.contract.0, at.0, inviter], |row| {
        Ok(OpenInvitation {
            key: row.get(0)?,
            email: row.get(1)?,
            sent: Moment(row.get(2)?),
            until: Moment(row.get(3)?),
        })
    })?;
    Ok(invitations)
}

/// The token in the letter of the invitation called `invitation`.
pub fn invitation_token(house: &House, invitation: &str) -> String {
    house.keys.token(TOKEN, invitation)
}

struct Found {
    row: i64,
    contract: i64,
    by: String,
    /// Whom it was sent to.
    email: String,
    until: Moment,
    over: bool,
}

impl Found {
    /// Refuses every account but that of the address: a letter that was passed on opens nothing.
    fn for_whom(self, person: &Person) -> Result<Self, Refusal> {
        if self.email == person.email {
            Ok(self)
        } else {
            Err(Refusal::InvitationExpired)
        }
    }
}

fn by_token(reader: &Reader<'_>, token: &str, at: Moment) -> Answer<Found> {
    let found = reader.maybe(BY_TOKEN, params![&token_hash(token)], found)?;
    let found = found.ok_or(Refusal::InvitationExpired)?;
    if found.over || at >= found.until {
        Err(Refusal::InvitationExpired.into())
    } else {
        Ok(found)
    }
}

fn held(tx: &Tx<'_>, token: &str, at: Moment) -> Answer<(Found, Stored)> {
    let found = by_token(tx, token, at)?;
    let contract = stored::locked(tx, found.contract)?.ok_or(Refusal::NotFound)?;
    // Read again behind the lock: of two that accept at once, one finds it used.
    Ok((by_token(tx, token, at)?, contract))
}

fn found(row: &Row<'_>) -> Result<Found, store::Fault> {
    let (name, email) = (
        row.get::<String>(8)?,
        row.get::<Option<String>>(9)?.unwrap_or_default(),
    );
    Ok(Found {
        row: row.get(0)?,
        contract: row.get(2)?,
        email: row.get(3)?,
        by: if name.is_empty() { email } else { name },
        until: Moment(row.get(5)?),
        over: row.get::<Option<i64>>(6)?.is_some() || row.get::<Option<i64>>(7)?.is_some(),
    })
}

fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    deed: Done,
    contract: &Stored,
    at: Moment,
) -> Answer<()> {
    let line = Record::of(deed, &contract.key);
    Ok(audit::record(tx, caller, at, &line)?)
}
