//! `demo`: the example catalogue and the example world, without serving them.

use serde_json::json;

use super::init;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use crate::{demo, nature, open};

pub async fn run(settings: &Settings, output: Output) -> Result<(), Failure> {
    init::prepare(settings)?;
    let house = open::house(settings).await?;
    let world = demo::prepare(&house, nature::now()).await;
    house.close().await;
    let world = world?;
    output.say(
        &json!({ "people": world.people.len(), "contracts": world.contracts.len() }),
        |_| "The example world is loaded. `klippkort serve --demo` serves it.".to_owned(),
    );
    Ok(())
}
