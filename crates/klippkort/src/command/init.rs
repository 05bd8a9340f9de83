//! `init`: the data folder, the key file and the database, made once and never made over.

use std::fs::DirBuilder;
use std::path::Path;

use serde::Serialize;

use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Keys, Settings};
use crate::{key_file, open};

#[derive(Serialize)]
struct Made {
    data: String,
    key_file: Option<String>,
    new_keys: bool,
}

pub async fn run(settings: &Settings, output: Output) -> Result<(), Failure> {
    let new_keys = prepare(settings)?;
    open::house(settings).await?.close().await;
    let key_file = match &settings.keys {
        Keys::File(path) => Some(path.display().to_string()),
        Keys::Text(_) => None,
    };
    let made = Made {
        data: settings.data.display().to_string(),
        key_file,
        new_keys,
    };
    output.say(&made, tell);
    Ok(())
}

fn tell(made: &Made) -> String {
    let data = &made.data;
    match &made.key_file {
        Some(file) if made.new_keys => format!(
            "The data folder {data} and the key file {file} are ready. Keep a copy of the key file apart from the data: \
             without it no Contract ID can be looked up or re-sent."
        ),
        _ => format!("The data folder {data} is ready. The keys were there already."),
    }
}

/// Makes what is missing of the data folder and the key file; says whether it made new keys.
pub fn prepare(settings: &Settings) -> Result<bool, Failure> {
    make_folder(&settings.data)?;
    match &settings.keys {
        Keys::Text(_) => Ok(false),
        Keys::File(path) => key_file::make(path),
    }
}

/// Makes a folder that nobody else may enter.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    let mut folder = DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path).map_err(|problem| {
        Failure::Unready(format!("{} cannot be made: {problem}", path.display()))
    })
}
