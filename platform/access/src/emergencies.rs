//! Break-glass: more rights for a short time, with a reason, and somebody who looks at it afterwards.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use store::{Id, Query, Row, Statement, StoreError};

use crate::rules::{named, take_turn};
use crate::trail::{Entry, record};
use crate::{Access, AccessError, Action, Actor, Context, Emergency, Kind, Reach, Refusal, Subject, scope};

/// What the reviewer said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was needed.
    Justified,
    /// It was not.
    Unjustified,
}

impl Verdict {
    /// Name in the database and in the keys of texts (`verdict-justified`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Justified => "justified",
            Verdict::Unjustified => "unjustified",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Verdict> {
        [Verdict::Justified, Verdict::Unjustified].into_iter().find(|verdict| verdict.key() == key)
    }
}

/// An emergency with its review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyRecord {
    /// Id.
    pub id: Id,
    /// Who.
    pub person: Id,
    /// Their name.
    pub name: String,
    /// For whom they acted.
    pub body: Id,
    /// Why.
    pub reason: String,
    /// Case number.
    pub reference: String,
    /// Since when.
    pub begun_at: DateTime<Utc>,
    /// Until when at most.
    pub expires_at: DateTime<Utc>,
    /// When it was ended by hand.
    pub ended_at: Option<DateTime<Utc>>,
    /// When it must have been looked at.
    pub review_by: DateTime<Utc>,
    /// Who looked, and when.
    pub reviewed: Option<(Id, DateTime<Utc>)>,
    /// What they said.
    pub verdict: Option<Verdict>,
    /// What they wrote.
    pub note: String,
}

impl EmergencyRecord {
    /// Whether it is over, by hand or by itself.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_some() || self.expires_at <= now
    }
}

/// How soon somebody must have looked at it.
const REVIEW_WITHIN: TimeDelta = TimeDelta::days(7);

impl Access {
    /// Opens an emergency for at most 60 minutes.
    ///
    /// # Errors
    /// `Empty` reason, `EmergencyLength`, `EmergencyOpen`; `Missing` when the role may not.
    pub async fn begin_emergency(
        &self,
        subject: &Subject,
        reason: &str,
        reference: &str,
        minutes: i64,
    ) -> Result<Emergency, AccessError> {
        let now = self.clock.now();
        let actor = Actor::from(subject);
        actor.must(Action::Create, Kind::Emergency, now)?;
        let reason = named(reason)?;
        if !(1..=60).contains(&minutes) {
            return Err(Refusal::EmergencyLength.into());
        }
        let (id, until) = (self.store.new_id(), now + TimeDelta::minutes(minutes));
        let (person, body) = (subject.person, subject.body);
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        if tx.row(&OPEN, &[person.into(), body.into(), now.into()]).await?.is_some() {
            return Err(Refusal::EmergencyOpen.into());
        }
        let params = [
            id.into(),
            person.into(),
            body.into(),
            reason.as_str().into(),
            reference.trim().into(),
            now.into(),
            until.into(),
            (now + REVIEW_WITHIN).into(),
        ];
        tx.execute(&BEGIN, &params).await?;
        let entry = Entry::of(Action::Create, Kind::Emergency)
            .on(id)
            .purpose(reason.as_str())
            .detail(json!({ "reference": reference.trim(), "until": until.to_rfc3339() }));
        record(&mut tx, now, &actor, entry).await?;
        tx.commit().await?;
        Ok(Emergency { id, reason, until })
    }

    /// Ends one's own open emergency.
    ///
    /// # Errors
    /// `Missing` when none is open.
    pub async fn end_emergency(&self, subject: &Subject) -> Result<(), AccessError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let params = [subject.person.into(), subject.body.into(), now.into()];
        let ended = tx.row(&END, &params).await?.ok_or(AccessError::Missing)?;
        let entry = Entry::new("end", Kind::Emergency.key()).on(ended);
        record(&mut tx, now, &Actor::from(subject), entry).await?;
        Ok(tx.commit().await?)
    }

    /// Emergencies the subject may look at, newest first.
    ///
    /// # Errors
    /// `Missing` when the role may not; the database.
    pub async fn emergencies(&self, subject: &Subject) -> Result<Vec<EmergencyRecord>, AccessError> {
        let scope = scope(subject, Action::Read, Kind::Emergency, &Context { now: self.clock.now() });
        let body = match scope.reach {
            Some(Reach::City) => None,
            Some(_) => Some(subject.body),
            None => return Err(AccessError::Missing),
        };
        Ok(self.store.rows(&EMERGENCIES, &[body.into()]).await?)
    }

    /// Judges an emergency that is over.
    ///
    /// # Errors
    /// `EmergencyJudged`; `Missing`.
    pub async fn review_emergency(
        &self,
        subject: &Subject,
        id: Id,
        verdict: Verdict,
        note: &str,
    ) -> Result<(), AccessError> {
        let now = self.clock.now();
        let actor = Actor::from(subject);
        actor.must(Action::Review, Kind::Emergency, now)?;
        let mut tx = self.store.begin().await?;
        let params = [id.into(), subject.person.into(), now.into(), verdict.key().into(), note.trim().into()];
        if tx.execute(&REVIEW, &params).await? == 0 {
            return Err(Refusal::EmergencyJudged.into());
        }
        let entry = Entry::of(Action::Review, Kind::Emergency)
            .on(id)
            .purpose(note.trim())
            .detail(json!({ "verdict": verdict.key() }));
        record(&mut tx, now, &actor, entry).await?;
        Ok(tx.commit().await?)
    }
}

fn read(r: &Row<'_>) -> Result<EmergencyRecord, StoreError> {
    Ok(EmergencyRecord {
        id: r.id(0)?,
        person: r.id(1)?,
        name: r.text(2)?,
        body: r.id(3)?,
        reason: r.text(4)?,
        reference: r.text(5)?,
        begun_at: r.time(6)?,
        expires_at: r.time(7)?,
        ended_at: r.opt_time(8)?,
        review_by: r.time(9)?,
        reviewed: r.opt_id(10)?.zip(r.opt_time(11)?),
        verdict: r.opt_text(12)?.as_deref().and_then(Verdict::from_key),
        note: r.text(13)?,
    })
}

const EMERGENCIES: Query<EmergencyRecord> = Query::new(
    "access_emergencies",
    "select e.id, e.person, p.name, e.body, e.reason, e.reference, e.begun_at, e.expires_at, e.ended_at, e.review_by,
            e.reviewer, e.reviewed_at, e.verdict, e.note
       from access_emergency e join access_person p on p.id = e.person
      where (e.body = ?1 or ?1 is null) order by e.begun_at desc, e.id desc limit 1000",
    read,
);

/// The emergency that is open now.
pub(crate) const OPEN: Query<Emergency> = Query::new(
    "access_open_emergency",
    "select id, reason, expires_at from access_emergency
      where person = ?1 and body = ?2 and ended_at is null and expires_at > ?3
      order by expires_at desc limit 1",
    |r| Ok(Emergency { id: r.id(0)?, reason: r.text(1)?, until: r.time(2)? }),
);

const BEGIN: Statement = Statement::new(
    "begin_access_emergency",
    "insert into access_emergency (id, person, body, reason, reference, begun_at, expires_at, review_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
);

const END: Query<Id> = Query::new(
    "end_access_emergency",
    "update access_emergency set ended_at = ?3
      where person = ?1 and body = ?2 and ended_at is null and expires_at > ?3
     returning id",
    |r| r.id(0),
);

/// Only once, only when it is over, and never one's own.
const REVIEW: Statement = Statement::new(
    "review_access_emergency",
    "update access_emergency set reviewer = ?2, reviewed_at = ?3, verdict = ?4, note = ?5
      where id = ?1 and verdict is null and person <> ?2 and (ended_at is not null or expires_at <= ?3)",
);

pub(crate) const QUERIES: [(&str, &str); 5] =
    [EMERGENCIES.named(), OPEN.named(), BEGIN.named(), END.named(), REVIEW.named()];
