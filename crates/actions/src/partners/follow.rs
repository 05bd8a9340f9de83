//! What time brings about: a successor takes its predecessor's place on its first day, and an activation that is
//! overdue is told to the supervisors.

use domain::account::{Caller, Role};
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::stored::{self, Activation, activated, activations};
use crate::contracts;
use crate::house::House;
use crate::organisations;
use crate::outbox::{self, AboutOrganisation, Letter, OrganisationNews, Posting, Recipient};
use crate::stopped::Answer;

/// How many one transaction takes, so that nobody waits long for the writer.
const BATCH: i64 = 100;

/// Contracts that can be used, and the ones whose place they take.
const REPLACING: &str = "
    SELECT n.id, n.key, o.key FROM activated d
    JOIN contract n ON n.id = d.contract JOIN contract o ON o.id = d.replaces
    WHERE d.replaces IS NOT NULL AND d.replaced_at IS NULL AND n.starts_at <= $1
    ORDER BY d.contract LIMIT $2";

const REPLACED: &str = "UPDATE activated SET replaced_at = $2 WHERE contract = $1";

const OVERDUE: &str = activations!(
    "WHERE v.due_at <= $1 AND v.done_at IS NULL AND v.escalated_at IS NULL ORDER BY v.due_at, v.id LIMIT $2"
);

const ESCALATED: &str = "UPDATE activation SET escalated_at = $2 WHERE id = $1";

const SUPERVISORS: &str = "
    SELECT a.key, a.email, COALESCE(a.language, 'en'), a.zone
    FROM account_role r JOIN account a ON a.id = r.account
    WHERE r.role = $1 AND a.disabled_at IS NULL AND a.email IS NOT NULL ORDER BY a.id";

const JOB: Caller = Caller::House("job:partners");

/// Does what is due at `at`; returns how many. Doing it again finds nothing to do.
pub async fn follow_up(house: &House, at: Moment) -> Answer<usize> {
    let mut all = 0;
    loop {
        let done = house
            .run(move |tx| Ok(replace(tx, &JOB, at)? + escalate(tx, at)?))
            .await?;
        all += done;
        if done == 0 {
            return Ok(all);
        }
    }
}

/// Lets successors that have begun take their predecessors' places. A predecessor that was cancelled or replaced
/// meanwhile stays so.
pub(super) fn replace(tx: &mut Tx<'_>, caller: &Caller, at: Moment) -> Answer<usize> {
    let replacing = tx.rows(REPLACING, params![at.0, BATCH], |row| {
        Ok((
            row.get::<i64>(0)?,
            row.get::<String>(1)?,
            row.get::<String>(2)?,
        ))
    })?;
    for (row, successor, key) in &replacing {
        contracts::succeed_within(tx, caller, key, successor, at)?;
        tx.execute(REPLACED, params![*row, at.0])?;
    }
    Ok(replacing.len())
}

/// Tells every supervisor, once, of what was not activated in time.
fn escalate(tx: &mut Tx<'_>, at: Moment) -> Result<usize, Fault> {
    let overdue = tx.rows(OVERDUE, params![at.0, BATCH], activated)?;
    if overdue.is_empty() {
        return Ok(0);
    }
    let supervisors = tx.rows(SUPERVISORS, params![Role::Supervisor.code()], |row| {
        let to = Recipient {
            address: row.get(1)?,
            language: row.get(2)?,
            zone: row.get(3)?,
        };
        Ok((row.get::<String>(0)?, to))
    })?;
    for activation in &overdue {
        tell(tx, activation, &supervisors, at)?;
        tx.execute(ESCALATED, params![activation.row, at.0])?;
    }
    Ok(overdue.len())
}

fn tell(
    tx: &mut Tx<'_>,
    activation: &Activation,
    supervisors: &[(String, Recipient)],
    at: Moment,
) -> Result<(), Fault> {
    let location = organisations::at_row(tx, activation.location)?;
    let renewed = stored::of_row(tx, activation.membership)?.starts;
    let about = AboutOrganisation {
        organisation: location.organisation.key,
        organisation_name: location.organisation.name,
        location_name: location.name,
    };
    let news = OrganisationNews::ActivationOverdue {
        activation: activation.key.clone(),
        renewed: renewed.0,
    };
    let postings: Vec<Posting> = supervisors
        .iter()
        .map(|(key, to)| Posting {
            once: format!("{}/overdue/{key}", activation.key),
            to: to.clone(),
            incident: None,
            contract: None,
            author: None,
            letter: Letter::Organisation {
                about: about.clone(),
                news: news.clone(),
            },
        })
        .collect();
    outbox::post_many(tx, &postings, at)
}
