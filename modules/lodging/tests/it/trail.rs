//! Who read what of the register and of the rounds stands in the trail.

use access::trail::TrailFilter;

use crate::city::{get, pages_as, people, somebody};
use crate::sync::{filled, planned, sent};

#[tokio::test]
async fn every_read_of_the_register_and_of_rounds_is_in_the_trail() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let city = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
    let pages = pages_as(&ground, &city);
    let (round, segments) = planned(&ground, &city).await;
    assert_eq!(sent(&pages, &filled(&round, &segments[0], "phone-0000-0001", 1)).await.status, 201);
    let list = get(&pages, "/staff/ubytovny").await.text;
    let object = list.split("href=\"/staff/ubytovny/").map(|rest| rest.split('"').next().unwrap());
    let object = object.into_iter().find(|text| text.parse::<store::Id>().is_ok()).unwrap();
    let object_href = format!("/staff/ubytovny/{object}");
    let read = [
        ("/staff/ubytovny?q=staré", "lodging-object", None, "", 1),
        ("/staff/ubytovny/mapa", "lodging-object", None, "map", 1),
        (object_href.as_str(), "lodging-object", Some(object), "", 1),
        (&format!("{object_href}/historie"), "lodging-object", Some(object), "history", 1),
        (&format!("{object_href}/upravit"), "lodging-object", Some(object), "edit", 1),
        ("/staff/ubytovny/useky", "inspection", None, "segments", 11),
        ("/staff/ubytovny/obchuzky", "inspection", None, "", 1),
        (round.as_str(), "inspection", round.rsplit('/').next(), "", 1),
    ];
    for (path, kind, thing, purpose, rows) in read {
        let path = path.replace('é', "%C3%A9");
        assert_eq!(get(&pages, &path).await.status, 200, "{path}");
        let filter = TrailFilter { kind: Some(kind.to_owned()), ..TrailFilter::default() };
        let last = ground.access.trail(&filter, 1).await.unwrap().remove(0);
        assert_eq!((last.action.as_str(), last.person), ("read", Some(city.person)), "{path}");
        assert_eq!(last.resource.map(|id| id.to_string()).as_deref(), thing, "{path}");
        assert_eq!((last.purpose.as_str(), last.rows), (purpose, rows), "{path}");
    }
}
