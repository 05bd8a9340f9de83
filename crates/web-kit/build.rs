//! Checks that the web assets are built before they are embedded.

use std::{env, fs, path::Path, process::exit};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let manifest = Path::new(&root).join("../../web/dist/manifest.json");
    println!("cargo::rerun-if-changed=../../web/dist/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap_or_default();
    let built: Result<serde_json::Map<String, serde_json::Value>, _> = serde_json::from_str(&text);
    if built.is_err() {
        println!("cargo::error=the web assets are not built: run `make web` and build again");
        exit(1);
    }
}
