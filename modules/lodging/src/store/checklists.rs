//! Filled checklists and their pictures.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use store::{Id, Query, Row, Statement, StoreError};

use crate::checklist::Responsible;

/// A checklist as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) id: Id,
    pub(crate) round: Id,
    pub(crate) segment: Id,
    /// 1 or 2 counts; `None` is a conflict.
    pub(crate) seat: Option<i64>,
    pub(crate) inspector: Id,
    pub(crate) inspector_body: Id,
    pub(crate) filled_at: DateTime<Utc>,
    pub(crate) worst: i64,
    pub(crate) responsible: Option<Responsible>,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) note: String,
    pub(crate) set_aside: bool,
}

fn kept(r: &Row<'_>) -> Result<Kept, StoreError> {
    Ok(Kept {
        id: r.id(0)?,
        round: r.id(1)?,
        segment: r.id(2)?,
        seat: r.opt_int(3)?,
        inspector: r.id(4)?,
        inspector_body: r.id(5)?,
        filled_at: r.time(6)?,
        worst: r.int(7)?,
        responsible: Responsible::from_key(&r.text(8)?),
        due: r.opt_date(9)?,
        note: r.text(10)?,
        set_aside: r.opt_int(11)?.is_some(),
    })
}

pub(crate) const ADD: Statement = Statement::new(
    "add_lodging_checklist",
    "insert into lodging_checklist (id, client_id, content_sha256, round, segment, seat, inspector, inspector_body,
        filled_at, received_at, scores, worst, weather, last_collection, responsible, due, recheck_of, note)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
     on conflict do nothing",
);
/// What is known of a client's id: the row, what was in it, whether it counts, who sent it.
pub(crate) const BY_CLIENT: Query<(Id, String, Option<i64>, Id, Id)> = Query::new(
    "lodging_checklist_by_client",
    "select id, content_sha256, seat, inspector, round from lodging_checklist where client_id = ?1",
    |r| Ok((r.id(0)?, r.text(1)?, r.opt_int(2)?, r.id(3)?, r.id(4)?)),
);
/// Seats taken at a segment of a round, and by whom.
pub(crate) const SEATS: Query<(i64, Id)> = Query::new(
    "lodging_seats",
    "select seat, inspector from lodging_checklist
      where round = ?1 and segment = ?2 and seat is not null order by seat",
    |r| Ok((r.int(0)?, r.id(1)?)),
);
pub(crate) const OF_ROUND: Query<Kept> = Query::new(
    "lodging_checklists_of_round",
    "select id, round, segment, seat, inspector, inspector_body, filled_at, worst, responsible, due, note,
            set_aside_at
       from lodging_checklist where round = ?1 order by id",
    kept,
);
pub(crate) const ONE: Query<Kept> = Query::new(
    "lodging_checklist",
    "select id, round, segment, seat, inspector, inspector_body, filled_at, worst, responsible, due, note,
            set_aside_at
       from lodging_checklist where id = ?1",
    kept,
);

/// Where and when a checklist belongs: its segment, its round, the day of the round.
pub(crate) const PLACE: Query<(Id, Id, NaiveDate)> = Query::new(
    "lodging_checklist_place",
    "select c.segment, c.round, r.walked_on from lodging_checklist c join lodging_round r on r.id = c.round
      where c.id = ?1",
    |r| Ok((r.id(0)?, r.id(1)?, r.date(2)?)),
);

/// A checklist that counts, as the figures need it.
#[derive(Debug, Clone)]
pub(crate) struct Scored {
    pub(crate) round: Id,
    pub(crate) on: NaiveDate,
    pub(crate) segment: Id,
    pub(crate) control_of: Option<Id>,
    pub(crate) seat: i64,
    pub(crate) recheck: bool,
    pub(crate) worst: i64,
    pub(crate) scores: BTreeMap<String, u8>,
}
pub(crate) const IN_PERIOD: Query<Scored> = Query::new(
    "lodging_checklists_in_period",
    "select c.round, r.walked_on, c.segment, g.control_of, c.seat, c.recheck_of, c.worst, c.scores
       from lodging_checklist c
       join lodging_round r on r.id = c.round
       join lodging_segment g on g.id = c.segment
      where r.walked_on >= ?1 and r.walked_on <= ?2 and c.seat is not null and (r.owner_body = ?3 or ?3 is null)
      order by c.id",
    |r| {
        Ok(Scored {
            round: r.id(0)?,
            on: r.date(1)?,
            segment: r.id(2)?,
            control_of: r.opt_id(3)?,
            seat: r.int(4)?,
            recheck: r.opt_id(5)?.is_some(),
            worst: r.int(6)?,
            scores: serde_json::from_value(r.json(7)?).map_err(|_| r.refuse(7, "scores"))?,
        })
    },
);
/// Serious findings with a deadline, and whether somebody has looked again: due day, looked again on (ms), worst then.
pub(crate) const RECHECKS: Query<(NaiveDate, Option<i64>)> = Query::new(
    "lodging_rechecks",
    "select c.due, (select min(a.worst) from lodging_checklist a where a.recheck_of = c.id and a.seat is not null)
       from lodging_checklist c join lodging_round r on r.id = c.round
      where r.walked_on >= ?1 and r.walked_on <= ?2 and c.seat = 1 and c.due is not null
        and (r.owner_body = ?3 or ?3 is null)",
    |r| Ok((r.date(0)?, r.opt_int(1)?)),
);
/// Serious findings at a segment, from rounds before this one, that nobody has looked at again: the checklist and its
/// deadline.
pub(crate) const OPEN_AT: Query<(Id, NaiveDate)> = Query::new(
    "lodging_open_findings",
    "select c.id, c.due from lodging_checklist c
       join lodging_round r on r.id = c.round
       join lodging_round this on this.id = ?2
      where c.segment = ?1 and c.seat = 1 and c.due is not null
        and (r.walked_on < this.walked_on or (r.walked_on = this.walked_on and r.id < this.id))
        and not exists (select 1 from lodging_checklist a where a.recheck_of = c.id and a.seat is not null)
      order by c.due",
    |r| Ok((r.id(0)?, r.date(1)?)),
);
pub(crate) const SET_ASIDE: Statement = Statement::new(
    "set_lodging_checklist_aside",
    "update lodging_checklist set set_aside_at = ?2 where id = ?1 and seat is null and set_aside_at is null",
);
pub(crate) const LEAVE_SEAT: Statement = Statement::new(
    "leave_lodging_seat",
    "update lodging_checklist set seat = null, set_aside_at = ?3 where round = ?1 and segment = ?2 and seat = 1",
);
pub(crate) const TAKE_SEAT: Statement = Statement::new(
    "take_lodging_seat",
    "update lodging_checklist set seat = 1, set_aside_at = null where id = ?1 and seat is null",
);
pub(crate) const ADD_PHOTO: Query<Id> = Query::new(
    "add_lodging_photo",
    "insert into lodging_photo (id, client_id, checklist, media, sha256, bytes, at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict do nothing returning id",
    |r| r.id(0),
);

/// A picture, without its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Photo {
    pub(crate) id: Id,
    pub(crate) checklist: Id,
    pub(crate) media: String,
    pub(crate) sha256: String,
    pub(crate) bytes: i64,
}
fn photo(r: &Row<'_>) -> Result<Photo, StoreError> {
    Ok(Photo { id: r.id(0)?, checklist: r.id(1)?, media: r.text(2)?, sha256: r.text(3)?, bytes: r.int(4)? })
}
pub(crate) const PHOTOS: Query<Photo> = Query::new(
    "lodging_photos",
    "select p.id, p.checklist, p.media, p.sha256, p.bytes from lodging_photo p
       join lodging_checklist c on c.id = p.checklist where c.round = ?1 order by p.id",
    photo,
);
pub(crate) const PHOTO: Query<Photo> = Query::new(
    "lodging_photo",
    "select id, checklist, media, sha256, bytes from lodging_photo where id = ?1",
    photo,
);
