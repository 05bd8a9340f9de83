//! The desk's page reads no table that grows as a whole.

use super::{BY_KEY, LISTED, OFFERED};
use crate::MIGRATIONS;
use crate::testing::plans::{Query, go_through_indexes};

fn queries() -> Vec<Query> {
    vec![
        (OFFERED, vec!["exchange-server".into(), 100.into()]),
        (LISTED, vec![26.into(), 0.into()]),
        (BY_KEY, vec!["x_1".into()]),
    ]
}

store::on_both_engines! { MIGRATIONS;
    async fn every_query_goes_through_an_index(world) {
        go_through_indexes(&world, queries()).await;
    }
}
