//! Values to and from PostgreSQL's binary format, by the type that the server says a parameter or column has.

use chrono::{Datelike, NaiveDate};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut};

use crate::{ParameterFault, StoreError, Value, row::Cell};

type Refusal = Box<dyn std::error::Error + Sync + Send>;

/// Day number of 2000-01-01, PostgreSQL's first day, counted as `Datelike::num_days_from_ce`.
const FIRST_DAY: i32 = 730_120;

/// Refuses parameters that would not fit, before anything is sent; the driver itself would panic at a wrong count.
pub(crate) fn check(query: &'static str, types: &[Type], params: &[Value]) -> Result<(), StoreError> {
    if types.len() != params.len() {
        return Err(StoreError::ParameterCount { query, expected: types.len(), given: params.len() });
    }
    for (position, (ty, value)) in (1..).zip(types.iter().zip(params)) {
        value.check_portable().and_then(|()| fits(ty, value)).map_err(|fault| StoreError::Parameter {
            query,
            position,
            fault,
        })?;
    }
    Ok(())
}

/// Whether `ToSql` below can write the value as this type.
fn fits(ty: &Type, value: &Value) -> Result<(), ParameterFault> {
    let fits = match value {
        Value::Null => true,
        Value::Int(v) if *ty == Type::INT4 => {
            i32::try_from(*v).map(|_| true).map_err(|_| ParameterFault::OutOfRange(*v))?
        }
        Value::Int(v) if *ty == Type::INT2 => {
            i16::try_from(*v).map(|_| true).map_err(|_| ParameterFault::OutOfRange(*v))?
        }
        Value::Int(v) if *ty == Type::BOOL => matches!(v, 0 | 1),
        Value::Int(_) => matches!(*ty, Type::INT8 | Type::FLOAT8),
        Value::Real(_) => matches!(*ty, Type::FLOAT8 | Type::FLOAT4),
        Value::Text(v) if *ty == Type::DATE => date(v).is_some(),
        Value::Text(_) => is_text(ty),
        Value::Bytes(_) => *ty == Type::BYTEA,
        Value::Bool(_) => matches!(*ty, Type::BOOL | Type::INT8 | Type::INT4),
    };
    if fits {
        Ok(())
    } else {
        Err(ParameterFault::Mismatch { given: value.kind(), column: ty.name().to_owned() })
    }
}

fn is_text(ty: &Type) -> bool {
    matches!(*ty, Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN | Type::JSON)
}

fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Refusal> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(v) => integer(*v, ty, out),
            Value::Bool(v) if *ty == Type::BOOL => v.to_sql(ty, out),
            Value::Bool(v) => integer((*v).into(), ty, out),
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the column is single precision by its own choice"
            )]
            Value::Real(v) if *ty == Type::FLOAT4 => (*v as f32).to_sql(ty, out),
            Value::Real(v) => v.to_sql(ty, out),
            Value::Text(v) if *ty == Type::DATE => {
                let day = date(v).ok_or("not a date")?;
                (day.num_days_from_ce() - FIRST_DAY).to_sql(&Type::INT4, out)
            }
            Value::Text(v) => v.to_sql(ty, out),
            Value::Bytes(v) => v.to_sql(ty, out),
        }
    }

    /// Every type: `check` has refused what does not fit.
    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

fn integer(v: i64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Refusal> {
    match *ty {
        Type::INT4 => i32::try_from(v)?.to_sql(ty, out),
        Type::INT2 => i16::try_from(v)?.to_sql(ty, out),
        Type::BOOL => (v != 0).to_sql(ty, out),
        #[expect(clippy::cast_precision_loss, reason = "as SQLite does for an integer in a double column")]
        Type::FLOAT8 => (v as f64).to_sql(ty, out),
        _ => v.to_sql(ty, out),
    }
}

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Cell<'a>, Refusal> {
        Ok(match *ty {
            Type::INT8 => Cell::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Cell::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Cell::Int(i16::from_sql(ty, raw)?.into()),
            Type::NUMERIC => Cell::Int(whole_number(raw).ok_or("a numeric that is no integer; cast it")?),
            Type::FLOAT8 => Cell::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Cell::Real(f32::from_sql(ty, raw)?.into()),
            Type::BOOL => Cell::Bool(bool::from_sql(ty, raw)?),
            Type::BYTEA => Cell::Bytes(raw),
            Type::DATE => {
                let days =
                    i32::from_sql(&Type::INT4, raw)?.checked_add(FIRST_DAY).ok_or("a date too far away")?;
                Cell::Date(NaiveDate::from_num_days_from_ce_opt(days).ok_or("a date too far away")?)
            }
            ref text if is_text(text) => Cell::Text(std::str::from_utf8(raw)?),
            ref other => return Err(format!("columns of type {other} are not read; cast it").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Cell<'a>, Refusal> {
        Ok(Cell::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// `sum(bigint)` is a `numeric` in PostgreSQL and an integer in SQLite. Reads a `numeric` that is a whole number within
/// 64 bits: digit count, weight, sign, scale, then digits of base 10,000 (PostgreSQL's `numeric_send`).
fn whole_number(raw: &[u8]) -> Option<i64> {
    let mut words = raw.chunks_exact(2).map(|w| i16::from_be_bytes([w[0], w[1]]));
    let (count, weight, sign, _scale) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let negative = match sign {
        0 => false,
        0x4000 => true,
        _ => return None, // NaN or infinite
    };
    let mut number: i128 = 0;
    for place in 0..=weight.max(-1) {
        let digit = if place < count { words.next()? } else { 0 };
        number = number.checked_mul(10_000)?.checked_add(digit.into())?;
    }
    if words.any(|digit| digit != 0) {
        return None; // a fraction
    }
    i64::try_from(if negative { -number } else { number }).ok()
}
