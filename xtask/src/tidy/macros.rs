//! Templates hand macros what they mean to: an argument that is called like a parameter bound before it is that parameter.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::tree::Tree;

const TEMPLATES: &str = "crates/entrypoints/templates/";

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

static MACRO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\{%-? macro (\w+)\((.*?)\) -?%\}"));
static CALL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[a-z]+::(\w+)\("));
static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\w+)=([^=].*)$"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#""[^"]*""#));
/// A variable: no field, no method, no path.
static VARIABLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[^\w.:])([a-z_]\w*)"));

/// Calls in which an argument names a parameter that is bound before it, and so is not what stands outside.
pub fn shadowed(tree: &Tree) -> Vec<String> {
    let pages = || tree.files(TEMPLATES, ".html");
    let macros: BTreeMap<&str, Vec<&str>> = pages()
        .flat_map(|(_, text)| MACRO.captures_iter(text))
        .map(|found| {
            let (_, [name, list]) = found.extract();
            (name, parameters(list))
        })
        .collect();
    let lines = pages().flat_map(|(path, text)| text.lines().map(move |line| (path, line)));
    let calls = lines.flat_map(|(path, line)| {
        CALL.captures_iter(line).filter_map(move |call| {
            let whole = call.get(0)?;
            Some((path, call.get(1)?.as_str(), &line[whole.end()..]))
        })
    });
    let shadowed = calls.filter_map(|(path, name, rest)| {
        let hidden = hidden(macros.get(name)?, &arguments(rest))?;
        Some(format!(
            "{path}: `{hidden}` in a call of {name} is the parameter of that name"
        ))
    });
    shadowed.collect()
}

fn parameters(list: &str) -> Vec<&str> {
    let names = list.split(", ").filter(|one| !one.is_empty());
    names
        .map(|one| one.split([':', '=']).next().unwrap_or_default().trim())
        .collect()
}

/// The arguments of a call, from behind its parenthesis on.
fn arguments(rest: &str) -> Vec<String> {
    let (mut depth, mut quoted) = (0_i32, false);
    let mut arguments = vec![String::new()];
    for letter in rest.chars() {
        match letter {
            '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted && depth == 0 => break,
            ')' | ']' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = arguments.last_mut() {
            last.push(letter);
        }
    }
    arguments
}

/// A variable that an argument means to take from outside, and takes from the parameters before it.
fn hidden<'a>(parameters: &[&'a str], arguments: &[String]) -> Option<&'a str> {
    arguments.iter().enumerate().find_map(|(place, argument)| {
        let named = NAMED.captures(argument.trim());
        let named = named.and_then(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str())));
        let of = |name: &str| parameters.iter().position(|one| *one == name);
        let (place, value) = match named {
            Some((name, value)) => (of(name)?, value),
            None => (place, argument.as_str()),
        };
        let plain = QUOTED.replace_all(value, "");
        let mut variables = VARIABLE.captures_iter(&plain);
        variables.find_map(|found| {
            let bound = of(found.get(1)?.as_str()).filter(|bound| *bound < place)?;
            parameters.get(bound).copied()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_that_a_parameter_hides_is_found() {
        let macros =
            "{%- macro choice(form, name, value, title, note: str = \"\") -%}{%- endmacro -%}";
        let page = "{{ forms::choice(form, \"kind\", key, name) }}\n\
                    {{ forms::choice(form, \"kind\", key, w.said(title, \"name\"), note=one.name) }}\n\
                    {{ forms::choice(form, \"kind\", key, words, note=title.as_str()) }}";
        let tree = Tree::of([
            ("crates/entrypoints/templates/macros/forms.html", macros),
            ("crates/entrypoints/templates/page.html", page),
        ]);
        assert_eq!(
            shadowed(&tree),
            [
                "crates/entrypoints/templates/page.html: `name` in a call of choice is the parameter of that name",
                "crates/entrypoints/templates/page.html: `title` in a call of choice is the parameter of that name",
            ]
        );
    }
}
