use std::slice;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::*;

const ORIGIN: &str = "https://support.example.com";
/// The flags of authenticator data: somebody is there, was verified, and a new key is told.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const NEW_KEY: u8 = 0x40;

/// An authenticator in software, with one key.
struct Authenticator {
    keys: EcdsaKeyPair,
    id: [u8; 16],
    counter: u32,
    flags: u8,
    origin: &'static str,
}

fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl Authenticator {
    fn new(id: u8) -> Authenticator {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
        let keys = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).expect("a key");
        Authenticator {
            keys,
            id: [id; 16],
            counter: 1,
            flags: PRESENT | VERIFIED,
            origin: ORIGIN,
        }
    }

    fn create(&self, challenge: &str) -> String {
        let client = self.client_data("webauthn.create", challenge);
        let mut data = self.data(self.flags | NEW_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        data.extend(self.cose_key());
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).expect("short"));
        attestation.extend(data);
        self.answer(&json!({
            "clientDataJSON": base64(client), "attestationObject": base64(attestation)
        }))
    }

    fn get(&mut self, challenge: &str, user: Option<Uuid>) -> String {
        self.counter += 1;
        let client = self.client_data("webauthn.get", challenge);
        let data = self.data(self.flags);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature = self
            .keys
            .sign(&SystemRandom::new(), &signed)
            .expect("signed");
        self.answer(&json!({
            "clientDataJSON": base64(client), "authenticatorData": base64(data),
            "signature": base64(signature), "userHandle": user.map(base64)
        }))
    }

    fn client_data(&self, kind: &str, challenge: &str) -> String {
        let asked: Value = serde_json::from_str(challenge).expect("JSON");
        let challenge = &asked["publicKey"]["challenge"];
        json!({"type": kind, "challenge": challenge, "origin": self.origin}).to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest("support.example.com").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// An ES256 key as CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
    fn cose_key(&self) -> Vec<u8> {
        let point = self.keys.public_key().as_ref();
        let parts: [&[u8]; 4] = [
            b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20",
            &point[1..33],
            b"\x22\x58\x20",
            &point[33..],
        ];
        parts.concat()
    }

    fn answer(&self, response: &Value) -> String {
        let id = base64(self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "response": response,
            "clientExtensionResults": {}
        })
        .to_string()
    }
}

fn site() -> Passkeys {
    Passkeys::new(&BaseUrl::parse(ORIGIN).expect("a base"), "Support").expect("a site")
}

fn person() -> Uuid {
    Uuid::from_u128(7)
}

fn register(site: &Passkeys, key: &Authenticator) -> Credential {
    let asked = site
        .start_registration(person(), "anna@example.com", "Anna", &[])
        .expect("asked");
    site.finish_registration(&asked.state, &key.create(&asked.challenge))
        .expect("registered")
}

#[test]
fn a_passkey_is_registered_and_confirms_its_person() {
    let (site, mut key) = (site(), Authenticator::new(1));
    let credential = register(&site, &key);
    assert_eq!(credential.id, [1; 16]);
    let stored = [credential.stored];
    let asked = site.start_authentication(&stored).expect("asked");
    let answer = key.get(&asked.challenge, None);
    let verified = site
        .finish_authentication(&asked.state, &answer, &stored)
        .expect("verified");
    assert_eq!(verified.id, [1; 16]);
    let updated = verified.updated.expect("the counter went on");
    assert_ne!(updated, stored[0]);
}

#[test]
fn the_browser_is_asked_to_remember_it_and_to_leave_out_known_ones() {
    let (site, key) = (site(), Authenticator::new(1));
    let known = [register(&site, &key).stored];
    let asked = site
        .start_registration(person(), "anna", "Anna", &known)
        .expect("asked");
    let asked: Value = serde_json::from_str(&asked.challenge).expect("JSON");
    let options = &asked["publicKey"];
    assert_eq!(
        options["authenticatorSelection"]["residentKey"],
        "preferred"
    );
    assert_eq!(
        options["authenticatorSelection"]["userVerification"],
        "required"
    );
    assert_eq!(options["excludeCredentials"][0]["id"], base64([1; 16]));
    assert_eq!(options["rp"]["id"], "support.example.com");
}

#[test]
fn a_person_signs_in_without_saying_who() {
    let (site, mut key) = (site(), Authenticator::new(1));
    let stored = register(&site, &key).stored;
    let asked = site.start_discoverable().expect("asked");
    let answer = key.get(&asked.challenge, Some(person()));
    assert_eq!(
        site.claimed(&answer).expect("claimed"),
        (person(), vec![1; 16])
    );
    let verified = site
        .finish_discoverable(&asked.state, &answer, &stored)
        .expect("verified");
    assert_eq!(verified.id, [1; 16]);
}

#[test]
fn somebody_elses_passkey_is_refused() {
    let (site, mut mine, mut theirs) = (site(), Authenticator::new(1), Authenticator::new(2));
    let (my_stored, their_stored) = (
        register(&site, &mine).stored,
        register(&site, &theirs).stored,
    );
    let asked = site
        .start_authentication(slice::from_ref(&my_stored))
        .expect("asked");
    let answer = theirs.get(&asked.challenge, None);
    let refused =
        site.finish_authentication(&asked.state, &answer, &[my_stored, their_stored.clone()]);
    assert!(matches!(refused, Err(Failed::Refused(_))));
    let asked = site.start_discoverable().expect("asked");
    let answer = mine.get(&asked.challenge, Some(person()));
    let refused = site.finish_discoverable(&asked.state, &answer, &their_stored);
    assert!(matches!(refused, Err(Failed::Refused(_))));
}

#[test]
fn another_site_another_challenge_and_an_unverified_person_are_refused() {
    let (site, mut key) = (site(), Authenticator::new(1));
    let stored = [register(&site, &key).stored];
    let asked = site.start_authentication(&stored).expect("asked");
    let other = site.start_authentication(&stored).expect("asked");
    let replayed = key.get(&other.challenge, None);
    key.origin = "https://evil.example.org";
    let phished = key.get(&asked.challenge, None);
    key.origin = ORIGIN;
    key.flags = PRESENT;
    let unverified = key.get(&asked.challenge, None);
    for answer in [replayed, phished, unverified] {
        let refused = site.finish_authentication(&asked.state, &answer, &stored);
        assert!(matches!(refused, Err(Failed::Refused(_))));
    }
}

#[test]
fn a_counter_that_goes_back_shows_a_copy() {
    let (site, mut key) = (site(), Authenticator::new(1));
    key.counter = 10;
    let stored = [register(&site, &key).stored];
    key.counter = 4;
    let asked = site.start_authentication(&stored).expect("asked");
    let answer = key.get(&asked.challenge, None);
    let refused = site.finish_authentication(&asked.state, &answer, &stored);
    assert!(matches!(refused, Err(Failed::Copied)));
}

#[test]
fn a_passkey_removed_meanwhile_does_not_confirm() {
    let (site, mut key) = (site(), Authenticator::new(1));
    let stored = [register(&site, &key).stored];
    let asked = site.start_authentication(&stored).expect("asked");
    let answer = key.get(&asked.challenge, None);
    let refused = site.finish_authentication(&asked.state, &answer, &[]);
    assert!(matches!(refused, Err(Failed::Refused(_))));
}

#[test]
fn nonsense_is_unreadable_and_damage_is_ours() {
    let (site, key) = (site(), Authenticator::new(1));
    let stored = [register(&site, &key).stored];
    let asked = site.start_authentication(&stored).expect("asked");
    for bad in ["", "{}", "null", "[]", "{\"id\":1}"] {
        let failed = site.finish_authentication(&asked.state, bad, &stored);
        assert!(matches!(failed, Err(Failed::Unreadable)), "{bad}");
        assert!(
            matches!(site.claimed(bad), Err(Failed::Unreadable)),
            "{bad}"
        );
    }
    assert!(matches!(
        site.start_authentication(&["{}".into()]),
        Err(Failed::Damaged)
    ));
    assert!(matches!(
        site.finish_registration("{}", "{}"),
        Err(Failed::Damaged)
    ));
}

#[test]
fn a_base_without_a_domain_has_no_passkeys() {
    let base = BaseUrl::parse("http://127.0.0.1:8080").expect("a base");
    assert!(matches!(
        Passkeys::new(&base, "Support"),
        Err(Failed::NoDomain)
    ));
    let base = BaseUrl::parse("http://localhost:8080").expect("a base");
    assert!(Passkeys::new(&base, "Support").is_ok());
}
