//! Zones: warnings are made of figures with their source, and what is missing is named.

use crate::city::{get, pages_as, people, post, somebody};

#[tokio::test]
async fn a_zone_warns_by_figures_and_names_what_is_missing() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let head = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &head);
        let zone = [
            ("name", "Zóna"),
            ("operator", "Společnost"),
            ("place", "15.02, 49.51"),
            ("jobs", "3500"),
            ("phases", "2028: 3 500"),
        ];
        assert_eq!(post(&pages, "/staff/cizinci/zony/nova", &[("name", "Zóna")]).await.status, 422);
        let added = post(&pages, "/staff/cizinci/zony/nova", &zone).await;
        assert_eq!(added.status, 303);
        let here = added.location;
        let empty = get(&pages, &here).await;
        assert_eq!(empty.status, 200, "{}", empty.text);
        assert!(empty.text.contains("zatím nikdo nedodal"));
        let supply = format!("{here}/udaje");
        for (concept, count) in [("zone-jobs", "2400"), ("zone-agency-jobs", "600")] {
            let figure = [
                ("concept", concept),
                ("count", count),
                ("day", "2026-10-31"),
                ("source", "šetření (smyšlené)"),
            ];
            assert_eq!(post(&pages, &supply, &figure).await.status, 303, "{concept}");
        }
        let page = get(&pages, &here).await.text;
        assert!(
            page.contains("25,0") && page.contains("šetření (smyšlené)"),
            "600 of 2 400 are 25 of a hundred"
        );
        assert!(page.contains("Lůžka pro pracovníky zóny"), "what is missing is named");
        let future = [("concept", "zone-jobs"), ("count", "1"), ("day", "2099-01-01"), ("source", "sen")];
        assert_eq!(post(&pages, &supply, &future).await.status, 422);
        let unknown =
            [("concept", "residents-by-origin"), ("count", "1"), ("day", "2026-10-31"), ("source", "xxx")];
        assert_eq!(post(&pages, &supply, &unknown).await.status, 422);

        // The second of two changes from one version loses.
        let change = format!("{here}/upravit");
        let mut edited = zone.to_vec();
        edited.push(("version", "1"));
        assert_eq!(post(&pages, &change, &edited).await.status, 303);
        assert_eq!(post(&pages, &change, &edited).await.status, 409);
    })
    .await;
}
