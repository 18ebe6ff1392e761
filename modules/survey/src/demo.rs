//! Two waves of the demonstration city, drawn from a truth that is known: invented people answer the core questionnaire
//! a year apart, so that everybody can see whether the figures find what was put in.
//!
//! ```text
//!   truth.rs   how safe each district feels, what changed in a year ──► people.rs  who is drawn, what they answer
//!                                                                          │
//!   the same acts as a real wave: questionnaire, answers, design, weights, release ◄──┘
//! ```

mod people;
mod truth;

use std::sync::Arc;

use ::questionnaires::Questionnaire;
use access::Subject;
use anyhow::Context;
use chrono::{Days, NaiveDate};
use demo_city::DemoCity;
use futures_util::future::BoxFuture;
use ground::Ground;
use store::Id;

use crate::acts::{answering, data, invitations, questionnaires, releases, waves};
use crate::design::Declaration;
use crate::sampling::Frame;
use crate::store::responses;
use crate::store::waves::Draft;
use crate::wave::{Facts, Mode, Outcomes, Sample, State};
use crate::weighting::Step;

use people::Person;
use truth::Year;

/// Who prepares the waves and publishes them.
const COORDINATOR: &str = "radek.ukazkovy";
const BODY: &str = "odbor-bezpecnosti";

/// Fills an empty database. Without the city's people or districts there is nothing to do.
pub(crate) fn fill(ground: Ground, _: Arc<DemoCity>) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Some(coordinator) = subject(&ground, COORDINATOR).await? else { return Ok(()) };
        let frame = invitations::frame(&ground).await?;
        if frame.strata.is_empty() {
            return Ok(());
        }
        let core = questionnaires::core(&places::Places::atlas(&ground.places))?;
        let questionnaire = questionnaires::add(&ground, &coordinator, &core).await?;
        let today = ground.access.clock().today();
        for (year, ended) in [(Year::Before, 410), (Year::Now, 45)] {
            let to = today.checked_sub_days(Days::new(ended)).unwrap_or(today);
            let asked = Asked { form: &core, questionnaire, frame: &frame };
            wave(&ground, &coordinator, &asked, year, to).await?;
        }
        Ok(())
    })
}

async fn subject(ground: &Ground, login: &str) -> anyhow::Result<Option<Subject>> {
    let Some(body) = ground.access.body_by_code(BODY).await? else { return Ok(None) };
    let Some(person) = ground.access.person_by_login(login).await? else { return Ok(None) };
    let now = ground.access.clock().now();
    Ok(ground.access.subject(person.id, body.id, Id(0), Some(now), "").await?)
}

/// What is asked, and of whom.
struct Asked<'a> {
    form: &'a Questionnaire,
    questionnaire: Id,
    frame: &'a Frame,
}

async fn wave(
    ground: &Ground,
    who: &Subject,
    asked: &Asked<'_>,
    year: Year,
    to: NaiveDate,
) -> anyhow::Result<()> {
    let people = people::drawn(asked.form, asked.frame, year);
    let invited = people.len();
    let answered: Vec<&Person> = people.iter().filter(|person| person.answers.is_some()).collect();
    let draft = Draft {
        label: format!("Pocit bezpečí {}", to.format("%Y")),
        questionnaire: Some(asked.questionnaire),
        facts: facts(to, invited, answered.len()),
    };
    let id = waves::add(ground, who, &draft).await?;
    waves::to_state(ground, who, id, 1, State::Collecting).await?;
    let mut tx = ground.store.begin().await?;
    for person in &answered {
        let Some(answers) = &person.answers else { continue };
        let random = answering::random_id()?;
        let kept =
            responses::Kept { answers: answers.clone(), sample: person.sample.clone(), mode: person.mode };
        responses::add(&mut tx, random, id, &kept, None).await?;
    }
    tx.commit().await?;
    waves::to_state(ground, who, id, 2, State::Closed).await?;
    let wave = waves::one(ground, who, access::Action::Change, id).await?;
    let prepared = data::prepare(ground, who, access::Action::Change, id).await?;
    let declaration = Declaration {
        district: Some("district".to_owned()),
        items: truth::ITEMS.iter().map(|item| (*item).to_owned()).collect(),
        ..Declaration::guess(&prepared.data)
    };
    data::declare(ground, who, &wave, &declaration).await?;
    let prepared = data::prepare(ground, who, access::Action::Change, id).await?;
    let step = Step::Margins {
        margins: vec![people::population(asked.frame)],
        source: "smyšlený registr obyvatel".to_owned(),
    };
    data::take_step(ground, who, &prepared, step).await?;
    releases::publish(ground, who, id).await.context("publish a wave of the demonstration")?;
    Ok(())
}

fn facts(to: NaiveDate, asked: usize, complete: usize) -> Facts {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let silent = asked.saturating_sub(complete);
    let (refused, reached) = (silent / 4, silent / 2);
    Facts {
        sample: Sample::Probability,
        modes: vec![Mode::Web, Mode::Paper],
        contractor: String::new(),
        population: "lidé od 15 let s bydlištěm ve městě".to_owned(),
        frame: "Adresy z registru, v každém obvodu náhodný výběr; z domácnosti odpovídá ten, kdo má nejblíž narozeniny."
            .to_owned(),
        from: to.checked_sub_days(Days::new(28)).unwrap_or(to),
        to,
        reminders: 2,
        outcomes: Outcomes {
            complete: count(complete),
            refused: count(refused),
            not_contacted: count(reached),
            unknown_other: count(silent - refused - reached),
            ..Outcomes::default()
        },
        invented: true,
    }
}
