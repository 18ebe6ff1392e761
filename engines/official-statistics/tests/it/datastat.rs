//! DataStat: CSV by aliases, JSON-stat cubes.

use official_statistics::datastat::{self, Stay};
use official_statistics::{Form, jsonstat, recognise};

const CSV: &str = "\u{feff}\"Pohlaví\",\"Typ pobytu\",\"Státní občanství-Země\",\"STOBCAN5.STOBCAN2\",\"Území\",\"Uz0\",\"CASQD\",\"Čtvrtletí\",\"Hodnota\"
\"Celkem\",\"Celkem\",\"Celkem\",\"\",\"Česko\",\"19\",\"2024-12-31\",\"4\",\"100\"
\"Celkem\",\"Trvalý pobyt\",\"Ukrajina\",\"804\",\"Česko\",\"19\",\"31.12.2024\",\"4\",\"40\"
\"Celkem\",\"Přechodný pobyt\",\"Ukrajina\",\"804\",\"Česko\",\"19\",\"31.12.2024\",\"4\",\"35\"
\"Celkem\",\"Trvalý pobyt\",\"Vietnam\",\"704\",\"Česko\",\"19\",\"31.12.2024\",\"4\",\"25\"
\"Celkem\",\"Celkem\",\"Ukrajina\",\"804\",\"Česko\",\"19\",\"31.12.2024\",\"4\",\"75\"
";

#[test]
fn kinds_of_stay_are_kept_apart() {
    assert_eq!(recognise(CSV.as_bytes()).unwrap(), Form::DataStat);
    let found = datastat::read(CSV.as_bytes()).unwrap();
    assert_eq!((found.rows, found.counts.len(), found.sums_checked), (5, 5, 2));
    assert_eq!(found.mismatches, []);
    let stays: Vec<Stay> = found.counts.iter().map(|it| it.stay).collect();
    assert_eq!(stays, [Stay::All, Stay::Permanent, Stay::Temporary, Stay::Permanent, Stay::All]);
    assert_eq!(found.counts[1].day.to_string(), "2024-12-31");
}

#[test]
fn a_sum_that_is_none_and_a_column_that_is_gone_are_named() {
    let wrong = datastat::read(CSV.replace("\"100\"", "\"101\"").as_bytes()).unwrap();
    assert_eq!(
        (wrong.mismatches[0].row, wrong.mismatches[0].printed, wrong.mismatches[0].summed),
        (2, 101, 100)
    );
    let check = |from: &str, to: &str, said: &str| {
        assert_eq!(datastat::read(CSV.replace(from, to).as_bytes()).unwrap_err().to_string(), said);
    };
    check(
        "\"CASQD\"",
        "\"Období\"",
        "row 1: 9 columns, expected 8; missing: CASQD; not known: Období, Čtvrtletí",
    );
    check(
        "Trvalý pobyt\",\"Vietnam",
        "Azyl\",\"Vietnam",
        "row 5, column Typ pobytu: `Azyl` is no kind of stay",
    );
    check(
        "31.12.2024\",\"4\",\"40",
        "31.13.2024\",\"4\",\"40",
        "row 3, column CASQD: `31.13.2024` is no day",
    );
    let renamed =
        CSV.replace("Státní občanství-Země", "Státní občanství").replace("STOBCAN5.STOBCAN2", "STOBCAN2");
    assert_eq!(datastat::read(renamed.as_bytes()).unwrap().counts.len(), 5);
}

fn cube(value: &str) -> String {
    format!(
        r#"{{"version":"2.0","class":"dataset","label":"Cizinci","updated":"2025-05-01","id":["TYPPOBYTU","STOBCAN2","Uz0","CASQD"],"size":[2,2,1,1],
        "dimension":{{"TYPPOBYTU":{{"label":"Typ pobytu","category":{{"index":["T","P"],"label":{{"T":"Trvalý pobyt","P":"Přechodný pobyt"}}}}}},
        "STOBCAN2":{{"label":"Státní občanství","category":{{"index":{{"804":1,"704":0}},"label":{{"804":"Ukrajina","704":"Vietnam"}}}}}},
        "Uz0":{{"label":"Území","category":{{"label":{{"CZ0323":"Plzeň-město"}}}}}},
        "CASQD":{{"label":"Čtvrtletí","category":{{"index":["2024-Q4"]}}}}}},"value":{value}}}"#
    )
}

#[test]
fn cubes_are_read_by_their_dimensions() {
    let text = cube("[25, 40, null, 35]");
    assert_eq!(recognise(text.as_bytes()).unwrap(), Form::JsonStat);
    let cube_read = jsonstat::read(text.as_bytes()).unwrap();
    let found = datastat::from_cube(&cube_read).unwrap();
    let said: Vec<_> =
        found.counts.iter().map(|it| (it.stay, it.citizenship.as_deref().unwrap(), it.count)).collect();
    assert_eq!(
        said,
        [(Stay::Permanent, "704", 25), (Stay::Permanent, "804", 40), (Stay::Temporary, "804", 35)]
    );
    assert_eq!((found.unknown, found.counts[0].territory.as_str()), (1, "CZ0323"));
    assert_eq!(found.counts[0].day.to_string(), "2024-12-31");
    let sparse = jsonstat::read(cube(r#"{"0":25,"1":40,"3":35}"#).as_bytes()).unwrap();
    assert_eq!(sparse.values, cube_read.values);
}

#[test]
fn broken_cubes_are_refused() {
    let check =
        |text: &str, said: &str| assert_eq!(jsonstat::read(text.as_bytes()).unwrap_err().to_string(), said);
    check(&cube("[1]"), "not the expected JSON: 1 values where the sizes make 4");
    check(&cube(r#"{"7":1}"#), "not the expected JSON: a value at 7, outside of the cube");
    check(
        &cube("[1,2,3,4]").replace("[2,2,1,1]", "[2,3,1,1]"),
        "not the expected JSON: STOBCAN2 has 2 categories, its size says 3",
    );
    check(&cube("[1,2,3,4]").replace("[2,2,1,1]", "[2,2,99999999,99999999]"), "more than 5000000 values");
    check(r#"{"version":"1.0"}"#, "not the expected JSON: no JSON-stat 2.0 dataset");
    let other = cube("[1,2,3,4]").replace("TYPPOBYTU", "Ukazatel").replace("Typ pobytu", "Ukazatel");
    let fault = datastat::from_cube(&jsonstat::read(other.as_bytes()).unwrap()).unwrap_err();
    assert!(fault.to_string().contains("missing: Typ pobytu"), "{fault}");
}
