//! The pages about the staff and the log read no table that grows as a whole.

use store::Value;

use super::{caller, erase, staff};
use crate::testing::plans::{Query, go_through_indexes};
use crate::{MIGRATIONS, audit, jobs, outbox};

fn queries() -> Vec<Query> {
    let role: Value<'static> = Value::Texts(vec!["engineer".to_owned()].leak());
    let page = || -> [Value<'static>; 2] { [26.into(), 0.into()] };
    let people = [
        vec![role, "kim@example.com".into(), "%x%".into()],
        page().to_vec(),
    ]
    .concat();
    let log = || -> Vec<Value<'static>> {
        vec![
            0.into(),
            1.into(),
            1.into(),
            "a_1".into(),
            "a_2".into(),
            "role.give".into(),
            26.into(),
        ]
    };
    let log = audit::QUERIES.map(|sql| (sql, log()));
    let rest: [Query; 7] = [
        (staff::LISTED, people),
        (staff::ONE, vec!["a_1".into()]),
        (outbox::WAITING, page().to_vec()),
        (outbox::FAILED, page().to_vec()),
        (caller::BY_KEY, vec!["a_1".into()]),
        (erase::ERASED, vec![0.into(), 1_000.into()]),
        (jobs::LAST, vec!["seal".into(), 1.into()]),
    ];
    log.into_iter()
        .chain(rest)
        .chain([(audit::DEEDS, vec![])])
        .collect()
}

store::on_both_engines! { MIGRATIONS;
    async fn every_query_goes_through_an_index(world) {
        go_through_indexes(&world, queries()).await;
    }
}
