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
