//! Files of a case.

use access::trail::Entry;
use access::{Action, Actor, Kind, Part, Subject};
use serde_json::json;
use store::{BlobId, Id};
use uploads::{Limits, PictureLimits};

use crate::act;
use crate::acts::view::seen;
use crate::tables::attachments::{self, KeptFile};
use crate::{AttachTo, CaseError, Casework, Download, Refusal};

/// Files of a case, at most.
const MOST: i64 = 200;
/// Bytes of a blob handed to the store at a time.
const PIECE: usize = 1 << 20;

impl Casework {
    /// Attaches a file. Its type is taken from its content; images are made anew, upright and without metadata.
    ///
    /// # Errors
    /// `Missing` for whoever may not work on the case; `Refused` at the field `file`, and `too-many-files`.
    pub async fn attach(
        &self,
        who: &Subject,
        case: Id,
        to: AttachTo,
        name: &str,
        content: Vec<u8>,
    ) -> Result<Id, CaseError> {
        // Whoever may not attach does not make us decode images.
        if self.read(who, case, Action::Work, Part::Summary).await?.kind.aggregate_only {
            return Err(Refusal::new("aggregate-only").into());
        }
        let declared = name.to_owned();
        let limits = Limits { bytes: self.limits.attachment, picture: PictureLimits::CAMERA };
        let file = crate::decoded(move || uploads::clean(&declared, content, &limits)).await?;
        let file = file.map_err(Refusal::from)?;
        let mut act = self.act(who, case).await?;
        act.must(Action::Work, Kind::Case, Part::Summary)?;
        let belongs = [case.into(), to.finding.into(), to.measure.into()];
        if act.tx.row(&attachments::BELONGS, &belongs).await?.is_none() {
            return Err(CaseError::Missing("finding or measure of this case"));
        }
        if act.tx.row(&attachments::COUNT, &[case.into()]).await?.unwrap_or(0) >= MOST {
            return Err(Refusal::new("too-many-files").with("most", MOST).into());
        }
        let blob = act.tx.put_blob("attachment", pieces(file.content)).await?;
        let preview = match file.preview {
            Some(picture) => Some(act.tx.put_blob("preview", pieces(picture)).await?),
            None => None,
        };
        let id = self.store.new_id();
        let row = [
            id.into(),
            case.into(),
            to.finding.into(),
            to.measure.into(),
            who.body.into(),
            who.person.into(),
            act.now.into(),
            (&file.name).into(),
            file.media.into(),
            signed(blob.bytes).into(),
            (&blob.sha256).into(),
            preview.as_ref().map(|it| it.sha256.as_str()).into(),
            preview.as_ref().map(|it| signed(it.bytes)).into(),
        ];
        act.tx.execute(&attachments::ADD, &row).await?;
        let detail = json!({ "attachment": id.0, "media": file.media, "bytes": blob.bytes });
        act.event("attached", Part::Attachments.key(), None, &detail).await?;
        let after = json!({ "attachment": id.0, "name": act::length(&file.name), "sha256": blob.sha256 });
        act.finish(Entry::of(Action::Work, Kind::Case).detail(act::before_after(json!(null), after))).await?;
        Ok(id)
    }

    /// A file as it is served, always as a download. Leaves a row in the trail.
    ///
    /// # Errors
    /// `Missing` when it is not there or not for them; `Store(Corrupt)` when it is not what was kept.
    pub async fn attachment(&self, who: &Subject, attachment: Id) -> Result<Download, CaseError> {
        let (file, entry) = self.file(who, attachment).await?;
        let shown = file.shown;
        let blob = BlobId { sha256: shown.sha256.clone(), bytes: unsigned(shown.bytes) };
        let content = self.content(&blob).await?;
        self.access.note(&Actor::from(who), entry).await?;
        Ok(Download { name: shown.name, media: shown.media, content, sha256: shown.sha256 })
    }

    /// The small picture of an image.
    ///
    /// # Errors
    /// As [`Casework::attachment`]; `Missing` for what is no image.
    pub async fn preview(&self, who: &Subject, attachment: Id) -> Result<Download, CaseError> {
        let (file, entry) = self.file(who, attachment).await?;
        let (sha256, bytes) = file.preview.ok_or(CaseError::Missing("small picture"))?;
        let content = self.content(&BlobId { sha256: sha256.clone(), bytes: unsigned(bytes) }).await?;
        self.access.note(&Actor::from(who), entry).await?;
        Ok(Download { name: file.shown.name, media: "image/jpeg".to_owned(), content, sha256 })
    }

    /// Takes a file away: by the body that attached it, or by the owner of the case. Its bytes stay until the case is
    /// forgotten.
    ///
    /// # Errors
    /// `Missing` for whoever may not; `Refused`: `reason-needed`.
    pub async fn detach(&self, who: &Subject, attachment: Id, reason: &str) -> Result<(), CaseError> {
        let (file, _) = self.file(who, attachment).await?;
        let mut act = self.act(who, file.case).await?;
        let action = if file.shown.author.body == Some(who.body) { Action::Work } else { Action::Change };
        act.must(action, Kind::Case, Part::Summary)?;
        let reason = act::text(reason, "reason", 3).map_err(|_| Refusal::at("reason-needed", "reason"))?;
        act.may_say(&reason, "reason")?;
        if act.tx.execute(&attachments::DETACH, &[attachment.into(), act.now.into()]).await? != 1 {
            return Err(CaseError::Missing("attachment"));
        }
        let detail = json!({ "attachment": attachment.0, "reason": reason });
        act.event("detached", Part::Attachments.key(), None, &detail).await?;
        let before = json!({ "name": act::length(&file.shown.name), "sha256": file.shown.sha256 });
        let after = json!({ "attachment": attachment.0, "reason": act::length(&reason) });
        act.finish(Entry::of(action, Kind::Case).detail(act::before_after(before, after))).await?;
        Ok(())
    }

    /// The file's row, if the person may see it (the part was shared, or it is their own body's), and what the trail
    /// keeps of the look at it.
    async fn file(&self, who: &Subject, attachment: Id) -> Result<(KeptFile, Entry), CaseError> {
        let file = self.store.row(&attachments::ATTACHMENT, &[attachment.into()]).await?;
        let file = file.ok_or(CaseError::Missing("attachment"))?;
        let own = file.shown.author.body == Some(who.body);
        let part = if own { Part::Summary } else { Part::Attachments };
        let read = self.read(who, file.case, Action::Read, part).await?;
        let detail =
            json!({ "attachment": attachment.0, "sha256": file.shown.sha256, "emergency": read.emergency });
        let entry = seen(who, &read.case.number, file.case, read.emergency).detail(detail);
        Ok((file, entry))
    }

    async fn content(&self, blob: &BlobId) -> Result<Vec<u8>, CaseError> {
        let parts = self.store.get_blob(blob).await?.ok_or(CaseError::Missing("bytes of an attachment"))?;
        Ok(parts.concat())
    }
}

fn pieces(content: Vec<u8>) -> impl Iterator<Item = Vec<u8>> + Send {
    let mut rest = content;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let tail = rest.split_off(rest.len().min(PIECE));
        Some(std::mem::replace(&mut rest, tail))
    })
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn unsigned(bytes: i64) -> u64 {
    u64::try_from(bytes).unwrap_or(0)
}
