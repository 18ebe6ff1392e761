//! Questionnaires coming in: whole or not at all, and never one wording under another's name.

use questionnaires::{Choice, Text, xlsform};

use crate::city::{get, kept, people, post, town, upload};
use crate::wave::{coordinator, form};

#[tokio::test]
async fn a_workbook_comes_in_is_looked_at_and_goes_out_the_same() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let workbook = xlsform::write(&form()).unwrap();
        let sent = upload(&pages, &workbook, false).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        // Sent again it is the same one.
        assert_eq!(upload(&pages, &workbook, false).await.location, sent.location);
        let list = get(&pages, "/staff/pruzkumy/dotazniky").await.text;
        assert!(list.contains("Krátký dotazník, verze 1") && list.contains("Čeština, English, Українська"));
        for (language, words) in [("cs", "Kolik vám je let?"), ("uk", "Скільки вам років?")] {
            let page = get(&pages, &format!("{}?jazyk={language}", sent.location)).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains(words) && page.text.contains("Zobrazí se, když: ${harmed}"));
        }
        let file = get(&pages, &format!("{}/soubor?format=xlsx", sent.location)).await;
        assert_eq!(xlsform::read(&file.bytes).unwrap(), form());
        let file = get(&pages, &format!("{}/soubor?format=toml", sent.location)).await;
        assert_eq!(questionnaires::Questionnaire::from_toml(&file.text).unwrap(), form());
        assert_eq!(get(&pages, &format!("{}/soubor?format=exe", sent.location)).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn other_words_under_the_same_version_are_refused_and_a_new_version_is_compared() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let first = upload(&pages, &xlsform::write(&form()).unwrap(), false).await.location;
    let mut changed = form();
    changed.groups[0].questions[0].label =
        Text::of([("cs", "Kolik je vám roků?"), ("en", "Your age?"), ("uk", "Ваш вік?")]);
    let refused = upload(&pages, &xlsform::write(&changed).unwrap(), false).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("Změněné slovo je nová verze"), "{}", refused.text);
    changed.version = "2".into();
    let second = upload(&pages, &xlsform::write(&changed).unwrap(), false).await.location;
    let older = first.rsplit('/').next().unwrap();
    assert!(get(&pages, &second).await.text.contains(&format!("{second}/zmeny?s={older}")));
    let page = get(&pages, &format!("{second}/zmeny?s={older}")).await.text;
    assert!(page.contains("Kolik vám je let?") && page.contains("Kolik je vám roků?"));
    assert!(page.contains("Změny (počet: 3)"), "{page}");
}

#[tokio::test]
async fn a_workbook_with_a_fault_names_its_place_and_keeps_nothing() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    // No workbook, a question of no list, a condition of no question, a text without its translation.
    let refused = upload(&pages, b"Dobry den", false).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("není sešit .xlsx"));
    let mut doubtful = form();
    doubtful.groups[0].questions[1].label = Text::of([("cs", "Stali jste se obětí?"), ("en", "Harmed?")]);
    let workbook = xlsform::write(&doubtful).unwrap();
    let refused = upload(&pages, &workbook, false).await;
    assert_eq!(refused.status, 422);
    // Row 4 of the sheet: heads, the page that begins, the age, this one.
    assert!(
        refused.text.contains("<th scope=\"row\">survey</th><td class=\"number\">4</td>"),
        "{}",
        refused.text
    );
    assert!(refused.text.contains("chybí překlad do jazyka uk"));
    assert_eq!(kept(&ground.store, "select key from survey_questionnaire").await, [""; 0]);
    // A doubt may stay when somebody says so; a fault never.
    assert_eq!(upload(&pages, &workbook, true).await.status, 303);
}

#[tokio::test]
async fn faults_are_told_in_the_language_of_the_reader() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let workbook = workbook(&[
        (
            "survey",
            "type | name | label | relevant\n select_one nowhere | a | A | ${nobody} = 1\n select_many x | b | B |\n text | c | C | ${a",
        ),
        ("settings", "form_id | version\n x | 1"),
    ]);
    let refused = upload(&pages, &workbook, true).await;
    assert_eq!(refused.status, 422);
    for said in [
        "odkaz na otázku nekončí",
        "Druh otázky",
        "<td class=\"number\">3</td>",
        "<td class=\"number\">4</td>",
    ] {
        assert!(refused.text.contains(said), "{said}: {}", refused.text);
    }
    assert_eq!(kept(&ground.store, "select key from survey_questionnaire").await, [""; 0]);
}

/// A workbook of sheets; rows are lines, cells are separated by `|`.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in (0_u32..).zip(rows.lines()) {
            for (column, text) in (0_u16..).zip(line.split('|')).filter(|(_, text)| !text.trim().is_empty()) {
                sheet.write_string(row, column, text.trim()).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test]
async fn the_core_battery_gets_the_districts_of_the_city() {
    let database = store::testing::sqlite().await;
    let ground = town((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let taken = post(&pages, "/staff/pruzkumy/dotazniky/zaklad", &[]).await;
    assert_eq!(taken.status, 303, "{}", taken.text);
    let text = get(&pages, &format!("{}/soubor?format=toml", taken.location)).await.text;
    let form = questionnaires::Questionnaire::from_toml(&text).unwrap();
    assert!(questionnaires::lint(&form).is_empty());
    let atlas = ground.places.atlas();
    let wanted: Vec<String> =
        atlas.territories(places::Layer::District).iter().map(|it| it.code.clone()).collect();
    let answers = |choice: &&Choice| choice.missing.is_none();
    let codes: Vec<String> =
        form.list("district").unwrap().choices.iter().filter(answers).map(|it| it.code.clone()).collect();
    assert!(!codes.is_empty() && codes == wanted);
    // Taken twice it is one.
    assert_eq!(post(&pages, "/staff/pruzkumy/dotazniky/zaklad", &[]).await.location, taken.location);
    let empty = store::testing::sqlite().await;
    let ground = people((*empty).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    assert_eq!(post(&pages, "/staff/pruzkumy/dotazniky/zaklad", &[]).await.status, 422);
}
