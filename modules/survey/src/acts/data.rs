//! The data of a wave: taking a delivered file in, and what everything else is made of.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use ground::Ground;
use store::Id;
use survey_estimation::Design;
use survey_files::File;
use web::{Error, Refusal};

use super::{collection, kept, must, noted, waves};
use crate::analysis::{self, Districts, Frame};
use crate::data::Dataset;
use crate::delivery::{self, Reading};
use crate::design::{Declaration, DeclarationError};
use crate::results::Results;
use crate::store::deliveries::{self, Delivery};
use crate::store::plans::{self, Taken};
use crate::store::{questionnaires, waves as stored_waves};
use crate::wave::Wave;
use crate::weighting::{self, Look, Step, WeightingError};

/// Keeps a delivered file of a wave with the way it is read. Right: change surveys of the body.
pub(crate) async fn deliver(
    ground: &Ground,
    who: &Subject,
    wave: Id,
    name: &str,
    bytes: &[u8],
    reading: Reading,
) -> Result<(), Error> {
    let wave = waves::one(ground, who, Action::Change, wave).await?;
    keep(ground, &Actor::from(who), who.person, wave.id, name, bytes, reading).await
}

/// The same without asking for a right: for the command line, and after asking.
pub(crate) async fn keep(
    ground: &Ground,
    who: &Actor,
    by: Id,
    wave: Id,
    name: &str,
    bytes: &[u8],
    reading: Reading,
) -> Result<(), Error> {
    let doing = || kept("keep a delivered file");
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let blob = tx.put_blob("survey-delivery", std::iter::once(bytes.to_vec())).await.map_err(doing())?;
    let detail = serde_json::json!({ "file": name, "sha256": blob.sha256, "bytes": blob.bytes });
    let delivery =
        Delivery { id: ground.store.new_id(), name: name.to_owned(), blob, reading, added_at: now };
    deliveries::add(&mut tx, wave, &delivery, by).await.map_err(doing())?;
    let entry = Entry::of(Action::Change, Kind::Survey).on(wave).purpose("delivery").detail(detail);
    record(&mut tx, now, who, entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

/// The delivered file of a wave with its bytes, if there is one. Right: change surveys of the body.
pub(crate) async fn delivered(
    ground: &Ground,
    who: &Subject,
    wave: &Wave,
) -> Result<Option<(Delivery, Vec<u8>)>, Error> {
    must(ground, who, Action::Read, wave.owner)?;
    stored(ground, wave.id).await
}

async fn stored(ground: &Ground, wave: Id) -> Result<Option<(Delivery, Vec<u8>)>, Error> {
    let doing = || kept("read a delivered file");
    let Some(delivery) = deliveries::newest(&ground.store, wave).await.map_err(doing())? else {
        return Ok(None);
    };
    let parts = ground.store.get_blob(&delivery.blob).await.map_err(doing())?;
    Ok(parts.map(|parts| (delivery, parts.concat())))
}

/// Reads a file away from the threads that serve requests.
pub(crate) async fn read(
    reading: Reading,
    bytes: Vec<u8>,
) -> Result<Result<File, survey_files::Fault>, Error> {
    let work = tokio::task::spawn_blocking(move || reading.read(&bytes));
    work.await.map_err(|cause| Error::fault("read a delivered file", cause))
}

/// The data of a wave: its delivered file, or what people answered.
pub(crate) async fn dataset(ground: &Ground, wave: &Wave) -> Result<Dataset, Error> {
    if let Some((delivery, bytes)) = stored(ground, wave.id).await? {
        let reading = delivery.reading.clone();
        let file = read(delivery.reading, bytes).await?;
        // It was read when it was taken in; a file that is no longer is damage.
        let file = file.map_err(|cause| Error::fault("read a delivered file again", cause))?;
        let data = reading.dataset(&file);
        let Some(form) = wave.questionnaire else { return Ok(data) };
        let form = questionnaires::one(&ground.store, form).await.map_err(kept("read a questionnaire"))?;
        let form = form.ok_or(Error::Missing("questionnaire of the wave"))?.questionnaire;
        return Ok(delivery::described(data, &::questionnaires::columns(&form), &reading.directions));
    }
    collection::dataset(ground, wave).await
}

/// A wave with everything its figures are made of.
pub(crate) struct Prepared {
    pub(crate) wave: Wave,
    pub(crate) data: Dataset,
    pub(crate) declaration: Declaration,
    pub(crate) taken: Vec<Taken>,
    /// The design with its final weights and how they looked on the way, or why there is none.
    pub(crate) weighted: Result<(Design, Vec<Look>), Unfit>,
}

/// Why figures cannot be made.
pub(crate) enum Unfit {
    /// Nobody answered, and no file came.
    NoData,
    /// The declared design does not fit.
    Design(DeclarationError),
    /// A weighting step (from 0) cannot be taken.
    Step(usize, WeightingError),
}

/// Everything the figures of a wave are made of. Right: `action` on surveys of the body.
pub(crate) async fn prepare(
    ground: &Ground,
    who: &Subject,
    action: Action,
    wave: Id,
) -> Result<Prepared, Error> {
    prepared(ground, waves::one(ground, who, action, wave).await?).await
}

/// The same for the command line; nobody is asked for a right.
pub(crate) async fn prepare_any(ground: &Ground, wave: Id) -> Result<Option<Prepared>, Error> {
    let wave = stored_waves::one(&ground.store, wave).await.map_err(kept("read a wave"))?;
    match wave {
        Some(wave) => prepared(ground, wave).await.map(Some),
        None => Ok(None),
    }
}

async fn prepared(ground: &Ground, wave: Wave) -> Result<Prepared, Error> {
    let data = dataset(ground, &wave).await?;
    let doing = || kept("read the plan of a wave");
    let declared = plans::design(&ground.store, wave.id).await.map_err(doing())?;
    let declaration = declared.unwrap_or_else(|| Declaration::guess(&data));
    let taken = plans::steps(&ground.store, wave.id).await.map_err(doing())?;
    let steps: Vec<Step> = taken.iter().map(|taken| taken.step.clone()).collect();
    let work = tokio::task::spawn_blocking(move || {
        let weighted = weigh(&data, &declaration, &steps);
        (data, declaration, weighted)
    });
    let (data, declaration, weighted) = work.await.map_err(|cause| Error::fault("weigh a wave", cause))?;
    Ok(Prepared { wave, data, declaration, taken, weighted })
}

fn weigh(data: &Dataset, declaration: &Declaration, steps: &[Step]) -> Result<(Design, Vec<Look>), Unfit> {
    if data.rows == 0 {
        return Err(Unfit::NoData);
    }
    let design = declaration.design(data).map_err(Unfit::Design)?;
    weighting::weighted(design, data, steps).map_err(|(step, error)| Unfit::Step(step, error))
}

impl Prepared {
    /// The districts, if a column is declared.
    pub(crate) fn districts(&self) -> Option<Districts> {
        self.data.variable(self.declaration.district.as_deref()?).map(Districts::of)
    }

    /// Names of the items whose figures are made.
    pub(crate) fn items(&self) -> Vec<String> {
        if !self.declaration.items.is_empty() {
            return self.declaration.items.clone();
        }
        let besides = self.declaration.columns();
        let askable = analysis::askable(&self.data, &besides);
        askable.into_iter().map(|variable| variable.name.clone()).collect()
    }

    /// Results of these items, made away from the threads that serve requests.
    pub(crate) async fn results(self, items: Vec<String>) -> Result<(Results, Prepared), Error> {
        let work = tokio::task::spawn_blocking(move || {
            let Ok((design, _)) = &self.weighted else { return None };
            let frame = Frame {
                data: &self.data,
                design,
                sample: self.wave.facts.sample,
                districts: self.districts(),
            };
            let steps = self.taken.iter().map(|taken| taken.step.key().to_owned()).collect();
            let found = analysis::results(&self.wave.label, &self.wave.facts, &frame, &items, steps);
            Some((found, self))
        });
        let found = work.await.map_err(|cause| Error::fault("make figures", cause))?;
        found.ok_or_else(|| Refusal::new("survey-unfit").into())
    }
}

/// Keeps the declared design of a wave. Right: change surveys of the body.
pub(crate) async fn declare(
    ground: &Ground,
    who: &Subject,
    wave: &Wave,
    declaration: &Declaration,
) -> Result<(), Error> {
    let doing = || kept("declare a design");
    must(ground, who, Action::Change, wave.owner)?;
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    plans::declare(&mut tx, wave.id, declaration, now, who.person).await.map_err(doing())?;
    let after = serde_json::to_value(declaration).unwrap_or_default();
    let entry = Entry::of(Action::Change, Kind::Survey).on(wave.id).purpose("design");
    let entry = entry.detail(serde_json::json!({ "after": after }));
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

/// Takes a weighting step after the others. Right: change surveys of the body.
pub(crate) async fn take_step(
    ground: &Ground,
    who: &Subject,
    prepared: &Prepared,
    step: Step,
) -> Result<(), Error> {
    let doing = || kept("take a weighting step");
    must(ground, who, Action::Change, prepared.wave.owner)?;
    let now = ground.access.clock().now();
    let number = prepared.taken.last().map_or(1, |taken| taken.number + 1);
    let taken = Taken { number, step, at: now, by: who.person };
    let mut tx = ground.store.begin().await.map_err(doing())?;
    plans::add_step(&mut tx, prepared.wave.id, &taken).await.map_err(doing())?;
    let after = serde_json::to_value(&taken.step).unwrap_or_default();
    let entry = Entry::of(Action::Change, Kind::Survey).on(prepared.wave.id).purpose("weighting");
    let entry = entry.detail(serde_json::json!({ "number": number, "after": after }));
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}

/// Takes the last weighting step back; nothing happens when it is not the last any more. Right: change surveys of the body.
pub(crate) async fn drop_step(ground: &Ground, who: &Subject, wave: &Wave, number: i64) -> Result<(), Error> {
    let doing = || kept("take a weighting step back");
    must(ground, who, Action::Change, wave.owner)?;
    let steps = plans::steps(&ground.store, wave.id).await.map_err(doing())?;
    let Some(last) = steps.last().filter(|last| last.number == number) else {
        return Err(Refusal::new("survey-changed").status(axum::http::StatusCode::CONFLICT).into());
    };
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    plans::drop_step(&mut tx, wave.id, number).await.map_err(doing())?;
    let before = serde_json::to_value(&last.step).unwrap_or_default();
    let entry = Entry::of(Action::Change, Kind::Survey).on(wave.id).purpose("weighting");
    let entry = entry.detail(serde_json::json!({ "number": number, "before": before }));
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}
