//! Aggregates only, by construction: a walk through every column of the installation.

/// Words that a column would have to bear if it could hold where a person comes from.
const ORIGIN: [&str; 9] =
    ["nation", "citizenship", "obcan", "ethnic", "origin", "race", "language_of", "birth", "country"];
/// Columns of this module, all of them: whoever adds one decides here that it holds no person.
const OWN: &str = "foreigners_agency(ico seen_from seen_to name seat workplaces) \
    foreigners_mapping(id name body version changed_at changed_by) \
    foreigners_permit(ico forms valid_from seen_from seen_to valid_to work territory) \
    foreigners_release(id set_id source concept territory day stock cells at) \
    foreigners_set(id kind name sha256 state report added_at added_by) \
    foreigners_setting(name body changed_at changed_by) \
    foreigners_snapshot(day sha256 entries quarantined tells_seats tells_workplaces added_at added_by) \
    foreigners_zone(id code body version changed_at changed_by)";

/// Tables with their columns, as the migrations make them.
fn tables(sql: &str) -> Vec<(String, Vec<String>)> {
    let mut tables = Vec::new();
    for part in sql.split("create table ").skip(1) {
        let (name, rest) = part.split_once('(').unwrap();
        let body = rest.split("\n);").next().unwrap();
        let columns = body.lines().map(str::trim).filter(|line| {
            let first = line.split_whitespace().next().unwrap_or("--");
            !["--", "primary", "unique", "check", "foreign"].iter().any(|word| first.starts_with(word))
        });
        let name_of = |line: &str| line.split_whitespace().next().unwrap().to_owned();
        tables.push((name.trim().to_owned(), columns.map(name_of).collect()));
    }
    tables
}

#[test]
fn no_column_of_the_installation_could_hold_where_a_person_comes_from() {
    let mut sets = vec![
        store::MIGRATIONS,
        places::MIGRATIONS,
        access::MIGRATIONS,
        mail::MIGRATIONS,
        casework::MIGRATIONS,
        indicators::MIGRATIONS,
    ];
    let modules = [precincts::module(), administration::module(), foreigners::module()];
    sets.extend(modules.iter().filter_map(|module| module.migrations));
    let mut walked = 0;
    for set in sets {
        for (table, columns) in set.steps.iter().flat_map(|step| tables(step.sql)) {
            for column in columns {
                walked += 1;
                // Whence a share of a case came: a task or a hand, not a person.
                if (table.as_str(), column.as_str()) == ("case_share", "origin") {
                    continue;
                }
                let bad = ORIGIN.iter().find(|word| column.contains(*word));
                assert_eq!(bad, None, "{table}.{column} could hold where a person comes from");
            }
        }
    }
    assert!(walked > 150, "{walked} columns: the walk has missed some");
}

#[test]
fn the_columns_of_this_module_are_these() {
    let steps = foreigners::MIGRATIONS.steps;
    let mut found: Vec<String> = steps
        .iter()
        .flat_map(|step| tables(step.sql))
        .map(|(table, columns)| format!("{table}({})", columns.join(" ")))
        .collect();
    found.sort();
    let mut own: Vec<String> =
        OWN.split(')').map(|it| it.trim()).filter(|it| !it.is_empty()).map(|it| format!("{it})")).collect();
    own.sort();
    assert_eq!(found, own);
}
