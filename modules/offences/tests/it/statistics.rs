//! Workbooks of the police as published: uploaded, they are figures that claims can stand on.

use axum::http::StatusCode;
use indicators::{Audience, Granularity, Question, Range, Territory};

use crate::city::{get, kept, pages_as, somebody, town, upload};

/// Files, years, and what the police published for the Plzeň region.
const YEARS: [(&str, i32, i64); 12] = [
    ("pcr_rok_2008.xls.gz", 2008, 15_153),
    ("pcr_rok_2011.xls.gz", 2011, 13_752),
    ("pcr_rok_2012.xls.gz", 2012, 12_822),
    ("pcr_rok_2014.xls.gz", 2014, 11_991),
    ("pcr_rok_2016.xlsx", 2016, 9_679),
    ("pcr_rok_2017.xlsx", 2017, 9_727),
    ("pcr_rok_2019.xlsx", 2019, 10_324),
    ("pcr_rok_2020.xlsx", 2020, 8_996),
    ("pcr_rok_2021.xlsx", 2021, 8_224),
    ("pcr_rok_2023.xlsx", 2023, 9_562),
    ("pcr_rok_2024.xlsx", 2024, 8_996),
    ("pcr_rok_2025.xlsx", 2025, 9_244),
];

/// A shared file of the Czech police as it lies there.
fn shared(file: &str) -> Option<Vec<u8>> {
    crate::shared::packed(&format!("crime_cz/{file}"))
}

async fn asked(
    ground: &ground::Ground,
    concept: &str,
    item: Option<&str>,
    place: &str,
    years: (i32, i32),
    granularity: Granularity,
) -> Vec<(String, i64)> {
    let day = |year, month, day| chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let range = Range { from: day(years.0, 1, 1), to: day(years.1, 12, 31) };
    let place: Territory = place.parse().unwrap();
    let question =
        Question { item: item.map(str::to_owned), ..Question::new(concept, place, range, granularity) };
    figures(ground, &question, Audience::Staff).await
}

async fn figures(ground: &ground::Ground, question: &Question, audience: Audience) -> Vec<(String, i64)> {
    let answer = ground.indicators.run(question, audience).await.unwrap();
    let points = answer.series.points().iter();
    points
        .filter_map(|point| Some((point.period.to_string(), point.value()?.to_string().parse().unwrap())))
        .collect()
}

#[tokio::test]
async fn workbooks_of_years_become_figures_of_the_region_and_the_country() {
    let files: Vec<(i32, i64, &str, Option<Vec<u8>>)> =
        YEARS.iter().map(|(file, year, registered)| (*year, *registered, *file, shared(file))).collect();
    if files.iter().any(|(.., bytes)| bytes.is_none()) {
        return;
    }
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let analyst = somebody(&ground, "simona.ukazkova", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &analyst);
        // All years on one database would do; three layouts on both show what a file may be.
        for (year, _, file, bytes) in &files {
            if ![2008, 2014, 2016, 2025].contains(year) && ground.store.engine() == store::Engine::Postgres {
                continue;
            }
            let page = upload(&pages, file, bytes.as_ref().unwrap(), false).await;
            assert_eq!(page.status, StatusCode::OK, "{file}: {}", page.text);
        }
        let region =
            asked(&ground, "crimes-registered", None, "region:CZ032", (2008, 2025), Granularity::Year).await;
        let published: Vec<(String, i64)> = files
            .iter()
            .filter(|(year, ..)| region.len() == files.len() || [2008, 2014, 2016, 2025].contains(year))
            .map(|(year, registered, ..)| (year.to_string(), *registered))
            .collect();
        assert_eq!(region, published);
        let country =
            asked(&ground, "crimes-registered", None, "state:CZ", (2014, 2014), Granularity::Year).await;
        assert_eq!(country, [("2014".to_owned(), 288_660)]);
        // A file taken over once more changes nothing.
        let again = upload(&pages, "znovu.xlsx", files[11].3.as_ref().unwrap(), false).await;
        assert!(again.text.contains("beze změny"), "{}", again.text);
    })
    .await;
}

#[tokio::test]
async fn reports_that_count_from_january_become_months_of_precincts_and_corrections_stay() {
    let (Some(reports), Some(others)) =
        (shared("pcr_vykaz1_plzen_2013.zip"), shared("pcr_oop_mesice_2013_01-08.csv.gz"))
    else {
        return;
    };
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let analyst = somebody(&ground, "simona.ukazkova", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &analyst);
        let dry = upload(&pages, "vykazy.zip", &reports, true).await;
        assert_eq!(dry.status, StatusCode::OK, "{}", dry.text);
        let place = "police-unit:030511";
        let months = async |ground| {
            asked(ground, "crimes-registered", None, place, (2013, 2013), Granularity::Month).await
        };
        assert_eq!(months(&ground).await, []);
        upload(&pages, "vykazy.zip", &reports, false).await;
        let told = months(&ground).await;
        assert_eq!(told.len(), 12);
        let year = asked(&ground, "crimes-registered", None, place, (2013, 2013), Granularity::Year).await;
        assert_eq!(year[0].1, told.iter().map(|(_, count)| count).sum::<i64>());
        // Another program worked the first eight months out of the same reports, and says the same.
        let page = upload(&pages, "mesice.csv.gz", &others, false).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let day = |month, day| chrono::NaiveDate::from_ymd_opt(2013, month, day).unwrap();
        let range = Range { from: day(1, 1), to: day(12, 31) };
        let all = Question::new("crimes-registered", place.parse().unwrap(), range, Granularity::Month);
        let theirs = Question { source: Some("police-tsk-precincts".to_owned()), ..all.clone() };
        assert_eq!(figures(&ground, &theirs, Audience::Staff).await, told[..8]);
        // Nothing of single units is for everybody.
        assert_eq!(figures(&ground, &all, Audience::Public).await, []);
        let page = get(&pages, &format!("/staff/prestupky/statistika?territory={place}&item=131")).await.text;
        assert!(page.contains("Loupeže (131), OOP Plzeň 4") && page.contains("2013"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_taken_over_is_said_and_nothing_of_it_is_kept() {
    let (Some(year), Some(reports)) = (shared("pcr_rok_2024.xlsx"), shared("pcr_vykaz1_plzen_2013.zip"))
    else {
        return;
    };
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let analyst = somebody(&ground, "simona.ukazkova", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &analyst);
        let march = unpacked(&reports, "2013_03_a0305.xls");
        let twice = packed(&[("a.xlsx", &year), ("b.xlsx", &year)]);
        for (name, bytes, said) in [
            ("pul.xlsx", &year[..year.len() / 2], "nepoznáváme"),
            ("pul.xls", &march[..march.len() / 2], "pul.xls"),
            ("dvakrat.zip", &twice, "b.xlsx je o témže území"),
            ("jine.zip", &packed(&[("a.xls", b"no workbook")]), "a.xls není sešit"),
            ("sloupce.csv", b"month,time_id,area,tsk,found\n2013-01,1,0,131,x\n", "solved_additionally"),
        ] {
            let page = upload(&pages, name, bytes, false).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(page.text.contains(said), "{name}: {}", page.text);
        }
        assert!(
            kept(&ground.store, "select concept from indicator_figure where concept = 'crimes-cleared'")
                .await
                .is_empty()
        );
        // One month of a year that counts from January tells no month; it is named.
        let page = upload(&pages, "brezen.xls", &march, false).await;
        assert!(
            page.text.contains("do konce období březen 2013 počítají listy a030511, a030512"),
            "{}",
            page.text
        );
    })
    .await;
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn unpacked(package: &[u8], name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
    bytes
}
