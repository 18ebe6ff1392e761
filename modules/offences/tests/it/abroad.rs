//! Files from abroad go the same way as those of the city, and are measured by their own country.

use axum::http::StatusCode;

use crate::city::{get, kept, pages_as, post, somebody, town, upload};
use crate::shared::shared;

const STAFF: &str = "/staff/prestupky";

#[tokio::test]
async fn months_of_london_are_taken_over_and_shown() {
    let Some(london) = shared("intl_crime/uk_city_of_london_2018-01_2019-06.csv.gz") else { return };
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let head = somebody(&ground, "radek.ukazkovy", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &head);
        let dry = upload(&pages, "city-of-london.csv", &london, true).await;
        assert_eq!(dry.status, StatusCode::OK, "{}", dry.text);
        assert!(dry.text.contains("Spojeném království"), "{}", dry.text);
        let digits: String = dry.text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(digits.contains("<dt>Řádků</dt><dd>13214</dd>"), "{}", dry.text);
        assert!(!dry.text.contains("mimo město ("), "the city's border is not London's");
        let taken = upload(&pages, "city-of-london.csv", &london, false).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
        let page = get(&pages, &taken.location).await.text;
        assert!(page.contains("81×") || page.contains("Záznamy se stejným číslem"), "{page}");
        assert!(page.contains("879×") && page.contains("Chybí místo"), "{page}");
        let yes = post(&pages, &taken.location, &[("decision", "published")]).await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.text);
        let count = kept(&ground.store, "select cast(count(*) as text) from offence_incident").await;
        assert_eq!(count, ["13133"]);
        let placed = "select external from offence_incident where district <> '' or precinct <> ''";
        assert!(kept(&ground.store, placed).await.is_empty());

        let view = |path: &str, more: &str| format!("{STAFF}{path}?source=police-uk{more}");
        for path in ["", "/mapa", "/cas", "/uzemi", "/shluky", "/udalosti"] {
            let answer = get(&pages, &view(path, "")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(!answer.text.contains("offences-"), "{path} shows the key of a text");
        }
        // Months only: no days, no hours, no near repeats; the last month told is whole.
        let time = get(&pages, &view("/cas", "")).await.text;
        assert!(time.contains("Dny tento zdroj neuvádí") && time.contains("Hodiny tento zdroj neuvádí"));
        assert!(time.contains("value=\"2019-06-30\""), "{time}");
        let clusters = get(&pages, &view("/shluky", "")).await.text;
        assert!(clusters.contains("Dny tento zdroj neuvádí") && !clusters.contains("Spočítat"));
        let start = post(&pages, &format!("{STAFF}/shluky"), &[("query", "source=police-uk")]).await;
        assert_eq!(start.status, StatusCode::UNPROCESSABLE_ENTITY);
        let theft = get(&pages, &view("/mapa", "&view=counts&category=shoplifting")).await.text;
        assert!(theft.contains("map-area--level-5") && theft.contains("51.5"), "{theft}");
        let density = get(&pages, &view("/mapa", "&view=density-200")).await.text;
        assert!(density.contains("map-area--level-5") && density.contains("Hranici území neznáme"));
    })
    .await;
}

#[tokio::test]
async fn every_row_of_a_month_is_told_or_set_aside() {
    let Some(yorkshire) = shared("intl_crime/uk_south_yorkshire_2019-01.csv.gz") else { return };
    let given = offences::read::Given { name: "south-yorkshire.csv".to_owned(), format: None };
    let reading = offences::read::read(&given, &yorkshire).unwrap();
    assert_eq!(reading.rows, 14_679);
    assert_eq!(reading.told.len() + reading.refused, 14_679);
    let without = reading.told.iter().filter(|told| told.spot.is_none()).count();
    assert_eq!(without, 462);
    let ids: std::collections::HashSet<&str> =
        reading.told.iter().map(|told| told.external.as_str()).collect();
    assert_eq!(ids.len(), reading.told.len(), "every incident has an id of its own");
    let list = reading.catalogue.unwrap();
    assert!(reading.told.iter().flat_map(|told| &told.kinds).all(|code| list.place(code).is_some()));
}

#[tokio::test]
async fn chicago_is_known_by_its_header_and_keeps_its_hours() {
    let mut text = crime_files_header();
    for (id, date, kind) in [
        (1, "09/12/2018 11:40:00 PM", "THEFT"),
        (2, "09/13/2018 11:10:00 PM", "BATTERY"),
        (3, "09/14/2018 11:20:00 PM", "THEFT"),
    ] {
        text += &format!(
            "{id},JB{id},{date},001XX N STATE ST,0820,{kind},$500 AND UNDER,STREET,false,false,0111,001,42,32,06,\
             1176352,1900927,2018,02/10/2019 03:50:01 PM,41.883500187,-87.627876698,\"(41.88, -87.62)\"\n"
        );
    }
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let head = somebody(&ground, "radek.ukazkovy", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &head);
        let taken = upload(&pages, "crimes.csv", text.as_bytes(), false).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
        let page = get(&pages, &taken.location).await.text;
        assert!(page.contains("porovnáno, čeká na schválení"), "{page}");
        post(&pages, &taken.location, &[("decision", "published")]).await;
        let range = "source=chicago&from=2018-09-01&to=2018-09-30";
        let time = get(&pages, &format!("{STAFF}/cas?{range}")).await.text;
        assert!(time.contains("23:00–23:59"), "{time}");
        for path in ["", "/mapa", "/uzemi", "/shluky", "/udalosti"] {
            assert_eq!(get(&pages, &format!("{STAFF}{path}?{range}")).await.status, StatusCode::OK, "{path}");
        }
    })
    .await;
}

fn crime_files_header() -> String {
    format!("{}\n", crime_files::abroad::CHICAGO_COLUMNS.join(","))
}
