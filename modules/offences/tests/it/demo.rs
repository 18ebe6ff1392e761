//! The demonstration finds what was put in; its pages answer; and what everybody sees holds only what was released.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use demo_city::DemoCity;
use ground::Ground;

use crate::city::{get, pages_as, post, somebody, town};
use crate::open;

const STAFF: &str = "/staff/prestupky";

async fn demonstration(store: store::Store) -> (Ground, Router) {
    let ground = town(store).await;
    let fill = offences::module().demo.unwrap();
    fill(ground.clone(), Arc::new(DemoCity::generate(DemoCity::SEED))).await.unwrap();
    let who = somebody(&ground, "radek.ukazkovy", "odbor-bezpecnosti").await;
    let pages = pages_as(&ground, &who);
    (ground, pages)
}

#[tokio::test]
async fn the_demonstration_on_both_databases() {
    store::testing::each_engine(async |store| {
        let (ground, pages) = demonstration(store).await;
        everything_answers(&pages).await;
        the_truth_is_found(&pages).await;
        an_alarm_goes_its_way(&pages).await;
        the_density_is_a_picture_of_reports(&pages).await;
        rates_name_who_counted_the_people(&pages).await;
        let before = open::revision(&ground).await;
        a_second_release_has_nothing_new(&pages).await;
        open::a_release_is_an_edition(&ground, &before).await;
        only_the_released_is_public(&pages).await;
        open::the_open_tables_are_the_release(&ground, &pages).await;
        strange_addresses_are_no_fault(&pages).await;
        let withdrawn = post(
            &pages,
            &format!("{STAFF}/zverejneni"),
            &[("source", "municipal"), ("decision", "withdraw")],
        )
        .await;
        assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
        open::nothing_is_open_without_a_release(&ground).await;
    })
    .await;
}

async fn everything_answers(pages: &Router) {
    for path in ["", "/mapa", "/cas", "/uzemi", "/shluky", "/udalosti", "/vystrahy", "/data", "/zverejneni"] {
        let answer = get(pages, &format!("{STAFF}{path}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(!answer.text.contains("offences-"), "{path} shows the key of a text");
    }
    for format in ["csv", "xlsx"] {
        let answer = get(pages, &format!("{STAFF}/uzemi?view=precincts&format={format}")).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
}

async fn the_truth_is_found(pages: &Router) {
    let overview = get(pages, STAFF).await.text;
    assert!(overview.contains("Občanské soužití"));
    let falling = get(pages, &format!("{STAFF}?category=coexistence")).await.text;
    assert!(falling.contains("klesá"), "civil coexistence falls");
    let map = get(pages, &format!("{STAFF}/mapa?category=order&discovery=reported")).await.text;
    assert!(map.contains("map-area--higher"), "the hot spot stands out");
    let alarms = get(pages, &format!("{STAFF}/vystrahy")).await.text;
    assert!(alarms.contains("Přestupky proti majetku"), "{alarms}");
}

async fn the_density_is_a_picture_of_reports(pages: &Router) {
    for view in ["density-200", "density-400", "density-800", "density-adaptive"] {
        let page =
            get(pages, &format!("{STAFF}/mapa?view={view}&category=order&discovery=reported")).await.text;
        assert!(page.contains("map-area--level-5") && page.contains("ne rizika"), "{view}");
        assert!(
            page.contains("Nejhustší místa:") && page.contains("oprava okraje podle Diggla"),
            "{view}: {page}"
        );
        assert!(page.contains("Na mapě chybí"), "snapped incidents are counted: {view}");
        assert!(!page.contains("NaN") && !page.contains("offences-"), "{view}");
        assert!(page.len() < 900_000, "{view}: {}", page.len());
    }
    let fixed = get(pages, &format!("{STAFF}/mapa?view=density-200")).await.text;
    assert!(fixed.contains("do okolí 200 m"), "{fixed}");
    let file = get(pages, &format!("{STAFF}/mapa?view=density-400&format=csv")).await;
    assert!(file.status.is_success() && file.text.lines().count() > 1, "{}", file.text);
    let empty =
        get(pages, &format!("{STAFF}/mapa?view=density-adaptive&from=2001-01-01&to=2001-01-31")).await;
    assert!(empty.status.is_success() && empty.text.contains("není událost s vlastním místem"));
    let district = get(pages, &format!("{STAFF}/mapa?view=density-400&district=999011")).await;
    assert!(district.text.contains("oprava okraje") && district.text.contains("map-area--level-5"));
}

async fn rates_name_who_counted_the_people(pages: &Router) {
    for path in [
        format!("{STAFF}/uzemi"),
        format!("{STAFF}/uzemi?view=precincts"),
        "/prestupky-a-kriminalita".to_owned(),
    ] {
        let page = get(pages, &path).await.text;
        assert!(page.contains("smyšlené počty obyvatel"), "{path}: {page}");
    }
}

async fn an_alarm_goes_its_way(pages: &Router) {
    let list = get(pages, &format!("{STAFF}/vystrahy")).await.text;
    let start = list.find("/staff/prestupky/vystrahy/").unwrap();
    let path = list[start..].split('"').next().unwrap().to_owned();
    assert_eq!(get(pages, &path).await.status, StatusCode::OK);
    let wrong = post(pages, &path, &[("stage", "resolved"), ("version", "1")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let step =
        post(pages, &path, &[("stage", "checked-data"), ("version", "1"), ("note", "v pořádku")]).await;
    assert_eq!(step.status, StatusCode::SEE_OTHER);
    let late = post(pages, &path, &[("stage", "real"), ("version", "1")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(get(pages, &path).await.text.contains("v pořádku"));
}

async fn a_second_release_has_nothing_new(pages: &Router) {
    let path = format!("{STAFF}/zverejneni");
    let before = get(pages, "/api/v1/offences/municipal").await.text;
    let again = post(pages, &path, &[("source", "municipal")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let after = get(pages, "/api/v1/offences/municipal").await.text;
    let counts =
        |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["counts"]["rows"].clone();
    assert_eq!(counts(&before), counts(&after));
}

/// Every number from 1 to 4 on the public pages would be one of the small cells.
async fn only_the_released_is_public(pages: &Router) {
    let body = get(pages, "/api/v1/offences/municipal").await.text;
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    let rows = body["counts"]["rows"].as_array().unwrap();
    let mut shown = 0;
    let mut held = 0;
    for row in rows {
        let numbers = row["months"].as_array().into_iter().chain(row["years"].as_array()).flatten();
        for number in numbers {
            match number.as_u64() {
                None => held += 1,
                Some(number) => {
                    assert!(number == 0 || number >= 5, "{row}");
                    shown += 1;
                }
            }
        }
    }
    assert!(shown > 200 && held > 0, "{shown} shown, {held} held");
    let page = get(pages, "/prestupky-a-kriminalita").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Ukázkové město") && page.text.contains("map-area--"));
    for table in ["months", "districts", "precincts"] {
        let file = get(pages, &format!("/prestupky-a-kriminalita?format=csv&table={table}")).await;
        assert_eq!(file.status, StatusCode::OK);
    }
}

async fn strange_addresses_are_no_fault(pages: &Router) {
    for query in [
        "from=2100-01-01&to=2101-01-01",
        "from=0001-01-01&to=9999-12-31",
        "district=zzz&precinct=%00&category=nic",
        "source=police-map&view=%F0%9F%92%A9",
        "view=density-400&precinct=200-A&from=2100-01-01&to=2101-01-01",
        "view=density-adaptive&district=zzz",
        "discovery=discovered&category=burglary",
    ] {
        for path in ["", "/mapa", "/cas", "/uzemi", "/shluky", "/udalosti"] {
            let answer = get(pages, &format!("{STAFF}{path}?{query}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}?{query}");
        }
        let answer = get(pages, &format!("/prestupky-a-kriminalita?{query}&year=1")).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
}
