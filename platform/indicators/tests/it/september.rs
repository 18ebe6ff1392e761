//! The sentences of September 2018, checked by the published figures. Numbers: worked cases T15 and T16 of the notes on
//! crime analysis.

use indicators::{
    Audience, Caveat, Comparator, Draft, Filling, Indicators, Outcome, Question, Range, Reason, Rule, Says,
    Stability, Verdict, Words,
};

use crate::world::*;

const CRIMES: &str = "crimes-registered";
const CITY: &str = "police-unit:0305";
const REGION: &str = "region:CZ032";
const STATE: &str = "state:CZ";

fn year(year: i32) -> Range {
    range(&format!("{year}-01-01"), &format!("{year}-12-31"))
}

async fn published(world: &Indicators) {
    let rows = [
        (CITY, 2017, 4_898),
        (CITY, 2018, 4_942),
        (REGION, 2016, 9_679),
        (REGION, 2017, 9_727),
        (REGION, 2018, 9_923),
        (STATE, 2016, 218_162),
        (STATE, 2017, 202_303),
        (STATE, 2018, 192_405),
    ];
    let figures =
        rows.iter().map(|(place, year, value)| figure(CRIMES, place, &year.to_string(), *value)).collect();
    import(world, "PCR", figures).await;
}

fn stable(question: Question, margin: f64, reference: i32, comparison: i32) -> Draft {
    Draft {
        place: "situation".to_owned(),
        sentence: Words::new(
            "Počet trestných činů v území {territory} je stabilní.",
            "The number of crimes in {territory} is stable.",
            "Кількість злочинів на території {territory} стабільна.",
        ),
        question,
        rule: Rule::Stable(Stability {
            says: Says::Stable,
            margin,
            confidence: 0.9,
            reference: year(reference),
            comparison: year(comparison),
        }),
    }
}

#[track_caller]
fn near(value: f64, expected: f64) {
    // The printed precision of the notes: five decimals.
    assert!((value - expected).abs() < 0.000_005 + 1e-9, "{value} is not {expected}");
}

fn p_of(outcome: &Outcome) -> f64 {
    let p = outcome.reasons.iter().find_map(|reason| match reason {
        Reason::Margin { p, .. } => Some(*p),
        _ => None,
    });
    p.unwrap()
}

#[tokio::test]
async fn the_city_was_stable_within_five_per_cent_if_counts_scatter_by_chance_alone() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        published(&world).await;
        let question = years(CRIMES, CITY, 2017, 2018).against(Comparator::RestOf(place(STATE)));
        let outcome = world.judge(&stable(question.clone(), 0.05, 2017, 2018)).await.unwrap();
        assert_eq!((outcome.verdict, outcome.holds), (Verdict::Stable, true));
        let change = outcome.reasons.iter().find_map(|reason| match reason {
            Reason::Change(ratio) => Some(*ratio),
            _ => None,
        });
        let change = change.unwrap();
        near(change.ratio, 1.00898);
        near(change.low, 0.97607);
        near(change.high, 1.04301);
        assert!((p_of(&outcome) - 0.0241).abs() < 0.00005, "{}", p_of(&outcome));
        assert!(outcome.caveats.contains(&Caveat::DispersionAssumed), "φ = 1 is an assumption");
        assert!(
            outcome
                .caveats
                .iter()
                .any(|caveat| matches!(caveat, Caveat::ComparatorMoved { there, .. } if *there < 0.96)),
            "the country fell meanwhile: {:?}",
            outcome.caveats
        );
        assert_eq!(
            outcome.values.get("comparison"),
            Some(&Filling::Number(indicators::Number::count(4_942)))
        );

        let three = world.judge(&stable(question.clone(), 0.03, 2017, 2018)).await.unwrap();
        assert_eq!((three.verdict, three.holds), (Verdict::Undecided, false), "not within three per cent");
        assert!((p_of(&three) - 0.153).abs() < 0.0005);
        let alone = Question { comparator: None, ..question };
        let alone = world.judge(&stable(alone, 0.05, 2017, 2018)).await.unwrap();
        assert!(alone.caveats.contains(&Caveat::NoComparator));
    })
    .await;
}

#[tokio::test]
async fn the_region_went_otherwise_than_the_rest_of_the_country() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        published(&world).await;
        let question = years(CRIMES, REGION, 2016, 2018).against(Comparator::RestOf(place(STATE)));
        let answer = world.run(&question, Audience::Public).await.unwrap();
        let rest: Vec<String> = answer
            .comparator
            .iter()
            .flat_map(|series| series.points())
            .filter_map(|point| point.value().map(|value| value.to_string()))
            .collect();
        assert_eq!(rest, ["208483", "192576", "182482"]);
        let outcome = world.judge(&stable(question, 0.05, 2016, 2018)).await.unwrap();
        let moved = outcome.caveats.iter().find_map(|caveat| match caveat {
            Caveat::ComparatorMoved { relative, there, .. } => Some((*relative, *there)),
            _ => None,
        });
        let (relative, there) = moved.expect("the rest moved otherwise");
        near(relative.ratio, 1.17129);
        near(relative.low, 1.13815);
        near(relative.high, 1.20539);
        assert!((there - 0.875_285).abs() < 1e-5, "the rest fell by an eighth: {there}");
    })
    .await;
}

#[tokio::test]
async fn a_sentence_over_a_break_says_so() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        import(
            &world,
            "PCR",
            vec![figure(CRIMES, STATE, "2015", 247_628), figure(CRIMES, STATE, "2021", 153_233)],
        )
        .await;
        let outcome = world.judge(&stable(years(CRIMES, STATE, 2015, 2021), 0.05, 2015, 2021)).await.unwrap();
        let keys: Vec<&str> = outcome
            .caveats
            .iter()
            .filter_map(|caveat| match caveat {
                Caveat::Break { key, .. } => Some(key.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(keys, ["recording-2016", "covid", "damage-limit-2020"]);
        assert_eq!((outcome.verdict, outcome.holds), (Verdict::Falling, false));
    })
    .await;
}
