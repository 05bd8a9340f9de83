//! The rooms of the actions.

const ROOM: &str = "crates/actions/src/";

/// The noun that a file of the actions belongs to.
pub fn noun(path: &str) -> &str {
    let room = path.strip_prefix(ROOM).unwrap_or(path);
    let first = room.split('/').next().unwrap_or(room);
    first.strip_suffix(".rs").unwrap_or(first)
}
