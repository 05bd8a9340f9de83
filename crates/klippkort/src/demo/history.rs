//! What happens in the example world, in order of time: its past is made by doing it.

use domain::time::{Date, Moment};

use super::world::{self, Contract, Membership, Problem, Request, SavedReply, Step, World};

/// Something that happens at an instant.
pub struct Happening<'w> {
    /// When.
    pub at: Moment,
    /// What.
    pub what: What<'w>,
}

/// What happens.
pub enum What<'w> {
    /// A membership begins on that day.
    Join(&'w Membership, Date),
    /// A contract is issued that starts on that day.
    Issue(&'w Contract, Date),
    /// Its units are granted.
    Activate(&'w Contract),
    /// Somebody types its pair.
    Link(&'w Contract, &'w str),
    /// It is stopped for the time being.
    Suspend(&'w Contract),
    /// Another contract takes its place.
    Replace(&'w Contract, &'w str),
    /// A request is submitted; the number tells requests apart.
    Submit(usize, &'w Request),
    /// Something is done to that request.
    Step(usize, &'w Request, &'w Step),
    /// Everybody is told of a problem that began at that instant.
    Say(&'w Problem, Moment),
    /// A reply is kept.
    Keep(&'w SavedReply),
}

/// Everything that has happened before `now`, oldest first.
pub fn history(world: &World, now: Moment) -> Result<Vec<Happening<'_>>, String> {
    let mut history = Vec::new();
    for membership in &world.memberships {
        of_membership(world, membership, now, &mut history)?;
    }
    for contract in &world.contracts {
        of_contract(world, contract, now, &mut history)?;
    }
    for (index, request) in world.requests.iter().enumerate() {
        of_request(world, index, request, now, &mut history)?;
    }
    for problem in &world.problems {
        let zone = world::zone(&world.person(&problem.by)?.zone)?;
        let began = world::moment(&problem.began, &zone, now)?;
        history.push(Happening {
            at: began.plus_minutes(30),
            what: What::Say(problem, began),
        });
    }
    for saved in &world.saved_replies {
        let zone = world::zone(&world.person(&saved.by)?.zone)?;
        history.push(Happening {
            at: world::moment(&saved.kept, &zone, now)?,
            what: What::Keep(saved),
        });
    }
    history.retain(|happening| happening.at <= now);
    history.sort_by_key(|happening| happening.at);
    Ok(history)
}

/// A membership is recorded in the morning of its first day.
fn of_membership<'w>(
    world: &'w World,
    membership: &'w Membership,
    now: Moment,
    history: &mut Vec<Happening<'w>>,
) -> Result<(), String> {
    let (_, head_office) = world
        .location(&membership.organisation)
        .ok_or_else(|| format!("{} is no organisation", membership.organisation))?;
    let zone = world::zone(&head_office.zone)?;
    let first_day = world::day(&membership.start, &zone, now)?;
    history.push(Happening {
        at: zone.start_of_day(first_day).plus_hours(8),
        what: What::Join(membership, first_day),
    });
    Ok(())
}

/// A contract is issued a week before its first day, or when it was created, and activated on its first day. One whose
/// first day lies ahead was issued and activated yesterday.
fn of_contract<'w>(
    world: &'w World,
    contract: &'w Contract,
    now: Moment,
    history: &mut Vec<Happening<'w>>,
) -> Result<(), String> {
    let (zone, _) = world.owner(contract)?;
    let first_day = world::day(&contract.start, &zone, now)?;
    let starts = zone.start_of_day(first_day);
    let created = contract
        .created
        .map(|date| Date::parse(&date.to_string()).map_err(|problem| problem.to_string()));
    let issued = created
        .transpose()?
        .map_or(starts.plus_days(-7), |date| zone.start_of_day(date));
    let issued = issued.min(now.plus_days(-1));
    let activated = if starts <= now {
        starts
    } else {
        issued.plus_minutes(5)
    };
    let mut then = |at, what| history.push(Happening { at, what });
    then(issued, What::Issue(contract, first_day));
    then(activated, What::Activate(contract));
    for (place, person) in contract.linked.iter().enumerate() {
        then(
            starts.plus_hours(9 + i64::try_from(place).unwrap_or_default()),
            What::Link(contract, person),
        );
    }
    if let Some(day) = &contract.suspended {
        then(
            zone.start_of_day(world::day(day, &zone, now)?)
                .plus_hours(10),
            What::Suspend(contract),
        );
    }
    if let Some(successor) = &contract.superseded_by {
        let day = world::day(&world.contract(successor)?.start, &zone, now)?;
        then(
            zone.start_of_day(day).plus_hours(8),
            What::Replace(contract, successor),
        );
    }
    Ok(())
}

fn of_request<'w>(
    world: &'w World,
    index: usize,
    request: &'w Request,
    now: Moment,
    history: &mut Vec<Happening<'w>>,
) -> Result<(), String> {
    let zone = world::zone(&world.person(&request.by)?.zone)?;
    let at = world::moment(&request.submitted, &zone, now)?;
    history.push(Happening {
        at,
        what: What::Submit(index, request),
    });
    for step in &request.steps {
        let at = at + world::length(&step.after)?;
        history.push(Happening {
            at,
            what: What::Step(index, request, step),
        });
    }
    Ok(())
}
