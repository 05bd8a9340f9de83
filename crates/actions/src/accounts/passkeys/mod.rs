//! Passkeys: proof that a person sits there. What a browser and an authenticator say to each other is kept here
//! unread; the entrypoints check it.

mod manage;
mod register;
mod show;

use domain::account::AccountRef;
use domain::ids::PublicKey;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, params};

use super::ceremony::{self, Ceremony};
use super::sessions;
use crate::{Answer, House, Seen, Visit};

pub use manage::{remove, rename};
pub use register::{Registered, register};
pub use show::{Shown, confirm, known, sign_in};

const LIST: &str =
    "SELECT key, name, created_at, used_at, credential FROM passkey WHERE account = $1 ORDER BY id";

/// A registered passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its key in addresses.
    pub key: String,
    /// What its person calls it.
    pub name: String,
    /// When it was registered.
    pub added: Moment,
    /// When it was last used.
    pub used: Option<Moment>,
    /// The credential, as the check needs it.
    pub credential: String,
}

/// Which ceremony is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Registering a passkey.
    Register,
    /// Confirming who is there.
    Confirm,
    /// Signing in.
    SignIn,
}

impl Purpose {
    const fn kind(self) -> &'static str {
        match self {
            Self::Register => "passkey_register",
            Self::Confirm => "passkey_confirm",
            Self::SignIn => "passkey_sign_in",
        }
    }
}

/// Who a passkey is registered for or shown by.
#[derive(Clone, Debug)]
pub struct Holder {
    /// 128 random bits that stand for the account towards authenticators.
    pub handle: u128,
    /// The account's address.
    pub email: String,
    /// What to call the person; the address where they have no name.
    pub name: String,
    /// The passkeys they have.
    pub passkeys: Vec<Passkey>,
}

/// The person who asks, with their passkeys.
pub async fn holder(house: &House, visit: &Visit) -> Answer<Seen<Holder>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let name = if person.name.is_empty() {
                &person.email
            } else {
                &person.name
            };
            let handle = PublicKey::parse('a', &person.key).map(PublicKey::bits);
            Ok(Holder {
                handle: handle.ok_or_else(|| Fault::corrupt("an account's key"))?,
                email: person.email.clone(),
                name: name.clone(),
                passkeys: of(reader, person.account)?,
            })
        })
        .await
}

/// Refuses where the person may not register a passkey now: the first needs the address proven by mail in this
/// session, any other a passkey shown just now.
pub async fn may_register(house: &House, visit: &Visit) -> Answer<()> {
    let asked = visit.clone();
    let checked = house.see(visit, move |reader, caller| {
        let person = caller.person().ok_or(Refusal::SignInNeeded)?;
        require_proof(reader, &asked, person.account, person.passkey_at)
    });
    checked.await.map(|seen| seen.page)
}

/// Keeps a ceremony's state until the browser's next request.
pub async fn keep(house: &House, visit: &Visit, purpose: Purpose, state: String) -> Answer<()> {
    let (asked, key) = (
        visit.clone(),
        PublicKey::mint('y', house.random()).to_string(),
    );
    house
        .act(visit, move |tx, caller| {
            let account = caller.person().map(|person| person.account);
            ceremony::keep(
                tx,
                &asked,
                purpose.kind(),
                &Ceremony::new(key, account, state),
            )
        })
        .await
}

/// Takes the state of a ceremony that this browser and this person have begun; it is gone then.
///
/// # Errors
/// [`Refusal::PasskeyRefused`] where there is none.
pub async fn take(house: &House, visit: &Visit, purpose: Purpose) -> Answer<String> {
    let asked = visit.clone();
    let taken: Option<String> = house
        .act(visit, move |tx, caller| {
            let account = caller.person().map(|person| person.account);
            let taken = ceremony::take(tx, &asked, purpose.kind())?;
            Ok(taken
                .filter(|taken| purpose == Purpose::SignIn || taken.account == account)
                .map(|taken| taken.state))
        })
        .await?;
    Ok(taken.ok_or(Refusal::PasskeyRefused)?)
}

fn require_proof(
    reader: &Reader<'_>,
    visit: &Visit,
    account: AccountRef,
    shown: Option<Moment>,
) -> Answer<()> {
    if of(reader, account)?.is_empty() {
        return sessions::require_fresh(reader, visit);
    }
    require_recent(shown, visit.at)
}

/// Refuses where no passkey was shown within the last ten minutes.
fn require_recent(shown: Option<Moment>, at: Moment) -> Answer<()> {
    match shown {
        Some(shown) if at < shown.plus_minutes(limits::STEP_UP_MINUTES) => Ok(()),
        _ => Err(Refusal::StepUpNeeded.into()),
    }
}

fn of(reader: &Reader<'_>, account: AccountRef) -> Result<Vec<Passkey>, Fault> {
    reader.rows(LIST, params![account.0], |row| {
        Ok(Passkey {
            key: row.get(0)?,
            name: row.get(1)?,
            added: Moment(row.get(2)?),
            used: row.get::<Option<i64>>(3)?.map(Moment),
            credential: row.get(4)?,
        })
    })
}
