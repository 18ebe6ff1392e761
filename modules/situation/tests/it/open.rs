//! The open tables hold what everybody may see and nothing else: sentences as the portal says them, figures as their
//! sources said them, what was held back as such.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{Access, AccessSettings};
use axum::body::Body;
use axum::extract::Request;
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use ground::Ground;
use ground::open::{Edition, Value};
use indicators::{
    Audience, By, Cell, Covers, Figure, Granularity, NewEdition, Period, Question, Range, Source, Status,
    Territory, reading,
};
use situation::claims;
use store::{Clock, Id, Store};
use tower::ServiceExt;
use web::{City, Texts, Web, WebSettings};

const PROGRAM: By<'static> = By::Program { body: Id(0) };

fn now() -> DateTime<Utc> {
    "2026-11-26T12:00:00Z".parse().unwrap()
}

/// An installation that knows nothing yet.
async fn installation(store: Store) -> Ground {
    let sets = [
        store::MIGRATIONS,
        places::MIGRATIONS,
        access::MIGRATIONS,
        mail::MIGRATIONS,
        casework::MIGRATIONS,
        indicators::MIGRATIONS,
        situation::MIGRATIONS,
    ];
    store.migrate(&sets).await.unwrap();
    let clock = Clock::fixed(now());
    let access = Access::new(store.clone(), clock.clone(), AccessSettings::default());
    let letter = |_: &casework::Notice, _: &casework::Letterhead<'_>| ("x".to_owned(), "x".to_owned());
    let types = casework::CaseTypes::read(&[]).unwrap();
    let city = City { name: "Plzeň".to_owned(), accent: "#1f4e79".to_owned(), invented: false };
    let mut settings = WebSettings::new(city, "http://localhost");
    settings.rates = None;
    let texts: Vec<web::Source> = situation::TEXTS.iter().chain(&indicators::words::TEXTS).copied().collect();
    let catalogue = indicators::Catalogue::read(indicators::CONTENT).unwrap();
    Ground {
        indicators: indicators::Indicators::new(store.clone(), access.clone(), catalogue),
        places: places::Places::open(store.clone()).await.unwrap(),
        casework: casework::Casework::new(store.clone(), access.clone(), types, Arc::new(letter)),
        access,
        mail: mail::Outbox::new(store.clone(), clock),
        web: Web::new(settings, Texts::new(&texts).unwrap()),
        doors: Vec::new().into(),
        typesetter: None,
        open: ground::open::Open::default(),
        openapi: Arc::new(serde_json::Value::Null),
        demo_sign_in: false,
        store,
    }
}

/// A public page.
async fn page(ground: &Ground, path: &str) -> String {
    let mut router = axum::Router::new();
    for route in situation::module().routes {
        if route.permission == ground::Permission::Public {
            router = router.route(route.path, route.handler);
        }
    }
    let router = ground.web.layer(router.with_state(ground.clone()));
    let request = Request::get(path).header("accept-language", "cs").body(Body::empty()).unwrap();
    let answer = router.oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    let bytes = axum::body::to_bytes(answer.into_body(), 8 << 20).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

type Rows = Vec<BTreeMap<&'static str, String>>;

/// The rows of a set by the names of its columns, after each was held against them; and its edition.
async fn open(ground: &Ground, id: &str) -> Option<(Rows, Edition)> {
    let set = situation::module().open_sets.into_iter().find(|set| set.id == id).unwrap();
    let table = (set.open)(ground.clone()).await.unwrap()?;
    let rows: Vec<Vec<Value>> = table.rows.try_collect().await.unwrap();
    set.check(&rows).unwrap();
    let named = |row: &Vec<Value>| {
        let written = row.iter().map(|value| value.written().into_owned());
        set.columns.iter().map(|column| column.name).zip(written).collect()
    };
    Some((rows.iter().map(named).collect(), table.edition))
}

async fn import(ground: &Ground, key: &str, public: bool, figures: Vec<Figure>) {
    let hashes: Vec<String> = figures.iter().map(Figure::hash).collect();
    let title = format!("Zdroj {key}");
    let (place, licence) = ("https://example.test".to_owned(), "CC BY 4.0".to_owned());
    let edition = NewEdition {
        source: Source { key: key.to_owned(), title, place, licence, public },
        fetched_at: now(),
        sha256: indicators::sha256(hashes.join("\n").as_bytes()),
        schema: "test-1".to_owned(),
        covers: Covers::Everything,
        figures,
    };
    ground.indicators.import(PROGRAM, &edition).await.unwrap();
}

fn figure(concept: &str, territory: &str, period: &str, cell: Cell) -> Figure {
    let (territory, period) = (territory.parse().unwrap(), period.parse().unwrap());
    Figure { concept: concept.to_owned(), item: None, territory, period, cell, status: Status::Final }
}

const DISTRICT: &str = "district:CZ0323";

#[tokio::test]
async fn figures_are_those_of_public_sources_and_held_back_ones_stay_so() {
    store::testing::each_engine(async |store| {
        let ground = installation(store).await;
        for set in situation::module().open_sets {
            assert!((set.open)(ground.clone()).await.unwrap().is_none(), "{}: nothing yet", set.id);
        }
        let mut told = vec![
            figure("population", DISTRICT, "@2024-12-31", Cell::count(190_000)),
            figure("foreigners-residence", DISTRICT, "@2024-12-31", Cell::Suppressed),
        ];
        import(&ground, "OFFICE", true, told.clone()).await;
        import(&ground, "HOUSE", false, vec![figure("population", DISTRICT, "@2023-12-31", Cell::count(3))])
            .await;
        let (rows, first) = open(&ground, "figures").await.unwrap();
        assert_eq!(rows.len(), 2, "what the workplace alone may see is not there: {rows:?}");
        let of = |concept: &str| rows.iter().find(|row| row["concept"] == concept).unwrap();
        for figure in &told {
            let row = of(&figure.concept);
            assert_eq!(row["hash"], figure.hash());
            assert_eq!((row["item"].as_str(), row["length"].as_str()), ("*", "state"));
        }
        let (shown, held) = (of("population"), of("foreigners-residence"));
        assert_eq!((shown["state"].as_str(), shown["value"].as_str()), ("figure", "190000"));
        assert_eq!((held["state"].as_str(), held["value"].as_str()), ("protected", ""));
        assert_eq!(held["precision"], "");
        let (sources, _) = open(&ground, "figure-sources").await.unwrap();
        assert_eq!(sources.len(), 1);
        assert_eq!(
            (&sources[0]["edition"], &sources[0]["sha256"]),
            (&rows[0]["edition"], &rows[0]["sha256"])
        );
        assert!(page(&ground, &sources[0]["path"]).await.contains(&rows[0]["sha256"]));

        // Another figure is another state, and so is one taken back; what others may not see is none.
        assert_eq!(open(&ground, "figures").await.unwrap().1, first);
        import(&ground, "HOUSE", false, Vec::new()).await;
        assert_eq!(open(&ground, "figures").await.unwrap().1, first);
        told[0].cell = Cell::Suppressed;
        import(&ground, "OFFICE", true, told.clone()).await;
        let (rows, second) = open(&ground, "figures").await.unwrap();
        assert_ne!(first.revision, second.revision);
        assert!(
            rows.len() == 2 && rows.iter().all(|row| row["state"] == "protected" && row["value"].is_empty())
        );
        told.pop();
        import(&ground, "OFFICE", true, told).await;
        let (rows, third) = open(&ground, "figures").await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_ne!(second.revision, third.revision);
        let (editions, _) = open(&ground, "figure-sources").await.unwrap();
        assert_eq!(editions.len(), 3);
        assert!(editions.iter().any(|edition| edition["edition"] == rows[0]["edition"]));
    })
    .await;
}

/// More figures than a page, read while others are taken over: the state that was asked for.
#[tokio::test]
async fn a_long_table_is_of_one_state() {
    let database = store::testing::sqlite().await;
    let ground = installation((*database).clone()).await;
    let many = |value: i64| -> Vec<Figure> {
        let first: chrono::NaiveDate = "2012-01-01".parse().unwrap();
        let days = (0..2_500).map(|day| (first + chrono::Days::new(day)).to_string());
        days.map(|day| figure("crimes-registered", "police-unit:0305", &day, Cell::count(value))).collect()
    };
    import(&ground, "PCR", true, many(7)).await;
    let set = situation::module().open_sets.into_iter().find(|set| set.id == "figures").unwrap();
    let mut table = (set.open)(ground.clone()).await.unwrap().unwrap();
    let first = table.rows.try_next().await.unwrap().unwrap();
    import(&ground, "PCR", true, many(8)).await;
    let mut rows: Vec<Vec<Value>> = table.rows.try_collect().await.unwrap();
    rows.push(first);
    assert_eq!(rows.len(), 2_500);
    assert!(rows.iter().all(|row| row.contains(&Value::Number(7.0))), "as it stood when it was asked for");
    let (rows, _) = open(&ground, "figures").await.unwrap();
    assert!(rows.len() == 2_500 && rows.iter().all(|row| row["value"] == "8"));
}

#[tokio::test]
async fn sentences_are_those_of_the_portal_with_their_verdicts_and_figures() {
    store::testing::each_engine(async |store| {
        let ground = installation(store).await;
        let figures = include_bytes!("../../../../content/cities/plzen/figures.toml");
        let sources = include_str!("../../../../content/cities/plzen/sources.toml");
        for edition in reading::read("figures.toml", figures, sources, now()).unwrap().editions {
            ground.indicators.import(PROGRAM, &edition).await.unwrap();
        }
        let file = include_str!("../../../../content/cities/plzen/claims.toml");
        let (mut published, mut drafts) = (Vec::new(), 0);
        for said in claims::read("claims.toml", file).unwrap() {
            let id = ground.indicators.draft_claim(PROGRAM, &said.draft).await.unwrap();
            let version = ground.indicators.check_claim(PROGRAM, id).await.unwrap().claim.version;
            match ground.indicators.publish_claim(PROGRAM, id, version).await {
                Ok(()) => published.push((id, version)),
                Err(_) => drafts += 1,
            }
        }
        assert!(published.len() > 1 && drafts > 0, "{} published, {drafts} not", published.len());
        let (rows, edition) = open(&ground, "claims").await.unwrap();
        assert_eq!(rows.len(), published.len());
        let door = page(&ground, "/jak-je-na-tom-mesto").await;
        let (all, _) = open(&ground, "figures").await.unwrap();
        for row in &rows {
            assert!(door.contains(&format!("href=\"{}\"", row["path"])), "{row:?}");
            assert!(page(&ground, &row["path"]).await.contains(&row["question"]), "it leads to its figures");
            assert_eq!((row["holds"].as_str(), row["turned"].as_str()), ("true", "false"));
            assert_ne!(row["sentence"], row["sentence_en"]);
            assert!(!row["sentence"].contains('{'), "places are filled: {}", row["sentence"]);
            let proof = page(&ground, &format!("/jak-je-na-tom-mesto/udaje/{}", row["question"])).await;
            assert!(proof.contains(&row["data"]), "{row:?}");
            let behind = all.iter().filter(|it| row["sources"].split(' ').any(|key| it["source"] == key));
            assert!(behind.count() > 0, "{row:?}");
        }
        for id in ["claims", "figures", "figure-sources"] {
            assert!(door.contains(&format!("/otevrena-data/{id}.csv")), "{id} is linked");
        }
        every_public_answer_is_in_the_table(&ground, &all).await;

        // A sentence that is taken from the portal is taken from the table.
        assert_eq!(open(&ground, "claims").await.unwrap(), (rows.clone(), edition.clone()));
        let (id, version) = published[0];
        ground.indicators.withdraw_claim(PROGRAM, id, version).await.unwrap();
        let (fewer, later) = open(&ground, "claims").await.unwrap();
        assert_eq!(fewer.len(), rows.len() - 1);
        assert_ne!(edition.revision, later.revision);
        assert!(fewer.iter().all(|row| row["claim"] != id.to_string()));
    })
    .await;
}

/// What a question is answered with is a row of the table, value for value.
async fn every_public_answer_is_in_the_table(ground: &Ground, rows: &Rows) {
    let territory = Territory::new("municipality", "554791");
    let (mut points, days) = (0, (Period::year(1990).unwrap(), Period::year(2026).unwrap()));
    for concept in ground.indicators.catalogue().concepts() {
        for granularity in Granularity::ALL {
            let question =
                Question::new(&concept.key, territory.clone(), Range::between(days.0, days.1), granularity);
            let Ok(answer) = ground.indicators.run(&question, Audience::Public).await else { continue };
            let published = |point: &&indicators::Point| point.origin == indicators::Origin::Published;
            for point in answer.series.points().iter().filter(published) {
                let Some(value) = point.value() else { continue };
                points += 1;
                let fits = |row: &&BTreeMap<&'static str, String>| {
                    row["concept"] == concept.key
                        && row["territory"] == territory.to_string()
                        && row["from"] == point.period.first().to_string()
                        && row["until"] == point.period.last().to_string()
                        && row["value"].parse() == Ok(value.as_f64())
                };
                assert!(rows.iter().any(|row| fits(&row)), "{} {}", concept.key, point.period);
            }
        }
    }
    assert!(points > 10, "{points}");
}
