//! The letters that come as time goes by.

use actions::outbox::{AboutContract, Balance, ContractNews, Letter, Monthly, MonthlyOf, Outlook};

use super::{ACCESS, named};

/// The warnings, in every way that a letter tells them.
pub(super) fn warnings() -> Vec<ContractNews> {
    let low = |unit: &str, left, outlook| ContractNews::BalanceLow {
        unit: unit.to_owned(),
        left,
        last_day: "2027-11-23".to_owned(),
        outlook,
    };
    let ends = |unit: &str, left, outlook| ContractNews::EndsSoon {
        unit: unit.to_owned(),
        left,
        last_day: "2027-11-23".to_owned(),
        outlook,
    };
    vec![
        low(
            "incident",
            4,
            Some(Outlook::RunsOut("2027-02-03".to_owned())),
        ),
        low("incident", 1, Some(Outlook::Lasts(0))),
        low("incident", 0, None),
        low("minute", 570, None),
        ends("incident", Some(20), Some(Outlook::Unused(20))),
        ends("incident", Some(1), Some(Outlook::Lasts(1))),
        ends("incident", Some(0), None),
        ends("incident", None, None),
        ends("minute", Some(90), None),
    ]
}

/// The monthly statement: of a counted, an unlimited and an hourly contract, and over a longer time.
pub(super) fn statements(contract: &str) -> [Letter; 2] {
    let balance = |opening, used, given_back, closing| Balance {
        opening,
        granted: 0,
        used,
        given_back,
        lapsed: 0,
        adjusted: 0,
        closing,
        next_expiry: Some((closing, "2027-11-23".to_owned())),
    };
    let of = |access: &str, plan: &str, unit: &str, balance: Option<Balance>| MonthlyOf {
        about: AboutContract {
            contract: contract.to_owned(),
            access_id: access.to_owned(),
            plan: named(access, plan).plan,
        },
        unit: unit.to_owned(),
        used: 2,
        balance,
        last_day: "2027-11-23".to_owned(),
    };
    let gold = of(
        ACCESS,
        "Partner Support Gold 20Pack",
        "incident",
        Some(balance(14, -4, 1, 11)),
    );
    let hours = of(
        "0088163423",
        "Partner Advisory",
        "minute",
        Some(balance(3000, -90, 0, 2910)),
    );
    let unlimited = of("0451177307", "Signature Cloud Support", "incident", None);
    let whole = Balance {
        opening: 0,
        granted: 20,
        lapsed: -2,
        adjusted: 3,
        next_expiry: None,
        ..balance(0, -9, 0, 12)
    };
    let long = of(
        ACCESS,
        "Partner Support Gold 20Pack",
        "incident",
        Some(whole),
    );
    let letter = |from: &str, contracts, more| {
        Letter::Statement(Monthly {
            from: from.to_owned(),
            to: "2027-01-31".to_owned(),
            contracts,
            more,
        })
    };
    [
        letter("2027-01-01", vec![gold, hours, unlimited], 0),
        letter("2026-11-01", vec![long], 3),
    ]
}
