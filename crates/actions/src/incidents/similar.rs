//! A colleague's open incident about the same problem, for whoever is about to submit another.

use std::cmp::Reverse;

use domain::incident::{Problem, likeness};
use domain::limits;
use domain::refusal::Refusal;
use store::params;

use super::Answers;
use super::participants::colleague;
use crate::contracts::colleagues::contracts_of_colleagues;
use crate::{Answer, House, Visit};

/// Open incidents about the product `$2` that the account `$1` may begin to follow, the one changed last first.
pub(super) const OPEN: &str = concat!(
    "SELECT i.number, i.title, i.problem_type, i.category
     FROM incident i JOIN contract c ON c.id = i.contract
     WHERE i.contract IN (",
    contracts_of_colleagues!("$1"),
    ") AND i.product = $2 AND i.closed_at IS NULL AND i.account <> $1 AND ",
    colleague!("$1"),
    " IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM participant p WHERE p.incident = i.id AND p.account = $1
                       AND (p.ended_at IS NULL OR p.ended_by <> p.account))
     ORDER BY i.changed_at DESC, i.id DESC LIMIT $3"
);

/// The number of the colleague's open incident that is most like what was answered, if one is; only one that the
/// caller may follow.
///
/// # Errors
/// `SignInNeeded`.
pub async fn similar(house: &House, visit: &Visit, answers: &Answers) -> Answer<Option<String>> {
    let catalog = house.catalog();
    let (Some(product), Some(problem_type), Some(category)) = (
        answers.product_in(&catalog),
        answers.problem_type.clone(),
        answers.category.clone(),
    ) else {
        return Ok(None);
    };
    let names: Vec<&str> = product.name.languages().map(|(_, name)| name).collect();
    let (key, names, title) = (product.key.clone(), names.join(" "), answers.title.clone());
    let seen = house.see(visit, move |reader, caller| {
        let account = caller.person().ok_or(Refusal::SignInNeeded)?.account;
        let mine = Problem {
            problem_type: &problem_type,
            category: &category,
            title: &title,
        };
        let values = params![account.0, key.as_str(), limits::LIKE_REQUESTS_MAX];
        let found = reader.rows(OPEN, values, |row| {
            let (title, problem_type, category) = (
                row.get::<String>(1)?,
                row.get::<String>(2)?,
                row.get::<String>(3)?,
            );
            let theirs = Problem {
                problem_type: &problem_type,
                category: &category,
                title: &title,
            };
            let likeness = likeness(&names, &mine, &theirs);
            Ok(likeness.map(|likeness| (likeness, row.get::<String>(0))))
        })?;
        let likest = found
            .into_iter()
            .flatten()
            .min_by_key(|(likeness, _)| Reverse(*likeness));
        Ok(likest.map(|(_, number)| number).transpose()?)
    });
    Ok(seen.await?.page)
}
