//! Sending money back: what is due is asked for at the provider, outside any transaction, until it is done.

use std::time::Duration;

use actions::Stopped;
use actions::purchases::{self, Fate};
use web_kit::payment::Provider;

use crate::app::App;

/// How often what is due is looked for.
const TICK: Duration = Duration::from_secs(5);
/// The most of an error that is kept, in characters.
const WHY: usize = 300;

/// Sends back for as long as the process lives; without a provider there is nothing to ask.
pub async fn run(app: App) {
    let Some(provider) = &app.buying.card else {
        return;
    };
    loop {
        if let Err(stopped) = turn(&app, provider).await {
            tracing::error!(?stopped, "refunds could not be taken up");
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Asks for what is due now.
async fn turn(app: &App, provider: &Provider) -> Result<(), Stopped> {
    for due in purchases::take_due(&app.house, (app.clock)()).await? {
        let fate = match provider.refund(&due.name).await {
            Ok(()) => Fate::Back,
            Err(failed) => {
                tracing::warn!(%failed, "a refund was not made");
                Fate::Later {
                    why: failed.to_string().chars().take(WHY).collect(),
                }
            }
        };
        purchases::settle(&app.house, due, fate, (app.clock)()).await?;
    }
    Ok(())
}
