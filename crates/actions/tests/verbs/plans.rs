//! The way that every statement goes on both engines is kept in `plans.txt`, so that a change of it is seen; and none
//! reads a table as a whole that grows. `cargo xtask plans` writes the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use actions::{Answer, MIGRATIONS};
use store::testing::World;
use store::{Engine, Tx, Value};

/// What is kept of each statement.
const KEPT: &str = include_str!("../../plans.txt");

/// Names a file of statements, a line each, whose plans are written instead of compared.
const WRITE: &str = "WRITE_PLANS";

/// Tables that do not grow with what customers do: they hold what somebody sets up, or are swept.
const SMALL: [&str; 14] = [
    "article",
    "catalog",
    "counter",
    "import",
    "job",
    "job_run",
    "link_proof",
    "logo",
    "look",
    "offer",
    "saved_reply",
    "seal_head",
    "setting",
    "setup_code",
];

/// Statements that read all of a table, how they begin, and why nobody waits for them.
const WHOLE: &[(&str, &str)] = &[
    (
        "DELETE FROM letter WHERE kind = 'account_deleted'",
        "the sweep comes once a day",
    ),
    (
        "DELETE FROM session WHERE expires_at",
        "the sweep comes once a day",
    ),
    (
        "SELECT a.key, a.email, p.created_at FROM link_proof p",
        "proofs last for minutes",
    ),
    (
        "SELECT o.key, o.version, o.digest FROM offer o",
        "offers are few",
    ),
    (
        "SELECT MIN(created_at) FROM letter",
        "the last letter that was sent is among the newest",
    ),
    (
        "SELECT pair_key AS number FROM contract",
        "the start asks once which keys are in use",
    ),
    (
        "SELECT sealed_key, key, sealed_id FROM contract",
        "the start asks once which keys are in use",
    ),
    ("DELETE FROM ceremony WHERE account", ERASURE),
    ("DELETE FROM invitation WHERE email", ERASURE),
    ("DELETE FROM transfer_note WHERE EXISTS", ERASURE),
    ("UPDATE draft SET answers = '{}'", ERASURE),
    ("UPDATE event SET words = ''", ERASURE),
    ("UPDATE file SET name = ''", ERASURE),
    ("UPDATE invitation SET message = ''", ERASURE),
    ("UPDATE split SET title = ''", ERASURE),
    ("DELETE FROM location", PARTNERS),
    ("DELETE FROM organisation", PARTNERS),
    (
        "SELECT w.id FROM location w WHERE w.id = $1 AND ( EXISTS",
        PARTNERS,
    ),
    (
        "SELECT DISTINCT COALESCE(a.key, k.key)",
        "the monthly statements are for everybody",
    ),
    (
        "SELECT DISTINCT contract FROM (SELECT contract FROM incident",
        "of the latest incidents most are on a contract",
    ),
    (
        "SELECT id, key, access_id, sealed_id",
        "a new key seals everything anew",
    ),
    ("SELECT k.version, k.accent_light", "the look is one row"),
];

const ERASURE: &str = "somebody is erased, which is rare";
const PARTNERS: &str =
    "a location or an organisation goes, which is rare, and what hangs on it is looked for";

/// The plan of each statement on each engine, line by line.
type Plans = BTreeMap<String, BTreeMap<&'static str, Vec<String>>>;

#[tokio::test]
async fn every_statement_goes_the_way_that_is_kept() {
    let kept = kept();
    let written = std::env::var_os(WRITE).map(|path| statements(Path::new(&path)));
    let statements = written
        .clone()
        .unwrap_or_else(|| kept.keys().cloned().collect());
    let mut plans = Plans::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let name = name(engine);
        let found = match store::testing::world(engine, MIGRATIONS) {
            Some(world) => explained(&world, statements.clone()).await,
            None => BTreeMap::new(),
        };
        for statement in &statements {
            let as_kept = || kept.get(statement)?.get(name).cloned();
            let plan = found.get(statement).cloned().or_else(as_kept);
            let plan = plan.unwrap_or_default();
            plans
                .entry(statement.clone())
                .or_default()
                .insert(name, plan);
        }
    }
    if written.is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/plans.txt");
        std::fs::write(file, told(&plans)).expect("the plans can be written");
    } else {
        for (statement, plan) in &plans {
            assert_eq!(Some(plan), kept.get(statement), "{statement}");
        }
    }
    assert_eq!(scans(&plans), Vec::<String>::new());
}

fn name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    }
}

/// What is kept: each statement on a line, and its plans behind it, indented.
fn kept() -> Plans {
    let mut plans = Plans::new();
    let mut statement = String::new();
    for line in KEPT.lines().filter(|line| !line.starts_with('#')) {
        match line
            .strip_prefix("    ")
            .and_then(|line| line.split_once(": "))
        {
            None => {
                line.clone_into(&mut statement);
                let none = [("sqlite", vec![]), ("postgres", vec![])];
                plans.insert(statement.clone(), none.into());
            }
            Some((engine, step)) => {
                let plan = plans
                    .get_mut(&statement)
                    .and_then(|plans| plans.get_mut(engine));
                plan.expect("a plan has its statement before it")
                    .push(step.to_owned());
            }
        }
    }
    plans
}

fn told(plans: &Plans) -> String {
    let mut text = KEPT
        .lines()
        .take_while(|line| line.starts_with('#'))
        .collect::<Vec<_>>()
        .join("\n")
        + "\n";
    for (statement, plans) in plans {
        let _ = writeln!(text, "{statement}");
        for (engine, plan) in plans {
            for step in plan {
                let _ = writeln!(text, "    {engine}: {step}");
            }
        }
    }
    text
}

/// The statements of a file.
fn statements(path: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(path).expect("the statements can be read");
    text.lines().map(str::to_owned).collect()
}

/// The plans of `statements` in `world`, which is empty: they do not change with what tests leave there.
async fn explained(world: &World, statements: BTreeSet<String>) -> BTreeMap<String, Vec<String>> {
    let engine = world.store.engine();
    let plans: Answer<_> = world
        .store
        .write(move |tx| {
            if engine == Engine::Postgres {
                // A table as small as these is scanned for speed; with that off, only a missing index scans.
                let set = "SELECT set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)";
                tx.row(set, &[], |_| Ok(()))?;
            }
            let plan = |(number, statement): (usize, String)| {
                let plan = match engine {
                    Engine::Sqlite => on_sqlite(tx, &statement),
                    Engine::Postgres => on_postgres(tx, number, &statement),
                };
                (statement, plan)
            };
            Ok(statements.into_iter().enumerate().map(plan).collect())
        })
        .await;
    plans.expect("the plans are read")
}

fn on_sqlite(tx: &Tx<'_>, statement: &str) -> Vec<String> {
    let values = vec![Value::Null; parameters(statement)];
    let explain = format!("EXPLAIN QUERY PLAN {statement}");
    let lines = tx.rows(leaked(explain), &values, |row| row.get::<String>(3));
    lines.unwrap_or_else(|fault| panic!("{statement}: {fault}"))
}

fn on_postgres(tx: &Tx<'_>, number: usize, statement: &str) -> Vec<String> {
    let prepare = leaked(format!("PREPARE kept_{number} AS {statement}"));
    let nulls = vec!["NULL"; parameters(statement)].join(", ");
    let values = if nulls.is_empty() {
        String::new()
    } else {
        format!("({nulls})")
    };
    let explain = leaked(format!("EXPLAIN (COSTS OFF) EXECUTE kept_{number}{values}"));
    let lines = tx
        .rows(prepare, &[], |_| Ok(()))
        .and_then(|_| tx.rows(explain, &[], |row| row.get::<String>(0)));
    let lines = lines.unwrap_or_else(|fault| panic!("{statement}: {fault}"));
    let paths = lines
        .iter()
        .map(|line| line.trim_start_matches([' ', '-', '>']));
    let paths = paths.filter(|line| line.contains("Scan "));
    let named = paths.map(str::to_owned).collect::<BTreeSet<_>>();
    named.into_iter().collect()
}

/// How many parameters a statement has.
fn parameters(statement: &str) -> usize {
    let numbers = statement.split('$').skip(1).map(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest[..digits].parse().unwrap_or(0)
    });
    numbers.max().unwrap_or(0)
}

/// A statement as long-lived as those of the verbs.
fn leaked(statement: String) -> &'static str {
    Box::leak(statement.into_boxed_str())
}

/// Where a table that grows is read as a whole, and nobody meant it.
fn scans(plans: &Plans) -> Vec<String> {
    let meant = |statement: &str| {
        let known = WHOLE.iter().any(|(start, _)| statement.starts_with(start));
        // What is listed for a row that is new is looked for only where a constraint waits for the end.
        known || (statement.starts_with("INSERT") && !statement.contains("SELECT"))
    };
    let unmeant = plans.iter().filter(|(statement, _)| !meant(statement));
    unmeant
        .flat_map(|(statement, plans)| {
            let steps = plans.values().flatten();
            let sorts = steps.clone().any(|step| step.contains("TEMP B-TREE"));
            // Every row that is read in order is told, until there are enough.
            let in_order =
                statement.contains(" LIMIT ") && !statement.contains(" WHERE ") && !sorts;
            let scanned = steps
                .filter_map(|step| scanned(step, plans))
                .filter(move |_| !in_order);
            let grows = scanned.filter(|table| !SMALL.contains(&table.as_str()));
            grows.map(move |table| format!("{table} is scanned: {statement}"))
        })
        .collect()
}

/// The table that a step of a plan reads as a whole.
fn scanned(step: &str, plans: &BTreeMap<&'static str, Vec<String>>) -> Option<String> {
    if let Some(table) = step.strip_prefix("Seq Scan on ") {
        return table.split(' ').next().map(str::to_owned);
    }
    let scanned = step.strip_prefix("SCAN ")?;
    let name = scanned.split(' ').next()?;
    // Through an index, which may hold no more than what is looked for.
    let through = scanned.contains(" USING ");
    // What a query makes as it goes is a list in memory.
    let made = plans["sqlite"].iter().any(|line| {
        line == &format!("CO-ROUTINE {name}") || line == &format!("MATERIALIZE {name}")
    });
    let in_memory = made
        || ["SUBQUERY", "COMPOUND", "json_each", "CONSTANT"]
            .iter()
            .any(|list| scanned.contains(list));
    (!through && !in_memory).then(|| name.to_owned())
}
