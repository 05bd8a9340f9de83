//! What goes into a statement and comes out of a column: five shapes that both engines share.

use rusqlite::types::{ToSql as ToSqlite, ToSqlOutput, Value as SqliteValue, ValueRef};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

type Problem = Box<dyn std::error::Error + Send + Sync>;

/// A bound parameter or the content of a column. There are no booleans (a time, or nothing) and no
/// floats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// SQL NULL.
    Null,
    /// A BIGINT; instants are microseconds since 1970 UTC.
    Int(i64),
    /// A TEXT, ordered by its bytes on both engines. PostgreSQL refuses the character NUL.
    Text(&'a str),
    /// A BLOB.
    Bytes(&'a [u8]),
    /// The right side of `IN_LIST($n)` for numbers.
    Ints(&'a [i64]),
    /// The right side of `IN_LIST($n)` for texts.
    Texts(&'a [String]),
}

/// A value that outlives the call that gave it.
#[derive(Clone, Debug)]
pub enum Owned {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    Ints(Vec<i64>),
    Texts(Vec<String>),
}

impl Owned {
    /// As it is bound.
    pub fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(*number),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
            Self::Ints(numbers) => Value::Ints(numbers),
            Self::Texts(texts) => Value::Texts(texts),
        }
    }
}

impl From<&Value<'_>> for Owned {
    fn from(value: &Value<'_>) -> Self {
        match *value {
            Value::Null => Self::Null,
            Value::Int(number) => Self::Int(number),
            Value::Text(text) => Self::Text(text.to_owned()),
            Value::Bytes(bytes) => Self::Bytes(bytes.to_owned()),
            Value::Ints(numbers) => Self::Ints(numbers.to_owned()),
            Value::Texts(texts) => Self::Texts(texts.to_owned()),
        }
    }
}

/// The parameters of one statement, in the order `$1…$n`: `params![id, name, None::<i64>]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}

macro_rules! from {
    ($($given:ty => $shape:ident),* $(,)?) => {
        $(impl<'a> From<$given> for Value<'a> {
            fn from(given: $given) -> Self {
                Self::$shape(given)
            }
        })*
    };
}

from! {
    i64 => Int, &'a str => Text, &'a String => Text, &'a [u8] => Bytes, &'a Vec<u8> => Bytes,
    &'a [i64] => Ints, &'a Vec<i64> => Ints, &'a [String] => Texts, &'a Vec<String> => Texts,
}

impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(given: &'a [u8; N]) -> Self {
        Self::Bytes(given)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(given: Option<T>) -> Self {
        given.map_or(Self::Null, Into::into)
    }
}

impl<'a> From<&'a Option<String>> for Value<'a> {
    fn from(given: &'a Option<String>) -> Self {
        given.as_deref().into()
    }
}

impl<'a> From<&'a Option<Vec<u8>>> for Value<'a> {
    fn from(given: &'a Option<Vec<u8>>) -> Self {
        given.as_deref().into()
    }
}

impl ToSqlite for Value<'_> {
    /// Lists travel as JSON, which `json_each` takes apart.
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let json = |text: serde_json::Result<String>| match text {
            Ok(text) => Ok(ToSqlOutput::Owned(SqliteValue::Text(text))),
            Err(problem) => Err(rusqlite::Error::ToSqlConversionFailure(problem.into())),
        };
        Ok(ToSqlOutput::Borrowed(match *self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Ints(numbers) => return json(serde_json::to_string(numbers)),
            Value::Texts(texts) => return json(serde_json::to_string(texts)),
        }))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Problem> {
        match *self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *wanted == Type::INT4 => {
                i32::try_from(number)?.to_sql_checked(wanted, out)
            }
            Value::Int(number) => number.to_sql_checked(wanted, out),
            Value::Text(text) => text.to_sql_checked(wanted, out),
            Value::Bytes(bytes) => bytes.to_sql_checked(wanted, out),
            Value::Ints(numbers) => numbers.to_sql_checked(wanted, out),
            Value::Texts(texts) => texts.to_sql_checked(wanted, out),
        }
    }

    /// Any: the value inside checks the type it is sent as.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value<'a> {
    fn from_sql(found: &Type, raw: &'a [u8]) -> Result<Self, Problem> {
        Ok(match *found {
            Type::INT8 => Self::Int(i64::from_sql(found, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(found, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(found, raw)?.into()),
            // What a comparison or EXISTS yields; SQLite says 0 or 1.
            Type::BOOL => Self::Int(bool::from_sql(found, raw)?.into()),
            Type::BYTEA => Self::Bytes(raw),
            _ => Self::Text(<&str>::from_sql(found, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Problem> {
        Ok(Self::Null)
    }

    fn accepts(found: &Type) -> bool {
        matches!(
            *found,
            Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL | Type::BYTEA
        ) || <&str as FromSql>::accepts(found)
    }
}
