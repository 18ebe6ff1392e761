//! Invitations: drawing addresses, making codes, taking them out of use, and how many have answered.

use std::collections::BTreeMap;

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use ground::Ground;
use places::Layer;
use store::Id;
use web::{Error, Refusal};

use super::{kept, must, noted, waves};
use crate::code::{Code, NoRandomness};
use crate::sampling::{Frame, SampleInfo};
use crate::store::codes::{self, CodeState};
use crate::store::responses;
use crate::wave::{Mode, Sample, State, Wave};

/// Codes that can be made at once.
pub(crate) const MOST: usize = 100_000;

/// A line for the printer of letters. It exists in the answer to one request and nowhere else.
pub(crate) struct Letter {
    pub(crate) code: Code,
    pub(crate) address: String,
    pub(crate) stratum: String,
}

/// How a wave fares.
#[derive(Debug, Default)]
pub(crate) struct Fare {
    /// For each stratum, in the order of the layer, then invitations without one: counts by state.
    pub(crate) strata: Vec<(SampleInfo, BTreeMap<CodeState, i64>)>,
    /// Answers by mode.
    pub(crate) answers: Vec<(Mode, i64)>,
}

pub(crate) fn unlucky(cause: NoRandomness) -> Error {
    Error::fault("draw at random", cause)
}

/// The addresses of the city by district; worked out away from the threads that answer requests.
pub(crate) async fn frame(ground: &Ground) -> Result<Frame, Error> {
    let atlas = ground.places.atlas();
    let frame = tokio::task::spawn_blocking(move || Frame::of(&atlas)).await;
    frame.map_err(|error| Error::fault("list the addresses of the city", error))
}

/// A wave that invitations may be made for: one of the city's own that is not over. Right: change surveys.
async fn open(ground: &Ground, who: &Subject, wave: Id) -> Result<Wave, Error> {
    let wave = waves::one(ground, who, Action::Change, wave).await?;
    if wave.facts.sample == Sample::OptIn {
        return Err(Refusal::new("survey-open-poll-has-no-codes").into());
    }
    if wave.questionnaire.is_none() {
        return Err(Refusal::new("survey-no-questionnaire").into());
    }
    if !matches!(wave.state, State::Draft | State::Collecting) {
        return Err(Refusal::new("survey-not-collecting").into());
    }
    Ok(wave)
}

/// Draws addresses, `wanted` of each stratum, and makes a code for each. A wave is drawn once: an address must not come into
/// it twice, and n of N must stay true. Right: change surveys.
pub(crate) async fn draw(
    ground: &Ground,
    who: &Subject,
    wave: Id,
    wanted: &BTreeMap<String, usize>,
) -> Result<Vec<Letter>, Error> {
    let wave = open(ground, who, wave).await?;
    let drawn = frame(ground).await?.draw(wanted).map_err(unlucky)?;
    if drawn.is_empty() {
        return Err(Refusal::new("survey-nothing-to-draw").into());
    }
    if drawn.len() > MOST {
        return Err(Refusal::new("survey-too-many-codes").with("most", MOST).into());
    }
    let atlas = ground.places.atlas();
    let address = |index| {
        let address = atlas.register().and_then(|register| register.address_at(index));
        address.map(|address| address.one_line()).unwrap_or_default()
    };
    let letters: Result<Vec<(Letter, SampleInfo)>, NoRandomness> = drawn
        .into_iter()
        .map(|(index, sample)| {
            let stratum = sample.stratum.clone();
            Ok((Letter { code: Code::draw()?, address: address(index), stratum }, sample))
        })
        .collect();
    let detail = serde_json::json!({ "drawn": wanted });
    keep(ground, who, &wave, letters.map_err(unlucky)?, detail, true).await
}

/// Makes codes without addresses. Right: change surveys.
pub(crate) async fn plain(
    ground: &Ground,
    who: &Subject,
    wave: Id,
    count: usize,
) -> Result<Vec<Letter>, Error> {
    let wave = open(ground, who, wave).await?;
    if count == 0 || count > MOST {
        return Err(Refusal::new("survey-too-many-codes").with("most", MOST).into());
    }
    let letter = |_| {
        let letter = Letter { code: Code::draw()?, address: String::new(), stratum: String::new() };
        Ok((letter, SampleInfo::default()))
    };
    let letters: Result<Vec<(Letter, SampleInfo)>, NoRandomness> = (0..count).map(letter).collect();
    let detail = serde_json::json!({ "plain": count });
    keep(ground, who, &wave, letters.map_err(unlucky)?, detail, false).await
}

async fn keep(
    ground: &Ground,
    who: &Subject,
    wave: &Wave,
    letters: Vec<(Letter, SampleInfo)>,
    detail: serde_json::Value,
    once: bool,
) -> Result<Vec<Letter>, Error> {
    let doing = || kept("keep invitations");
    let hashes: Vec<(String, SampleInfo)> =
        letters.iter().map(|(letter, sample)| (letter.code.hash(), sample.clone())).collect();
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    // Two people who draw at the same time: the second waits here and then sees what the first has drawn.
    tx.execute(&crate::store::waves::TOUCH, &[wave.id.into()]).await.map_err(doing())?;
    if once && tx.row(&codes::DRAWN, &[wave.id.into()]).await.map_err(doing())?.unwrap_or(0) > 0 {
        tx.rollback().await.map_err(doing())?;
        return Err(Refusal::new("survey-drawn-already").status(axum::http::StatusCode::CONFLICT).into());
    }
    codes::add(&mut tx, wave.id, &hashes).await.map_err(doing())?;
    // How many, never which: a code in the trail would open somebody's answers.
    let entry = Entry::of(Action::Change, Kind::Survey).on(wave.id).purpose("invitations");
    let entry = entry.rows(letters.len()).detail(detail);
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(letters.into_iter().map(|(letter, _)| letter).collect())
}

/// Takes one code out of use, or all that nobody has begun; answers how many. Right: change surveys.
pub(crate) async fn void(
    ground: &Ground,
    who: &Subject,
    wave: Id,
    code: Option<&Code>,
) -> Result<u64, Error> {
    let doing = || kept("take codes out of use");
    let wave = waves::one(ground, who, Action::Change, wave).await?;
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let count = match code {
        Some(code) => tx.execute(&codes::VOID, &[code.hash().into(), wave.id.into()]).await,
        None => tx.execute(&codes::VOID_FREE, &[wave.id.into()]).await,
    };
    let count = count.map_err(doing())?;
    let entry = Entry::of(Action::Change, Kind::Survey).on(wave.id).purpose("invitations");
    let entry = entry.detail(serde_json::json!({ "void": count }));
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(count)
}

/// How a wave fares. Right: read surveys.
pub(crate) async fn fare(ground: &Ground, who: &Subject, wave: &Wave) -> Result<Fare, Error> {
    let doing = || kept("count invitations");
    must(ground, who, Action::Read, wave.owner)?;
    let counts = ground.store.rows(&codes::COUNTS, &[wave.id.into()]).await.map_err(doing())?;
    let answers = ground.store.rows(&responses::COUNTS, &[wave.id.into()]).await.map_err(doing())?;
    let mut fare = Fare { strata: Vec::new(), answers };
    for (sample, state, count) in counts {
        match fare.strata.iter_mut().find(|(known, _)| *known == sample) {
            Some((_, states)) => drop(states.insert(state, count)),
            None => fare.strata.push((sample, BTreeMap::from([(state, count)]))),
        }
    }
    // Districts as people know them, in the order of their layer; invitations that were not drawn come last.
    let atlas = ground.places.atlas();
    let place = |sample: &SampleInfo| {
        let at = atlas.territory(Layer::District, &sample.stratum).map(|(at, _)| at);
        (sample.stratum.is_empty(), at.unwrap_or(usize::MAX))
    };
    fare.strata.sort_by_key(|(sample, _)| place(sample));
    Ok(fare)
}
