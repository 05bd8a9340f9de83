//! No page reads a whole table that grows: each query's plan goes through an index, on both engines.

use store::testing::World;
use store::{Engine, Reader, Value};

use super::{mine, overdue, queue, show, split, timeline};
use crate::{Answer, MIGRATIONS};

/// Each query with values for its parameters.
fn queries() -> Vec<(&'static str, Vec<Value<'static>>)> {
    let narrowed = || vec![1.into(), "open".into(), "".into(), "".into(), "%x%".into()];
    let paged = || [narrowed(), vec![25.into(), 0.into()]].concat();
    let view = || {
        vec![
            1.into(),
            1.into(),
            2.into(),
            "%x%".into(),
            26.into(),
            0.into(),
        ]
    };
    let both = |one: i64, other: i64| vec![one.into(), other.into()];
    vec![
        (mine::LINES, paged()),
        (mine::TOTAL, narrowed()),
        (mine::COUNTS, vec![1.into()]),
        (mine::CHOICES, vec![1.into()]),
        (queue::UNASSIGNED, view()),
        (queue::MINE, view()),
        (queue::DUE_SOON, view()),
        (queue::OVERDUE, view()),
        (queue::WAITING, view()),
        (queue::CLOSED, view()),
        (queue::DISPUTED, view()),
        (queue::OPEN, view()),
        (queue::COUNT_OPEN, vec![1.into(), 1.into(), 2.into()]),
        (queue::COUNT_WAITING, vec![]),
        (queue::COUNT_CLOSED, vec![1.into()]),
        (queue::COUNT_DISPUTED, vec![]),
        (show::ABOUT, vec![1.into()]),
        (show::RECENT, both(1, 2)),
        (show::FOLLOWED_BY, vec![1.into()]),
        (split::OPEN, vec![1.into()]),
        (timeline::EVENTS, both(1, 1)),
        (timeline::FILES, both(1, 1)),
        (overdue::DUE, vec![1.into()]),
    ]
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

store::on_both_engines! { MIGRATIONS;
    async fn every_query_goes_through_an_index(world) {
        let plans = explained(&world).await;
        for (sql, plan) in plans {
            let scans = plan.lines().filter(|line| {
                let line = line.trim_start_matches([' ', '-', '>']);
                let whole = line.starts_with("SCAN ") && !line.contains(" USING ");
                // A subquery's result, and the query of a UNION, are lists in memory.
                let in_memory = line.contains("SUBQUERY") || line.contains("COMPOUND");
                (whole && !in_memory) || line.starts_with("Seq Scan on ")
            });
            assert_eq!(scans.count(), 0, "{sql}\n{plan}");
        }
    }
}

async fn explained(world: &World) -> Vec<(&'static str, String)> {
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
            let plans = queries()
                .into_iter()
                .map(|(sql, values)| (sql, plan(reader, engine, sql, &values)));
            Ok(plans.collect())
        })
        .await;
    plans.expect("the plans are read")
}
