//! Sentences on the portal, each with the verdict of the figures as they stand now, and where its proof is.

use futures_util::future::BoxFuture;
use ground::Ground;
use ground::open::{Column, Datatype, Edition, Frequency, Licence, OpenSet, Table, Theme, Value};
use indicators::{Audience, Check, ClaimView, sha256, words};
use web::{Error, Lang};

use crate::pages::claim::public_href;

pub(super) const SET: OpenSet = OpenSet {
    id: "claims",
    title: "open-situation-claims",
    description: "open-situation-claims-text",
    keywords: "open-situation-claims-words",
    theme: Theme::Safety,
    frequency: Frequency::Irregular,
    licence: Licence::Facts,
    columns: &[
        Column::new("claim", "open-situation-claim", Datatype::Text).key(),
        Column::new("sentence", "open-situation-sentence", Datatype::Text).required(),
        Column::new("sentence_en", "open-situation-sentence-en", Datatype::Text).required(),
        Column::new("sentence_uk", "open-situation-sentence-uk", Datatype::Text).required(),
        Column::new("verdict", "open-situation-verdict", Datatype::Text).required(),
        Column::new("holds", "open-situation-holds", Datatype::Truth).required(),
        Column::new("published_verdict", "open-situation-published-verdict", Datatype::Text),
        Column::new("turned", "open-situation-turned", Datatype::Truth).required(),
        Column::new("reasons", "open-situation-claim-reasons", Datatype::Text),
        Column::new("caveats", "open-situation-claim-caveats", Datatype::Text),
        Column::new("question", "open-situation-question", Datatype::Text).required(),
        Column::new("concept", "open-situation-concept", Datatype::Text).required(),
        Column::new("territory", "open-situation-territory", Datatype::Text).required(),
        Column::new("sources", "open-situation-claim-sources", Datatype::Text),
        Column::new("data", "open-situation-data", Datatype::Text).required(),
        Column::new("checked", "open-situation-checked", Datatype::Moment).required(),
        Column::new("path", "open-situation-path", Datatype::Text).required(),
    ],
    open: claims,
};

fn claims(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    Box::pin(async move {
        let Some(touched) = ground.indicators.claims_touched_at().await? else { return Ok(None) };
        let views = ground.indicators.published_claims(None).await?;
        let (mut rows, mut modified) = (Vec::new(), touched);
        for view in &views {
            if let Some(check) = &view.check {
                modified = modified.max(check.at);
                rows.push(row(&ground, view, check).await?);
            }
        }
        let text: Vec<_> = rows.iter().flatten().map(Value::written).collect();
        let revision = sha256(text.join("\n").as_bytes());
        Ok(Some(Table::of(Edition { revision, modified, covers: None }, rows)))
    })
}

async fn row(ground: &Ground, view: &ClaimView, check: &Check) -> Result<Vec<Value>, Error> {
    let (claim, outcome) = (&view.claim, &check.outcome);
    let (question, catalogue) = (&claim.draft.question, ground.indicators.catalogue());
    let t = ground.web.say(Lang::Cs);
    let sentence = |lang: Lang| {
        let t = ground.web.say(lang);
        Value::text(words::sentence(&t, catalogue, &claim.draft.sentence, outcome))
    };
    let answer = ground.indicators.run(question, Audience::Public).await?;
    let mut sources: Vec<&str> = answer.sources.iter().map(|edition| edition.source.key.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let reasons: Vec<_> = outcome.reasons.iter().map(|reason| words::reason(&t, catalogue, reason)).collect();
    let caveats: Vec<_> = outcome.caveats.iter().map(|caveat| words::caveat(&t, catalogue, caveat)).collect();
    Ok(vec![
        Value::text(claim.id.to_string()),
        sentence(Lang::Cs),
        sentence(Lang::En),
        sentence(Lang::Uk),
        Value::text(outcome.verdict.key()),
        Value::Truth(outcome.holds),
        Value::maybe(claim.published_verdict, |verdict| Value::text(verdict.key())),
        Value::Truth(claim.has_turned()),
        Value::text(reasons.join(" · ")),
        Value::text(caveats.join(" · ")),
        Value::text(claim.question_id().as_str()),
        Value::text(question.concept.as_str()),
        Value::text(question.territory.to_string()),
        Value::text(sources.join(" ")),
        Value::text(answer.data.as_str()),
        Value::Moment(check.at),
        Value::text(public_href(claim.id)),
    ])
}
