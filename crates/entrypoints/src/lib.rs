//! Everything that can set the house in motion: pages, letters and jobs. An entrypoint parses what came in, calls one
//! action and answers; it holds no rule and no SQL.

mod admin;
mod advisory;
mod answer;
mod app;
mod calendar;
mod cloud;
mod contracts;
mod countries;
mod csv;
mod deeds;
mod desk;
mod explain;
pub mod exported;
mod fields;
mod files;
mod frame;
mod look;
pub mod mail;
mod markdown;
pub mod orders;
mod paging;
mod partner;
mod portal;
mod program;
mod refused;
mod requests;
mod routes;
pub mod schedule;
mod service_centre;
mod visit;

pub use admin::{Decided, Source, Value};
pub use app::{App, Clock, Examples, LoadExamples, Settings};
pub use portal::{Demo, DemoPair, DemoPerson, SignInProvider};
pub use routes::site;
