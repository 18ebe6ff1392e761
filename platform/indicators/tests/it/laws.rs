//! Laws of figures, for whatever comes in.

use std::collections::BTreeMap;

use indicators::{Audience, Figure, Granularity, Question, State};
use proptest::prelude::*;
use store::Store;

use crate::world::*;

const CONCEPTS: [&str; 3] = ["crimes-registered", "crimes-cleared", "prevention-projects"];
const PLACES: [&str; 2] = ["police-unit:0305", "region:CZ032"];

fn figures() -> impl Strategy<Value = Vec<Figure>> {
    let one = (0..3_usize, 0..2_usize, 1_u32..=12, 0_i64..1_000);
    proptest::collection::vec(one, 0..40).prop_map(|rows| {
        let mut figures = BTreeMap::new();
        for (concept, place, month, value) in rows {
            let period = format!("2024-{month:02}");
            figures.insert((concept, place, month), figure(CONCEPTS[concept], PLACES[place], &period, value));
        }
        figures.into_values().collect()
    })
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// After any number of editions, a source says exactly what its last edition said, and the reports add up to it.
    #[test]
    fn editions_add_up_to_the_last_one(editions in proptest::collection::vec(figures(), 1..4)) {
        runtime().block_on(async {
            let store = Store::open("sqlite::memory:").await.unwrap();
            let world = world(&store).await;
            let mut standing = 0;
            for figures in &editions {
                let report = import(&world, "S", figures.clone()).await;
                if report.edition.is_some() {
                    standing = standing + report.new - report.gone;
                }
                prop_assert_eq!(standing, figures.len());
            }
            let last = editions.last().unwrap();
            for concept in CONCEPTS {
                for place in PLACES {
                    let days = range("2024-01-01", "2024-12-31");
                    let question = Question::new(concept, crate::world::place(place), days, Granularity::Month);
                    let answer = world.run(&question, Audience::Public).await.unwrap();
                    prop_assert_eq!(answer.series.points().len(), 12);
                    for point in answer.series.points() {
                        let said = last.iter().find(|figure| {
                            figure.concept == concept && figure.territory == question.territory && figure.period == point.period
                        });
                        // Neither another concept's nor another place's figure ever stands in the series.
                        match (said, point.state) {
                            (Some(figure), State::Known { value, .. }) => prop_assert_eq!(figure.cell.value(), Some(value)),
                            (None, State::Missing) => {}
                            other => prop_assert!(false, "{:?}", other),
                        }
                    }
                }
            }
            Ok(())
        })?;
    }

    /// Asking twice says the same, and the hash says so; another question has another hash.
    #[test]
    fn an_answer_is_known_by_its_hash(figures in figures()) {
        runtime().block_on(async {
            let store = Store::open("sqlite::memory:").await.unwrap();
            let world = world(&store).await;
            import(&world, "S", figures.clone()).await;
            let question = years(CONCEPTS[0], PLACES[0], 2024, 2024);
            let first = world.run(&question, Audience::Public).await.unwrap();
            // The same statements from a newer edition.
            let mut again = edition("S", figures);
            again.sha256 = "other".to_owned();
            world.import(program(), &again).await.unwrap();
            let second = world.run(&question, Audience::Public).await.unwrap();
            prop_assert_eq!(&first.data, &second.data);
            let other = world.run(&years(CONCEPTS[0], PLACES[1], 2024, 2024), Audience::Public).await.unwrap();
            prop_assert_ne!(&first.data, &other.data);
            Ok(())
        })?;
    }
}
