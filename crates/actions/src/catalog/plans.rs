//! The pages of the catalogue read no table that grows as a whole.

use super::articles::queries as articles;
use super::versions;
use crate::MIGRATIONS;
use crate::testing::plans::{Query, go_through_indexes};

fn queries() -> Vec<Query> {
    let mut queries = articles();
    queries.extend([
        (versions::LISTED, vec![26.into(), 0.into()]),
        (versions::ONE, vec![1.into()]),
    ]);
    queries
}

store::on_both_engines! { MIGRATIONS;
    async fn every_query_goes_through_an_index(world) {
        go_through_indexes(&world, queries()).await;
    }
}
