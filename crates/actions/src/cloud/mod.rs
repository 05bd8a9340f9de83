//! The cloud area: subscriptions, the roles on them, and what customers delegate to partners.

mod create;
mod delegate;
mod mine;
mod roles;
mod show;
pub(crate) mod stored;

pub use create::{NewSubscription, create, create_as, key, mint};
pub use delegate::{delegate, end};
pub use mine::{Customer, Mine, mine};
pub(crate) use roles::recognise;
pub use roles::{give, take};
pub use show::{Delegated, Holder, Shown, show};
pub use stored::Subscription;

/// Each query of a list with values for its parameters.
#[cfg(test)]
pub(crate) fn queries() -> Vec<(&'static str, Vec<store::Value<'static>>)> {
    let (nobody, nothing) = (store::Value::Ints(&[]), store::Value::Texts(&[]));
    vec![
        (stored::OF_BATCH, vec![nothing, nobody]),
        (mine::OF_ACCOUNT, vec![1.into(), 9.into()]),
        (mine::CUSTOMERS, vec![1.into(), 9.into()]),
        (show::HOLDERS, vec![1.into(), 9.into()]),
        (show::DELEGATIONS, vec!["o".into(), 9.into()]),
    ]
}
