//! `serve`: the portal, until it is told to stop.

use std::sync::Arc;

use actions::{House, setup};
use clap::Args;
use domain::ids::EmailAddress;
use entrypoints::mail::{self, Carrier};
use entrypoints::{App, Decided, LoadExamples, orders, schedule};
use tokio::net::TcpListener;
use tokio::signal;
use tokio::task::JoinHandle;
use tracing_subscriber::EnvFilter;
use web_kit::host::Site;
use web_kit::serve::{Limits, serve};

use super::init;
use crate::demo::World;
use crate::failure::{Failure, chain};
use crate::settings::{Log, Settings};
use crate::{backups, demo, key_file, nature, open};

#[derive(Debug, Args)]
pub struct Serve {
    /// Load the example world and make trying easy: one-click sign-ins, readable mail. On this computer only
    #[arg(long)]
    demo: bool,
}

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
    let (house, world) = open_house(settings, asked.demo).await?;
    let listener = listener(settings).await?;
    let app = app(settings, &house, world.as_ref())
        .with_providers(providers)
        .with_buying(buying)
        .with_decided(told);
    let carrier = carrier(settings, asked.demo)?;
    let jobs = jobs(settings, &app);
    let letters = carrier.map(|carrier| tokio::spawn(mail::run(app.clone(), carrier)));
    let refunds = tokio::spawn(orders::refunds::run(app.clone()));
    tracing::info!(address = %settings.address.origin(), "serving");
    let site = entrypoints::site(app);
    serve(listener, site, Limits::default(), stopped()).await;
    tracing::info!("stopping");
    jobs.abort();
    refunds.abort();
    if let Some(letters) = letters {
        letters.abort();
    }
    house.close().await;
    Ok(())
}

/// The house, with the world that it shows in the demo, and a code in the log where nobody administers it.
async fn open_house(
    settings: &Settings,
    demo: bool,
) -> Result<(Arc<House>, Option<World>), Failure> {
    if demo {
        init::prepare(settings)?;
    }
    let house = open::house(settings).await?;
    let world = if demo {
        Some(demo::prepare(&house, nature::now()).await?)
    } else {
        None
    };
    if let Some(code) = setup::open(&house, nature::now()).await? {
        let address = settings.address.absolute("/setup");
        tracing::warn!(%address, %code, "nobody administers the portal: set it up with this code");
    }
    Ok((house, world))
}

/// The portal over `house`; with a world, the one that shows it.
fn app(settings: &Settings, house: &Arc<House>, world: Option<&World>) -> App {
    let site = Site::new(settings.address.clone(), settings.proxies.clone());
    let decided = entrypoints::Settings {
        name: settings.name.clone(),
        demo: world.is_some(),
    };
    let site = match world {
        Some(_) => site.with_loopback(),
        None => site,
    };
    let contact = settings.contact.as_ref();
    let app = App::new(Arc::clone(house), site, decided, Arc::new(nature::now))
        .with_contact(contact.map_or("", EmailAddress::as_str))
        .with_examples(examples(house));
    match world {
        Some(world) => {
            println!("{}", demo::tell(world, &settings.address));
            app.with_demo(demo::show(world))
        }
        None => app,
    }
}

/// Loads what the house is to begin with, beside what goes on.
fn examples(house: &Arc<House>) -> LoadExamples {
    let house = Arc::clone(house);
    Arc::new(move |examples| {
        let house = Arc::clone(&house);
        tokio::spawn(async move {
            match demo::begin(&house, examples, nature::now()).await {
                Ok(()) => tracing::info!(?examples, "the examples are loaded"),
                Err(failure) => tracing::error!(%failure, "the examples could not be loaded"),
            }
        });
    })
}

/// What happens by itself.
fn jobs(settings: &Settings, app: &App) -> JoinHandle<()> {
    let (house, clock) = (Arc::clone(&app.house), Arc::clone(&app.clock));
    let (keys, backups) = (settings.keys.clone(), settings.backups.clone());
    tokio::spawn(async move {
        tokio::join!(
            schedule::run(&house, &clock),
            key_file::look_after(&keys, &house),
            backups::look_after(backups.as_ref(), &house)
        );
    })
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

/// Lines of the log go to standard error; no secret ever enters one. One that cannot be written, because the disk is full,
/// is dropped: to say so on standard error would fail as well, and stop what goes on.
fn write_log(log: &Log) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&log.filter);
    let filter = filter.map_err(|problem| {
        Failure::Unready(format!("the setting log cannot be used: {problem}"))
    })?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .log_internal_errors(false)
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
