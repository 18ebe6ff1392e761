//! One wave: where it stands, and where its figures come from.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use web::parts::{Step, StepState};
use web::{Error, Form, Page, PageContext, Refusal, Say};

use super::{id, tabs, wave_href};
use crate::acts::{kept, must, seen, waves as acts};
use crate::store::questionnaires;
use crate::wave::{State as Stand, Wave};
use crate::words;

/// The view of `/staff/pruzkumy/{wave}`.
#[derive(Template)]
#[template(path = "wave.html")]
struct WavePage {
    page: PageContext,
    label: String,
    tabs: Vec<(String, String, bool)>,
    steps: Vec<Step>,
    facts: Vec<(String, String)>,
    invented: bool,
    edit: String,
    move_to: String,
    version: i64,
    /// States it may be moved to: value, words of the button.
    moves: Vec<(&'static str, String)>,
    may_change: bool,
}

/// `GET /staff/pruzkumy/{wave}`
pub(crate) async fn show(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let wave = acts::one(&ground, &who, Action::Read, id(&wave)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(wave.id)).await?;
    let asked = match wave.questionnaire {
        Some(id) => questionnaires::one(&ground.store, id).await.map_err(kept("read a questionnaire"))?,
        None => None,
    };
    let t = page.t();
    let asked = asked.map(|kept| words::questionnaire(t, &kept.questionnaire));
    let next = |state: &Stand| {
        let moves = matches!(state, Stand::Collecting | Stand::Closed) && wave.state != Stand::Published;
        let ready = *state != Stand::Collecting || wave.questionnaire.is_some();
        moves && ready && wave.state.may_become(*state)
    };
    let button = |state: Stand| {
        let key = format!("survey-move-{}-{}", wave.state.key(), state.key());
        (state.key(), t.say(&key).into_owned())
    };
    Ok(Page(WavePage {
        label: wave.label.clone(),
        tabs: tabs(t, wave.id, ""),
        steps: steps(t, &wave),
        facts: facts(t, &wave, asked),
        invented: wave.facts.invented,
        edit: format!("{}/upravit", wave_href(wave.id)),
        move_to: format!("{}/stav", wave_href(wave.id)),
        version: wave.version,
        moves: Stand::ALL.into_iter().filter(next).map(button).collect(),
        may_change: must(&ground, &who, Action::Change, wave.owner).is_ok(),
        page,
    })
    .into_response())
}

/// `POST /staff/pruzkumy/{wave}/stav`
pub(crate) async fn to_state(
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Response, Error> {
    let wave = id(&wave)?;
    let next = Stand::from_key(form.text("state")).ok_or_else(|| Refusal::new("survey-state-refused"))?;
    let version = form.text("version").parse().unwrap_or(0);
    acts::to_state(&ground, &who, wave, version, next).await?;
    Ok(Redirect::to(&wave_href(wave)).into_response())
}

fn steps(t: &Say, wave: &Wave) -> Vec<Step> {
    let step = |state: Stand| Step {
        name: words::state(t, state),
        state: match state.cmp(&wave.state) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Here,
            std::cmp::Ordering::Greater => StepState::Ahead,
        },
        note: String::new(),
    };
    Stand::ALL.into_iter().map(step).collect()
}

fn facts(t: &Say, wave: &Wave, asked: Option<String>) -> Vec<(String, String)> {
    let facts = &wave.facts;
    let nothing = || t.say("survey-not-said").into_owned();
    let or_nothing = |text: &str| if text.is_empty() { nothing() } else { text.to_owned() };
    let mut pairs = vec![
        ("survey-sample", words::sample(t, facts.sample)),
        ("survey-modes", words::all_modes(t, facts)),
        ("survey-days", words::days(t, facts)),
        ("survey-population", or_nothing(&facts.population)),
        ("survey-frame", or_nothing(&facts.frame)),
        (
            "survey-contractor",
            if facts.contractor.is_empty() {
                t.say("survey-city-itself").into_owned()
            } else {
                facts.contractor.clone()
            },
        ),
        ("survey-questionnaire", asked.unwrap_or_else(nothing)),
        ("survey-reminders", t.number(facts.reminders)),
        ("survey-drawn", t.number(facts.outcomes.drawn())),
    ];
    if let Some(rates) = facts.outcomes.rates().filter(|_| facts.sample.has_intervals()) {
        // RR3: the unknown cases are judged eligible as often as the resolved ones were.
        let [_, _, rr3, ..] = rates.response;
        pairs.push(("survey-response-rate", t.percent(rr3, 1)));
    }
    pairs.into_iter().map(|(key, value)| (t.say(key).into_owned(), value)).collect()
}
