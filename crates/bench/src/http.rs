//! The same submissions through the program: the form of the last step, sent over TCP by another process.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::Arc;

use actions::House;
use actions::testing::{estate, noon};
use anyhow::ensure;

use crate::beside::{Beside, contract_of, filled, open};
use crate::browser::{Browsers, Page};
use crate::measure::{Figures, crowd, wall};
use crate::portal::{Place, Portal};
use crate::report::Report;
use crate::submissions::{Asked, Round};

/// Measures what was asked for.
pub async fn run(asked: &Asked, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    for &engine in &asked.engine {
        let kept = filled(engine.store(), folder, asked.size(), asked.anew).await?;
        let rounds = asked.rounds();
        let beside = Beside::open(&kept, async |house| drafts(house, &rounds).await).await?;
        let stage = Stage::open(kept.copy(), folder, asked.size().people(), &rounds).await?;
        for round in rounds {
            let ours = stage.submit(round).await?;
            let bare = beside.measure(round.callers, round.numbers, round.contracts, true);
            report.rate(
                round.name("submit over HTTP", engine),
                ours,
                Some(bare.await?),
            )?;
        }
        let memory = stage.portal.memory()?;
        report.amount(
            &format!("memory after submissions, {}", engine.name()),
            memory,
            "MB",
        )?;
    }
    Ok(())
}

/// Measures whole journeys through the wizard.
pub async fn journeys(asked: &Asked, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    for &engine in &asked.engine {
        let kept = filled(engine.store(), folder, asked.size(), asked.anew).await?;
        let stage = Stage::open(kept.copy(), folder, asked.size().people(), &[]).await?;
        for round in asked.rounds() {
            let ours = stage.journey(round).await?;
            report.rate(round.name("the whole wizard", engine), ours, None)?;
        }
    }
    Ok(())
}

/// The drafts that the rounds submit.
async fn drafts(house: &House, rounds: &[Round]) {
    for round in rounds {
        let (first, count) = round.numbers;
        let [from, to] = [first, first + count]
            .map(|number| i64::try_from(number).expect("far fewer submissions"));
        let contracts = round.contracts;
        let payer = |number: i64| contract_of(number.unsigned_abs(), contracts);
        let written = estate::write_drafts(house, from..to, payer, noon()).await;
        written.expect("the drafts are written");
    }
}

/// A form that only has to be sent.
pub struct Form {
    /// Where it goes.
    pub path: String,
    /// The session of whoever sends it.
    pub cookie: String,
    /// What is typed.
    pub text: String,
}

impl Form {
    /// Whether `page` has this form once more, to be sent again.
    pub fn is_kept(&self, page: &Page) -> bool {
        page.body.contains(&self.path) && !page.value("form_key").is_empty()
    }

    /// Sends it.
    pub async fn send(&self, browsers: &Browsers) -> anyhow::Result<Page> {
        let mut browser = browsers.take(&self.cookie).await?;
        let page = browser.post(&self.path, &self.text).await?;
        browsers.give(browser);
        Ok(page)
    }
}

/// The program over a copy, with people who are signed in.
pub struct Stage {
    /// The program.
    pub portal: Portal,
    browsers: Arc<Browsers>,
    /// Goes after the program.
    _place: Place,
}

impl Stage {
    /// Over `world`, whose people sign in, with the drafts of `rounds`.
    pub async fn open(
        world: store::testing::World,
        folder: &Path,
        people: i64,
        rounds: &[Round],
    ) -> anyhow::Result<Self> {
        let house = open(&world.store).await;
        let signed_in = estate::sign_in(&house, people, wall()).await;
        signed_in.map_err(|stopped| anyhow::anyhow!("{stopped:?}"))?;
        drafts(&house, rounds).await;
        drop(house);
        let place = Place::new(world, folder).await?;
        let portal = place.serve().await?;
        Ok(Self {
            browsers: Arc::new(Browsers::new(portal.address)),
            portal,
            _place: place,
        })
    }

    /// The browsers of this stage.
    pub fn browsers(&self) -> Arc<Browsers> {
        Arc::clone(&self.browsers)
    }

    /// The forms that submit the drafts of a round, as their pages have them. What a page has besides the keys of its
    /// form is the same on all pages of a session, so one of each person's is opened.
    pub async fn forms(&self, round: Round) -> anyhow::Result<Vec<Form>> {
        let (first, count) = round.numbers;
        let mut pages: HashMap<i64, Page> = HashMap::new();
        let mut forms = Vec::new();
        for number in first..first + count {
            let owner = contract_of(number, round.contracts) / estate::CONTRACTS_EACH;
            let number = i64::try_from(number)?;
            let path = format!("/requests/draft/{}/check", estate::draft_key(number));
            let cookie = estate::cookie(owner);
            let page = match pages.entry(owner) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(self.get(&cookie, &path).await?),
            };
            let fields = [
                ("csrf", page.value("csrf")),
                ("version", "1"),
                ("form_key", &estate::form_key(number)),
                ("agreement_version", page.value("agreement_version")),
                ("agreement", "yes"),
            ];
            let text = fields
                .map(|(name, value)| format!("{name}={value}"))
                .join("&");
            forms.push(Form { path, cookie, text });
        }
        Ok(forms)
    }

    /// Opens a page with that session.
    pub async fn get(&self, cookie: &str, path: &str) -> anyhow::Result<Page> {
        let mut browser = self.browsers.take(cookie).await?;
        let page = browser.get(path).await?;
        ensure!(
            page.status == 200,
            "{path}: {} {}",
            page.status,
            page.location
        );
        self.browsers.give(browser);
        Ok(page)
    }

    /// Submits the drafts of a round.
    pub async fn submit(&self, round: Round) -> anyhow::Result<Figures> {
        self.browsers.close();
        let forms = Arc::new(self.forms(round).await?);
        let (browsers, first) = (self.browsers(), round.numbers.0);
        let deed = move |number: u64| {
            let (browsers, forms) = (Arc::clone(&browsers), Arc::clone(&forms));
            async move {
                let place = usize::try_from(number - first).expect("it fits");
                let page = forms[place].send(&browsers).await?;
                ensure!(page.status == 303, "{}: {}", page.status, page.body);
                Ok(())
            }
        };
        crowd(round.callers, round.numbers, deed).await
    }

    async fn journey(&self, round: Round) -> anyhow::Result<Figures> {
        self.browsers.close();
        let browsers = self.browsers();
        let deed = move |number| {
            let browsers = Arc::clone(&browsers);
            async move { crate::journey::walk(&browsers, number, round.contracts).await }
        };
        crowd(round.callers, round.numbers, deed).await
    }
}
