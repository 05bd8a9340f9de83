//! Changing single fields of a file, so that comments and everything else in it stay as they were written.
//!
//! A field is named by the tables around it: `version.2.released` is that of the third table of the list `version`.

use domain::time::Date;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::document::Mistake;

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// True or false.
    Yes(bool),
    /// A day.
    Day(Date),
    /// A list of texts.
    Texts(Vec<String>),
    /// A list of whole numbers.
    Numbers(Vec<i64>),
}

/// A field with what it is to say, or nothing where it is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where the field stands.
    pub at: String,
    /// What it is to say.
    pub to: Option<Said>,
}

/// What the field at `at` says in `text`; nothing where it is not there, or says something of another kind.
pub fn said(text: &str, at: &str) -> Option<Said> {
    let document: DocumentMut = text.parse().ok()?;
    read(item(&document, at)?.as_value()?)
}

/// How many tables the list at `at` has in `text`.
pub fn tables(text: &str, at: &str) -> usize {
    let document: Option<DocumentMut> = text.parse().ok();
    let item = document.as_ref().and_then(|document| item(document, at));
    item.map_or(0, |item| match item {
        Item::ArrayOfTables(tables) => tables.len(),
        other => other.as_array().map_or(0, Array::len),
    })
}

/// What stands at `at`.
fn item<'a>(document: &'a DocumentMut, at: &str) -> Option<&'a Item> {
    let mut steps = at.split('.');
    steps.try_fold(document.as_item(), |item, step| match step.parse() {
        Ok(place) => item.get::<usize>(place),
        Err(_) => item.get(step),
    })
}

/// The text with its fields changed; nothing where it cannot be read, or a field stands where none can.
pub fn edited(text: &str, edits: &[Edit]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    for Edit { at, to } in edits {
        let steps: Vec<&str> = at.split('.').collect();
        set(document.as_table_mut(), &steps, to.as_ref())?;
    }
    Some(document.to_string())
}

/// Where the field that a mistake is about stands in `text`, with the numbers of the tables around it.
pub fn place(text: &str, mistake: &Mistake) -> String {
    let field = mistake.field.as_str();
    let (list, rest) = field.split_once('.').unwrap_or((field, ""));
    let header = format!("[[{list}]]");
    let lines = text.lines().take(mistake.line);
    match lines
        .filter(|line| line.trim_start().starts_with(&header))
        .count()
    {
        0 => field.to_owned(),
        tables if rest.is_empty() => format!("{list}.{}", tables - 1),
        tables => format!("{list}.{}.{rest}", tables - 1),
    }
}

fn read(value: &Value) -> Option<Said> {
    Some(match value {
        Value::String(text) => Said::Text(text.value().clone()),
        Value::Integer(number) => Said::Number(*number.value()),
        Value::Boolean(yes) => Said::Yes(*yes.value()),
        Value::Datetime(at) => Said::Day(Date::parse(&at.value().to_string()).ok()?),
        Value::Array(list) if list.iter().any(Value::is_integer) => {
            Said::Numbers(list.iter().filter_map(Value::as_integer).collect())
        }
        Value::Array(list) => {
            let texts = list.iter().filter_map(Value::as_str);
            Said::Texts(texts.map(str::to_owned).collect())
        }
        Value::Float(_) | Value::InlineTable(_) => return None,
    })
}

/// Sets the field that `steps` lead to from `table`. A table that is left empty goes with its last field.
fn set(table: &mut dyn TableLike, steps: &[&str], to: Option<&Said>) -> Option<()> {
    let (step, rest) = steps.split_first()?;
    if rest.is_empty() {
        match to {
            Some(said) => put(table, step, said),
            None => drop(table.remove(step)),
        }
        return Some(());
    }
    if !table.contains_key(step) {
        if to.is_none() {
            return Some(());
        }
        let new = match rest[0].parse::<usize>() {
            Ok(_) => Item::ArrayOfTables(ArrayOfTables::new()),
            Err(_) => Item::Value(InlineTable::new().into()),
        };
        table.insert(step, new);
    }
    let item = table.get_mut(step)?;
    if let Ok(place) = rest[0].parse() {
        return set_in_list(item, place, &rest[1..], to);
    }
    let inner = item.as_table_like_mut()?;
    set(inner, rest, to)?;
    if inner.is_empty() {
        table.remove(step);
    }
    Some(())
}

/// The same within the table of a list, or past its end in a new one where there is something to say. Without further
/// steps that table goes.
fn set_in_list(item: &mut Item, place: usize, steps: &[&str], to: Option<&Said>) -> Option<()> {
    if let Some(tables) = item.as_array_of_tables_mut() {
        if steps.is_empty() {
            (place < tables.len()).then(|| tables.remove(place))?;
            return Some(());
        }
        if place == tables.len() {
            if to.is_none() {
                return Some(());
            }
            tables.push(Table::new());
        }
        return set(tables.get_mut(place)?, steps, to);
    }
    let list = item.as_array_mut()?;
    if steps.is_empty() {
        (place < list.len()).then(|| list.remove(place))?;
        return Some(());
    }
    if place == list.len() {
        if to.is_none() {
            return Some(());
        }
        // As the one before it is written: on a line of its own, or not.
        let prefix = list
            .iter()
            .last()
            .and_then(|last| last.decor().prefix().cloned());
        let mut new = Value::from(InlineTable::new());
        if let Some(prefix) = prefix {
            new.decor_mut().set_prefix(prefix);
        }
        list.push_formatted(new);
    }
    set(list.get_mut(place)?.as_inline_table_mut()?, steps, to)
}

/// Puts a value, in the place and with the comment of the one before it; one that says the same is left alone.
fn put(table: &mut dyn TableLike, field: &str, said: &Said) {
    let mut value = written(said);
    if let Some(held) = table.get_mut(field).and_then(Item::as_value_mut) {
        if read(held).as_ref() == Some(said) {
            return;
        }
        *value.decor_mut() = held.decor().clone();
        *held = value;
        return;
    }
    table.insert(field, Item::Value(value));
}

fn written(said: &Said) -> Value {
    match said {
        Said::Text(text) => text.as_str().into(),
        Said::Number(number) => (*number).into(),
        Said::Yes(yes) => (*yes).into(),
        Said::Day(day) => {
            let day: toml_edit::Datetime = day.to_string().parse().expect("a day is a date");
            day.into()
        }
        Said::Texts(texts) => texts.iter().map(String::as_str).collect::<Array>().into(),
        Said::Numbers(numbers) => numbers.iter().copied().collect::<Array>().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# Products.
name = { en = \"Server\", sv = \"Server\" }

[[version]]
key = \"1\" # the first
released = 2020-01-01
name = { en = \"One\", sv = \"Ett\" }

[[kind]]
key = \"other\"
list = [
  { date = 2020-01-01, name = \"New Year\" },
]

[kind.minutes]
A = 1_000
";

    fn edit(at: &str, to: Option<Said>) -> Edit {
        Edit {
            at: at.to_owned(),
            to,
        }
    }

    fn text(words: &str) -> Said {
        Said::Text(words.to_owned())
    }

    #[test]
    fn everything_but_the_field_stays_as_it_was_written() {
        let same = [
            edit("kind.0.minutes.A", Some(Said::Number(1000))),
            edit("name.sv", Some(text("Server"))),
            edit("price.amount", None),
            edit("version.1.key", None),
            edit("kind.0.list.1.name", None),
        ];
        assert_eq!(edited(FILE, &same).as_deref(), Some(FILE));
        let changed = edited(
            FILE,
            &[
                edit("version.0.key", Some(text("one"))),
                edit("name.sv", Some(text("Servern"))),
            ],
        );
        let expected = FILE
            .replace("\"1\" # the", "\"one\" # the")
            .replace("sv = \"Server\"", "sv = \"Servern\"");
        assert_eq!(changed, Some(expected));
    }

    #[test]
    fn a_new_table_stands_after_the_others_of_its_list() {
        let day = Date::parse("2025-02-03").expect("a day");
        let edits = [
            edit("version.1.key", Some(text("2"))),
            edit("version.1.name.en", Some(text("Two"))),
            edit("version.1.released", Some(Said::Day(day))),
        ];
        let changed = edited(FILE, &edits).expect("it can be edited");
        let new = "\n[[version]]\nkey = \"2\"\nname = { en = \"Two\" }\nreleased = 2025-02-03\n\n[[kind]]";
        assert!(changed.contains(new), "{changed}");
        assert_eq!(said(&changed, "version.1.released"), Some(Said::Day(day)));
        assert_eq!(tables(&changed, "version"), 2);
        assert_eq!(
            (tables(FILE, "kind.0.list"), tables(FILE, "kind.1.list")),
            (1, 0)
        );
    }

    #[test]
    fn what_is_taken_away_leaves_nothing_behind() {
        let changed = edited(
            FILE,
            &[edit("kind.0.minutes.A", None), edit("version.0", None)],
        );
        let changed = changed.expect("it can be edited");
        assert!(
            !changed.contains("minutes") && !changed.contains("version"),
            "{changed}"
        );
        assert_eq!(edited(FILE, &[edit("version.7", None)]), None);
        assert_eq!(edited("a =", &[]), None);
    }

    #[test]
    fn a_mistake_is_placed_in_the_table_it_stands_in() {
        let mistake = |line, field: &str| Mistake {
            file: String::new(),
            line,
            column: 1,
            field: field.to_owned(),
            message: String::new(),
        };
        assert_eq!(
            place(FILE, &mistake(6, "version.released")),
            "version.0.released"
        );
        assert_eq!(
            place(FILE, &mistake(4, "version.name.en")),
            "version.0.name.en"
        );
        assert_eq!(place(FILE, &mistake(2, "name.en")), "name.en");
    }
}
