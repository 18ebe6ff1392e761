//! Reading the trail: for the auditor, and for "who saw my record".

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use store::{Id, Query, Row, StoreError, Value};

use crate::{Access, AccessError, Kind, Words};

/// A row of the trail for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailRow {
    /// Number in the chain.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` for the program itself or a stranger.
    pub person: Option<Id>,
    /// Their name.
    pub name: Option<String>,
    /// For whom they acted.
    pub body: Option<Id>,
    /// Its name.
    pub body_name: Option<Words>,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub kind: String,
    /// To which one.
    pub resource: Option<Id>,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Reason or case number.
    pub purpose: String,
    /// Network address.
    pub client: String,
    /// How many rows were shown or touched.
    pub rows: i64,
    /// JSON, or nothing.
    pub detail: String,
    /// Hash of the row.
    pub hash: String,
}

/// Which rows of the trail are asked for. What is `None` is left open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrailFilter {
    /// What this person did.
    pub person: Option<Id>,
    /// What was done for this body.
    pub body: Option<Id>,
    /// What was done to this kind of thing.
    pub kind: Option<String>,
    /// What was done to this thing.
    pub resource: Option<Id>,
    /// On this day in Prague.
    pub day: Option<NaiveDate>,
    /// Not before this instant.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// Only rows before this number: the next page.
    pub before: Option<i64>,
}

impl Access {
    /// Rows of the trail, newest first.
    ///
    /// # Errors
    /// The database.
    pub async fn trail(&self, filter: &TrailFilter, most: usize) -> Result<Vec<TrailRow>, AccessError> {
        let (from, until) = match filter.day {
            Some(day) => (Some(midnight(day)), day.succ_opt().map(midnight)),
            None => (filter.from, filter.until),
        };
        let values: [Value; 8] = [
            filter.person.into(),
            filter.kind.clone().into(),
            filter.resource.into(),
            from.into(),
            until.into(),
            filter.before.into(),
            i64::try_from(most).unwrap_or(i64::MAX).into(),
            filter.body.into(),
        ];
        // The same text with another index in reach: a filter left open by `or … is null` uses none.
        let query = match filter {
            TrailFilter { resource: Some(_), kind: Some(_), .. } => &OF_RESOURCE,
            TrailFilter { person: Some(_), .. } => &OF_PERSON,
            TrailFilter { day: Some(_), .. } => &OF_TIME,
            _ => &TRAIL,
        };
        Ok(self.store.rows(query, &values).await?)
    }

    /// Who saw or touched this thing, newest first.
    ///
    /// # Errors
    /// The database.
    pub async fn seen(&self, kind: Kind, resource: Id, most: usize) -> Result<Vec<TrailRow>, AccessError> {
        let kind = Some(kind.key().to_owned());
        self.trail(&TrailFilter { kind, resource: Some(resource), ..TrailFilter::default() }, most).await
    }

    /// Who saw or changed this person's record, newest first; what they did themselves is left out.
    ///
    /// # Errors
    /// The database.
    pub async fn who_saw(&self, person: Id, most: usize) -> Result<Vec<TrailRow>, AccessError> {
        let mut rows = self.seen(Kind::Person, person, most).await?;
        rows.retain(|row| row.person != Some(person));
        Ok(rows)
    }
}

/// The first instant of a day in Prague.
pub(crate) fn midnight(day: NaiveDate) -> DateTime<Utc> {
    // Prague changes its clocks at two in the morning, never at midnight; it is one or two hours ahead of UTC.
    let utc = day.and_time(NaiveTime::MIN).and_utc();
    let guess =
        [TimeDelta::hours(1), TimeDelta::hours(2)].map(|ahead| utc.checked_sub_signed(ahead).unwrap_or(utc));
    let midnight = |at: &&DateTime<Utc>| store::in_prague(**at).naive_local() == day.and_time(NaiveTime::MIN);
    guess.iter().find(midnight).copied().unwrap_or(utc)
}

macro_rules! trail {
    ($name:literal, $by:literal) => {
        Query::new(
            $name,
            concat!(
                "select a.seq, a.at, a.person, p.name, a.body, b.name, a.action, a.kind, a.resource, a.allowed,
                        a.purpose, a.client, a.rows, a.detail, a.hash
                   from access_audit a
                   left join access_person p on p.id = a.person
                   left join access_body b on b.id = a.body
                  where ",
                $by,
                " and (a.person = ?1 or ?1 is null) and (a.kind = ?2 or ?2 is null)
                    and (a.resource = ?3 or ?3 is null) and (a.at >= ?4 or ?4 is null)
                    and (a.at < ?5 or ?5 is null) and (a.seq < ?6 or ?6 is null)
                    and (a.body = ?8 or ?8 is null)
                  order by a.seq desc limit ?7"
            ),
            read_row,
        )
    };
}

const TRAIL: Query<TrailRow> = trail!("trail", "a.seq > 0");
const OF_PERSON: Query<TrailRow> = trail!("trail_of_person", "a.person = ?1");
const OF_RESOURCE: Query<TrailRow> = trail!("trail_of_resource", "a.kind = ?2 and a.resource = ?3");
const OF_TIME: Query<TrailRow> = trail!("trail_of_time", "a.at >= ?4 and a.at < ?5");

pub(crate) const QUERIES: [(&str, &str); 4] =
    [TRAIL.named(), OF_PERSON.named(), OF_RESOURCE.named(), OF_TIME.named()];

fn read_row(r: &Row<'_>) -> Result<TrailRow, StoreError> {
    Ok(TrailRow {
        seq: r.int(0)?,
        at: r.time(1)?,
        person: r.opt_id(2)?,
        name: r.opt_text(3)?,
        body: r.opt_id(4)?,
        body_name: r.opt_text(5)?.map(|name| Words::from_json(&name)),
        action: r.text(6)?,
        kind: r.text(7)?,
        resource: r.opt_id(8)?,
        allowed: r.bool(9)?,
        purpose: r.text(10)?,
        client: r.text(11)?,
        rows: r.int(12)?,
        detail: r.text(13)?,
        hash: r.text(14)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_day_of_the_calendar_are_no_fault() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let off = day.and_time(NaiveTime::MIN).and_utc() - midnight(day);
            assert!(off >= TimeDelta::zero() && off <= TimeDelta::hours(2), "{day}: {off}");
        }
    }

    #[test]
    fn a_day_in_prague_begins_one_or_two_hours_before_utcs() {
        for (day, utc) in [
            ("2026-01-15", "2026-01-14T23:00:00+00:00"),
            ("2026-03-29", "2026-03-28T23:00:00+00:00"), // summer time begins later that day
            ("2026-03-30", "2026-03-29T22:00:00+00:00"),
            ("2026-10-25", "2026-10-24T22:00:00+00:00"), // and ends
            ("2026-10-26", "2026-10-25T23:00:00+00:00"),
        ] {
            assert_eq!(midnight(day.parse().unwrap()).to_rfc3339(), utc);
        }
    }
}
