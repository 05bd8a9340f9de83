//! The partner programme: memberships, what is activated for them, and sending IDs that were lost.

mod activate;
mod ask;
mod find;
mod follow;
mod holdings;
pub(crate) mod import;
mod membership;
mod missing;
mod preview;
mod queue;
mod record;
mod resend;
mod show;
mod stored;

pub use activate::{Activated, activate, buy_cloud_support};
pub(crate) use activate::{activate_within, draws};
pub use ask::{request_activation, request_toolkit};
pub use find::{Found, FoundContract, Match, find};
pub use follow::follow_up;
pub use holdings::{Holding, end, hold};
pub use membership::{NewMembership, record_membership};
pub use missing::{Missing, Why, missing_ids};
pub use preview::{Dates, Foreseen, Preview, preview};
pub use queue::{Figures, Queue, Task, queue};
pub use record::{CaseLine, Delivery, Kept, on_record};
pub(crate) use resend::resend_within;
pub use resend::{Resending, Resent, Rule, Sendable, resend, resending, rules};
pub(crate) use show::shown;
pub use show::{Benefit, Partner, Rights, kept, show};
pub use stored::{Membership, Predecessor};
pub(crate) use stored::{current, location_of};
