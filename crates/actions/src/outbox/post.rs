//! Putting letters into the outbox.

use domain::account::{AccountRef, Notice};
use domain::ledger::{ContractRef, IncidentRef};
use domain::time::Moment;
use store::{Fault, Tx, Value, params};

use super::{Letter, Recipient};

/// A letter is posted once, however often what causes it is repeated, and not to whoever has turned its kind off.
const POST: &str = "
    INSERT INTO letter (once, kind, address, language, zone, incident, contract, facts, created_at, next_at, tries,
                        author)
    SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT),
           CAST($6 AS BIGINT), CAST($7 AS BIGINT), CAST($8 AS TEXT), CAST($9 AS BIGINT), CAST($9 AS BIGINT), 0,
           CAST($11 AS BIGINT)
    WHERE NOT EXISTS (SELECT 1 FROM account_quiet q JOIN account a ON a.id = q.account
                      WHERE a.email = $3 AND q.kind = $10)
    ON CONFLICT (once) DO NOTHING";

/// A letter on its way.
pub(crate) struct Posting {
    /// Names the event and the recipient.
    pub once: String,
    /// Who it goes to.
    pub to: Recipient,
    /// The incident whose thread it joins.
    pub incident: Option<IncidentRef>,
    /// The contract it is about.
    pub contract: Option<ContractRef>,
    /// Whose name, address or words it tells, beside the incident's reporter.
    pub author: Option<AccountRef>,
    /// What it says.
    pub letter: Letter,
}

/// Posts one letter.
pub(crate) fn post(tx: &mut Tx<'_>, posting: &Posting, at: Moment) -> Result<(), Fault> {
    post_many(tx, std::slice::from_ref(posting), at)
}

/// Posts letters.
pub(crate) fn post_many(tx: &mut Tx<'_>, postings: &[Posting], at: Moment) -> Result<(), Fault> {
    post_each(tx, postings.iter().map(|posting| (posting, at)))
}

/// Posts letters, each at a moment of its own.
pub(crate) fn post_each<'a>(
    tx: &mut Tx<'_>,
    postings: impl Iterator<Item = (&'a Posting, Moment)> + Clone,
) -> Result<(), Fault> {
    let facts = postings
        .clone()
        .map(|(posting, _)| serde_json::to_string(&posting.letter).map_err(Fault::other))
        .collect::<Result<Vec<_>, _>>()?;
    let rows: Vec<Vec<Value<'_>>> = postings
        .zip(&facts)
        .map(|((posting, at), facts)| {
            params![
                &posting.once,
                posting.letter.kind(),
                &posting.to.address,
                &posting.to.language,
                &posting.to.zone,
                posting.incident.map(|incident| incident.0),
                posting.contract.map(|contract| contract.0),
                facts,
                at.0,
                posting.letter.notice().map(Notice::code),
                posting.author.map(|author| author.0),
            ]
            .to_vec()
        })
        .collect();
    tx.send_many(POST, &rows)
}
