//! The banner of a problem that is known.

use actions::known_problems::KnownProblem;
use domain::time::{Moment, Zone};
use words::Words;

use crate::markdown;

/// A problem as its banner tells it: see `templates/portal/known_problems.html`.
pub(crate) struct Known {
    /// What is wrong, and when that was last looked at.
    pub sentence: String,
    /// What helps in the meantime; empty where nobody knows.
    pub html: String,
}

impl Known {
    /// The banners of `problems`, told to somebody in `zone` at `at`.
    pub fn all(w: Words, problems: &[KnownProblem], at: Moment, zone: &Zone) -> Vec<Self> {
        let banner = |problem: &KnownProblem| {
            let (title, text) = problem.in_language(w.language().code());
            Self {
                sentence: w.known_problem_banner(w.next_moment(problem.updated, at, zone), title),
                html: markdown::written(text),
            }
        };
        problems.iter().map(banner).collect()
    }
}
