//! Plays the simulation from the command line: `cargo xtask sim --seed N --operations M`.

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use actions::MIGRATIONS;
use clap::{Parser, ValueEnum};
use simulator::house::Played;
use simulator::sim;
use tokio::runtime::Builder;

/// Stories written at random from seeds, judged row by row.
#[derive(Parser)]
struct Arguments {
    /// The seed, or the first of them.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many seeds, counted up from the first.
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// Rows of each story.
    #[arg(long, default_value_t = 2_000)]
    operations: usize,
    /// The database below.
    #[arg(long, value_enum, default_value = "sqlite")]
    engine: Engine,
    /// Prints the transcript.
    #[arg(long)]
    show: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

#[expect(
    clippy::disallowed_methods,
    reason = "it tells how long the stories took"
)]
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let began = Instant::now();
    let next = AtomicU64::new(arguments.seed);
    let flaws = thread::scope(|scope| {
        let hands = thread::available_parallelism().map_or(1, usize::from);
        let hands: Vec<_> = (0..hands)
            .map(|_| scope.spawn(|| play(&arguments, &next)))
            .collect();
        hands
            .into_iter()
            .map(|hand| hand.join().expect("no story panics"))
            .sum::<u64>()
    });
    let rows = arguments.seeds * arguments.operations as u64;
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{} seeds, {rows} operations in {seconds:.1} s, {flaws} flaws",
        arguments.seeds
    );
    ExitCode::from(u8::from(flaws > 0))
}

/// Plays seeds until none is left; how many stories ended as they must not.
fn play(arguments: &Arguments, next: &AtomicU64) -> u64 {
    let mut flaws = 0;
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= arguments.seed + arguments.seeds {
            return flaws;
        }
        match story(arguments, seed) {
            Ok(transcript) if arguments.show => print!("{transcript}"),
            Ok(_) => {}
            Err(flaw) => {
                eprintln!("{flaw}");
                flaws += 1;
            }
        }
    }
}

fn story(arguments: &Arguments, seed: u64) -> Result<String, String> {
    let engine = match arguments.engine {
        Engine::Sqlite => store::Engine::Sqlite,
        Engine::Postgres => store::Engine::Postgres,
    };
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|problem| problem.to_string())?;
    runtime.block_on(async {
        let world = store::testing::world(engine, MIGRATIONS).ok_or("PostgreSQL is left out")?;
        sim::run(Played::new(world).await, seed, arguments.operations).await
    })
}
