//! Saved questions.

use store::{Query, Statement};

/// A saved question as its row holds it: JSON of the question, JSON of its title.
pub(crate) type Kept = (String, String);

pub(crate) const SAVE: Statement = Statement::new(
    "save_indicator_question",
    "insert into indicator_question (id, question, title, saved_at, saved_by) values (?1, ?2, ?3, ?4, ?5)
     on conflict (id) do nothing",
);

pub(crate) const ONE: Query<Kept> =
    Query::new("indicator_question", "select question, title from indicator_question where id = ?1", |r| {
        Ok((r.text(0)?, r.text(1)?))
    });

pub(crate) const LIST: Query<Kept> = Query::new(
    "indicator_questions",
    "select question, title from indicator_question order by saved_at, id limit ?1",
    |r| Ok((r.text(0)?, r.text(1)?)),
);

pub(crate) const ALL: [(&str, &str); 3] = [SAVE.named(), ONE.named(), LIST.named()];
