//! Every shape of a rule line seen in real decrees: as written, and what it says in canonical words.

use territories::rules::{Rule, State, What, parse_line};

/// Reads a line; `?` in front of the canonical text = warning, `!` alone = unresolved.
fn check(written: &str, expected: &str) {
    let line = parse_line(1, written);
    let said = line.rule.as_ref().map(Rule::to_string).unwrap_or_default();
    let found = match line.state {
        State::Resolved => said,
        State::Warning(_) => format!("?{said}"),
        State::Unresolved(_) => "!".to_owned(),
    };
    assert_eq!(found, expected, "{written}: {:?}", line.state);
}

#[test]
fn whole_streets() {
    for (written, expected) in [
        ("Vzorová", "Vzorová"),
        ("28. října", "28. října"),
        ("Obětí 6. května", "Obětí 6. května"),
        ("Hrad III. nádvoří", "Hrad III. nádvoří"),
        ("náměstí Dr.Edvarda Beneše", "náměstí Dr.Edvarda Beneše"),
        ("Voskovce a Wericha", "Voskovce a Wericha"),
        ("Do Čertous", "Do Čertous"),
        ("Rašínovo nábř.", "Rašínovo nábř."),
        ("Vzorová – celá ulice", "Vzorová - celá ulice"),
        ("Koterovská celá", "Koterovská - celá ulice"),
        ("Frýdecko-místecká", "Frýdecko-místecká"),
        ("Na Labuťce IV", "Na Labuťce IV"),
    ] {
        check(written, expected);
    }
}

#[test]
fn parities() {
    for (written, expected) in [
        ("Vzorová – všechna lichá čísla", "Vzorová - lichá č."),
        ("Vzorová - lichá č.", "Vzorová - lichá č."),
        ("Vzorová – sudá čísla", "Vzorová - sudá č."),
        ("Vzorová – sudá", "Vzorová - sudá č."),
        ("Vzorová – sudé č. o. 2, 4", "Vzorová - sudá č. o. 2, 4"),
        ("Vzorová – č. o. lichá 9 – 17; sudá 48 – 62", "Vzorová - lichá č. o. 9–17; sudá č. o. 48–62"),
        ("Vzorová – č. sudá 2 – 14", "Vzorová - sudá č. 2–14"),
        ("Vzorová č. 2 – 64 sudá, č. 1 – 57 lichá", "Vzorová - sudá č. 2–64; lichá č. 1–57"),
        ("Vzorová č. 13 – č. 59 lichá a č. 2 – č. 22 sudá", "Vzorová - lichá č. 13–59; sudá č. 2–22"),
        ("Vzorová – sudá č. a lichá od č. 21", "Vzorová - sudá č.; lichá č. 21 a výše"),
        ("Vzorová - č. 1-31 lichá, všechna sudá č.", "Vzorová - lichá č. 1–31; sudá č."),
        (
            "Vzorová – č. o. 1, lichá i sudá 3 – 7, sudá 8 – 16",
            "Vzorová - č. o. 1; č. o. 3–7; sudá č. o. 8–16",
        ),
        ("Vzorová – sudá č. 36 – 56, č. 29", "Vzorová - sudá č. 36–56; č. 29"),
        ("Vzorová - lichá č., č. 17 - 77", "?Vzorová - lichá č.; č. 17–77"),
        ("Vzorová č. 1–21 lichá, 33–41", "?Vzorová - lichá č. 1–21; lichá č. 33–41"),
        ("Vzorová – lichá a sudá 3–7", "!"),
        ("Vzorová – lichá, sudá 3–7", "!"),
        ("Vzorová - lichá č., sudá č. do 22", "Vzorová - lichá č.; sudá č. 22 a nižší"),
        ("Vzorová – č. 1–9, 12–20 sudá", "!"),
    ] {
        check(written, expected);
    }
}

#[test]
fn ranges_lists_and_open_ends() {
    for (written, expected) in [
        ("Vzorová 1-57", "?Vzorová - č. 1–57"),
        ("Vzorová č. 12 –18", "Vzorová - č. 12–18"),
        ("Vzorová – sudá č. o. 20 až 40", "Vzorová - sudá č. o. 20–40"),
        ("Vzorová – č. 1 – 6, č. 20", "Vzorová - č. 1–6; č. 20"),
        ("Vzorová - č. 59, 61 a 63, 78 – 110", "Vzorová - č. 59, 61, 63, 78–110"),
        ("Vzorová – lichá č. 1 – 9,  sudá č. 4 – 20,", "Vzorová - lichá č. 1–9; sudá č. 4–20"),
        ("Vzorová od č. 9", "Vzorová - č. 9 a výše"),
        ("Vzorová – od 19 výše", "Vzorová - č. 19 a výše"),
        ("Vzorová č. 12 a vyšší sudá", "Vzorová - sudá č. 12 a výše"),
        ("Vzorová – do č. 18", "Vzorová - č. 18 a nižší"),
        ("Vzorová – č. o. lichá 1 – 9, sudá 10 a nižší", "Vzorová - lichá č. o. 1–9; sudá č. o. 10 a nižší"),
        ("Vzorová - sudá č. do 80, lichá č. do 61", "Vzorová - sudá č. 80 a nižší; lichá č. 61 a nižší"),
        ("Vzorová – sudá č. od 14 a výše", "Vzorová - sudá č. 14 a výše"),
        ("Vzorová - č. 15–1", "!"),
        ("Vzorová - č. 15 –", "!"),
        ("Vzorová - č.", "!"),
        ("Vzorová -", "!"),
        ("Vzorová - č. 1234567", "!"),
        ("Vzorová - č. 5 vchod B", "!"),
    ] {
        check(written, expected);
    }
}

#[test]
fn negations() {
    for (written, expected) in [
        ("Vzorová – kromě č. 16", "Vzorová - mimo č. 16"),
        ("Vzorová – vyjma č. o. 18, 22, 24", "Vzorová - mimo č. o. 18, 22, 24"),
        ("Vzorová – bez lichých č. o. 57 – 69", "Vzorová - mimo lichá č. o. 57–69"),
        ("Vzorová vyjma č. 1 – 23 lichá", "Vzorová - mimo lichá č. 1–23"),
        ("Vzorová – lichá č. bez 27 – 41", "Vzorová - lichá č. bez 27–41"),
        ("Vzorová – sudá č. s výjimkou č. 60, 62", "Vzorová - sudá č. bez 60, 62"),
        ("Vzorová – s výjimkou č. 2080/22, 24", "Vzorová - mimo č. 2080/22, 24"),
        ("Vzorová – lichá č. bez 27 – 41, sudá č. 2", "?Vzorová - lichá č. bez 27–41; sudá č. 2"),
        ("Vzorová – sudá č. bez č. p. 5", "!"),
        ("Vzorová – bez č. 5 kromě 7", "!"),
        ("Vzorová – bez", "!"),
        ("Vzorová – lichá č. bez", "!"),
    ] {
        check(written, expected);
    }
}

#[test]
fn systems_pairs_and_letters() {
    for (written, expected) in [
        ("Vzorová – č.p. 714, 803, č. 9 a výše", "Vzorová - č. p. 714, 803; č. 9 a výše"),
        ("Vzorová - lichá č. ev. 3, č. p. 1849", "Vzorová - lichá č. ev. 3; č. p. 1849"),
        ("Vzorová – č. p. 111/19, 186/21 a 235", "Vzorová - č. p. 111/19, 186/21, 235"),
        ("Vzorová - č. 1–49, 1769/51, 2A", "?Vzorová - č. 1–49, 1769/51, 2a"),
        ("Vzorová – č. 26/720", "?Vzorová - č. 26/720"),
        ("Vzorová č. 7,8/1685", "?Vzorová - č. 7, 8/1685"),
        ("Vzorová - sudá č. 2 – 4b", "Vzorová - sudá č. 2–4b"),
        ("Vzorová – sudá č. 4 – 28, 26A", "?Vzorová - sudá č. 4–28, 26a"),
        ("Vzorová – č. 2, 2a, 2b", "Vzorová - č. 2, 2a, 2b"),
        ("Vzorová – č. p. 5, sudá 2–10", "?Vzorová - č. p. 5; sudá č. p. 2–10"),
    ] {
        check(written, expected);
    }
}

#[test]
fn roman_lists() {
    for (written, expected) in [
        ("Jihozápadní I – III", "Jihozápadní I, II, III"),
        ("Nad Buďánkami I, II, III", "Nad Buďánkami I, II, III"),
        ("Nad obcí I - II", "Nad obcí I, II"),
        ("Na hřebenech I – č. o. lichá 1 – 9", "Na hřebenech I - lichá č. o. 1–9"),
        ("Jihozápadní VI – II", "!"),
    ] {
        check(written, expected);
    }
}

#[test]
fn areas_and_filters() {
    for (written, expected) in [
        ("území městské části Praha 16", "území městské části Praha 16"),
        ("navíc ulice městské části Praha-Kunratice:", "navíc ulice městské části Praha-Kunratice:"),
        ("zbytek části obce Bohnice", "zbytek části obce Bohnice"),
        ("všechny ostatní budovy bez názvu ulice", "všechny ostatní budovy bez názvu ulice"),
        ("část města Bohnice - č.p. 213", "část obce Bohnice - č. p. 213"),
        ("část města Točná - č. 4, 256", "?část obce Točná - č. p. 4, 256"),
        ("Pražská – k. ú. Hostivař", "Pražská (k. ú. Hostivař)"),
        ("Vzorová – lichá č. 1–9, k. ú. Libuš", "Vzorová (k. ú. Libuš) - lichá č. 1–9"),
        ("Vzorová – lichá č. 1–9 (k. ú. Libuš)", "Vzorová (k. ú. Libuš) - lichá č. 1–9"),
        ("Vzorová – pouze na území Prahy 14", "Vzorová (pouze na území Praha 14)"),
        (
            "!Část města: Dolní Libchava (ulice K Můstku, U Šporky)",
            "?část obce Dolní Libchava (ulice K Můstku, U Šporky)",
        ),
        ("!Jilmová", "!"),
        ("Nouzov - neexistuje", "!"),
        ("pro 2. stupeň celé území městské části Praha-Újezd", "?pro 2. stupeň"),
        ("l. stupeň", "?pro 2. stupeň"),
        ("Vzorová od křižovatky s ulicí Novou po ul. Starou", "!"),
    ] {
        check(written, expected);
    }
}

#[test]
fn reasons_point_at_their_column() {
    let reasons = |text: &str| -> Vec<(u32, What)> {
        parse_line(1, text).state.reasons().iter().map(|r| (r.column, r.what.clone())).collect()
    };
    assert_eq!(reasons("Žižkova - č. 5 vchod B"), [(16, What::NotUnderstood { text: "vchod B".to_owned() })]);
    assert_eq!(reasons("! Žižkova - č.")[1], (14, What::NumberMissing));
    assert_eq!(reasons("Žižkova - č. p. 5 a 1234567"), [(21, What::NumberTooLarge)]);
}

#[test]
fn every_reason_names_its_message() {
    let line = parse_line(1, "Vzorová - č. 15–1");
    let what = &line.state.reasons()[0].what;
    assert_eq!(what.key(), "territory-range-reversed");
    assert_eq!(what.args(), [("from", "15".to_owned()), ("to", "1".to_owned())]);
}

#[test]
fn lines_under_a_stage_heading_carry_a_warning() {
    let text =
        "Škola\nDlouhá\n!1. stupeň\nKrátká\npro 2. stupeň také území městské části X\n\nDalší škola\nNová\n";
    let document = territories::rules::parse(text);
    let warned: Vec<(u32, bool)> =
        document.lines().map(|(_, _, line)| (line.number, matches!(line.state, State::Warning(_)))).collect();
    assert_eq!(warned, [(2, false), (3, true), (4, true), (5, true), (8, false)]);
}
