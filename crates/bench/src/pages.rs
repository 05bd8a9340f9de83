//! Pages, a search and the check of a pair of IDs, through the program: in databases of several sizes, of which each
//! person's part is always as large.

use std::path::Path;
use std::sync::Arc;

use actions::testing::{estate, noon};
use anyhow::ensure;
use clap::Args;

use crate::Engine;
use crate::beside::{Size, filled, open};
use crate::browser::Browsers;
use crate::http::{Form, Stage};
use crate::measure::{Figures, crowd};
use crate::report::Report;

/// How many requests there are for each contract.
const EACH: i64 = 10;

#[derive(Args)]
pub struct Asked {
    /// The engines.
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["sqlite", "postgres"])]
    engine: Vec<Engine>,
    /// How many requests there are, in hundreds; a person has a hundred, on ten contracts. Each number is measured.
    #[arg(long, value_delimiter = ',', default_values = ["10000", "1000000"])]
    requests: Vec<u32>,
    /// How many callers there are at once; each number is measured.
    #[arg(long, value_delimiter = ',', default_values = ["1", "8"])]
    callers: Vec<u64>,
    /// How many pages a figure is made of.
    #[arg(long, default_value_t = 10_000)]
    count: u64,
    /// Fill the databases anew, though filled ones are there.
    #[arg(long)]
    anew: bool,
}

/// A page that is measured, and how it is reached: by whom, and at which address, for the number of a visit.
type Target = (&'static str, fn(&Known, u64) -> (i64, String));

const TARGETS: [Target; 8] = [
    ("My contracts", |known, number| {
        (known.person(number), "/contracts".to_owned())
    }),
    ("My benefits and activities", |known, number| {
        (known.person(number), "/benefits".to_owned())
    }),
    ("payment step", |known, number| {
        let person = known.person(number);
        let draft = estate::draft_key(person);
        (person, format!("/requests/draft/{draft}/contract"))
    }),
    ("request page", |known, number| {
        let (person, request) = known.request(number);
        (person, format!("/requests/{request}"))
    }),
    ("my requests", |known, number| {
        (known.person(number), "/requests".to_owned())
    }),
    ("search in my requests", |known, number| {
        (
            known.person(number),
            format!("/requests?which=all&text={}.+time", number % 1_000),
        )
    }),
    ("queue", |_, _| {
        (estate::ENGINEER, "/desk?view=all".to_owned())
    }),
    ("search in the queue", |_, number| {
        (
            estate::ENGINEER,
            format!("/desk?view=all&text={}.+time", number % 1_000),
        )
    }),
];

/// What visits choose from.
struct Known {
    people: i64,
    requests: Vec<(i64, String)>,
}

impl Known {
    fn person(&self, number: u64) -> i64 {
        i64::try_from(number).expect("far fewer visits") % self.people
    }

    fn request(&self, number: u64) -> (i64, &str) {
        let place = usize::try_from(number).expect("it fits") % self.requests.len();
        let (person, request) = &self.requests[place];
        (*person, request)
    }
}

/// Measures what was asked for.
pub async fn run(asked: &Asked, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    for &engine in &asked.engine {
        for &requests in &asked.requests {
            let requests = i64::from(requests);
            let size = Size {
                contracts: requests / EACH,
                requests,
            };
            let kept = filled(engine.store(), folder, size, asked.anew).await?;
            let world = kept.copy();
            let house = open(&world.store).await;
            let listed = estate::requests(&house, requests.min(20_000)).await;
            let known = Arc::new(Known {
                people: size.people(),
                requests: listed.map_err(|stopped| anyhow::anyhow!("{stopped:?}"))?,
            });
            let payer = |person| person * estate::CONTRACTS_EACH;
            let drafts = estate::write_drafts(&house, 0..size.people(), payer, noon()).await;
            drafts.map_err(|stopped| anyhow::anyhow!("{stopped:?}"))?;
            drop(house);
            let stage = Stage::open(world, folder, size.people(), &[]).await?;
            for callers in &asked.callers {
                let round = (*callers, asked.count);
                for target in TARGETS {
                    let figures = measure(&stage.browsers(), &known, target, round).await?;
                    let name = format!(
                        "{}, {}, {requests} requests, callers: {callers}",
                        target.0,
                        engine.name()
                    );
                    report.rate(name, figures, None)?;
                }
            }
        }
    }
    Ok(())
}

async fn measure(
    browsers: &Arc<Browsers>,
    known: &Arc<Known>,
    (name, target): Target,
    (callers, count): (u64, u64),
) -> anyhow::Result<Figures> {
    let (browsers, known) = (Arc::clone(browsers), Arc::clone(known));
    let visit = move |number| {
        let (browsers, known) = (Arc::clone(&browsers), Arc::clone(&known));
        async move {
            let (person, path) = target(&known, number);
            let mut browser = browsers.take(&estate::cookie(person)).await?;
            let page = browser.get(&path).await?;
            ensure!(
                page.status == 200,
                "{name}: {path}: {} {}",
                page.status,
                page.location
            );
            browsers.give(browser);
            Ok(())
        }
    };
    // What is read once and kept is read before.
    crowd(callers, (0, callers * 50), visit.clone()).await?;
    crowd(callers, (0, count), visit).await
}

/// Measures how fast pairs of IDs are checked among all contracts: the form that adds a contract, each time another
/// person's, who does not have it yet.
pub async fn verification(asked: &Asked, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    for &engine in &asked.engine {
        for &requests in &asked.requests {
            let contracts = i64::from(requests) / EACH;
            let size = Size {
                contracts,
                requests: 0,
            };
            let kept = filled(engine.store(), folder, size, asked.anew).await?;
            let stage = Stage::open(kept.copy(), folder, size.people(), &[]).await?;
            for (place, callers) in (0..).zip(&asked.callers) {
                let count = asked.count.min(size.people().unsigned_abs());
                let forms = Arc::new(pairs(&stage, place, count, size.people()).await?);
                let browsers = stage.browsers();
                let deed = move |number| {
                    let (browsers, forms) = (Arc::clone(&browsers), Arc::clone(&forms));
                    async move {
                        let place = usize::try_from(number).expect("it fits");
                        let page = forms[place].send(&browsers).await?;
                        // A wrong pair has another status.
                        ensure!(page.status == 200, "{}: {}", page.status, page.body);
                        Ok(())
                    }
                };
                let figures = crowd(*callers, (0, count), deed).await?;
                let name = format!(
                    "pair checked, {}, {contracts} contracts, callers: {callers}",
                    engine.name()
                );
                report.rate(name, figures, None)?;
            }
        }
    }
    Ok(())
}

/// The forms with which each of so many people adds a contract of the next person's: the one of that place.
async fn pairs(stage: &Stage, place: i64, count: u64, people: i64) -> anyhow::Result<Vec<Form>> {
    let path = "/contracts/links/new";
    let mut forms = Vec::new();
    for number in 0..i64::try_from(count)? {
        let cookie = estate::cookie(number);
        let page = stage.get(&cookie, path).await?;
        let (access_id, contract_id) =
            estate::printed((number + 1) % people * estate::CONTRACTS_EACH + place);
        let hidden = ["csrf", "form_key"].map(|name| (name, page.value(name)));
        let hidden = hidden.iter().filter(|(_, value)| !value.is_empty());
        let hidden: Vec<_> = hidden
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let typed = format!(
            "access_id={}&contract_id={}",
            access_id.as_str(),
            contract_id.reveal()
        );
        let text = format!("{}&{typed}", hidden.join("&"));
        forms.push(Form {
            path: path.to_owned(),
            cookie,
            text,
        });
    }
    Ok(forms)
}
