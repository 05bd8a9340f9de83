//! The settings as an administrator sees them: each with its value and where it comes from, and no secret.

use std::env;
use std::fs;
use std::path::Path;

use entrypoints::{Decided, Source, Value};
use toml::Table;

use super::{FILE, Keys, Settings};

/// Every setting that has a name in the file, with its name in the environment.
const NAMES: [(&str, &str); 28] = [
    ("name", "KLIPPKORT_NAME"),
    ("listen", "KLIPPKORT_LISTEN"),
    ("address", "KLIPPKORT_ADDRESS"),
    ("proxies", "KLIPPKORT_PROXIES"),
    ("data", "KLIPPKORT_DATA"),
    ("database_url", "DATABASE_URL"),
    ("bucket.name", "KLIPPKORT_BUCKET"),
    ("bucket.region", "KLIPPKORT_BUCKET_REGION"),
    ("bucket.endpoint", "KLIPPKORT_BUCKET_ENDPOINT"),
    ("bucket.access_key", "KLIPPKORT_BUCKET_ACCESS_KEY"),
    ("bucket.secret", "KLIPPKORT_BUCKET_SECRET"),
    ("file_megabytes_max", "KLIPPKORT_FILE_MEGABYTES_MAX"),
    ("backups.folder", "KLIPPKORT_BACKUPS"),
    ("backups.keep", "KLIPPKORT_BACKUPS_KEEP"),
    ("key_file", "KLIPPKORT_KEY_FILE"),
    ("keys", "KLIPPKORT_KEYS"),
    ("mail.host", "KLIPPKORT_MAIL_HOST"),
    ("mail.port", "KLIPPKORT_MAIL_PORT"),
    ("mail.security", "KLIPPKORT_MAIL_SECURITY"),
    ("mail.user", "KLIPPKORT_MAIL_USER"),
    ("mail.password", "KLIPPKORT_MAIL_PASSWORD"),
    ("mail.from", "KLIPPKORT_MAIL_FROM"),
    ("contact", "KLIPPKORT_CONTACT"),
    ("buying", "KLIPPKORT_BUYING"),
    ("stripe.key", "KLIPPKORT_STRIPE_KEY"),
    ("stripe.webhook_secret", "KLIPPKORT_STRIPE_WEBHOOK_SECRET"),
    ("log_format", "KLIPPKORT_LOG_FORMAT"),
    ("log", "KLIPPKORT_LOG"),
];

/// Those whose values nobody sees.
const SECRETS: [&str; 6] = [
    "database_url",
    "bucket.secret",
    "keys",
    "mail.password",
    "stripe.key",
    "stripe.webhook_secret",
];

/// The settings in force.
pub fn told(settings: &Settings, file: Option<&Path>) -> Vec<Decided> {
    let written = fs::read_to_string(file.unwrap_or(Path::new(FILE)));
    let written: Table = written
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or_default();
    NAMES
        .into_iter()
        .map(|(name, variable)| {
            let (text, source) = found(&written, name, variable);
            let text = text.or_else(|| otherwise(settings, name));
            let value = match text {
                Some(_) if SECRETS.contains(&name) => Value::Secret,
                Some(text) => Value::Text(text),
                None => Value::Nothing,
            };
            Decided {
                name,
                value,
                source,
            }
        })
        .collect()
}

/// What the environment says, else the file.
fn found(written: &Table, name: &str, variable: &str) -> (Option<String>, Source) {
    let set = |variable: &str| env::var(variable).ok().filter(|text| !text.is_empty());
    if let Some(text) = set(&format!("{variable}_FILE")).or_else(|| set(variable)) {
        return (Some(text), Source::Environment);
    }
    let value = match name.split_once('.') {
        Some((table, name)) => written.get(table).and_then(|table| table.get(name)),
        None => written.get(name),
    };
    match value {
        Some(toml::Value::String(text)) => (Some(text.clone()), Source::File),
        Some(other) => (Some(other.to_string()), Source::File),
        None => (None, Source::Default),
    }
}

/// What holds where nobody has decided it.
fn otherwise(settings: &Settings, name: &str) -> Option<String> {
    Some(match name {
        "name" => settings.name.clone(),
        "listen" => settings.listen.to_string(),
        "address" => settings.address.origin().clone(),
        "data" => settings.data.display().to_string(),
        "file_megabytes_max" => (settings.file_bytes_max / (1024 * 1024)).to_string(),
        "key_file" => match &settings.keys {
            Keys::File(path) => path.display().to_string(),
            Keys::Text(_) => return None,
        },
        "mail.port" => settings.mail.as_ref()?.settings().port.to_string(),
        "log" => settings.log.filter.clone(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use words::{Language, Words};

    use super::*;

    #[test]
    fn every_setting_is_called_something_in_every_language() {
        for &language in Language::all() {
            let w = Words::of(language);
            for (name, _) in NAMES {
                let key = name.replace('.', "_");
                assert_ne!(w.called_setting(&key), key, "{name}, {language:?}");
            }
        }
    }

    #[test]
    fn a_secret_is_never_told_and_each_value_says_where_it_comes_from() {
        let written: Table = "name = \"Nordhav\"\n[mail]\nport = 25\n"
            .parse()
            .expect("a file");
        let told = |name| found(&written, name, "KLIPPKORT_NOT_SET_IN_TESTS");
        assert_eq!(told("name"), (Some("Nordhav".to_owned()), Source::File));
        assert_eq!(told("mail.port"), (Some("25".to_owned()), Source::File));
        assert_eq!(told("log"), (None, Source::Default));
        let settings = Settings::read(None).ok().expect("the defaults");
        let told = super::told(&settings, Some(Path::new("no-such-file.toml")));
        for one in told.iter().filter(|one| SECRETS.contains(&one.name)) {
            assert!(!matches!(one.value, Value::Text(_)), "{one:?}");
        }
        let known = told.iter().map(|one| one.name);
        assert!(
            SECRETS
                .iter()
                .all(|name| known.clone().any(|known| known == *name))
        );
    }
}
