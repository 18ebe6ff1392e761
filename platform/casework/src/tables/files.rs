//! The case itself, its number, and the words it is found by.

use chrono::{DateTime, NaiveDate, Utc};
use store::{Id, Query, Row, Statement, StoreError, Value};

use crate::{Fields, Place};

macro_rules! columns {
    () => {
        "id, type, number, state, open, waits, title, place, address, lat, lon, fields, owner_body, unit,
         reporter_body, reporter, subject_kind, subject, opened_at, changed_at, state_since, closed_at, due,
         confirmed, undo, events, forgotten_at, version"
    };
}

/// A row of `case_file`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CaseFile {
    pub(crate) id: Id,
    pub(crate) kind: String,
    pub(crate) number: String,
    pub(crate) state: String,
    pub(crate) open: bool,
    pub(crate) waits: bool,
    pub(crate) title: String,
    pub(crate) place: Place,
    pub(crate) fields: Fields,
    pub(crate) owner: Id,
    pub(crate) unit: Option<Id>,
    pub(crate) reporter_body: Id,
    pub(crate) reporter: Option<Id>,
    pub(crate) subject_kind: Option<String>,
    pub(crate) subject: Option<Id>,
    pub(crate) opened_at: DateTime<Utc>,
    pub(crate) changed_at: DateTime<Utc>,
    pub(crate) state_since: DateTime<Utc>,
    pub(crate) closed_at: Option<DateTime<Utc>>,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) confirmed: bool,
    pub(crate) undo: Option<serde_json::Value>,
    pub(crate) events: i64,
    pub(crate) forgotten_at: Option<DateTime<Utc>>,
    pub(crate) version: i64,
}

fn read(r: &Row<'_>) -> Result<CaseFile, StoreError> {
    Ok(CaseFile {
        id: r.id(0)?,
        kind: r.text(1)?,
        number: r.text(2)?,
        state: r.text(3)?,
        open: r.bool(4)?,
        waits: r.bool(5)?,
        title: r.text(6)?,
        place: Place { text: r.text(7)?, address: r.opt_int(8)?, point: r.opt_real(9)?.zip(r.opt_real(10)?) },
        fields: serde_json::from_str(&r.text(11)?).map_err(|_| r.refuse(11, "fields as JSON"))?,
        owner: r.id(12)?,
        unit: r.opt_id(13)?,
        reporter_body: r.id(14)?,
        reporter: r.opt_id(15)?,
        subject_kind: r.opt_text(16)?,
        subject: r.opt_id(17)?,
        opened_at: r.time(18)?,
        changed_at: r.time(19)?,
        state_since: r.time(20)?,
        closed_at: r.opt_time(21)?,
        due: r.opt_date(22)?,
        confirmed: r.bool(23)?,
        undo: r.opt_json(24)?,
        events: r.int(25)?,
        forgotten_at: r.opt_time(26)?,
        version: r.int(27)?,
    })
}

pub(crate) const CASE: Query<CaseFile> =
    Query::new("case", concat!("select ", columns!(), " from case_file where id = ?1"), read);

/// Takes the case for this transaction: whoever else wants to change it waits.
pub(crate) const TAKE: Query<CaseFile> = Query::new(
    "take_case",
    concat!("update case_file set changed_at = ?2 where id = ?1 returning ", columns!()),
    read,
);

pub(crate) const BY_NUMBER: Query<Id> =
    Query::new("case_by_number", "select id from case_file where number = ?1", |r| r.id(0));

pub(crate) const ADD: Statement = Statement::new(
    "add_case",
    concat!(
        "insert into case_file (",
        columns!(),
        ") values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
          ?23, ?24, ?25, ?26, ?27, ?28)"
    ),
);

pub(crate) const SAVE: Statement = Statement::new(
    "save_case",
    "update case_file
        set state = ?2, open = ?3, waits = ?4, title = ?5, place = ?6, address = ?7, lat = ?8, lon = ?9, fields = ?10,
            unit = ?11, subject_kind = ?12, subject = ?13, changed_at = ?14, state_since = ?15, closed_at = ?16,
            due = ?17, confirmed = ?18, undo = ?19, events = ?20, forgotten_at = ?21, version = ?22
      where id = ?1",
);

impl CaseFile {
    /// Parameters of [`ADD`].
    pub(crate) fn row(&self) -> Vec<Value> {
        vec![
            self.id.into(),
            (&self.kind).into(),
            (&self.number).into(),
            (&self.state).into(),
            self.open.into(),
            self.waits.into(),
            (&self.title).into(),
            (&self.place.text).into(),
            self.place.address.into(),
            self.place.point.map(|(lat, _)| lat).into(),
            self.place.point.map(|(_, lon)| lon).into(),
            self.fields_json(),
            self.owner.into(),
            self.unit.into(),
            self.reporter_body.into(),
            self.reporter.into(),
            self.subject_kind.as_deref().into(),
            self.subject.into(),
            self.opened_at.into(),
            self.changed_at.into(),
            self.state_since.into(),
            self.closed_at.into(),
            self.due.into(),
            self.confirmed.into(),
            self.undo.clone().into(),
            self.events.into(),
            self.forgotten_at.into(),
            self.version.into(),
        ]
    }

    /// Parameters of [`SAVE`].
    pub(crate) fn changes(&self) -> Vec<Value> {
        vec![
            self.id.into(),
            (&self.state).into(),
            self.open.into(),
            self.waits.into(),
            (&self.title).into(),
            (&self.place.text).into(),
            self.place.address.into(),
            self.place.point.map(|(lat, _)| lat).into(),
            self.place.point.map(|(_, lon)| lon).into(),
            self.fields_json(),
            self.unit.into(),
            self.subject_kind.as_deref().into(),
            self.subject.into(),
            self.changed_at.into(),
            self.state_since.into(),
            self.closed_at.into(),
            self.due.into(),
            self.confirmed.into(),
            self.undo.clone().into(),
            self.events.into(),
            self.forgotten_at.into(),
            self.version.into(),
        ]
    }

    fn fields_json(&self) -> Value {
        serde_json::to_value(&self.fields).unwrap_or_default().into()
    }
}

/// The next number of a type in a year. Takes the counter until the transaction ends, so that there are no gaps.
pub(crate) const NEXT_NUMBER: Query<i64> = Query::new(
    "next_case_number",
    "insert into case_number (type, year, last) values (?1, ?2, 1)
     on conflict (type, year) do update set last = case_number.last + 1
     returning last",
    |r| r.int(0),
);

pub(crate) const DROP_WORDS: Statement =
    Statement::new("drop_case_words", "delete from case_word where case_file = ?1");
pub(crate) const ADD_WORD: Statement =
    Statement::new("add_case_word", "insert into case_word (word, case_file) values (?1, ?2)");

pub(crate) const ALL: [(&str, &str); 8] = [
    CASE.named(),
    TAKE.named(),
    BY_NUMBER.named(),
    ADD.named(),
    SAVE.named(),
    NEXT_NUMBER.named(),
    DROP_WORDS.named(),
    ADD_WORD.named(),
];
