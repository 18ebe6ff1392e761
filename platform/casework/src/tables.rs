//! Every SQL text of this crate. No rules.

/// Columns of a case in a list; `c` is the case, `l` its row of `case_reach`.
macro_rules! row_columns {
    () => {
        "c.id, c.type, c.number, c.state, c.open, c.title, c.place, c.lat, c.lon, c.owner_body, l.due, c.opened_at,
         c.changed_at, c.subject"
    };
}

/// Columns of a task; `p` is the person who has it in hand.
macro_rules! task_columns {
    () => {
        "t.id, t.case_file, t.kind, t.body, t.unit, t.person, t.state, t.open, t.legal_basis, t.ask, t.answer,
         t.reference, t.outcome, t.due, t.opened_at, t.ended_at, t.handed_on, t.version, p.name, t.planned"
    };
}

/// Columns of a measure.
macro_rules! measure_columns {
    () => {
        "m.id, m.case_file, m.kind, m.title, m.text, m.body, m.unit, m.cost, m.funding, m.due, m.state, m.proposed_at,
         m.state_since, m.version"
    };
}

pub(crate) mod attachments;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod forget;
pub(crate) mod inbox;
pub(crate) mod lists;
pub(crate) mod measures;
pub(crate) mod notices;
pub(crate) mod people;
pub(crate) mod personal;
pub(crate) mod reach;
pub(crate) mod records;
pub(crate) mod shares;
pub(crate) mod tasks;

/// Every query, for the test that prepares them all on both engines.
pub(crate) const QUERIES: &[&[(&str, &str)]] = &[
    &attachments::ALL,
    &events::ALL,
    &crate::figures::QUERIES,
    &files::ALL,
    &forget::ALL,
    &inbox::ALL,
    &lists::ALL,
    &measures::ALL,
    &notices::ALL,
    &people::ALL,
    &personal::ALL,
    &reach::ALL,
    &records::ALL,
    &shares::ALL,
    &tasks::ALL,
];

/// Rows fetched of one part of a case, so that a page stays a page.
pub(crate) const MOST: i64 = 500;
