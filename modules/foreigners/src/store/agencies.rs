//! The register of agencies: snapshots and versions.

use chrono::{DateTime, NaiveDate, Utc};
use official_statistics::agencies::Quarantined;
use official_statistics::{Day, Forms, Permit};
use store::{Query, Row, Statement, StoreError, Value};

use crate::agencies::{Known, KnownPermit};

/// A day on which the register was fetched.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Snapshot {
    pub(crate) day: NaiveDate,
    pub(crate) sha256: String,
    pub(crate) entries: i64,
    pub(crate) quarantined: Vec<Quarantined>,
    pub(crate) added_at: DateTime<Utc>,
}

pub(crate) const SNAPSHOTS: Query<Snapshot> = Query::new(
    "list_agency_snapshots",
    "select day, sha256, entries, quarantined, added_at from foreigners_snapshot order by day desc",
    |r| {
        Ok(Snapshot {
            day: r.date(0)?,
            sha256: r.text(1)?,
            entries: r.int(2)?,
            quarantined: serde_json::from_value(r.json(3)?).map_err(|_| r.refuse(3, "entries held back"))?,
            added_at: r.time(4)?,
        })
    },
);
pub(crate) const ADD_SNAPSHOT: Statement = Statement::new(
    "add_agency_snapshot",
    "insert into foreigners_snapshot
        (day, sha256, entries, quarantined, tells_seats, tells_workplaces, added_at, added_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
);

fn agency(r: &Row<'_>) -> Result<Known, StoreError> {
    let places =
        |column| serde_json::from_value(r.json(column)?).map_err(|_| r.refuse(column, "municipalities"));
    Ok(Known {
        ico: r.text(0)?,
        name: r.text(1)?,
        seat: serde_json::from_value(r.json(2)?).map_err(|_| r.refuse(2, "a municipality"))?,
        workplaces: places(3)?,
        seen_from: r.date(4)?,
        seen_to: r.opt_date(5)?,
    })
}

fn permit(r: &Row<'_>) -> Result<KnownPermit, StoreError> {
    let day = |column, text: &str| Day::read(text).ok_or_else(|| r.refuse(column, "a day of a permit"));
    let permit = Permit {
        forms: Forms::from_letters(r.str(1)?),
        from: day(2, r.str(2)?)?,
        to: r.opt_text(3)?.map(|text| day(3, &text)).transpose()?,
        work: r.text(4)?,
        territory: r.text(5)?,
    };
    Ok(KnownPermit { ico: r.text(0)?, permit, seen_from: r.date(6)?, seen_to: r.opt_date(7)? })
}

/// Agencies as a snapshot said them.
pub(crate) const AGENCIES: Query<Known> = Query::new(
    "agencies_of_snapshot",
    "select ico, name, seat, workplaces, seen_from, seen_to from foreigners_agency
      where seen_from <= ?1 and (seen_to is null or seen_to >= ?1) order by ico",
    agency,
);
pub(crate) const PERMITS: Query<KnownPermit> = Query::new(
    "permits_of_snapshot",
    "select ico, forms, valid_from, valid_to, work, territory, seen_from, seen_to from foreigners_permit
      where seen_from <= ?1 and (seen_to is null or seen_to >= ?1) order by ico, valid_from, forms",
    permit,
);
/// Every version of one agency.
pub(crate) const OF_AGENCY: Query<Known> = Query::new(
    "versions_of_agency",
    "select ico, name, seat, workplaces, seen_from, seen_to from foreigners_agency
      where ico = ?1 order by seen_from desc",
    agency,
);
pub(crate) const PERMITS_OF: Query<KnownPermit> = Query::new(
    "permits_of_agency",
    "select ico, forms, valid_from, valid_to, work, territory, seen_from, seen_to from foreigners_permit
      where ico = ?1 order by valid_from desc, forms, seen_from desc",
    permit,
);
pub(crate) const END_AGENCY: Statement = Statement::new(
    "end_agency_version",
    "update foreigners_agency set seen_to = ?2 where ico = ?1 and seen_to is null",
);
pub(crate) const END_PERMIT: Statement = Statement::new(
    "end_permit_version",
    "update foreigners_permit set seen_to = ?4
      where ico = ?1 and forms = ?2 and valid_from = ?3 and seen_to is null",
);
pub(crate) const ADD_AGENCY: Statement = Statement::new(
    "add_agency_version",
    "insert into foreigners_agency (ico, seen_from, name, seat, workplaces) values (?1, ?2, ?3, ?4, ?5)",
);
pub(crate) const ADD_PERMIT: Statement = Statement::new(
    "add_permit_version",
    "insert into foreigners_permit (ico, forms, valid_from, seen_from, valid_to, work, territory)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);

/// A permit as a row to be added.
pub(crate) fn permit_row(ico: &str, permit: &Permit, seen_from: NaiveDate) -> Vec<Value> {
    vec![
        ico.into(),
        permit.forms.letters().into(),
        permit.from.to_string().into(),
        seen_from.into(),
        permit.to.map(|day| day.to_string()).into(),
        permit.work.as_str().into(),
        permit.territory.as_str().into(),
    ]
}
