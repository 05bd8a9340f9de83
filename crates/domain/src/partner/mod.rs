//! Partner organisations: what a membership brings, who sees what of it, and whom lost IDs are sent to.

mod activation;
mod days;
mod programme;
mod recipients;
mod seats;

pub use activation::{Addition, Cause, Site, Toolkit, may_ask, plan};
pub use days::{Days, days_fit};
pub use programme::{
    Activation, Benefit, CloudOffers, Competency, Level, Planned, Programme, Standing,
};
pub use recipients::{Contact, Located, Sending, recipients};
pub use seats::{Place, Seat, place};

/// An organisation's row in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationRef(pub i64);

/// The row of one of an organisation's locations; the head office is one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocationRef(pub i64);
