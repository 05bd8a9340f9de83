//! `serve`: the portal, until it is told to stop.

use std::sync::Arc;

use actions::setup;
use clap::Args;
use domain::ids::EmailAddress;
use entrypoints::mail::{self, Carrier};
use entrypoints::{App, Clock, Decided, orders, schedule};
use tokio::net::TcpListener;
use tokio::signal;
use tracing_subscriber::EnvFilter;
use web_kit::host::Site;
use web_kit::serve::{Limits, serve};

use super::init;
use crate::failure::{Failure, chain};
use crate::settings::{Log, Settings};
use crate::{demo, key_file, nature, open};

#[derive(Debug, Args)]
pub struct Serve {
    /// Load the example world and make trying easy: one-click sign-ins, readable mail. On this computer only
    #[arg(long)]
    demo: bool,
}

#[expect(clippy::too_many_lines, reason = "one start, step by step")]
pub async fn run(settings: &Settings, asked: &Serve, told: Vec<Decided>) -> Result<(), Failure> {
    if asked.demo && !settings.listen.ip().is_loopback() {
        let words = format!(
            "--demo serves this computer only: the setting listen is {}",
            settings.listen
        );
        return Err(Failure::Unready(words));
    }
    write_log(&settings.log)?;
    let providers = open::providers(settings)?;
    let buying = open::buying(settings, asked.demo)?;
    if asked.demo {
        init::prepare(settings)?;
    }
    let house = open::house(settings).await?;
    let world = if asked.demo {
        Some(demo::prepare(&house, nature::now()).await?)
    } else {
        None
    };
    if let Some(code) = setup::open(&house, nature::now()).await? {
        let address = settings.address.absolute("/setup");
        tracing::warn!(%address, %code, "nobody administers the portal: set it up with this code");
    }
    let listener = listener(settings).await?;
    let site = Site::new(settings.address.clone(), settings.proxies.clone());
    let site = if asked.demo {
        site.with_loopback()
    } else {
        site
    };
    let decided = entrypoints::Settings {
        name: settings.name.clone(),
        demo: asked.demo,
    };
    let clock: Clock = Arc::new(nature::now);
    let jobs = tokio::spawn({
        let (house, clock) = (Arc::clone(&house), Arc::clone(&clock));
        let keys = settings.keys.clone();
        async move {
            tokio::join!(
                schedule::run(&house, &clock),
                key_file::look_after(&keys, &house)
            )
        }
    });
    let contact = settings.contact.as_ref();
    let app = App::new(Arc::clone(&house), site, decided, clock)
        .with_providers(providers)
        .with_buying(buying)
        .with_contact(contact.map_or("", EmailAddress::as_str))
        .with_decided(told);
    let app = match &world {
        Some(world) => {
            println!("{}", demo::tell(world, &settings.address));
            app.with_demo(demo::show(world))
        }
        None => app,
    };
    let letters =
        carrier(settings, asked.demo)?.map(|carrier| tokio::spawn(mail::run(app.clone(), carrier)));
    let refunds = tokio::spawn(orders::refunds::run(app.clone()));
    tracing::info!(address = %settings.address.origin(), "serving");
    serve(
        listener,
        entrypoints::site(app),
        Limits::default(),
        stopped(),
    )
    .await;
    tracing::info!("stopping");
    jobs.abort();
    refunds.abort();
    if let Some(letters) = letters {
        letters.abort();
    }
    house.close().await;
    Ok(())
}

async fn listener(settings: &Settings) -> Result<TcpListener, Failure> {
    let listener = TcpListener::bind(settings.listen).await;
    listener.map_err(|problem| {
        Failure::Unready(format!("cannot listen on {}: {problem}", settings.listen))
    })
}

/// What carries letters: the mail server, in the demo without one its mailbox, else nothing, and they wait.
fn carrier(settings: &Settings, demo: bool) -> Result<Option<Carrier>, Failure> {
    match &settings.mail {
        Some(mail) => {
            let carrier = Carrier::server(&mail.settings());
            carrier
                .map(Some)
                .map_err(|problem| Failure::Unready(chain(&problem)))
        }
        None if demo => Ok(Some(Carrier::Mailbox)),
        None => {
            tracing::warn!("no mail server is set: letters wait, and nobody can sign in by mail");
            Ok(None)
        }
    }
}

/// Lines of the log go to standard error; no secret ever enters one.
fn write_log(log: &Log) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&log.filter);
    let filter = filter.map_err(|problem| {
        Failure::Unready(format!("the setting log cannot be used: {problem}"))
    })?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if log.json {
        lines.json().init();
    } else {
        lines.init();
    }
    Ok(())
}

/// Waits until somebody asks the program to stop.
async fn stopped() {
    let interrupted = async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    match signal::unix::signal(signal::unix::SignalKind::terminate()) {
        Ok(mut asked) => {
            asked.recv().await;
        }
        Err(problem) => {
            tracing::warn!(%problem, "cannot hear the signal to stop");
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending::<()>().await;
}
