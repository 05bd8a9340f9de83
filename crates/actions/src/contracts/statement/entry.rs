//! One transfer in a signed statement: written from the ledger, and read back to be checked.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::RequestNumber;
use domain::ledger::chain::Digest;
use domain::ledger::{self, Account, Cause, LotRef, Movement, Transfer};
use domain::time::Moment;
use serde::{Deserialize, Serialize};

use super::Doubt;

/// A transfer with every field that its hash covers; of what others have filed, without those that tell who and which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub seq: i64,
    lot: i64,
    at: i64,
    from: String,
    to: String,
    quantity: i64,
    cause: String,
    incident: Option<String>,
    reverses: Option<i64>,
    /// Nothing where it is withheld, with the request, the key and the note.
    actor: Option<String>,
    key: Option<String>,
    note: Option<String>,
    pub hash: String,
}

impl Entry {
    /// The entry of a movement, to somebody who may know of the requests `known`, or of all.
    pub fn of(movement: &Movement, known: Option<&HashSet<String>>) -> Self {
        let transfer = &movement.transfer;
        let incident = transfer.cause.incident().map(|number| number.to_string());
        let is_told = match (known, &incident) {
            (Some(known), Some(number)) => known.contains(number),
            _ => true,
        };
        let note = transfer.note.filter(|_| is_told);
        Self {
            seq: transfer.seq,
            lot: transfer.lot.0,
            at: transfer.at.0,
            from: transfer.from.code().to_owned(),
            to: transfer.to.code().to_owned(),
            quantity: transfer.quantity,
            cause: transfer.cause.code().to_owned(),
            incident: incident.filter(|_| is_told),
            reverses: transfer.reverses,
            actor: is_told.then(|| transfer.actor.clone()),
            key: is_told.then(|| transfer.idempotency_key.clone()),
            note: note.map(|note| URL_SAFE_NO_PAD.encode(note)),
            hash: URL_SAFE_NO_PAD.encode(transfer.hash),
        }
    }

    /// Whether it tells neither who nor which request.
    pub fn is_withheld(&self) -> bool {
        self.actor.is_none()
    }

    /// The transfer, unless something of it is withheld.
    pub fn transfer(&self) -> Result<Option<Transfer>, Doubt> {
        let (Some(actor), Some(key)) = (&self.actor, &self.key) else {
            return Ok(None);
        };
        let incident = self.incident.as_deref().map(RequestNumber::parse);
        let incident = incident.transpose().map_err(|_| Doubt::Form)?;
        Ok(Some(Transfer {
            seq: self.seq,
            lot: LotRef(self.lot),
            at: Moment(self.at),
            from: account(&self.from)?,
            to: account(&self.to)?,
            quantity: self.quantity,
            cause: Cause::from_code(&self.cause, incident).ok_or(Doubt::Form)?,
            reverses: self.reverses,
            actor: actor.clone(),
            idempotency_key: key.clone(),
            note: self.note.as_deref().map(hash).transpose()?,
            hash: hash(&self.hash)?,
        }))
    }

    /// What it does to the units that are free to use.
    pub fn effect(&self) -> Result<i64, Doubt> {
        let (from, to) = (account(&self.from)?, account(&self.to)?);
        Ok(ledger::effect(from, to, self.quantity))
    }
}

fn account(code: &str) -> Result<Account, Doubt> {
    Account::from_code(code).ok_or(Doubt::Form)
}

/// A hash as it is written.
pub(super) fn hash(text: &str) -> Result<Digest, Doubt> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Doubt::Form)?;
    bytes.try_into().map_err(|_| Doubt::Form)
}
