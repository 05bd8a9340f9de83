//! Opening the house: the data folder, the keys, the database and its migrations.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use actions::keys::{self, KeyRing};
use actions::{House, MIGRATIONS, Opened};
use domain::catalog::LANGUAGES;
use domain::order::Way;
use entrypoints::SignInProvider;
use entrypoints::orders::Buying;
use store::{ByteSettings, ByteStore, Store};
use web_kit::oidc;
use web_kit::payment::{Provider, Stripe};

use crate::failure::Failure;
use crate::nature::Entropy;
use crate::settings::{Files, Keys, Settings};

/// Opens the house and brings its database up to date.
///
/// # Errors
/// [`Failure::Unready`] where a folder or a key is missing: nothing starts without every key that the data names.
pub async fn house(settings: &Settings) -> Result<Arc<House>, Failure> {
    let keys = key_ring(&settings.keys)?;
    let store = database(settings)?;
    store.migrate(MIGRATIONS)?;
    let house = House::open(Opened {
        store,
        bytes: bytes(settings)?,
        file_bytes_max: settings.file_bytes_max,
        keys,
        chance: Box::new(Entropy),
        articles: search::Index::open(&settings.data.join("search"), &LANGUAGES)?,
    })
    .await?;
    let missing = keys::missing(&house).await?;
    if missing.is_empty() {
        return Ok(house);
    }
    house.close().await;
    let numbers: Vec<_> = missing.iter().map(ToString::to_string).collect();
    Err(Failure::Unready(format!(
        "the data needs keys that the key file lacks: number {}",
        numbers.join(", ")
    )))
}

/// Opens the database without touching what is in it.
pub fn database(settings: &Settings) -> Result<Store, Failure> {
    let place = match &settings.database {
        Some(url) => store::Settings::Postgres {
            url: url.reveal().to_owned(),
        },
        None if settings.data.is_dir() => store::Settings::Sqlite {
            path: settings.data.join("klippkort.sqlite"),
        },
        None => {
            let folder = settings.data.display();
            return Err(Failure::Unready(format!(
                "the data folder {folder} is missing: run `klippkort init`"
            )));
        }
    };
    Ok(Store::open(&place)?)
}

/// The place of the files' bytes.
pub fn bytes(settings: &Settings) -> Result<ByteStore, Failure> {
    let place = match &settings.files {
        Files::Folder => ByteSettings::Folder {
            path: settings.data.join("files"),
        },
        Files::Bucket(bucket) => ByteSettings::S3 {
            bucket: bucket.name.clone(),
            region: bucket.region.clone(),
            endpoint: bucket.endpoint.clone(),
            access_key: bucket.access_key.clone(),
            secret: bucket.secret.reveal().to_owned(),
        },
    };
    ByteStore::open(&place)
        .map_err(|fault| Failure::Unready(format!("the place for files: {fault}")))
}

/// The providers to sign in with. None is asked anything yet: one that is away keeps nobody from the portal.
pub fn providers(settings: &Settings) -> Result<Vec<SignInProvider>, Failure> {
    let providers = settings.providers.iter();
    providers
        .map(|one| {
            let (key, name, issuer) = (one.key.clone(), one.name.clone(), one.issuer.clone());
            let callback = format!("/sign-in/with/{key}/callback");
            let provider = oidc::Provider::new(oidc::Settings {
                issuer: one.issuer.clone(),
                client_id: one.client_id.clone(),
                client_secret: one.client_secret.reveal().to_owned(),
                redirect: settings.address.absolute(&callback),
                reach: one.reach,
            });
            let provider = provider.map_err(|problem| {
                Failure::Unready(format!("the provider {key} cannot be used: {problem}"))
            })?;
            Ok(SignInProvider {
                key,
                name,
                issuer,
                provider,
            })
        })
        .collect()
}

/// The ways to pay for what is bought. The payment provider is not asked anything yet.
pub fn buying(settings: &Settings, demo: bool) -> Result<Buying, Failure> {
    let ways = settings.buying.ways(demo);
    let card = ways.contains(&Way::Card).then(|| card(settings));
    Ok(Buying {
        invoice: ways.contains(&Way::Invoice),
        card: card.transpose()?.flatten(),
    })
}

/// The payment provider, where one is set.
pub fn card(settings: &Settings) -> Result<Option<Provider>, Failure> {
    let stripe = settings.buying.stripe.as_ref();
    let stripe = stripe
        .map(|stripe| Stripe::new(stripe.settings()))
        .transpose();
    let stripe = stripe.map_err(|problem| Failure::Unready(problem.to_string()))?;
    Ok(stripe.map(Provider::Stripe))
}

/// Reads the keys.
pub fn key_ring(keys: &Keys) -> Result<KeyRing, Failure> {
    let text = match keys {
        Keys::Text(secret) => secret.reveal().to_owned(),
        Keys::File(path) => key_file(path)?,
    };
    KeyRing::parse(&text).map_err(|problem| Failure::Unready(problem.to_string()))
}

/// The text of the key file, which nobody else may read.
pub fn key_file(path: &Path) -> Result<String, Failure> {
    let unready =
        |words: String| Failure::Unready(format!("the key file {} {words}", path.display()));
    let text = fs::read_to_string(path).map_err(|problem| match problem.kind() {
        ErrorKind::NotFound => {
            unready("is missing: run `klippkort init`, or put back the copy that was kept".into())
        }
        _ => unready(format!("cannot be read: {problem}")),
    })?;
    if is_open_to_others(path) {
        return Err(unready(
            "can be read by others: run `chmod 600` on it".into(),
        ));
    }
    Ok(text)
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_path: &Path) -> bool {
    false
}
