//! One gate: every route, for everybody, with what is theirs, what is another's and what nobody has. Unknown and
//! foreign look alike, and nothing of another's shows itself anywhere.
//!
//! `matrix.txt` has a line for each route: the method, the pattern, and who is let in. Everybody else finds nothing,
//! and a visitor is asked to sign in where somebody is let in. What follows a question mark is a query, or the fields
//! of the form. Routes that change something are done in the order of their lines, after it is proved that whoever is
//! not let in changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use actions::MIGRATIONS;
use actions::testing::noon;
use actions::testing::scene;

use crate::crowd::{self, Crowd, PEOPLE, Role, UNPROVEN, bare};
use crate::estates::{self, Estate, INTERNAL};
use crate::installation::installation;
use crate::places::{self, Objects};
use crate::stage::Stage;
use crate::support::Page;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/http/matrix.txt");

use Role::{
    Above, Administrator, Engineer, Head, Linked, Location, Owner, Service, Stranger, Supervisor,
    Visitor,
};

/// Everybody, by the word that the table has for them; and words for several.
const WORDS: [(&str, &[Role]); 14] = [
    ("stranger", &[Stranger]),
    ("owner", &[Owner]),
    ("linked", &[Linked]),
    ("head", &[Head]),
    ("above", &[Above]),
    ("location", &[Location]),
    ("engineer", &[Engineer]),
    ("service", &[Service]),
    ("supervisor", &[Supervisor]),
    ("administrator", &[Administrator]),
    ("keepers", &[Service, Supervisor, Administrator]),
    ("nobody", &[]),
    ("signed-in", EVERYBODY.split_at(1).1),
    ("everybody", EVERYBODY),
];

const EVERYBODY: &[Role] = &[
    Visitor,
    Stranger,
    Owner,
    Linked,
    Head,
    Above,
    Location,
    Engineer,
    Service,
    Supervisor,
    Administrator,
];

pub type Route = (String, String);

/// A line of the table: who is let in. The pattern may have a query.
pub struct Line {
    pub route: Route,
    pub lets_in: BTreeSet<Role>,
    /// Whether what the first of them does leaves nothing to do for the others.
    is_done_once: bool,
}

/// The lines of the table.
pub fn table() -> Vec<Line> {
    let table = fs::read_to_string(TABLE).expect("the table is there");
    let lines = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let lines = lines.map(|line| {
        let mut words = line.split_whitespace().map(str::to_owned);
        let route = words.next().zip(words.next()).expect("a route");
        let (once, words): (Vec<_>, Vec<_>) = words.partition(|word| word == "once");
        let roles = words.into_iter().flat_map(|word| {
            let known = WORDS.iter().find(|(known, _)| *known == word);
            known.unwrap_or_else(|| panic!("{word} in {line}")).1
        });
        Line {
            lets_in: roles.copied().collect(),
            is_done_once: !once.is_empty(),
            route,
        }
    });
    lines.collect()
}

/// What can be counted of everything that a deed could change.
async fn traces(stage: &Stage) -> Vec<String> {
    let counted = "
        SELECT 'draft ' || COALESCE(SUM(version), 0) || ' ' || COUNT(ended_at) FROM draft
        UNION ALL SELECT 'incident ' || COUNT(*) || ' ' || COUNT(engineer) FROM incident
        UNION ALL SELECT 'event ' || COUNT(*) FROM event
        UNION ALL SELECT 'transfer ' || COUNT(*) FROM transfer
        UNION ALL SELECT 'contract ' || COUNT(*) || ' ' || COUNT(activated_at) FROM contract
        UNION ALL SELECT 'link ' || COUNT(*) || ' ' || COUNT(ended_at) FROM link
        UNION ALL SELECT 'contact ' || COUNT(*) || ' ' || COUNT(ended_at) || ' ' || COUNT(approved_at) FROM contact
        UNION ALL SELECT 'organisation ' || COUNT(*) FROM organisation
        UNION ALL SELECT 'location ' || COUNT(*) FROM location
        UNION ALL SELECT 'membership ' || COUNT(*) FROM membership
        UNION ALL SELECT 'activation ' || COUNT(*) || ' ' || COUNT(done_at) FROM activation
        UNION ALL SELECT 'invitation ' || COUNT(*) || ' ' || COUNT(used_at) || ' ' || COUNT(withdrawn_at) FROM invitation
        UNION ALL SELECT 'file ' || COUNT(*) || ' ' || COUNT(removed_at) FROM file
        UNION ALL SELECT 'subscription ' || COUNT(*) FROM subscription
        UNION ALL SELECT 'role ' || COUNT(*) || ' ' || COUNT(ended_at) FROM subscription_role
        UNION ALL SELECT 'delegation ' || COUNT(*) || ' ' || COUNT(ended_at) FROM delegation
        UNION ALL SELECT 'letter ' || COUNT(*) FROM letter
        UNION ALL SELECT 'known_problem ' || SUM(version) || ' ' || COUNT(ended_at) FROM known_problem
        UNION ALL SELECT 'saved_reply ' || SUM(version) || ' ' || COUNT(*) FROM saved_reply
        UNION ALL SELECT 'purchase ' || COUNT(*) || ' ' || COUNT(paid_at) || ' ' || COUNT(failed_at) FROM purchase
        UNION ALL SELECT 'import ' || COUNT(*) FROM import
        UNION ALL SELECT 'import_upload ' || COUNT(*) FROM import_upload
        UNION ALL SELECT 'account_quiet ' || COUNT(*) FROM account_quiet
        UNION ALL SELECT 'adjustment ' || COUNT(decided_at) FROM adjustment
        UNION ALL SELECT 'audit ' || COUNT(*) FROM audit";
    let mut counted = stage.texts(counted).await;
    counted.sort();
    counted
}

/// Who was seen to be let in, and what was wrong.
#[derive(Default)]
struct Findings {
    seen: BTreeMap<Route, BTreeMap<Role, char>>,
    wrong: Vec<String>,
}

/// Which of the cells of a line are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    LetIn(bool),
}

struct Walk<'a> {
    crowd: Crowd,
    estates: &'a [Estate],
    house: &'a Objects,
    findings: Findings,
    /// What is done once, and was.
    done: BTreeSet<String>,
}

/// What a pattern names for the person at `place`, and how they stand to it.
pub fn named(
    estates: &[Estate],
    house: &Objects,
    pattern: &str,
    place: usize,
) -> Vec<(String, Role)> {
    let (who, own, otherwise, _) = PEOPLE[place];
    let named = estates.iter().filter_map(|estate| {
        let path = estate.objects.fill(pattern)?;
        Some((path, estate.role(who, otherwise)))
    });
    // One who is a stranger to all, or sees all, sees them alike: Kim, Maja and Bo are strangers to one another's.
    let is_told_apart = ["kim", "maja", "bo"].contains(&who);
    let most = if is_told_apart { usize::MAX } else { 1 };
    let named: Vec<_> = named.take(most).collect();
    match house.fill(pattern) {
        _ if !named.is_empty() => named,
        path => vec![(path.unwrap_or_else(|| places::unknown(pattern)), own)],
    }
}

impl Walk<'_> {
    fn named(&self, pattern: &str, place: usize) -> Vec<(String, Role)> {
        named(self.estates, self.house, pattern, place)
    }

    /// One line for everybody.
    async fn walk(&mut self, line: &Line, which: Which) {
        for place in 0..PEOPLE.len() {
            self.cell(line, place, which).await;
        }
    }

    /// One line for one person, with everything that it can name.
    async fn cell(&mut self, line: &Line, place: usize, which: Which) {
        let Line { route, lets_in, .. } = line;
        let ((method, pattern), who) = (route, PEOPLE[place].0);
        let nobodys = places::unknown(pattern);
        let mut unknown = None;
        for (path, role) in self.named(pattern, place) {
            let is_let_in = lets_in.contains(&role);
            if which != Which::All && which != Which::LetIn(is_let_in) {
                continue;
            }
            let is_deed = which == Which::LetIn(true) && line.is_done_once;
            if is_deed && !self.done.insert(path.clone()) {
                continue;
            }
            let page = self.crowd.ask(place, method, &path).await;
            let mark = crowd::mark(&page);
            let expected = match role {
                _ if is_let_in => "+",
                Visitor if lets_in.is_empty() => "-?",
                Visitor => "?",
                _ if who == UNPROVEN => "-!",
                _ => "-",
            };
            let mut wrong = Vec::new();
            if !expected.contains(mark) {
                wrong.push(format!(
                    "{mark} ({}), not {expected}, for {role:?}",
                    page.status
                ));
            }
            self.leaks(&page, place, method, &mut wrong);
            if path != nobodys {
                if unknown.is_none() {
                    unknown = Some(self.crowd.ask(place, method, &nobodys).await);
                }
                let unknown = unknown.as_ref().expect("it was asked for");
                if crowd::mark(unknown) == '+' {
                    wrong.push(format!("finds what nobody has ({})", unknown.status));
                }
                if mark != '+' && bare(&page, &path) != bare(unknown, &nobodys) {
                    wrong.push(format!("tells unknown from foreign: {page:?} {unknown:?}"));
                }
            }
            let seen = self.findings.seen.entry(route.clone()).or_default();
            if who != UNPROVEN && seen.insert(role, mark).is_some_and(|before| before != mark) {
                wrong.push(format!("{role:?} is let in and is not"));
            }
            let said = wrong
                .into_iter()
                .map(|what| format!("{method} {path}, {who}: {what}"));
            self.findings.wrong.extend(said);
        }
    }

    /// What of others' stands in the page.
    fn leaks(&self, page: &Page, place: usize, method: &str, wrong: &mut Vec<String>) {
        let (who, _, otherwise, _) = PEOPLE[place];
        for estate in self.estates {
            if estate.role(who, otherwise) <= Stranger && page.body.contains(estate.secret) {
                wrong.push(format!("sees {}", estate.secret));
            }
            if method == "GET" && page.body.contains(estate.contract_id) {
                wrong.push(format!("sees the Contract ID of {}", estate.secret));
            }
        }
        if otherwise <= Stranger && page.body.contains(INTERNAL) {
            wrong.push(format!("sees {INTERNAL}"));
        }
    }
}

/// The line of the table that would say what was seen.
fn as_line(((method, pattern), seen): (&Route, &BTreeMap<Role, char>)) -> String {
    let let_in: Vec<_> = EVERYBODY
        .iter()
        .filter(|role| seen.get(role) == Some(&'+'))
        .collect();
    format!("{method:6} {pattern} {let_in:?}")
}

/// Everybody's estates, and what is the house's.
pub async fn peopled(stage: &Stage) -> (Vec<Estate>, Objects) {
    let mut visits = BTreeMap::new();
    for (name, _, _, roles) in PEOPLE.into_iter().skip(1) {
        let visit = scene::person(&stage.store, name, roles, noon()).await;
        visits.insert(name, visit);
    }
    let estates = estates::estates(stage, &visits).await;
    let house = installation(stage, &visits).await;
    (estates, house)
}

store::on_both_engines! { MIGRATIONS;
    /// The naive page checks who may press its button, and forgets who may look, or the other way round.
    async fn t13_every_route_lets_in_whom_it_should_with_what_is_theirs_and_nobody_else(world) {
        let (lines, routes) = (table(), places::routes());
        let bare = |(method, pattern): &Route| (method.clone(), pattern.split('?').next().unwrap_or_default().to_owned());
        let told: BTreeSet<_> = lines.iter().map(|line| bare(&line.route)).collect();
        let differing: Vec<_> = told.symmetric_difference(&routes).collect();
        assert!(differing.is_empty(), "routes and lines differ: {differing:#?}");
        let stage = Stage::open(&world).await;
        let (estates, house) = peopled(&stage).await;
        let crowd = Crowd::gather(&stage).await;
        let mut walk = Walk { crowd, estates: &estates, house: &house, findings: Findings::default(), done: BTreeSet::new() };
        let is_read = |line: &&Line| ["GET", "HEAD"].contains(&line.route.0.as_str());
        let before = traces(&stage).await;
        for line in lines.iter().filter(is_read) {
            walk.walk(line, Which::All).await;
        }
        for line in lines.iter().filter(|line| !is_read(line)) {
            walk.walk(line, Which::LetIn(false)).await;
        }
        let after = traces(&stage).await;
        if after != before {
            walk.findings.wrong.push(format!("something has been done: {before:?} {after:?}"));
        }
        for line in lines.iter().filter(|line| !is_read(line)) {
            walk.walk(line, Which::LetIn(true)).await;
            if line.route.1.starts_with("/sign-") || line.route.1.starts_with("/account") {
                walk.crowd = Crowd::gather(&stage).await;
            }
        }
        let Findings { seen, wrong } = walk.findings;
        let lines: Vec<_> = seen.iter().map(as_line).collect();
        assert!(wrong.is_empty(), "{}\nas lines:\n{}", wrong.join("\n"), lines.join("\n"));
    }
}
