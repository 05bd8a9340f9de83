//! HTTP without nouns: what any site of ours needs between the socket and its handlers.
//!
//! What this crate refuses it answers *bare*: a status and an empty body. The floor above dresses
//! such an answer as a page or a problem document in the reader's language.
//!
//! Time and chance are arguments: an instant is an `i64` of microseconds since 1970 UTC, a secret
//! is made of random bytes the caller passes in.

pub mod assets;
pub mod csrf;
pub mod download;
pub mod file_name;
pub mod form;
pub mod form_state;
pub mod guard;
pub mod headers;
pub mod host;
pub mod multipart;
pub mod negotiate;
pub mod network;
pub mod oidc;
pub mod outbound;
pub mod passkey;
pub mod payment;
pub mod problem;
pub mod rate;
pub mod serve;
pub mod session;
pub mod tus;
