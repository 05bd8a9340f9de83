//! Buying: orders, the money that comes in for them and goes back, and the contracts that they become.

mod cancel;
mod choices;
mod deliver;
mod list;
mod of_draft;
mod pay;
mod payment;
mod place;
mod refund;
mod return_payment;
mod session;
mod settle;
mod show;
mod stored;
mod told;

pub use cancel::{cancel, over};
pub use choices::{Choices, choices};
pub use deliver::deliver_due;
pub use list::{Desk, Line, Narrowed, Page, View, at_service_centre, mine};
pub use of_draft::{OfDraft, of_draft};
pub use pay::{Outcome, Received, mark_paid, receive};
pub use payment::Payment;
pub use place::{Order, place};
pub use refund::refund;
pub use return_payment::return_payments;
pub use session::{Session, remember};
pub use settle::{DueRefund, Fate, settle, settle_by_hand, take_due};
pub use show::{Shown, show, show_at_service_centre};
pub use stored::Purchase;
