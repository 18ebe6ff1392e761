//! Who holds a public post is kept here and shown to the public.

use places::city::{self, CityFiles, Words};
use places::{Layer, Occupancy, Post};
use store::testing::each_engine;

use crate::office::Office;

const CITY: &str = include_str!("../../../../content/cities/demo/city.toml");

#[tokio::test]
async fn an_officer_leaves_and_the_card_says_vacant() {
    each_engine(async |store| {
        let office = Office::open(store).await;
        let (access, places) = (&office.ground.access, &office.ground.places);
        let mut reading = city::read("demo", &CityFiles { city: CITY, ..CityFiles::default() }).unwrap();
        reading.posts = vec![Post {
            layer: Layer::MunicipalPrecinct,
            territory: "200-A".to_owned(),
            title: Words { cs: "strážník-okrskář".to_owned(), en: String::new(), uk: String::new() },
            station: None,
            occupancy: Occupancy::Unknown,
            deputy: None,
            phone: None,
            email: None,
            valid_from: None,
            valid_to: None,
            source: String::new(),
        }];
        places.save_city(&reading).await.unwrap();
        let shown = || places.atlas().posts(Layer::MunicipalPrecinct, "200-A")[0].clone();
        assert_eq!(
            shown().occupancy,
            Occupancy::Held("Eva Smyšlená".to_owned()),
            "as the demonstration has it"
        );

        let adam = office.sign_in("adam.smysleny", "sprava-systemu").await;
        let eva = access.person_by_login("eva.smyslena").await.unwrap().unwrap();
        let holding =
            access.holdings(None).await.unwrap().into_iter().find(|it| it.person == eva.id).unwrap();
        let post = format!("/staff/sprava/funkce/{}", holding.post);
        let yesterday = access.clock().today().pred_opt().unwrap().to_string();
        let end = format!("{post}/obsazeni/{}/ukoncit", holding.id);
        office.post(&adam, &end, &[("last", &yesterday)]).await.leads_to(&post);
        assert_eq!(shown().occupancy, Occupancy::Vacant);

        let alena = access.person_by_login("alena.vzorova").await.unwrap().unwrap();
        let today = access.clock().today().to_string();
        let person = alena.id.to_string();
        let stands_in = [("person", person.as_str()), ("deputy", "1"), ("from", today.as_str())];
        office.post(&adam, &format!("{post}/obsadit"), &stands_in).await.leads_to(&post);
        assert_eq!(
            (shown().occupancy, shown().deputy),
            (Occupancy::Vacant, Some("Alena Vzorová".to_owned()))
        );
        office.get(&adam, &post).await.shows(&["neobsazeno", "Alena Vzorová"]);
    })
    .await;
}
