//! Rounds and segments.

use chrono::NaiveDate;
use store::{Id, Query, Row, Statement, StoreError};

use crate::round::{Round, RoundState, Segment};

fn segment(r: &Row<'_>) -> Result<Segment, StoreError> {
    let (lon, lat) = (r.opt_real(5)?, r.opt_real(6)?);
    Ok(Segment {
        id: r.id(0)?,
        owner: r.id(1)?,
        label: r.text(2)?,
        object: r.opt_id(3)?,
        control_of: r.opt_id(4)?,
        position: lon.zip(lat),
    })
}

pub(crate) const SEGMENTS: Query<Segment> = Query::new(
    "lodging_segments",
    "select id, owner_body, label, object, control_of, lon, lat from lodging_segment where owner_body = ?1 order by id",
    segment,
);
pub(crate) const ADD_SEGMENT: Statement = Statement::new(
    "add_lodging_segment",
    "insert into lodging_segment (id, owner_body, label, object, control_of, lon, lat)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);

fn round(r: &Row<'_>) -> Result<Round, StoreError> {
    Ok(Round {
        id: r.id(0)?,
        owner: r.id(1)?,
        partner: r.id(2)?,
        on: r.date(3)?,
        state: RoundState::from_key(&r.text(4)?).ok_or_else(|| r.refuse(4, "a state of a round"))?,
        version: r.int(5)?,
    })
}

/// A round in a list, with how many segments it has and how many were looked at.
pub(crate) struct RoundLine {
    pub(crate) round: Round,
    pub(crate) segments: i64,
    pub(crate) done: i64,
}
pub(crate) const ROUNDS: Query<RoundLine> = Query::new(
    "lodging_rounds",
    "select r.id, r.owner_body, r.partner_body, r.walked_on, r.state, r.version,
            (select count(*) from lodging_round_segment s where s.round = r.id),
            (select count(*) from lodging_checklist c where c.round = r.id and c.seat = 1)
       from lodging_round r where r.owner_body = ?1 or r.partner_body = ?1 order by r.walked_on desc, r.id desc",
    |r| Ok(RoundLine { round: round(r)?, segments: r.int(6)?, done: r.int(7)? }),
);
pub(crate) const ROUND: Query<Round> = Query::new(
    "lodging_round",
    "select id, owner_body, partner_body, walked_on, state, version from lodging_round where id = ?1",
    round,
);
pub(crate) const ADD_ROUND: Statement = Statement::new(
    "add_lodging_round",
    "insert into lodging_round (id, owner_body, partner_body, walked_on, state) values (?1, ?2, ?3, ?4, ?5)",
);
/// Keeps others from closing the round, and from deciding about its seats, until the transaction ends.
pub(crate) const HOLD: Statement =
    Statement::new("hold_lodging_round", "update lodging_round set version = version where id = ?1");
pub(crate) const CLOSE_ROUND: Statement = Statement::new(
    "close_lodging_round",
    "update lodging_round set state = 'closed', version = version + 1 where id = ?1 and version = ?2",
);
pub(crate) const ADD_ROUND_SEGMENT: Statement = Statement::new(
    "add_lodging_round_segment",
    "insert into lodging_round_segment (round, segment, position, twice) values (?1, ?2, ?3, ?4)",
);

/// A segment of a round.
#[derive(Debug, Clone)]
pub(crate) struct Stop {
    pub(crate) segment: Segment,
    pub(crate) twice: bool,
}
pub(crate) const ROUND_SEGMENTS: Query<Stop> = Query::new(
    "lodging_round_segments",
    "select g.id, g.owner_body, g.label, g.object, g.control_of, g.lon, g.lat, s.twice
       from lodging_round_segment s join lodging_segment g on g.id = s.segment
      where s.round = ?1 order by s.position",
    |r| Ok(Stop { segment: segment(r)?, twice: r.bool(7)? }),
);

/// A round to add.
pub(crate) fn new_round(
    id: Id,
    owner: Id,
    partner: Id,
    on: NaiveDate,
    state: RoundState,
) -> Vec<store::Value> {
    vec![id.into(), owner.into(), partner.into(), on.into(), state.key().into()]
}
