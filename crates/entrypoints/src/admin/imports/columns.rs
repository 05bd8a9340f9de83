//! The columns: guessed, shown with the first rows, and chosen.

use actions::imports::{self, Choice, ENCODINGS, Format, Row, SEPARATORS, Shown};
use actions::{By, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::account::Caller;
use domain::import::{Field, Kind, is_secret};
use domain::refusal::Refusal;
use domain::time::Zone;
use web_kit::form::Fields;
use web_kit::form_state::FormState;
use words::Words;

use super::set_going;
use crate::admin::messages;
use crate::answer::{Page, page_with, see_other};
use crate::app::App;
use crate::countries;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent};

/// What is shown in place of what is or may be a Contract ID.
const MASKED: &str = "••••••••••••";

#[derive(Template)]
#[template(path = "admin/import_columns.html")]
struct ColumnsPage {
    frame: Frame,
    form: FormState,
    key: String,
    name: String,
    /// What it is taken for.
    kind: String,
    /// Whether days and countries stand in it.
    has_places: bool,
    read_as: String,
    /// Whether somebody can choose how the text is read.
    is_text: bool,
    encodings: Vec<(&'static str, &'static str)>,
    separators: Vec<(String, &'static str)>,
    columns: Vec<Column>,
    options: Vec<(&'static str, &'static str)>,
    zones: Vec<(String, String)>,
    countries: Vec<(String, String)>,
}

/// A column with its choice.
struct Column {
    field: String,
    label: String,
    samples: Vec<String>,
}

/// How the text is to be read, as a form or an address says it.
pub(super) fn format(fields: &mut Fields) -> Option<(String, char)> {
    let (encoding, separator) = (fields.take("encoding"), fields.take("separator"));
    let separator = match separator.as_str() {
        "tab" => '\t',
        "comma" => ',',
        "semicolon" => ';',
        other => other.chars().next()?,
    };
    Some((encoding, separator))
}

/// The page with a form: guessed or chosen before at first, else as it was sent.
pub(super) async fn page(
    app: &App,
    asked: &Asked,
    (caller, shown): (&Caller, Shown),
    sent: Option<FormState>,
    format: Option<(String, char)>,
) -> Page {
    let visit = asked.visit();
    let by = By::Visit(&visit);
    let key = shown.key.clone();
    let (rows, guessed) = imports::samples(&app.house, by, &key, format.clone()).await?;
    let read = match (format, &shown.reading.format) {
        (Some((encoding, separator)), Format::Delimited { .. }) => Format::Delimited {
            encoding,
            separator,
        },
        (_, known) => known.clone(),
    };
    let frame = app.frame(asked, caller);
    let w = frame.w;
    let status = if sent.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let form = sent.unwrap_or_else(|| filled(&shown, &read, &guessed));
    let catalog = app.house.catalog();
    let fields = shown.kind.fields().iter();
    let page = ColumnsPage {
        kind: w.import_kind_taken(messages::kind(w, shown.kind)),
        has_places: has_places(shown.kind),
        read_as: read_as(w, &read),
        is_text: matches!(read, Format::Delimited { .. }),
        encodings: ENCODINGS.iter().map(|name| (*name, *name)).collect(),
        separators: SEPARATORS
            .iter()
            .map(|mark| (separator_code(*mark).to_owned(), separator_name(w, *mark)))
            .collect(),
        columns: columns(w, &form, &rows),
        options: fields
            .map(|field| (field.code(), messages::field(w, *field)))
            .collect(),
        zones: Zone::names()
            .map(|name| (name.clone(), name.replace('_', " ")))
            .collect(),
        countries: countries::choices(w, &catalog),
        name: shown.name,
        key: shown.key,
        form,
        frame,
    };
    page_with(status, &page)
}

/// The form as the file and what was chosen before make it.
fn filled(shown: &Shown, read: &Format, guessed: &[Option<Field>]) -> FormState {
    let mut values = vec![
        ("zone".to_owned(), shown.reading.zone.clone()),
        ("country".to_owned(), shown.reading.country.clone()),
    ];
    if let Format::Delimited {
        encoding,
        separator,
    } = read
    {
        values.push(("encoding".to_owned(), encoding.clone()));
        values.push((
            "separator".to_owned(),
            separator_code(*separator).to_owned(),
        ));
    }
    values.extend((0..).zip(guessed).map(|(place, field): (usize, _)| {
        (
            format!("column-{place}"),
            field.map_or("", Field::code).to_owned(),
        )
    }));
    FormState::filled(values)
}

fn read_as(w: Words, read: &Format) -> String {
    match read {
        Format::Sheet => w.import_read_sheet().to_owned(),
        Format::Delimited {
            encoding,
            separator: '\t',
        } => w.import_read_as_tab(named(encoding)),
        Format::Delimited {
            encoding,
            separator,
        } => w.import_read_as(named(encoding), separator.to_string()),
    }
}

/// An encoding as people write it.
fn named(encoding: &str) -> &str {
    if encoding == "windows-1252" {
        "Windows-1252"
    } else {
        encoding
    }
}

const fn separator_code(mark: char) -> &'static str {
    match mark {
        '\t' => "tab",
        ',' => "comma",
        _ => "semicolon",
    }
}

fn separator_name(w: Words, mark: char) -> &'static str {
    match mark {
        '\t' => w.import_separator_tab(),
        ',' => w.import_separator_comma(),
        _ => w.import_separator_semicolon(),
    }
}

/// The columns with their first cells; what is or may be a Contract ID is masked, in a file without headings too.
fn columns(w: Words, form: &FormState, rows: &[Row]) -> Vec<Column> {
    let (headings, samples) = rows.split_first().map_or((&[][..], rows), |(first, rest)| {
        (first.cells.as_slice(), rest)
    });
    let columns = headings.iter().enumerate().map(|(place, heading)| {
        let field = format!("column-{place}");
        let taken = Field::from_code(form.value(&field));
        let cells = samples
            .iter()
            .filter_map(|row| row.cells.get(place))
            .filter(|cell| !cell.is_blank());
        let shown = cells.map(|cell| {
            if is_secret(taken, &cell.text) {
                MASKED.to_owned()
            } else {
                cell.text.clone()
            }
        });
        let number = place as i64 + 1;
        Column {
            label: if heading.is_blank() || is_secret(None, &heading.text) {
                w.import_column_unnamed(number)
            } else {
                w.import_column(heading.text.trim(), number)
            },
            samples: shown.collect(),
            field,
        }
    });
    columns.collect()
}

/// Takes what was chosen and has the file checked.
pub(super) async fn choose(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let visit = asked.visit();
    let by = By::Visit(&visit);
    let shown = imports::show(&app.house, by, &key).await?;
    let caller = app.house.caller(&visit).await?;
    let w = asked.words(caller.person());
    let mut form = FormState::typed(&fields);
    let format = format(&mut fields);
    let columns = chosen(w, &mut form, &mut fields);
    let place = if has_places(shown.kind) {
        place(&app, w, &mut form, (&mut fields, &columns))
    } else {
        None
    };
    fields.finish()?;
    if !form.is_refused() {
        let choice = Choice {
            format: format.clone(),
            columns: Some(columns),
            place,
            repairs: None,
        };
        match imports::choose(&app.house, by, &key, choice).await {
            Ok(()) => {
                set_going(&app, &key);
                return Ok(see_other(&format!("/admin/import/{key}")));
            }
            Err(Stopped::Refused(refusal @ Refusal::ColumnMissing(_))) => {
                form.refuse("columns", refused::sentence(&w, &refusal));
            }
            Err(stopped) => return Err(stopped.into()),
        }
    }
    page(&app, &asked, (&caller, shown), Some(form), format).await
}

/// Whether the rows of such a file have days and countries.
const fn has_places(kind: Kind) -> bool {
    !matches!(kind, Kind::Contacts)
}

/// The zone that days are of, and the country of rows that name none; refused where there is no such thing.
fn place(
    app: &App,
    w: Words,
    form: &mut FormState,
    (fields, columns): (&mut Fields, &[Option<Field>]),
) -> Option<(Zone, String)> {
    let (zone, country) = (Zone::named(&fields.take("zone")), fields.take("country"));
    if zone.is_err() {
        form.refuse("zone", w.error_zone());
    }
    let is_served = app.house.catalog().region_of(&country).is_some();
    if !is_served && !columns.contains(&Some(Field::Country)) {
        form.refuse("country", w.import_country_missing());
    }
    Some((zone.ok()?, country))
}

/// The field of each column. One that is chosen twice is refused at the second.
fn chosen(w: Words, form: &mut FormState, fields: &mut Fields) -> Vec<Option<Field>> {
    let mut columns: Vec<Option<Field>> = Vec::new();
    while let Some(code) = fields.maybe(&format!("column-{}", columns.len())) {
        let field = Field::from_code(&code);
        if let Some(twice) = field.filter(|field| columns.contains(&Some(*field))) {
            let sentence = w.import_column_twice(messages::field(w, twice));
            form.refuse(&format!("column-{}", columns.len()), sentence);
        }
        columns.push(field);
    }
    columns
}
