//! The register of agencies: case F1 of the notes, what goes into quarantine, and that no person is read.

use official_statistics::agencies::{Doubt, Municipality, read};
use official_statistics::{Day, EndDay, FaultKind, Permit, count};
use proptest::prelude::*;

/// Case F1 with numbers that pass the check digit.
const F1: &str = r#"{"polozky":[
 {"ico":"00000019","nazev":"Alfa Made-Up s.r.o.","povoleni":[
   {"platnostOd":"2018-02-01","platnostDo":"2021-02-01","zamestnavaniOsob":true,"vyhledavaniZamestnani":false,"poradenskaCinnost":false},
   {"platnostOd":"2018-02-01","platnostDo":null,"zamestnavaniOsob":false,"vyhledavaniZamestnani":true,"poradenskaCinnost":true}]},
 {"ico":"00000027","nazev":"Beta Made-Up s.r.o.","povoleni":[
   {"platnostOd":"2015-05-01","platnostDo":"2018-05-01","zamestnavaniOsob":true,"vyhledavaniZamestnani":false,"poradenskaCinnost":false}]},
 {"ico":"00000035","nazev":"Gama Made-Up a.s.","povoleni":[
   {"platnostOd":"2018-10-01","platnostDo":null,"zamestnavaniOsob":false,"vyhledavaniZamestnani":true,"poradenskaCinnost":false},
   {"platnostOd":"2017-01-01","platnostDo":null,"zamestnavaniOsob":false,"vyhledavaniZamestnani":true,"poradenskaCinnost":false}]}]}"#;

fn counted(file: &str, day: &str, end: EndDay) -> official_statistics::Count {
    let register = read(file.as_bytes()).unwrap();
    let permits: Vec<(String, Vec<Permit>)> =
        register.agencies.into_iter().map(|it| (it.ico, it.permits)).collect();
    count(permits.iter().map(|(ico, permits)| (ico, permits.as_slice())), Day::read(day).unwrap(), end)
}

#[test]
fn f1_as_of_a_day() {
    let found = counted(F1, "2018-09-12", EndDay::Included);
    assert_eq!((found.agencies, found.permits), (2, 3), "Alfa and Gama");
    assert_eq!((found.searching, found.employing, found.advising), (2, 1, 1));
    assert_eq!((found.expired, found.future), (1, 1));
}

#[test]
fn the_last_day_is_a_setting() {
    assert_eq!(counted(F1, "2018-05-01", EndDay::Included).employing, 2);
    assert_eq!(counted(F1, "2018-05-01", EndDay::Excluded).employing, 1);
    assert_eq!(counted(F1, "2018-05-02", EndDay::Included).employing, 1);
}

#[test]
fn doubtful_entries_are_held_back() {
    let doubts = |entries: &str| -> Vec<(usize, Doubt)> {
        let file = format!(r#"{{"polozky":[{entries}]}}"#);
        read(file.as_bytes()).unwrap().quarantined.into_iter().map(|it| (it.entry, it.doubt)).collect()
    };
    let permit = |from: &str, more: &str| {
        format!(r#"{{"ico":"00000019","povoleni":[{{"platnostOd":{from},"zamestnavaniOsob":true{more}}}]}}"#)
    };
    assert_eq!(
        doubts(r#"{"ico":null},{"nazev":"x"},{"ico":"00000002"},"text",[1],null"#),
        [
            (1, Doubt::NoIco),
            (2, Doubt::NoIco),
            (3, Doubt::WrongIco),
            (4, Doubt::NotAnAgency),
            (5, Doubt::NotAnAgency),
            (6, Doubt::NotAnAgency)
        ]
    );
    assert_eq!(
        doubts(r#"{"ico":"00000019"},{"ico":"00000019"}"#),
        [(1, Doubt::SameIco), (2, Doubt::SameIco)]
    );
    assert_eq!(doubts(&permit("null", "")), [(1, Doubt::PermitDay)]);
    assert_eq!(doubts(&permit("\"2018-02-30\"", "")), [(1, Doubt::PermitDay)]);
    assert_eq!(doubts(&permit("\"2018-02-28\"", r#","platnostDo":"nikdy""#)), [(1, Doubt::PermitDay)]);
    assert_eq!(doubts(&permit("\"2018-02-28\"", "").replace("true", "false")), [(1, Doubt::PermitForm)]);
    let two = r#"{"ico":"00000019","povoleni":[{"platnostOd":"2018-02-01","zamestnavaniOsob":true,"platnostDo":null},
        {"platnostOd":"2018-02-01","zamestnavaniOsob":true,"platnostDo":"2020-01-01"}]}"#;
    assert_eq!(doubts(two), [(1, Doubt::PermitTwice)]);
    assert_eq!(doubts(r#"{"ico":27074358}"#), [], "a number is as good as a text");
}

#[test]
fn files_that_are_no_register_are_refused() {
    let kind = |file: &[u8]| read(file).unwrap_err().kind;
    assert_eq!(kind(br#"{"polozky":[]}"#), FaultKind::Empty);
    assert!(matches!(kind(br#"{"agentury":[]}"#), FaultKind::Json(_)));
    assert!(matches!(kind(br#"{"polozky":{}}"#), FaultKind::Json(_)));
    let cut = read(F1.get(..400).unwrap().as_bytes()).unwrap_err();
    assert!(matches!(cut.kind, FaultKind::Json(_)) && cut.row.is_some());
    assert!(matches!(kind(b"{\"polozky\":[{\"nazev\":\"Plze\xf2\"}]}"), FaultKind::NotUtf8 { .. }));
}

#[test]
fn seats_and_workplaces_are_municipalities_and_nothing_more() {
    let file = r#"{"polozky":[{"ico":"00000019","adresaSidlaAgentury":{"ulice":"TAJNÁ","obec":{"id":"Obec/554791"}},
        "pracoviste":[{"adresa":{"obec":{"nazev":{"cs":"Rokycany"},"id":"Obec/559717"}},"telefon":"TAJNÉ"},{"obec":"Plzeň"}]}]}"#;
    let register = read(file.as_bytes()).unwrap();
    let place = |code: &str, name: &str| Municipality { code: code.into(), name: name.into() };
    let agency = &register.agencies[0];
    assert_eq!(agency.seat, Some(place("554791", "")));
    assert_eq!(
        agency.workplaces.iter().cloned().collect::<Vec<_>>(),
        [place("", "Plzeň"), place("559717", "Rokycany")]
    );
    assert!(place("", "Plzeň").is("554791", "Plzeň") && !place("559717", "Plzeň").is("554791", "Plzeň"));
    assert!(register.tells_seats && register.tells_workplaces);
    assert!(!format!("{register:?}").contains("TAJN"));
}

#[test]
fn no_person_is_read() {
    let person = r#"{"jmeno":"XMARKERX","prijmeni":["XMARKERX",{"ico":"XMARKERX","nazev":"XMARKERX"}]}"#;
    let file = format!(
        r#"{{"odpovednyZastupce":{person},"polozky":[{{"odpovednyZastupce":{person},"kontaktniOsoby":[{person}],"ico":"00000019",
        "povoleni":[{{"platnostOd":"2018-02-01","zamestnavaniOsob":true,"kontaktniOsoby":{person},"druhyPraci":{{"x":{person},"cs":"Bez omezení"}}}}],
        "adresaSidla":{{"obec":{{"nazev":{{"cs":"Plzeň"}},"starosta":{person}}},"kontaktniOsoby":{person}}},
        "pracoviste":[{{"kontaktniOsoby":[{person}],"odpovednyZastupce":"XMARKERX"}}]}}]}}"#
    );
    let register = read(file.as_bytes()).unwrap();
    assert_eq!((register.agencies.len(), register.agencies[0].permits.len()), (1, 1));
    assert_eq!(register.agencies[0].permits[0].work, "Bez omezení");
    assert!(!format!("{register:?}").contains("XMARKERX"));
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes: Vec<u8>) {
        let _ = read(&bytes);
    }

    /// An agency and permit counted on a day stands on it however the entries are ordered.
    #[test]
    fn every_permit_stands_somewhere(days in prop::collection::vec((2010u16..2030, 1u8..13, prop::option::of(2010u16..2030)), 1..20)) {
        let permits: Vec<Permit> = days.iter().map(|(year, month, to)| Permit {
            forms: official_statistics::Forms::from_letters("b"),
            from: Day::new(*year, *month, 1).unwrap(),
            to: to.and_then(Day::end_of),
            work: String::new(),
            territory: String::new(),
        }).collect();
        let found = count([((), permits.as_slice())], Day::new(2020, 6, 1).unwrap(), EndDay::Included);
        prop_assert_eq!(found.permits + found.expired + found.future, permits.len() as u64);
        prop_assert_eq!(found.agencies, u64::from(found.permits > 0));
    }
}
