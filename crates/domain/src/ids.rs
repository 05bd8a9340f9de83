//! What people read, type and paste: numbers of contracts and requests, keys in addresses, ways to
//! reach somebody.

mod digits;
mod email;
mod pair;
mod paste;
mod phone;
mod public_key;
mod request_number;

pub use digits::{digits_in_a_row, luhn_digit, luhn_valid};
pub use email::{EmailAddress, EmailProblem, masked};
pub use pair::{AccessId, Candidate, CandidateKind, ContractId, IdProblem, candidates};
pub use paste::split_pasted;
pub use phone::{PhoneNumber, PhoneProblem};
pub use public_key::PublicKey;
pub use request_number::{NumberKey, NumberProblem, RequestKind, RequestNumber};
