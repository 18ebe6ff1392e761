//! Entering and changing what is said of a wave.

use access::Action;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use store::Id;
use web::{Error, Form, Page, PageContext, Say};

use super::{HOME, id, plain, wave_href};
use crate::acts::waves::{self as acts, Changed};
use crate::acts::{kept, must};
use crate::store::questionnaires;
use crate::store::waves::Draft;
use crate::wave::{Facts, Mode, Outcomes, Sample, Wave};
use crate::words;

/// The view of the form.
#[derive(Template)]
#[template(path = "wave_edit.html")]
struct Edit {
    page: PageContext,
    title: String,
    action: String,
    version: i64,
    back: String,
    form: Form,
    samples: Vec<(&'static str, String)>,
    modes: Vec<(&'static str, String)>,
    questionnaires: Vec<(String, String)>,
    outcomes: Vec<(&'static str, String)>,
    theirs: Vec<(String, String)>,
}

/// Questionnaires of the body as options of the form.
type Options = Vec<(String, String)>;

impl Edit {
    fn new(page: PageContext, of: Option<&Wave>, form: Form, questionnaires: Options) -> Edit {
        let t = page.t();
        let outcome =
            |(name, _): &(&'static str, u32)| (*name, t.say(&format!("survey-{name}")).into_owned());
        Edit {
            title: match of {
                Some(wave) => t.with1("survey-edit-of", "wave", wave.label.as_str()),
                None => t.say("survey-wave-new").into_owned(),
            },
            version: of.map_or(0, |wave| wave.version),
            action: page.path().to_owned(),
            back: of.map_or_else(|| HOME.to_owned(), |wave| wave_href(wave.id)),
            samples: words::samples(t),
            modes: words::modes(t),
            outcomes: counts(&Outcomes::default()).iter().map(outcome).collect(),
            theirs: Vec::new(),
            questionnaires,
            form,
            page,
        }
    }

    fn refused(self, status: StatusCode) -> Response {
        (status, Page(self)).into_response()
    }
}

/// Counts of cases by the names of their fields, whose texts are `survey-<name>`.
fn counts(outcomes: &Outcomes) -> [(&'static str, u32); 8] {
    [
        ("complete", outcomes.complete),
        ("partial", outcomes.partial),
        ("refused", outcomes.refused),
        ("not-contacted", outcomes.not_contacted),
        ("other", outcomes.other),
        ("unknown-household", outcomes.unknown_household),
        ("unknown-other", outcomes.unknown_other),
        ("ineligible", outcomes.ineligible),
    ]
}

async fn options(ground: &Ground, t: &Say, body: Id) -> Result<Options, Error> {
    let kept = questionnaires::list(&ground.store, body).await.map_err(kept("list questionnaires"))?;
    let option =
        |kept: &questionnaires::Kept| (kept.id.to_string(), words::questionnaire(t, &kept.questionnaire));
    Ok(kept.iter().map(option).collect())
}

/// `GET /staff/pruzkumy/nova`
pub(crate) async fn new(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    must(&ground, &who, Action::Create, who.body)?;
    let options = options(&ground, page.t(), who.body).await?;
    let form = Form::from_pairs([("sample", "probability"), ("modes", "web"), ("reminders", "0")]);
    Ok(Page(Edit::new(page, None, form, options)).into_response())
}

/// `POST /staff/pruzkumy/nova`
pub(crate) async fn add(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let options = options(&ground, page.t(), who.body).await?;
    let Some(draft) = read(&mut form, &options, ground.demo_sign_in) else {
        return Ok(Edit::new(page, None, form, options).refused(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let wave = acts::add(&ground, &who, &draft).await?;
    Ok(Redirect::to(&wave_href(wave)).into_response())
}

/// `GET /staff/pruzkumy/{wave}/upravit`
pub(crate) async fn edit(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let wave = acts::one(&ground, &who, Action::Change, id(&wave)?).await?;
    let options = options(&ground, page.t(), wave.owner).await?;
    Ok(Page(Edit::new(page, Some(&wave), filled(&wave), options)).into_response())
}

/// `POST /staff/pruzkumy/{wave}/upravit`
pub(crate) async fn change(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let wave = acts::one(&ground, &who, Action::Change, id(&wave)?).await?;
    let options = options(&ground, page.t(), wave.owner).await?;
    let version = form.text("version").parse().unwrap_or(0);
    let Some(draft) = read(&mut form, &options, wave.facts.invented) else {
        let mut view = Edit::new(page, Some(&wave), form, options);
        view.version = version;
        return Ok(view.refused(StatusCode::UNPROCESSABLE_ENTITY));
    };
    match acts::change(&ground, &who, wave.id, version, &draft).await? {
        Changed::Written => Ok(Redirect::to(&wave_href(wave.id)).into_response()),
        Changed::Meanwhile(theirs) => {
            // What was typed stays in the fields; the form now builds on the newer version, which stands beside it.
            form.refuse("version", "survey-conflict");
            let mut view = Edit::new(page, Some(&theirs), form, options);
            view.theirs = beside(view.page.t(), &theirs);
            Ok(view.refused(StatusCode::CONFLICT))
        }
    }
}

fn filled(wave: &Wave) -> Form {
    let facts = &wave.facts;
    let mut pairs = vec![
        ("label", wave.label.clone()),
        ("sample", facts.sample.key().to_owned()),
        ("questionnaire", wave.questionnaire.map(|id| id.to_string()).unwrap_or_default()),
        ("contractor", facts.contractor.clone()),
        ("population", facts.population.clone()),
        ("frame", facts.frame.clone()),
        ("from", facts.from.to_string()),
        ("to", facts.to.to_string()),
        ("reminders", facts.reminders.to_string()),
    ];
    pairs.extend(facts.modes.iter().map(|mode| ("modes", mode.key().to_owned())));
    pairs.extend(counts(&facts.outcomes).map(|(name, count)| (name, count.to_string())));
    Form::from_pairs(pairs)
}

fn beside(t: &Say, theirs: &Wave) -> Vec<(String, String)> {
    let facts = &theirs.facts;
    let mut pairs = vec![
        ("survey-label", theirs.label.clone()),
        ("survey-sample", words::sample(t, facts.sample)),
        ("survey-modes", words::all_modes(t, facts)),
        ("survey-contractor", facts.contractor.clone()),
        ("survey-population", facts.population.clone()),
        ("survey-frame", facts.frame.clone()),
        ("survey-days", words::days(t, facts)),
    ];
    pairs.push(("survey-reminders", t.number(facts.reminders)));
    let mut pairs: Vec<(String, String)> =
        pairs.into_iter().map(|(key, value)| (t.say(key).into_owned(), value)).collect();
    let count = |(name, count): (&str, u32)| (t.say(&format!("survey-{name}")).into_owned(), t.number(count));
    pairs.extend(counts(&facts.outcomes).map(count));
    pairs
}

/// Reads the form; `None` when something is wrong with it, which then stands at the fields.
fn read(form: &mut Form, options: &Options, invented: bool) -> Option<Draft> {
    let label = form.require("label", "survey-label-required");
    let sample = Sample::from_key(form.text("sample"));
    if sample.is_none() {
        form.refuse("sample", "survey-choose-one");
    }
    let modes: Vec<Mode> = Mode::ALL.into_iter().filter(|mode| form.chose("modes", mode.key())).collect();
    if modes.is_empty() {
        form.refuse("modes", "survey-choose-some");
    }
    let questionnaire = options.iter().find(|(id, _)| form.text("questionnaire") == id);
    let questionnaire = questionnaire.and_then(|(id, _)| id.parse::<Id>().ok());
    let (from, to) = (form.date("from", "survey-date-expected"), form.date("to", "survey-date-expected"));
    for (name, day) in [("from", from), ("to", to)] {
        if day.is_none() && form.error(name).is_none() {
            form.refuse(name, "survey-date-required");
        }
    }
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        form.refuse("to", "survey-days-reversed");
    }
    let reminders = form.parse("reminders", "survey-count-expected").unwrap_or(0);
    let outcomes = outcomes(form);
    let mut text = |name: &'static str, most: usize| {
        let text = plain(form.text(name));
        if text.chars().count() > most {
            form.refuse_with(name, "survey-text-long", &[("most", &most)]);
        }
        text
    };
    let label = label.map(|_| text("label", 120));
    let (contractor, population, frame) =
        (text("contractor", 200), text("population", 300), text("frame", 2_000));
    if !form.is_valid() {
        return None;
    }
    let facts = Facts {
        sample: sample?,
        modes,
        contractor,
        population,
        frame,
        from: from?,
        to: to?,
        reminders,
        outcomes,
        invented,
    };
    Some(Draft { label: label?, questionnaire, facts })
}

fn outcomes(form: &mut Form) -> Outcomes {
    let mut count = |name| form.parse::<u32>(name, "survey-count-expected").unwrap_or(0);
    Outcomes {
        complete: count("complete"),
        partial: count("partial"),
        refused: count("refused"),
        not_contacted: count("not-contacted"),
        other: count("other"),
        unknown_household: count("unknown-household"),
        unknown_other: count("unknown-other"),
        ineligible: count("ineligible"),
    }
}
