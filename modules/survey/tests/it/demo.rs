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
            let found = |number: usize| {
                let difference = headline.districts.get(number - 1).and_then(|it| it.difference).unwrap();
                (difference.is_found(), difference.value)
            };
            assert!(matches!(found(2), (true, value) if value < 0.0), "{}: the second is worse", wave.wave);
            for better in [4, 9] {
                assert!(
                    matches!(found(better), (true, value) if value > 0.0),
                    "{}: {better} is better",
                    wave.wave
                );
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
