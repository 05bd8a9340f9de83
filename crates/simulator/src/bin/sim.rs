//! Plays the simulation from the command line: `cargo xtask sim --seed N --operations M`.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use simulator::house::Played;
use simulator::sim;
use store::testing::Template;
use tokio::runtime::{Builder, Runtime};

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
    /// A file that takes each seed that ended well; those in it are not played again.
    #[arg(long)]
    done: Option<PathBuf>,
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
    let engine = match arguments.engine {
        Engine::Sqlite => store::Engine::Sqlite,
        Engine::Postgres => store::Engine::Postgres,
    };
    let Some(template) = alone().block_on(Played::template(engine)) else {
        return ExitCode::FAILURE;
    };
    let run = Run {
        done: arguments.done.as_deref().map_or_else(BTreeSet::new, seeds),
        kept: Mutex::new(arguments.done.as_deref().map(kept)),
        next: AtomicU64::new(arguments.seed),
        arguments,
        template,
    };
    let (played, flaws) = thread::scope(|scope| {
        let hands = thread::available_parallelism().map_or(1, usize::from);
        let hands: Vec<_> = (0..hands).map(|_| scope.spawn(|| run.play())).collect();
        hands.into_iter().fold((0, 0), |(played, flaws), hand| {
            let (more, worse) = hand.join().expect("no story panics");
            (played + more, flaws + worse)
        })
    });
    let rows = played * run.arguments.operations as u64;
    let seconds = began.elapsed().as_secs_f64();
    println!("{played} seeds, {rows} operations in {seconds:.1} s, {flaws} flaws");
    ExitCode::from(u8::from(flaws > 0))
}

/// What all hands share.
struct Run {
    arguments: Arguments,
    template: Template,
    /// The seed that is played next.
    next: AtomicU64,
    /// Seeds that ended well in a run before this.
    done: BTreeSet<u64>,
    /// Where those of this run are written.
    kept: Mutex<Option<File>>,
}

impl Run {
    /// Plays seeds until none is left; how many, and how many stories ended as they must not.
    fn play(&self) -> (u64, u64) {
        let runtime = alone();
        let arguments = &self.arguments;
        let (mut played, mut flaws) = (0, 0);
        loop {
            let seed = self.next.fetch_add(1, Ordering::Relaxed);
            if seed >= arguments.seed + arguments.seeds {
                return (played, flaws);
            }
            if self.done.contains(&seed) {
                continue;
            }
            let story = async {
                let house = Played::copied(&self.template).await;
                sim::run(house, seed, arguments.operations).await
            };
            played += 1;
            match runtime.block_on(story) {
                Ok(transcript) => self.ended_well(seed, &transcript),
                Err(flaw) => {
                    eprintln!("{flaw}");
                    flaws += 1;
                }
            }
        }
    }

    fn ended_well(&self, seed: u64, transcript: &str) {
        if self.arguments.show {
            print!("{transcript}");
        }
        if let Some(file) = &mut *self.kept.lock().expect("nothing panics while it writes") {
            writeln!(file, "{seed}").expect("the file takes a line");
        }
    }
}

/// The seeds in a file; none where it is not there yet.
fn seeds(path: &Path) -> BTreeSet<u64> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| line.parse().ok()).collect()
}

fn kept(path: &Path) -> File {
    let file = OpenOptions::new().create(true).append(true).open(path);
    file.expect("the file can be written")
}

/// A runtime of one thread: no two steps of a story are taken at once.
fn alone() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
}
