mod provider;

use std::collections::HashMap;

use serde_json::json;
use url::Url;

use super::*;
use provider::{Fake, Inner, keys};

const NOW: i64 = 1_764_500_000_000_000;

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
