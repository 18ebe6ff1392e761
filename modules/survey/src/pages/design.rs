//! How the sample was drawn: columns chosen from lists, and what the design then looks like.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use survey_estimation::{Design, Domain};
use web::{Error, Form, Page, PageContext, Say};

use super::{id, tabs, wave_href};
use crate::acts::data::{self as acts, Prepared, Unfit};
use crate::acts::{must, seen};
use crate::analysis;
use crate::design::{Declaration, LonelyRule, Stage};

/// The view of `/staff/pruzkumy/{wave}/navrh`.
#[derive(Template)]
#[template(path = "design.html")]
struct DesignPage {
    page: PageContext,
    label: String,
    tabs: Vec<(String, String, bool)>,
    action: String,
    form: Form,
    columns: Vec<(String, String)>,
    items: Vec<(String, String)>,
    lonely: Vec<(&'static str, String)>,
    /// What the design looks like; empty when it does not fit.
    looks: Vec<(String, String)>,
    /// Why it does not fit; may be empty.
    unfit: String,
    no_data: bool,
    may_change: bool,
}

/// Stages a form offers.
const STAGES: usize = 2;

impl DesignPage {
    fn new(page: PageContext, prepared: &Prepared, form: Form, may_change: bool) -> DesignPage {
        let t = page.t();
        let lang = t.lang().tag();
        let option = |variable: &crate::data::Variable| {
            let title = variable.title(lang);
            let words = if title == variable.name { title } else { format!("{} – {title}", variable.name) };
            (variable.name.clone(), words)
        };
        let besides = prepared.declaration.columns();
        let lonely =
            |rule: &LonelyRule| (rule.key(), t.say(&format!("survey-lonely-{}", rule.key())).into_owned());
        let (looks, unfit) = match &prepared.weighted {
            Ok((design, _)) => (looks(t, design), String::new()),
            Err(reason) => (Vec::new(), super::unfit(t, reason)),
        };
        DesignPage {
            label: prepared.wave.label.clone(),
            tabs: tabs(t, prepared.wave.id, "/navrh"),
            action: format!("{}/navrh", wave_href(prepared.wave.id)),
            columns: prepared.data.variables.iter().map(option).collect(),
            items: analysis::askable(&prepared.data, &besides).into_iter().map(option).collect(),
            lonely: LonelyRule::ALL.iter().map(lonely).collect(),
            no_data: matches!(prepared.weighted, Err(Unfit::NoData)),
            looks,
            unfit,
            form,
            may_change,
            page,
        }
    }
}

fn looks(t: &Say, design: &Design) -> Vec<(String, String)> {
    let sum: f64 = design.weights().iter().sum();
    let everyone = Domain::everyone();
    [
        ("survey-rows", t.number(design.counted(&everyone))),
        ("survey-strata", t.number(design.strata())),
        ("survey-clusters", t.number(design.primary_units())),
        ("survey-freedom", t.decimal(design.degrees_of_freedom(&everyone), 0)),
        ("survey-weight-sum", t.decimal(sum, 0)),
        ("survey-weight-effect", t.decimal(design.weight_effect(), 2)),
    ]
    .into_iter()
    .map(|(key, value)| (t.say(key).into_owned(), value))
    .collect()
}

/// `GET /staff/pruzkumy/{wave}/navrh`
pub(crate) async fn show(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let prepared = acts::prepare(&ground, &who, Action::Read, id(&wave)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(prepared.wave.id).purpose("design")).await?;
    let may_change = must(&ground, &who, Action::Change, prepared.wave.owner).is_ok();
    let form = filled(&prepared.declaration);
    Ok(Page(DesignPage::new(page, &prepared, form, may_change)).into_response())
}

/// `POST /staff/pruzkumy/{wave}/navrh`
pub(crate) async fn declare(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let prepared = acts::prepare(&ground, &who, Action::Change, id(&wave)?).await?;
    let declaration = read(&form);
    if prepared.data.rows > 0 {
        let (declared, data) = (declaration.clone(), prepared.data.clone());
        let work = tokio::task::spawn_blocking(move || declared.design(&data).map(|_| ()));
        let fits = work.await.map_err(|cause| Error::fault("check a design", cause))?;
        if let Err(error) = fits {
            let said = super::unfit(page.t(), &Unfit::Design(error));
            form.refuse_with("weights", "survey-design-refused", &[("reason", &said)]);
            let view = DesignPage::new(page, &prepared, form, true);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
        }
    }
    acts::declare(&ground, &who, &prepared.wave, &declaration).await?;
    Ok(Redirect::to(&format!("{}/navrh", wave_href(prepared.wave.id))).into_response())
}

fn filled(declaration: &Declaration) -> Form {
    let text = |column: &Option<String>| column.clone().unwrap_or_default();
    let mut pairs = vec![
        ("weights".to_owned(), text(&declaration.weights)),
        ("district".to_owned(), text(&declaration.district)),
        ("lonely".to_owned(), declaration.lonely.key().to_owned()),
        ("nest".to_owned(), if declaration.nest { "1" } else { "" }.to_owned()),
    ];
    for (at, stage) in declaration.stages.iter().take(STAGES).enumerate() {
        pairs.push((format!("strata{at}"), text(&stage.strata)));
        pairs.push((format!("clusters{at}"), text(&stage.clusters)));
        pairs.push((format!("population{at}"), text(&stage.population)));
    }
    pairs.extend(declaration.items.iter().map(|item| ("items".to_owned(), item.clone())));
    Form::from_pairs(pairs)
}

fn read(form: &Form) -> Declaration {
    let column = |name: &str| Some(form.text(name).to_owned()).filter(|name| !name.is_empty());
    let stage = |at: usize| Stage {
        strata: column(&format!("strata{at}")),
        clusters: column(&format!("clusters{at}")),
        population: column(&format!("population{at}")),
    };
    let mut stages: Vec<Stage> = (0..STAGES).map(stage).collect();
    while stages.last() == Some(&Stage::default()) {
        stages.pop();
    }
    Declaration {
        weights: column("weights"),
        stages,
        nest: form.chose("nest", "1"),
        lonely: LonelyRule::from_key(form.text("lonely")).unwrap_or_default(),
        district: column("district"),
        items: form.all("items").map(str::to_owned).collect(),
    }
}
