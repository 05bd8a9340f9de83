//! The program by itself: how soon it answers on a database that is there, what memory it takes, and attachments.

use std::path::Path;

use actions::testing::{estate, noon};
use anyhow::ensure;
use clap::Args;

use crate::Engine;
use crate::beside::{Size, filled, open};
use crate::browser::Browsers;
use crate::measure::{crowd, wall};
use crate::portal::Place;
use crate::report::Report;
use std::sync::Arc;

#[derive(Args)]
pub struct Asked {
    /// The engines.
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["sqlite", "postgres"])]
    engine: Vec<Engine>,
    /// How many contracts there are, in tens.
    #[arg(long, default_value_t = 100_000)]
    contracts: u32,
    /// How often it is started; the one in the middle counts.
    #[arg(long, default_value_t = 9)]
    starts: usize,
    /// The size of an attachment, in megabytes.
    #[arg(long, default_value_t = 20)]
    megabytes: u16,
    /// How many attachments are sent, one by each person, four at once.
    #[arg(long, default_value_t = 40)]
    attachments: u16,
}

/// Attachments on their way at once.
const SENDERS: u64 = 4;

/// Measures what was asked for.
pub async fn run(asked: &Asked, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    for &engine in &asked.engine {
        let size = Size {
            contracts: i64::from(asked.contracts),
            requests: 0,
        };
        let world = filled(engine.store(), folder, size, false).await?.copy();
        let house = open(&world.store).await;
        let people = i64::from(asked.attachments);
        let told = |stopped| anyhow::anyhow!("{stopped:?}");
        estate::sign_in(&house, people, wall())
            .await
            .map_err(told)?;
        let payer = |person| person * estate::CONTRACTS_EACH;
        let drafts = estate::write_drafts(&house, 0..people, payer, noon()).await;
        drafts.map_err(told)?;
        drop(house);
        let place = Place::new(world, folder).await?;
        let name = |what: &str| format!("{what}, {}", engine.name());
        // The first reads the program itself from the disk.
        place.serve().await?;
        let mut starts = Vec::new();
        for _ in 0..asked.starts.max(1) {
            starts.push(place.serve().await?.start.as_secs_f64() * 1_000.0);
        }
        starts.sort_by(f64::total_cmp);
        report.amount(
            &name("start to the first answer"),
            starts[starts.len() / 2],
            "ms",
        )?;
        let portal = place.serve().await?;
        report.amount(&name("memory, idle"), portal.memory()?, "MB")?;
        let browsers = Arc::new(Browsers::new(portal.address));
        let body = Arc::new(attachment(usize::from(asked.megabytes) << 20));
        let deed = move |person| {
            let (browsers, body) = (Arc::clone(&browsers), Arc::clone(&body));
            async move { attach(&browsers, i64::try_from(person)?, &body).await }
        };
        let sent = crowd(SENDERS, (0, u64::from(asked.attachments)), deed).await?;
        let rate = sent.per_second * f64::from(asked.megabytes);
        report.amount(&name("attachments, four at once"), rate, "MB a second")?;
        report.amount(&name("memory after attachments"), portal.memory()?, "MB")?;
    }
    Ok(())
}

/// The separator of the parts of a form.
const BOUNDARY: &str = "part-of-the-benchmark";

/// The end of a form: a file of so many bytes.
fn attachment(bytes: usize) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"trace.log\"\r\n\r\n"
    );
    let mut body = head.into_bytes();
    body.extend(
        b"2026-11-24T11:00:00Z the service stopped once more\n"
            .iter()
            .cycle()
            .take(bytes),
    );
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    body
}

/// Sends the description of the person's draft with a file, as a browser without scripts does.
async fn attach(browsers: &Browsers, person: i64, file: &[u8]) -> anyhow::Result<()> {
    let mut browser = browsers.take(&estate::cookie(person)).await?;
    let path = format!("/requests/draft/{}/description", estate::draft_key(person));
    let page = browser.get(&path).await?;
    let fields = [
        ("csrf", page.value("csrf")),
        ("version", page.value("version")),
        ("title", "Replication stops"),
        ("description", "It stops at the logo."),
        ("severity", "B"),
        ("handling", "business_hours"),
    ];
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.into_bytes());
    }
    body.extend(file);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let sent = browser.send("POST", &path, &kind, &body).await?;
    ensure!(sent.status == 303, "{}: {}", sent.status, sent.body);
    browsers.give(browser);
    Ok(())
}
