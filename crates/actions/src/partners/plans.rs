//! The service centre reads no table that grows as a whole.

use super::{find, missing, record};
use crate::MIGRATIONS;
use crate::testing::plans::{Query, go_through_indexes};

fn queries() -> Vec<Query> {
    vec![
        (
            find::FIND,
            vec!["x".into(), "x".into(), "x".into(), "y".into()],
        ),
        (find::CONTRACTS, vec!["x".into(), "x".into()]),
        (missing::FAILED, vec!["x".into(), 9.into()]),
        (record::LETTERS, vec![1.into(), 9.into()]),
        (record::CASES, vec![1.into(), 9.into()]),
        (crate::organisations::NOTES, vec![1.into(), 9.into()]),
        (
            crate::audit::OF_OBJECT,
            vec!["x".into(), 9.into(), 9.into()],
        ),
    ]
    .into_iter()
    .chain(crate::contracts::queries())
    .collect()
}

store::on_both_engines! { MIGRATIONS;
    async fn every_query_goes_through_an_index(world) {
        go_through_indexes(&world, queries()).await;
    }
}
