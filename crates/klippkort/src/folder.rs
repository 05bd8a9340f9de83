//! A folder of catalogue files on disk, read and written.

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

/// Writes every file below `root`, which is not there yet.
pub fn write(root: &Path, files: &Files) -> Result<(), Failure> {
    let broken = |path: &Path, problem| Failure::Broke(format!("{}: {problem}", path.display()));
    fs::create_dir(root).map_err(|problem| broken(root, problem))?;
    for (name, text) in files {
        let path = root.join(name);
        let folder = path.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(|problem| broken(folder, problem))?;
        fs::write(&path, text).map_err(|problem| broken(&path, problem))?;
    }
    Ok(())
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
