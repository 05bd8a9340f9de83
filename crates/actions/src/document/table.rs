//! A table whose fields are taken one by one. What nobody took when it goes is unknown, and refused.

use std::cell::RefCell;
use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::{Source, Value};

/// The fields of a table that have not been taken yet.
pub(crate) struct Table<'a> {
    source: Source<'a>,
    field: String,
    offset: usize,
    left: RefCell<BTreeMap<&'a str, (usize, &'a toml::Spanned<DeValue<'a>>)>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(
        source: Source<'a>,
        field: String,
        offset: usize,
        table: &'a DeTable<'a>,
    ) -> Self {
        let left = table
            .iter()
            .map(|(name, value)| (name.get_ref().as_ref(), (name.span().start, value)));
        Self {
            source,
            field,
            offset,
            left: RefCell::new(left.collect()),
        }
    }

    /// Takes a field that may be left out.
    pub fn optional(&self, name: &str) -> Option<Value<'a>> {
        let (_, raw) = self.left.borrow_mut().remove(name)?;
        Some(Value {
            source: self.source,
            field: self.path(name),
            raw,
        })
    }

    /// Takes a field; its absence is a mistake.
    pub fn required(&self, name: &str) -> Option<Value<'a>> {
        let value = self.optional(name);
        if value.is_none() {
            self.wrong(name, "is missing");
        }
        value
    }

    /// Takes a list of tables; none where it is left out.
    pub fn tables(&self, name: &str) -> Vec<Self> {
        self.optional(name)
            .map(|list| list.list(|item| item.table()))
            .unwrap_or_default()
    }

    /// Notes a mistake that concerns a field of this table, at the table's first line.
    pub fn wrong(&self, name: &str, message: impl Into<String>) {
        self.source.note(self.offset, &self.path(name), message);
    }

    fn path(&self, name: &str) -> String {
        if self.field.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.field)
        }
    }
}

impl Drop for Table<'_> {
    fn drop(&mut self) {
        for (name, (offset, _)) in self.left.borrow().iter() {
            self.source
                .note(*offset, &self.path(name), "is not a field known here");
        }
    }
}
