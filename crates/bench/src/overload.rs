//! Far more than can be served: who is turned away at once, what is served meanwhile, and how soon all is well after.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::Engine;
use crate::beside::{Size, filled};
use crate::browser::Browsers;
use crate::http::{Form, Stage};
use crate::measure::Figures;
use crate::report::Report;
use crate::submissions::Round;

/// Callers at the best rate.
const BEST: u64 = 64;

/// Submissions that the best rate is measured by, and those after the flood.
const SOME: u64 = 10_000;

/// The most submissions that a second of the flood may see taken.
const MOST: u64 = 5_000;

#[derive(Args)]
pub struct Asked {
    /// The engines.
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["sqlite", "postgres"])]
    engine: Vec<Engine>,
    /// How many callers come at once, each with the next form as soon as the last is answered, however it is.
    #[arg(long, default_value_t = 4_000)]
    callers: u64,
    /// For how long, in seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// How many contracts there are, in tens.
    #[arg(long, default_value_t = 100_000)]
    contracts: u32,
}

/// What a flood came to.
#[derive(Default)]
struct Flood {
    served: AtomicU64,
    refused: AtomicU64,
    /// Refused without a word when to try again, or without the form.
    bare: AtomicU64,
}

/// Measures what was asked for.
pub async fn run(asked: &Asked, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    for &engine in &asked.engine {
        let size = Size {
            contracts: i64::from(asked.contracts),
            requests: 0,
        };
        let kept = filled(engine.store(), folder, size, false).await?;
        let round = |first, count| Round {
            callers: BEST,
            numbers: (first, count),
            contracts: u64::from(asked.contracts),
        };
        let many = asked.seconds * MOST;
        let rounds = [round(0, SOME), round(SOME, SOME), round(2 * SOME, many)];
        let stage = Stage::open(kept.copy(), folder, size.people(), &rounds).await?;
        let name = |what: &str| format!("{what}, {}, callers: {BEST}", engine.name());
        let best = stage.submit(rounds[0]).await?;
        report.rate(name("before the flood"), best, None)?;
        let flood = flood(&stage, rounds[2], asked).await?;
        flood.tell(engine, asked, best, report)?;
        let memory = stage.portal.memory()?;
        report.amount(
            &format!("memory after the flood, {}", engine.name()),
            memory,
            "MB",
        )?;
        let after = stage.submit(rounds[1]).await?;
        report.rate(name("after the flood"), after, None)?;
    }
    Ok(())
}

/// Sends the forms of a round with as many callers as asked, for as long.
async fn flood(stage: &Stage, round: Round, asked: &Asked) -> anyhow::Result<Arc<Flood>> {
    let forms = Arc::new(stage.forms(round).await?);
    let (flood, next) = (Arc::new(Flood::default()), Arc::new(AtomicU64::new(0)));
    let over = Arc::new(AtomicBool::new(false));
    // Connections of its own, closed at its end.
    let browsers = Arc::new(Browsers::new(stage.portal.address));
    let mut callers = JoinSet::new();
    for _ in 0..asked.callers {
        let (flood, next, over) = (Arc::clone(&flood), Arc::clone(&next), Arc::clone(&over));
        let (forms, browsers) = (Arc::clone(&forms), Arc::clone(&browsers));
        callers.spawn(async move {
            while !over.load(Ordering::Relaxed) {
                let place = usize::try_from(next.fetch_add(1, Ordering::Relaxed))?;
                let form = forms.get(place).context("the flood has run out of forms")?;
                while !over.load(Ordering::Relaxed) && !flood.send(form, &browsers).await? {}
            }
            Ok::<_, anyhow::Error>(())
        });
    }
    sleep(Duration::from_secs(asked.seconds)).await;
    over.store(true, Ordering::Relaxed);
    while let Some(done) = callers.join_next().await {
        done??;
    }
    Ok(flood)
}

impl Flood {
    /// Sends a form; whether it was taken.
    async fn send(&self, form: &Form, browsers: &Browsers) -> anyhow::Result<bool> {
        let page = form.send(browsers).await?;
        let count = match page.status {
            303 => &self.served,
            503 if page.is_later && form.is_kept(&page) => &self.refused,
            503 => &self.bare,
            other => anyhow::bail!("{other}: {}", page.body),
        };
        count.fetch_add(1, Ordering::Relaxed);
        Ok(page.status == 303)
    }

    fn tell(
        &self,
        engine: Engine,
        asked: &Asked,
        best: Figures,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let flood = format!("{}, a flood of {} callers", engine.name(), asked.callers);
        let rate = |count: &AtomicU64| {
            let count = u32::try_from(count.load(Ordering::Relaxed)).unwrap_or(u32::MAX);
            f64::from(count) / Duration::from_secs(asked.seconds).as_secs_f64()
        };
        let served = rate(&self.served);
        let share = 100.0 * served / best.per_second;
        report.amount(&format!("served, {flood}"), served, "a second")?;
        report.amount(&format!("served of the rate before, {flood}"), share, "%")?;
        let refused = "turned away with the form";
        report.amount(
            &format!("{refused}, {flood}"),
            rate(&self.refused),
            "a second",
        )?;
        let bare = "turned away without the form";
        report.amount(&format!("{bare}, {flood}"), rate(&self.bare), "a second")
    }
}
