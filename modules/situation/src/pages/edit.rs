//! Writing a claim about stability: the rule is laid down first, then the figures are asked.

use access::Words;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use indicators::{
    Comparator, Course, Draft, Granularity, IndicatorError, Question, Range, Rule, Says, Stability, Territory,
};
use web::{Error, Form, Page, PageContext};

use super::claims;
use crate::acts::{city, must};
use crate::claims::PLACE;

/// The view of `/staff/tvrzeni/nove`.
#[derive(Template)]
#[template(path = "claim_new.html")]
struct NewClaim {
    page: PageContext,
    form: Form,
    concepts: Vec<(String, String)>,
    hint: String,
}

/// Two one-sided tests at 5 % each: a 90 % interval.
const CONFIDENCE: f64 = 0.9;

/// `GET /staff/tvrzeni/nove`
pub(crate) async fn new(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    must(&ground, &who, access::Action::Create)?;
    let here = city(&ground)?.to_string();
    let form = Form::from_pairs([("margin", "5"), ("territory", here.as_str())]);
    Ok(show(page, &ground, form))
}

fn show(page: PageContext, ground: &Ground, form: Form) -> Response {
    let t = page.t();
    let cases = ground.indicators.catalogue().concepts();
    let cases = cases.filter(|concept| concept.course == Course::Flow && concept.additive);
    let concepts =
        cases.map(|concept| (concept.key.clone(), concept.name.in_language(t.lang().tag()).to_owned()));
    let concepts = concepts.collect();
    let places: Vec<String> = stable_places().iter().map(|place| ["{", place, "}"].concat()).collect();
    let hint = t.with1("situation-sentence-hint", "places", places.join(", "));
    Page(NewClaim { form, concepts, hint, page }).into_response()
}

fn stable_places() -> &'static [&'static str] {
    indicators::PLACES.iter().find(|(kind, _)| *kind == "stable").map_or(&[], |(_, places)| places)
}

/// `POST /staff/tvrzeni/nove`
pub(crate) async fn add(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    must(&ground, &who, access::Action::Create)?;
    let Some(draft) = draft(&mut form) else { return Ok(show(page, &ground, form)) };
    match ground.indicators.draft_claim((&who).into(), &draft).await {
        Ok(id) => {
            ground.indicators.check_claim((&who).into(), id).await?;
            Ok(Redirect::to(&claims::href(id)).into_response())
        }
        Err(IndicatorError::Refused(refusal)) => {
            form.refuse("cs", format!("refusal-{}", refusal.code()));
            Ok(show(page, &ground, form))
        }
        Err(other) => Err(other.into()),
    }
}

/// What was typed, or `None` with the form telling what is wrong.
fn draft(form: &mut Form) -> Option<Draft> {
    let mut sentence = |name| form.require(name, "situation-sentence-required");
    let (cs, en, uk) = (sentence("cs"), sentence("en"), sentence("uk"));
    let concept = form.require("concept", "situation-concept-required");
    let here = territory(form, "territory");
    let mut day = |name| form.date(name, "situation-date-wrong");
    let reference = (day("reference-from"), day("reference-to"));
    let comparison = (day("comparison-from"), day("comparison-to"));
    let margin = form.parse::<f64>("margin", "situation-margin-wrong");
    let margin = margin.filter(|margin| (1.0..=50.0).contains(margin));
    if margin.is_none() && form.error("margin").is_none() {
        form.refuse("margin", "situation-margin-wrong");
    }
    let rest_of = if form.text("rest-of").trim().is_empty() { None } else { territory(form, "rest-of") };
    if !form.is_valid() {
        return None;
    }
    let window = |(from, to): (Option<_>, Option<_>)| Some(Range { from: from?, to: to? });
    let (reference, comparison) = (window(reference)?, window(comparison)?);
    let range = Range { from: reference.from, to: comparison.to };
    let whole_years = [reference, comparison].into_iter().all(is_whole_years);
    let granularity = if whole_years { Granularity::Year } else { Granularity::Month };
    let mut question = Question::new(&concept?, here?, range, granularity);
    let item = form.text("item").trim();
    if !item.is_empty() {
        question = question.item(item);
    }
    if let Some(outer) = rest_of {
        question = question.against(Comparator::RestOf(outer));
    }
    let rule = Stability {
        says: Says::Stable,
        margin: margin? / 100.0,
        confidence: CONFIDENCE,
        reference,
        comparison,
    };
    let sentence = Words { cs: cs?, en: en?, uk: uk? };
    Some(Draft { place: PLACE.to_owned(), sentence, question, rule: Rule::Stable(rule) })
}

fn territory(form: &mut Form, name: &'static str) -> Option<Territory> {
    let read = form.text(name).trim().parse().ok();
    if read.is_none() {
        form.refuse(name, "situation-territory-wrong");
    }
    read
}

fn is_whole_years(range: Range) -> bool {
    use chrono::Datelike;
    (range.from.month(), range.from.day(), range.to.month(), range.to.day()) == (1, 1, 12, 31)
}
