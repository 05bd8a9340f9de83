//! Demo mode: the example catalogue, and a world of invented people that has a past.

mod cloud;
mod history;
mod load;
mod request;
mod tell;
mod world;

use actions::example_world::{self, Standing};
use actions::{House, catalog};
use domain::time::Moment;
use entrypoints::Examples;

use crate::examples;
use crate::failure::Failure;
pub use world::World;

pub use tell::{show, tell};

/// Loads the example catalogue and the example world into a database without people. What is there stays as it is, with
/// whatever administrators have changed in the catalogue since.
///
/// # Errors
/// [`Failure::Unready`] where other people have accounts in it, or loading was broken off before.
pub async fn prepare(house: &House, now: Moment) -> Result<World, Failure> {
    let files = examples::files();
    let world =
        World::parse(&files["world.toml"]).map_err(|problem| Failure::Found(vec![problem]))?;
    let refuse = |words: &str| Err(Failure::Unready(words.to_owned()));
    match example_world::standing(house).await? {
        Standing::InEarnest => {
            return refuse(
                "the database holds other people's data: demo mode wants one of its own",
            );
        }
        Standing::Half => {
            return refuse(
                "loading the example world was broken off: start again with an empty database or data folder",
            );
        }
        Standing::Whole => {}
        Standing::Empty => {
            catalog::load(house, &files, now).await?;
            example_world::mark(house, false, now).await?;
            load::load(house, &world, now).await?;
            example_world::mark(house, true, now).await?;
        }
    }
    Ok(world)
}

/// Loads what whoever set the house up wants to begin with, beside their own account.
///
/// # Errors
/// [`Failure`] where something is there already that it cannot stand beside.
pub async fn begin(house: &House, examples: Examples, now: Moment) -> Result<(), Failure> {
    let files = examples::files();
    match examples {
        Examples::Catalogue => {
            catalog::load(house, &files, now).await?;
        }
        Examples::World => {
            let world = World::parse(&files["world.toml"]);
            let world = world.map_err(|problem| Failure::Found(vec![problem]))?;
            example_world::mark(house, false, now).await?;
            catalog::load(house, &files, now).await?;
            load::load(house, &world, now).await?;
            example_world::mark(house, true, now).await?;
        }
    }
    Ok(())
}
