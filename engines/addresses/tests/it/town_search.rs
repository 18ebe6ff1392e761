//! The mechanisms of the thirty questions on the invented town: these always run.

use std::sync::Arc;

use addresses::search::{Correction, Disagreement, NumberRead, Reading};
use addresses::{Ask, FormerName, Outcome, Place, Search};

use crate::plzen::shown;
use crate::town::{LIPOV, register, rows};

fn search() -> Search {
    let former = |old: &str, now: &str, until| FormerName {
        old: old.into(),
        now: now.into(),
        municipality: LIPOV,
        district: None,
        until,
    };
    let names = [
        former("Leningradská", "Masarykova", Some(1990)),
        former("třída 1. máje", "Koterovská", Some(1990)),
        former("třída 1. máje", "Zahradní", Some(1979)),
    ];
    Search::open(Arc::new(register(&rows())), &names)
}

#[test]
fn what_people_type_and_what_they_meant() {
    let search = search();
    let check = |text: &str, outcome: &str, hits: &[&str]| {
        let (got, found) = shown(&search, &Ask::at_home(text, LIPOV));
        let found: Vec<&str> = found.iter().map(|hit| hit.split(',').next().unwrap_or(hit)).collect();
        assert_eq!(got, outcome, "{text}: {found:?}");
        assert!(
            found.len() >= hits.len() && found.iter().zip(hits).all(|(f, h)| f == h),
            "{text}: {found:?}"
        );
    };
    // č.o. and č.p. of one figure: both, č.o. first.
    check("koterovska 83", "Ambiguous", &["Koterovská 502/83", "Koterovská 83/85"]);
    check("83 Koterovská", "Ambiguous", &["Koterovská 502/83", "Koterovská 83/85"]);
    check("KOTEROVSKÁ83", "Ambiguous", &["Koterovská 502/83"]);
    check("Koterovska\u{301} 87", "Exact", &["Koterovská 504/87"]);
    check("Koterovská č.p. 83", "Exact", &["Koterovská 83/85"]);
    check("Koterovská č.o. 83", "Exact", &["Koterovská 502/83"]);
    check("Koterovská č.p. 81", "NumberNotInRegister", &["Koterovská 83/85"]);
    check("zahradni 173/2", "Exact", &["Zahradní 173/2"]);
    check("Zahradní 2/173", "ReversedPair", &["Zahradní 173/2"]);
    check("zahradni 173", "ByDescriptiveAlone", &["Zahradní 173/2"]);
    check("zahradni 173/4", "NumberNotInRegister", &["Zahradní 173/2", "Zahradní 174/4"]);
    // 18 is neither 180 nor 1.
    check("zahradni 18", "Exact", &["Zahradní 180/18"]);
    check("zahradni 1", "NumberNotInRegister", &[]);
    check("k. steinera 10 a", "Exact", &["Karla Steinera 102/10A"]);
    check("k. steinera 10/A", "Exact", &["Karla Steinera 102/10A"]);
    check("Karla Steinera 10", "NumberNotInRegister", &["Karla Steinera 102/10A"]);
    check("Koterovská 81-83", "TwoEntrances", &["Koterovská 501/81", "Koterovská 502/83"]);
    // Masarykova as typed has no 71; a likeness that has one is offered, never taken.
    check("masarykova 71", "Ambiguous", &["Masarykova [Name]", "náměstí T. G. Masaryka 71/5"]);
    check("nam gen piky", "StreetOnly", &["náměstí Generála Píky [Name]"]);
    check("Generála Píky nám.", "StreetOnly", &["náměstí Generála Píky [Name]"]);
    check("leningradska 12", "FormerName", &["Masarykova 62/12"]);
    check("trida 1. maje 2", "FormerName", &["Zahradní 173/2"]);
    check("trida 1. maje", "Ambiguous", &["Koterovská [Name]", "Zahradní [Name]"]);
    check("masaryka 5", "Ambiguous", &["Masarykova 61/5", "náměstí T. G. Masaryka 71/5"]);
    check("nam. TGM 5", "Exact", &["náměstí T. G. Masaryka 71/5"]);
    check("Železniční 5", "Exact", &["Železniční 31/5"]);
    check("28. rijna 5", "Exact", &["28. října 51/5"]);
    check("28 října", "StreetOnly", &["28. října [Name]"]);
    check("28. října 28", "Exact", &["28. října 52/28"]);
    check("Podmlýní ev. 15", "NumberNotInRegister", &[]);
    check("Staré Město ev. 15", "Exact", &["Staré Město č.ev. 15"]);
    check("Staré Město 15", "Exact", &["Staré Město 15"]);
    check("Perlová 3, Brno", "Nothing", &[]);
    check("Koterovská 87, Brno", "OutsideHome(Brno)", &["Koterovská 504/87"]);
    check("Dolní Ves 7", "OutsideHome(Dolní Ves)", &[]);
    check("koterovaka 87", "Exact", &["Koterovská 504/87"]);
    check("koterov ska 87", "Exact", &["Koterovská 504/87"]);
    check("karlasteinera 8", "Exact", &["Karla Steinera 101/8"]);
    check("v Koterovské ulici 87", "Exact", &["Koterovská 504/87"]);
    check("301 00", "PostcodeOnly", &[]);
    check("", "Nothing", &[]);
    check("\0\u{202e}", "Nothing", &[]);
}

/// The thirty questions of domain note §4.2 as they read on the town that is always there.
#[test]
fn the_thirty_questions_on_the_invented_town() {
    const QUESTIONS: &[&str] = &[
        "namesti republiky 1",
        "nám. Generála Píky 3, 302 00 Lipov",
        "koterovska 83",
        "83 Koterovská",
        "Koterovská č.p. 83",
        "KOTEROVSKÁ83",
        "zahradni 173/2",
        "Zahradní 2/173",
        "zahradni 173",
        "k. steinera 10 a",
        "Karla Steinera 10",
        "Koterovska 502/83, 301 00 Lipov 1",
        "sady 35tniku 14",
        "Koterovská 81-83",
        "nam gen piky",
        "Generala Pikyy nam.",
        "leningradska 12",
        "trida 1. maje 2",
        "masaryka 5",
        "Železniční 5",
        "28. rijna 5",
        "28 října",
        "Koterovská",
        "Podmlýní Železniční 7",
        "Staré Město ev. 15",
        "Železniční 9 Podmlýní",
        "Koterovská 9999",
        "Koterovská 87, Brno",
        "Koterovská 504/87 Lipov 2",
        "301 00",
    ];
    let search = search();
    let mut text = String::new();
    for question in QUESTIONS {
        let found = search.find(&Ask::at_home(question, LIPOV));
        let (outcome, hits) = shown(&search, &Ask::at_home(question, LIPOV));
        let Reading { name, place, number, .. } = &found.reading;
        text += &format!("{question}\n  {outcome}: name {name:?}, place {place:?}, number {number:?}\n");
        hits.iter().take(3).for_each(|hit| text += &format!("    {hit}\n"));
    }
    insta::assert_snapshot!("thirty_questions", text);
}

#[test]
fn a_former_name_leads_only_into_its_district() {
    // Koterovská lies in Lipov 1, Železniční in Lipov 2.
    let find = |now: &str, district: Option<u32>| {
        let district = district.map(addresses::DistrictCode);
        let name = FormerName {
            old: "Stalinova".into(),
            now: now.into(),
            municipality: LIPOV,
            district,
            until: None,
        };
        let search = Search::open(Arc::new(register(&rows())), &[name]);
        let hits = shown(&search, &Ask::at_home("Stalinova", LIPOV)).1;
        (hits, search.unresolved().to_vec())
    };
    assert_eq!(find("Koterovská", Some(1)), (vec!["Koterovská [Name]".to_owned()], vec![]));
    assert_eq!(find("Koterovská", None), (vec!["Koterovská [Name]".to_owned()], vec![]));
    assert_eq!(find("Koterovská", Some(2)), (vec![], vec![0]), "no address of it lies there");
    assert_eq!(find("Železniční", Some(2)), (vec!["Železniční [Name]".to_owned()], vec![]));
}

#[test]
fn exact_accents_rank_first() {
    let search = search();
    let first = |text| shown(&search, &Ask::at_home(text, LIPOV)).1.first().cloned();
    assert!(first("Planá 1").is_some_and(|hit| hit.starts_with("Planá")));
    assert!(first("Plána 1").is_some_and(|hit| hit.starts_with("Plána")));
    assert_eq!(search.find(&Ask::at_home("plana 1", LIPOV)).outcome, Outcome::Ambiguous);
}

#[test]
fn every_change_is_named() {
    let search = search();
    let corrections =
        |text| search.find(&Ask::at_home(text, LIPOV)).hits.into_iter().next().map(|h| h.corrections);
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let (from, to) = pair("koterovaka", "Koterovská");
    assert_eq!(corrections("koterovaka 87"), Some(vec![Correction::Typo { from, to }]));
    let (from, to) = pair("koterovska", "Koterovská");
    assert_eq!(corrections("koterovska 87"), Some(vec![Correction::Diacritics { from, to }]));
    let (from, to) = pair("Koterovské", "Koterovská");
    assert_eq!(corrections("na Koterovské 87"), Some(vec![Correction::Declension { from, to }]));
    assert_eq!(corrections("Zahradní 2/173"), Some(vec![Correction::PairReversed]));
    let renamed =
        Correction::FormerName { old: "Leningradská".into(), now: "Masarykova".into(), until: Some(1990) };
    assert_eq!(corrections("Leningradská 12"), Some(vec![renamed]));
    let registered = addresses::Orientation::with_letter(10, 'A');
    assert_eq!(corrections("Karla Steinera 10"), Some(vec![Correction::Letter { registered }]));
}

#[test]
fn what_was_said_and_is_otherwise_is_a_warning() {
    let search = search();
    let disagreements =
        |text| search.find(&Ask::at_home(text, LIPOV)).hits.into_iter().next().map(|h| h.disagreements);
    assert_eq!(disagreements("Koterovská 87, Lipov 1"), Some(vec![]));
    let area = Disagreement::Area { said: "Lipov 2".into() };
    assert_eq!(disagreements("Koterovská 87, Lipov 2"), Some(vec![area]));
    let postcode = addresses::Postcode::new;
    let (said, registered) = (postcode(30_200).expect("a postcode"), postcode(30_100));
    let wrong = Disagreement::Postcode { said, registered };
    assert_eq!(disagreements("Koterovská 87, 302 00 Lipov"), Some(vec![wrong]));
}

#[test]
fn the_reading_says_what_was_understood() {
    let found = search().find(&Ask::at_home("Zahradní 173/2, 301 00 Lipov 1", LIPOV));
    assert_eq!((found.reading.name.as_str(), found.reading.place.as_str()), ("Zahradní", "Lipov 1"));
    assert_eq!(found.reading.number, Some(NumberRead::Pair(173, addresses::Orientation::plain(2))));
    assert_eq!(found.reading.postcode.map(|p| p.digits()), Some(30_100));
}

#[test]
fn suggestions_follow_the_typing() {
    let search = search();
    let names = |text: &str| -> Vec<String> {
        let hits = search.suggest(&Ask::at_home(text, LIPOV), 5);
        hits.iter().map(|hit| crate::plzen::shown_hit(search.register(), hit)).collect()
    };
    assert_eq!(names("kote").first().map(String::as_str), Some("Koterovská [Name]"));
    assert_eq!(
        names("kotre").first().map(String::as_str),
        Some("Koterovská [Name]"),
        "one typo in a beginning"
    );
    assert!(names("zahr").iter().any(|n| n == "Zahradní [Name]"));
    let numbers = names("zahradni 18");
    assert!(numbers.first().is_some_and(|n| n.starts_with("Zahradní 180/18")), "{numbers:?}");
    assert!(names("zahradni 17").iter().all(|n| n.ends_with("[NumberPrefix]") || n.ends_with("[Name]")));
    assert!(search.suggest(&Ask::at_home("", LIPOV), 5).is_empty());
    assert!(search.suggest(&Ask::at_home("kote", LIPOV), 0).is_empty());
    let village = search.suggest(&Ask::anywhere("dolni v"), 5);
    assert!(matches!(village.first().map(|h| h.place), Some(Place::Municipality(_) | Place::Part(_))));
}
