//! The outbox: letters are rows of the transaction that causes them, and are rendered and sent after it.

mod contract;
mod due;
mod letter;
mod order;
mod organisation;
mod post;
mod queue;
mod request;
mod settle;
mod standing;
mod statement;

pub use contract::{AboutContract, ContractNews, Outlook};
pub use due::{Due, newest, one, take_due};
pub use letter::{Letter, Recipient};
pub use order::{AboutOrder, OrderNews};
pub use organisation::{AboutOrganisation, OrganisationNews};
pub(crate) use post::{Posting, post, post_each, post_many};
pub use queue::{Kept, Listed, View, queue, retry, retry_all, send_sample};
pub use request::{CaseDeed, Closed, GivenBack, NamedContract, Received, RequestNews, Told, Used};
pub use settle::{Fate, settle};
pub use standing::StandingNews;
pub use statement::{Balance, Monthly, MonthlyOf};
