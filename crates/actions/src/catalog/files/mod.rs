//! The catalogue as a folder of files, read and checked as one whole.

mod agreements;
mod offers;
mod places;
mod products;
mod programme;

use std::collections::{BTreeMap, BTreeSet};

use domain::catalog::{Catalog, Key};
use domain::offer::Offer;
use domain::partner::Programme;
use serde::Serialize;
use store::Fault;

use crate::document::{Notes, Parsed, Source};

pub(super) use offers::written;

/// The text of every file by its path within the folder, with `/` between folders.
pub type Files = BTreeMap<String, String>;

/// Files that say nothing about the catalogue itself and may stand beside it.
const BESIDE: [&str; 2] = ["articles/", "world.toml"];

/// The files that make the catalogue, without those that stand beside it.
pub(super) fn of_catalog(files: &Files) -> BTreeMap<&str, &str> {
    let belongs = |path: &str| !BESIDE.iter().any(|beside| path.starts_with(beside));
    files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .filter(|(path, _)| belongs(path))
        .collect()
}

/// Files as they are stored.
pub(super) fn body<K: Serialize, V: Serialize>(files: &BTreeMap<K, V>) -> String {
    serde_json::to_string(files).expect("texts by path are JSON")
}

/// Reads the catalogue's files. What comes back is whole only where no mistake was noted; its offers have no version.
pub(super) fn read(notes: &Notes, files: &BTreeMap<&str, &str>) -> Catalog {
    let folder = Folder::new(notes, files);
    let mut families = Keyed::default();
    let mut portals = Keyed::default();
    let mut calendars = Keyed::default();
    let mut regions = Keyed::default();
    let severities = places::severities(&folder.file("severities.toml"));
    let families_read = places::families(&folder.file("families.toml"), &mut families);
    let portals_file = folder.file("portals.toml");
    let (portals_read, free_offers) = places::portals(&portals_file, &mut portals);
    let calendars_read = places::calendars(&folder.files("calendars/", ".toml"), &mut calendars);
    let regions_read = places::regions(&folder.file("regions.toml"), &calendars, &mut regions);
    let product_files = folder.files("products/", ".toml");
    let known = Known {
        products: product_files.iter().map(|file| file.key.clone()).collect(),
        families,
        regions,
    };
    let products = products::read(&product_files, &known.families, &portals);
    let offers = offers::read(&folder.file("offers.toml"), &severities, &known);
    offers::check_free(&offers, &free_offers);
    let programme = folder
        .optional_file("programme.toml")
        .map(|file| programme::read(&file, &offers))
        .unwrap_or_default();
    let agreements = agreements::read(notes, &folder.texts("agreement/"));
    folder.refuse_strangers();
    Catalog {
        version: 0,
        products: products::in_order(products, &families_read),
        families: families_read,
        portals: portals_read,
        on_offer: offers.iter().map(|offer| offer.key.clone()).collect(),
        offers,
        severities,
        regions: regions_read,
        calendars: calendars_read,
        agreements,
        programme,
    }
}

/// Reads what was checked when it was stored: the files in force, and every version of every offer.
pub(super) fn stored(
    version: i64,
    files: &Files,
    offers: &[(i64, String)],
) -> Result<Catalog, Fault> {
    if files.is_empty() {
        return Ok(nothing());
    }
    let notes = Notes::default();
    let catalog = read(&notes, &of_catalog(files));
    let offers = offers
        .iter()
        .filter_map(|(version, body)| offers::reread(&notes, *version, body))
        .collect::<Vec<Offer>>();
    match notes.into_mistakes().first() {
        None => Ok(Catalog {
            version,
            offers,
            ..catalog
        }),
        Some(mistake) => Err(Fault::corrupt(format!("the stored catalogue: {mistake}"))),
    }
}

/// The catalogue before the first load.
fn nothing() -> Catalog {
    Catalog {
        version: 0,
        families: Vec::new(),
        products: Vec::new(),
        portals: Vec::new(),
        offers: Vec::new(),
        on_offer: BTreeSet::new(),
        severities: Vec::new(),
        regions: Vec::new(),
        calendars: Vec::new(),
        agreements: Vec::new(),
        programme: Programme::default(),
    }
}

/// Keys that were read.
type Keyed = BTreeSet<Key>;

/// What offers refer to.
struct Known {
    products: Keyed,
    families: Keyed,
    regions: Keyed,
}

/// A parsed file that is named after its key.
struct KeyedFile<'a> {
    key: Key,
    fields: Parsed<'a>,
}

/// The folder with what has been read of it.
struct Folder<'a> {
    notes: &'a Notes,
    files: &'a BTreeMap<&'a str, &'a str>,
    seen: std::cell::RefCell<BTreeSet<&'a str>>,
}

impl<'a> Folder<'a> {
    fn new(notes: &'a Notes, files: &'a BTreeMap<&'a str, &'a str>) -> Self {
        Self {
            notes,
            files,
            seen: std::cell::RefCell::default(),
        }
    }

    /// A file that must be there.
    fn file(&self, path: &'a str) -> Parsed<'a> {
        self.seen.borrow_mut().insert(path);
        let text = self.files.get(path).copied().unwrap_or_else(|| {
            self.notes.file(path, "is missing");
            ""
        });
        Source::new(self.notes, path, text).parse()
    }

    /// A file that an installation can do without.
    fn optional_file(&self, path: &'a str) -> Option<Parsed<'a>> {
        let text = self.files.get(path)?;
        self.seen.borrow_mut().insert(path);
        Some(Source::new(self.notes, path, text).parse())
    }

    /// The files in a folder, each named after its key.
    fn files(&self, folder: &str, ending: &str) -> Vec<KeyedFile<'a>> {
        let named = self.texts(folder).into_iter().filter_map(|(path, text)| {
            let key = Key::parse(path.strip_prefix(folder)?.strip_suffix(ending)?);
            if key.is_none() {
                self.notes.file(
                    path,
                    "is not named after a key: 1 to 64 of a–z, 0–9, hyphen and dot",
                );
            }
            Some(KeyedFile {
                key: key?,
                fields: Source::new(self.notes, path, text).parse(),
            })
        });
        named.collect()
    }

    /// The texts in a folder by path.
    fn texts(&self, folder: &str) -> Vec<(&'a str, &'a str)> {
        let texts: Vec<_> = self
            .files
            .iter()
            .map(|(path, text)| (*path, *text))
            .collect();
        let texts: Vec<_> = texts
            .into_iter()
            .filter(|(path, _)| path.starts_with(folder))
            .collect();
        self.seen
            .borrow_mut()
            .extend(texts.iter().map(|(path, _)| *path));
        texts
    }

    /// Notes every file that nothing has read: a misspelt name must not be overlooked.
    fn refuse_strangers(&self) {
        let seen = self.seen.borrow();
        for path in self.files.keys().filter(|path| !seen.contains(*path)) {
            self.notes.file(path, "is not a file of the catalogue");
        }
    }
}
