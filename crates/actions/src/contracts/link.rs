//! Linking a sign-in to a contract by typing the pair.

use domain::account::{Caller, Person};
use domain::ids::{self, AccessId, Candidate, ContractId, PublicKey};
use domain::limits;
use domain::linking::{self, Found, Verdict};
use domain::refusal::Refusal;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, params};

use super::stored::{self, Stored};
use super::summary::{self, Summary, Wanted};
use super::told::{self, Addressee};
use super::{Tools, guessing, proof, signed_in};
use crate::audit::{self, Done, Record};
use crate::house::{House, Visit};
use crate::keys::KeyRing;
use crate::outbox::ContractNews;
use crate::stopped::Answer;

/// The contracts that the readings of a pair open. All readings are asked for at once, so that the work is the same
/// for an unknown number and a wrong pair.
const BY_PAIR: &str = "SELECT pair_mac, id FROM contract WHERE pair_mac IN ($1, $2, $3, $4, $5)";

const LINK: &str = "
    INSERT INTO link (key, contract, account, origin, made_at, undo_hash) VALUES ($1, $2, $3, $4, $5, $6)";

/// A contract that somebody has proven to hold the pair of.
#[derive(Clone, Debug)]
pub struct Linked {
    /// What became of it.
    pub verdict: Verdict,
    /// The contract, with every reason why it cannot be used for what was wanted.
    pub contract: Summary,
}

impl Linked {
    /// The machine word of the outcome: `ok`, `already_linked`, or the first reason why it cannot be used.
    pub fn code(&self) -> &'static str {
        match (self.verdict, self.contract.reasons.first()) {
            (Verdict::Elsewhere(reason), _) | (_, Some(&reason)) => reason.code(),
            (Verdict::AlreadyLinked, None) => "already_linked",
            (Verdict::Link, None) => "ok",
        }
    }
}

/// Verifies a typed pair and links the visitor's sign-in to its contract.
///
/// Where `wanted` is given, a contract for the other kind of products is verified but not linked
/// ([`Verdict::Elsewhere`]); asking again without it links it for those.
///
/// # Errors
/// Every outcome of a verification that is no link: [`Refusal::PairUnknown`], [`Refusal::NearMiss`],
/// [`Refusal::Swapped`], [`Refusal::NotEligible`], [`Refusal::ProofNeeded`], [`Refusal::TooManyAttempts`]. What they
/// cost stays charged.
pub async fn link(
    house: &House,
    visit: &Visit,
    pair: (AccessId, ContractId),
    wanted: Option<Wanted>,
) -> Answer<Linked> {
    let tools = Tools::of(house);
    if let Some(wanted) = &wanted {
        wanted.check(&tools.catalog)?;
    }
    let (at, network, key) = (visit.at, visit.network.clone(), house.random());
    let attempt = Typed {
        pair,
        wanted,
        network,
        key,
        at,
    };
    house
        .act(visit, move |tx, caller| {
            verify(tx, &tools, caller, &attempt)
        })
        .await?
        .map_err(Into::into)
}

struct Typed {
    pair: (AccessId, ContractId),
    wanted: Option<Wanted>,
    network: String,
    /// Chance for the link's key.
    key: [u8; 16],
    at: Moment,
}

fn verify(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    typed: &Typed,
) -> Answer<Result<Linked, Refusal>> {
    let person = signed_in(caller)?;
    let (access, contract_id) = (&typed.pair.0, &typed.pair.1);
    let attempt = match guessing::begin(
        tx,
        &tools.keys,
        person,
        &typed.network,
        (access, contract_id),
        typed.at,
    )? {
        Ok(attempt) => attempt,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let readings = ids::candidates(access, contract_id);
    let matched = look_up(tx, &tools.keys, &readings)?;
    let (verdict, seen) = judge(tx, tools, person, typed, &attempt, matched)?;
    if seen.is_some() {
        attempt.credit(tx)?;
    }
    attempt.alarm(tx, tools, caller, &typed.network, access)?;
    let (verdict, (contract, mut summary)) = match (verdict, seen) {
        (Ok(verdict), Some(seen)) => (verdict, seen),
        (Err(Refusal::ProofNeeded), Some((contract, _))) => {
            proof::ask(tx, tools, person, &contract, &typed.key, typed.at)?;
            return Ok(Err(Refusal::ProofNeeded));
        }
        (Err(refusal), _) => return Ok(Err(refusal)),
        (Ok(_), None) => return Ok(Err(Refusal::PairUnknown)),
    };
    if verdict == Verdict::Link {
        make(
            tx,
            tools,
            caller,
            &Addressee::of(person),
            &contract,
            &Making::new("pair", typed.key, typed.at),
        )?;
        summary.linked = true;
    }
    Ok(Ok(Linked {
        verdict,
        contract: summary,
    }))
}

type Judged = (Result<Verdict, Refusal>, Option<(Stored, Summary)>);

fn judge(
    tx: &Tx<'_>,
    tools: &Tools,
    person: &Person,
    typed: &Typed,
    attempt: &guessing::Attempt,
    matched: Option<(&Candidate, Stored)>,
) -> Answer<Judged> {
    let Some((reading, contract)) = matched else {
        return Ok((linking::decide(None), None));
    };
    let wanted = typed.wanted.as_ref();
    let summary = summary::one(
        tx,
        &tools.catalog,
        person.account,
        &contract,
        wanted,
        typed.at,
    )?;
    let found = Found {
        reading: reading.kind,
        access_id: &contract.access_id,
        linked: summary.linked,
        owned: summary.owned,
        guarded: attempt.is_guarded(&tools.keys, &reading.access_id, &reading.contract_id),
        reasons: &summary.reasons,
    };
    Ok((linking::decide(Some(&found)), Some((contract, summary))))
}

/// The contract that the likeliest reading opens, locked.
fn look_up<'a>(
    tx: &Tx<'_>,
    keys: &KeyRing,
    readings: &'a [Candidate],
) -> Result<Option<(&'a Candidate, Stored)>, Fault> {
    let macs: Vec<Vec<[u8; 32]>> = readings
        .iter()
        .map(|reading| keys.pair_macs(&reading.access_id, &reading.contract_id))
        .collect();
    let mut opened: Vec<([u8; 32], i64)> = Vec::new();
    for key in 0..keys.count() {
        let mac = |reading: usize| macs.get(reading).map(|macs| &macs[key]);
        let asked = params![mac(0), mac(1), mac(2), mac(3), mac(4)];
        opened.extend(tx.rows(BY_PAIR, asked, |row| Ok((row.get(0)?, row.get(1)?)))?);
    }
    let first = readings.iter().zip(&macs).find_map(|(reading, macs)| {
        let (_, row) = opened.iter().find(|(mac, _)| macs.contains(mac))?;
        Some((reading, *row))
    });
    let Some((reading, row)) = first else {
        return Ok(None);
    };
    Ok(stored::locked(tx, row)?.map(|contract| (reading, contract)))
}

/// How a link comes to be.
pub(super) struct Making<'a> {
    /// `pair`, `proof`, `approval`, `invitation`, `membership`, or `import`.
    origin: &'a str,
    /// Chance for its key.
    chance: [u8; 16],
    at: Moment,
}

impl<'a> Making<'a> {
    pub const fn new(origin: &'a str, chance: [u8; 16], at: Moment) -> Self {
        Self { origin, chance, at }
    }
}

/// Links `person` to the contract and tells the owner and the others who are linked, who can undo it.
pub(super) fn make(
    tx: &mut Tx<'_>,
    tools: &Tools,
    caller: &Caller,
    person: &Addressee,
    contract: &Stored,
    making: &Making<'_>,
) -> Answer<()> {
    let Making { origin, chance, at } = *making;
    let account = person.account.ok_or(Refusal::NotFound)?;
    let key = PublicKey::mint('l', chance).to_string();
    let undo = undo_hash(&tools.keys.token(UNDO, &key));
    let mut others = told::holders(tx, contract)?;
    others.retain(|other| other.account != Some(account));
    tx.execute(
        LINK,
        params![&key, contract.contract.0, account.0, origin, at.0, &undo],
    )?;
    let line = Record {
        before: Some(origin),
        after: Some(&person.key),
        ..Record::of(Done::LinkMake, &contract.key)
    };
    audit::record(tx, caller, at, &line)?;
    let email = person.email.clone().unwrap_or_default();
    let until = at.plus_days(limits::LINK_UNDO_DAYS).0;
    let news = ContractNews::Linked {
        email,
        link: key.clone(),
        until,
    };
    told::tell(
        tx,
        &tools.catalog,
        contract,
        &others,
        &news,
        (&key, Some(account)),
        at,
    )?;
    Ok(())
}

/// The origin of a link that was made without the pair.
pub(super) const MEMBERSHIP: &str = "membership";

/// The purpose that tokens to undo a link are derived for.
pub(super) const UNDO: &str = "undo link";

/// What a token to undo a link is looked up by.
pub(super) fn undo_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
