//! The outbox: letters are rows of the transaction that causes them, and are rendered and sent after it.

mod contract;
mod letter;
mod post;

pub use contract::{AboutContract, ContractNews};
pub use letter::{Letter, Recipient, Told};
pub(crate) use post::{Posting, post, post_many};
