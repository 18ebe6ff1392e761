//! Invented figures and agencies for the demonstration city: small, the same every time, and no municipality's own.
//!
//! Everything goes through the same acts as a file of an office, so that the pages show what they would.

use std::fmt::Write as _;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use chrono::{Datelike, Days, NaiveDate};
use demo_city::DemoCity;
use futures_util::future::BoxFuture;
use ground::Ground;
use indicators::By;
use official_statistics::{csu, population};

use crate::acts::sets::{Handed, settle, take};
use crate::acts::{agencies, zones};
use crate::home::{Counting, District};
use crate::zone::{Phase, Zone};

/// Code of the invented district in both lists; no real one has it.
const DISTRICT: (&str, &str) = ("49999", "CZ0999");
/// Citizenships with how many of a hundred foreigners have them, and how many of those are men.
const SHARES: [(&str, u64, u64); 8] = [
    ("804", 380, 52),
    ("703", 210, 56),
    ("704", 120, 55),
    ("100", 90, 63),
    ("642", 80, 66),
    ("276", 50, 70),
    ("498", 40, 60),
    ("36", 30, 58),
];
/// Foreigners with registered residence in the invented district at the end of the last years.
const TOTALS: [u64; 5] = [2_140, 2_310, 2_480, 4_950, 4_720];
const INHABITANTS: [u64; 5] = [59_900, 59_850, 60_940, 61_700, 61_655];

/// Fills an empty database. Without the city nothing can be counted in it.
pub(crate) fn fill(ground: Ground, _: Arc<DemoCity>) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Some(body) = ground.access.body_by_code("odbor-bezpecnosti").await? else { return Ok(()) };
        let by = By::Program { body: body.id };
        let home = crate::acts::sets::home(&ground).await?;
        if home.municipality.is_empty() {
            return Ok(());
        }
        let (code, lau) = DISTRICT;
        let district = District {
            code: code.to_owned(),
            lau: lau.to_owned(),
            name: format!("okres {} (smyšlený)", home.name),
        };
        settle(&ground, by, Some(&district), Counting::default()).await?;
        let today = ground.access.clock().today();
        let first = today.year() - 5;
        for (name, text) in [
            ("cizinci-smyslene.csv", foreigners(&district.name, first)),
            ("obyvatele-smyslene.csv", inhabitants(&home.municipality, &home.name, first)),
        ] {
            let bytes = Arc::from(text.into_bytes());
            let handed = Handed { name: name.to_owned(), bytes, mapped: None };
            let taken = take(&ground, by, &handed).await?;
            taken.map_err(|refused| anyhow!("{name}: {refused:?}"))?;
        }
        for (days, number) in [(400, 0), (200, 1), (3, 2)] {
            let day = today.checked_sub_days(Days::new(days)).context("a day of the demonstration")?;
            let file = register(&home.municipality, day, number);
            let taken = agencies::take(&ground, by, Arc::from(file.into_bytes()), day, true).await?;
            taken.map_err(|fault| anyhow!("agencies: {fault}"))?;
        }
        zone(&ground, by, today).await
    })
}

/// A file in the form of set 290038, with every sum it would have.
fn foreigners(district: &str, first: i32) -> String {
    let mut text = csu::COLUMNS.map(|name| format!("\"{name}\"")).join(",");
    let mut id = 0;
    let mut row = |count: u64, sex: &str, citizenship: &str, age: &str, year: i32| {
        id += 1;
        let _ = write!(
            text,
            "\n\"{id}\",\"{count}\",\"6121\",\"102\",\"{sex}\",\"199\",\"{citizenship}\",\"7700\",\"{age}\",\"{year}\",\"101\",\
             \"{}\",\"100\",\"9999\",\"{district}\",\"smyšlený kraj\",\"\",\"\",\"\"",
            DISTRICT.0
        );
    };
    for (year, total) in (first..).zip(TOTALS) {
        let mut all = 0;
        for (citizenship, share, men) in SHARES {
            let people = total * share / 1000;
            let (men, mut by_sex) = (people * men / 100, 0);
            for (sex, people) in [("1", men), ("2", people - men)] {
                let young = people * 2 / 3;
                row(young, sex, citizenship, "410020610040000", year);
                row(people - young, sex, citizenship, "410040610065000", year);
                row(people, sex, citizenship, "", year);
                by_sex += people;
            }
            row(by_sex, "", citizenship, "", year);
            all += by_sex;
        }
        // A handful from a small country: what a table must hold back.
        row(3, "1", "496", "410020610040000", year);
        row(3, "1", "496", "", year);
        row(3, "", "496", "", year);
        row(all + 3, "", "", "", year);
    }
    text
}

/// A file in the form of set 130149.
fn inhabitants(code: &str, name: &str, first: i32) -> String {
    let mut text = population::COLUMNS.map(|name| format!("\"{name}\"")).join(",");
    for (year, total) in (first..).zip(INHABITANTS) {
        for (sex, count) in [("", total), ("1", total / 2), ("2", total - total / 2)] {
            let _ = write!(
                text,
                "\n\"{year}{sex}\",\"{count}\",\"2406\",\"102\",\"{sex}\",\"43\",\"{code}\",\"{year}\",\"{year}-12-31\",\"\",\"{name}\""
            );
        }
    }
    text
}

/// The register on a day: invented agencies, of which some come and go; one entry is in doubt.
fn register(municipality: &str, day: NaiveDate, number: u64) -> String {
    let mut entries = Vec::new();
    for at in 1..=12_u64 {
        // One in six is gone in the last snapshot, one in four comes with the second.
        if (number == 2 && at % 6 == 0) || (number == 0 && at % 4 == 0) {
            continue;
        }
        let seat = if at % 3 == 0 { "999002" } else { municipality };
        let from = day.year() - 1 - i32::try_from(at % 4).unwrap_or(0);
        let assigns = at % 2 == 1;
        let workplace = if at % 5 == 0 { municipality } else { seat };
        let to = if assigns { format!("\"{}-06-30\"", from + 3) } else { "null".to_owned() };
        entries.push(format!(
            r#"{{"ico":"{}","nazev":"Smyšlená agentura {at} s.r.o.","adresaSidla":{{"obec":{{"id":"Obec/{seat}"}}}},
            "pracoviste":[{{"obec":{{"id":"Obec/{workplace}"}}}}],
            "povoleni":[{{"platnostOd":"{from}-07-01","platnostDo":{to},"zamestnavaniOsob":{assigns},
            "vyhledavaniZamestnani":{},"poradenskaCinnost":{},"druhyPraci":{{"cs":"Bez omezení"}},
            "uzemniPlatnost":{{"id":"UzemniPlatnostAgentury/neomez"}}}}]}}"#,
            ico(at),
            !assigns,
            at % 4 == 2,
        ));
    }
    entries.push(r#"{"ico":null,"nazev":"Smyšlená agentura bez čísla","povoleni":[]}"#.to_owned());
    format!(r#"{{"polozky":[{}]}}"#, entries.join(","))
}

/// A number that passes the check digit and that no company was given: those below a thousand never were.
fn ico(at: u64) -> String {
    let digits = format!("{at:07}");
    let sum: u32 = digits
        .chars()
        .zip((2..=8).rev())
        .map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight)
        .sum();
    format!("{digits}{}", (11 - sum % 11) % 10)
}

async fn zone(ground: &Ground, by: By<'_>, today: NaiveDate) -> anyhow::Result<()> {
    let zone = Zone {
        name: "Průmyslová zóna Na Rozhraní (smyšlená)".to_owned(),
        operator: "Smyšlená rozvojová společnost".to_owned(),
        place: vec![(15.02, 49.51), (15.04, 49.51), (15.04, 49.52), (15.02, 49.52)],
        planned_jobs: Some(3_500),
        phases: vec![Phase { year: 2024, jobs: 1_800 }, Phase { year: 2028, jobs: 3_500 }],
    };
    let id = zones::add(ground, by, &zone).await?;
    let zone = zones::one(ground, id).await?;
    let day = today.checked_sub_days(Days::new(30)).unwrap_or(today);
    let supplied = [
        ("zone-jobs", 2_450, "šetření u zaměstnavatelů (smyšlené)"),
        ("zone-agency-jobs", 610, "šetření u zaměstnavatelů (smyšlené)"),
        ("zone-beds", 740, "evidence ubytovacích objektů (smyšlená)"),
        ("zone-waste", 118_000, "svozová firma (smyšlená)"),
        ("zone-ambient", 5_200, "odhad z průjezdů (smyšlený)"),
        ("zone-order-offences", 143, "městská policie (smyšlené)"),
    ];
    for (concept, count, source) in supplied {
        zones::supply(ground, by, &zone, (concept, day, count), source).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use official_statistics::is_ico;

    #[test]
    fn invented_files_are_files() {
        let found = csu::read(foreigners("okres", 2020).as_bytes(), |_| true).unwrap();
        assert_eq!(found.mismatches, []);
        assert_eq!(found.years.len(), 5);
        let people = population::read(inhabitants("999001", "Okrskov", 2020).as_bytes()).unwrap();
        assert_eq!((people.mismatches.len(), people.municipalities.len()), (0, 5));
        assert!((1..=12).all(|at| is_ico(&ico(at))));
        let day = "2026-11-24".parse().unwrap();
        let first = official_statistics::agencies::read(register("999001", day, 0).as_bytes()).unwrap();
        let last = official_statistics::agencies::read(register("999001", day, 2).as_bytes()).unwrap();
        assert_eq!((first.agencies.len(), last.agencies.len(), last.quarantined.len()), (9, 10, 1));
    }
}
