//! The ledger in the store: books are read whole, decided upon by `domain::ledger`, and written back as transfers
//! and the projection in one transaction.

pub mod books;
mod examine;
mod expire;
mod seal;

pub use examine::{Examined, Finding, examine};
pub use expire::{Expired, expire};
pub use seal::{last_sealed, seal};
