//! Letters: composed from their facts in the reader's language, and handed to a mail server.

mod advice;
mod compose;
mod contracts;
mod dev;
mod orders;
mod organisations;
mod render;
mod requests;
#[cfg(test)]
mod samples;
mod send;
mod statements;
mod warnings;

pub(crate) use dev::routes;
pub use send::{BadMailSettings, Carrier, MailSettings, Security, run};
