//! Interviews from tablets: sent once or ten times, kept once, and only while the wave collects.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use axum::http::StatusCode;
use ground::Ground;
use questionnaires::{Answers, Questionnaire, validate};
use serde::Deserialize;
use store::Id;
use web::{Error, Refusal};

use super::answering::random_id;
use super::{kept, noted, waves};
use crate::code::Code;
use crate::sampling::SampleInfo;
use crate::store::codes::{self, CodeState};
use crate::store::{questionnaires as stored, responses};
use crate::wave::{Mode, State, Wave};

/// An interview as a device sends it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Interview {
    /// What the device calls it: 8 to 64 letters, digits and dashes, drawn at random.
    pub(crate) client: String,
    /// `face` or `phone`.
    pub(crate) mode: Mode,
    /// The code of the invitation, when the person has one.
    #[serde(default)]
    pub(crate) code: String,
    /// What was answered.
    pub(crate) answers: Answers,
}

/// What became of an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sent {
    /// It is kept.
    Kept,
    /// The same was sent before.
    Already,
}

/// A wave for whoever asks in the field, with its questionnaire. Right: work on surveys of the body.
pub(crate) async fn asked(ground: &Ground, who: &Subject, wave: Id) -> Result<(Wave, Questionnaire), Error> {
    let wave = waves::one(ground, who, Action::Work, wave).await?;
    let id = wave.questionnaire.ok_or_else(|| Refusal::new("survey-no-questionnaire"))?;
    let found = stored::one(&ground.store, id).await.map_err(kept("read a questionnaire"))?;
    let found = found.ok_or(Error::Missing("questionnaire of the wave"))?;
    Ok((wave, found.questionnaire))
}

/// Keeps an interview. Right: work on surveys of the body.
pub(crate) async fn keep(
    ground: &Ground,
    who: &Subject,
    wave: Id,
    interview: &Interview,
) -> Result<Sent, Error> {
    let doing = || kept("keep an interview");
    let (wave, form) = asked(ground, who, wave).await?;
    let code = check(&form, interview)?;
    let client = interview.client.as_str();
    if let Some(before) = sent_before(ground, wave.id, interview).await? {
        return before;
    }
    if wave.state != State::Collecting {
        return Err(not_collecting());
    }
    let id = random_id()?;
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    if tx.execute(&responses::HOLD, &[wave.id.into()]).await.map_err(doing())? == 0 {
        return Err(not_collecting());
    }
    let sample = match &code {
        Some(code) => used(&mut tx, wave.id, code).await?,
        None => SampleInfo::default(),
    };
    let answer = responses::Kept { answers: interview.answers.clone(), sample, mode: interview.mode };
    if !responses::add(&mut tx, id, wave.id, &answer, Some(client)).await.map_err(doing())? {
        // The same was sent twice at once; the other one was quicker, and this one goes back as a whole.
        tx.rollback().await.map_err(doing())?;
        let before = sent_before(ground, wave.id, interview).await?;
        return before.unwrap_or_else(|| Err(Error::fault("keep an interview", "an id was drawn twice")));
    }
    // That one was added, not which: the row of the trail has an hour.
    let entry = Entry::of(Action::Work, Kind::Survey).on(wave.id).purpose("interview").rows(1);
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(Sent::Kept)
}

fn not_collecting() -> Error {
    Refusal::new("survey-not-collecting").status(StatusCode::CONFLICT).into()
}

/// The rules that need no database.
fn check(form: &Questionnaire, interview: &Interview) -> Result<Option<Code>, Error> {
    let fine = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !(8..=64).contains(&interview.client.len()) || !interview.client.chars().all(fine) {
        return Err(Refusal::new("survey-interview-id").into());
    }
    if !matches!(interview.mode, Mode::Face | Mode::Phone) {
        return Err(Refusal::new("survey-interview-mode").into());
    }
    if let Some(problem) = validate(form, &interview.answers).first() {
        let refusal = Refusal::new("survey-interview-answers");
        return Err(refusal.with("question", problem.question.as_str()).into());
    }
    if interview.code.trim().is_empty() {
        return Ok(None);
    }
    let code = Code::parse(&interview.code).map_err(|_| Refusal::new("survey-interview-code"))?;
    Ok(Some(code))
}

/// What the same device sent under the same name before.
async fn sent_before(
    ground: &Ground,
    wave: Id,
    interview: &Interview,
) -> Result<Option<Result<Sent, Error>>, Error> {
    let row = [interview.client.as_str().into()];
    let found = ground.store.row(&responses::BY_CLIENT, &row).await.map_err(kept("find an interview"))?;
    Ok(found.map(|(of, mode, answers)| {
        if (of, mode) == (wave, interview.mode) && answers == interview.answers {
            Ok(Sent::Already)
        } else {
            Err(Refusal::new("survey-interview-different").status(StatusCode::CONFLICT).into())
        }
    }))
}

/// Uses up the code of an invitation, and answers how it was drawn.
async fn used(tx: &mut store::Transaction, wave: Id, code: &Code) -> Result<SampleInfo, Error> {
    let doing = || kept("use a code");
    let hash = code.hash();
    let found = tx.row(&codes::ONE, &[hash.as_str().into()]).await.map_err(doing())?;
    let found = found.filter(|code| code.wave == wave && code.state != CodeState::Void);
    let found = found.ok_or_else(|| Refusal::new("survey-interview-code"))?;
    if tx.execute(&codes::HAND_IN, &[hash.into(), wave.into()]).await.map_err(doing())? == 0 {
        return Err(Refusal::new("survey-interview-code-used").status(StatusCode::CONFLICT).into());
    }
    Ok(found.sample)
}
