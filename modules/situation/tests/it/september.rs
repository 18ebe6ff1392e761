//! The conference of 12 September 2018: what was said there, and what its figures prove.

use access::{Access, AccessSettings};
use chrono::NaiveDate;
use indicators::{By, Catalogue, Caveat, Indicators, Reason, Territory, Verdict, reading};
use situation::claims;
use situation::gather::{self, Asked};
use situation::model::{Paper, Proven, Since};
use store::{Clock, Id, Store};

async fn paper() -> Paper {
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate(&[store::MIGRATIONS, access::MIGRATIONS, indicators::MIGRATIONS]).await.unwrap();
    let access = Access::new(store.clone(), Clock::System, AccessSettings::default());
    let catalogue = Catalogue::read(indicators::CONTENT).unwrap();
    let indicators = Indicators::new(store, access, catalogue);
    let figures = include_bytes!("../../../../content/cities/plzen/figures.toml");
    let sources = include_str!("../../../../content/cities/plzen/sources.toml");
    let now = "2026-11-26T12:00:00Z".parse().unwrap();
    for edition in reading::read("figures.toml", figures, sources, now).unwrap().editions {
        indicators.import(By::Program { body: Id(0) }, &edition).await.unwrap();
    }
    let day: NaiveDate = "2018-09-12".parse().unwrap();
    let said =
        claims::read("claims.toml", include_str!("../../../../content/cities/plzen/claims.toml")).unwrap();
    let city = Territory::new("municipality", "554791");
    let asked = Asked { city, day, since: Since::year_before(day), said: Some(said) };
    gather::paper(&indicators, asked).await.unwrap()
}

fn claim<'a>(paper: &'a Paper, concept: &str, margin: Option<f64>) -> &'a Proven {
    let fits = |proven: &&Proven| {
        let given = match &proven.draft.rule {
            indicators::Rule::Stable(rule) => Some(rule.margin),
            _ => None,
        };
        proven.draft.question.concept == concept && given == margin
    };
    paper.claims().find(fits).unwrap()
}

fn figure(paper: &Paper, concept: &str, territory: &str, period: &str) -> String {
    let told = paper.sections.iter().flat_map(|section| &section.concepts);
    let mut answers = told.flat_map(|told| &told.answers);
    let wanted = answers.find(|answer| {
        answer.series.concept().key == concept && answer.series.territory().to_string() == territory
    });
    wanted.unwrap().series.point(period.parse().unwrap()).unwrap().value().unwrap().to_string()
}

#[tokio::test]
async fn the_published_figures_stand_in_the_paper() {
    let paper = paper().await;
    let check = |concept, territory, period, value: &str| {
        assert_eq!(figure(&paper, concept, territory, period), value, "{concept} {territory} {period}");
    };
    check("foreigners-unstated", "municipality:554791", "2016", "15384");
    check("foreigners-unstated", "municipality:554791", "2018-06", "17000");
    check("agencies-operating-unstated", "municipality:554791", "@2018-09-12", "183");
    check("agency-permits-unstated", "municipality:554791", "@2018-09-12", "290");
    check("crimes-registered", "police-unit:0305", "2017", "4898");
    check("crimes-registered", "police-unit:0305", "2018", "4942");
    check("crimes-registered", "region:CZ032", "2016", "9679");
    check("crimes-registered", "state:CZ", "2018", "192405");
    assert!(!paper.was_over("2018".parse().unwrap()), "what the whole year said came to be known later");
    assert!(paper.was_over("2017".parse().unwrap()));
}

#[tokio::test]
async fn the_numbers_of_2016_and_2018_may_not_be_compared() {
    let paper = paper().await;
    let grew = paper.claims().find(|one| one.outcome.verdict == Verdict::NotComparable).unwrap();
    assert!(!grew.outcome.holds);
    assert!(grew.outcome.reasons.iter().any(|reason| matches!(reason, Reason::Undefined { .. })));
    let family = paper.sections.iter().find(|section| section.family == "foreigners").unwrap();
    let unstated = family.concepts.iter().find(|told| {
        told.answers.first().is_some_and(|answer| answer.series.concept().key == "foreigners-unstated")
    });
    let told = unstated.unwrap();
    assert!(!told.answers[0].series.is_a_line(), "no line joins them");
    assert!(told.changes[0].as_ref().is_some_and(Result::is_err), "and no growth is reckoned");
}

#[tokio::test]
async fn stabilised_holds_within_five_per_cent_and_not_within_three() {
    let paper = paper().await;
    let wide = claim(&paper, "crimes-registered", Some(0.05));
    assert_eq!((wide.outcome.verdict, wide.outcome.holds), (Verdict::Stable, true));
    let change = wide.outcome.reasons.iter().find_map(|reason| match reason {
        Reason::Change(ratio) => Some(*ratio),
        _ => None,
    });
    let change = change.unwrap();
    assert!((change.ratio - 1.00898).abs() < 5e-6 && (change.low - 0.97607).abs() < 5e-6);
    assert!((change.high - 1.04301).abs() < 5e-6);
    assert!(wide.outcome.caveats.contains(&Caveat::DispersionAssumed));
    let narrow = claim(&paper, "crimes-registered", Some(0.03));
    assert_eq!((narrow.outcome.verdict, narrow.outcome.holds), (Verdict::Undecided, false));
}

#[tokio::test]
async fn it_does_not_hold_against_the_rest_of_the_country() {
    let paper = paper().await;
    let region = paper.claims().find(|one| one.draft.question.comparator.is_some()).unwrap();
    let apart = region.outcome.caveats.iter().find_map(|caveat| match caveat {
        Caveat::ComparatorMoved { there, relative, .. } => Some((*there, *relative)),
        _ => None,
    });
    let (there, relative) = apart.unwrap();
    assert!((relative.ratio - 1.17129).abs() < 5e-6, "{relative:?}");
    assert!((there - 182_482.0 / 208_483.0).abs() < 1e-9);
}

#[tokio::test]
async fn every_figure_leads_to_its_source() {
    let paper = paper().await;
    assert!(paper.sources.len() >= 4);
    assert!(
        paper.sources.iter().all(|edition| edition.sha256.len() == 64 && !edition.source.title.is_empty())
    );
    let told = paper.sections.iter().flat_map(|section| &section.concepts);
    for answer in told.flat_map(|told| &told.answers) {
        for point in answer.series.points().iter().filter(|point| point.value().is_some()) {
            assert!(!point.sources.is_empty(), "{} {}", answer.series.concept().key, point.period);
        }
    }
}
