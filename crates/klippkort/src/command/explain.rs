//! `explain`: which contracts of a sign-in could be used for what, and every reason why not. It changes nothing.

use actions::contracts::{self, Wanted};
use clap::{Args, ValueEnum};
use domain::eligibility::Area;
use domain::time::Moment;

use super::OPERATOR;
use super::contract::Said;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use crate::{nature, open};

#[derive(Debug, Args)]
pub struct Explain {
    /// The e-mail address of the sign-in
    #[arg(long, value_name = "ADDRESS")]
    sign_in: String,
    /// The key of the product
    #[arg(long)]
    product: String,
    /// The key of the product's version
    #[arg(long)]
    product_version: Option<String>,
    /// As for a system that is not in production
    #[arg(long)]
    test_system: bool,
    /// Where the request is made
    #[arg(long, value_enum, default_value_t = Where::OnPremises)]
    area: Where,
    /// The key of a region, in place of each contract's own
    #[arg(long)]
    region: Option<String>,
    /// The instant to ask for, such as 2026-11-24T11:00:00Z [default: now]
    #[arg(long, value_parser = Moment::parse)]
    at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Where {
    OnPremises,
    Cloud,
}

pub async fn run(settings: &Settings, asked: Explain, output: Output) -> Result<(), Failure> {
    let wanted = Wanted {
        product: Some(asked.product),
        version: asked.product_version,
        production: !asked.test_system,
        area: match asked.area {
            Where::OnPremises => Area::OnPremises,
            Where::Cloud => Area::Cloud,
        },
        region: asked.region,
    };
    let at = asked.at.unwrap_or_else(nature::now);
    let house = open::house(settings).await?;
    let explained = contracts::explain_by_house(&house, OPERATOR, asked.sign_in, wanted, at).await;
    house.close().await;
    let said: Vec<_> = explained?.iter().map(Said::of).collect();
    output.say(&said, |said| {
        if said.is_empty() {
            "No contract is linked to that sign-in.".to_owned()
        } else {
            said.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    });
    Ok(())
}

fn line(said: &Said) -> String {
    let reasons = if said.reasons.is_empty() {
        "usable".to_owned()
    } else {
        said.reasons.join(", ")
    };
    format!("{}  {reasons}", said.line())
}
