//! Business hours of Stockholm, and of calendars made up by chance.

use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn openings(texts: &[&str]) -> Vec<Opening> {
    let opening = |text: &&str| {
        let (opens, closes) = text.split_once('-').unwrap();
        Opening {
            opens: WallTime::parse(opens).unwrap(),
            closes: WallTime::parse(closes).unwrap(),
        }
    };
    texts.iter().map(opening).collect()
}

/// The same hours from Monday to Friday, others on Saturday and Sunday.
fn calendar(
    zone: &str,
    weekdays: &[&str],
    weekend: &[&str],
    holidays: &[&str],
) -> BusinessCalendar {
    let [work, rest] = [weekdays, weekend].map(openings);
    let week = std::array::from_fn(|day| if day < 5 { work.clone() } else { rest.clone() });
    let holidays = holidays
        .iter()
        .map(|day| Date::parse(day).unwrap())
        .collect();
    BusinessCalendar::new(Zone::named(zone).unwrap(), week, holidays).unwrap()
}

fn stockholm() -> BusinessCalendar {
    calendar(
        "Europe/Stockholm",
        &["08:00-12:00", "13:00-17:00"],
        &[],
        &["2026-01-01", "2026-01-06", "2026-06-19"],
    )
}

fn added(calendar: &BusinessCalendar, from: &str, minutes: i64) -> String {
    let (from, time) = (at(from), Span::minutes(minutes));
    let until = calendar.add_business(from, time);
    assert_eq!(calendar.business_between(from, until), time);
    until.to_string()
}

#[test]
fn a_calendar_that_never_opens_is_refused() {
    let week = |day: Vec<Opening>| std::array::from_fn(|_| day.clone());
    let made = |day| BusinessCalendar::new(Zone::UTC, week(day), BTreeSet::new()).map(|_| ());
    assert_eq!(made(vec![]), Err(CalendarProblem::NeverOpen));
    let wrong_way = CalendarProblem::ClosesBeforeOpening(Weekday::Monday);
    assert_eq!(made(openings(&["17:00-08:00"])), Err(wrong_way));
    assert_eq!(made(openings(&["08:00-08:00"])), Err(wrong_way));
    let overlap = CalendarProblem::OutOfOrder(Weekday::Monday);
    assert_eq!(
        made(openings(&["08:00-12:00", "11:59-17:00"])),
        Err(overlap)
    );
    assert_eq!(
        made(openings(&["13:00-17:00", "08:00-12:00"])),
        Err(overlap)
    );
    assert_eq!(made(openings(&["08:00-12:00", "12:00-24:00"])), Ok(()));
}

/// The naive clock runs through lunch, nights and weekends.
#[test]
fn t20_business_hours_skip_lunch_nights_and_weekends() {
    let site = stockholm();
    assert_eq!(
        added(&site, "2026-02-02T08:00:00Z", 60),
        "2026-02-02T09:00:00Z"
    );
    assert_eq!(
        added(&site, "2026-02-02T10:30:00Z", 60),
        "2026-02-02T12:30:00Z"
    );
    assert_eq!(
        added(&site, "2026-02-02T15:30:00Z", 60),
        "2026-02-03T07:30:00Z"
    );
    assert_eq!(
        added(&site, "2026-02-06T15:30:00Z", 60),
        "2026-02-09T07:30:00Z"
    );
    assert_eq!(
        added(&site, "2026-02-07T12:00:00Z", 60),
        "2026-02-09T08:00:00Z"
    );
    assert_eq!(
        added(&site, "2026-02-02T11:15:00Z", 60),
        "2026-02-02T13:00:00Z"
    );
}

/// Midsummer Eve and Epiphany fall on a weekday of 2026.
#[test]
fn t20_business_hours_skip_holidays() {
    let site = stockholm();
    assert_eq!(
        added(&site, "2026-06-18T14:00:00Z", 120),
        "2026-06-22T07:00:00Z"
    );
    assert_eq!(
        added(&site, "2026-01-05T15:00:00Z", 120),
        "2026-01-07T08:00:00Z"
    );
    assert_eq!(
        added(&site, "2026-01-06T12:00:00Z", 1),
        "2026-01-07T07:01:00Z"
    );
    assert!(site.hours(Date::parse("2026-06-19").unwrap()).is_empty());
}

/// A naive clock adds the offset of the day it starts on.
#[test]
fn t20_opening_hours_follow_the_wall_clock_over_a_change() {
    let site = stockholm();
    assert_eq!(
        added(&site, "2026-03-27T15:00:00Z", 120),
        "2026-03-30T07:00:00Z"
    );
    assert_eq!(
        added(&site, "2026-10-23T14:00:00Z", 120),
        "2026-10-26T08:00:00Z"
    );
}

#[test]
fn t20_a_change_within_opening_hours_shortens_or_lengthens_them() {
    let night = calendar("Europe/Stockholm", &["00:00-24:00"], &["00:00-24:00"], &[]);
    let day = |date: &str| {
        let date = Date::parse(date).unwrap();
        let zone = night.zone();
        night
            .business_between(zone.start_of_day(date), zone.start_of_day(date.next()))
            .as_minutes()
    };
    assert_eq!(day("2026-03-28"), 24 * 60);
    assert_eq!(day("2026-03-29"), 23 * 60);
    assert_eq!(day("2026-10-25"), 25 * 60);

    let early = calendar("Europe/Stockholm", &[], &["01:30-02:30"], &[]);
    assert_eq!(
        added(&early, "2026-03-28T20:00:00Z", 30),
        "2026-03-29T01:00:00Z"
    );
    assert_eq!(
        added(&early, "2026-03-28T20:00:00Z", 31),
        "2026-04-03T23:31:00Z"
    );
}

#[test]
fn t20_the_hours_are_those_of_the_sites_zone() {
    let redmond = calendar("America/Los_Angeles", &["06:00-18:00"], &[], &[]);
    assert_eq!(
        added(&redmond, "2026-02-02T08:00:00Z", 240),
        "2026-02-02T18:00:00Z"
    );
    assert_eq!(
        added(&redmond, "2026-02-03T01:00:00Z", 120),
        "2026-02-03T15:00:00Z"
    );
}

#[test]
fn time_that_ends_at_closing_is_over_at_closing() {
    let site = stockholm();
    assert_eq!(
        added(&site, "2026-02-02T07:00:00Z", 4 * 60),
        "2026-02-02T11:00:00Z"
    );
    assert_eq!(
        added(&site, "2026-02-02T07:00:00Z", 8 * 60),
        "2026-02-02T16:00:00Z"
    );
    assert_eq!(
        added(&site, "2026-02-07T12:00:00Z", 0),
        "2026-02-07T12:00:00Z"
    );
}

#[test]
fn the_site_is_open_from_opening_until_closing() {
    let site = stockholm();
    for (time, open) in [
        ("2026-02-02T06:59:59Z", false),
        ("2026-02-02T07:00:00Z", true),
        ("2026-02-02T11:00:00Z", false),
        ("2026-02-02T15:59:59Z", true),
        ("2026-02-02T16:00:00Z", false),
        ("2026-02-07T10:00:00Z", false),
    ] {
        assert_eq!(site.is_open(at(time)), open, "{time}");
    }
}

#[test]
fn backwards_there_is_no_business_time() {
    let site = stockholm();
    assert_eq!(
        site.business_between(at("2026-02-03T08:00:00Z"), at("2026-02-02T08:00:00Z")),
        Span::ZERO
    );
    assert_eq!(
        site.add_business(at("2026-02-02T08:00:00Z"), Span::minutes(-5)),
        at("2026-02-02T08:00:00Z")
    );
}

fn any_calendar() -> impl Strategy<Value = BusinessCalendar> {
    let zones = vec![
        "UTC",
        "Europe/Stockholm",
        "America/Los_Angeles",
        "Africa/Cairo",
        "Australia/Lord_Howe",
    ];
    let day = prop::collection::btree_set(0u16..=96, 0..6).prop_map(|quarters| {
        let times: Vec<WallTime> = quarters
            .into_iter()
            .map(|quarter| WallTime::from_minutes(quarter * 15).unwrap())
            .collect();
        times
            .chunks_exact(2)
            .map(|pair| Opening {
                opens: pair[0],
                closes: pair[1],
            })
            .collect::<Vec<_>>()
    });
    let first = Date::parse("2025-01-01").unwrap();
    let holidays =
        prop::collection::btree_set((0..730).prop_map(move |day| first.plus_days(day)), 0..40);
    (
        prop::sample::select(zones),
        prop::array::uniform7(day),
        holidays,
    )
        .prop_filter_map("never open", |(zone, week, holidays)| {
            BusinessCalendar::new(Zone::named(zone).unwrap(), week, holidays).ok()
        })
}

fn any_moment() -> impl Strategy<Value = Moment> {
    let start = at("2025-01-01T00:00:00Z");
    (0..730 * 24 * 60 * 60i64).prop_map(move |seconds| start.plus_seconds(seconds))
}

fn any_span() -> impl Strategy<Value = Span> {
    (0..3000i64).prop_map(Span::minutes)
}

proptest! {
    #[test]
    fn t20_counting_undoes_adding(
        site in any_calendar(),
        from in any_moment(),
        time in any_span(),
    ) {
        let until = site.add_business(from, time);
        prop_assert!(until >= from);
        prop_assert_eq!(site.business_between(from, until), time);
    }

    #[test]
    fn t20_adding_twice_is_adding_the_sum(
        site in any_calendar(),
        from in any_moment(),
        one in any_span(),
        other in any_span(),
    ) {
        let twice = site.add_business(site.add_business(from, one), other);
        prop_assert_eq!(site.add_business(from, one + other), twice);
    }

    #[test]
    fn t20_later_or_longer_is_never_earlier(
        site in any_calendar(),
        from in any_moment(),
        wait in any_span(),
        time in any_span(),
        more in any_span(),
    ) {
        prop_assert!(site.add_business(from, time) <= site.add_business(from + wait, time));
        prop_assert!(site.add_business(from, time) <= site.add_business(from, time + more));
    }

    #[test]
    fn t20_business_time_adds_up_and_never_exceeds_the_time_that_passes(
        site in any_calendar(),
        mut three in prop::array::uniform3(any_moment()),
    ) {
        three.sort();
        let [first, second, third] = three;
        let whole = site.business_between(first, third);
        let [one, other] = [(first, second), (second, third)]
            .map(|(from, until)| site.business_between(from, until));
        prop_assert_eq!(one + other, whole);
        prop_assert!(Span::ZERO <= whole && whole <= third - first);
    }

    #[test]
    fn t20_the_end_is_never_while_closed(
        site in any_calendar(),
        from in any_moment(),
        minutes in 1..3000i64,
    ) {
        let until = site.add_business(from, Span::minutes(minutes));
        prop_assert!(site.is_open(Moment(until.0 - 1)));
    }
}
