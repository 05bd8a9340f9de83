//! `doctor`: what is ready and what is not, without changing anything.

use serde::Serialize;
use store::Engine;

use crate::failure::Failure;
use crate::open;
use crate::output::Output;
use crate::settings::Settings;

#[derive(Serialize)]
struct Finding {
    what: &'static str,
    ready: bool,
    /// What was found, or what to do.
    note: String,
}

pub async fn run(settings: &Settings, output: Output) -> Result<(), Failure> {
    let mut findings = vec![keys(settings), database(settings)];
    if findings.iter().all(|finding| finding.ready) {
        findings.push(catalogue(settings).await);
    }
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

fn finding(what: &'static str, found: Result<String, Failure>) -> Finding {
    let ready = found.is_ok();
    Finding {
        what,
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

async fn catalogue(settings: &Settings) -> Finding {
    let found = match open::house(settings).await {
        Err(failure) => Err(failure),
        Ok(house) => {
            let version = house.catalog().version;
            house.close().await;
            match version {
                0 => Err(Failure::Unready(
                    "none is loaded: run `klippkort catalog load`".into(),
                )),
                version => Ok(format!("version {version} in force")),
            }
        }
    };
    finding("catalogue", found)
}
