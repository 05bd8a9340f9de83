//! Signing in through an OpenID Connect provider: code flow with PKCE, state and nonce.
//!
//! [`Provider::begin`] gives the address to send the browser to and a [`Pending`] to keep on the
//! server, bound to that browser; [`Provider::finish`] takes it back with the provider's answer and
//! says who it is. A person is the pair of issuer and subject; an e-mail address is only something
//! a provider says of them.

use std::{
    error::Error,
    pin::Pin,
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use openidconnect::{
    AsyncHttpClient, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EndUserName, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, IssuerUrl, LocalizedClaim, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, SignatureVerificationError, TokenResponse,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdTokenClaims,
        CoreJwsSigningAlgorithm as Algorithm, CoreProviderMetadata, CoreTokenResponse,
        CoreUserInfoClaims,
    },
};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use tokio::sync::RwLock;

use crate::{
    form::Fields,
    outbound::{Failure, Outbound},
};

pub use crate::outbound::Reach;

/// How long what a provider says of itself is believed, in microseconds (1 hour).
const FRESH: i64 = 3_600_000_000;
/// How soon it is asked again where a signature fits no key it named, in microseconds (1 minute).
const PATIENCE: i64 = 60_000_000;
/// Longest subject (OpenID Connect Core, section 2).
const SUBJECT_BYTES: usize = 255;

/// Signatures that are believed: with keys only the provider has. Never `none`, never a MAC.
const SIGNATURES: [Algorithm; 8] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::RsaSsaPssSha384,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider as it is configured.
#[derive(Clone)]
pub struct Settings {
    /// Its issuer, where `/.well-known/openid-configuration` is found.
    pub issuer: String,
    /// What it calls this site.
    pub client_id: String,
    /// What it gave this site to prove itself with.
    pub client_secret: String,
    /// The absolute address of our callback, as registered with it.
    pub redirect: String,
    /// How far our requests to it may reach.
    pub reach: Reach,
}

/// One provider, with what it said of itself.
pub struct Provider {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: ClientSecret,
    redirect: RedirectUrl,
    outbound: Outbound,
    /// What it said of itself, and when.
    known: RwLock<Option<(Arc<Client>, i64)>>,
}

/// A sign-in under way: to be kept on the server, bound to the browser, for one use.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pending {
    state: String,
    nonce: String,
    verifier: String,
}

/// Who a provider says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// With the subject, the identity.
    pub issuer: String,
    /// The provider's own name for the person; never given to another one.
    pub subject: String,
    /// Their e-mail address, if the provider tells.
    pub email: Option<String>,
    /// Whether the provider has proven that address.
    pub email_verified: bool,
    /// Their name, if the provider tells.
    pub name: Option<String>,
}

/// Why a sign-in failed.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The configured addresses are no addresses.
    #[error("the provider's settings are wrong: {0}")]
    Settings(#[source] Box<dyn Error + Send + Sync>),
    /// The provider does not answer, or not as a provider.
    #[error("the provider cannot be reached: {0}")]
    Unavailable(String),
    /// The person, or the provider, said no.
    #[error("the provider declined")]
    Declined,
    /// The answer is not to a question this browser asked.
    #[error("the answer belongs to no sign-in of this browser")]
    Foreign,
    /// The code or what it was exchanged for was not accepted.
    #[error("the provider's answer was not accepted: {0}")]
    Refused(String),
}

impl Provider {
    /// A provider by its settings. Nothing is asked yet, so that we start while it is away.
    pub fn new(settings: Settings) -> Result<Provider, Failed> {
        let wrong = |error: url::ParseError| Failed::Settings(error.into());
        let issuer = IssuerUrl::new(settings.issuer).map_err(wrong)?;
        let outbound = Outbound::new(settings.reach);
        let outbound = outbound.map_err(|error| Failed::Settings(error.into()))?;
        if !outbound.allows(issuer.url()) {
            let words = "the issuer must begin with https:// and be within the reach that is set";
            return Err(Failed::Settings(words.into()));
        }
        Ok(Provider {
            issuer,
            client_id: ClientId::new(settings.client_id),
            client_secret: ClientSecret::new(settings.client_secret),
            redirect: RedirectUrl::new(settings.redirect).map_err(wrong)?,
            outbound,
            known: RwLock::new(None),
        })
    }

    /// Asks the provider to say what it is; `at` is now, in microseconds since 1970 UTC.
    ///
    /// # Errors
    /// [`Failed::Unavailable`] where it does not answer, or not as a provider.
    pub async fn check(&self, at: i64) -> Result<(), Failed> {
        self.known(at, at).await.map(|_| ())
    }

    /// Begins a sign-in at an instant (microseconds since 1970 UTC): the address to send the
    /// browser to, and what to keep.
    pub async fn begin(&self, random: [[u8; 32]; 3], at: i64) -> Result<(String, Pending), Failed> {
        let client = self.known(at - FRESH, at).await?;
        let [state, nonce, verifier] = random.map(|bytes| BASE64_URL_SAFE_NO_PAD.encode(bytes));
        let pending = Pending {
            state,
            nonce,
            verifier,
        };
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&pending.verifier());
        let (state, nonce) = (pending.state.clone(), pending.nonce.clone());
        let (address, ..) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .add_scopes(["email", "profile"].map(|scope| Scope::new(scope.into())))
            .set_pkce_challenge(challenge)
            .url();
        Ok((address.into(), pending))
    }

    /// Ends a sign-in with the query the provider sent the browser back with.
    pub async fn finish(
        &self,
        pending: Pending,
        mut answer: Fields,
        at: i64,
    ) -> Result<Identity, Failed> {
        let state = answer.take("state");
        if !bool::from(state.as_bytes().ct_eq(pending.state.as_bytes())) {
            return Err(Failed::Foreign);
        }
        // An answer of another provider, led here to be taken for this one's (RFC 9207).
        if answer
            .maybe("iss")
            .is_some_and(|issuer| issuer != self.issuer.as_str())
        {
            return Err(Failed::Foreign);
        }
        let Some(code) = answer.maybe("code") else {
            return Err(Failed::Declined);
        };
        let client = self.known(at - FRESH, at).await?;
        let tokens = self.exchange(&client, code, &pending).await?;
        let claims = self.verify(&client, &tokens, &pending, at).await?;
        self.identify(&client, &tokens, &claims).await
    }

    async fn exchange(
        &self,
        client: &Client,
        code: String,
        pending: &Pending,
    ) -> Result<CoreTokenResponse, Failed> {
        client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| Failed::Unavailable(told(&error)))?
            .set_pkce_verifier(pending.verifier())
            .request_async(&self.outbound)
            .await
            .map_err(|error| Failed::Refused(told(&error)))
    }

    /// Checks the ID token, and once more with fresh keys where the provider may have changed them.
    async fn verify(
        &self,
        client: &Client,
        tokens: &CoreTokenResponse,
        pending: &Pending,
        at: i64,
    ) -> Result<CoreIdTokenClaims, Failed> {
        let first = claims(client, tokens, pending, at);
        let Err(ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_),
        )) = first
        else {
            return first.map_err(|error| Failed::Refused(told(&error)));
        };
        let fresh = self.known(at - PATIENCE, at).await?;
        claims(&fresh, tokens, pending, at).map_err(|error| Failed::Refused(told(&error)))
    }

    /// Reads the claims. Providers may keep e-mail address and name out of the ID token; then they
    /// are asked for.
    async fn identify(
        &self,
        client: &Client,
        tokens: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
    ) -> Result<Identity, Failed> {
        let subject = claims.subject().to_string();
        if subject.is_empty() || subject.len() > SUBJECT_BYTES {
            return Err(Failed::Refused("the subject is empty or too long".into()));
        }
        let mut identity = Identity {
            issuer: claims.issuer().to_string(),
            subject,
            email: claims.email().map(|email| email.to_string()),
            email_verified: claims.email_verified().unwrap_or(false),
            name: claims.name().and_then(said),
        };
        if identity.email.is_none()
            && let Ok(request) = client.user_info(
                tokens.access_token().clone(),
                Some(claims.subject().clone()),
            )
        {
            let info: CoreUserInfoClaims = request
                .request_async(&self.outbound)
                .await
                .map_err(|error| Failed::Refused(told(&error)))?;
            identity.email = info.email().map(|email| email.to_string());
            identity.email_verified = info.email_verified().unwrap_or(false);
            identity.name = info.name().and_then(said).or(identity.name);
        }
        Ok(identity)
    }

    /// What the provider says of itself, asked anew unless it was asked after `since`. While it is
    /// away, what it said last holds.
    async fn known(&self, since: i64, at: i64) -> Result<Arc<Client>, Failed> {
        let last = self.known.read().await.clone();
        if let Some((client, _)) = last.as_ref().filter(|(_, asked)| *asked > since) {
            return Ok(Arc::clone(client));
        }
        match (self.discover().await, last) {
            (Ok(client), _) => {
                let client = Arc::new(client);
                *self.known.write().await = Some((Arc::clone(&client), at));
                Ok(client)
            }
            (Err(error), Some((client, _))) => {
                tracing::warn!(%error, issuer = self.issuer.as_str(), "provider not asked anew");
                Ok(client)
            }
            (Err(error), None) => Err(error),
        }
    }

    async fn discover(&self) -> Result<Client, Failed> {
        let said = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.outbound)
            .await
            .map_err(|error| Failed::Unavailable(told(&error)))?;
        if !self.outbound.allows(said.authorization_endpoint().url()) {
            return Err(Failed::Unavailable(told(&Failure::OutOfReach)));
        }
        let post_only = said
            .token_endpoint_auth_methods_supported()
            .is_some_and(|methods| {
                methods.contains(&CoreClientAuthMethod::ClientSecretPost)
                    && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
            });
        let by = if post_only {
            AuthType::RequestBody
        } else {
            AuthType::BasicAuth
        };
        let secret = Some(self.client_secret.clone());
        Ok(
            CoreClient::from_provider_metadata(said, self.client_id.clone(), secret)
                .set_redirect_uri(self.redirect.clone())
                .set_auth_type(by),
        )
    }
}

/// How the library asks: through our own client, with its bounds.
impl<'c> AsyncHttpClient<'c> for Outbound {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Failure>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

impl Pending {
    fn verifier(&self) -> PkceCodeVerifier {
        PkceCodeVerifier::new(self.verifier.clone())
    }
}

fn claims(
    client: &Client,
    tokens: &CoreTokenResponse,
    pending: &Pending,
    at: i64,
) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
    let missing = || ClaimsVerificationError::Other("the answer has no ID token".into());
    let now = UNIX_EPOCH + Duration::from_micros(at.unsigned_abs());
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || now.into());
    let token = tokens.id_token().ok_or_else(missing)?;
    token
        .claims(&verifier, &Nonce::new(pending.nonce.clone()))
        .cloned()
}

/// A name in the provider's default language, or the first it has.
fn said(name: &LocalizedClaim<EndUserName>) -> Option<String> {
    let name = name
        .get(None)
        .or_else(|| name.iter().next().map(|(_, name)| name))?;
    Some(name.to_string())
}

/// An error with its causes, for the log.
fn told(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

#[cfg(test)]
mod tests;
