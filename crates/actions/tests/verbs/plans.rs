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

/// Tables that do not grow with what customers do: a row for each thing that somebody sets up.
const SMALL: [&str; 12] = [
    "catalog",
    "counter",
    "import",
    "job",
    "job_run",
    "logo",
    "look",
    "offer",
    "saved_reply",
    "seal_head",
    "setting",
    "setup_code",
];

/// Statements that are there to read all of a table, and why nobody waits for them.
const WHOLE: [(&str, &str); 0] = [];

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
    let meant = |statement: &str| WHOLE.iter().any(|(start, _)| statement.starts_with(start));
    let unmeant = plans.iter().filter(|(statement, _)| !meant(statement));
    unmeant
        .flat_map(|(statement, plans)| {
            let steps = plans.values().flatten();
            let scanned = steps.filter_map(|step| scanned(step, plans));
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
    // In the order of an index, until there are enough.
    let in_order = scanned.contains(" USING ");
    // What a query makes as it goes is a list in memory.
    let made = plans["sqlite"].iter().any(|line| {
        line == &format!("CO-ROUTINE {name}") || line == &format!("MATERIALIZE {name}")
    });
    let in_memory = made
        || ["SUBQUERY", "COMPOUND", "json_each", "CONSTANT"]
            .iter()
            .any(|list| scanned.contains(list));
    (!in_order && !in_memory).then(|| name.to_owned())
}
