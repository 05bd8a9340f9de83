//! The ledger in the store: books are read whole, decided upon by `domain::ledger`, and written back as transfers
//! and the projection in one transaction.

pub mod books;
