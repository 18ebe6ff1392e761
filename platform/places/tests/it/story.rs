//! One story: a city is set up, its register and layers arrive, another process notices, a new edition replaces the old.

use demo_city::DemoCity;
use places::city::{self, CityFiles};
use places::layers::{Content, LayerReading};
use places::{Because, Layer, Places, register};
use store::Store;
use store::testing::{each_database, each_engine};

const CITY: &str = include_str!("../../../../content/cities/demo/city.toml");

async fn fresh(store: Store) -> Places {
    store.migrate(&[store::MIGRATIONS, places::MIGRATIONS]).await.unwrap();
    Places::open(store).await.unwrap()
}

async fn settle(places: &Places, demo: &DemoCity) {
    let city = city::read("demo", &CityFiles { city: CITY, ..CityFiles::default() }).unwrap();
    places.save_city(&city).await.unwrap();
    let reading = register::read_bytes("20260101_okrskov.csv", &demo.ruian_csv(), None).unwrap();
    places.save_register(&reading).await.unwrap();
}

fn layer(layer: Layer, source: &str, text: String) -> LayerReading {
    let content = Content::read(&text, source).unwrap();
    LayerReading { layer, source: source.to_owned(), valid_from: "2026-01-01".to_owned(), text, content }
}

#[tokio::test]
async fn every_query_is_understood_by_both_databases() {
    each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS, places::MIGRATIONS]).await.unwrap();
        store.prepare_all(places::QUERIES).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_empty_database_is_an_empty_atlas() {
    each_engine(async |store| {
        let atlas = fresh(store).await.atlas();
        assert!(atlas.city().is_none() && atlas.register().is_none());
        assert!(Layer::ALL.into_iter().all(|layer| atlas.territories(layer).is_empty()));
    })
    .await;
}

#[tokio::test]
async fn the_whole_town_is_covered_and_every_answer_names_its_reason() {
    each_engine(async |store| {
        let (places, demo) = (fresh(store).await, DemoCity::generate(DemoCity::SEED));
        settle(&places, &demo).await;
        let rules = layer(Layer::MunicipalPrecinct, "okrsky.txt", demo.precinct_rules());
        places.save_layer(&rules).await.unwrap();
        places
            .save_layer(&layer(Layer::StatePolice, "pcr.geojson", demo.state_police_geojson()))
            .await
            .unwrap();
        let atlas = places.atlas();
        assert_eq!(atlas.register().unwrap().len(), demo.addresses.len());
        for truth in &demo.addresses {
            let address = atlas.register().unwrap().address(addresses::AddressCode(truth.code)).unwrap();
            let code =
                |layer: Layer, index: Option<usize>| atlas.territories(layer)[index.unwrap()].code.clone();
            // Rules decide without a position, polygons only with one, the register itself for the district.
            let precinct = atlas.decide(Layer::MunicipalPrecinct, address);
            assert!(matches!(precinct.because, Because::Rule { .. }), "{truth:?}");
            assert_eq!(
                code(Layer::MunicipalPrecinct, precinct.territory),
                demo.precincts[truth.precinct].code
            );
            let district = atlas.decide(Layer::District, address);
            assert_eq!(district.because, Because::Register);
            assert_eq!(
                code(Layer::District, district.territory),
                demo.districts[truth.district].code.to_string()
            );
            let police = atlas.decide(Layer::StatePolice, address);
            match truth.position {
                Some(_) => assert_eq!(
                    code(Layer::StatePolice, police.territory),
                    demo.state_police_areas[truth.state_police_area].code
                ),
                None => assert_eq!(police.because, Because::NoPosition),
            }
        }
        let counted: usize = atlas.territories(Layer::MunicipalPrecinct).iter().map(|t| t.addresses).sum();
        assert_eq!(counted, demo.addresses.len());
    })
    .await;
}

#[tokio::test]
async fn a_street_of_two_precincts_is_shared_by_numbers() {
    let database = store::testing::sqlite().await;
    let (places, demo) =
        (fresh(Store::open(database.url()).await.unwrap()).await, DemoCity::generate(DemoCity::SEED));
    settle(&places, &demo).await;
    places.save_layer(&layer(Layer::MunicipalPrecinct, "okrsky.txt", demo.precinct_rules())).await.unwrap();
    let atlas = places.atlas();
    let split = atlas
        .register()
        .unwrap()
        .streets()
        .find(|street| atlas.shares(Layer::MunicipalPrecinct, *street).len() > 1);
    let street = split.expect("the invented town has split streets");
    let shares = atlas.shares(Layer::MunicipalPrecinct, street);
    assert_eq!(shares.iter().map(|share| share.addresses).sum::<usize>(), street.addresses().len());
    assert!(shares.iter().all(|share| !share.ranges.is_empty()));
}

#[tokio::test]
async fn another_process_notices_a_new_edition_and_the_old_one_is_kept() {
    each_database(async |database| {
        let demo = DemoCity::generate(DemoCity::SEED);
        let writer = fresh(Store::open(database.url()).await.unwrap()).await;
        let reader = Places::open(Store::open(database.url()).await.unwrap()).await.unwrap();
        settle(&writer, &demo).await;
        assert!(reader.atlas().register().is_none());
        assert!(reader.refresh().await.unwrap());
        assert_eq!(reader.atlas().register().unwrap().len(), demo.addresses.len());
        assert!(!reader.refresh().await.unwrap(), "nothing has changed since");

        let csv = demo.ruian_csv();
        let shorter: Vec<u8> = csv.split_inclusive(|b| *b == b'\n').take(1001).flatten().copied().collect();
        let next = register::read_bytes("20260131_okrskov.csv", &shorter, None).unwrap();
        let difference = writer.compare(&next).unwrap();
        assert_eq!((difference.new.len(), difference.gone.len()), (0, demo.addresses.len() - 1000));
        writer.save_register(&next).await.unwrap();
        assert!(reader.refresh().await.unwrap());
        assert_eq!(reader.atlas().edition().unwrap().vintage, "2026-01-31");
        assert_eq!(reader.atlas().register().unwrap().len(), 1000);
    })
    .await;
}

#[tokio::test]
async fn a_refused_file_leaves_everything_as_it_was() {
    let database = store::testing::sqlite().await;
    let (places, demo) =
        (fresh(Store::open(database.url()).await.unwrap()).await, DemoCity::generate(DemoCity::SEED));
    settle(&places, &demo).await;
    let before = places.atlas().revision();
    let cut = "Kód ADM;Kód obce\n1;2\n".as_bytes();
    assert!(register::read_bytes("cut.csv", cut, None).unwrap_err().to_string().starts_with("cut.csv: "));
    assert!(Content::read("{\"type\":\"FeatureCollection\",\"features\":[]}", "empty.geojson").is_err());
    assert!(Content::read("# Okrskov\nOkrsek 1\nDlouhá\n\nOkrsek 1\nKrátká\n", "twice.txt").is_err());
    assert_eq!(places.atlas().revision(), before);
}
