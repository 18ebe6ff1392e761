//! Claims, their wordings and their checks.

use chrono::{DateTime, Utc};
use store::{Query, Row, Statement, StoreError};

use crate::{Check, Claim, ClaimState, Draft, Verdict, Words};

macro_rules! columns {
    () => {
        "c.id, c.owner_body, c.place, c.sentence, q.question, c.rule, c.state, c.version, c.verdict, c.published_verdict,
         c.changed_at, c.seen_revision"
    };
}

/// A claim and the revision of the figures at its latest look.
pub(crate) type Seen = (Claim, i64);

pub(crate) const ONE: Query<Seen> = Query::new(
    "indicator_claim",
    concat!(
        "select ",
        columns!(),
        " from indicator_claim c join indicator_question q on q.id = c.question where c.id = ?1"
    ),
    read,
);

pub(crate) const OF_BODY: Query<Seen> = Query::new(
    "indicator_claims_of_body",
    concat!(
        "select ",
        columns!(),
        " from indicator_claim c join indicator_question q on q.id = c.question
          where c.owner_body = ?1 order by c.id desc limit ?2"
    ),
    read,
);

pub(crate) const PUBLISHED: Query<Seen> = Query::new(
    "published_indicator_claims",
    concat!(
        "select ",
        columns!(),
        " from indicator_claim c join indicator_question q on q.id = c.question
          where c.state = 'published' and (c.place = ?1 or ?1 is null) order by c.place, c.id limit ?2"
    ),
    read,
);

/// When a claim that is or was on the portal was changed last.
pub(crate) const TOUCHED: Query<DateTime<Utc>> = Query::new(
    "touched_indicator_claims",
    "select changed_at from indicator_claim where state in ('published', 'withdrawn') or version > 1
      order by changed_at desc limit 1",
    |r| r.time(0),
);

/// Claims that have been checked once and were not looked at since the figures changed.
pub(crate) const STALE: Query<Seen> = Query::new(
    "stale_indicator_claims",
    concat!(
        "select ",
        columns!(),
        " from indicator_claim c join indicator_question q on q.id = c.question
          where c.state in ('checked', 'published') and c.seen_revision < ?1 and c.id > ?2 order by c.id limit ?3"
    ),
    read,
);

pub(crate) const ADD: Statement = Statement::new(
    "add_indicator_claim",
    "insert into indicator_claim (id, owner_body, place, sentence, question, rule, state, changed_at, changed_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, 'drafted', ?7, ?8)",
);

/// Takes the claim for this transaction, so that whoever does the same waits; answers its version.
pub(crate) const TAKE: Query<i64> = Query::new(
    "take_indicator_claim",
    "update indicator_claim set version = version where id = ?1 returning version",
    |r| r.int(0),
);

pub(crate) const KEEP_WORDING: Statement = Statement::new(
    "keep_indicator_wording",
    "insert into indicator_wording (claim, version, sentence, question, rule, changed_at, changed_by)
     select id, version, sentence, question, rule, changed_at, changed_by from indicator_claim where id = ?1",
);

pub(crate) const CHANGE: Statement = Statement::new(
    "change_indicator_claim",
    "update indicator_claim
        set place = ?3, sentence = ?4, question = ?5, rule = ?6, state = 'drafted', version = version + 1,
            verdict = null, published_verdict = null, changed_at = ?7, changed_by = ?8
      where id = ?1 and version = ?2",
);

pub(crate) const MOVE: Statement = Statement::new(
    "move_indicator_claim",
    "update indicator_claim set state = ?3, published_verdict = ?4, changed_at = ?5, changed_by = ?6
      where id = ?1 and version = ?2",
);

/// What a look found; a draft has been checked by it.
pub(crate) const SEEN: Statement = Statement::new(
    "seen_indicator_claim",
    "update indicator_claim
        set verdict = ?3, seen_revision = ?4, state = case when state = 'drafted' then 'checked' else state end
      where id = ?1 and version = ?2",
);

pub(crate) const ADD_CHECK: Statement = Statement::new(
    "add_indicator_check",
    "insert into indicator_check (id, claim, version, at, data, verdict, outcome) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);

pub(crate) const LATEST: Query<Check> = Query::new(
    "latest_indicator_check",
    "select id, version, at, outcome from indicator_check where claim = ?1 order by id desc limit 1",
    check,
);

pub(crate) const HISTORY: Query<Check> = Query::new(
    "indicator_checks",
    "select id, version, at, outcome from indicator_check where claim = ?1 order by id desc limit ?2",
    check,
);

fn read(r: &Row<'_>) -> Result<Seen, StoreError> {
    let verdict = |at: usize| match r.opt_text(at)? {
        None => Ok(None),
        Some(key) => Verdict::from_key(&key).map(Some).ok_or_else(|| r.refuse(at, "a verdict")),
    };
    let claim = Claim {
        id: r.id(0)?,
        owner: r.id(1)?,
        draft: Draft {
            place: r.text(2)?,
            sentence: Words::from_json(&r.text(3)?),
            question: serde_json::from_value(r.json(4)?).map_err(|_| r.refuse(4, "a question"))?,
            rule: serde_json::from_value(r.json(5)?).map_err(|_| r.refuse(5, "a rule"))?,
        },
        state: ClaimState::from_key(&r.text(6)?).ok_or_else(|| r.refuse(6, "a state of a claim"))?,
        version: r.int(7)?,
        verdict: verdict(8)?,
        published_verdict: verdict(9)?,
        changed_at: r.time(10)?,
    };
    Ok((claim, r.int(11)?))
}

fn check(r: &Row<'_>) -> Result<Check, StoreError> {
    Ok(Check {
        id: r.id(0)?,
        version: r.int(1)?,
        at: r.time(2)?,
        outcome: serde_json::from_value(r.json(3)?).map_err(|_| r.refuse(3, "an outcome"))?,
    })
}

pub(crate) const ALL: [(&str, &str); 14] = [
    ONE.named(),
    OF_BODY.named(),
    PUBLISHED.named(),
    TOUCHED.named(),
    STALE.named(),
    ADD.named(),
    TAKE.named(),
    KEEP_WORDING.named(),
    CHANGE.named(),
    MOVE.named(),
    SEEN.named(),
    ADD_CHECK.named(),
    LATEST.named(),
    HISTORY.named(),
];
