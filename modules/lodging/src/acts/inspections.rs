//! Keeping filled checklists and their pictures. Sending twice is once, and nothing that was filled in is lost.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use ground::Ground;
use store::{Id, Transaction, Value};
use web::Error;

use super::{kept, noted, rounds};
use crate::checklist::Checked;
use crate::round::{Round, RoundState};
use crate::store::{checklists, rounds as stored};

/// What became of a filled checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It counts: as the first look, or as the second inspector's.
    Counts(Id),
    /// The same was sent before.
    Already(Id),
    /// Somebody else's stands there already: kept beside it until the coordinator decides.
    Beside(Id),
    /// Under this id something else was sent before, or by somebody else. The one before stands.
    Different,
    /// It says to look again at what is no checklist of the segment from an earlier round. Nothing was kept.
    BadRecheck,
}

/// Keeps a checklist. Right: work on inspections of the round.
pub(crate) async fn keep(ground: &Ground, who: &Subject, filled: &Checked) -> Result<Kept, Error> {
    let doing = "keep a checklist";
    let round = rounds::one(ground, who, Action::Work, filled.round).await?;
    let stops = ground.store.rows(&stored::ROUND_SEGMENTS, &[round.id.into()]).await.map_err(kept(doing))?;
    let stop = stops.iter().find(|stop| stop.segment.id == filled.segment);
    let stop = stop.ok_or(Error::Missing("segment of the round"))?;
    let id = ground.store.new_id();
    if looks_again_at_nothing(ground, filled, &round).await? {
        return Ok(Kept::BadRecheck);
    }
    let mut tx = ground.store.begin().await.map_err(kept(doing))?;
    // Whoever closes the round waits, so that figures of a closed round do not move.
    tx.execute(&stored::HOLD, &[round.id.into()]).await.map_err(kept(doing))?;
    let state = tx.row(&stored::ROUND, &[round.id.into()]).await.map_err(kept(doing))?;
    let open = state.is_some_and(|round| round.state == RoundState::Planned);
    // A seat may be taken between looking and sitting down; the table refuses, and we look again.
    for _ in 0..4 {
        if let Some(known) = before(&mut tx, who, filled).await.map_err(kept(doing))? {
            return Ok(known);
        }
        let seat =
            if open { free_seat(&mut tx, who, filled, stop.twice).await.map_err(kept(doing))? } else { None };
        let row = row(ground, who, filled, id, seat);
        if tx.execute(&checklists::ADD, &row).await.map_err(kept(doing))? == 1 {
            let entry = Entry::of(Action::Work, Kind::Inspection).on(id);
            record(&mut tx, ground.access.clock().now(), &Actor::from(who), entry).await.map_err(noted)?;
            tx.commit().await.map_err(kept(doing))?;
            return Ok(if seat.is_some() { Kept::Counts(id) } else { Kept::Beside(id) });
        }
    }
    Err(web::Refusal::new("lodging-inspection-again").status(axum::http::StatusCode::CONFLICT).into())
}

/// Whether the checklist names one to look at again that is not of its segment, or not of an earlier round.
async fn looks_again_at_nothing(ground: &Ground, filled: &Checked, round: &Round) -> Result<bool, Error> {
    let Some(wanted) = filled.recheck_of else { return Ok(false) };
    let found = ground.store.row(&checklists::PLACE, &[wanted.into()]).await;
    let found = found.map_err(kept("find the checklist to look at again"))?;
    let earlier = |(segment, then, on): (Id, Id, chrono::NaiveDate)| {
        segment == filled.segment && (on, then) < (round.on, round.id)
    };
    Ok(!found.is_some_and(earlier))
}

/// What was kept under the same id before.
async fn before(
    tx: &mut Transaction,
    who: &Subject,
    filled: &Checked,
) -> Result<Option<Kept>, store::StoreError> {
    let known = tx.row(&checklists::BY_CLIENT, &[filled.client_id.as_str().into()]).await?;
    Ok(known.map(|(id, content, seat, inspector, _)| {
        if content != filled.content_sha256 || inspector != who.person {
            Kept::Different
        } else if seat.is_some() {
            Kept::Already(id)
        } else {
            Kept::Beside(id)
        }
    }))
}

/// The seat a checklist may take: the first, the second where two are to look and they are two, or none.
async fn free_seat(
    tx: &mut Transaction,
    who: &Subject,
    filled: &Checked,
    twice: bool,
) -> Result<Option<i64>, store::StoreError> {
    let taken = tx.rows(&checklists::SEATS, &[filled.round.into(), filled.segment.into()]).await?;
    Ok(match taken.as_slice() {
        [] => Some(1),
        [(1, first)] if twice && *first != who.person => Some(2),
        _ => None,
    })
}

fn row(ground: &Ground, who: &Subject, filled: &Checked, id: Id, seat: Option<i64>) -> Vec<Value> {
    values(filled, id, seat, who, ground.access.clock().now())
}

/// The values of a checklist in the order of [`checklists::ADD`].
pub(crate) fn values(
    filled: &Checked,
    id: Id,
    seat: Option<i64>,
    who: &Subject,
    received_at: chrono::DateTime<chrono::Utc>,
) -> Vec<Value> {
    vec![
        id.into(),
        filled.client_id.as_str().into(),
        filled.content_sha256.as_str().into(),
        filled.round.into(),
        filled.segment.into(),
        seat.into(),
        who.person.into(),
        who.body.into(),
        filled.filled_at.into(),
        received_at.into(),
        serde_json::json!(filled.scores).into(),
        i64::from(filled.worst()).into(),
        filled.weather.map_or("", |weather| weather.key()).into(),
        filled.last_collection.into(),
        filled.responsible.map_or("", |responsible| responsible.key()).into(),
        filled.due.into(),
        filled.recheck_of.into(),
        filled.note.as_str().into(),
    ]
}

/// Keeps a picture of a checklist that the same person sent. Sending it twice keeps it once.
pub(crate) async fn keep_photo(
    ground: &Ground,
    who: &Subject,
    checklist: &str,
    photo_id: &str,
    content: &[u8],
) -> Result<(), Error> {
    let doing = "keep a photo";
    let fine = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !(8..=64).contains(&photo_id.len()) || !photo_id.chars().all(fine) {
        return Err(web::Refusal::new("lodging-photo-id").into());
    }
    let found = ground.store.row(&checklists::BY_CLIENT, &[checklist.into()]).await.map_err(kept(doing))?;
    let (id, _, _, inspector, round) = found.ok_or(Error::Missing("checklist of the photo"))?;
    rounds::one(ground, who, Action::Work, round).await?;
    if inspector != who.person {
        return Err(Error::Missing("checklist of the photo"));
    }
    let content = content.to_vec();
    let content =
        casework::decoded(move || crate::photo::clean(&content)).await.map_err(super::of_case)??;
    let mut tx = ground.store.begin().await.map_err(kept(doing))?;
    let sha256 = crate::sha256(&content);
    let row = [
        ground.store.new_id().into(),
        photo_id.into(),
        id.into(),
        crate::photo::MEDIA.into(),
        sha256.as_str().into(),
        i64::try_from(content.len()).unwrap_or(i64::MAX).into(),
        ground.access.clock().now().into(),
    ];
    if let Some(photo) = tx.row(&checklists::ADD_PHOTO, &row).await.map_err(kept(doing))? {
        tx.put_blob("lodging photo", std::iter::once(content)).await.map_err(kept(doing))?;
        let entry = Entry::of(Action::Work, Kind::Inspection).on(photo).purpose("photo");
        record(&mut tx, ground.access.clock().now(), &Actor::from(who), entry).await.map_err(noted)?;
    }
    tx.commit().await.map_err(kept(doing))
}

/// A picture as it is kept.
pub(crate) async fn photo(ground: &Ground, who: &Subject, id: Id) -> Result<(String, Vec<u8>), Error> {
    let doing = "read a photo";
    let photo = ground.store.row(&checklists::PHOTO, &[id.into()]).await.map_err(kept(doing))?;
    let photo = photo.ok_or(Error::Missing("photo"))?;
    let checklist =
        ground.store.row(&checklists::ONE, &[photo.checklist.into()]).await.map_err(kept(doing))?;
    let checklist = checklist.ok_or(Error::Missing("photo"))?;
    rounds::one(ground, who, Action::Read, checklist.round).await?;
    let blob = store::BlobId { sha256: photo.sha256, bytes: u64::try_from(photo.bytes).unwrap_or_default() };
    let parts = ground.store.get_blob(&blob).await.map_err(kept(doing))?.ok_or(Error::Missing("photo"))?;
    super::seen(ground, who, Entry::of(Action::Read, Kind::Inspection).on(id).purpose("photo")).await?;
    Ok((photo.media, parts.concat()))
}
