use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::*;

const NOW: i64 = 1_764_500_000_000_000;

/// A provider of our own, that can be made to misbehave.
#[derive(Clone)]
struct Fake(Arc<Mutex<Inner>>);

struct Inner {
    issuer: String,
    keys: EcdsaKeyPair,
    key_id: &'static str,
    claims: Value,
    header: Value,
    user_info: Option<Value>,
    asked: HashMap<String, String>,
    discoveries: usize,
}

fn keys() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
    EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).expect("a key")
}

fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl Fake {
    async fn start() -> Fake {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let claims = json!({
            "iss": issuer, "sub": "person-1", "aud": "klippkort", "iat": NOW / 1_000_000,
            "exp": NOW / 1_000_000 + 60, "email": "anna@example.com", "email_verified": true,
            "name": "Anna"
        });
        let fake = Fake(Arc::new(Mutex::new(Inner {
            issuer,
            keys: keys(),
            key_id: "one",
            claims,
            header: json!({"alg": "ES256", "kid": "one"}),
            user_info: None,
            asked: HashMap::new(),
            discoveries: 0,
        })));
        let app = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/jwks", get(jwks))
            .route("/token", post(token))
            .route("/me", get(me))
            .with_state(fake.clone());
        tokio::spawn(async { axum::serve(listener, app).await });
        fake
    }

    fn set(&self, change: impl FnOnce(&mut Inner)) {
        change(&mut self.0.lock().expect("unpoisoned"));
    }

    fn get<T>(&self, read: impl FnOnce(&Inner) -> T) -> T {
        read(&self.0.lock().expect("unpoisoned"))
    }

    fn provider(&self) -> Provider {
        Provider::new(Settings {
            issuer: self.get(|state| state.issuer.clone()),
            client_id: "klippkort".into(),
            client_secret: "secret".into(),
            redirect: "http://localhost:8080/sign-in/callback".into(),
            reach: Reach::Loopback,
        })
        .expect("a provider")
    }
}

async fn discovery(State(fake): State<Fake>) -> Json<Value> {
    fake.set(|state| state.discoveries += 1);
    let issuer = fake.get(|state| state.issuer.clone());
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "userinfo_endpoint": format!("{issuer}/me"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"]
    }))
}

async fn jwks(State(fake): State<Fake>) -> Json<Value> {
    fake.get(|state| {
        let point = state.keys.public_key().as_ref();
        Json(json!({"keys": [{
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": state.key_id,
            "x": base64(&point[1..33]), "y": base64(&point[33..65])
        }]}))
    })
}

async fn token(State(fake): State<Fake>, headers: HeaderMap, mut form: Fields) -> Response {
    let challenge = base64(Sha256::digest(form.take("code_verifier")));
    let expected = fake.get(|state| state.asked.get("code_challenge").cloned());
    let by_secret = headers["authorization"] == "Basic a2xpcHBrb3J0OnNlY3JldA==";
    if form.take("code") != "good" || expected != Some(challenge) || !by_secret {
        return (
            StatusCode::BAD_REQUEST,
            Json(json!({"error": "invalid_grant"})),
        )
            .into_response();
    }
    let token = fake.get(|state| {
        let mut claims = state.claims.clone();
        let nonce = claims
            .get("nonce")
            .cloned()
            .unwrap_or(json!(state.asked["nonce"]));
        claims["nonce"] = nonce;
        let signed = format!(
            "{}.{}",
            base64(state.header.to_string()),
            base64(claims.to_string())
        );
        let signature = state
            .keys
            .sign(&SystemRandom::new(), signed.as_bytes())
            .expect("signed");
        let none = state.header["alg"] == "none";
        format!(
            "{signed}.{}",
            if none {
                String::new()
            } else {
                base64(signature)
            }
        )
    });
    Json(json!({"access_token": "access", "token_type": "Bearer", "id_token": token}))
        .into_response()
}

async fn me(State(fake): State<Fake>) -> Response {
    match fake.get(|state| state.user_info.clone()) {
        Some(claims) => Json(claims).into_response(),
        None => Redirect::to("/elsewhere").into_response(),
    }
}

/// The browser's way: to the provider with our question, and back with its answer.
async fn sign_in(fake: &Fake, provider: &Provider, code: &str) -> Result<Identity, Failed> {
    let (address, pending) = provider.begin([[1; 32], [2; 32], [3; 32]], NOW).await?;
    let asked: HashMap<_, _> = Url::parse(&address)
        .expect("an address")
        .query_pairs()
        .into_owned()
        .collect();
    let answer = format!("code={code}&state={}", asked["state"]);
    fake.set(|state| state.asked = asked);
    provider
        .finish(
            pending,
            Fields::parse(answer.as_bytes()).expect("a query"),
            NOW,
        )
        .await
}

async fn refused(change: impl FnOnce(&mut Inner)) -> String {
    let fake = Fake::start().await;
    fake.set(change);
    match sign_in(&fake, &fake.provider(), "good").await {
        Err(Failed::Refused(why)) => why,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_person_signs_in() {
    let fake = Fake::start().await;
    let identity = sign_in(&fake, &fake.provider(), "good")
        .await
        .expect("signed in");
    let expected = Identity {
        issuer: fake.get(|state| state.issuer.clone()),
        subject: "person-1".into(),
        email: Some("anna@example.com".into()),
        email_verified: true,
        name: Some("Anna".into()),
    };
    assert_eq!(identity, expected);
    fake.get(|state| {
        assert_eq!(state.asked["scope"], "openid email profile");
        assert_eq!(state.asked["code_challenge_method"], "S256");
        assert_eq!(
            state.asked["redirect_uri"],
            "http://localhost:8080/sign-in/callback"
        );
        assert_eq!(state.asked["response_type"], "code");
    });
}

#[tokio::test]
async fn claims_kept_out_of_the_token_are_asked_for() {
    let fake = Fake::start().await;
    fake.set(|state| {
        let claims = state.claims.as_object_mut().expect("claims");
        claims.retain(|name, _| !["email", "email_verified", "name"].contains(&name.as_str()));
        state.user_info = Some(json!({"sub": "person-1", "email": "anna@example.com"}));
    });
    let identity = sign_in(&fake, &fake.provider(), "good")
        .await
        .expect("signed in");
    assert_eq!(identity.email.as_deref(), Some("anna@example.com"));
    assert!(!identity.email_verified);
}

#[tokio::test]
async fn user_info_of_another_person_is_refused() {
    let why = refused(|state| {
        state
            .claims
            .as_object_mut()
            .expect("claims")
            .remove("email");
        state.user_info = Some(json!({"sub": "person-2", "email": "boss@example.com"}));
    });
    assert!(why.await.contains("person-2"));
}

#[tokio::test]
async fn no_redirect_is_followed() {
    refused(|state| {
        state
            .claims
            .as_object_mut()
            .expect("claims")
            .remove("email");
    })
    .await;
}

#[tokio::test]
async fn forged_and_foreign_tokens_are_refused() {
    refused(|state| state.claims["exp"] = json!(NOW / 1_000_000 - 1)).await;
    refused(|state| state.claims["aud"] = json!("another")).await;
    refused(|state| state.claims["iss"] = json!("https://evil.example.org")).await;
    refused(|state| state.claims["nonce"] = json!("replayed")).await;
    refused(|state| state.claims["sub"] = json!("")).await;
    refused(|state| state.claims["sub"] = json!("x".repeat(256))).await;
    refused(|state| state.header = json!({"alg": "none"})).await;
    refused(|state| state.header = json!({"alg": "HS256"})).await;
}

#[tokio::test]
async fn a_token_signed_with_another_key_is_refused() {
    let fake = Fake::start().await;
    let provider = fake.provider();
    sign_in(&fake, &provider, "good").await.expect("signed in");
    fake.set(|state| state.keys = keys());
    let again = sign_in(&fake, &provider, "good").await;
    assert!(
        matches!(again, Err(Failed::Refused(_))),
        "asked a moment ago: believed"
    );
    assert_eq!(fake.get(|state| state.discoveries), 1);
}

#[tokio::test]
async fn new_keys_are_fetched_after_a_minute() {
    let fake = Fake::start().await;
    let provider = fake.provider();
    provider
        .begin([[0; 32]; 3], NOW - 2 * PATIENCE)
        .await
        .expect("begun");
    fake.set(|state| {
        state.keys = keys();
        state.key_id = "two";
        state.header["kid"] = json!("two");
    });
    sign_in(&fake, &provider, "good")
        .await
        .expect("signed in with the new key");
    assert_eq!(fake.get(|state| state.discoveries), 2);
}

#[tokio::test]
async fn an_answer_must_be_to_this_browsers_question() {
    let fake = Fake::start().await;
    let provider = fake.provider();
    let (_, pending) = provider.begin([[1; 32]; 3], NOW).await.expect("begun");
    let state = &pending.state;
    let evil = format!("code=good&state={state}&iss=https%3A%2F%2Fevil.example.org");
    for answer in [
        "code=good&state=other",
        "code=good",
        "code=good&state=",
        &evil,
    ] {
        let answer = Fields::parse(answer.as_bytes()).expect("a query");
        let failed = provider.finish(pending.clone(), answer, NOW).await;
        assert!(matches!(failed, Err(Failed::Foreign)));
    }
    let declined = format!("error=access_denied&state={state}");
    let declined = Fields::parse(declined.as_bytes()).expect("a query");
    let failed = provider.finish(pending.clone(), declined, NOW).await;
    assert!(matches!(failed, Err(Failed::Declined)));
}

#[tokio::test]
async fn a_made_up_code_is_refused() {
    let fake = Fake::start().await;
    let failed = sign_in(&fake, &fake.provider(), "stolen").await;
    assert!(matches!(failed, Err(Failed::Refused(_))));
}

#[tokio::test]
async fn a_pending_sign_in_survives_storage_and_keeps_its_proof() {
    let fake = Fake::start().await;
    let provider = fake.provider();
    let (_, pending) = provider
        .begin([[1; 32], [2; 32], [3; 32]], NOW)
        .await
        .expect("begun");
    let stored = serde_json::to_string(&pending).expect("JSON");
    let back: Pending = serde_json::from_str(&stored).expect("read");
    assert_eq!(back.verifier.len(), 43);
    assert_ne!(back.state, back.nonce);
}

#[tokio::test]
async fn a_provider_that_is_away_is_said_to_be() {
    let settings = |issuer: &str, reach| Settings {
        issuer: issuer.into(),
        client_id: "klippkort".into(),
        client_secret: "secret".into(),
        redirect: "http://localhost:8080/sign-in/callback".into(),
        reach,
    };
    let away = Provider::new(settings("http://127.0.0.1:9", Reach::Loopback)).expect("settings");
    let failed = away.begin([[0; 32]; 3], NOW).await.err();
    assert!(matches!(failed, Some(Failed::Unavailable(_))));
    assert!(matches!(away.check(NOW).await, Err(Failed::Unavailable(_))));
    for wrong in ["http://127.0.0.1:9", "http://id.example.com", "nonsense"] {
        let made = Provider::new(settings(wrong, Reach::Public));
        assert!(matches!(made, Err(Failed::Settings(_))), "{wrong}");
    }
}

#[test]
fn handlers_may_wait_for_it_on_any_thread() {
    fn sendable<T: Send>(_: &T) {}
    let settings = Settings {
        issuer: "https://id.example.com".into(),
        client_id: "klippkort".into(),
        client_secret: "secret".into(),
        redirect: "https://support.example.com/sign-in/callback".into(),
        reach: Reach::Public,
    };
    let provider = Provider::new(settings).expect("settings");
    let pending = Pending {
        state: "a".into(),
        nonce: "b".into(),
        verifier: "c".into(),
    };
    sendable(&provider.begin([[0; 32]; 3], NOW));
    sendable(&provider.finish(pending, Fields::default(), NOW));
}

#[tokio::test]
async fn while_a_provider_is_away_what_it_said_last_holds() {
    let fake = Fake::start().await;
    let provider = fake.provider();
    provider
        .begin([[0; 32]; 3], NOW - 2 * FRESH)
        .await
        .expect("begun");
    fake.set(|state| state.issuer = "http://another.example".into());
    assert!(provider.begin([[0; 32]; 3], NOW).await.is_ok());
    assert_eq!(fake.get(|state| state.discoveries), 2);
}
