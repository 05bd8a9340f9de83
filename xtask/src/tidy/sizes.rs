//! A file fits a sitting. That a function fits a screen is a lint's business (`clippy.toml`).

use crate::tree::{Tree, is_test, product};

/// Lines of a source file, without its tests.
const LINES_MAX: usize = 400;
/// Lines of a file of tests: a list of cases is read in pieces.
const TEST_LINES_MAX: usize = 700;

/// The files that are too long to read in a sitting.
pub fn files(tree: &Tree) -> Vec<String> {
    let sources = [".rs", ".js", ".mjs", ".css", ".html"].map(|end| tree.files("", end));
    let long = sources.into_iter().flatten().filter_map(|(path, text)| {
        let is_test = is_test(path) || path.starts_with("tests/") || path.contains("/test/");
        let most = if is_test { TEST_LINES_MAX } else { LINES_MAX };
        let lines = product(text).lines().count();
        (lines > most).then(|| {
            format!("{path} has {lines} lines, and {most} is the most: part it by subject")
        })
    });
    long.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_found_and_its_tests_do_not_count() {
        let (at_most, over) = ("x\n".repeat(LINES_MAX), "x\n".repeat(LINES_MAX + 1));
        let tested = format!("{at_most}\n#[cfg(test)]\nmod tests {{\n{over}}}\n");
        let tree = Tree::of([
            ("crates/a/src/tested.rs", &tested),
            ("crates/a/src/long.rs", &over),
            ("crates/a/tests/long.rs", &over),
        ]);
        let found = files(&tree);
        assert_eq!(
            found,
            ["crates/a/src/long.rs has 401 lines, and 400 is the most: part it by subject"]
        );
    }
}
