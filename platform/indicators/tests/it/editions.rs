//! Editions: whole, superseding, never overwriting; and every query on both engines.

use access::Role;
use indicators::{
    Audience, By, Cell, Covers, Figure, FigureFault, Granularity, IndicatorError, Precision, Question,
    Refusal, Source, State,
};
use store::Query;

use crate::world::*;

const CRIMES: &str = "crimes-registered";
const CITY: &str = "police-unit:0305";

#[tokio::test]
async fn both_engines_take_every_query() {
    store::testing::each_engine(async |store| {
        world(&store).await;
        for group in indicators::QUERIES {
            store.prepare_all(group).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_revision_supersedes_and_nothing_is_overwritten() {
    const ALL: Query<i64> = Query::new("all", "select count(*) from indicator_figure", |r| r.int(0));
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let first = vec![figure(CRIMES, CITY, "2017", 4_898), figure(CRIMES, CITY, "2018", 4_900)];
        let report = import(&world, "PCR", first.clone()).await;
        assert_eq!((report.new, report.changed, report.gone, report.same), (2, 0, 0, 0));

        let again = import(&world, "PCR", first).await;
        assert_eq!((again.edition, again.same), (None, 2), "the same bytes once more change nothing");

        let second = vec![figure(CRIMES, CITY, "2018", 4_942), figure(CRIMES, CITY, "2019", 5_057)];
        let report = import(&world, "PCR", second).await;
        assert_eq!((report.new, report.changed, report.gone, report.same), (1, 1, 1, 0));
        assert_eq!(report.revised[0].before, Cell::count(4_900));
        assert_eq!(report.revised[0].after, Cell::count(4_942));
        assert_eq!(report.lost[0].period.to_string(), "2017");
        assert_eq!(store.row(&ALL, &[]).await.unwrap(), Some(4), "what was superseded is kept");

        let answer = world.run(&years(CRIMES, CITY, 2017, 2019), Audience::Public).await.unwrap();
        let values: Vec<Option<i64>> =
            answer.series.points().iter().map(|point| point.value().map(|value| value.parts().0)).collect();
        assert_eq!(values, [None, Some(4_942), Some(5_057)], "what is gone is not zero");
        assert_eq!(answer.n, 2);
        assert_eq!(world.editions(Some("PCR"), 10).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn all_figures_are_read_as_they_stood_with_an_edition() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let all = async |as_of: store::Id| {
            let (mut told, mut after) = (Vec::new(), store::Id(0));
            loop {
                let page = world.figures_as_of(Audience::Public, as_of, after).await.unwrap();
                let Some(last) = page.last() else { return told };
                after = last.id;
                told.extend(
                    page.iter().map(|one| (one.figure.period.to_string(), one.figure.cell, one.edition)),
                );
            }
        };
        let change = async || world.last_change(Audience::Public).await.unwrap().map(|(id, _)| id);
        assert_eq!(change().await, None);
        let many: Vec<Figure> = (1..=2_100)
            .map(|day| {
                let day = "2012-01-01".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(day);
                figure(CRIMES, CITY, &day.to_string(), 7)
            })
            .collect();
        let first = import(&world, "PCR", many.clone()).await.edition.unwrap();
        assert_eq!((change().await, all(first).await.len()), (Some(first), 2_100), "more than a page");

        let mut other = edition("PCR", many[..2_099].to_vec());
        other.figures[0].cell = Cell::Suppressed;
        let second = world.import(program(), &other).await.unwrap().edition.unwrap();
        assert!(second > first);
        assert_eq!((change().await, all(second).await.len()), (Some(second), 2_099));
        let suppressed = all(second).await.into_iter().filter(|(_, cell, _)| *cell == Cell::Suppressed);
        assert_eq!(suppressed.map(|(_, _, edition)| edition).collect::<Vec<_>>(), [second]);
        assert_eq!(all(first).await.len(), 2_100, "as it stood before");
        assert!(all(first).await.iter().all(|(_, cell, _)| *cell == Cell::count(7)));

        // Other bytes that say the same change nothing; what is not for everybody neither.
        let mut same = other.clone();
        same.sha256 = "0".repeat(64);
        let third = world.import(program(), &same).await.unwrap().edition.unwrap();
        assert_eq!(change().await, Some(second));
        assert_eq!(world.last_edition(Audience::Public).await.unwrap().unwrap().0, third);
        let mut secret = edition("SECRET", vec![figure(CRIMES, CITY, "2018", 1)]);
        secret.source.public = false;
        world.import(program(), &secret).await.unwrap();
        assert_eq!((change().await, all(third).await.len()), (Some(second), 2_099));
        let editions = world.editions_until(Audience::Public, third, store::Id(0)).await.unwrap();
        assert_eq!(editions.iter().map(|one| one.id).collect::<Vec<_>>(), [first, second, third]);

        // The source takes everything back: that is a change too.
        let empty = world.import(program(), &edition("PCR", Vec::new())).await.unwrap().edition.unwrap();
        assert_eq!((change().await, all(empty).await), (Some(empty), Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn an_edition_speaks_only_of_what_it_covers() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        import(
            &world,
            "PCR",
            vec![figure(CRIMES, CITY, "2024-01", 300), figure(CRIMES, CITY, "2024-02", 310)],
        )
        .await;
        let february =
            Covers::Part { concepts: vec![CRIMES.to_owned()], range: range("2024-02-01", "2024-02-29") };
        // A correction: after re-qualification there are fewer than none.
        let mut next = edition("PCR", vec![figure(CRIMES, CITY, "2024-02", -3)]);
        next.covers = february.clone();
        let report = world.import(program(), &next).await.unwrap();
        assert_eq!((report.changed, report.gone), (1, 0), "January is as it was");

        let mut empty = edition("PCR", Vec::new());
        empty.covers = february;
        assert_eq!(world.import(program(), &empty).await.unwrap().gone, 1);

        let mut outside = edition("PCR", vec![figure(CRIMES, CITY, "2024-03", 1)]);
        outside.covers =
            Covers::Part { concepts: vec![CRIMES.to_owned()], range: range("2024-02-01", "2024-02-29") };
        let fault = world.import(program(), &outside).await.unwrap_err();
        let IndicatorError::Refused(Refusal::Figure { fault, .. }) = fault else { panic!("{fault}") };
        assert_eq!(fault, FigureFault::NotCovered);
    })
    .await;
}

#[tokio::test]
async fn a_figure_that_does_not_fit_stops_the_whole_edition() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let good = || figure(CRIMES, CITY, "2018", 1);
        let check = async |bad: Figure, code: &str| {
            let error = world.import(program(), &edition("X", vec![good(), bad])).await.unwrap_err();
            let IndicatorError::Refused(refusal) = error else { panic!("{error}") };
            assert_eq!(refusal.code(), code);
        };
        check(good(), "indicators-figure-twice").await;
        check(figure("nonsense", CITY, "2018", 1), "indicators-unknown-concept").await;
        check(figure(CRIMES, CITY, "@2018-12-31", 1), "indicators-figure-period").await;
        check(figure("population", CITY, "2018-09-12", 1), "indicators-figure-period").await;
        check(figure("population", CITY, "2018", -1), "indicators-figure-negative").await;
        check(
            Figure { item: Some("999".to_owned()), ..figure("population", CITY, "2018", 1) },
            "indicators-unknown-item",
        )
        .await;
        let citizen =
            Figure { item: Some("xx".to_owned()), ..figure("foreigners-residence", CITY, "2018", 1) };
        check(citizen, "indicators-unknown-item").await;
        let value = "1.5".parse().unwrap();
        let half = Figure {
            cell: Cell::Known { value, precision: Precision::Exact },
            ..figure(CRIMES, CITY, "2019", 1)
        };
        check(half, "indicators-figure-not-whole").await;
        assert!(world.editions(None, 10).await.unwrap().is_empty(), "all of it or none");
        assert_eq!(world.revision().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_public_is_not_there_for_everybody() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let mut secret = edition("MP", vec![figure(CRIMES, CITY, "2018", 5)]);
        secret.source = Source { public: false, ..secret.source };
        world.import(program(), &secret).await.unwrap();
        let question = years(CRIMES, CITY, 2018, 2018);
        let public = world.run(&question, Audience::Public).await.unwrap();
        assert_eq!((public.n, public.series.points()[0].state), (0, State::Missing));
        assert!(public.sources.is_empty());
        assert_eq!(world.run(&question, Audience::Staff).await.unwrap().n, 1);
        assert!(world.holdings(CRIMES, None, Audience::Public).await.unwrap().is_empty());
        let held = world.holdings(CRIMES, None, Audience::Staff).await.unwrap();
        assert_eq!((held[0].granularity, held[0].figures), (Granularity::Year, 1));
    })
    .await;
}

#[tokio::test]
async fn figures_are_taken_over_by_who_may() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let new = edition("PCR", vec![figure(CRIMES, CITY, "2018", 5)]);
        for (role, may) in
            [(Role::Analyst, true), (Role::Head, true), (Role::Officer, false), (Role::Auditor, false)]
        {
            let who = somebody(role, BODY);
            let done = world.import(By::from(&who), &new).await;
            assert_eq!(done.is_ok(), may, "{role:?}");
        }
        let question =
            Question::new(CRIMES, place(CITY), range("2018-01-01", "2018-12-31"), Granularity::Year);
        let title = indicators::Words::new("Trestné činy", "Crimes", "Злочини");
        let id = world.save_question(program(), &question, &title).await.unwrap();
        assert_eq!(id, question.id());
        assert_eq!(world.question(&id).await.unwrap(), Some((question, title)));
    })
    .await;
}
