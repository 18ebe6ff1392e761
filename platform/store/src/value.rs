//! The values that go into a query, and how Rust's types become them.
//!
//! | Rust | column type in SQL | stored as |
//! |---|---|---|
//! | `i64`, `i32`, `u32` | `bigint` | integer |
//! | `f64` | `double precision` | IEEE double; NaN is refused |
//! | `&str`, `String` | `text` | UTF-8; NUL is refused |
//! | `Vec<u8>`, `&[u8]` | `bytea` | bytes |
//! | `bool` | `boolean` | 0/1 in SQLite |
//! | `DateTime<Utc>` | `bigint` | **milliseconds** since 1970-01-01 UTC |
//! | `NaiveDate` | `text` (or `date`) | ISO 8601, `2026-03-01`, so that texts sort as dates do |
//! | `Id` | `bigint` | its number |
//! | `serde_json::Value` | `text` | JSON text |
//! | `Option<T>` | as `T` | NULL for `None` |

use chrono::{DateTime, NaiveDate, Utc};

use crate::{Id, error::ParameterFault};

/// One parameter of a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// Integer, instant or id.
    Int(i64),
    /// Floating-point number.
    Real(f64),
    /// Text, date or JSON.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Truth value.
    Bool(bool),
}

impl Value {
    /// The kind's name, for error messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Int(_) => "integer",
            Value::Real(_) => "real",
            Value::Text(_) => "text",
            Value::Bytes(_) => "bytes",
            Value::Bool(_) => "boolean",
        }
    }

    /// Refuses what one of the engines would refuse or silently change, whichever engine is running.
    pub(crate) fn check_portable(&self) -> Result<(), ParameterFault> {
        match self {
            Value::Text(text) if text.contains('\0') => Err(ParameterFault::NulInText),
            Value::Real(number) if number.is_nan() => Err(ParameterFault::NotANumber),
            _ => Ok(()),
        }
    }
}

macro_rules! value_from {
    ($($from:ty => |$v:ident| $value:expr;)*) => { $(
        impl From<$from> for Value {
            fn from($v: $from) -> Value { $value }
        }
    )* };
}

value_from! {
    i64 => |v| Value::Int(v);
    i32 => |v| Value::Int(v.into());
    u32 => |v| Value::Int(v.into());
    u16 => |v| Value::Int(v.into());
    u8 => |v| Value::Int(v.into());
    f64 => |v| Value::Real(v);
    bool => |v| Value::Bool(v);
    &str => |v| Value::Text(v.to_owned());
    String => |v| Value::Text(v);
    &String => |v| Value::Text(v.clone());
    Vec<u8> => |v| Value::Bytes(v);
    &[u8] => |v| Value::Bytes(v.to_vec());
    DateTime<Utc> => |v| Value::Int(v.timestamp_millis());
    NaiveDate => |v| Value::Text(v.format("%Y-%m-%d").to_string());
    Id => |v| Value::Int(v.0);
    serde_json::Value => |v| Value::Text(v.to_string());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}
