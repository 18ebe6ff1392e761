//! What a compilation says about areas, twins, letters, leftovers, on an invented town of two districts.

use territories::rules::{
    AreaKind, Areas, Compiled, ConflictPolicy, FindingKind, Gazetteer, Number, Report, Resolution, Town,
    compile, parse,
};

/// District "Sever" (parts Horní, Dolní) and district "Jih" (part Lhota); "Školní" exists in both.
fn town() -> Town {
    let mut town = Town::new("Vzorov");
    let municipality = Some(town.area_named(AreaKind::Municipality, "Vzorov"));
    for (district, part) in [("Sever", "Horní"), ("Sever", "Dolní"), ("Jih", "Lhota")] {
        let areas = Areas {
            municipality,
            district: Some(town.area_named(AreaKind::District, district)),
            part: Some(town.area_named(AreaKind::Part, part)),
            cadastre: Some(town.area_named(AreaKind::Cadastre, part)),
        };
        if part != "Dolní" {
            town.new_street("Školní");
        }
        let school = *town.streets("Školní", None).last().unwrap();
        for (number, house) in [("1", "č.p. 1"), ("2", "č.p. 2"), ("2a", "č.p. 3"), ("", "č.ev. 4")] {
            let id = town.add_in(areas, "", house, number);
            let door = town.door(id).unwrap();
            town.insert(territories::rules::Door { id: id + 1_000, street: Some(school), ..door });
        }
    }
    town.add_in(Areas { municipality, ..Areas::default() }, "Dlouhá", "č.p. 9", "");
    town
}

/// Only the doors with a street (ids from 1,000), by their place in the town: Horní, Dolní, Lhota, four doors each.
fn run(text: &str) -> (Town, Compiled, Report) {
    let town = town();
    let compiled = compile(&parse(text), &town, ConflictPolicy::SpecificBeatsBare);
    let report = compiled.report(&town);
    (town, compiled, report)
}

/// How many doors each line covers as the deciding one.
fn decided(text: &str) -> Vec<(u32, usize)> {
    let (town, compiled, _) = run(text);
    let mut counts = std::collections::BTreeMap::new();
    town.visit(&mut |door| {
        if let Resolution::Covered(answer) = compiled.resolve(door) {
            *counts.entry(compiled.line(answer.line).number).or_insert(0) += 1;
        }
    });
    counts.into_iter().collect()
}

#[test]
fn a_street_is_looked_up_in_its_district_only() {
    assert_eq!(decided("# Městská část Jih\nA\nŠkolní\n"), [(3, 4)]);
    assert_eq!(decided("# Městská část Sever\nA\nŠkolní\n"), [(3, 8)]);
    let (_, _, report) = run("# Sever\nA\nDlouhá\n");
    assert!(matches!(&report.findings[0].kind, FindingKind::StreetOutsideArea { name } if name == "Dlouhá"));
}

#[test]
fn twins_are_both_covered_and_named_unless_a_limit_picks_one() {
    let (_, _, report) = run("A\nŠkolní\n");
    assert!(report.findings.iter().any(|f| matches!(f.kind, FindingKind::SameName { streets: 2, .. })));
    assert_eq!(decided("A\nŠkolní\n"), [(2, 12)]);
    assert_eq!(decided("A\nŠkolní - k. ú. Dolní\n"), [(2, 4)]);
    assert_eq!(decided("A\nŠkolní (pouze na území městské části Jih) - č. 2\n"), [(2, 1)]);
}

#[test]
fn unknown_districts_cover_nothing() {
    let (_, _, report) = run("# Městská část Západ\nA\nŠkolní\n");
    assert_eq!(report.covered, 0);
    assert!(matches!(&report.findings[0].kind, FindingKind::UnknownArea { name, .. } if name == "Západ"));
    assert_eq!(report.findings[0].number, 1);
}

#[test]
fn switches_last_to_the_end_of_the_block() {
    let text = "# Sever\nA\nnavíc ulice městské části Jih:\nŠkolní - č. 1\n\nB\nŠkolní - č. 2\n";
    assert_eq!(decided(text), [(4, 1), (7, 2)]);
}

#[test]
fn whole_areas_and_the_rest_come_last() {
    // Dolní: 8 doors, 4 with a street. B takes its plain "1", C what is left there, A the other part of the district.
    let text =
        "A\núzemí městské části Sever\n\nB\nŠkolní (k. ú. Dolní) - č. 1\n\nC\nzbytek části obce Lhota\n";
    assert_eq!(decided(text), [(2, 15), (5, 1), (8, 8)]);
    assert_eq!(decided("# Jih\nA\nvšechny ostatní budovy bez názvu ulice\n"), [(3, 4)]);
    assert_eq!(decided("A\nčást města Horní - č. p. 2\n"), [(2, 2)]);
    assert_eq!(decided("A\n!Část města: Horní (ulice Školní)\n"), [(2, 4)]);
}

#[test]
fn letters_and_registration_numbers_left_out_are_listed() {
    let (_, _, report) = run("# Jih\nA\nŠkolní - sudá č. 2–8\n\nB\nŠkolní - č. 2\n");
    let a = |c| Number::new(2, Some(c)).unwrap();
    let notes: Vec<_> =
        report.letters.iter().map(|n| (n.line, n.swept_in.clone(), n.left_out.clone())).collect();
    assert_eq!(notes, [(0, vec![a('a')], vec![]), (1, vec![], vec![a('a')])]);
    assert_eq!(report.registration_left_out.len(), 1);
    assert_eq!(report.overlaps.len(), 1);
    assert_eq!(report.overlaps[0].lines, [0, 1]);
    assert_eq!(report.covered + report.gaps.len() + 1, report.doors);
}

#[test]
fn a_change_of_the_register_names_the_lines_it_touches() {
    let (town, compiled, _) = run("A\nŠkolní\n\nB\nŠkolní - č. 2\nDlouhá - č. 7\n");
    let school = town.streets("Školní", None)[0];
    let numbers = |lines: Vec<usize>| lines.into_iter().map(|l| compiled.line(l).number).collect::<Vec<_>>();
    assert_eq!(numbers(compiled.lines_of_street(school)), [2, 5]);
    let door = town.doors_of(school).into_iter().find(|d| d.orientation == Number::plain(2)).unwrap();
    assert_eq!(numbers(compiled.lines_on(&door)), [2, 5]);
}

#[test]
fn what_matches_nothing_is_said() {
    let (_, compiled, report) = run("# Jih\nA\nŠkolní - č. 77\nŠkolní - č. o. 1\n");
    assert_eq!(report.idle.iter().map(|l| compiled.line(*l).number).collect::<Vec<_>>(), [3]);
    let kinds: Vec<_> = report.findings.iter().map(|f| &f.kind).collect();
    assert!(kinds.iter().any(|k| matches!(k, FindingKind::MatchesNothing)));
    assert!(kinds.iter().any(|k| matches!(k, FindingKind::AboveHighest { highest: 2, .. })));
    let (_, _, report) = run("A\nDlouhá - č. o. 1–99\n");
    assert!(report.findings.iter().any(|f| matches!(f.kind, FindingKind::NoOrientationNumbers { .. })));
    assert_eq!(report.covered, 0);
}

#[test]
fn a_split_street_adds_up() {
    let (town, compiled, _) = run("# Jih\nA\nŠkolní - lichá č.\n\nB\nŠkolní - sudá č.\n");
    let school = *town.streets("Školní", None).last().unwrap();
    let shares = compiled.split(school, &town);
    assert_eq!(shares.iter().map(|s| s.doors).sum::<usize>(), town.doors_of(school).len());
    let even: Vec<String> = shares[0].ranges.iter().map(|r| r.clause().to_string()).collect();
    assert_eq!((shares[0].owner.as_slice(), even.join(" ")), (&[1][..], "sudá č. o. 2–2a".to_owned()));
}
