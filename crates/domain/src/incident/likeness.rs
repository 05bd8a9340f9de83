//! Whether two incidents may be about the same problem: a hint to a person, who then decides.

use std::collections::BTreeSet;

/// What an incident is about, as far as it tells it from others about the same product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem<'a> {
    /// The key of the problem type.
    pub problem_type: &'a str,
    /// The key of the category.
    pub category: &'a str,
    /// The title.
    pub title: &'a str,
}

/// Shorter words say little about a problem.
const WORD_CHARS_MIN: usize = 4;

/// One word in common is likely to be chance.
const WORDS_SHARED_MIN: usize = 2;

/// Words of any problem, in the languages of the portal.
const COMMON: [&str; 32] = [
    "after", "cannot", "does", "error", "fails", "från", "fungerar", "have", "inget", "inte",
    "into", "issue", "kan", "längre", "longer", "med", "när", "problem", "server", "sedan", "som",
    "that", "the", "then", "this", "till", "update", "when", "where", "with", "works", "working",
];

/// How much two problems with the product called `product` are alike: nothing where they are not, more where their
/// titles share significant words than where only type and category are the same.
pub fn likeness(product: &str, one: &Problem<'_>, other: &Problem<'_>) -> Option<usize> {
    let (mine, theirs) = (words(product, one.title), words(product, other.title));
    let shared = mine.intersection(&theirs).count();
    let same_category = (one.problem_type, one.category) == (other.problem_type, other.category);
    (same_category || shared >= WORDS_SHARED_MIN).then_some(shared)
}

/// The significant words of a title; the product's own name is none.
fn words(product: &str, title: &str) -> BTreeSet<String> {
    let product = split(product);
    let mut words = split(title);
    words.retain(|word| {
        word.chars().count() >= WORD_CHARS_MIN
            && !COMMON.contains(&word.as_str())
            && !product.contains(word)
    });
    words
}

fn split(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Problem, likeness};

    fn problem<'a>(category: &'a str, title: &'a str) -> Problem<'a> {
        Problem {
            problem_type: "identity",
            category,
            title,
        }
    }

    #[test]
    fn alike_is_the_same_category_or_two_words_that_say_something() {
        let like = |one: Problem<'_>, other: Problem<'_>| likeness("Windows Server", &one, &other);
        let mine = problem("replication", "Replication stops with event 8614");
        let same = problem("replication", "Something else");
        let worded = problem("logon", "Event 8614 on all replication partners");
        let chance = problem("logon", "Replication of a profile");
        let common = problem(
            "logon",
            "Windows server does not start after update with error",
        );
        assert_eq!(like(mine, same), Some(0));
        assert_eq!(like(mine, worded), Some(3));
        assert_eq!(like(mine, chance), None, "one word");
        let other = problem("dns", "Windows Server error after this update");
        assert_eq!(
            like(common, other),
            None,
            "words of any problem with the product"
        );
        assert_eq!(like(problem("a", ""), problem("b", "")), None);
    }
}
