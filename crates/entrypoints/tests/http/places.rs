//! Every place of the site, read from its source: whoever adds a page is asked by the tests that walk all of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The patterns of all routes, such as `/contracts/{key}`.
pub fn patterns() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut found,
    );
    assert!(found.len() > 80, "the routes are found: {found:?}");
    found
}

fn collect(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("the source can be read").path();
        if path.is_dir() {
            collect(&path, found);
            continue;
        }
        let source = fs::read_to_string(&path).expect("the source is text");
        for route in source.split(".route(").skip(1) {
            let quoted = route
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next());
            found.extend(
                quoted
                    .filter(|route| route.starts_with('/'))
                    .map(str::to_owned),
            );
        }
    }
}

/// What the placeholders of a pattern stand for.
#[derive(Clone, Debug)]
pub struct Objects {
    pub draft: String,
    pub contract: String,
    pub request: String,
    pub file: String,
    pub invitation: String,
    pub token: String,
    pub person: String,
    pub problem: String,
    pub order: String,
    pub subscription: String,
    pub delegation: String,
    pub adjustment: String,
}

impl Objects {
    /// Objects that nobody has, of the right form.
    pub fn of_nobody() -> Self {
        let key = "00000000000000000000000000";
        Self {
            draft: format!("d_{key}"),
            contract: format!("c_{key}"),
            request: "INC-482019379".to_owned(),
            file: format!("f_{key}"),
            invitation: format!("i_{key}"),
            token: "0".repeat(43),
            person: format!("a_{key}"),
            problem: format!("t_{key}"),
            order: format!("r_{key}"),
            subscription: format!("s_{key}"),
            delegation: format!("g_{key}"),
            adjustment: format!("j_{key}"),
        }
    }

    /// The address that a pattern makes of them; nothing where it names none of them.
    pub fn fill(&self, pattern: &str) -> Option<String> {
        let key = match pattern {
            _ if pattern.starts_with("/requests/draft/") => &self.draft,
            _ if pattern.starts_with("/contracts/") => &self.contract,
            _ if pattern.starts_with("/service-centre/contracts/") => &self.contract,
            _ if pattern.starts_with("/service-centre/adjustments/") => &self.adjustment,
            _ if pattern.starts_with("/files/") => &self.file,
            _ if pattern.starts_with("/desk/problems/") => &self.problem,
            _ if pattern.starts_with("/orders/") => &self.order,
            _ if pattern.starts_with("/service-centre/orders/") => &self.order,
            _ if pattern.starts_with("/cloud/subscriptions/") => &self.subscription,
            _ => "",
        };
        let filled = pattern
            .replace("{key}", key)
            .replace("{number}", &self.request)
            .replace("{invitation}", &self.invitation)
            .replace("{token}", &self.token)
            .replace("{person}", &self.person)
            .replace("{delegation}", &self.delegation);
        (filled != pattern && !filled.contains('{') && !filled.contains("//")).then_some(filled)
    }
}
