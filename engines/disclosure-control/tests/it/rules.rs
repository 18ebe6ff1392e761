//! Which cells must not be published.

use disclosure_control::{Category, Content, Dominance, Reason, Rules, Side, Table, TableError, primary};

use super::made::{citizenships, persons};

fn found(table: &Table, rules: &Rules) -> Vec<(String, String, Reason)> {
    let key = |at: usize| table.cells()[at].key.clone();
    primary(table, rules).into_iter().map(|(at, reason, _)| (key(at).0, key(at).1, reason)).collect()
}

fn named(list: &[(&str, &str, Reason)]) -> Vec<(String, String, Reason)> {
    list.iter().map(|(row, column, reason)| ((*row).to_owned(), (*column).to_owned(), *reason)).collect()
}

#[test]
fn fewer_than_the_threshold() {
    let expected = named(&[("UKR", "C", Reason::FewPersons), ("MDA", "A", Reason::FewPersons)]);
    assert_eq!(found(&citizenships(), &Rules::counts(5)), expected);
    assert_eq!(found(&citizenships(), &Rules::counts(3)), []);
}

fn survey(counts: &[&[u64]]) -> Table {
    persons(&Category::total("city", &["M1", "M2"]), &Category::total("all", &["safe", "unsafe"]), counts)
}

#[test]
fn a_base_of_nine_is_not_shown_at_all() {
    let table = survey(&[&[5, 4], &[30, 20]]);
    let small = |column| ("M1", column, Reason::SmallBase);
    assert_eq!(found(&table, &Rules::survey()), named(&[small("safe"), small("unsafe"), small("all")]));
    assert_eq!(found(&survey(&[&[5, 5], &[30, 20]]), &Rules::survey()), []);
}

#[test]
fn everybody_answered_the_same() {
    let table = survey(&[&[40, 0], &[30, 20]]);
    assert_eq!(found(&table, &Rules::survey()), []);
    let sensitive = Rules { sensitive: true, ..Rules::survey() };
    let whole = |column| ("M1", column, Reason::WholeBase);
    assert_eq!(found(&table, &sensitive), named(&[whole("safe"), whole("unsafe")]));
    let nobody = Rules { zeros: true, ..Rules::survey() };
    assert_eq!(found(&table, &nobody), named(&[("M1", "unsafe", Reason::Nobody)]));
}

#[test]
fn shares_may_be_taken_of_columns() {
    let table = survey(&[&[40, 4], &[30, 5]]);
    let rules = Rules { base: Side::Column, ..Rules::survey() };
    let small = |row| (row, "unsafe", Reason::SmallBase);
    assert_eq!(found(&table, &rules), named(&[small("M1"), small("M2"), small("city")]));
}

fn amounts(cells: [&[u64]; 2]) -> Table {
    Table::cross(&Category::total("city", &["M1", "M2"]), &Category::finest("turnover"), |row, _| {
        Content::Amounts(cells[usize::from(row == "M2")].to_vec())
    })
    .unwrap()
}

#[test]
fn one_firm_makes_nearly_all() {
    // Of M1: 80 of 100 by the first, 95 by the first two. Of M2: even.
    let table = amounts([&[80, 15, 3, 2], &[30, 30, 30, 30]]);
    let rules = |n, percent| Rules { dominance: Some(Dominance { n, percent }), ..Rules::counts(3) };
    let m1 = named(&[("M1", "turnover", Reason::Dominance)]);
    assert_eq!(found(&table, &rules(1, 79)), m1);
    assert_eq!(found(&table, &rules(1, 80)), []);
    assert_eq!(found(&table, &rules(2, 90)), m1);
    assert_eq!(found(&table, &rules(2, 95)), []);
}

#[test]
fn the_second_estimates_the_first() {
    // 100 − 15 − 80 = 5: within 6.25 % of 80.
    let table = amounts([&[80, 15, 3, 2], &[30, 30, 30, 30]]);
    let rules = |percent| Rules { p_percent: Some(percent), ..Rules::counts(3) };
    assert_eq!(found(&table, &rules(6)), []);
    assert_eq!(found(&table, &rules(7)), named(&[("M1", "turnover", Reason::Estimable)]));
    // p = 10: 10 % of 80 is 8, of which 5 is there: 3 more must stay open on both sides.
    let demand = primary(&table, &rules(10))[0].2;
    assert_eq!((demand.low, demand.high), (97, 103));
}

#[test]
fn tables_that_are_none() {
    let twice = Category::total("a", &["b", "b"]);
    let one = Category::finest("x");
    let error = Table::cross(&twice, &one, |_, _| Content::Persons(1)).unwrap_err();
    assert_eq!(error, TableError::CategoryTwice("b".into()));
    let mixed = Table::cross(&Category::total("a", &["b", "c"]), &one, |row, _| {
        if row == "b" { Content::Persons(1) } else { Content::Amounts(vec![7]) }
    });
    assert_eq!(
        mixed.unwrap_err().to_string(),
        "the cell c × x has amounts and others have persons, or the other way round"
    );
    let huge = Table::cross(&Category::total("a", &["b", "c"]), &one, |_, _| Content::Persons(1 << 53));
    assert_eq!(huge.unwrap_err(), TableError::TooLarge(("a".into(), "x".into())));
}
