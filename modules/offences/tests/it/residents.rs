//! Denominators are figures of the platform: the newest state of each territory, with its source and date on the page.

use axum::http::StatusCode;
use chrono::NaiveDate;
use ground::Ground;
use indicators::reading::read;
use indicators::{Audience, By};
use store::Id;

use crate::city::{get, pages_as, post, somebody, today, town, upload};

const STAFF: &str = "/staff/prestupky";
/// The example of docs/offences.md.
const EXAMPLE: &str = include_str!("../../../../docs/examples/obyvatele.csv");

async fn figures(ground: &Ground, text: &str) {
    for edition in read("obyvatele.csv", text.as_bytes(), "", today()).unwrap().editions {
        ground.indicators.import(By::Program { body: Id(0) }, &edition).await.unwrap();
    }
}

/// A source of its own that says how many people live in the first district.
fn says(key: &str, public: &str, period: &str, value: &str, precision: &str) -> String {
    format!(
        "# source: {key}\n# title: Zdroj {key}\n# place: x\n# public: {public}\n\
         concept;item;territory;period;value;precision;step;status\n\
         population;;city-district:999011;{period};{value};{precision};;final\n"
    )
}

#[tokio::test]
async fn a_city_loads_its_inhabitants_as_figures() {
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let head = somebody(&ground, "radek.ukazkovy", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &head);
        let mut text = "event_id;reported_at;lat;lon;discovery;category\n".to_owned();
        for id in 0..142 {
            text += &format!("{id};2026-10-05T08:00;;;reported;order\n");
        }
        let taken = upload(&pages, "rijen.csv", text.as_bytes(), false).await;
        post(&pages, &taken.location, &[("decision", "published")]).await;
        let month = "from=2026-10-01&to=2026-10-31";
        let districts = format!("{STAFF}/uzemi?{month}");
        let page = get(&pages, &districts).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Počty obyvatel nejsou nahrané"), "{}", page.text);

        figures(&ground, EXAMPLE).await;
        let page = get(&pages, &districts).await.text;
        assert!(page.contains("Okrskov: obyvatelé městských obvodů (smyšlené) (k"), "{page}");
        assert!(page.contains("2026"), "{page}");
        let precincts = get(&pages, &format!("{districts}&view=precincts")).await.text;
        assert!(precincts.contains("Okrskov: obyvatelé"), "{precincts}");

        // Newer is taken, what lies ahead or is only about is not.
        figures(&ground, &says("novy", "no", "@2026-09-30", "14000", "exact")).await;
        figures(&ground, &says("pristi", "yes", "@2027-01-01", "1", "exact")).await;
        figures(&ground, &says("asi", "yes", "@2026-10-31", "20000", "about")).await;
        let page = get(&pages, &districts).await.text;
        assert!(page.contains("Zdroj novy") && page.contains("Okrskov: obyvatelé"), "{page}");
        assert!(!page.contains("Zdroj pristi") && !page.contains("Zdroj asi"), "{page}");
        let held = ground.indicators.holdings("population", None, Audience::Public).await.unwrap();
        let first = |holding: &&indicators::Holding| holding.territory.code == "999011";
        let of_public = held.iter().filter(first).map(|holding| holding.first).min();
        assert_eq!(of_public, NaiveDate::from_ymd_opt(2026, 6, 30));
    })
    .await;
}
