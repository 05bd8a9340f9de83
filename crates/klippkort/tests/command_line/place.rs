//! A folder that the program is run in, and the portal served from it.

use std::env;
use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Names another program than the one that is built with the tests: an absolute path.
const BINARY: &str = "KLIPPKORT_BINARY";

/// A folder that the program is started in, with nothing of the test's own environment.
pub struct Place(TempDir);

impl Place {
    /// An empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// The program, to be started with `arguments`.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .args(arguments)
            .current_dir(self.0.path())
            .env_clear();
        command
    }

    /// Runs it to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments)
            .output()
            .expect("the program starts")
    }

    /// Runs to success; gives what was said.
    pub fn said(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            text(&output.stderr)
        );
        text(&output.stdout)
    }

    /// Runs to failure with that exit code; gives what was said.
    pub fn failed(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {}",
            text(&output.stderr)
        );
        text(&output.stderr)
    }

    /// A path within it.
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }
}

/// The program: the one that is built with the tests, or the one that `KLIPPKORT_BINARY` names.
fn binary() -> OsString {
    env::var_os(BINARY).unwrap_or_else(|| env!("CARGO_BIN_EXE_klippkort").into())
}

/// Whether the program is one that is served in earnest, whose speed says something.
pub fn is_quick() -> bool {
    !cfg!(debug_assertions) || env::var_os(BINARY).is_some()
}

/// What was said.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The portal of a demo, stopped when it goes.
pub struct Served {
    /// The program.
    pub child: Child,
    /// Where it listens.
    pub address: String,
}

impl Served {
    /// Starts it.
    pub fn start(place: &Place) -> Self {
        Self::start_with(place, |_| {})
    }

    /// Starts it with more in its environment.
    pub fn start_with(place: &Place, set: impl FnOnce(&mut Command)) -> Self {
        Self::started(place, &Self::free_address(), set)
    }

    /// Starts it where it was before.
    pub fn start_at(place: &Place, address: &str) -> Self {
        Self::started(place, address, |_| {})
    }

    /// An address that nobody listens at.
    pub fn free_address() -> String {
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        free.local_addr().expect("it has an address").to_string()
    }

    /// The memory that belongs to it alone, in bytes.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> u64 {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).expect("it runs");
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("RssAnon:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        kibibytes.expect("the kernel tells it") * 1024
    }

    fn started(place: &Place, address: &str, set: impl FnOnce(&mut Command)) -> Self {
        let mut command = place.command(&["serve", "--demo"]);
        command
            .env("KLIPPKORT_LISTEN", address)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        set(&mut command);
        Self {
            child: command.spawn().expect("the program starts"),
            address: address.to_owned(),
        }
    }

    /// The first line of the answer to a request for `path`, once somebody answers.
    pub fn get(&self, path: &str) -> String {
        let answer = self.ask("GET", path);
        answer.lines().next().unwrap_or_default().to_owned()
    }

    /// The whole answer.
    pub fn ask(&self, method: &str, path: &str) -> String {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_mins(1) {
            if let Ok(mut stream) = TcpStream::connect(&self.address) {
                let request = format!(
                    "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                    self.address
                );
                let mut answer = String::new();
                if stream.write_all(request.as_bytes()).is_ok()
                    && stream.read_to_string(&mut answer).is_ok()
                {
                    return answer;
                }
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("nobody answers at {}", self.address);
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
