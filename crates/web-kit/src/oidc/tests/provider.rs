//! A provider of our own, that can be made to misbehave.

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

use super::super::*;
use super::NOW;

/// A provider of our own, that can be made to misbehave.
#[derive(Clone)]
pub struct Fake(Arc<Mutex<Inner>>);

pub struct Inner {
    pub issuer: String,
    pub keys: EcdsaKeyPair,
    pub key_id: &'static str,
    pub claims: Value,
    pub header: Value,
    pub user_info: Option<Value>,
    pub asked: HashMap<String, String>,
    pub discoveries: usize,
}

pub fn keys() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
    EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).expect("a key")
}

fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl Fake {
    pub async fn start() -> Fake {
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

    pub fn set(&self, change: impl FnOnce(&mut Inner)) {
        change(&mut self.0.lock().expect("unpoisoned"));
    }

    pub fn get<T>(&self, read: impl FnOnce(&Inner) -> T) -> T {
        read(&self.0.lock().expect("unpoisoned"))
    }

    pub fn provider(&self) -> Provider {
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
