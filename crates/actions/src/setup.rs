//! The first run: whoever can read the server's log makes themselves its administrator, once.

use domain::account::Caller;
use domain::ids::{EmailAddress, PublicKey};
use domain::limits;
use domain::refusal::Refusal;
use domain::settings::Settings;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Fault, Tx, params};

use crate::accounts::sessions::{Device, SignedIn};
use crate::accounts::{founded, is_founded};
use crate::budget::{Window, spend};
use crate::house::{House, Visit};
use crate::settings;
use crate::stopped::{Answer, Stopped};

/// Who the audit log names for what is done here.
const FOUNDER: Caller = Caller::House("operator:setup");

const MADE: &str = "INSERT INTO setup_code (hash, made_at) VALUES ($1, $2)";

const FORGET: &str = "DELETE FROM setup_code WHERE made_at <= $1";

/// The rows are held: of two who set up at once, the second finds none.
const CODES: &str = "SELECT hash FROM setup_code ORDER BY hash FOR UPDATE";

const DONE: &str = "DELETE FROM setup_code";

/// Digits of a code that stand together.
const GROUP: usize = 4;

/// What the first run decides.
#[derive(Clone, Debug)]
pub struct First {
    /// The code from the log.
    pub code: String,
    /// The administrator's address.
    pub email: EmailAddress,
    /// What to call them; may be empty.
    pub name: String,
    /// The code of their language.
    pub language: String,
    /// What is decided for the house.
    pub settings: Settings,
}

/// Whether nobody administers the house yet.
pub async fn is_open(house: &House) -> Answer<bool> {
    Ok(!house.store.read::<_, Fault, _>(is_founded).await?)
}

/// A code to set the house up with, for the operator's eyes; nothing where somebody administers it already.
pub async fn open(house: &House, at: Moment) -> Answer<Option<String>> {
    let random: [u8; 10] = house.random();
    house
        .quietly(move |tx| {
            if is_founded(tx)? {
                return Ok(None);
            }
            let code = written(&random);
            let old = at.plus_hours(-limits::SETUP_CODE_HOURS);
            tx.execute(FORGET, params![old.0])?;
            tx.execute(MADE, params![&hash(&code), at.0])?;
            Ok(Some(code))
        })
        .await
}

/// Sets the house up and signs its first administrator in, as if their address had been proven: whoever reads the log
/// of the server can do more than that.
///
/// # Errors
/// [`Refusal::NotFound`] where somebody administers it already, [`Refusal::CodeWrong`], and
/// [`Refusal::TooManyAttempts`] for who guesses.
pub async fn finish(
    house: &House,
    visit: &Visit,
    first: First,
    device: Device,
) -> Answer<SignedIn> {
    let keys = (
        PublicKey::mint('a', house.random()).to_string(),
        PublicKey::mint('s', house.random()).to_string(),
    );
    let asked = visit.clone();
    let done: Result<SignedIn, Refusal> = house
        .act(visit, move |tx, _caller| {
            if is_founded(tx)? {
                return Err(Refusal::NotFound.into());
            }
            // The charge stays where the code is wrong.
            if let Err(refusal) = check(tx, &asked, &first.code)? {
                return Ok(Err(refusal));
            }
            tx.execute(DONE, params![])?;
            let version = settings::in_force(tx)?.version;
            settings::put(tx, &FOUNDER, version, &first.settings, asked.at)?;
            let account = (
                first.email.as_str(),
                first.name.as_str(),
                first.language.as_str(),
            );
            founded(
                tx,
                &FOUNDER,
                account,
                &first.settings.zone,
                (keys, &device),
                &asked,
            )
            .map(Ok)
        })
        .await?;
    house.refresh_settings().await?;
    done.map_err(Stopped::Refused)
}

fn check(tx: &mut Tx<'_>, visit: &Visit, code: &str) -> Answer<Result<(), Refusal>> {
    let network = format!("setup/network/{}", visit.network);
    let budgets = [
        (network.as_str(), limits::SETUP_TRIES_PER_NETWORK_HOUR),
        ("setup/all", limits::SETUP_TRIES_PER_HOUR),
    ];
    for (subject, limit) in budgets {
        if let Err(refusal) = spend(tx, subject, Window::HOUR, limit, visit.at)?.or_refuse() {
            return Ok(Err(refusal));
        }
    }
    let hashes: Vec<Vec<u8>> = tx.rows(CODES, params![], |row| row.get(0))?;
    let is_known = hashes.iter().any(|known| known[..] == hash(code));
    Ok(if is_known {
        Ok(())
    } else {
        Err(Refusal::CodeWrong)
    })
}

/// Sixteen digits of thirty-two in groups, none of which looks like another.
fn written(random: &[u8; 10]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let shift = |bits: u128, byte: &u8| (bits << 8) | u128::from(*byte);
    let bits = random.iter().fold(0, shift);
    let digit = |place: usize| {
        let digit = usize::try_from((bits >> (5 * place)) & 31).expect("five bits");
        char::from(DIGITS[digit])
    };
    let digits: Vec<char> = (0..random.len() * 8 / 5).map(digit).collect();
    let groups = digits
        .chunks(GROUP)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

/// The hash of a code as it may be typed: with or without what stands between, small or large.
fn hash(code: &str) -> [u8; 32] {
    let digits = code.chars().filter(char::is_ascii_alphanumeric);
    let digits: String = digits.map(|digit| digit.to_ascii_lowercase()).collect();
    Sha256::digest(digits.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::{hash, written};

    #[test]
    fn a_code_is_as_long_as_its_chance_and_is_read_however_it_is_typed() {
        let code = written(&[0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 1]);
        assert_eq!(code.len(), 19, "{code}");
        assert_ne!(
            code,
            written(&[0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 2])
        );
        assert_eq!(hash(&code), hash(&code.to_uppercase().replace('-', " ")));
    }
}
