//! What is here already about the rows of a file, and what each row is beside it: new, a change, the same, or against
//! it.

use std::collections::BTreeSet;

use domain::ids::PublicKey;
use domain::import::{ContractLine, Defect, Field, Flaws, Owner, Quantity};
use domain::time::{Date, Moment, Zone};
use store::{Fault, Reader};

use super::{Before, Facts};
use crate::contracts::Tools;
use crate::contracts::import::{Known, Lot, known};
use crate::imports::check::Draw;
use crate::imports::named::{Named, Organisations};
use crate::imports::staged::{Claim, Line, Outcome, Secret, digest, text};

/// What is here about some rows.
pub(super) struct Here {
    contracts: Vec<Known>,
    organisations: Organisations,
}

impl Here {
    /// Looks up all that `lines` name.
    pub fn of(reader: &Reader<'_>, lines: &[Result<ContractLine, Flaws>]) -> Result<Self, Fault> {
        let lines = || lines.iter().flatten();
        let access_ids = lines().map(|line| line.access_id.as_str().to_owned());
        let access_ids: Vec<String> = access_ids.collect();
        let names = lines().filter_map(|line| match &line.owner {
            Owner::Organisation(name) => Some(name.as_str()),
            Owner::Person(_) => None,
        });
        let names: BTreeSet<&str> = names.collect();
        Ok(Self {
            contracts: known(reader, &access_ids)?,
            organisations: Organisations::of(reader, &names)?,
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
        let named = organisation.map(|one| one.organisation);
        let stays = here.filter(|here| named.is_some() && here.organisation == named);
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
            // A file names organisations: what one of them has stays at the location that has it.
            location: match stays {
                Some(here) => here.holder.location,
                None => organisation.map(|one| one.head_office),
            },
            before: here.map(|here| Before {
                ends: here.ends.0,
                owner: here.holder.owner,
                location: here.holder.location,
            }),
        };
        let key = PublicKey::mint('c', chance).to_string();
        let secret = Secret {
            pair_mac: tools.keys.pair_mac(&line.access_id, &line.contract_id),
            pair_key: tools.keys.current(),
            sealed_id: tools.keys.seal(&key, &line.contract_id, nonce),
        };
        let line = Line {
            key,
            claims: claims(&facts, outcome, &secret.pair_mac, line.last_day),
            needs: None,
            facts: text(&facts),
            secret: Some(secret),
            object: here.map(|here| here.contract.0),
        };
        Ok((outcome, line))
    }

    /// The one organisation with that partner ID, or with that name.
    fn organisation(&self, named: &str) -> Result<&Named, (Field, Defect)> {
        let one = self.organisations.one(named);
        one.map_err(|defect| (Field::Organisation, defect))
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

/// What a row is about: a contract, of which several rows can be lots, and its own lot of it. All lots of a contract
/// share the pair, the plan, the owner, the country and the first day; of one that is here already, what becomes of it.
fn claims(facts: &Facts, outcome: Outcome, pair_mac: &[u8; 32], last_day: Date) -> Vec<Claim> {
    let Facts {
        access_id,
        offer,
        email,
        location,
        country,
        starts,
        left,
        ..
    } = facts;
    let ends = (outcome == Outcome::Changed).then_some(facts.ends);
    let whole = (outcome.code(), ends, pair_mac, offer);
    let says = digest(&(whole, email, location, country, starts));
    let left = left.map_or_else(String::new, |left| left.to_string());
    let claim = |text, is_shared| Claim {
        field: (Field::AccessId, access_id.clone()),
        text,
        says,
        is_shared,
    };
    vec![
        claim(access_id.clone(), true),
        claim(format!("{access_id}/{last_day}/{left}"), false),
    ]
}

/// What a row is beside the contract with its pair, and when the contract ends after it.
fn against(
    line: &ContractLine,
    organisation: Option<i64>,
    here: &Known,
) -> Result<(Outcome, Moment), (Field, Defect)> {
    let zone = Zone::named(&here.zone).unwrap_or(Zone::UTC);
    let last_day = zone.date_of(Moment(here.ends.0 - 1));
    let is_lot = |lot: &&Lot| {
        let units = match line.left {
            Quantity::Units(units) => lot.amounts.contains(&units),
            Quantity::Unlimited => true,
        };
        units && zone.date_of(Moment(lot.ends.0 - 1)) == line.last_day
    };
    let is_known = here.lots.iter().any(|lot| is_lot(&lot));
    stays(line, here, (zone.date_of(here.starts), last_day), is_known)?;
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

/// Refuses what no import changes; `is_known` says that the row is a lot of the contract.
fn stays(
    line: &ContractLine,
    here: &Known,
    (start, last_day): (Date, Date),
    is_known: bool,
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
    if is_known {
        return Ok(());
    }
    if line.last_day < last_day {
        return Err((Field::LastDay, Defect::EndsEarlier));
    }
    match line.left {
        Quantity::Units(units) if !here.amounts().contains(&units) => {
            Err((Field::Left, Defect::BalanceDiffers))
        }
        _ => Ok(()),
    }
}
