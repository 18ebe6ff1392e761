//! What of this module everybody may have: people by concept as the page shows them, citizenships as they were released, and
//! agencies on the day of asking. What was held back is held back here; companies are counted and never named, and what is
//! known of industrial zones stays in the workplace.

mod agencies;
mod citizenships;
mod concepts;

use ground::open::{Column, Datatype, OpenSet, Value};
use indicators::sha256;

/// The tables of this module.
pub(crate) fn sets() -> Vec<OpenSet> {
    vec![concepts::SET, citizenships::SET, agencies::SET]
}

/// Stands for all citizenships, and for both sexes.
const ALL: &str = "*";

const CONCEPT: Column = Column::new("concept", "open-foreigners-concept", Datatype::Text).key();
const TERRITORY: Column = Column::new("territory", "open-foreigners-territory", Datatype::Text).key();
const DAY: Column = Column::new("day", "open-foreigners-day", Datatype::Day).key();
const CONCEPT_NAME: Column =
    Column::new("concept_name", "open-foreigners-concept-name", Datatype::Text).required();
const STATE: Column = Column::new("state", "open-foreigners-state", Datatype::Text).required();

/// A state of data that is told from the rows themselves: the same rows are the same state.
fn revision(rows: &[Vec<Value>]) -> String {
    let mut text = String::new();
    for value in rows.iter().flatten() {
        text.push_str(&value.written());
        text.push('\n');
    }
    sha256(text.as_bytes())
}

/// Whether there is a number.
fn state(known: bool) -> Value {
    Value::text(if known { "figure" } else { "protected" })
}

fn whole(count: u64) -> Value {
    Value::Whole(i64::try_from(count).unwrap_or(i64::MAX))
}
