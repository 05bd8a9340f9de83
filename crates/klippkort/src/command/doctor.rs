//! `doctor`: what is ready and what is not, without changing anything.

use actions::{House, health};
use entrypoints::mail::Carrier;
use serde::Serialize;
use store::Engine;

use crate::failure::{Failure, chain};
use crate::output::Output;
use crate::settings::{Files, Settings};
use crate::{nature, open};

#[derive(Serialize)]
struct Finding {
    what: String,
    ready: bool,
    /// What was found, or what to do.
    note: String,
}

pub async fn run(settings: &Settings, output: Output) -> Result<(), Failure> {
    let mut findings = vec![keys(settings), database(settings)];
    if findings.iter().all(|finding| finding.ready) {
        findings.extend(house(settings).await);
    }
    findings.push(mail(settings).await);
    findings.extend(providers(settings).await);
    findings.extend(payments(settings).await);
    let wrong = findings.iter().filter(|finding| !finding.ready).count();
    output.say(&findings, |findings| {
        findings.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    match wrong {
        0 => Ok(()),
        wrong => Err(Failure::Found(vec![format!("{wrong} not ready")])),
    }
}

fn line(finding: &Finding) -> String {
    let mark = if finding.ready { "ok    " } else { "not ok" };
    format!("{mark}  {}: {}", finding.what, finding.note)
}

fn finding(what: impl Into<String>, found: Result<String, Failure>) -> Finding {
    let ready = found.is_ok();
    Finding {
        what: what.into(),
        ready,
        note: found.unwrap_or_else(|failure| failure.to_string()),
    }
}

fn keys(settings: &Settings) -> Finding {
    let found = open::key_ring(&settings.keys);
    finding(
        "keys",
        found.map(|ring| {
            format!(
                "{} held, number {} in use",
                ring.public_keys().len(),
                ring.current()
            )
        }),
    )
}

fn database(settings: &Settings) -> Finding {
    let found = open::database(settings).map(|store| match store.engine() {
        Engine::Sqlite => format!("embedded, in {}", settings.data.display()),
        Engine::Postgres => "PostgreSQL answers".to_owned(),
    });
    finding("database", found)
}

/// What can be said once the house is open.
async fn house(settings: &Settings) -> Vec<Finding> {
    let house = match open::house(settings).await {
        Ok(house) => house,
        Err(failure) => return vec![finding("catalogue", Err(failure))],
    };
    let findings = vec![
        finding("catalogue", catalogue(&house)),
        finding("files", files(settings, &house).await),
        finding("letters", letters(&house).await),
    ];
    house.close().await;
    findings
}

fn catalogue(house: &House) -> Result<String, Failure> {
    match house.catalog().version {
        0 => Err(Failure::Unready(
            "none is loaded: run `klippkort catalog load`".into(),
        )),
        version => Ok(format!("version {version} in force")),
    }
}

async fn files(settings: &Settings, house: &House) -> Result<String, Failure> {
    let checked = health::place_for_files(house).await;
    checked.map_err(|fault| Failure::Broke(chain(&fault)))?;
    Ok(match &settings.files {
        Files::Folder => format!("in {}", settings.data.join("files").display()),
        Files::Bucket(bucket) => format!("the bucket {} answers", bucket.name),
    })
}

/// A letter that was given up is told and no reason to fail: it may be its reader's fault.
async fn letters(house: &House) -> Result<String, Failure> {
    let letters = health::letters(house, nature::now()).await?;
    let mut words = format!("{} waiting, {} given up", letters.waiting, letters.failed);
    if let Some((address, why)) = letters.last_failure {
        words = format!("{words}, the last to {address}: {why}");
    }
    Ok(words)
}

async fn mail(settings: &Settings) -> Finding {
    let found = match &settings.mail {
        None => Ok("no server is set: letters wait".to_owned()),
        Some(mail) => match Carrier::server(&mail.settings()) {
            Ok(server) => server
                .check()
                .await
                .map(|()| format!("{} answers", mail.host()))
                .map_err(Failure::Broke),
            Err(problem) => Err(Failure::Unready(chain(&problem))),
        },
    };
    finding("mail", found)
}

/// A payment provider that is away is told; orders wait for it.
async fn payments(settings: &Settings) -> Option<Finding> {
    let found = match open::card(settings) {
        Ok(provider) => {
            let asked = provider?.check().await;
            asked
                .map(|()| "the payment provider answers".to_owned())
                .map_err(|problem| Failure::Broke(problem.to_string()))
        }
        Err(failure) => Err(failure),
    };
    Some(finding("cards", found))
}

/// A provider that is away is told; the portal starts without it.
async fn providers(settings: &Settings) -> Vec<Finding> {
    let providers = match open::providers(settings) {
        Ok(providers) => providers,
        Err(failure) => return vec![finding("sign-in", Err(failure))],
    };
    let mut findings = Vec::new();
    for one in providers {
        let asked = one.provider.check(nature::now().0).await;
        let found = asked.map(|()| format!("{} answers", one.issuer));
        let found = found.map_err(|problem| Failure::Broke(problem.to_string()));
        findings.push(finding(format!("sign-in with {}", one.name), found));
    }
    findings
}
