//! The waves of the demonstration say what was put into them: districts that are worse and better, and what changed.

use std::sync::Arc;

use demo_city::DemoCity;
use survey::compare::compared;
use survey::results::Results;

use crate::city::{Browser, town};

async fn results(browser: &Browser) -> Vec<Results> {
    let list: serde_json::Value =
        serde_json::from_str(&browser.get("/api/v1/survey-results").await.text).unwrap();
    let mut all = Vec::new();
    for line in list.get("releases").unwrap().as_array().unwrap() {
        let one = browser.get(line.get("href").unwrap().as_str().unwrap()).await;
        let one: serde_json::Value = serde_json::from_str(&one.text).unwrap();
        all.push(serde_json::from_value(one.get("results").unwrap().clone()).unwrap());
    }
    all.sort_by_key(|results: &Results| results.facts.to);
    all
}

#[tokio::test]
async fn the_known_truth_is_found_by_what_is_published() {
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let fill = survey::module().demo.unwrap();
        fill(ground.clone(), Arc::new(DemoCity::generate(DemoCity::SEED))).await.unwrap();
        let waves = results(&Browser::new(&ground, 1)).await;
        let [before, now] = waves.as_slice() else { panic!("two waves are published, not {}", waves.len()) };
        for wave in [before, now] {
            let headline = wave.item("safe_alone_dark").unwrap().headline.as_ref().unwrap();
            let district = |number: usize| headline.districts.get(number - 1).unwrap();
            let (worst, best) = (district(2).difference.unwrap(), district(4).difference.unwrap());
            assert!(worst.is_found() && worst.value < 0.0, "{}: the second is worse", wave.wave);
            assert!(best.is_found() && best.value > 0.0, "{}: the fourth is better", wave.wave);
            // The ninth is as much better as the fourth. Where enough of its people answered that is found; where they are
            // too few nothing is claimed of it, but the model says so.
            let city = headline.city.figure().unwrap().value;
            match district(9).difference {
                Some(better) => assert!(better.is_found() && better.value > 0.0, "{}: {better:?}", wave.wave),
                None => assert!(district(9).model.unwrap().value > city, "{}: {:?}", wave.wave, district(9)),
            }
            // Of those that are like the city nobody says otherwise.
            for like in [3, 5, 6, 10] {
                let found = district(like).difference.is_some_and(|difference| difference.is_found());
                assert!(!found, "{}: {like} is like the city: {:?}", wave.wave, district(like));
            }
        }
        // A fifth of a deviation to the better in a year, which is more than chance in so large a sample.
        let comparison = compared(now, &[before], |_, _| true);
        let change = |name: &str| {
            let item = comparison.items.iter().find(|it| it.item.name == name).unwrap();
            item.pairs[0].rows[0].change.unwrap()
        };
        assert!(change("safe_alone_dark").is_found() && change("safe_alone_dark").value > 0.0);
        assert!(change("worry_fraud").is_found() && change("worry_fraud").value > 0.0, "more fear of fraud");
        // Nothing was put into these.
        for same in ["safe_underpass_dark", "disorder_litter", "disorder_noise"] {
            assert!(!change(same).is_found(), "{same}: {:?}", change(same));
        }
    })
    .await;
}
