//! Passkeys (WebAuthn): registering one, signing in with one, and confirming with one.
//!
//! A ceremony has two halves. The first gives a challenge for the browser and a state to keep on the
//! server, bound to the session, for a few minutes and one use; the second takes both back. States
//! and credentials are JSON for the caller to store unread.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;
use uuid::Uuid;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication,
        PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, WebauthnError,
    },
};

use crate::host::BaseUrl;

/// The site as authenticators know it.
#[derive(Clone, Debug)]
pub struct Passkeys(Webauthn);

/// The first half of a ceremony.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// JSON for `navigator.credentials.create` or `.get`.
    pub challenge: String,
    /// JSON to keep on the server for the second half. Never in the browser's hands.
    pub state: String,
}

/// A registered passkey.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Its id, unique over all accounts; refuse one that is known already.
    pub id: Vec<u8>,
    /// JSON to store with the account.
    pub stored: String,
}

/// A passkey has answered, with the person verified by it.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The id of the passkey.
    pub id: Vec<u8>,
    /// What to store in place of the credential, where its counter or backup state has changed.
    pub updated: Option<String>,
}

/// Why a ceremony failed.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The base address has no domain name, as with an IP address: passkeys need one.
    #[error("passkeys need a base address with a domain name (for the demo: localhost)")]
    NoDomain,
    /// What the browser sent is not the answer to a ceremony.
    #[error("the browser's answer cannot be read")]
    Unreadable,
    /// A stored state or credential cannot be read: ours, not the person's fault.
    #[error("a stored passkey or state cannot be read")]
    Damaged,
    /// The counter went backwards: somebody may have copied the authenticator.
    #[error("the passkey may have been copied")]
    Copied,
    /// Wrong origin, challenge, signature or key, or the person was not verified.
    #[error("the passkey was not accepted: {0}")]
    Refused(WebauthnError),
}

impl Passkeys {
    /// The site at `base`, called `name` in the browser's dialogue.
    pub fn new(base: &BaseUrl, name: &str) -> Result<Passkeys, Failed> {
        let origin = base.url();
        let domain = origin.domain().ok_or(Failed::NoDomain)?;
        let builder = WebauthnBuilder::new(domain, origin).map_err(Failed::Refused)?;
        builder
            .rp_name(name)
            .build()
            .map(Passkeys)
            .map_err(Failed::Refused)
    }

    /// Begins to register a passkey for an account. `user` is a random id of the account that says
    /// nothing else; `existing` are the stored credentials, which must not be registered again.
    pub fn start_registration(
        &self,
        user: Uuid,
        sign_in: &str,
        name: &str,
        existing: &[String],
    ) -> Result<Ceremony, Failed> {
        let known = stored(existing)?
            .iter()
            .map(|passkey| passkey.cred_id().clone())
            .collect();
        let (challenge, state) = self
            .0
            .start_passkey_registration(user, sign_in, name, Some(known))
            .map_err(Failed::Refused)?;
        let mut challenge = json!(challenge);
        // So that the browser can offer the passkey before anybody says who they are.
        challenge["publicKey"]["authenticatorSelection"]["residentKey"] = "preferred".into();
        Ok(Ceremony {
            challenge: challenge.to_string(),
            state: written(&state),
        })
    }

    /// Ends a registration with what the browser sent.
    pub fn finish_registration(&self, state: &str, answer: &str) -> Result<Credential, Failed> {
        let state: PasskeyRegistration = ours(state)?;
        let answer: RegisterPublicKeyCredential = theirs(answer)?;
        let passkey = self
            .0
            .finish_passkey_registration(&answer, &state)
            .map_err(refused)?;
        Ok(Credential {
            id: passkey.cred_id().clone(),
            stored: written(&passkey),
        })
    }

    /// Begins to ask for one of an account's passkeys: to confirm who is there.
    pub fn start_authentication(&self, credentials: &[String]) -> Result<Ceremony, Failed> {
        let passkeys = stored(credentials)?;
        let (challenge, state) = self
            .0
            .start_passkey_authentication(&passkeys)
            .map_err(Failed::Refused)?;
        Ok(Ceremony {
            challenge: written(&challenge),
            state: written(&state),
        })
    }

    /// Ends it. `credentials` are the account's, as they are stored now.
    pub fn finish_authentication(
        &self,
        state: &str,
        answer: &str,
        credentials: &[String],
    ) -> Result<Verified, Failed> {
        let state: PasskeyAuthentication = ours(state)?;
        let answer: PublicKeyCredential = theirs(answer)?;
        let result = self
            .0
            .finish_passkey_authentication(&answer, &state)
            .map_err(refused)?;
        verified(&result, stored(credentials)?)
    }

    /// Begins a sign-in in which the browser offers the passkeys it has for this site.
    pub fn start_discoverable(&self) -> Result<Ceremony, Failed> {
        let (challenge, state) = self
            .0
            .start_discoverable_authentication()
            .map_err(Failed::Refused)?;
        Ok(Ceremony {
            challenge: written(&challenge),
            state: written(&state),
        })
    }

    /// Who a discoverable answer claims to be (nothing is proven yet): the `user` given at
    /// registration and the id of the passkey.
    pub fn claimed(&self, answer: &str) -> Result<(Uuid, Vec<u8>), Failed> {
        let answer: PublicKeyCredential = theirs(answer)?;
        let (user, id) = self
            .0
            .identify_discoverable_authentication(&answer)
            .map_err(|_| Failed::Unreadable)?;
        Ok((user, id.to_vec()))
    }

    /// Ends a discoverable sign-in with the claimed passkey as it is stored.
    pub fn finish_discoverable(
        &self,
        state: &str,
        answer: &str,
        credential: &str,
    ) -> Result<Verified, Failed> {
        let state: DiscoverableAuthentication = ours(state)?;
        let answer: PublicKeyCredential = theirs(answer)?;
        let passkey: Passkey = ours(credential)?;
        let result = self
            .0
            .finish_discoverable_authentication_v2(&answer, state, &passkey)
            .map_err(refused)?;
        verified(&result, vec![passkey])
    }
}

fn verified(result: &AuthenticationResult, passkeys: Vec<Passkey>) -> Result<Verified, Failed> {
    let used = passkeys
        .into_iter()
        .find(|passkey| passkey.cred_id() == result.cred_id());
    // The passkey was removed from the account between the two halves.
    let mut used = used.ok_or(Failed::Refused(WebauthnError::CredentialNotFound))?;
    let changed = used.update_credential(result).unwrap_or(false);
    Ok(Verified {
        id: result.cred_id().clone(),
        updated: changed.then(|| written(&used)),
    })
}

fn refused(error: WebauthnError) -> Failed {
    match error {
        WebauthnError::CredentialPossibleCompromise => Failed::Copied,
        other => Failed::Refused(other),
    }
}

fn stored(credentials: &[String]) -> Result<Vec<Passkey>, Failed> {
    credentials.iter().map(|text| ours(text)).collect()
}

fn ours<T: DeserializeOwned>(text: &str) -> Result<T, Failed> {
    serde_json::from_str(text).map_err(|_| Failed::Damaged)
}

fn theirs<T: DeserializeOwned>(text: &str) -> Result<T, Failed> {
    serde_json::from_str(text).map_err(|_| Failed::Unreadable)
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("these values have text keys and no failing parts")
}

#[cfg(test)]
mod tests;
