//! Invitations: hashes of codes, what was drawn with them, and drafts until they are handed in.

use chrono::NaiveDate;
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::sampling::SampleInfo;
use crate::typed::Typed;

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CodeState {
    /// Nobody has begun.
    Free,
    /// Something has been typed.
    Started,
    /// Handed in.
    Done,
    /// Taken out of use.
    Void,
}

impl CodeState {
    pub(crate) const ALL: [CodeState; 4] =
        [CodeState::Free, CodeState::Started, CodeState::Done, CodeState::Void];

    /// Name in the database and in the keys of texts (`survey-code-free`).
    pub(crate) fn key(self) -> &'static str {
        match self {
            CodeState::Free => "free",
            CodeState::Started => "started",
            CodeState::Done => "done",
            CodeState::Void => "void",
        }
    }

    fn from_key(key: &str) -> Option<CodeState> {
        CodeState::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// An invitation as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) hash: String,
    pub(crate) wave: Id,
    pub(crate) sample: SampleInfo,
    pub(crate) state: CodeState,
    /// The draft as it lies in the database: whoever changes it says which one they changed.
    pub(crate) draft: String,
}

impl Kept {
    /// What has been typed; nothing when nothing has.
    pub(crate) fn typed(&self) -> Typed {
        serde_json::from_str(&self.draft).unwrap_or_default()
    }
}

fn read(r: &Row<'_>) -> Result<Kept, StoreError> {
    Ok(Kept {
        hash: r.text(0)?,
        wave: r.id(1)?,
        sample: sample(r, 2)?,
        state: state(r, 3)?,
        draft: r.text(4)?,
    })
}

pub(super) fn sample(r: &Row<'_>, column: usize) -> Result<SampleInfo, StoreError> {
    serde_json::from_value(r.json(column)?).map_err(|_| r.refuse(column, "what was drawn"))
}

fn state(r: &Row<'_>, column: usize) -> Result<CodeState, StoreError> {
    CodeState::from_key(&r.text(column)?).ok_or_else(|| r.refuse(column, "a state of an invitation"))
}

pub(crate) const ONE: Query<Kept> = Query::new(
    "survey_code",
    "select hash, wave, sample, state, draft from survey_code where hash = ?1",
    read,
);
pub(crate) const COUNTS: Query<(SampleInfo, CodeState, i64)> = Query::new(
    "survey_code_counts",
    "select sample, state, count(*) from survey_code where wave = ?1 group by sample, state order by sample, state",
    |r| Ok((sample(r, 0)?, state(r, 1)?, r.int(2)?)),
);
/// Invitations that were drawn and still count.
pub(crate) const DRAWN: Query<i64> = Query::new(
    "survey_codes_drawn",
    "select count(*) from survey_code where wave = ?1 and state <> 'void' and sample <> '{}'",
    |r| r.int(0),
);
pub(crate) const ADD: Statement = Statement::new(
    "add_survey_code",
    "insert into survey_code (hash, wave, sample, state, draft) values (?1, ?2, ?3, 'free', '')",
);
pub(crate) const SAVE: Statement = Statement::new(
    "save_survey_draft",
    "update survey_code set state = 'started', draft = ?3, touched = ?4
      where hash = ?1 and draft = ?2 and state in ('free', 'started')",
);
/// The day goes too: in which order invitations were used must not lead to the order of answers.
pub(crate) const HAND_IN: Statement = Statement::new(
    "hand_in_survey_code",
    "update survey_code set state = 'done', draft = '', touched = null
      where hash = ?1 and wave = ?2 and state in ('free', 'started')",
);
pub(crate) const FORGET: Statement = Statement::new(
    "forget_survey_draft",
    "update survey_code set state = 'free', draft = '', touched = null where hash = ?1 and state = 'started'",
);
pub(crate) const FORGET_ALL: Statement = Statement::new(
    "forget_survey_drafts",
    "update survey_code set draft = '', touched = null where wave = ?1 and draft <> ''",
);
pub(crate) const VOID: Statement = Statement::new(
    "void_survey_code",
    "update survey_code set state = 'void', draft = '', touched = null
      where hash = ?1 and wave = ?2 and state in ('free', 'started')",
);
pub(crate) const VOID_FREE: Statement = Statement::new(
    "void_free_survey_codes",
    "update survey_code set state = 'void' where wave = ?1 and state = 'free'",
);

/// The invitation of this hash.
pub(crate) async fn one(store: &Store, hash: &str) -> Result<Option<Kept>, StoreError> {
    store.row(&ONE, &[hash.into()]).await
}

/// Keeps what has been typed, if the draft is still the one it was typed over; false when it is not.
pub(crate) async fn save(
    store: &Store,
    before: &Kept,
    typed: &Typed,
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let draft = serde_json::to_string(typed).unwrap_or_default();
    let row = [before.hash.as_str().into(), before.draft.as_str().into(), draft.into(), today.into()];
    Ok(store.execute(&SAVE, &row).await? > 0)
}

/// Adds invitations.
pub(crate) async fn add(
    tx: &mut Transaction,
    wave: Id,
    codes: &[(String, SampleInfo)],
) -> Result<(), StoreError> {
    for (hash, sample) in codes {
        let sample = serde_json::to_value(sample).unwrap_or_default();
        tx.execute(&ADD, &[hash.as_str().into(), wave.into(), sample.into()]).await?;
    }
    Ok(())
}
