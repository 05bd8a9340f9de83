//! The steps of the request wizard, which a refusal may send somebody back to.

/// A step of the request wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Which product and version.
    Product,
    /// How it is used.
    Use,
    /// Which type and category of problem.
    Problem,
    /// Articles that may solve it.
    SelfHelp,
    /// How the request is paid for.
    Contract,
    /// How the customer is reached.
    Contact,
    /// What the problem is.
    Description,
    /// Everything once more.
    Check,
}

impl Step {
    /// Every step, in the order they are taken.
    pub const ALL: [Self; 8] = [
        Self::Product,
        Self::Use,
        Self::Problem,
        Self::SelfHelp,
        Self::Contract,
        Self::Contact,
        Self::Description,
        Self::Check,
    ];
}
