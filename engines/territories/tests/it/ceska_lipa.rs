//! The decree of Česká Lípa against its real 4,778 addresses.

use std::collections::HashMap;

use territories::rules::{
    AreaKind, Areas, Compiled, ConflictPolicy, Door, FindingKind, Gazetteer, House, HouseKind, Number,
    Report, Resolution, Rule, StreetId, Town, compile, parse,
};

use crate::shared;

/// A town from a RÚIAN address file (windows-1250, 19 columns).
fn town(path: &str, name: &str) -> Option<Town> {
    let bytes = shared::read(path)?;
    let text = encoding_rs::WINDOWS_1250.decode(&bytes).0.into_owned();
    let mut town = Town::new(name);
    let municipality = Some(town.area_named(AreaKind::Municipality, name));
    let mut streets: HashMap<String, StreetId> = HashMap::new();
    for line in text.lines().skip(1) {
        let c: Vec<&str> = line.split(';').collect();
        let street = (!c[9].is_empty())
            .then(|| *streets.entry(c[9].to_owned()).or_insert_with(|| town.new_street(c[10])));
        let areas = Areas {
            municipality,
            district: (!c[4].is_empty()).then(|| town.area_named(AreaKind::District, c[4])),
            part: Some(town.area_named(AreaKind::Part, c[8])),
            cadastre: None,
        };
        let kind = if c[11] == "č.ev." { HouseKind::Registration } else { HouseKind::Descriptive };
        town.insert(Door {
            id: c[0].parse().unwrap(),
            street,
            areas,
            house: House { kind, number: c[12].parse().unwrap() },
            orientation: c[13].parse().ok().and_then(|n| Number::new(n, c[14].chars().next())),
        });
    }
    Some(town)
}

fn lipa() -> Option<(Town, Compiled, Report)> {
    let town = town("addresses/ruian_adr_ceska_lipa_561380.csv.gz", "Česká Lípa")?;
    let document = parse(&shared::text("territory_rules/skolske_obvody_ceska_lipa.txt")?);
    let compiled = compile(&document, &town, ConflictPolicy::SpecificBeatsBare);
    let report = compiled.report(&town);
    Some((town, compiled, report))
}

/// One line a finding, without the numbers that only a computer needs.
fn findings(town: &Town, report: &Report) -> String {
    let street = |id: &StreetId| town.street_name(*id).unwrap_or_default();
    let mut out = String::new();
    for finding in &report.findings {
        let text = match &finding.kind {
            FindingKind::ReadAsDescriptive { street: id } => format!("ReadAsDescriptive {}", street(id)),
            FindingKind::NoOrientationNumbers { street: id } => {
                format!("NoOrientationNumbers {}", street(id))
            }
            FindingKind::AboveHighest { street: id, number, highest, descriptive_exists } => {
                format!("AboveHighest {}: {number} > {highest}, č.p. {descriptive_exists}", street(id))
            }
            FindingKind::SomeWithoutOrientation { street: id, doors } => {
                format!("SomeWithoutOrientation {}: {doors} doors", street(id))
            }
            other => format!("{other:?}"),
        };
        out.push_str(&format!("{:>4} {text}\n", finding.number));
    }
    out
}

#[test]
fn the_decree_against_its_register() {
    let Some((town, compiled, report)) = lipa() else { return };
    let mut out = format!(
        "doors {}, covered {}, nobody {}, contested {}\nunaddressed {}, lettered notes {}, č.ev. left out {}\n",
        report.doors,
        report.covered,
        report.gaps.len(),
        report.overlaps.iter().map(|o| o.doors.len()).sum::<usize>(),
        report.unaddressed.len(),
        report.letters.len(),
        report.registration_left_out.len(),
    );
    out.push_str(&findings(&town, &report));
    for line in &report.idle {
        out.push_str(&format!("idle {}: {}\n", compiled.line(*line).number, compiled.line(*line).text));
    }
    let mut gaps: std::collections::BTreeMap<String, usize> = Default::default();
    for gap in &report.gaps {
        *gaps.entry(gap.street.and_then(|s| town.street_name(s)).unwrap_or_default()).or_default() += 1;
    }
    out.push_str(&format!("nobody by street: {gaps:?}\n"));
    insta::assert_snapshot!(out);
}

#[test]
fn the_nine_lines_without_a_street_are_exactly_the_marked_ones() {
    let (Some(town), Some(text)) = (
        town("addresses/ruian_adr_ceska_lipa_561380.csv.gz", "Česká Lípa"),
        shared::text("territory_rules/skolske_obvody_ceska_lipa.txt"),
    ) else {
        return;
    };
    let document = parse(&text);
    let known = |name: &String| !town.streets(name, None).is_empty();
    let mut named = 0;
    for (_, _, line) in document.lines() {
        let street = matches!(&line.rule, Some(Rule::Streets { names, .. }) if names.iter().all(known));
        assert_eq!(street, !line.marked, "{}: {}", line.number, line.text);
        named += usize::from(street);
    }
    assert_eq!((named, document.lines().count() - named), (228, 9));
    let report = compile(&document, &town, ConflictPolicy::SpecificBeatsBare).report(&town);
    assert_eq!(report.unknown_streets().count(), 7); // the other two are town parts, which the register has
}

/// Door counts checked by hand against the register.
#[test]
fn a_town_part_line_covers_its_streets_and_a_split_street_shows_who_has_what() {
    let Some((town, compiled, report)) = lipa() else { return };
    assert!(report.overlaps.is_empty());
    let street = town.streets("Moskevská", None)[0];
    let shares: Vec<String> = compiled
        .split(street, &town)
        .into_iter()
        .map(|share| {
            let who = share.owner.iter().map(|t| compiled.territory(*t).title.clone()).collect::<Vec<_>>();
            let ranges: Vec<String> = share.ranges.iter().map(|r| r.clause().to_string()).collect();
            format!("{} ({}): {}", who.join(" / "), share.doors, ranges.join("; "))
        })
        .collect();
    insta::assert_snapshot!(shares.join("\n"));
    let mut in_part = 0;
    let (_, castolovice) = town.area(AreaKind::Part, "Častolovice").unwrap();
    town.visit(&mut |door| {
        if door.areas.part == Some(castolovice) {
            in_part += 1;
            let Resolution::Covered(answer) = compiled.resolve(door) else { panic!("{door:?}") };
            assert!(compiled.line(answer.line).text.contains("Častolovice"));
        }
    });
    assert!(in_part > 0);
}

#[test]
fn a_bare_number_in_a_town_without_orientation_numbers_is_a_house_number() {
    let Some(town) = town("addresses/ruian_adr_pardubice_555134.csv.gz", "Pardubice") else { return };
    let text = "# Pardubice\nA\nDašická - č. 1–600\n\nB\nDašická - č. 601 a výše\n";
    let compiled = compile(&parse(text), &town, ConflictPolicy::SpecificBeatsBare);
    let read_so = |f: &territories::rules::Finding| matches!(f.kind, FindingKind::ReadAsDescriptive { .. });
    assert_eq!(compiled.findings().iter().filter(|f| read_so(f)).count(), 2);
    let street = town.streets("Dašická", None)[0];
    for door in town.doors_of(street).iter().filter(|d| d.house.kind == HouseKind::Descriptive) {
        let Resolution::Covered(answer) = compiled.resolve(door) else { panic!("{door:?}") };
        let expected = if door.house.number <= 600 { "A" } else { "B" };
        assert_eq!(compiled.territory(answer.territory).title, expected);
    }
}
