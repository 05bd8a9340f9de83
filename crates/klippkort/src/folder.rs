//! A folder of catalogue files on disk.

use std::fs;
use std::path::Path;

use actions::catalog::Files;

use crate::failure::Failure;

/// Reads every file below `root`, by its path within it. What begins with a dot is passed over.
pub fn read(root: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    collect(root, "", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, within: &str, files: &mut Files) -> Result<(), Failure> {
    let unreadable =
        |path: &Path, problem| Failure::Unready(format!("{}: {problem}", path.display()));
    let entries = fs::read_dir(folder).map_err(|problem| unreadable(folder, problem))?;
    for entry in entries {
        let path = entry.map_err(|problem| unreadable(folder, problem))?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            collect(&path, &format!("{within}{name}/"), files)?;
        } else {
            let text = fs::read_to_string(&path).map_err(|problem| unreadable(&path, problem))?;
            files.insert(format!("{within}{name}"), text);
        }
    }
    Ok(())
}
