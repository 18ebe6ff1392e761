//! Sets through the page: looked at, taken over, refused; what is released, and workbooks by a mapping.

use official_statistics::csu;

use crate::agencies::send;
use crate::city::{get, pages_as, people, post, somebody};

const PAGE: &str = "/staff/cizinci/prevzit";

/// A district with its sums; `small` people of one small citizenship, `wrong` added to the printed sum.
pub(crate) fn district(year: u16, ukraine: u64, small: u64, wrong: u64) -> String {
    let mut text = csu::COLUMNS.join(",");
    let parts = [
        ("1", "804", ukraine),
        ("2", "804", 200),
        ("1", "703", 90),
        ("2", "703", 80),
        ("1", "498", small),
        ("2", "498", 20),
    ];
    let sum: u64 = parts.iter().map(|it| it.2).sum();
    let rows = parts.iter().map(|it| (it.0, it.1, "20", it.2)).chain([("", "", "", sum + wrong)]);
    for (id, (sex, citizenship, age, count)) in rows.enumerate() {
        text.push_str(&format!(
            "\n{id},{count},6121,102,{sex},199,{citizenship},7700,{age},{year},101,49999,100,9999,okres,kraj,,,"
        ));
    }
    text
}

fn said(text: &str) -> &str {
    text.split("<main").nth(1).unwrap().split("</main>").next().unwrap()
}

async fn settled(pages: &axum::Router) {
    let district = [("code", "49999"), ("lau", "CZ0999"), ("name", "okres Zkušební"), ("end", "included")];
    assert_eq!(post(pages, "/staff/cizinci/nastaveni", &district).await.status, 303);
}

#[tokio::test]
async fn a_set_is_looked_at_taken_over_and_released_without_small_cells() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let head = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &head);
        let file = district(2024, 300, 3, 0);
        let nowhere = send(&pages, PAGE, &[], ("x.csv", file.as_bytes())).await;
        assert_eq!(nowhere.status, 422);
        assert!(said(&nowhere.text).contains("ve kterém okrese město leží"));
        settled(&pages).await;
        let looked = send(&pages, PAGE, &[], ("x.csv", file.as_bytes())).await;
        assert_eq!(looked.status, 200);
        assert!(said(&get(&pages, "/cizinci/obcanstvi").await.text).contains("Zatím nebyla"));
        let taken = send(&pages, PAGE, &[("take", "yes")], ("x.csv", file.as_bytes())).await;
        assert_eq!(taken.status, 200, "{}", said(&taken.text));

        let released = get(&pages, "/api/v1/foreigners").await.text;
        let released: serde_json::Value = serde_json::from_str(&released).unwrap();
        let cells = released["stocks"][0]["cells"].as_array().unwrap();
        let count = |citizenship: &str, sex: &str| {
            let cell = cells.iter().find(|it| it["citizenship"] == citizenship && it["sex"] == sex).unwrap();
            cell["count"].as_u64()
        };
        assert_eq!(
            (count("all", "all"), count("498", "1"), count("498", "all")),
            (Some(693), None, Some(23))
        );
        let page = get(&pages, "/cizinci/obcanstvi").await.text;
        assert!(said(&page).contains("Ukrajina") && said(&page).contains("·"));
        let portal = get(&pages, "/cizinci").await.text;
        assert!(said(&portal).contains("okres Zkušební") && said(&portal).contains("693"));

        // A day later the same state with one more: the release must not tell that one person came.
        let later = district(2024, 300, 4, 0);
        assert_eq!(send(&pages, PAGE, &[("take", "yes")], ("y.csv", later.as_bytes())).await.status, 200);
        let released = get(&pages, "/api/v1/foreigners").await.text;
        let released: serde_json::Value = serde_json::from_str(&released).unwrap();
        let all = released["stocks"][0]["cells"].as_array().unwrap().last().unwrap();
        assert_eq!(all["citizenship"], "all");
        assert!(all["count"].is_null(), "{all}");
    })
    .await;
}

#[tokio::test]
async fn files_that_cannot_be_right_leave_nothing_behind() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let head = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
    let pages = pages_as(&ground, &head);
    settled(&pages).await;
    let wrong = district(2024, 300, 3, 7);
    let countries: String = (0..40)
        .map(|at| format!("Země {at},2024,{},x\n", 4 * 27_275))
        .fold("Země,Rok,Počet osob,Země_anglicky\n".to_owned(), |all, line| all + &line);
    let few = countries.replace("2024", "1999");
    let windows: Vec<u8> = b"Zem\xec,Rok,Po\xe8et osob\n".to_vec();
    for (bytes, expected) in [
        (wrong.as_bytes(), "Řádek 8"),
        (countries.as_bytes(), "násobky 4"),
        (few.as_bytes(), "neříká, co a ke kterému dni"),
        (windows.as_slice(), "windows-1250"),
        (b"a,b\n1,2\n".as_slice(), "takový soubor neznáme"),
        (b"PK\x03\x04zip".as_slice(), "poškozený"),
        (district(2024, 300, 3, 0).replace("49999", "40371").as_bytes(), "nic o našem městě"),
        (b"".as_slice(), "Vyberte prosím soubor"),
    ] {
        let answer = send(&pages, PAGE, &[("take", "yes")], ("x.csv", bytes)).await;
        assert_eq!(answer.status, 422, "{expected}");
        assert!(said(&answer.text).contains(expected), "{expected}: {}", said(&answer.text));
    }
    assert!(said(&get(&pages, "/staff/cizinci").await.text).contains("Zatím nic"));
}

fn book(heading: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Okresy").unwrap();
    for (at, name) in ["Okres", "Občanství", heading].into_iter().enumerate() {
        sheet.write(0, u16::try_from(at).unwrap(), name).unwrap();
    }
    for (at, (country, count)) in (1..).zip([("Ukrajina", 120), ("Slovensko", 80)]) {
        sheet
            .write(at, 0, "okres Zkušební")
            .unwrap()
            .write(at, 1, country)
            .unwrap()
            .write(at, 2, count)
            .unwrap();
    }
    sheet.write(3, 0, "Celkem").unwrap().write(3, 2, 200).unwrap();
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_workbook_is_mapped_once_and_a_changed_one_is_set_aside() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let head = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
    let pages = pages_as(&ground, &head);
    settled(&pages).await;
    let looked =
        send(&pages, "/staff/cizinci/mapovani", &[("header", "1")], ("kraj.xlsx", &book("Trvalý"))).await;
    assert_eq!(looked.status, 200, "{}", said(&looked.text));
    assert!(said(&looked.text).contains("Trvalý") && said(&looked.text).contains("120"));
    let mut mapping =
        vec![("name", "Cizinecká policie"), ("sheet", "Okresy"), ("header", "1"), ("sums", "Celkem")];
    mapping.extend(["Okres", "Občanství", "Trvalý"].map(|heading| ("heading", heading)));
    mapping.extend([("column-0", "territory"), ("column-1", "citizenship")]);
    assert_eq!(
        post(&pages, "/staff/cizinci/mapovani/ulozit", &mapping).await.status,
        422,
        "nothing is counted"
    );
    mapping.push(("column-2", "foreigners-residence-permanent"));
    assert_eq!(post(&pages, "/staff/cizinci/mapovani/ulozit", &mapping).await.status, 303);
    let form = get(&pages, PAGE).await.text;
    let id = form.split("<option value=\"").skip(1).map(|it| it.split('"').next().unwrap());
    let id = id.filter(|it| it.parse::<store::Id>().is_ok()).last().unwrap().to_owned();
    let fields = [("take", "yes"), ("mapping", id.as_str()), ("day", "2026-09-30")];
    let taken = send(&pages, PAGE, &fields, ("kraj.xlsx", &book("Trvalý"))).await;
    assert_eq!(taken.status, 200, "{}", said(&taken.text));
    assert!(said(&taken.text).contains("trvalým pobytem"), "{}", said(&taken.text));
    let changed = send(&pages, PAGE, &fields, ("kraj.xlsx", &book("Trvalé pobyty"))).await;
    assert_eq!(changed.status, 422);
    assert!(
        said(&changed.text).contains("jmenoval „Trvalý“, teď „Trvalé pobyty“"),
        "{}",
        said(&changed.text)
    );
    let list = get(&pages, "/staff/cizinci").await.text;
    assert!(said(&list).contains("odloženo") && said(&list).contains("převzato"));
}
