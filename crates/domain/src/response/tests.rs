//! The response clock against a working day in Stockholm: 08:00–12:00 and 13:00–17:00, UTC+1.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::calendar::Opening;
use crate::time::{WallTime, Zone};

fn at(time: &str) -> Moment {
    let (day, clock) = time.split_once(' ').unwrap();
    Moment::parse(&format!("2026-02-{day}T{clock}:00+01:00")).unwrap()
}

/// Monday is the second.
fn site() -> BusinessCalendar {
    let opening = |opens, closes| Opening {
        opens: WallTime::parse(opens).unwrap(),
        closes: WallTime::parse(closes).unwrap(),
    };
    let workday = vec![opening("08:00", "12:00"), opening("13:00", "17:00")];
    let week = std::array::from_fn(|day| if day < 5 { workday.clone() } else { Vec::new() });
    BusinessCalendar::new(
        Zone::named("Europe/Stockholm").unwrap(),
        week,
        BTreeSet::new(),
    )
    .unwrap()
}

const A: Target = Target {
    severity: Severity::A,
    handling: Handling::AroundTheClock,
    minutes: 120,
};
const B: Target = Target {
    severity: Severity::B,
    handling: Handling::BusinessHours,
    minutes: 240,
};
const C: Target = Target {
    severity: Severity::C,
    handling: Handling::BusinessHours,
    minutes: 480,
};
const ASK: Happening = Happening::WaitingForCustomer;
const ANSWER: Happening = Happening::Resumed;
const CONTACT: Happening = Happening::FirstContact;
const CLOSE: Happening = Happening::Closed;
const REOPEN: Happening = Happening::Reopened;

const fn now(target: Target) -> Happening {
    Happening::TargetChanged(target)
}

/// A request submitted on Monday at 09:00, and what was recorded since, read at a later time.
fn reading(target: Target, record: &[(&str, Happening)], read_at: &str) -> Reading {
    let events: Vec<Event> = record
        .iter()
        .map(|(time, what)| Event {
            at: at(time),
            what: *what,
        })
        .collect();
    read(&site(), at("02 09:00"), target, &events, at(read_at))
}

fn expect(
    target: Target,
    record: &[(&str, Happening)],
    read_at: &str,
    due: Option<&str>,
    verdict: Verdict,
) {
    let reading = reading(target, record, read_at);
    assert_eq!(
        (reading.due, reading.verdict),
        (due.map(at), verdict),
        "{reading:?}"
    );
}

#[test]
fn severity_a_is_always_handled_around_the_clock() {
    let target = Target::new(Severity::A, Handling::BusinessHours, 120);
    assert_eq!(target, A);
    assert_eq!(target.due(&site(), at("06 16:00")), at("06 18:00"));
    assert_eq!(Target::new(Severity::B, Handling::BusinessHours, 240), B);
}

#[test]
fn the_handling_chooses_the_clock() {
    assert_eq!(B.due(&site(), at("06 16:00")), at("09 11:00"));
    assert_eq!(C.due(&site(), at("06 16:00")), at("09 16:00"));
    let around = Target::new(Severity::B, Handling::AroundTheClock, 240);
    assert_eq!(around.due(&site(), at("06 16:00")), at("06 20:00"));
}

#[test]
fn contact_at_the_deadline_is_in_time() {
    expect(B, &[], "02 13:59", Some("02 14:00"), Verdict::Running);
    expect(B, &[], "02 14:00", Some("02 14:00"), Verdict::Running);
    expect(B, &[], "02 14:01", Some("02 14:00"), Verdict::Overdue);
    expect(
        B,
        &[("02 14:00", CONTACT)],
        "03 09:00",
        Some("02 14:00"),
        Verdict::Met,
    );
    expect(
        B,
        &[("02 14:01", CONTACT)],
        "03 09:00",
        Some("02 14:00"),
        Verdict::Missed,
    );
}

#[test]
fn the_clock_stands_still_while_the_customer_is_waited_for() {
    expect(B, &[("02 10:00", ASK)], "05 10:00", None, Verdict::Paused);
    let record = [("02 10:00", ASK), ("03 10:00", ANSWER)];
    expect(B, &record, "03 10:30", Some("03 14:00"), Verdict::Running);
    let reading = reading(B, &record, "03 10:30");
    assert_eq!(reading.elapsed, Span::minutes(90));
    assert_eq!(reading.paused, Span::hours(24));
    assert_eq!(
        reading.pauses,
        [Pause {
            from: at("02 10:00"),
            until: Some(at("03 10:00"))
        }]
    );
}

#[test]
fn a_pause_does_not_mend_a_missed_deadline() {
    expect(
        B,
        &[("02 15:00", ASK)],
        "02 16:00",
        Some("02 14:00"),
        Verdict::Overdue,
    );
    let record = [("02 15:00", ASK), ("02 16:00", CONTACT)];
    expect(B, &record, "03 09:00", Some("02 14:00"), Verdict::Missed);
}

#[test]
fn contact_during_a_pause_is_in_time() {
    let record = [("02 10:00", ASK), ("05 10:00", CONTACT)];
    let reading = reading(B, &record, "06 10:00");
    assert_eq!(reading.verdict, Verdict::Met);
    assert_eq!(reading.contacted, Some(at("05 10:00")));
    assert_eq!(reading.elapsed, Span::minutes(60));
}

/// The naive clock computes the new deadline from submission alone, and the hour of waiting is
/// lost.
#[test]
fn t21_pauses_survive_a_change_of_severity() {
    let record = [
        ("02 10:00", ASK),
        ("02 11:00", ANSWER),
        ("02 11:30", now(B)),
    ];
    expect(C, &record, "02 11:30", Some("02 15:00"), Verdict::Running);
    let record = [
        ("02 10:00", ASK),
        ("02 11:00", ANSWER),
        ("02 11:30", now(C)),
    ];
    expect(B, &record, "02 11:30", Some("03 10:00"), Verdict::Running);
    let record = [
        ("02 10:00", ASK),
        ("02 10:30", ANSWER),
        ("02 10:45", now(A)),
    ];
    expect(C, &record, "02 11:00", Some("02 11:30"), Verdict::Running);
}

/// The naive change starts the clock again although nobody has answered.
#[test]
fn t21_a_pause_goes_on_through_a_change_of_severity() {
    let record = [("02 10:00", ASK), ("02 11:00", now(B))];
    expect(C, &record, "04 16:00", None, Verdict::Paused);
    let record = [
        ("02 10:00", ASK),
        ("02 11:00", now(B)),
        ("03 08:00", ANSWER),
    ];
    expect(C, &record, "03 08:30", Some("03 11:00"), Verdict::Running);
}

#[test]
fn t21_several_pauses_survive_several_changes() {
    let record = [
        ("02 09:30", ASK),
        ("02 10:00", ANSWER),
        ("02 10:30", now(B)),
        ("02 11:00", ASK),
        ("02 11:30", now(C)),
        ("02 13:00", ANSWER),
        ("02 14:00", now(B)),
    ];
    let reading = reading(C, &record, "02 14:00");
    assert_eq!(reading.elapsed, Span::minutes(30 + 60 + 60));
    assert_eq!(reading.paused, Span::minutes(30 + 120));
    assert_eq!(reading.due, Some(at("02 15:30")));
}

#[test]
fn a_promise_whose_time_is_used_up_falls_due_at_the_change() {
    expect(
        C,
        &[("02 15:00", now(A))],
        "02 15:00",
        Some("02 15:00"),
        Verdict::Running,
    );
    let record = [("02 14:00", ASK), ("02 15:00", now(A))];
    expect(C, &record, "02 16:00", None, Verdict::Paused);
    let record = [
        ("02 14:00", ASK),
        ("02 15:00", now(A)),
        ("02 16:00", ANSWER),
    ];
    expect(C, &record, "02 16:00", Some("02 16:00"), Verdict::Running);
}

#[test]
fn a_change_after_contact_changes_no_verdict() {
    let record = [
        ("02 13:30", CONTACT),
        ("02 16:00", now(A)),
        ("02 16:30", ASK),
    ];
    let reading = reading(B, &record, "05 10:00");
    assert_eq!((reading.target, reading.verdict), (B, Verdict::Met));
    assert!(reading.pauses.is_empty());
}

#[test]
fn closing_stops_the_clock() {
    expect(
        B,
        &[("02 10:00", CLOSE)],
        "05 10:00",
        Some("02 14:00"),
        Verdict::Stopped,
    );
    expect(
        B,
        &[("02 15:00", CLOSE)],
        "05 10:00",
        Some("02 14:00"),
        Verdict::Missed,
    );
    expect(
        B,
        &[("02 10:00", ASK), ("04 10:00", CLOSE)],
        "05 10:00",
        Some("04 14:00"),
        Verdict::Stopped,
    );
}

#[test]
fn opening_again_starts_a_new_clock_under_the_promise_that_holds() {
    let record = [
        ("02 10:00", CONTACT),
        ("02 11:00", now(C)),
        ("02 12:00", CLOSE),
        ("04 09:00", REOPEN),
    ];
    expect(B, &record, "04 09:00", Some("05 09:00"), Verdict::Running);
}

#[test]
fn what_is_recorded_later_is_not_yet_known() {
    let record = [
        ("02 10:00", ASK),
        ("02 11:00", ANSWER),
        ("02 13:30", CONTACT),
    ];
    expect(B, &record, "02 09:30", Some("02 14:00"), Verdict::Running);
    expect(B, &record, "02 10:30", None, Verdict::Paused);
    expect(B, &record, "02 13:00", Some("02 15:00"), Verdict::Running);
    expect(B, &record, "02 14:00", Some("02 15:00"), Verdict::Met);
}

#[test]
fn repeated_records_count_once() {
    let record = [
        ("02 10:00", ASK),
        ("02 10:30", ASK),
        ("02 11:00", ANSWER),
        ("02 11:30", ANSWER),
    ];
    expect(B, &record, "02 11:30", Some("02 15:00"), Verdict::Running);
    expect(
        B,
        &[("02 10:00", ANSWER)],
        "02 11:30",
        Some("02 14:00"),
        Verdict::Running,
    );
}

#[test]
fn a_clock_set_back_moves_no_deadline_backwards() {
    let record = [("02 11:00", ASK), ("02 10:00", ANSWER)];
    expect(B, &record, "02 11:30", Some("02 14:00"), Verdict::Running);
    let record = [("02 08:00", ASK), ("02 10:00", ANSWER)];
    expect(B, &record, "02 11:30", Some("02 15:00"), Verdict::Running);
}

#[test]
fn codes_are_read_back() {
    for severity in Severity::ALL {
        assert_eq!(Severity::from_code(severity.code()), Some(severity));
    }
    for handling in Handling::ALL {
        assert_eq!(Handling::from_code(handling.code()), Some(handling));
    }
    assert_eq!(Severity::from_code("a"), None);
    assert!(Severity::A < Severity::C);
}

fn any_record() -> impl Strategy<Value = Vec<Event>> {
    let happening = prop::sample::select(vec![
        ASK,
        ANSWER,
        now(A),
        now(B),
        now(C),
        CONTACT,
        CLOSE,
        REOPEN,
    ]);
    prop::collection::vec((1..2000i64, happening), 0..12).prop_map(|steps| {
        let mut time = at("02 09:00");
        let event = |(minutes, what)| {
            time = time.plus_minutes(minutes);
            Event { at: time, what }
        };
        steps.into_iter().map(event).collect()
    })
}

proptest! {
    /// Read at its own deadline, a running clock has used exactly what was promised, unless a
    /// change has shortened the promise.
    #[test]
    fn what_is_left_runs_out_at_the_deadline(record in any_record(), wait in 0..10_000i64) {
        let (site, read_at) = (site(), at("02 09:00").plus_minutes(wait));
        let reading = read(&site, at("02 09:00"), C, &record, read_at);
        if let (Verdict::Running, Some(due)) = (reading.verdict, reading.due) {
            let known: Vec<Event> =
                record.into_iter().filter(|event| event.at <= read_at).collect();
            let at_due = read(&site, at("02 09:00"), C, &known, due);
            prop_assert_eq!(at_due.due, Some(due));
            prop_assert_eq!(at_due.verdict, Verdict::Running);
            prop_assert!(at_due.elapsed >= reading.target.allowed());
            let later = read(&site, at("02 09:00"), C, &known, Moment(due.0 + 1));
            prop_assert_eq!(later.verdict, Verdict::Overdue);
        }
    }

    /// Without a change of the promise, every minute of waiting within the hours that count moves
    /// the deadline by one.
    #[test]
    fn t21_the_deadline_moves_by_the_time_paused(asked in 0..100i64, waited in 0..3000i64) {
        let (asked, submitted) = (at("02 09:00").plus_minutes(asked), at("02 09:00"));
        let answered = asked.plus_minutes(waited);
        let record = [Event { at: asked, what: ASK }, Event { at: answered, what: ANSWER }];
        for target in [B, C] {
            let site = site();
            let lost = site.business_between(asked, answered);
            let due = read(&site, submitted, target, &record, answered).due.unwrap();
            prop_assert_eq!(site.business_between(submitted, due), target.allowed() + lost);
        }
    }

    #[test]
    fn used_and_paused_time_only_grow(record in any_record(), wait in 0..10_000i64) {
        let waits = |event: &Event| matches!(event.what, ASK | ANSWER);
        let record: Vec<Event> = record.into_iter().filter(waits).collect();
        let readings = [wait, wait + 17].map(|wait| {
            read(&site(), at("02 09:00"), B, &record, at("02 09:00").plus_minutes(wait))
        });
        prop_assert!(readings[0].elapsed <= readings[1].elapsed);
        prop_assert!(readings[0].paused <= readings[1].paused);
    }
}
