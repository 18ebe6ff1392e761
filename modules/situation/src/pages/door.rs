//! How is the city doing? What was said and proves true, the figures it stands on, and where to read on.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::Ground;
use indicators::{Audience, words};
use web::{Error, Page, PageContext};

use super::{DOOR, papers};
use crate::acts::kept;
use crate::store;

/// The view of `/jak-je-na-tom-mesto`.
#[derive(Template)]
#[template(path = "door.html")]
struct DoorPage {
    page: PageContext,
    claims: Vec<Card>,
    topics: Vec<(String, String, String)>,
    papers: Vec<(String, String)>,
    /// Tables to take away: where they are described, and what they are called.
    open: Vec<(String, String)>,
}

/// A sentence with its verdict.
pub(super) struct Card {
    pub(super) href: String,
    pub(super) verdict: String,
    /// For the mark beside it: holds, does not, cannot be said.
    pub(super) tone: &'static str,
    pub(super) sentence: String,
    pub(super) caveats: usize,
    pub(super) turned: bool,
}

/// Papers the door names.
const PAPERS: i64 = 5;

/// `GET /jak-je-na-tom-mesto`
pub(crate) async fn show(page: PageContext, State(ground): State<Ground>) -> Result<Response, Error> {
    let t = page.t();
    let views = ground.indicators.published_claims(None).await?;
    let claims = views.iter().filter_map(|view| card(&page, &ground, view)).collect();
    let topics = page.topics(DOOR);
    let topics = topics.map(|topic| {
        (topic.href.to_owned(), t.say(topic.label).into_owned(), t.say(topic.lead).into_owned())
    });
    let topics = topics.collect();
    let kept_papers = store::list(&ground.store, PAPERS).await.map_err(kept("list papers"))?;
    let papers = kept_papers
        .into_iter()
        .map(|(id, day, _)| (papers::href(id), t.with1("situation-paper-day", "day", t.date(&day))))
        .collect();
    let is_anything = ground.indicators.last_edition(Audience::Public).await?.is_some();
    // A set that has nothing yet has no page.
    let open = crate::open::SETS.iter().filter(|(id, _)| match *id {
        crate::open::CLAIMS => !views.is_empty(),
        _ => is_anything,
    });
    let open = open.map(|(id, title)| (format!("/otevrena-data/{id}"), t.say(title).into_owned())).collect();
    Ok(Page(DoorPage { claims, topics, papers, open, page }).into_response())
}

fn card(page: &PageContext, ground: &Ground, view: &indicators::ClaimView) -> Option<Card> {
    let outcome = &view.check.as_ref()?.outcome;
    let t = page.t();
    Some(Card {
        href: super::claim::public_href(view.claim.id),
        verdict: words::verdict(t, outcome.verdict),
        tone: tone(outcome),
        sentence: words::sentence(t, ground.indicators.catalogue(), &view.claim.draft.sentence, outcome),
        caveats: outcome.caveats.len(),
        turned: view.claim.has_turned(),
    })
}

/// The mark of an outcome: what the sentence says is so, is not so, or cannot be told.
pub(super) fn tone(outcome: &indicators::Outcome) -> &'static str {
    match outcome.verdict {
        indicators::Verdict::Undecided | indicators::Verdict::NoData => "info",
        _ if outcome.holds => "success",
        _ => "warning",
    }
}
