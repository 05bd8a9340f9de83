//! No page reads a whole table that grows: each query's plan goes through an index, on both engines.

use store::Value;

use super::{drafts, mine, overdue, participants, queue, rating, show, similar, split, timeline};
use crate::testing::plans::{Query, go_through_indexes};
use crate::{MIGRATIONS, organisations};

/// Each query with values for its parameters.
fn queries() -> Vec<Query> {
    let seen = || vec![1.into(), "".into(), Value::Ints(&[1])];
    let narrowed = || {
        let narrowing = [
            "open".into(),
            "".into(),
            "".into(),
            "%x%".into(),
            "*".into(),
            Value::Texts(vec!["activation".to_owned()].leak()),
        ];
        [seen(), narrowing.to_vec()].concat()
    };
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
    let of_incidents = vec![
        (mine::LINES, paged()),
        (mine::TOTAL, narrowed()),
        (mine::COUNTS, [seen(), vec!["*".into()]].concat()),
        (mine::CHOICES, [seen(), vec!["".into()]].concat()),
        (organisations::PLACES, vec![1.into()]),
        (drafts::OF_ACCOUNT, vec![1.into(), 1.into(), 9.into()]),
        (
            drafts::OF_BROWSER,
            vec![Value::Bytes(&[1]), 1.into(), 9.into()],
        ),
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
        (participants::LIST, vec![1.into()]),
        (rating::READ, vec![1.into()]),
        (similar::OPEN, vec![1.into(), "x".into(), 50.into()]),
        (split::OPEN, vec![1.into()]),
        (timeline::EVENTS, both(1, 1)),
        (timeline::FILES, both(1, 1)),
        (overdue::DUE, vec![1.into()]),
    ];
    [of_incidents, crate::cloud::queries()].concat()
}

store::on_both_engines! { MIGRATIONS;
    async fn every_query_goes_through_an_index(world) {
        go_through_indexes(&world, queries()).await;
    }
}
