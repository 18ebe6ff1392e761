//! Is this sentence true, and why? For everybody what was published; in the workplace every claim of the body with what
//! may be done about it.

use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Permission, Signed};
use indicators::{ClaimState, ClaimView, words};
use store::Id;
use web::{Error, Form, Page, PageContext, Refusal};

use super::door::tone;
use super::{DOOR, claims, data, id};

/// Address of a published claim.
pub(crate) fn public_href(id: Id) -> String {
    format!("{DOOR}/tvrzeni/{id}")
}

/// The view of a claim.
#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimPage {
    page: PageContext,
    proof: Proof,
    history: Vec<(String, String)>,
    back: &'static str,
    /// Acts of the workplace: address, label, whether it is the primary one.
    acts: Vec<(String, String, bool)>,
    version: i64,
    facts: Vec<(String, String)>,
}

/// A sentence with everything that proves it.
struct Proof {
    sentence: String,
    verdict: String,
    tone: &'static str,
    turned: String,
    reasons: Vec<String>,
    caveats: Vec<String>,
    figures: String,
}

/// `GET /jak-je-na-tom-mesto/tvrzeni/{claim}`
pub(crate) async fn public(
    page: PageContext,
    Path(claim): Path<String>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let view = ground.indicators.published_claim(id(&claim)?).await?;
    let view = view.ok_or(Error::Missing("published claim"))?;
    let history = history(&page, &ground, &view).await?;
    let proof = proof(&page, &ground, &view);
    let (back, acts, facts) = (DOOR, Vec::new(), Vec::new());
    Ok(Page(ClaimPage { proof, history, back, acts, version: view.claim.version, facts, page })
        .into_response())
}

/// `GET /staff/tvrzeni/{claim}`
pub(crate) async fn show(
    page: PageContext,
    Path(claim): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let view = ground.indicators.claim((&who).into(), id(&claim)?).await?;
    let t = page.t();
    let context = access::Context { now: ground.access.clock().now() };
    let may = |action| {
        let decision = Permission::right(action, Kind::Figures).decide(&who, &context);
        matches!(decision, access::Decision::Allowed { .. })
    };
    let href = claims::href(view.claim.id);
    let mut acts = Vec::new();
    let mut act = |allowed: bool, path: &str, key: &str, primary| {
        if allowed {
            acts.push((format!("{href}/{path}"), t.say(key).into_owned(), primary));
        }
    };
    let holds = view.check.as_ref().is_some_and(|check| check.outcome.holds);
    let state = view.claim.state;
    act(may(Action::Work), "overit", "situation-check", state == ClaimState::Drafted);
    let publishable = matches!(state, ClaimState::Checked | ClaimState::Withdrawn) && holds;
    act(may(Action::Decide) && publishable, "zverejnit", "situation-publish", true);
    act(may(Action::Decide) && view.claim.has_turned(), "zverejnit", "situation-let-stand", false);
    act(may(Action::Decide) && state == ClaimState::Published, "stahnout", "situation-withdraw", false);
    let facts = vec![
        (
            t.say("situation-claim-state").into_owned(),
            t.say(&format!("situation-claim-{}", state.key())).into_owned(),
        ),
        (t.say("situation-claim-changed").into_owned(), t.moment(&view.claim.changed_at)),
    ];
    let history = history(&page, &ground, &view).await?;
    let proof = proof(&page, &ground, &view);
    let (back, version) = (claims::HOME, view.claim.version);
    Ok(Page(ClaimPage { proof, history, back, acts, version, facts, page }).into_response())
}

async fn history(
    page: &PageContext,
    ground: &Ground,
    view: &ClaimView,
) -> Result<Vec<(String, String)>, Error> {
    let t = page.t();
    let checks = ground.indicators.checks(view.claim.id).await?;
    let line = |check: &indicators::Check| (t.moment(&check.at), words::verdict(t, check.outcome.verdict));
    Ok(checks.iter().map(line).collect())
}

fn proof(page: &PageContext, ground: &Ground, view: &ClaimView) -> Proof {
    let (t, catalogue) = (page.t(), ground.indicators.catalogue());
    let figures = data::href(&view.claim.question_id());
    let Some(outcome) = view.check.as_ref().map(|check| &check.outcome) else {
        return Proof {
            sentence: view.claim.draft.sentence.in_language(t.lang().tag()).to_owned(),
            verdict: t.say("situation-unchecked").into_owned(),
            tone: "info",
            turned: String::new(),
            reasons: Vec::new(),
            caveats: Vec::new(),
            figures,
        };
    };
    let was = view.claim.published_verdict.filter(|_| view.claim.has_turned());
    let turned = was.map(|was| {
        let (was, now) = (words::verdict(t, was), words::verdict(t, outcome.verdict));
        t.with2("situation-turned", "was", was, "now", now)
    });
    Proof {
        sentence: words::sentence(t, catalogue, &view.claim.draft.sentence, outcome),
        verdict: words::verdict(t, outcome.verdict),
        tone: tone(outcome),
        turned: turned.unwrap_or_default(),
        reasons: outcome.reasons.iter().map(|reason| words::reason(t, catalogue, reason)).collect(),
        caveats: outcome.caveats.iter().map(|caveat| words::caveat(t, catalogue, caveat)).collect(),
        figures,
    }
}

/// `POST /staff/tvrzeni/{claim}/overit`
pub(crate) async fn check(
    Path(claim): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let claim = id(&claim)?;
    ground.indicators.check_claim((&who).into(), claim).await?;
    Ok(Redirect::to(&claims::href(claim)).into_response())
}

/// `POST /staff/tvrzeni/{claim}/zverejnit`
pub(crate) async fn publish(
    Path(claim): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Response, Error> {
    let claim = id(&claim)?;
    ground.indicators.publish_claim((&who).into(), claim, version(&form)?).await?;
    Ok(Redirect::to(&claims::href(claim)).into_response())
}

/// `POST /staff/tvrzeni/{claim}/stahnout`
pub(crate) async fn withdraw(
    Path(claim): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Response, Error> {
    let claim = id(&claim)?;
    ground.indicators.withdraw_claim((&who).into(), claim, version(&form)?).await?;
    Ok(Redirect::to(&claims::href(claim)).into_response())
}

fn version(form: &Form) -> Result<i64, Error> {
    form.text("version").parse().map_err(|_| Refusal::new("indicators-conflict").into())
}
