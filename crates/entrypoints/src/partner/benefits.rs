//! *My benefits and activities*: what is left, until when, and what is going on. Location, tab and page stand in the
//! address.

use actions::benefits::{self, Overview, Wanted};
use actions::contracts::Summary;
use actions::incidents::Activity;
use actions::organisations::{Shown, Site};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::ids::RequestKind;
use domain::limits;
use domain::time::{Date, Moment, Zone};
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::Words;

use super::activation::{self, Askable};
use super::figures::{Figure, figures};
use crate::answer::{Page, page};
use crate::app::App;
use crate::contracts::card::Card;
use crate::contracts::chart::BurnDown;
use crate::frame::Frame;
use crate::paging;
use crate::refused::About;
use crate::requests::words::{severity, status, title};
use crate::visit::{Asked, zone};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/benefits", get(show))
}

#[derive(Template)]
#[template(path = "partner/benefits.html")]
struct BenefitsPage {
    frame: Frame,
    form: FormState,
    organisation: String,
    /// What the organisation is called where nothing is shown of it.
    name: String,
    membership: String,
    /// What waits for somebody, a sentence each.
    waiting: Vec<String>,
    askable: Vec<Askable>,
    /// Competencies with what they allow.
    rights: Vec<(String, String)>,
    belongs: bool,
    /// The locations to choose among, where there is a choice.
    locations: Vec<(String, String)>,
    /// What is shown where none of them is chosen.
    everywhere: String,
    figures: [Figure; 4],
    /// What the organisation has, and what the person has besides: an anchor, a heading, the cards.
    groups: Vec<(&'static str, &'static str, Vec<Card>)>,
    has_contracts: bool,
    can_buy: bool,
    /// The burn-down: what of, the drawings, and where the numbers stand.
    chart: Option<(String, String, String)>,
    months: Vec<Month>,
    tabs: Vec<(String, String, bool, String)>,
    which: [(&'static str, String, bool); 2],
    /// The button that makes one, and its address.
    create: (&'static str, &'static str),
    none: &'static str,
    rows: Vec<Row>,
    next: String,
    newest: String,
}

/// A month of the calendar: its name, and what ends in it.
struct Month {
    name: String,
    ends: Vec<(String, String)>,
}

struct Row {
    title: String,
    number: String,
    /// Its page, where the reader may open it.
    href: String,
    letter: &'static str,
    severity: &'static str,
    status_key: &'static str,
    status: &'static str,
    reporter: String,
    changed: String,
    iso: String,
}

/// What the address asks for; what it cannot mean is left out.
struct Address {
    site: String,
    wanted: Wanted,
}

impl Address {
    fn of(fields: &mut Fields) -> Self {
        let kind = fields.take("tab");
        Self {
            site: fields.take("location"),
            wanted: Wanted {
                kind: RequestKind::ALL
                    .into_iter()
                    .find(|one| one.code() == kind)
                    .unwrap_or_default(),
                closed: fields.take("show") == "closed",
                page: paging::number(fields),
            },
        }
    }

    fn to(&self, wanted: Wanted) -> String {
        let narrowed = [
            ("location", self.site.as_str()),
            ("tab", wanted.kind.code()),
            ("show", if wanted.closed { "closed" } else { "" }),
        ];
        paging::address("/benefits", &narrowed, wanted.page) + "#activities"
    }
}

async fn show(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let form = FormState::typed(&fields);
    let address = Address::of(&mut fields);
    let site = Some(address.site.clone()).filter(|site| !site.is_empty());
    let seen = benefits::show(&app.house, &asked.visit(), site, address.wanted).await?;
    let frame = app.frame(&asked, &seen.caller);
    let (w, catalog, overview) = (frame.w, app.house.catalog(), seen.page);
    let zone = zone(&seen.caller);
    let cards = |contracts: &[Summary]| -> Vec<Card> {
        let card = |one: &Summary| Card::of(&w, &catalog, one, asked.at, &About::default());
        contracts.iter().map(card).collect()
    };
    let mut groups = vec![("benefits", w.benefits_heading(), cards(&overview.contracts))];
    if !overview.own.is_empty() {
        groups.push(("own", w.benefits_own(), cards(&overview.own)));
    }
    let shows = |site: &str| overview.shows(site);
    let partner = overview.partner.as_ref();
    let tasks = partner.map_or_else(Vec::new, |one| activation::waiting(w, one, shows));
    let rows = overview.activities.rows.iter();
    let wanted = address.wanted;
    page(&BenefitsPage {
        form,
        organisation: heading(w, &overview),
        name: name(&overview),
        membership: membership(w, &overview, &zone),
        waiting: tasks,
        askable: partner.map_or_else(Vec::new, |one| activation::askable(w, one, shows)),
        rights: rights(w, &overview),
        belongs: overview.partner.is_some(),
        locations: locations(w, &overview),
        everywhere: everywhere(w, &overview),
        figures: figures(w, &overview, asked.at, &zone),
        has_contracts: groups.iter().any(|(_, _, cards)| !cards.is_empty()),
        groups,
        can_buy: app.buying.is_on(),
        chart: chart(w, &overview, asked.at),
        months: months(w, &overview, zone.date_of(asked.at)),
        tabs: tabs(w, &overview, &address),
        which: which(w, &address),
        create: create(w, wanted.kind),
        none: match wanted.kind {
            RequestKind::Incident => w.benefits_none_incident(),
            RequestKind::Advisory => w.benefits_none_advisory(),
            RequestKind::Program => w.benefits_none_program(),
        },
        rows: rows.map(|one| row(w, one, asked.at, &zone)).collect(),
        next: further(&address, overview.activities.more, wanted.page + 1),
        newest: further(&address, wanted.page > 1, 1),
        frame,
    })
}

fn heading(w: Words, overview: &Overview) -> String {
    overview.partner.as_ref().map_or_else(String::new, |shown| {
        let Shown {
            name, partner_id, ..
        } = &shown.organisation;
        let partner_id = partner_id.as_deref();
        partner_id.map_or_else(|| name.clone(), |id| w.benefits_organisation(name, id))
    })
}

fn membership(w: Words, overview: &Overview, zone: &Zone) -> String {
    let partner = overview.partner.as_ref();
    let held = partner.and_then(|one| one.membership.as_ref().zip(one.level.as_ref()));
    held.map_or_else(String::new, |(membership, level)| {
        let renewed = w.long_date(zone.date_of(membership.starts));
        w.benefits_membership(renewed, level.name.in_language(w.language().code()))
    })
}

fn rights(w: Words, overview: &Overview) -> Vec<(String, String)> {
    let language = w.language().code();
    let rights = overview.partner.iter().flat_map(|partner| &partner.rights);
    let here = rights.filter(|one| overview.shows(&one.location));
    let said = here.map(|one| {
        let (name, text) = (&one.competency, &one.internal_use);
        (
            name.in_language(language).to_owned(),
            text.in_language(language).to_owned(),
        )
    });
    said.collect()
}

fn name(overview: &Overview) -> String {
    let partner = overview.partner.as_ref();
    partner.map_or_else(String::new, |one| one.organisation.name.clone())
}

/// The locations to choose among; with several organisations, each of these as a whole too, but for the first, which is
/// what is shown where nothing is chosen.
fn locations(w: Words, overview: &Overview) -> Vec<(String, String)> {
    let organisations = &overview.organisations;
    if let [only] = organisations.as_slice() {
        let sites = only.sites.iter();
        let all = sites.map(|site| (site.key.clone(), site.name.clone()));
        return all.filter(|_| only.sites.len() > 1).collect();
    }
    let mut choices = Vec::new();
    for (place, one) in organisations.iter().enumerate() {
        if place > 0 {
            choices.push((one.key.clone(), w.benefits_all_of(&one.name)));
        }
        let named = |site: &Site| format!("{}, {}", one.name, site.name);
        let sites = one.sites.iter().filter(|_| one.sites.len() > 1);
        choices.extend(sites.map(|site| (site.key.clone(), named(site))));
    }
    choices
}

fn everywhere(w: Words, overview: &Overview) -> String {
    match overview.organisations.as_slice() {
        [first, _, ..] => w.benefits_all_of(&first.name),
        _ => w.benefits_all_locations().to_owned(),
    }
}

/// The burn-down of the contract that ends soonest: its plan, the drawings, and the address of its numbers.
fn chart(w: Words, overview: &Overview, at: Moment) -> Option<(String, String, String)> {
    let pace = overview.pace.as_ref()?;
    let summary = &pace.summary;
    let drawing = BurnDown {
        steps: &pace.burn_down,
        starts: summary.zone.start_of_day(summary.first_day),
        ends: summary.zone.start_of_day(summary.last_day.next()),
        today: at,
        forecast: pace.forecast,
        zone: &summary.zone,
    };
    let plan = summary.offer.name.in_language(w.language().code());
    let table = format!("/contracts/{}?view=table#balance", summary.key);
    Some((w.benefits_burn_down(plan), drawing.svg(&w)?, table))
}

/// The twelve months from `today` on, with what ends in each.
fn months(w: Words, overview: &Overview, today: Date) -> Vec<Month> {
    let contracts = || overview.contracts.iter().chain(&overview.own);
    let mut first = month_of(today);
    let mut months = Vec::with_capacity(12);
    for _ in 0..12 {
        let next = month_of(first.plus_days(31));
        let ending = contracts()
            .filter(|one| one.is_usable() && one.last_day >= first && one.last_day < next);
        let mark = |one: &Summary| {
            let plan = one.offer.name.in_language(w.language().code());
            let text = w.benefits_calendar_mark(w.short_date(one.last_day), plan);
            (format!("/contracts/{}", one.key), text)
        };
        months.push(Month {
            name: w.month(first),
            ends: ending.map(mark).collect(),
        });
        first = next;
    }
    months
}

/// The first day of the month of `date`.
fn month_of(date: Date) -> Date {
    Date::new(date.year(), date.month(), 1).unwrap_or(date)
}

fn tabs(w: Words, overview: &Overview, address: &Address) -> Vec<(String, String, bool, String)> {
    let labels = [
        w.benefits_tab_incidents(),
        w.benefits_tab_advisory(),
        w.benefits_tab_program(),
    ];
    let tab = |((kind, label), count): ((RequestKind, &str), i64)| {
        let wanted = Wanted {
            kind,
            closed: false,
            page: 1,
        };
        let is_current = kind == address.wanted.kind;
        (
            label.to_owned(),
            address.to(wanted),
            is_current,
            w.number(count),
        )
    };
    let kinds = RequestKind::ALL.into_iter().zip(labels);
    let mut tabs: Vec<_> = kinds.zip(overview.activities.open).map(tab).collect();
    let community = (
        w.benefits_tab_community().to_owned(),
        "/community".to_owned(),
        false,
        String::new(),
    );
    tabs.push(community);
    tabs
}

fn which(w: Words, address: &Address) -> [(&'static str, String, bool); 2] {
    [
        (w.benefits_show_open(), false),
        (w.benefits_show_closed(), true),
    ]
    .map(|(label, closed)| {
        let wanted = Wanted {
            closed,
            page: 1,
            ..address.wanted
        };
        (label, address.to(wanted), address.wanted.closed == closed)
    })
}

fn create(w: Words, kind: RequestKind) -> (&'static str, &'static str) {
    match kind {
        RequestKind::Incident => (w.button_create_request(), "/requests/new"),
        RequestKind::Advisory => (w.benefits_create_advisory(), "/advisory/new"),
        RequestKind::Program => (w.benefits_create_program(), "/program/new"),
    }
}

fn further(address: &Address, is_there: bool, page: i64) -> String {
    let wanted = Wanted {
        page: page.min(i64::MAX / limits::PAGE_ROWS as i64),
        ..address.wanted
    };
    if is_there {
        address.to(wanted)
    } else {
        String::new()
    }
}

fn row(w: Words, activity: &Activity, at: Moment, zone: &Zone) -> Row {
    let line = &activity.line;
    let (status_key, status) = status(w, line.state, line.disposition, !activity.is_mine);
    Row {
        title: title(w, &line.number, &line.title),
        number: w.request_number(&line.number),
        href: if activity.opens {
            format!("/requests/{}", line.number)
        } else {
            String::new()
        },
        letter: line.severity.code(),
        severity: severity(w, line.severity),
        status_key,
        status,
        reporter: activity.reporter.clone(),
        changed: w.near_time(line.changed, at, zone),
        iso: line.changed.to_string(),
    }
}
