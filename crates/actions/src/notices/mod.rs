//! What people are told as time goes by: warnings before a contract runs empty or ends, and a statement each month.

mod monthly;
mod remind;
mod warn;

pub use monthly::send_statements;
pub use remind::{Choice, Reminder, remind, reminder};
pub use warn::{warn, warn_all};
