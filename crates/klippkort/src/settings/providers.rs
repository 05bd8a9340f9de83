//! The OpenID Connect providers that people may sign in with: a key names each, in our addresses and in the names of
//! its variables.

use std::collections::BTreeSet;
use std::mem;

use serde::Deserialize;
use web_kit::oidc::Reach;

use super::{Secret, parts, secret, text, unusable};
use crate::failure::Failure;

/// A provider and what it knows us by.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its part of our addresses: small letters and digits.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Its issuer.
    pub issuer: String,
    /// What it calls this portal.
    pub client_id: String,
    /// What this portal proves itself with.
    pub client_secret: Secret,
    /// Where it may be.
    pub reach: Reach,
}

/// A provider as the file says it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenProvider {
    key: String,
    name: Option<String>,
    issuer: Option<String>,
    client_id: Option<String>,
    reach: Option<String>,
}

/// The providers in the order of their buttons: those that the environment names, else those of the file.
pub(super) fn providers(mut written: Vec<WrittenProvider>) -> Result<Vec<Provider>, Failure> {
    let keys = match text("KLIPPKORT_PROVIDERS", None)? {
        Some(keys) => parts(&keys).map(str::to_owned).collect(),
        None => written
            .iter()
            .map(|one| one.key.clone())
            .collect::<Vec<_>>(),
    };
    let (mut known, mut issuers) = (BTreeSet::new(), BTreeSet::new());
    let mut providers = Vec::new();
    for key in keys {
        if !is_key(&key) || !known.insert(key.clone()) {
            let problem = format!("“{key}” is no key of its own: small letters and digits, once");
            return Err(unusable("providers", problem));
        }
        let written = written.iter_mut().find(|one| one.key == key);
        let provider = provider(key, written.map(mem::take).unwrap_or_default())?;
        if !issuers.insert(provider.issuer.clone()) {
            let problem = "another provider has that issuer, too";
            return Err(unusable(&setting(&provider.key, "issuer"), problem));
        }
        providers.push(provider);
    }
    Ok(providers)
}

/// One provider; its secret comes from the environment or a file alone.
fn provider(key: String, written: WrittenProvider) -> Result<Provider, Failure> {
    let variable = |name: &str| format!("KLIPPKORT_PROVIDER_{}_{name}", key.to_ascii_uppercase());
    let missing = |name: &str| unusable(name, "it is missing, and a provider needs it");
    let needed = |name: &str, written: Option<String>| {
        text(&variable(&name.to_ascii_uppercase()), written)?
            .ok_or_else(|| missing(&setting(&key, name)))
    };
    let reach = reach(
        text(&variable("REACH"), written.reach)?,
        &setting(&key, "reach"),
    )?;
    let hidden = variable("CLIENT_SECRET");
    Ok(Provider {
        name: needed("name", written.name)?,
        issuer: needed("issuer", written.issuer)?,
        client_id: needed("client_id", written.client_id)?,
        client_secret: secret(&hidden, None)?.ok_or_else(|| missing(&hidden))?,
        reach,
        key,
    })
}

/// How far our requests may reach; `setting` is what says so.
pub(super) fn reach(text: Option<String>, setting: &str) -> Result<Reach, Failure> {
    match text.as_deref() {
        None | Some("public") => Ok(Reach::Public),
        Some("internal") => Ok(Reach::Internal),
        Some("local") => Ok(Reach::Loopback),
        Some(_) => Err(unusable(setting, "neither public, internal nor local")),
    }
}

fn setting(key: &str, name: &str) -> String {
    format!("providers.{key}.{name}")
}

fn is_key(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    !text.is_empty() && text.bytes().all(fits)
}
