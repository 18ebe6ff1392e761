//! Lists, files, search, map and API: the same cases with the same rights.

use axum::http::{StatusCode, header};
use sha2::{Digest, Sha256};
use store::testing::each_engine;
use store::{Query, Store};

use crate::town::Town;

const EXPORTS: Query<String> = Query::new(
    "exports_in_the_trail",
    "select detail from access_audit where action = 'export' order by seq",
    |row| row.text(0),
);

async fn exports(store: &Store) -> Vec<String> {
    store.rows(&EXPORTS, &[]).await.unwrap()
}

#[tokio::test]
async fn a_file_leaves_with_its_hash_in_the_trail() {
    each_engine(async |store| {
        let town = Town::on(store.clone()).await;
        town.reported().await;
        let coordinator = town.browser("koordinator").await;
        for format in ["csv", "xlsx"] {
            let path = format!("/staff/pripady?format={format}");
            let file = coordinator.get(&path).await;
            assert_eq!(file.status, StatusCode::OK);
            let disposition = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
            assert!(
                disposition.starts_with("attachment") && disposition.contains("2026-03-05"),
                "{disposition}"
            );
            if format == "csv" {
                assert!(file.body.contains("HL-2026-00001;Hluk v noci;Hluk;přijato"), "{}", file.body);
                let hash: String =
                    Sha256::digest(file.body.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
                assert!(exports(&store).await.last().unwrap().contains(&hash));
            }
        }
        assert_eq!(exports(&store).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn filters_are_in_the_address_and_can_be_kept() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        town.reported().await;
        let coordinator = town.browser("koordinator").await;
        let shows = async |query: &str| {
            coordinator.get(&format!("/staff/pripady?{query}")).await.main().contains("HL-2026-00001")
        };
        assert!(shows("").await && shows("stav=received").await && shows("q=hluk").await);
        assert!(!shows("stav=routed").await && !shows("otevrene=ne").await && !shows("po-terminu=ano").await);
        assert!(!shows("moje=ano").await && !shows("moje=sledovane").await, "nothing is in their hand yet");
        assert!(shows("zapsano-od=2026-03-05&zapsano-do=5.+3.+2026").await);
        assert!(!shows("zapsano-od=2026-03-06").await && !shows("zapsano-do=2026-03-04").await);
        let officer = town.browser("straznik").await;
        assert!(officer.get("/staff/pripady?moje=ano").await.main().contains("HL-2026-00001"));
        assert!(shows("razeni=termin&organ=nesmysl&od=nesmysl&page=-1").await, "nonsense counts as absent");
        let fields = [("name", "Přijaté"), ("query", "stav=received&od=x&format=csv")];
        assert_eq!(
            coordinator.post("/staff/pripady/filtry", &fields).await.place(),
            "/staff/pripady?stav=received"
        );
        let page = coordinator.get("/staff/pripady").await;
        assert!(page.main().contains("Přijaté"));
        let drop = page.body.split("action=\"").find(|rest| rest.contains("/smazat")).unwrap();
        let drop = drop.split('"').next().unwrap().to_owned();
        assert_eq!(town.browser("cizi").await.post(&drop, &[]).await.status, StatusCode::NOT_FOUND);
        coordinator.post(&drop, &[]).await.place();
        assert!(!coordinator.get("/staff/pripady").await.main().contains("Přijaté"));
    })
    .await;
}

#[tokio::test]
async fn a_number_leads_to_its_case_and_programs_get_the_same() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        let case = town.reported().await;
        let coordinator = town.browser("koordinator").await;
        assert_eq!(coordinator.get("/staff/hledat?q=hl-2026-00001").await.place(), case);
        assert!(coordinator.get("/staff/hledat?q=zahr").await.main().contains("HL-2026-00001"));
        let list: serde_json::Value =
            serde_json::from_str(&coordinator.get("/api/v1/cases").await.body).unwrap();
        assert_eq!(list["cases"][0]["number"], "HL-2026-00001");
        let id = list["cases"][0]["id"].as_str().unwrap();
        let one = coordinator.get(&format!("/api/v1/cases/{id}")).await;
        let one: serde_json::Value = serde_json::from_str(&one.body).unwrap();
        assert_eq!(one["fields"]["seen"], "Hudba po 22. hodině.");
        assert_eq!(one["owner"], "odbor");
        let map = coordinator.get("/api/v1/cases.geojson").await;
        assert_eq!(map.headers[header::CONTENT_TYPE], "application/geo+json");
    })
    .await;
}

#[tokio::test]
async fn whoever_sees_no_case_still_has_a_start_page() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        town.reported().await;
        let auditor = town.browser("auditor").await;
        let page = auditor.get("/staff").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.main().contains("Nic na vás nečeká"));
        assert_eq!(auditor.get("/staff/pripady").await.status, StatusCode::NOT_FOUND);
        assert_eq!(auditor.get("/staff/napoveda").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn the_first_page_shows_ten_of_each_list_and_says_how_many_more_there_are() {
    let database = store::testing::sqlite().await;
    let town = Town::on((*database).clone()).await;
    let coordinator = town.browser("koordinator").await;
    for _ in 0..12 {
        town.reported().await;
    }
    let today = coordinator.get("/staff").await;
    let list = today.main().split("id=\"work-cases\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(list.matches("<li>").count(), 10, "{list}");
    assert!(list.contains("(12)") && list.contains("A další (2)"), "{list}");
    assert_eq!(
        coordinator.get(&today.link("razeni=termin").replace("&amp;", "&")).await.status,
        StatusCode::OK
    );
    assert!(today.main().matches("<li>").count() <= 30, "{}", today.main());
}
