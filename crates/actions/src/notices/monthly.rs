//! The job that sends everybody who owns contracts a statement of the month that is over.
//!
//! A month is over when it is in the zones of all their contracts. Whoever has had no statement for longer, because
//! nothing was sent, gets one over all that time: no day is left out, and nobody gets two letters.

use domain::catalog::Catalog;
use domain::ledger::{self, Account, Book, Lot};
use domain::limits;
use domain::offer::Grant;
use domain::time::{Date, Moment, Zone};
use store::{Fault, Reader, params};

use crate::contracts::stored::{self, Stored};
use crate::contracts::told;
use crate::ledger::books;
use crate::outbox::{self, Balance, Letter, Monthly, MonthlyOf, Posting, Recipient};
use crate::{Answer, House};

/// The next after `$1` of those who own contracts, or are the primary contact of their location, and have no statement
/// through the day `$2`: by the key of their account, or of the contact where nobody signs in for it.
const OWING: &str = "
    SELECT DISTINCT COALESCE(a.key, k.key) FROM contract c
    LEFT JOIN contact k ON k.location = c.location AND k.primary_since IS NOT NULL AND k.ended_at IS NULL
    LEFT JOIN account a ON a.id = COALESCE(c.owner, k.account)
    WHERE COALESCE(a.key, k.key) > $1 AND a.disabled_at IS NULL AND c.activated_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM statement_sent s WHERE s.reader = COALESCE(a.key, k.key) AND s.through >= $2)
    ORDER BY 1 LIMIT 500";

/// The contracts of somebody that are in force after `$2`.
const OWNED: &str = "
    SELECT c.id FROM contract c
    WHERE c.id IN (SELECT d.id FROM account a JOIN contract d ON d.owner = a.id WHERE a.key = $1
                   UNION SELECT e.id FROM account a JOIN contact k ON k.account = a.id
                         JOIN contract e ON e.location = k.location
                         WHERE a.key = $1 AND k.primary_since IS NOT NULL AND k.ended_at IS NULL
                   UNION SELECT f.id FROM contact k JOIN contract f ON f.location = k.location
                         WHERE k.key = $1 AND k.account IS NULL AND k.primary_since IS NOT NULL
                           AND k.ended_at IS NULL)
      AND c.activated_at IS NOT NULL AND c.ends_at > $2";

const ACCOUNT: &str = "
    SELECT a.id, a.key, a.email, a.name, a.language, a.zone FROM account a WHERE a.key = $1";

const CONTACT: &str = "
    SELECT k.account, k.key, k.email, k.name, k.language, w.zone
    FROM contact k JOIN location w ON w.id = k.location
    WHERE k.key = $1 AND k.account IS NULL AND k.ended_at IS NULL";

const THROUGH: &str = "SELECT through FROM statement_sent WHERE reader = $1";

const SENT: &str = "
    INSERT INTO statement_sent (reader, through, at) VALUES ($1, $2, $3)
    ON CONFLICT (reader) DO UPDATE SET through = excluded.through, at = excluded.at";

/// A contract that ended may move for so many days more: what is left lapses, and late credits come.
const MOVES_DAYS: i64 = 366;

/// Lets whoever is owed a statement have one; gives how many it saw to.
///
/// # Errors
/// The first fault, after all others have been seen to.
pub async fn send_statements(house: &House, at: Moment) -> Answer<usize> {
    house.refresh_catalog().await?;
    // The month may be over in the zone furthest ahead.
    let newest = Zone::UTC
        .date_of(at.plus_hours(14))
        .first_of_month()
        .previous()
        .to_string();
    let (mut done, mut failed, mut last) = (0, Ok(()), String::new());
    loop {
        let (through, after) = (newest.clone(), last.clone());
        let owing = house.store.read::<_, Fault, _>(move |reader| {
            reader.rows(OWING, params![&after, &through], |row| row.get::<String>(0))
        });
        let owing = owing.await?;
        let Some(furthest) = owing.last() else {
            return failed.map(|()| done);
        };
        last.clone_from(furthest);
        for who in owing {
            match one(house, who, at).await {
                Ok(()) => done += 1,
                Err(stopped) => failed = failed.and(Err(stopped)),
            }
        }
    }
}

/// What somebody is owed: the letter, unless there is nothing to tell, and the day through which it tells.
struct Owed {
    letter: Option<(Recipient, Monthly)>,
    through: Date,
}

/// Sends somebody what they are owed, once; all but the sending is read beside the writer.
async fn one(house: &House, who: String, at: Moment) -> Answer<()> {
    let (catalog, key) = (house.catalog(), who.clone());
    let owed = house
        .store
        .read::<_, Fault, _>(move |reader| owed(reader, &catalog, &key, at));
    let Some(Owed { letter, through }) = owed.await? else {
        return Ok(());
    };
    let sent = house.run(move |tx| {
        // Whoever was erased meanwhile is written to no more.
        let still = recipient(tx, &who)?;
        if let Some((to, monthly)) = letter
            && still.as_ref() == Some(&to)
        {
            let posting = Posting {
                once: format!("statement/{through}/{who}"),
                to,
                incident: None,
                contract: None,
                author: None,
                letter: Letter::Statement(monthly),
            };
            outbox::post(tx, &posting, at)?;
        }
        tx.execute(SENT, params![&who, &through.to_string(), at.0])?;
        Ok(())
    });
    sent.await
}

fn owed(
    reader: &Reader<'_>,
    catalog: &Catalog,
    who: &str,
    at: Moment,
) -> Result<Option<Owed>, Fault> {
    let before = reader.maybe(THROUGH, params![who], |row| row.get::<String>(0))?;
    let before = before.as_deref().and_then(|day| Date::parse(day).ok());
    let since = before.map_or(at, |day| Zone::UTC.start_of_day(day));
    let since = since.plus_days(-MOVES_DAYS).0;
    let rows: Vec<i64> = reader.rows(OWNED, params![who, since], |row| row.get(0))?;
    let contracts = stored::by_rows(reader, &rows)?;
    let today = contracts.iter().map(|one| one.zone.date_of(at)).min();
    let today = today.unwrap_or_else(|| Zone::UTC.date_of(at));
    let through = today.first_of_month().previous();
    if before.is_some_and(|before| before >= through) {
        return Ok(None);
    }
    let from = before.map_or(through.first_of_month(), Date::next);
    let to = recipient(reader, who)?;
    let monthly = monthly(reader, catalog, &contracts, (from, through), at)?;
    Ok(Some(Owed {
        letter: to.zip(monthly),
        through,
    }))
}

/// Where somebody is written to: where they sign in, or at the address on file.
fn recipient(reader: &Reader<'_>, who: &str) -> Result<Option<Recipient>, Fault> {
    let found = match reader.maybe(ACCOUNT, params![who], told::addressee)? {
        None => reader.maybe(CONTACT, params![who], told::addressee)?,
        found => found,
    };
    Ok(found.and_then(|who| who.recipient()))
}

/// What happened to the contracts in the period; nothing where none was in force.
fn monthly(
    reader: &Reader<'_>,
    catalog: &Catalog,
    contracts: &[Stored],
    (from, to): (Date, Date),
    at: Moment,
) -> Result<Option<Monthly>, Fault> {
    let rows: Vec<i64> = contracts.iter().map(|one| one.contract.0).collect();
    let books = books::read(reader, &rows)?;
    let mut told = Vec::new();
    let mut by_end: Vec<&Stored> = contracts.iter().collect();
    by_end.sort_by_key(|one| (one.milestones.ends, one.contract));
    for contract in by_end {
        let book = books.get(&contract.contract);
        let book = book.ok_or_else(|| Fault::corrupt("a contract without a book"))?;
        told.extend(of_contract(
            reader,
            catalog,
            contract,
            book,
            (from, to),
            at,
        )?);
    }
    let more = told.len().saturating_sub(limits::STATEMENT_CONTRACTS_MAX) as i64;
    told.truncate(limits::STATEMENT_CONTRACTS_MAX);
    Ok((!told.is_empty()).then(|| Monthly {
        from: from.to_string(),
        to: to.to_string(),
        contracts: told,
        more,
    }))
}

/// What happened to one contract; nothing where it was not in force and nothing moved.
fn of_contract(
    reader: &Reader<'_>,
    catalog: &Catalog,
    contract: &Stored,
    book: &Book,
    (from, to): (Date, Date),
    at: Moment,
) -> Result<Option<MonthlyOf>, Fault> {
    let (offer, zone, milestones) = (
        contract.offer(catalog)?,
        &contract.zone,
        &contract.milestones,
    );
    let (start, until) = (zone.start_of_day(from), zone.start_of_day(to.next()));
    let transfers = books::transfers(reader, contract.contract)?;
    let statement = ledger::statement(&transfers, start, until);
    let begun = milestones
        .activated
        .map(|activated| activated.max(milestones.starts));
    let was_in_force = contract.must_be_open().is_ok()
        && begun.is_some_and(|begun| begun < until)
        && milestones.ends > start;
    if !was_in_force && statement.movements.is_empty() {
        return Ok(None);
    }
    let totals = statement.totals();
    let counted = offer.grant != Grant::Unlimited;
    Ok(Some(MonthlyOf {
        about: told::about(catalog, contract)?,
        unit: offer.unit.code().to_owned(),
        balance: counted.then(|| Balance {
            opening: statement.opening,
            granted: totals.granted,
            used: totals.used,
            given_back: totals.given_back,
            lapsed: totals.lapsed,
            adjusted: totals.adjusted,
            closing: statement.closing,
            next_expiry: next_expiry(book, zone, at),
        }),
        used: statement.used(),
        last_day: milestones.last_day(zone).to_string(),
    }))
}

/// What lapses next, and its last usable day.
fn next_expiry(book: &Book, zone: &Zone, at: Moment) -> Option<(i64, String)> {
    let free = |lot: &&Lot| lot.balances.of(Account::Available) > 0 && lot.usable_until() > at;
    let next = book
        .lots
        .iter()
        .filter(free)
        .min_by_key(|lot| lot.usable_until())?;
    let last_day = zone.date_of(Moment(next.usable_until().0 - 1));
    Some((next.balances.of(Account::Available), last_day.to_string()))
}
