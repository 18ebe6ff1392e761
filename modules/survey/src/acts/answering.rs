//! Answering, by whoever has a code. Nobody has signed in here, and no row of the trail is written: it would say who
//! answered when.
//!
//! ```text
//!   code ─► enter ─► Sitting ─► save (a draft, as often as they like) ─► hand in: one transaction
//!             │ typo · unknown · used · closed · too many guesses          ├─ the code is done, its draft empty
//!                                                                          └─ an answer under an id drawn at random
//! ```

use std::net::IpAddr;
use std::sync::LazyLock;
use std::time::Instant;

use ground::Ground;
use questionnaires::{Questionnaire, validate};
use store::Id;
use web::limits::{Class, Limiter};
use web::{Error, Rate, Rates};

use super::kept;
use crate::code::Code;
use crate::sampling::SampleInfo;
use crate::store::codes::{self, CodeState};
use crate::store::{questionnaires as stored, responses, waves};
use crate::typed::Typed;
use crate::wave::{Mode, Sample, State, Wave};

/// Well-formed codes that do not exist, from one client: ten at once, then one a minute. A typo is noticed by the code
/// itself and is not among them, so whoever comes this far has guessed.
static GUESSES: LazyLock<Limiter> = LazyLock::new(|| {
    let rate = Rate { burst: 10, per_minute: 1 };
    Limiter::new(Rates { pages: rate, api: rate, suggest: rate })
});

/// Somebody with a code in front of a questionnaire.
pub(crate) struct Sitting {
    pub(crate) code: codes::Kept,
    pub(crate) wave: Wave,
    pub(crate) form: Questionnaire,
    pub(crate) typed: Typed,
}

/// Why nobody sits down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shut {
    /// There is no such code, or it was taken out of use.
    Unknown,
    /// It was handed in with it already.
    Used,
    /// The wave is not collecting, yet or any more.
    Closed,
    /// Too many wrong codes came from here.
    Wait {
        /// Seconds until the next attempt.
        seconds: u32,
    },
}

/// Opens the questionnaire with a code.
pub(crate) async fn enter(
    ground: &Ground,
    code: &Code,
    client: IpAddr,
) -> Result<Result<Sitting, Shut>, Error> {
    // Counted before it is looked at and given back when it was right, so fifty at once are counted as fifty.
    let verdict = GUESSES.take(Class::Pages, client, Instant::now());
    if !verdict.allowed {
        return Ok(Err(Shut::Wait { seconds: verdict.reset }));
    }
    let found = codes::one(&ground.store, &code.hash()).await.map_err(kept("look a code up"))?;
    let Some(code) = found else { return Ok(Err(Shut::Unknown)) };
    GUESSES.give_back(Class::Pages, client);
    match code.state {
        CodeState::Void => return Ok(Err(Shut::Unknown)),
        CodeState::Done => return Ok(Err(Shut::Used)),
        CodeState::Free | CodeState::Started => {}
    }
    let Some((wave, form)) = collecting(ground, code.wave).await? else { return Ok(Err(Shut::Closed)) };
    let typed = code.typed();
    Ok(Ok(Sitting { code, wave, form, typed }))
}

/// A wave that collects answers, with its questionnaire.
async fn collecting(ground: &Ground, wave: Id) -> Result<Option<(Wave, Questionnaire)>, Error> {
    let doing = || kept("read a wave");
    let wave = waves::one(&ground.store, wave).await.map_err(doing())?;
    let Some(wave) = wave.filter(|wave| wave.state == State::Collecting) else { return Ok(None) };
    let Some(form) = wave.questionnaire else { return Ok(None) };
    let form = stored::one(&ground.store, form).await.map_err(doing())?;
    Ok(form.map(|form| (wave, form.questionnaire)))
}

/// An open poll, and its questionnaire when it is collecting.
pub(crate) async fn poll(ground: &Ground, wave: Id) -> Result<(Wave, Option<Questionnaire>), Error> {
    let found = waves::one(&ground.store, wave).await.map_err(kept("read a wave"))?;
    let found = found.filter(|wave| wave.facts.sample == Sample::OptIn && wave.state != State::Draft);
    let found = found.ok_or(Error::Missing("open poll"))?;
    let form = collecting(ground, wave).await?.map(|(_, form)| form);
    Ok((found, form))
}

/// Lets somebody into an open poll: they get a code of their own, so that they may come back to it.
pub(crate) async fn join(ground: &Ground, wave: Id) -> Result<Code, Error> {
    let doing = || kept("join an open poll");
    let code = Code::draw().map_err(super::invitations::unlucky)?;
    let mut tx = ground.store.begin().await.map_err(doing())?;
    codes::add(&mut tx, wave, &[(code.hash(), SampleInfo::default())]).await.map_err(doing())?;
    tx.commit().await.map_err(doing())?;
    Ok(code)
}

/// What became of what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Saved {
    /// It is kept.
    Kept,
    /// The same invitation was written to elsewhere in the meantime; read it again and repeat.
    Meanwhile,
}

/// Keeps what has been typed, with the day and no finer.
pub(crate) async fn save(ground: &Ground, sitting: &Sitting) -> Result<Saved, Error> {
    let today = ground.access.clock().today();
    let saved = codes::save(&ground.store, &sitting.code, &sitting.typed, today).await;
    Ok(if saved.map_err(kept("keep a draft"))? { Saved::Kept } else { Saved::Meanwhile })
}

/// Throws away what has been typed. The invitation may be used again.
pub(crate) async fn forget(ground: &Ground, sitting: &Sitting) -> Result<(), Error> {
    let done = ground.store.execute(&codes::FORGET, &[sitting.code.hash.as_str().into()]).await;
    done.map_err(kept("forget a draft")).map(drop)
}

/// What became of handing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HandedIn {
    /// The answer is kept; nothing leads from it to the invitation any more.
    Kept,
    /// Something is still missing.
    Incomplete,
    /// It was handed in before, or the wave closed a moment ago.
    Late,
}

/// Hands in what has been typed.
pub(crate) async fn hand_in(ground: &Ground, sitting: &Sitting) -> Result<HandedIn, Error> {
    let doing = || kept("hand in answers");
    let answers = sitting.typed.answers(&sitting.form);
    if !validate(&sitting.form, &answers).is_empty() {
        return Ok(HandedIn::Incomplete);
    }
    let id = random_id()?;
    let wave = sitting.wave.id;
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let open = tx.execute(&responses::HOLD, &[wave.into()]).await.map_err(doing())? > 0;
    let row = [sitting.code.hash.as_str().into(), wave.into()];
    if !open || tx.execute(&codes::HAND_IN, &row).await.map_err(doing())? == 0 {
        tx.rollback().await.map_err(doing())?;
        return Ok(HandedIn::Late);
    }
    let answer = responses::Kept { answers, sample: sitting.code.sample.clone(), mode: Mode::Web };
    if !responses::add(&mut tx, id, wave, &answer, None).await.map_err(doing())? {
        // Two equal random ids: nobody will see it, and nothing is lost by trying again.
        return Err(Error::fault("hand in answers", "an id was drawn twice"));
    }
    tx.commit().await.map_err(doing())?;
    Ok(HandedIn::Kept)
}

/// An id that says nothing of when it was made.
pub(crate) fn random_id() -> Result<Id, Error> {
    let random = getrandom::u64().map_err(|_| super::invitations::unlucky(crate::code::NoRandomness))?;
    Ok(Id(i64::try_from(random >> 1).unwrap_or_default()))
}
