//! No page reads a whole table that grows: the plan of each of its queries goes through an index, on both engines.

use store::testing::World;
use store::{Engine, Reader, Value};

use crate::Answer;

/// A query with values for its parameters.
pub type Query = (&'static str, Vec<Value<'static>>);

/// Asserts that every query goes through an index.
pub async fn go_through_indexes(world: &World, queries: Vec<Query>) {
    for (sql, plan) in explained(world, queries).await {
        let made = |line: &str| {
            let scanned = line.strip_prefix("SCAN ");
            scanned.is_some_and(|name| plan.contains(&format!("CO-ROUTINE {name}\n")))
        };
        let scans = plan.lines().filter(|line| {
            let line = line.trim_start_matches([' ', '-', '>']);
            let whole = line.starts_with("SCAN ") && !line.contains(" USING ");
            // A subquery's result, what a query makes as it goes, and the query of a UNION are lists in memory.
            let lists = ["SUBQUERY", "COMPOUND", "json_each"];
            let in_memory = made(line) || lists.iter().any(|list| line.contains(list));
            (whole && !in_memory) || line.starts_with("Seq Scan on ")
        });
        assert_eq!(scans.count(), 0, "{sql}\n{plan}");
    }
}

fn plan(reader: &Reader<'_>, engine: Engine, sql: &str, values: &[Value<'_>]) -> String {
    let (explain, column) = match engine {
        Engine::Sqlite => ("EXPLAIN QUERY PLAN ", 3),
        Engine::Postgres => ("EXPLAIN ", 0),
    };
    let explained = Box::leak(format!("{explain}{sql}").into_boxed_str());
    let lines = reader.rows(explained, values, |row| row.get::<String>(column));
    lines.expect("the query is planned").join("\n")
}

async fn explained(world: &World, queries: Vec<Query>) -> Vec<(&'static str, String)> {
    let engine = world.store.engine();
    let plans: Answer<Vec<_>> = world
        .store
        .read(move |reader| {
            if engine == Engine::Postgres {
                // Tables as small as these are scanned for speed; with that off, only a missing index scans.
                reader.rows(
                    "SELECT set_config('enable_seqscan', 'off', true)",
                    &[],
                    |_| Ok(()),
                )?;
            }
            let plans = queries
                .into_iter()
                .map(|(sql, values)| (sql, plan(reader, engine, sql, &values)));
            Ok(plans.collect())
        })
        .await;
    plans.expect("the plans are read")
}
