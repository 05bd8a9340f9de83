//! The pages of benefits read no table that grows as a whole.

use store::Value;

use super::{activities, people};
use crate::MIGRATIONS;
use crate::testing::plans::{Query, go_through_indexes};

fn queries() -> Vec<Query> {
    let one = |text: &str| -> Value<'static> { Value::Texts(vec![text.to_owned()].leak()) };
    let seen = || vec![Value::Int(1), one("w_1"), Value::Int(1)];
    let page: [Value<'static>; 4] = ["incident".into(), 0.into(), 26.into(), 0.into()];
    vec![
        (activities::ROWS, [seen(), page.to_vec()].concat()),
        (activities::COUNTS, seen()),
        (people::LINKED, vec!["o_1".into(), one("k_1")]),
    ]
}

store::on_both_engines! { MIGRATIONS;
    async fn every_query_goes_through_an_index(world) {
        go_through_indexes(&world, queries()).await;
    }
}
