//! The areas of the catalogue as lists.

use actions::catalog;
use askama::Template;
use axum::extract::State;
use domain::account::Caller;
use domain::catalog::{Catalog, IdPolicy, Key, Name, Product};
use domain::offer::{Grant, Offer, Unit};
use domain::partner::Level;
use words::Words;

use super::words::delivery;
use crate::answer::{Page, page};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

/// A list, or several that belong together.
#[derive(Template)]
#[template(path = "admin/catalogue/list.html")]
pub(super) struct ListPage {
    pub frame: Frame,
    pub title: &'static str,
    pub lead: &'static str,
    pub tables: Vec<Table>,
    /// What else can be done here: words and addresses, the first first.
    pub links: Vec<(&'static str, &'static str)>,
    /// The file whose text can be changed instead; empty where there is none.
    pub file: &'static str,
    /// Whether a file can be opened by its path.
    pub opens_files: bool,
    pub showing: String,
    pub previous: String,
    pub next: String,
}

/// A table of a list page.
pub(super) struct Table {
    pub title: String,
    pub id: String,
    pub head: Vec<&'static str>,
    pub rows: Vec<Row>,
}

/// A row: what it is called and leads to, and what is said of it.
pub(super) struct Row {
    /// Empty where it leads nowhere.
    pub href: String,
    pub title: String,
    /// Each with the head of its column.
    pub cells: Vec<(&'static str, String)>,
}

impl Table {
    /// A table whose first column is what each row is called.
    pub fn new(
        (title, id): (impl Into<String>, impl Into<String>),
        head: &[&'static str],
        rows: Vec<(String, Vec<String>)>,
    ) -> Self {
        let rows = rows.into_iter().map(|(href, cells)| {
            let mut cells = cells.into_iter();
            Row {
                href,
                title: cells.next().unwrap_or_default(),
                cells: head[1..].iter().copied().zip(cells).collect(),
            }
        });
        Self {
            title: title.into(),
            id: id.into(),
            head: head.to_vec(),
            rows: rows.collect(),
        }
    }
}

impl ListPage {
    /// A list without pages.
    pub fn whole(
        frame: Frame,
        (title, lead): (&'static str, &'static str),
        file: &'static str,
        tables: Vec<Table>,
    ) -> Self {
        Self {
            frame,
            title,
            lead,
            links: Vec::new(),
            tables,
            file,
            opens_files: false,
            showing: String::new(),
            previous: String::new(),
            next: String::new(),
        }
    }

    /// The same, with what else can be done.
    pub fn with(self, links: &[(&'static str, &'static str)]) -> Self {
        Self {
            links: links.to_vec(),
            ..self
        }
    }
}

/// Whoever may read the catalogue.
async fn reader(app: &App, asked: &Asked) -> Result<Caller, crate::answer::Halt> {
    Ok(catalog::files(&app.house, &asked.visit()).await?.caller)
}

fn named(w: Words, name: &Name) -> String {
    name.in_language(w.language().code()).to_owned()
}

pub(super) async fn products(State(app): State<App>, asked: Asked) -> Page {
    let caller = reader(&app, &asked).await?;
    let (frame, catalog) = (app.frame(&asked, &caller), app.house.catalog());
    let w = frame.w;
    let head = [
        w.catalogue_product(),
        w.catalogue_delivery(),
        w.catalogue_versions_column(),
        w.catalogue_portal(),
    ];
    let tables = catalog.families.iter().map(|family| {
        let products = catalog.products.iter();
        let rows = products.filter(|one| one.family == family.key);
        let rows = rows.map(|one| product(&catalog, w, one));
        let id = format!("family-{}", family.key);
        Table::new((named(w, &family.name), id), &head, rows.collect())
    });
    let tables = tables.filter(|table| !table.rows.is_empty()).collect();
    let words = (w.catalogue_products_title(), w.catalogue_products_lead());
    let links = [
        (w.catalogue_product_new(), "/admin/products/new"),
        (w.catalogue_families(), "/admin/families"),
        (w.catalogue_portals(), "/admin/portals"),
    ];
    page(&ListPage::whole(frame, words, "", tables).with(&links))
}

fn product(catalog: &Catalog, w: Words, product: &Product) -> (String, Vec<String>) {
    let portal = catalog.portal_of(product);
    let newest = product.versions.last();
    let cells = vec![
        named(w, &product.name),
        delivery(w, product.delivery).to_owned(),
        newest.map_or_else(String::new, |newest| {
            w.catalogue_versions_of(product.versions.len() as i64, named(w, &newest.name))
        }),
        portal
            .map(|portal| named(w, &portal.name))
            .unwrap_or_default(),
    ];
    (format!("/admin/products/{}", product.key), cells)
}

pub(super) async fn plans(State(app): State<App>, asked: Asked) -> Page {
    let caller = reader(&app, &asked).await?;
    let (frame, catalog) = (app.frame(&asked, &caller), app.house.catalog());
    let w = frame.w;
    let head = [
        w.catalogue_plan(),
        w.catalogue_quantity(),
        w.catalogue_deliveries(),
        w.catalogue_price(),
        w.catalogue_version(),
    ];
    let offers = catalog.on_offer.iter();
    let offers = offers.filter_map(|key| catalog.newest_offer(key.as_str()));
    let rows = offers.map(|offer| plan(w, offer)).collect();
    let title = w.catalogue_plans_title();
    let table = Table::new((title, "plans"), &head, rows);
    let words = (title, w.catalogue_plans_lead());
    let links = [(w.catalogue_plan_new(), "/admin/plans/new")];
    page(&ListPage::whole(frame, words, "offers.toml", vec![table]).with(&links))
}

fn plan(w: Words, offer: &Offer) -> (String, Vec<String>) {
    let quantity = match (offer.grant, offer.unit) {
        (Grant::Unlimited, _) => w.catalogue_unlimited().to_owned(),
        (Grant::Free, _) => w.catalogue_free().to_owned(),
        (Grant::Counted(count), Unit::Incident) => w.catalogue_incidents(count),
        (Grant::Counted(count), Unit::Minute) => w.hours(count),
    };
    let deliveries = offer.coverage.deliveries.iter();
    let deliveries: Vec<_> = deliveries.map(|one| delivery(w, *one)).collect();
    let price = offer.price.map(|price| {
        let net = price.net;
        w.money(net.minor, net.currency.code())
    });
    let cells = vec![
        named(w, &offer.name),
        quantity,
        deliveries.join(", "),
        price.unwrap_or_default(),
        w.number(offer.version),
    ];
    (format!("/admin/plans/{}", offer.key), cells)
}

pub(super) async fn calendars(State(app): State<App>, asked: Asked) -> Page {
    let caller = reader(&app, &asked).await?;
    let (frame, catalog) = (app.frame(&asked, &caller), app.house.catalog());
    let w = frame.w;
    let head = [
        w.catalogue_calendar(),
        w.catalogue_zone(),
        w.catalogue_holidays(),
        w.catalogue_last_holiday(),
    ];
    let rows = catalog.calendars.iter().map(|one| {
        let last = one.holidays.keys().next_back();
        let cells = vec![
            named(w, &one.name),
            one.calendar.zone().name().to_owned(),
            w.number(one.holidays.len() as i64),
            last.map(|day| w.long_date(*day)).unwrap_or_default(),
        ];
        (format!("/admin/calendars/{}", one.key), cells)
    });
    let title = w.catalogue_calendars_title();
    let table = Table::new((title, "calendars"), &head, rows.collect());
    let words = (title, w.catalogue_calendars_lead());
    let links = [(w.catalogue_calendar_new(), "/admin/calendars/new")];
    page(&ListPage::whole(frame, words, "", vec![table]).with(&links))
}

pub(super) async fn regions(State(app): State<App>, asked: Asked) -> Page {
    let caller = reader(&app, &asked).await?;
    let (frame, catalog) = (app.frame(&asked, &caller), app.house.catalog());
    let w = frame.w;
    let head = [
        w.catalogue_region(),
        w.catalogue_ids(),
        w.catalogue_calendar(),
        w.catalogue_countries(),
    ];
    let rows = catalog.regions.iter().map(|one| {
        let ids = match one.ids_sent_to {
            IdPolicy::PrimaryContact => w.catalogue_ids_primary(),
            IdPolicy::ContactsInSameCountry => w.catalogue_ids_contacts(),
        };
        let calendar = catalog.calendar_of(one.key.as_str());
        let countries = one.countries.iter().map(|code| w.country_name(code));
        let cells = vec![
            named(w, &one.name),
            ids.to_owned(),
            calendar.map(|one| named(w, &one.name)).unwrap_or_default(),
            countries.collect::<Vec<_>>().join(", "),
        ];
        (format!("/admin/regions/{}", one.key), cells)
    });
    let title = w.catalogue_regions_title();
    let table = Table::new((title, "regions"), &head, rows.collect());
    let words = (title, w.catalogue_regions_lead());
    let links = [(w.catalogue_region_new(), "/admin/regions/new")];
    page(&ListPage::whole(frame, words, "regions.toml", vec![table]).with(&links))
}

pub(super) async fn programme(State(app): State<App>, asked: Asked) -> Page {
    let caller = reader(&app, &asked).await?;
    let (frame, catalog) = (app.frame(&asked, &caller), app.house.catalog());
    let w = frame.w;
    let programme = &catalog.programme;
    let head = [
        w.catalogue_level(),
        w.catalogue_level_core(),
        w.catalogue_level_advisory(),
        w.catalogue_level_cloud(),
        w.catalogue_level_toolkit(),
    ];
    let levels = programme.levels.iter();
    let levels = levels.map(|level| (String::new(), brings(&catalog, w, level)));
    let title = w.catalogue_levels();
    let levels = Table::new((title, "levels"), &head, levels.collect());
    let head = [
        w.catalogue_competency(),
        w.catalogue_competency_cloud(),
        w.catalogue_competency_use(),
    ];
    let competencies = programme.competencies.iter().map(|one| {
        let cloud = if one.cloud {
            w.catalogue_yes()
        } else {
            w.catalogue_no()
        };
        let cells = vec![
            named(w, &one.name),
            cloud.to_owned(),
            named(w, &one.internal_use),
        ];
        (String::new(), cells)
    });
    let title = w.catalogue_competencies();
    let competencies = Table::new((title, "competencies"), &head, competencies.collect());
    let words = (w.catalogue_programme_title(), w.catalogue_programme_lead());
    let tables = vec![levels, competencies];
    let links = [(w.catalogue_programme_change(), "/admin/programme/change")];
    page(&ListPage::whole(frame, words, "programme.toml", tables).with(&links))
}

/// What a level is called, and the plans that it brings.
fn brings(catalog: &Catalog, w: Words, level: &Level) -> Vec<String> {
    let plan = |key: &Key| {
        let offer = catalog.newest_offer(key.as_str());
        offer.map_or_else(|| key.to_string(), |offer| named(w, &offer.name))
    };
    let cloud = level.cloud.as_ref().map(|cloud| {
        let (counted, unlimited) = (plan(&cloud.counted), plan(&cloud.with_competency));
        w.catalogue_level_cloud_plans(counted, unlimited)
    });
    vec![
        named(w, &level.name),
        plan(&level.core),
        level.advisory.as_ref().map(plan).unwrap_or_default(),
        cloud.unwrap_or_default(),
        level.toolkit.as_ref().map(plan).unwrap_or_default(),
    ]
}

pub(super) async fn files(State(app): State<App>, asked: Asked) -> Page {
    let seen = catalog::files(&app.house, &asked.visit()).await?;
    let frame = app.frame(&asked, &seen.caller);
    let w = frame.w;
    let (_, paths) = seen.page;
    let rows = paths.into_iter();
    let rows = rows.map(|path| (format!("/admin/files/{path}"), vec![path]));
    let title = w.catalogue_files_title();
    let table = Table::new((title, "files"), &[w.catalogue_file()], rows.collect());
    let words = (title, w.catalogue_files_lead());
    let list = ListPage::whole(frame, words, "", vec![table]);
    page(&ListPage {
        opens_files: true,
        ..list
    })
}
