//! The end dates of somebody's contracts, for their calendar: for whoever is signed in, and at a private address that
//! calendars can subscribe to. The address holds a token that opens these dates and nothing else.

use domain::account::AccountRef;
use domain::catalog::Catalog;
use domain::contract::Standing;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, params};

use crate::audit::{self, Done, Record};
use crate::contracts::{self, Summary};
use crate::{Answer, House, Seen, Visit};

const MADE: &str = "SELECT made_at FROM calendar_feed WHERE account = $1";

/// A token is worth nothing once its account is closed.
const BY_TOKEN: &str = "
    SELECT a.id, a.language FROM calendar_feed f JOIN account a ON a.id = f.account
    WHERE f.token_hash = $1 AND a.disabled_at IS NULL";

const RENEW: &str = "
    INSERT INTO calendar_feed (account, token_hash, made_at) VALUES ($1, $2, $3)
    ON CONFLICT (account) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at";

const TURN_OFF: &str = "DELETE FROM calendar_feed WHERE account = $1";

/// What a subscribed calendar shows.
#[derive(Clone, Debug)]
pub struct Feed {
    /// The code of the language that its person has chosen.
    pub language: Option<String>,
    /// The contracts, each with its end.
    pub contracts: Vec<Summary>,
}

/// The contracts of the one who asks that end some day or ended within a year.
pub async fn ends(house: &House, visit: &Visit) -> Answer<Seen<Vec<Summary>>> {
    let (catalog, at) = (house.catalog(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            dated(reader, &catalog, account, at)
        })
        .await
}

/// The same at the private address whose token has that SHA-256.
///
/// # Errors
/// [`Refusal::NotFound`] for a token that was never given out, was renewed or turned off.
pub async fn feed(house: &House, token_hash: [u8; 32], at: Moment) -> Answer<Feed> {
    let catalog = house.catalog();
    let feed = house.store.read(move |reader| {
        let found = reader.maybe(BY_TOKEN, params![&token_hash], |row| {
            Ok((AccountRef(row.get(0)?), row.get::<Option<String>>(1)?))
        })?;
        let (account, language) = found.ok_or(Refusal::NotFound)?;
        Ok(Feed {
            language,
            contracts: dated(reader, &catalog, account, at)?,
        })
    });
    feed.await
}

fn dated(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
    at: Moment,
) -> Answer<Vec<Summary>> {
    let mut found = contracts::payment_choices(reader, catalog, account, None, at)?;
    found.retain(|one| {
        let kept_from = one.zone.date_of(at).plus_days(-limits::CALENDAR_DAYS_KEPT);
        let is_over = matches!(one.standing, Standing::Cancelled | Standing::Superseded(_));
        !is_over && one.last_day >= kept_from
    });
    Ok(found)
}

/// Since when the one who asks has a private address, if they have one.
pub async fn since(house: &House, visit: &Visit) -> Answer<Seen<Option<Moment>>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
            let made = reader.maybe(MADE, params![account.0], |row| row.get::<i64>(0))?;
            Ok(made.map(Moment))
        })
        .await
}

/// Opens the private address whose token has that SHA-256; one from before leads nowhere any more.
pub async fn renew(house: &House, visit: &Visit, token_hash: [u8; 32]) -> Answer<()> {
    set(house, visit, Some(token_hash)).await
}

/// Closes the private address.
pub async fn turn_off(house: &House, visit: &Visit) -> Answer<()> {
    set(house, visit, None).await
}

async fn set(house: &House, visit: &Visit, token_hash: Option<[u8; 32]>) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let account = person.account.0;
            match &token_hash {
                Some(hash) => tx.execute(RENEW, params![account, hash, at.0])?,
                None => tx.execute(TURN_OFF, params![account])?,
            };
            let deed = match token_hash {
                Some(_) => Done::CalendarRenew,
                None => Done::CalendarTurnOff,
            };
            let line = Record::of(deed, &person.key);
            Ok(audit::record(tx, caller, at, &line)?)
        })
        .await
}
