//! The key file on disk: made once, replaced whole, looked after while the program runs.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::time::Duration;

use actions::House;
use actions::keys::KeyRing;
use tokio::time::interval;

use crate::failure::Failure;
use crate::nature::Entropy;
use crate::open;
use crate::settings::Keys;

/// How often a running server looks whether there is a new key.
pub const LOOKED_AFTER_EVERY: Duration = Duration::from_secs(2);

/// Makes a key file that nobody else may read, unless there is one; says whether it did.
pub fn make(path: &Path) -> Result<bool, Failure> {
    let text = KeyRing::generate(&Entropy::bytes(), &Entropy::bytes());
    match write(path, &text) {
        Ok(()) => Ok(true),
        Err(problem) if problem.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(problem) => Err(unwritable(path, &problem)),
    }
}

/// Puts another text in its place, so that whoever reads it sees the old one or the new one, whole.
pub fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = Path::new(&beside);
    match fs::remove_file(beside) {
        Err(problem) if problem.kind() != ErrorKind::NotFound => {
            return Err(unwritable(beside, &problem));
        }
        _ => {}
    }
    write(beside, text)
        .and_then(|()| fs::rename(beside, path))
        .map_err(|problem| unwritable(path, &problem))
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn unwritable(path: &Path, problem: &std::io::Error) -> Failure {
    Failure::Unready(format!("{} cannot be written: {problem}", path.display()))
}

/// Takes every new key of the key file while the program runs, until it is dropped.
pub async fn look_after(keys: &Keys, house: &House) {
    let Keys::File(path) = keys else { return };
    let mut known = open::key_file(path).unwrap_or_default();
    let mut rounds = interval(LOOKED_AFTER_EVERY);
    loop {
        rounds.tick().await;
        let Ok(text) = open::key_file(path) else {
            continue;
        };
        if text == known {
            continue;
        }
        let taken = KeyRing::parse(&text).map_err(|problem| problem.to_string());
        let taken = taken.and_then(|ring| {
            house
                .take_keys(&ring)
                .map_err(|problem| problem.to_string())
        });
        match taken {
            Ok(()) => tracing::info!("a new key is in use"),
            Err(problem) => tracing::error!(
                problem,
                "the key file has changed, and the keys held before stay in use"
            ),
        }
        known = text;
    }
}
