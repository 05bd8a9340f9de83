//! Letters: composed from their facts in the reader's language, and handed to a mail server.

mod advice;
mod compose;
mod contracts;
mod dev;
mod orders;
mod organisations;
mod render;
mod requests;
pub(crate) mod samples;
mod send;
mod standing;
mod statements;
mod warnings;

pub(crate) use dev::routes;
pub use send::{BadMailSettings, Carrier, MailSettings, Security, run};
pub(crate) use send::{Preview, preview};
pub(crate) use standing::role_name;
