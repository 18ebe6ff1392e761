//! Shares of foreigners among prosecuted people, always with what they are not: the caption belongs to the figure.

use ground::Ground;
use indicators::{Audience, Granularity, Question, Range};
use web::{Error, Say};

use crate::acts::of_figures;

const CONCEPT: &str = "prosecuted-persons";
const FOREIGNERS: &str = "foreigners";

/// A share with its numbers.
pub(super) struct Share {
    /// Where and when, and what of what.
    pub(super) said: String,
    /// Titles of its sources.
    pub(super) source: String,
}

/// Shares of years of which both numbers are known and public.
pub(super) async fn shares(ground: &Ground, t: &Say) -> Result<Vec<Share>, Error> {
    if ground.indicators.catalogue().concept(CONCEPT).is_none() {
        return Ok(Vec::new());
    }
    let holdings =
        ground.indicators.holdings(CONCEPT, Some(FOREIGNERS), Audience::Public).await.map_err(of_figures)?;
    let mut shares = Vec::new();
    for holding in holdings.into_iter().filter(|it| it.granularity == Granularity::Year) {
        let range = Range { from: holding.first, to: holding.last };
        let whole = Question::new(CONCEPT, holding.territory.clone(), range, Granularity::Year);
        let part = whole.clone().item(FOREIGNERS);
        let whole = ground.indicators.run(&whole, Audience::Public).await.map_err(of_figures)?;
        let part = ground.indicators.run(&part, Audience::Public).await.map_err(of_figures)?;
        let place = ground.indicators.catalogue().place(&holding.territory);
        let place = place.map_or_else(
            || holding.territory.to_string(),
            |place| place.name.in_language(t.lang().tag()).to_owned(),
        );
        for point in part.series.points() {
            let of = whole.series.point(point.period).and_then(indicators::Point::value);
            let (Some(some), Some(of)) = (point.value(), of.filter(|of| *of > indicators::Number::ZERO))
            else {
                continue;
            };
            let titles = point.sources.iter().filter_map(|at| part.sources.get(*at));
            shares.push(Share {
                said: t.with(
                    "foreigners-police-share",
                    &[
                        ("place", &place.as_str()),
                        ("year", &point.period.to_string().as_str()),
                        ("some", &t.number(some.as_f64()).as_str()),
                        ("of", &t.number(of.as_f64()).as_str()),
                        ("share", &t.percent(some.as_f64() / of.as_f64(), 2).as_str()),
                    ],
                ),
                source: titles.map(|edition| edition.source.title.as_str()).collect::<Vec<_>>().join("; "),
            });
        }
    }
    Ok(shares)
}
