//! What the figures say to a question: sums, zeros, rates, rests, equal days.

use indicators::{
    Audience, Cell, Comparator, DayOfYear, Figure, Granularity, IndicatorError, Indicators, Origin, Panel,
    Precision, Question, Refusal, State, Status, Unlike,
};

use crate::world::*;

const CRIMES: &str = "crimes-registered";
const CITY: &str = "police-unit:0305";

async fn ask(world: &Indicators, question: &Question) -> indicators::Answer {
    world.run(question, Audience::Public).await.unwrap()
}

fn values(answer: &indicators::Answer) -> Vec<String> {
    let said = |point: &indicators::Point| match point.state {
        State::Known { value, .. } => format!("{} {value}", point.period),
        State::Suppressed => format!("{} suppressed", point.period),
        State::Missing => format!("{} missing", point.period),
    };
    answer.series.points().iter().map(said).collect()
}

fn months(concept: &str, year: i32, values: &[i64]) -> Vec<Figure> {
    let month = |(at, value): (usize, &i64)| figure(concept, CITY, &format!("{year}-{:02}", at + 1), *value);
    values.iter().enumerate().map(month).collect()
}

#[tokio::test]
async fn a_year_is_the_sum_of_its_months_only_when_all_are_known() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let mut figures = months(CRIMES, 2023, &[10, 15, -3, 18, 1, 1, 1, 1, 1, 1, 1, 1]);
        figures.extend(months(CRIMES, 2024, &[10, 15]));
        figures[11].status = Status::Provisional;
        import(&world, "PCR", figures).await;
        let answer = ask(&world, &years(CRIMES, CITY, 2023, 2024)).await;
        assert_eq!(values(&answer), ["2023 48", "2024 missing"]);
        assert_eq!(answer.series.points()[0].origin, Origin::Summed);
        assert_eq!(answer.provisional.len(), 1);
        let quarters = Question { granularity: Granularity::Quarter, ..years(CRIMES, CITY, 2023, 2023) };
        let sums = ["2023-Q1 22", "2023-Q2 20", "2023-Q3 3", "2023-Q4 3"];
        assert_eq!(values(&ask(&world, &quarters).await), sums, "the correction of March is kept");
        // A published year stands before any sum.
        import(&world, "YEARBOOK", vec![figure(CRIMES, CITY, "2023", 47)]).await;
        assert_eq!(values(&ask(&world, &years(CRIMES, CITY, 2023, 2023)).await), ["2023 47"]);
    })
    .await;
}

#[tokio::test]
async fn suppressed_missing_and_zero_are_three_things() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let item = |code: &str, period: &str, cell| Figure {
            item: Some(code.to_owned()),
            cell,
            ..figure(CRIMES, CITY, period, 0)
        };
        let figures = vec![
            item("131", "2021", Cell::count(4)),
            item("131", "2022", Cell::Suppressed),
            // The police publish only rows with something in them; of 2023 they spoke, of 2024 they did not.
            item("371", "2023", Cell::count(9)),
        ];
        import(&world, "PCR", figures).await;
        let robbery = years(CRIMES, CITY, 2021, 2024).item("131");
        let answer = ask(&world, &robbery).await;
        assert_eq!(values(&answer), ["2021 4", "2022 suppressed", "2023 0", "2024 missing"]);
        assert_eq!(answer.series.points()[2].origin, Origin::LeftOut);
        assert_eq!(answer.n, 2);
    })
    .await;
}

#[tokio::test]
async fn years_are_compared_on_equal_days() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let mut figures = Vec::new();
        for year in [2023, 2024] {
            let day = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let days = day.iter_days().take_while(|day| day.to_string() < format!("{year}-03-11"));
            figures.extend(days.map(|day| figure(CRIMES, CITY, &day.to_string(), 1)));
        }
        import(&world, "PCR", figures).await;
        let up_to = |month, day| Question {
            to_date: Some(DayOfYear { month, day }),
            ..years(CRIMES, CITY, 2023, 2024)
        };
        assert_eq!(values(&ask(&world, &up_to(3, 10)).await), ["2023 69", "2024 69"]);
        assert_eq!(values(&ask(&world, &up_to(2, 29)).await), ["2023 59", "2024 59"]);
        assert_eq!(values(&ask(&world, &up_to(3, 11)).await), ["2023 missing", "2024 missing"]);

        import(
            &world,
            "PCR",
            [months(CRIMES, 2023, &[10, 10, 10]), months(CRIMES, 2024, &[10, 11, 10])].concat(),
        )
        .await;
        let answer = ask(&world, &up_to(3, 31)).await;
        assert_eq!(
            (values(&answer), answer.leap_days),
            (vec!["2023 30".to_owned(), "2024 31".to_owned()], vec![2024])
        );
        assert_eq!(
            values(&ask(&world, &up_to(3, 30)).await),
            ["2023 missing", "2024 missing"],
            "no days, no 30 March"
        );
    })
    .await;
}

#[tokio::test]
async fn rates_and_rests_are_computed_from_what_is_known() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let (region, state) = ("region:CZ032", "state:CZ");
        let figures = vec![
            figure(CRIMES, region, "2018", 9_923),
            figure(CRIMES, state, "2018", 192_405),
            figure("population", region, "@2017-12-31", 580_816),
        ];
        import(&world, "PCR", figures).await;
        let question = years(CRIMES, region, 2018, 2018)
            .against(Comparator::RestOf(place(state)))
            .per(10_000, "population");
        let answer = ask(&world, &question).await;
        let rest = answer.comparator.as_ref().unwrap();
        assert_eq!(rest.points()[0].value().unwrap().to_string(), "182482");
        let rate = answer.rates[0];
        assert!((rate.rate.unwrap() - 170.846).abs() < 0.001, "{rate:?}");
        assert_eq!(rate.denominator.unwrap().to_string(), "@2017-12-31");
        let outside = years(CRIMES, state, 2018, 2018).against(Comparator::RestOf(place(region)));
        let refused = world.run(&outside, Audience::Public).await.unwrap_err();
        assert!(
            matches!(refused, IndicatorError::Refused(Refusal::Question(_))),
            "a state is no part of its region"
        );
    })
    .await;
}

#[tokio::test]
async fn sources_that_differ_are_said_to_differ() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        import(&world, "PRESS", vec![rounded(figure("population", CITY, "@2018-12-31", 172_000), 1_000)])
            .await;
        import(&world, "CSU", vec![figure("population", CITY, "@2018-12-31", 172_441)]).await;
        let days = range("2018-01-01", "2018-12-31");
        let question = Question::new("population", place(CITY), days, Granularity::State);
        let answer = ask(&world, &question).await;
        assert_eq!(values(&answer), ["@2018-12-31 172441"], "the exact one is shown");
        assert!(!answer.series.points()[0].disputed, "172 thousand is the same, said roughly");
        import(&world, "OTHER", vec![figure("population", CITY, "@2018-12-31", 170_000)]).await;
        assert!(ask(&world, &question).await.series.points()[0].disputed);
    })
    .await;
}

#[tokio::test]
async fn fifteen_thousand_and_seventeen_thousand_are_two_dots() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let unstated = "foreigners-unstated";
        let city = "municipality:554791";
        let figures = vec![
            figure(unstated, city, "2016", 15_384),
            rounded(figure(unstated, city, "2018-06", 17_000), 1_000),
            figure("foreigners-residence", city, "@2018-12-31", 17_900),
        ];
        import(&world, "SEED", figures).await;
        let days = range("2016-01-01", "2018-12-31");
        let question = Question::new(unstated, place(city), days, Granularity::State);
        let answer = ask(&world, &question).await;
        assert_eq!(values(&answer), ["2016 15384", "2018-06 17000"]);
        assert!(!answer.series.is_a_line());
        let change = answer.series.change("2016".parse().unwrap(), "2018-06".parse().unwrap());
        assert_eq!(change, Err(Unlike::Undefined { concept: unstated.to_owned() }), "never +10.5 %");
        let Precision::Rounded(_) = (match answer.series.points()[1].state {
            State::Known { precision, .. } => precision,
            _ => panic!("known"),
        }) else {
            panic!("rounded")
        };
        let residence = Question::new("foreigners-residence", place(city), days, Granularity::State);
        let together = Panel::of(vec![answer.series, ask(&world, &residence).await.series]);
        assert!(matches!(together, Err(Unlike::Concepts { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_question_that_cannot_be_asked_is_refused() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let check = async |question: Question, code: &str| {
            let error = world.run(&question, Audience::Public).await.unwrap_err();
            let IndicatorError::Refused(refusal) = error else { panic!("{error}") };
            assert_eq!(refusal.code(), code);
        };
        let plain = || years(CRIMES, CITY, 2018, 2018);
        let backwards = range("2018-12-31", "2018-01-01");
        check(Question { range: backwards, ..plain() }, "indicators-question-range").await;
        check(Question { granularity: Granularity::State, ..plain() }, "indicators-question-granularity")
            .await;
        let days = range("0001-01-01", "2018-12-31");
        check(
            Question { range: days, granularity: Granularity::Day, ..plain() },
            "indicators-question-too-long",
        )
        .await;
        check(plain().per(0, "population"), "indicators-question-denominator").await;
        check(plain().per(1_000, CRIMES), "indicators-question-denominator").await;
        check(years("population", CITY, 2018, 2018).item("x"), "indicators-unknown-item").await;
        let april_31 = Question { to_date: Some(DayOfYear { month: 4, day: 31 }), ..plain() };
        check(april_31, "indicators-question-to-date").await;
    })
    .await;
}
