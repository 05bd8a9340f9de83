//! Two database engines behind one transaction, and a place for bytes. Knows no noun.
//!
//! A caller hands a closure to [`Store::write`] or [`Store::read`]; a thread that owns a connection
//! runs it. One thread writes: what piles up while the disk makes one commit durable shares the
//! next one. The engine is chosen once, in [`Settings`], and matched once, in `connection.rs`.

mod archive;
mod batch;
mod bytes;
mod checkpoint;
mod connection;
mod copy;
mod fault;
mod job;
mod migrate;
mod postgres;
mod query;
mod readers;
mod row;
mod schema;
mod silence;
mod sqlite;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;
mod writer;

pub use archive::{Archive, Attached, Damage, Manifest, Proof, Signature};
pub use batch::Batch;
pub use bytes::{ByteFault, ByteSettings, ByteStore, ByteStream, Kind, Stored};
pub use copy::Table;
pub use fault::Fault;
pub use migrate::{Applied, Migration};
pub use row::{FromValue, Row};
pub use store::{Engine, Settings, Store, Tuning};
pub use tx::{Ask, Reader, Tx};
pub use value::Value;
