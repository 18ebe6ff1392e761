//! The flat table and its codebook.

use questionnaires::{Answer, Cell, Day, Entry, Measure, Missing, codebook, columns, row};

use super::answering::{answers, form, whole};

#[test]
fn columns_of_every_kind() {
    let shown: Vec<String> =
        columns(&form()).iter().map(|it| format!("{} {:?}", it.name, it.measure)).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn the_codebook_of_the_core() {
    let lines = codebook(&super::core::of_a_city(), "cs");
    let shown = lines.iter().map(|it| {
        let missing = it.missing.map(|it| format!(" ({it:?})")).unwrap_or_default();
        format!("{} | {} | {} | {}{missing}\n", it.column, it.label, it.code, it.words)
    });
    insta::assert_snapshot!(shown.collect::<String>());
}

#[test]
fn a_row_keeps_the_kinds_of_missing_apart() {
    let form = form();
    let columns = columns(&form);
    let answers = answers([
        ("age", whole(34)),
        ("city", Answer::code("1")),
        ("part", Answer::code("99")),
        ("fear", Answer::codes(&["dogs"])),
        ("which", Entry::Given(Answer::Text("out of sight".into()))),
        ("order", Answer::codes(&["other", "dark", "dogs"])),
        ("mark", Entry::Missing(Missing::DontKnow)),
        ("day", Entry::Given(Answer::Day(Day::new(2026, 5, 31).unwrap()))),
        ("place", Entry::Given(Answer::Place { latitude: 49.75, longitude: 13.38 })),
        ("read", Entry::Given(Answer::Acknowledged)),
    ]);
    let row = row(&form, &answers);
    assert_eq!(row.len(), columns.len());
    let cell = |name: &str| row[columns.iter().position(|it| it.name == name).unwrap()].clone();
    let number = Cell::Number;
    assert_eq!(
        [cell("age"), cell("mark"), cell("hours")],
        [number(34.0), Cell::Missing(Missing::DontKnow), Cell::Nothing]
    );
    assert_eq!([cell("city"), cell("part")], [Cell::Code("1".into()), Cell::Missing(Missing::Refused)]);
    assert_eq!(
        [cell("fear/dark"), cell("fear/dogs"), cell("fear/other")],
        [number(0.0), number(1.0), number(0.0)]
    );
    assert_eq!(
        [cell("order/dark"), cell("order/dogs"), cell("order/other")],
        [number(2.0), number(3.0), number(1.0)]
    );
    assert_eq!([cell("which"), cell("decade")], [Cell::Nothing, Cell::Text("3".into())]);
    assert_eq!([cell("day"), cell("read")], [Cell::Text("2026-05-31".into()), number(1.0)]);
    assert_eq!([cell("place/latitude"), cell("place/longitude")], [number(49.75), number(13.38)]);
}

#[test]
fn who_does_not_know_is_missing_in_every_column() {
    let form = form();
    let row = row(&form, &answers([("age", whole(34)), ("fear", Answer::codes(&["98"]))]));
    let flags = columns(&form)
        .into_iter()
        .zip(row)
        .filter(|(it, _)| it.measure == Measure::Flag && it.question == "fear");
    assert!(flags.map(|(_, cell)| cell).all(|it| it == Cell::Missing(Missing::DontKnow)));
}
