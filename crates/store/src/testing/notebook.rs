//! Which statements the tests of a process run at all, for who keeps their plans.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Names the file that takes each statement, once for each process and on one line.
const STATEMENTS: &str = "KLIPPKORT_STATEMENTS";

/// A notebook, and what stands in it.
type Notebook = Mutex<(File, HashSet<&'static str>)>;

static NOTEBOOK: LazyLock<Option<Notebook>> = LazyLock::new(|| {
    let path = std::env::var_os(STATEMENTS)?;
    let file = OpenOptions::new().create(true).append(true).open(path);
    let file = file.expect("the file of the statements can be written");
    Some(Mutex::new((file, HashSet::new())))
});

/// Notes a statement where a notebook is kept.
pub fn note(sql: &'static str) {
    let Some(notebook) = &*NOTEBOOK else {
        return;
    };
    let (file, noted) = &mut *notebook.lock().unwrap_or_else(PoisonError::into_inner);
    if noted.insert(sql) {
        let words: Vec<&str> = sql.split_whitespace().collect();
        // In one piece: other processes write into the same file.
        let line = words.join(" ") + "\n";
        file.write_all(line.as_bytes())
            .expect("the file of the statements takes a line");
    }
}
