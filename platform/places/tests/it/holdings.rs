//! A body records who holds a public post: the public sees the holder of today, a vacancy, a deputy.

use places::city::{self, CityFiles, Words};
use places::{Layer, Occupancy, Places, Post, PublicHolding};
use store::testing::each_engine;

const CITY: &str = include_str!("../../../../content/cities/demo/city.toml");

fn post(territory: &str) -> Post {
    Post {
        layer: Layer::MunicipalPrecinct,
        territory: territory.to_owned(),
        title: Words { cs: "strážník-okrskář".to_owned(), en: String::new(), uk: String::new() },
        station: None,
        occupancy: Occupancy::Held("Jan Dovezený".to_owned()),
        deputy: Some("Jana Dovezená".to_owned()),
        phone: None,
        email: None,
        valid_from: None,
        valid_to: None,
        source: String::new(),
    }
}

fn holding(name: &str, deputy: bool, from: &str, to: Option<&str>) -> PublicHolding {
    PublicHolding {
        layer: Layer::MunicipalPrecinct,
        territory: "200-A".to_owned(),
        name: name.to_owned(),
        deputy,
        valid_from: from.to_owned(),
        valid_to: to.map(str::to_owned),
    }
}

#[tokio::test]
async fn what_bodies_record_replaces_what_was_imported_and_only_there() {
    each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS, places::MIGRATIONS]).await.unwrap();
        let (here, elsewhere) =
            (Places::open(store.clone()).await.unwrap(), Places::open(store).await.unwrap());
        let mut reading = city::read("demo", &CityFiles { city: CITY, ..CityFiles::default() }).unwrap();
        reading.posts = vec![post("200-A"), post("200-B")];
        here.save_city(&reading).await.unwrap();
        let shown = |territory: &str| {
            let atlas = here.atlas();
            let post = atlas.posts(Layer::MunicipalPrecinct, territory)[0].clone();
            (post.occupancy, post.deputy)
        };
        let imported = (Occupancy::Held("Jan Dovezený".to_owned()), Some("Jana Dovezená".to_owned()));
        assert_eq!(shown("200-A"), imported);

        let mut recorded = vec![
            holding("Petr Minulý", false, "2020-01-01", Some("2024-12-31")),
            holding("Eva Smyšlená", false, "2025-01-01", None),
        ];
        assert!(here.record_holdings(&recorded).await.unwrap());
        assert_eq!(shown("200-A"), (Occupancy::Held("Eva Smyšlená".to_owned()), None));
        assert_eq!(shown("200-B"), imported, "nobody has recorded anything there");
        assert!(!here.record_holdings(&recorded).await.unwrap(), "nothing changed, nobody reloads");

        recorded[1].valid_to = Some("2025-06-30".to_owned());
        recorded.push(holding("Hana Zastupující", true, "2025-07-01", None));
        recorded.push(holding("Karel Budoucí", false, "2999-01-01", None));
        assert!(here.record_holdings(&recorded).await.unwrap());
        assert_eq!(shown("200-A"), (Occupancy::Vacant, Some("Hana Zastupující".to_owned())));
        assert!(elsewhere.refresh().await.unwrap(), "another process notices");
        let atlas = elsewhere.atlas();
        assert_eq!(atlas.posts(Layer::MunicipalPrecinct, "200-A")[0].occupancy, Occupancy::Vacant);
    })
    .await;
}
