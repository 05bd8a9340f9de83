//! What is here already about the rows of a file, and what each row is beside it: new, a change, the same, or against
//! it.

use domain::ids::PublicKey;
use domain::import::{ContractLine, Defect, Field, Owner, Quantity};
use domain::time::{Date, Moment, Zone};
use store::{Fault, Reader, params};

use super::staged::{Before, Facts, Line, Outcome};
use crate::contracts::Tools;
use crate::contracts::import::{Known, known};

/// Organisations with their head offices, by partner ID or name.
const NAMED: &str = "
    SELECT o.id, w.id, o.name, o.partner_id
    FROM organisation o JOIN location w ON w.organisation = o.id AND w.head_office_since IS NOT NULL
    WHERE o.name IN_LIST($1) OR o.partner_id IN_LIST($1)";

/// An organisation that rows name.
struct Named {
    organisation: i64,
    head_office: i64,
    name: String,
    partner_id: Option<String>,
}

/// Chance for a row: its contract's key, and the nonce of its sealed copy.
pub(super) type Draw = ([u8; 16], [u8; 24]);

/// What is here about some rows.
pub(super) struct Here {
    contracts: Vec<Known>,
    organisations: Vec<Named>,
}

impl Here {
    /// Looks up all that `lines` name.
    pub fn of<E>(reader: &Reader<'_>, lines: &[Result<ContractLine, E>]) -> Result<Self, Fault> {
        let lines = || lines.iter().flatten();
        let access_ids = lines().map(|line| line.access_id.as_str().to_owned());
        let access_ids: Vec<String> = access_ids.collect();
        let names = lines().filter_map(|line| match &line.owner {
            Owner::Organisation(name) => Some(name.clone()),
            Owner::Person(_) => None,
        });
        let names: Vec<String> = names.collect();
        let organisations = if names.is_empty() {
            Vec::new()
        } else {
            reader.rows(NAMED, params![&names], |row| {
                Ok(Named {
                    organisation: row.get(0)?,
                    head_office: row.get(1)?,
                    name: row.get(2)?,
                    partner_id: row.get(3)?,
                })
            })?
        };
        Ok(Self {
            contracts: known(reader, &access_ids)?,
            organisations,
        })
    }

    /// What a row is, and what is to be written down of it.
    pub fn state(
        &self,
        tools: &Tools,
        line: &ContractLine,
        (zone, (chance, nonce)): (&Zone, Draw),
    ) -> Result<(Outcome, Line), (Field, Defect)> {
        let (email, organisation) = match &line.owner {
            Owner::Person(email) => (Some(email.as_str().to_owned()), None),
            Owner::Organisation(named) => (None, Some(self.organisation(named)?)),
        };
        let here = self.contract(tools, line)?;
        let (outcome, ends) = match here {
            None => (Outcome::New, zone.start_of_day(line.last_day.next())),
            Some(here) => {
                let organisation = organisation.map(|one| one.organisation);
                against(line, organisation, here)?
            }
        };
        let offer = tools.catalog.newest_offer(&line.offer);
        let facts = Facts {
            access_id: line.access_id.as_str().to_owned(),
            offer: line.offer.clone(),
            version: offer.map_or(1, |offer| offer.version),
            region: line.region.clone(),
            country: line.country.clone(),
            starts: zone.start_of_day(line.start).0,
            ends: ends.0,
            left: match line.left {
                Quantity::Units(units) => Some(units),
                Quantity::Unlimited => None,
            },
            email,
            location: organisation.map(|one| one.head_office),
        };
        let key = PublicKey::mint('c', chance).to_string();
        let line = Line {
            pair_mac: tools.keys.pair_mac(&line.access_id, &line.contract_id),
            pair_key: tools.keys.current(),
            sealed_id: tools.keys.seal(&key, &line.contract_id, nonce),
            key,
            facts,
            contract: here.map(|here| here.contract.0),
            before: here.map(|here| Before {
                ends: here.ends.0,
                owner: here.holder.owner,
                location: here.holder.location,
            }),
        };
        Ok((outcome, line))
    }

    /// The one organisation with that partner ID, or with that name.
    fn organisation(&self, named: &str) -> Result<&Named, (Field, Defect)> {
        let all = self.organisations.iter();
        let is_id = |one: &&Named| one.partner_id.as_deref() == Some(named);
        let mut by_name = all.clone().filter(|one| one.name == named);
        match (all.clone().find(is_id), by_name.next(), by_name.next()) {
            (Some(one), ..) | (None, Some(one), None) => Ok(one),
            _ => Err((Field::Organisation, Defect::OrganisationUnknown)),
        }
    }

    /// The contract with the pair of `line`. One that was stopped for good keeps nobody from its number.
    fn contract(
        &self,
        tools: &Tools,
        line: &ContractLine,
    ) -> Result<Option<&Known>, (Field, Defect)> {
        let about = |one: &&Known| one.access_id == line.access_id.as_str();
        let macs = tools.keys.pair_macs(&line.access_id, &line.contract_id);
        let is_this = |one: &&Known| macs.iter().any(|mac| mac.as_slice() == one.pair_mac);
        let all = || self.contracts.iter().filter(about);
        match all().find(is_this) {
            None if all().any(|one| !one.is_over) => Err((Field::AccessId, Defect::AccessIdTaken)),
            found => Ok(found),
        }
    }
}

/// What a row is beside the contract with its pair, and when the contract ends after it.
fn against(
    line: &ContractLine,
    organisation: Option<i64>,
    here: &Known,
) -> Result<(Outcome, Moment), (Field, Defect)> {
    let zone = Zone::named(&here.zone).unwrap_or(Zone::UTC);
    let last_day = zone.date_of(Moment(here.ends.0 - 1));
    stays(line, here, (zone.date_of(here.starts), last_day))?;
    let is_held = match &line.owner {
        Owner::Person(email) => here.email.as_deref() == Some(email.as_str()),
        Owner::Organisation(_) => here.organisation == organisation,
    };
    Ok(if line.last_day > last_day {
        (Outcome::Changed, zone.start_of_day(line.last_day.next()))
    } else if is_held {
        (Outcome::Same, here.ends)
    } else {
        (Outcome::Changed, here.ends)
    })
}

/// Refuses what no import changes.
fn stays(
    line: &ContractLine,
    here: &Known,
    (start, last_day): (Date, Date),
) -> Result<(), (Field, Defect)> {
    if here.is_over {
        return Err((Field::AccessId, Defect::Closed));
    }
    if here.offer != line.offer {
        return Err((Field::Plan, Defect::PlanDiffers));
    }
    if start != line.start {
        return Err((Field::Start, Defect::StartDiffers));
    }
    if line.last_day < last_day {
        return Err((Field::LastDay, Defect::EndsEarlier));
    }
    match line.left {
        Quantity::Units(units) if !here.balances.contains(&units) => {
            Err((Field::Left, Defect::BalanceDiffers))
        }
        _ => Ok(()),
    }
}
