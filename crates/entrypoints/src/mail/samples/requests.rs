//! Letters about a request.

use actions::outbox::{CaseDeed, Closed, GivenBack, Letter, Received, RequestNews, Told, Used};
use domain::incident::Disposition;
use domain::program::{Title, Topic};

use super::{advice, gold, named, noon, told};

pub fn closed(disposition: Disposition, effect: &str) -> RequestNews {
    RequestNews::Closed(Closed {
        disposition: disposition.code().to_owned(),
        effect: effect.to_owned(),
        contract: Some(gold()),
        reopen_until: noon().plus_days(14).0,
        waiting_days: 10,
        minutes: None,
    })
}

fn given_back(reason: &str, lapsed: bool) -> RequestNews {
    RequestNews::GivenBack(GivenBack {
        reason: reason.to_owned(),
        contract: Some(gold()),
        before: Some(10),
        after: Some(if lapsed { 10 } else { 11 }),
        lapsed,
    })
}

fn received(handling: &str, reserved: bool, left: Option<i64>) -> RequestNews {
    RequestNews::Received(Received {
        severity: "B".to_owned(),
        handling: handling.to_owned(),
        minutes: 240,
        due: noon().plus_hours(4).0,
        submitted: noon().0,
        used: Some(Used {
            contract: gold(),
            entry: 12,
            reserved,
            left,
        }),
    })
}

/// Of a request that draws nothing.
fn received_free() -> RequestNews {
    match received("business_hours", false, None) {
        RequestNews::Received(facts) => RequestNews::Received(Received {
            used: None,
            ..facts
        }),
        other => other,
    }
}

/// What can happen to a request, in every way that a letter tells it.
fn news() -> Vec<RequestNews> {
    vec![
        received("business_hours", false, Some(10)),
        received("around_the_clock", false, None),
        received("business_hours", true, Some(0)),
        RequestNews::Answered,
        RequestNews::SolutionProposed,
        RequestNews::WaitingForYou {
            closes: noon().plus_days(14).0,
            deducted: Some("incident".to_owned()),
        },
        RequestNews::WaitingForYou {
            closes: noon().plus_days(14).0,
            deducted: None,
        },
        RequestNews::ClosesSoon {
            closes: noon().plus_days(7).0,
            deducted: Some("incident".to_owned()),
        },
        RequestNews::ClosesSoon {
            closes: noon().plus_days(7).0,
            deducted: None,
        },
        closed(Disposition::Solved, "charged"),
        closed(Disposition::Courtesy, "given_back"),
        closed(Disposition::ProductFault, "lapsed"),
        closed(Disposition::WithdrawnBefore, "given_back"),
        closed(Disposition::WithdrawnAfter, "charged"),
        closed(Disposition::Duplicate, "nothing"),
        closed(Disposition::SolvedByCustomer, "uncharged"),
        given_back("courtesy", false),
        given_back("product_fault", true),
        given_back("dispute", false),
        RequestNews::SeverityChanged {
            before: "C".to_owned(),
            severity: "A".to_owned(),
            due: Some(noon().plus_hours(2).0),
        },
        RequestNews::SplitProposed {
            second: "The mail stops".to_owned(),
        },
        RequestNews::DisputeStands,
        RequestNews::ChargeMoved {
            from: gold(),
            to: named("0088163423", "Partner Support MAPS 10Pack"),
        },
        RequestNews::ColleagueReplied,
        RequestNews::Shared,
        RequestNews::Followed,
        RequestNews::CustomerReplied,
        RequestNews::Reopened,
        RequestNews::Uncharged,
    ]
}

/// What the service centre can do about a case.
fn worked() -> [CaseDeed; 3] {
    let to = || "s•••@example.com".to_owned();
    [
        CaseDeed::IdsSent { to: to() },
        CaseDeed::Activated {
            plans: vec![gold().plan],
            to: to(),
        },
        CaseDeed::LocationAdded {
            name: "Bergen".to_owned(),
        },
    ]
}

/// Every letter about a request, with `words` where somebody wrote any.
pub fn about_requests(words: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = news()
        .into_iter()
        .chain(advice::news())
        .map(|news| Letter::Request {
            told: told(words),
            news,
        })
        .collect();
    for effect in ["charged", "nothing"] {
        letters.push(Letter::Request {
            told: Told {
                by: String::new(),
                ..told("")
            },
            news: closed(Disposition::NoAnswer, effect),
        });
    }
    for number in ["PRG-482019379", "ADV-482019379"] {
        letters.push(Letter::Request {
            told: Told {
                number: number.to_owned(),
                ..told(words)
            },
            news: received_free(),
        });
    }
    letters.extend(worked().map(|deed| Letter::Request {
        told: Told {
            number: "PRG-482019379".to_owned(),
            title: Title::of(Topic::AdditionalLocation, "Bergen").to_string(),
            ..told("")
        },
        news: RequestNews::CaseWorked(deed),
    }));
    letters.push(Letter::Request {
        told: Told {
            files: 2,
            ..told("")
        },
        news: RequestNews::Answered,
    });
    letters
}
