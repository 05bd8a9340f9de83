//! One row of an answer, read by the position of its columns.

use rusqlite::types::ValueRef;

use crate::{Fault, Value};

/// A row that lives until the next one is fetched.
pub enum Row<'a> {
    /// From SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// From PostgreSQL.
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    /// The column at `index`, counted from 0. A fault where the column is missing, holds another
    /// type, or NULL that `T` has no room for. A sum needs `CAST(sum(x) AS BIGINT)`: PostgreSQL
    /// widens it to a type of its own.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, Fault> {
        let value = self.value(index)?;
        T::from_value(value)
            .ok_or_else(|| Fault::other(format!("column {index} holds {}", kind(value))))
    }

    /// The column at `index` as it stands, of whichever shape.
    pub fn value(&self, index: usize) -> Result<Value<'_>, Fault> {
        match self {
            Row::Postgres(row) => Ok(row.try_get(index)?),
            Row::Sqlite(row) => match row.get_ref(index)? {
                ValueRef::Null => Ok(Value::Null),
                ValueRef::Integer(number) => Ok(Value::Int(number)),
                ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes)),
                ValueRef::Text(text) => match std::str::from_utf8(text) {
                    Ok(text) => Ok(Value::Text(text)),
                    Err(_) => Err(Fault::corrupt(format!("column {index} is not UTF-8"))),
                },
                ValueRef::Real(_) => Err(Fault::other(format!("column {index} holds a float"))),
            },
        }
    }
}

/// What a value is called in a fault; its content stays out of the log.
fn kind(value: Value<'_>) -> &'static str {
    match value {
        Value::Null => "NULL",
        Value::Int(_) => "a number",
        Value::Text(_) => "a text",
        Value::Bytes(_) => "bytes",
        Value::Ints(_) | Value::Texts(_) => "a list",
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    /// `None` where the value is of another type.
    fn from_value(value: Value<'_>) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Int(number) = value {
            Some(number)
        } else {
            None
        }
    }
}

impl FromValue for String {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Text(text) = value {
            Some(text.to_owned())
        } else {
            None
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Bytes(bytes) = value {
            Some(bytes.to_owned())
        } else {
            None
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Bytes(bytes) = value {
            bytes.try_into().ok()
        } else {
            None
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if value == Value::Null {
            Some(None)
        } else {
            T::from_value(value).map(Some)
        }
    }
}
