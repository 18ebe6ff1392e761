//! What people read.

use std::sync::Arc;

use indicators::{Comparator, IndicatorError, Refusal, Rule, Says, Stability, Words, words};
use web::texts::check::{Check, check_texts};
use web::{Lang, Say, Texts};

use crate::world::*;

pub(crate) fn say(lang: Lang) -> Say {
    Say::new(lang, Arc::new(Texts::new(&words::TEXTS).unwrap()))
}

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let findings = check_texts(&Check {
        sources: &words::TEXTS,
        folders: &[concat!(env!("CARGO_MANIFEST_DIR"), "/src")],
        built_keys: &[
            "refusal-",
            "figures-fault-",
            "indicators-verdict-",
            "indicators-claim-",
            "indicators-column-",
        ],
    });
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn values_and_periods_read_as_at_home() {
    let (cs, en) = (say(Lang::Cs), say(Lang::En));
    let period = |t: &Say, text: &str| words::period(t, text.parse().unwrap());
    assert_eq!(
        ["2018", "2018-Q3", "2018-09", "2018-09-12", "@2018-12-31"].map(|text| period(&cs, text)),
        ["2018", "3. čtvrtletí 2018", "září 2018", "12.\u{a0}9.\u{a0}2018", "k 31.\u{a0}12.\u{a0}2018"]
    );
    assert_eq!(period(&en, "2018-12"), "December 2018");
    let days = |from, to| words::range(&cs, range(from, to));
    assert_eq!(days("2018-01-01", "2018-12-31"), "2018");
    assert_eq!(days("2018-01-01", "2018-09-12"), "1.\u{a0}1.\u{a0}2018 – 12.\u{a0}9.\u{a0}2018");
    assert_eq!(words::change(&cs, 0.009), "+0,9\u{a0}%");
    assert_eq!(words::change(&cs, -0.1247), "−12,5\u{a0}%");
}

/// The sentence of September 2018 with its proof, in the three languages.
#[tokio::test]
async fn the_sentence_of_september_with_its_proof() {
    let database = store::testing::sqlite().await;
    let world = world(&database).await;
    let crimes = |place: &str, year: &str, value| figure("crimes-registered", place, year, value);
    let (city, state) = ("police-unit:0305", "state:CZ");
    let figures = vec![
        crimes(city, "2017", 4_898),
        crimes(city, "2018", 4_942),
        crimes(state, "2017", 202_303),
        crimes(state, "2018", 192_405),
    ];
    import(&world, "PCR", figures).await;
    let draft = indicators::Draft {
        place: "situation".to_owned(),
        sentence: Words::new(
            "{territory}: {comparison} trestných činů, změna {change} proti roku {before}.",
            "{territory}: {comparison} crimes, change {change} against {before}.",
            "{territory}: {comparison} злочинів, зміна {change} проти року {before}.",
        ),
        question: years("crimes-registered", city, 2017, 2018).against(Comparator::RestOf(place(state))),
        rule: Rule::Stable(Stability {
            says: Says::Stable,
            margin: 0.05,
            confidence: 0.9,
            reference: range("2017-01-01", "2017-12-31"),
            comparison: range("2018-01-01", "2018-12-31"),
        }),
    };
    let outcome = world.judge(&draft).await.unwrap();
    let mut pages = String::new();
    for lang in Lang::ALL {
        let (t, catalogue) = (say(lang), world.catalogue());
        pages += &format!("{}\n", words::sentence(&t, catalogue, &draft.sentence, &outcome));
        pages += &format!("{}\n", words::verdict(&t, outcome.verdict));
        for reason in &outcome.reasons {
            pages += &format!("- {}\n", words::reason(&t, catalogue, reason));
        }
        for caveat in &outcome.caveats {
            pages += &format!("! {}\n", words::caveat(&t, catalogue, caveat));
        }
        pages += "\n";
    }
    insta::assert_snapshot!(pages);
}

#[test]
fn a_refusal_becomes_a_sentence() {
    let refused = IndicatorError::from(Refusal::UnknownConcept { concept: "x".to_owned() });
    let web::Error::Refused(refusal) = web::Error::from(refused) else { panic!("refused") };
    assert_eq!(refusal.sentence(&say(Lang::Cs)), "Pojem „x“ neznáme. Nic jsme nezměnili.");
}

#[tokio::test]
async fn what_does_not_compare_is_two_dots_with_a_warning() {
    let database = store::testing::sqlite().await;
    let world = world(&database).await;
    let city = "municipality:554791";
    let figures = vec![
        figure("foreigners-unstated", city, "2016", 15_384),
        rounded(figure("foreigners-unstated", city, "2018-06", 17_000), 1_000),
    ];
    import(&world, "SEED", figures).await;
    let days = range("2016-01-01", "2018-12-31");
    let question =
        indicators::Question::new("foreigners-unstated", place(city), days, indicators::Granularity::State);
    let answer = world.run(&question, indicators::Audience::Public).await.unwrap();
    let t = say(Lang::Cs);
    let title = "Dva údaje o cizincích";
    let drawn = indicators::chart::draw(
        &t,
        world.catalogue(),
        "f",
        title,
        std::slice::from_ref(&answer.series),
        &answer.breaks,
    );
    assert!(drawn.warning.as_deref().is_some_and(|warning| warning.contains("nelze je srovnat")));
    assert_eq!((drawn.svg.matches("<circle").count(), drawn.svg.matches("<polyline").count()), (2, 0));
    let (_, rows) = indicators::chart::table(&t, &answer);
    assert_eq!(
        rows[1][..3],
        ["červen 2018", "17\u{202f}000 (zaokrouhleno na 1\u{202f}000)", "16\u{202f}500–17\u{202f}499"]
    );

    let crimes = |year: &str, value| figure("crimes-registered", "state:CZ", year, value);
    import(&world, "PCR", vec![crimes("2019", 199_221), crimes("2020", 165_525)]).await;
    let answer =
        world.run(&years("crimes-registered", "state:CZ", 2019, 2020), indicators::Audience::Public).await;
    let answer = answer.unwrap();
    let drawn =
        indicators::chart::draw(&t, world.catalogue(), "c", "Klesá", &[answer.series], &answer.breaks);
    assert_eq!((drawn.warning, drawn.svg.matches("<polyline").count()), (None, 1));
    assert!(drawn.svg.contains("chart-break"), "the epidemic and the limit of damage stand in it");
}
