//! Every place of the site, read from its source: whoever adds one is asked by the tests that walk all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What a route answers to, as the source writes it.
const METHODS: [(&str, &str); 6] = [
    ("get(", "GET"),
    ("post(", "POST"),
    ("patch(", "PATCH"),
    ("put(", "PUT"),
    ("delete(", "DELETE"),
    ("head(", "HEAD"),
];

/// Every route: a method and a pattern such as `/contracts/{key}`.
pub fn routes() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    collect(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut found,
    );
    assert!(found.len() > 280, "the routes are found: {found:?}");
    found
}

/// The patterns of all routes.
pub fn patterns() -> BTreeSet<String> {
    routes().into_iter().map(|(_, pattern)| pattern).collect()
}

fn collect(folder: &Path, found: &mut BTreeSet<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("the source can be read").path();
        if path.is_dir() {
            collect(&path, found);
            continue;
        }
        let source = fs::read_to_string(&path).expect("the source is text");
        for route in source.split(".route(").skip(1) {
            let handlers = &route[..end(route)];
            let Some((pattern, handlers)) = handlers.split_once(',') else {
                continue;
            };
            let pattern = written(&source, pattern.trim());
            let methods = METHODS.iter().filter(|(call, _)| calls(handlers, call));
            found.extend(methods.map(|(_, method)| ((*method).to_owned(), pattern.clone())));
        }
    }
}

/// The pattern that `expression` is: text, or the name of a constant of the same file.
fn written(source: &str, expression: &str) -> String {
    let constant = format!("const {expression}: &str = ");
    let text = source
        .split_once(&constant)
        .map_or(expression, |(_, rest)| rest);
    let pattern = text.trim_start_matches('"').split('"').next();
    let pattern = pattern.unwrap_or_default().to_owned();
    assert!(pattern.starts_with('/'), "{expression} is no pattern");
    pattern
}

/// Where the call that `source` is within ends.
fn end(source: &str) -> usize {
    let mut depth = 1;
    for (place, character) in source.char_indices() {
        depth += match character {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return place;
        }
    }
    source.len()
}

/// Whether `source` calls a function by that very name.
fn calls(source: &str, call: &str) -> bool {
    source.match_indices(call).any(|(place, _)| {
        let before = source[..place].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && before != '_')
    })
}

/// What the placeholders of a pattern stand for, by the beginning of the pattern and the placeholder.
#[derive(Clone, Debug, Default)]
pub struct Objects(BTreeMap<(&'static str, &'static str), String>);

/// Every placeholder with the form of what it names; `{}` is a key's, `{token}` a token's.
const FORMS: [(&str, &str, &str); 44] = [
    ("/account/passkeys/", "{key}", "p_{}"),
    ("/account/sessions/", "{key}", "s_{}"),
    ("/admin/articles/", "{key}", "no-such-article"),
    ("/admin/articles/", "{language}", "en"),
    ("/admin/calendars/", "{key}", "nowhere"),
    ("/admin/files/", "{*path}", "nothing.toml"),
    ("/admin/import/", "{import}", "m_{}"),
    ("/admin/import/uploads/", "{key}", "m_{}"),
    ("/admin/import/", "{kind}", "stars.csv"),
    ("/admin/jobs/", "{job}", "idleness"),
    ("/admin/mail/", "{letter}", "999999"),
    ("/admin/plans/", "{key}", "nothing"),
    ("/admin/products/", "{key}", "nothing"),
    ("/admin/regions/", "{key}", "nowhere"),
    ("/admin/templates/", "{kind}", "silence"),
    ("/admin/uploads/", "{*path}", "nothing.toml"),
    ("/admin/versions/", "{number}", "999999"),
    ("/agreement/", "{version}", "1999-1"),
    ("/articles/", "{key}", "no-such-article"),
    ("/benefits", "{location}", "w_{}"),
    ("/benefits/", "{contact}", "k_{}"),
    ("/benefits/", "{token}", "{token}"),
    ("/calendar/", "{token}", "{token}"),
    ("/cloud/subscriptions/", "{key}", "s_{}"),
    ("/cloud/subscriptions/", "{delegation}", "g_{}"),
    ("/contracts/", "{key}", "c_{}"),
    ("/contracts/", "{invitation}", "i_{}"),
    ("/demo/", "{who}", "nobody"),
    ("/desk/problems/", "{key}", "t_{}"),
    ("/desk/replies/", "{key}", "x_{}"),
    ("/dev/", "{id}", "999999"),
    ("/files/", "{key}", "f_{}"),
    ("/invitations/", "{token}", "{token}"),
    ("/links/", "{token}", "{token}"),
    ("/look/colours/", "{name}", "nobody"),
    ("/look/logo/", "{hash}", "nobody"),
    ("/notices/", "{token}", "{token}"),
    ("/orders/", "{key}", "r_{}"),
    ("/program/new", "{location}", "w_{}"),
    ("/requests/draft/", "{key}", "d_{}"),
    ("/service-centre/orders/", "{key}", "r_{}"),
    ("/service-centre/", "{key}", "x_{}"),
    ("/sign-in/link/", "{link}", "{token}"),
    ("/sign-in/with/", "{key}", "nobody"),
];

/// Placeholders that name the same wherever they stand.
const EVERYWHERE: [(&str, &str); 4] = [
    ("{number}", "INC-482019379"),
    ("{person}", "a_{}"),
    ("{contact}", "k_{}"),
    ("{task}", "t_{}"),
];

impl Objects {
    /// Says what `placeholder` stands for in patterns that begin with `front`; with an empty key, for nothing.
    pub fn named(&mut self, front: &'static str, placeholder: &'static str, key: &str) {
        self.0.insert((front, placeholder), key.to_owned());
    }

    /// What `placeholder` stands for.
    pub fn of(&self, front: &'static str, placeholder: &'static str) -> String {
        self.0[&(front, placeholder)].clone()
    }

    /// The address that `pattern` makes of them. Whatever they lack, nobody has; nothing where they have none of it.
    pub fn fill(&self, pattern: &str) -> Option<String> {
        let mut filled = pattern.to_owned();
        // The longer front is the nearer one.
        for ((front, placeholder), key) in self.0.iter().rev() {
            if pattern.starts_with(front) && filled.contains(placeholder) {
                if key.is_empty() {
                    return None;
                }
                filled = filled.replace(placeholder, key);
            }
        }
        (filled != pattern).then(|| of_nobody(&filled, pattern))
    }
}

/// The address of what nobody has.
pub fn unknown(pattern: &str) -> String {
    of_nobody(pattern, pattern)
}

/// Fills what is left open in `filled` with what nobody has, of the right form.
fn of_nobody(filled: &str, pattern: &str) -> String {
    let forms = FORMS
        .iter()
        .filter(|(front, ..)| pattern.starts_with(front));
    let forms = forms.map(|(_, placeholder, form)| (*placeholder, *form));
    let mut filled = filled.to_owned();
    for (placeholder, form) in forms.chain(EVERYWHERE) {
        let key = form
            .replace("{token}", &"0".repeat(43))
            .replace("{}", &"0".repeat(26));
        filled = filled.replace(placeholder, &key);
    }
    assert!(
        !filled.contains('{'),
        "what {pattern} names has no form here"
    );
    filled
}
