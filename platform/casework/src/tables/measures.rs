//! What is done about cases.

use store::{Query, Row, Statement, StoreError};

use crate::{Measure, MeasureKind, MeasureState};

/// Columns of [`measure_columns!`], from `first` on.
pub(super) fn read_at(r: &Row<'_>, first: usize) -> Result<Measure, StoreError> {
    let at = |column: usize| first + column;
    Ok(Measure {
        id: r.id(at(0))?,
        case: r.id(at(1))?,
        kind: MeasureKind::from_key(&r.text(at(2))?).ok_or_else(|| r.refuse(at(2), "a kind of measure"))?,
        title: r.text(at(3))?,
        text: r.text(at(4))?,
        body: r.id(at(5))?,
        unit: r.opt_id(at(6))?,
        cost: r.opt_int(at(7))?,
        funding: r.text(at(8))?,
        due: r.opt_date(at(9))?,
        state: MeasureState::from_key(&r.text(at(10))?)
            .ok_or_else(|| r.refuse(at(10), "a state of a measure"))?,
        proposed_at: r.time(at(11))?,
        state_since: r.time(at(12))?,
        version: r.int(at(13))?,
        moves: Vec::new(),
    })
}

fn read(r: &Row<'_>) -> Result<Measure, StoreError> {
    read_at(r, 0)
}

pub(crate) const OF_CASE: Query<Measure> = Query::new(
    "measures_of_case",
    concat!("select ", measure_columns!(), " from case_measure m where m.case_file = ?1 order by m.id"),
    read,
);

pub(crate) const MEASURE: Query<Measure> = Query::new(
    "measure",
    concat!("select ", measure_columns!(), " from case_measure m where m.id = ?1"),
    read,
);

pub(crate) const ADD: Statement = Statement::new(
    "add_measure",
    "insert into case_measure (id, case_file, kind, title, text, body, unit, cost, funding, due, state, open,
                               proposed_at, state_since)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, true, ?12, ?12)",
);

/// Moves a measure if nobody else has since it was read.
pub(crate) const MOVE: Statement = Statement::new(
    "move_measure",
    "update case_measure set state = ?3, open = ?4, state_since = ?5, version = version + 1
      where id = ?1 and version = ?2",
);

pub(crate) const ALL: [(&str, &str); 4] = [OF_CASE.named(), MEASURE.named(), ADD.named(), MOVE.named()];
