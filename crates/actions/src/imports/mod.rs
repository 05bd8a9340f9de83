//! Files that are taken over: read, checked row by row, written all or nothing, and taken back within a day.
//!
//! A file of a million rows is no transaction: others would wait for minutes. So it goes in steps of bounded
//! transactions, each of which ends durable and is gone on with after a crash ([`work`]):
//!
//! *checking* writes down what every row is, and nothing else. *filling* writes what nobody sees yet; a row that the
//! database has overtaken meanwhile turns the whole to *clearing*. *opening* shows it to whom it belongs: nothing can
//! refuse any more, so that it is gone through with. Taking back is the same way home: *shutting* hides it again, and
//! turns back to *opening* where some of it has been used; *clearing* drops it.
//!
//! What a file can hold is told once for each kind: [`contracts`], [`organisations`], [`contacts`]. Each says what its
//! rows are beside what is here, and takes the steps; all else is the same for all.

mod apply;
mod check;
mod columns;
mod contacts;
mod contest;
mod contracts;
mod failing;
mod fill;
mod forget;
mod named;
mod organisations;
mod receive;
mod show;
mod staged;
mod stored;
mod table;
mod undo;
pub mod upload;
mod work;

pub use apply::apply;
pub use columns::{Choice, choose, samples};
pub use failing::{Failing, failing};
pub use forget::forget;
pub use receive::{receive, take};
pub use show::{Listed, Problem, Shown, list, problems, show};
pub use stored::{Counts, Phase, Reading, Turned};
pub use table::{ENCODINGS, Format, Row, SEPARATORS};
pub use undo::undo;
pub use work::{resume, turn, work};
