//! Whether a contract may be used, and every reason why not.

use std::collections::BTreeMap;

use domain::catalog::{Category, Delivery, Key, Name, ProblemType, Product, Version};
use domain::contract::{Milestones, Standing};
use domain::eligibility::{
    Area, Position, Question, Reason, area_reasons, charge_reasons, free_reasons, reasons,
    standing_reasons,
};
use domain::ledger::chain::Head;
use domain::ledger::{Balances, Book, Capacity, ContractRef, Lot, LotRef};
use domain::offer::{
    ChargeRule, Coverage, Grant, LateCredit, Offer, ProductSet, ResponseTarget, Unit,
};
use domain::response::Severity;
use domain::time::{Date, Term, Zone};
use domain::warning::Warnings;

fn key(text: &str) -> Key {
    Key::parse(text).expect("a key")
}

fn name(text: &str) -> Name {
    Name::new(BTreeMap::from([("en".to_owned(), text.to_owned())]))
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn version(text: &str, released: &str, mainstream: &str, extended: &str) -> Version {
    Version {
        key: key(text),
        name: name(text),
        released: day(released),
        mainstream_end: Some(day(mainstream)),
        extended_end: Some(day(extended)),
    }
}

fn server() -> Product {
    let category = Category {
        key: key("dns"),
        name: name("DNS"),
    };
    Product {
        key: key("server"),
        name: name("Server"),
        aliases: Vec::new(),
        family: key("servers"),
        delivery: Delivery::OnPremises,
        portal: None,
        community: None,
        asks_use: false,
        versions: vec![
            version("2016", "2016-10-01", "2022-01-11", "2027-01-12"),
            version("2019", "2018-11-13", "2024-01-09", "2029-01-09"),
            version("2022", "2021-08-18", "2026-10-13", "2031-10-14"),
            version("2025", "2024-11-01", "2029-11-13", "2034-11-14"),
        ],
        problem_types: vec![ProblemType {
            key: key("network"),
            name: name("Network"),
            categories: vec![category],
        }],
    }
}

fn offer() -> Offer {
    Offer {
        key: key("gold"),
        version: 1,
        name: name("Gold"),
        programme: None,
        unit: Unit::Incident,
        grant: Grant::Counted(20),
        coverage: Coverage {
            products: ProductSet::All,
            deliveries: vec![Delivery::OnPremises],
            releases_behind: Some(1),
            production: true,
            regions: Vec::new(),
        },
        term: Term::YEAR,
        redeem_within: None,
        charge: ChargeRule::Submit,
        late_credit: LateCredit::Lapse,
        targets: vec![ResponseTarget {
            severity: Severity::C,
            minutes: 480,
        }],
        reopen_days: 14,
        waiting_days: 14,
        warnings: Warnings::usual(Unit::Incident),
        price: None,
    }
}

fn position(offer: &Offer) -> Position<'_> {
    Position {
        offer,
        standing: Standing::Active,
        begins: Some(day("2026-01-01")),
        last_day: day("2026-12-31"),
        left: Some(20),
        lapsed: 0,
    }
}

/// The reasons for `version` of the server on `on`, after `change` to what is asked and how the contract stands.
fn asked(
    offer: &Offer,
    wanted: &str,
    on: &str,
    change: impl FnOnce(&mut Position<'_>, &mut Question<'_>),
) -> Vec<Reason> {
    let product = server();
    let mut question = Question {
        product: &product,
        version: product.version(wanted),
        production: true,
        region: "emea",
        area: Area::OnPremises,
        day: day(on),
    };
    let mut position = position(offer);
    change(&mut position, &mut question);
    reasons(&position, &question)
}

fn on(wanted: &str, date: &str) -> Vec<Reason> {
    asked(&offer(), wanted, date, |_, _| ())
}

#[test]
fn the_current_version_and_the_one_before_it_are_covered() {
    assert_eq!(on("2025", "2026-06-01"), []);
    assert_eq!(on("2022", "2026-06-01"), []);
    assert_eq!(on("2019", "2026-06-01"), [Reason::VersionTooOld]);
}

#[test]
fn t16_a_release_makes_the_version_before_the_last_too_old_overnight() {
    assert_eq!(
        on("2019", "2024-01-09"),
        [],
        "N-1 until the day before the release"
    );
    assert_eq!(on("2022", "2024-10-31"), []);
    assert_eq!(
        on("2019", "2024-10-31"),
        [Reason::MainstreamOver],
        "out of mainstream support"
    );
    assert_eq!(
        on("2022", "2024-11-01"),
        [],
        "N-1 from the day of the release"
    );
}

#[test]
fn t16_the_end_of_mainstream_support_makes_n_minus_1_too_old_overnight() {
    assert_eq!(
        on("2022", "2026-10-13"),
        [],
        "the last day of mainstream support is one of it"
    );
    assert_eq!(on("2022", "2026-10-14"), [Reason::MainstreamOver]);
    assert_eq!(Reason::MainstreamOver.code(), "version_too_old");
    assert_eq!(
        on("2025", "2030-01-01"),
        [],
        "the current version is covered in extended support"
    );
}

#[test]
fn t16_the_end_of_support_is_its_own_reason_from_the_day_after() {
    let ended = Reason::OutOfLifecycle {
        ended: day("2027-01-12"),
    };
    assert_eq!(on("2016", "2027-01-12"), [Reason::VersionTooOld]);
    assert_eq!(on("2016", "2027-01-13"), [ended]);
}

#[test]
fn a_version_that_is_not_released_is_not_covered() {
    assert!(on("2025", "2024-10-31").contains(&Reason::ProductNotCovered));
}

#[test]
fn an_offer_without_a_bound_on_versions_covers_every_supported_one() {
    let mut all = offer();
    all.coverage.releases_behind = None;
    assert_eq!(asked(&all, "2016", "2026-06-01", |_, _| ()), []);
}

#[test]
fn every_reason_is_told_in_the_order_a_person_would_hear_them() {
    let mut narrow = offer();
    narrow.coverage = Coverage {
        products: ProductSet::Listed {
            products: vec![key("other")],
            families: vec![key("others")],
        },
        deliveries: vec![Delivery::Cloud],
        releases_behind: Some(1),
        production: false,
        regions: vec![key("asia-pacific")],
    };
    let all = asked(&narrow, "2019", "2026-06-01", |position, _| {
        position.standing = Standing::Suspended;
    });
    let expected = [
        Reason::Suspended,
        Reason::CloudOnly,
        Reason::ProductNotCovered,
        Reason::VersionTooOld,
        Reason::ProductionUseNotCovered,
        Reason::RegionNotCovered,
    ];
    assert_eq!(all, expected);
}

#[test]
fn hours_of_advice_never_pay_for_an_incident() {
    let hours = Offer {
        unit: Unit::Minute,
        ..offer()
    };
    let all = asked(&hours, "2025", "2026-06-01", |_, _| ());
    assert_eq!(all, [Reason::AdvisoryOnly]);
}

#[test]
fn an_on_premises_contract_is_refused_in_the_cloud_area() {
    let all = asked(&offer(), "2025", "2026-06-01", |_, question| {
        question.area = Area::Cloud;
    });
    assert_eq!(all, [Reason::OnPremisesOnly, Reason::ProductNotCovered]);
}

#[test]
fn no_contract_pays_for_a_cloud_product_outside_the_cloud_area() {
    let mut azure = server();
    azure.delivery = Delivery::Cloud;
    let mut both = offer();
    both.coverage.deliveries.push(Delivery::Cloud);
    let question = |area| Question {
        product: &azure,
        version: azure.version("2025"),
        production: true,
        region: "emea",
        area,
        day: day("2026-06-01"),
    };
    let here = reasons(&position(&both), &question(Area::OnPremises));
    assert_eq!(here, [Reason::ProductNotCovered]);
    assert_eq!(reasons(&position(&both), &question(Area::Cloud)), []);
}

#[test]
fn how_a_contract_stands_comes_first() {
    let successor = ContractRef(7);
    for (standing, reason) in [
        (
            Standing::Superseded(successor),
            Reason::Superseded(successor),
        ),
        (Standing::Cancelled, Reason::Cancelled),
        (
            Standing::NotYetActive,
            Reason::NotYetActive {
                from: Some(day("2026-01-01")),
            },
        ),
        (
            Standing::Expired,
            Reason::Expired {
                last_day: day("2026-12-31"),
                unused: 20,
            },
        ),
    ] {
        let all = asked(&offer(), "2025", "2026-06-01", |position, _| {
            position.standing = standing;
        });
        assert_eq!(all, [reason]);
    }
}

#[test]
fn an_empty_contract_is_exhausted_and_an_unlimited_one_never_is() {
    let empty = asked(&offer(), "2025", "2026-06-01", |position, _| {
        position.left = Some(0);
    });
    assert_eq!(empty, [Reason::Exhausted]);
    let unlimited = asked(&offer(), "2025", "2026-06-01", |position, _| {
        position.left = None;
    });
    assert_eq!(unlimited, []);
}

/// A contract of the year 2026 in Stockholm with one lot, of which `available` are left and `expired` lapsed.
fn stands(
    available: i64,
    expired: i64,
    grace: Option<&str>,
    at: &str,
) -> (Standing, Option<Date>, Option<i64>, i64) {
    let zone = Zone::named("Europe/Stockholm").expect("a zone");
    let start = |text| zone.start_of_day(day(text));
    let lot = Lot {
        lot: LotRef(1),
        unit: Unit::Incident,
        capacity: Capacity::Counted,
        starts: start("2026-01-01"),
        ends: start("2027-01-01"),
        grace_until: grace.map(start),
        balances: Balances::new([-available - expired, available, 0, 0, expired, 0]),
    };
    let milestones = Milestones {
        issued: start("2025-12-01"),
        activated: Some(start("2025-12-02")),
        starts: lot.starts,
        ends: lot.ends,
        redeem_by: None,
        suspended: None,
        cancelled: None,
        superseded_by: None,
    };
    let book = Book::new(
        ContractRef(1),
        zone.clone(),
        Head::genesis("contract"),
        vec![lot],
    );
    let offer = offer();
    let position = Position::of(&offer, &milestones, &zone, &book, start(at));
    assert_eq!(position.last_day, day("2026-12-31"));
    (
        position.standing,
        position.begins,
        position.left,
        position.lapsed,
    )
}

#[test]
fn a_contract_stands_from_its_first_day_through_its_last() {
    let begins = Some(day("2026-01-01"));
    assert_eq!(
        stands(20, 0, None, "2025-12-31"),
        (Standing::NotYetActive, begins, Some(0), 0)
    );
    assert_eq!(
        stands(20, 0, None, "2026-01-01"),
        (Standing::Active, None, Some(20), 0)
    );
    assert_eq!(
        stands(20, 0, None, "2026-12-31"),
        (Standing::Active, None, Some(20), 0)
    );
}

#[test]
fn what_is_left_at_the_end_has_lapsed_before_the_job_comes() {
    assert_eq!(
        stands(20, 3, None, "2027-01-01"),
        (Standing::Expired, None, Some(0), 23)
    );
    assert_eq!(
        stands(0, 23, None, "2027-01-01"),
        (Standing::Expired, None, Some(0), 23)
    );
}

#[test]
fn a_unit_that_came_back_late_is_used_through_its_days_of_grace() {
    let graced = |available, at| stands(available, 19, Some("2027-01-31"), at);
    assert_eq!(
        graced(1, "2027-01-30"),
        (Standing::Active, None, Some(1), 19)
    );
    assert_eq!(
        graced(1, "2027-01-31"),
        (Standing::Expired, None, Some(0), 20)
    );
    assert_eq!(
        graced(0, "2027-01-30"),
        (Standing::Expired, None, Some(0), 19),
        "nothing of it is left"
    );
}

#[test]
fn each_question_hears_the_reasons_that_are_its_own() {
    let cloudy = Offer {
        unit: Unit::Minute,
        coverage: Coverage {
            deliveries: vec![Delivery::Cloud],
            regions: vec![key("apac")],
            ..offer().coverage
        },
        ..offer()
    };
    let empty = Position {
        left: Some(0),
        ..position(&cloudy)
    };
    let stopped = Position {
        standing: Standing::Suspended,
        ..position(&cloudy)
    };
    assert_eq!(standing_reasons(&empty), [Reason::Exhausted]);
    assert_eq!(standing_reasons(&stopped), [Reason::Suspended]);
    let counts_otherwise = charge_reasons(&empty);
    assert_eq!(
        (counts_otherwise.len(), counts_otherwise.last()),
        (2, Some(&Reason::Exhausted))
    );
    let elsewhere_too = area_reasons(&empty, Area::OnPremises);
    assert_eq!(
        (elsewhere_too.len(), elsewhere_too[0]),
        (3, counts_otherwise[0])
    );
    let product = server();
    let question = Question {
        product: &product,
        version: product.version("2025"),
        production: true,
        region: "emea",
        area: Area::OnPremises,
        day: day("2026-06-01"),
    };
    assert_eq!(free_reasons(&cloudy, &question).len(), 2);
    assert_eq!(free_reasons(&offer(), &question), []);
}
