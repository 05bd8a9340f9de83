//! The auditor against houses that break one promise each.

use super::*;
use crate::house::Handed;
use crate::story::Server;

/// An auditor who was shown that each row ended so, and judged the last.
fn judged(rows: &[(&str, &str, Outcome)]) -> Result<(), String> {
    let mut auditor = Auditor::default();
    let mut verdict = Ok(());
    for (place, (who, text, outcome)) in rows.iter().enumerate() {
        verdict.expect("only the last row is wrong");
        verdict = auditor.judge(&row(place, who, text), outcome);
    }
    verdict
}

fn row(place: usize, who: &str, text: &str) -> Row {
    let at = Moment::parse("2026-03-02T09:00:00Z").expect("an instant");
    let at = at.plus_minutes(place as i64);
    Row::new(place, at, who, text, "").expect("a deed")
}

fn left(units: i64) -> Outcome {
    Outcome::Done {
        effect: None,
        left: Some(Some(units)),
    }
}

const DONE: Outcome = Outcome::Done {
    effect: None,
    left: None,
};

fn says(words: &str) -> Outcome {
    Outcome::Says(words.to_owned())
}

const MADE: (&str, &str, Outcome) = (
    "desk",
    "makes k from partner-gold-20 for anna",
    Outcome::Done {
        effect: None,
        left: Some(Some(20)),
    },
);

#[test]
fn i1_units_that_appear_or_vanish_are_seen() {
    assert!(judged(&[MADE, ("anna", "looks at k", left(20))]).is_ok());
    assert!(judged(&[MADE, ("anna", "looks at k", left(21))]).is_err());
    assert!(judged(&[MADE, ("rosa", "changes k by 3", left(20))]).is_err());
}

#[test]
fn i1_what_comes_back_late_is_counted_for_its_days_of_grace() {
    let made = row(0, "desk", "looks at k").at;
    let ends = Account::of("single-incident", made)
        .expect("it is known")
        .ends;
    let after = |days: i32| Moment(ends.0 + i64::from(days) * 86_400_000_000);
    let back = |offer, days| {
        let mut account = Account::of(offer, made).expect("it is known");
        account.ends = ends;
        account.add(made, -1);
        account.give_back(after(1), 1);
        account.counted(after(days), 1)
    };
    assert_eq!(back("single-incident", 1), 1);
    assert_eq!(back("single-incident", 31), 1);
    assert_eq!(back("single-incident", 32), 0);
    assert_eq!(back("partner-gold-20", 1), 0);

    // It is not known whether the unit came back: whichever is told, while it can be.
    let told = |days, shown| {
        let mut account = Account::of("single-incident", made).expect("it is known");
        account.add(made, -1);
        account.doubt(after(1));
        account.counted(after(2), 0);
        account.counted(after(days), shown)
    };
    assert_eq!(told(31, 0), 0);
    assert_eq!(told(32, 1), 0);

    // Units that come to a contract that is over are gone at once.
    let mut account = Account::of("five-pack", made).expect("it is known");
    account.ends = ends;
    account.add(after(0), 3);
    assert_eq!(account.counted(after(0), 3), 0);
}

#[test]
fn i2_a_repeat_that_is_charged_again_is_seen() {
    let submits = "submits i as C on k";
    let again = |units| {
        judged(&[
            MADE,
            ("anna", submits, left(19)),
            ("anna", submits, left(units)),
        ])
    };
    assert!(again(19).is_ok());
    assert!(again(18).is_err());
}

#[test]
fn i2_a_file_that_is_gone_or_came_back_is_seen() {
    let sent = [
        ("anna", "uploads f for i", DONE),
        ("anna", "sends f to i", DONE),
    ];
    let fetched = |outcome| {
        let [one, two] = sent.clone();
        judged(&[one, two, ("erik", "downloads f", outcome)])
    };
    assert!(fetched(says("whole")).is_ok());
    assert!(fetched(Outcome::Refused(Refusal::NotFound)).is_err());
    let removed = [
        ("anna", "uploads f for i", DONE),
        ("anna", "removes f", DONE),
        ("anna", "downloads f", says("whole")),
    ];
    assert!(judged(&removed).is_err());
}

#[test]
fn i3_a_request_without_its_charge_is_seen() {
    assert!(judged(&[MADE, ("anna", "submits i as C on k", left(20))]).is_err());
}

#[test]
fn i4_a_balance_below_zero_is_seen() {
    assert!(judged(&[MADE, ("anna", "looks at k", left(-1))]).is_err());
}

fn handed(letter: i64, server: Server) -> Handed {
    Handed {
        letter,
        to: "anna@example.com".to_owned(),
        kind: "request_received",
        title: "i".to_owned(),
        server,
    }
}

#[test]
fn i5_a_second_copy_a_second_letter_and_a_missing_one_are_seen() {
    let twice = |server, outcome: &Outcome| {
        let mut letters = Letters::default();
        let first = letters.look(&[handed(1, server)], outcome);
        first.expect("the first is right");
        letters.look(&[handed(1, Server::Takes)], &DONE)
    };
    assert!(twice(Server::Takes, &DONE).is_err());
    assert!(twice(Server::Refuses, &DONE).is_err());
    assert!(twice(Server::Lies, &DONE).is_ok());
    assert!(twice(Server::Takes, &Outcome::Lost).is_ok());

    let mut letters = Letters::default();
    let both = [handed(1, Server::Takes), handed(2, Server::Takes)];
    assert!(letters.look(&both, &DONE).is_err());

    let mut auditor = Auditor::default();
    auditor.requests.insert("i".to_owned(), Request::default());
    assert_eq!(auditor.unconfirmed().map(String::as_str), Some("i"));
    let confirmed = auditor.letters.look(&both[..1], &DONE);
    confirmed.expect("one is right");
    assert_eq!(auditor.unconfirmed(), None);
}

#[test]
fn i7_a_stranger_who_is_answered_is_seen() {
    let reads = |outcome| judged(&[(STRANGER, "reads i", outcome)]);
    assert!(reads(Outcome::Refused(Refusal::NotFound)).is_ok());
    assert!(reads(Outcome::Refused(Refusal::Closed)).is_err());
    assert!(reads(says("i")).is_err());
}

#[test]
fn money_that_pays_twice_or_goes_back_unasked_is_seen() {
    let ordered = ("anna", "orders k from five-pack by card", DONE);
    let paid = ("bank", "hears that p pays for k", left(5));
    let then = |text, outcome| judged(&[ordered.clone(), paid.clone(), ("bank", text, outcome)]);
    assert!(then("hears that p pays for k", says("known")).is_ok());
    assert!(then("hears that p pays for k", left(5)).is_err());
    assert!(then("hears that q pays for k", left(5)).is_err());
    assert!(then("hears that q pays for k", says("odd: twice")).is_ok());
    assert!(
        judged(&[
            ordered.clone(),
            ("bank", "hears that p pays half of k", left(5))
        ])
        .is_err()
    );
    // What was odd when it came first is known when it comes again, and has bought nothing.
    let half = ("bank", "hears that p pays half of k", says("odd: amount"));
    let known = ("bank", "hears that p pays for k", says("known"));
    let is_there = |rows: &[(&str, &str, Outcome)]| {
        let mut auditor = Auditor::default();
        for (place, (who, text, outcome)) in rows.iter().enumerate() {
            let judged = auditor.judge(&row(place, who, text), outcome);
            judged.expect("it is right");
        }
        auditor.accounts.contains_key("k")
    };
    assert!(!is_there(&[ordered.clone(), half, known.clone()]));
    assert!(is_there(&[ordered.clone(), paid.clone(), known]));

    let back = ["p".to_owned()];
    let told = |refunded: bool| {
        let mut money = Money::default();
        let back = ("anna", "takes k back", DONE);
        let rows = [&ordered, &paid, &back].into_iter().enumerate();
        for (place, (who, text, outcome)) in rows.take(if refunded { 3 } else { 2 }) {
            let judged = money.judge(&row(place, who, text), outcome);
            judged.expect("it is right");
        }
        money
    };
    assert!(told(false).look(&back).is_err());
    let mut money = told(true);
    assert!(money.look(&back).is_ok());
    assert!(money.look(&back).is_err());
}
