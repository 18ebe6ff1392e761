//! From a contractor's file to the portal, and everything that must be refused on the way.

use axum::Router;
use axum::http::Method;
use ground::Ground;
use serde_json::Value;

use crate::city::{Answer, Browser, ask, get, kept, pages_as, people, post, somebody};
use crate::wave::{coordinator, to_state};

/// A wave that a contractor asked: a .sav of GNU PSPP with windows-1250, words, kinds of missing and a weight.
const SAV: &[u8] = include_bytes!("fixtures/wave.sav");

/// A new wave of a kind of sample, without a questionnaire; its path.
async fn wave(pages: &Router, sample: &str, label: &str, to: &str) -> String {
    let pairs = [
        ("label", label),
        ("sample", sample),
        ("modes", "face"),
        ("from", "2024-04-01"),
        ("to", to),
        ("reminders", "0"),
    ];
    let wave = post(pages, "/staff/pruzkumy/nova", &pairs).await;
    assert_eq!(wave.status, 303, "{}", wave.text);
    wave.location
}

async fn deliver(pages: &Router, wave: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body =
        format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
            .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    ask(pages, Method::POST, &format!("{wave}/data"), "multipart/form-data; boundary=x", body).await
}

/// Says which way the scale runs, and how the sample was drawn.
async fn designed(pages: &Router, wave: &str) {
    let again = [("direction-tma", "worse"), ("direction-znamka", "worse")];
    assert_eq!(post(pages, &format!("{wave}/data/znovu"), &again).await.status, 303);
    let design = [
        ("weights", "vaha"),
        ("strata0", "obvod"),
        ("clusters0", "dum"),
        ("district", "obvod"),
        ("lonely", "refuse"),
        ("items", "tma"),
        ("items", "znamka"),
    ];
    let said = post(pages, &format!("{wave}/navrh"), &design).await;
    assert_eq!(said.status, 303, "{}", said.text);
}

async fn published(pages: &Router, wave: &str) -> String {
    let done = post(pages, &format!("{wave}/zverejneni"), &[]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    done.location
}

/// The whole way of a wave of this sample from the file to the portal; paths of the wave and of the release.
async fn on_the_portal(pages: &Router, sample: &str, label: &str, to: &str) -> (String, String) {
    let wave = wave(pages, sample, label, to).await;
    assert_eq!(deliver(pages, &wave, "vlna.sav", SAV).await.status, 303);
    designed(pages, &wave).await;
    to_state(pages, &wave, "closed").await;
    let release = published(pages, &wave).await;
    (wave, release)
}

async fn api(browser: &Browser, release: &str) -> Value {
    let id = release.rsplit('/').next().unwrap();
    let answer = browser.get(&format!("/api/v1/survey-results/{id}")).await;
    serde_json::from_str(&answer.text).unwrap()
}

fn item<'v>(said: &'v Value, name: &str) -> &'v Value {
    let items = said.pointer("/results/items").unwrap().as_array().unwrap();
    items.iter().find(|item| item.get("name").unwrap() == name).unwrap()
}

fn district<'v>(item: &'v Value, name: &str) -> &'v Value {
    let districts = item.pointer("/headline/districts").unwrap().as_array().unwrap();
    districts.iter().find(|it| it.pointer("/name/cs").unwrap() == name).unwrap()
}

#[tokio::test]
async fn a_file_of_a_contractor_becomes_a_result_on_the_portal() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let wave = wave(&pages, "probability", "Pocit bezpečí 2024", "2024-04-30").await;
        assert_eq!(deliver(&pages, &wave, "vlna.sav", SAV).await.status, 303);
        let data = get(&pages, &format!("{wave}/data")).await.text;
        assert!(
            data.contains("SPSS")
                && data.contains("windows-1250")
                && data.contains("Jak bezpečně se cítíte po setmění?")
        );
        designed(&pages, &wave).await;
        // 240 people of five districts and 6 of the sixth, in persons of the city.
        let totals = "obvod;1;2 000\nobvod;2;2 000\nobvod;3;2 000\nobvod;4;2 000\nobvod;5;2 000\nobvod;6;250";
        let step = [("kind", "margins"), ("totals", totals), ("source", "registr obyvatel")];
        let taken = post(&pages, &format!("{wave}/vahy"), &step).await;
        assert_eq!(taken.status, 303, "{}", taken.text);
        let results = get(&pages, &format!("{wave}/vysledky/tma")).await.text;
        assert!(results.contains("velmi bezpečně / spíše bezpečně"), "{results}");
        to_state(&pages, &wave, "closed").await;
        let release = published(&pages, &wave).await;

        let browser = Browser::new(&ground, 1);
        let said = api(&browser, &release).await;
        let dark = item(&said, "tma");
        let city = dark.pointer("/headline/city").unwrap();
        let number = |value: &Value, path: &str| value.pointer(path).unwrap().as_f64().unwrap();
        // By hand from the cross-table: districts weigh 2 000 persons each by their own weights; 46 + 44 + … answered.
        assert_eq!(city.get("base").unwrap(), 227);
        assert!((0.4..0.6).contains(&number(city, "/value")) && number(city, "/se") > 0.0);
        // Weights meet the register, so that those who answered stand for fewer than its 10 250.
        assert!((9_000.0..10_250.0).contains(&number(city, "/weighted")), "{city}");
        assert_eq!(
            dark.pointer("/silence/dont-know").unwrap().as_u64().unwrap()
                + dark.pointer("/silence/refused").unwrap().as_u64().unwrap(),
            19
        );
        let worst = district(dark, "Újezd");
        assert!(
            number(worst, "/difference/value") < -0.2 && number(worst, "/difference/p") < 0.05,
            "{worst}"
        );
        // Six people are too few to be shown, and one district alone would be told by the city.
        let held: Vec<_> = dark
            .pointer("/headline/districts")
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it.pointer("/figure/is").unwrap() == "protected")
            .collect();
        assert_eq!(district(dark, "Malesice").pointer("/figure/is").unwrap(), "protected");
        assert!(held.len() >= 2, "{held:?}");
        let page = browser.get(&format!("{release}/tma")).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("Jak bezpečně se cítíte po setmění?") && page.text.contains("<svg"));
        assert!(page.text.contains("nezveřejňuje se") && page.text.contains("Interval 95 %"));
        let list = browser.get("/pocit-bezpeci").await.text;
        assert!(list.contains("Pocit bezpečí 2024"), "{list}");
    })
    .await;
}

#[tokio::test]
async fn a_broken_file_is_refused_in_words_with_its_place() {
    let database = store::testing::sqlite().await;
    let ground = people(store::Store::open(database.url()).await.unwrap()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = wave(&pages, "probability", "Vlna", "2024-04-30").await;
    let cut = deliver(&pages, &wave, "vlna.sav", SAV.get(..SAV.len() / 2).unwrap()).await;
    assert_eq!(cut.status, 422);
    assert!(cut.text.contains("soubor tu končí, i když má pokračovat"), "{}", cut.text);
    let ragged = deliver(&pages, &wave, "vlna.csv", b"a;b\n1;2\n3\n").await;
    assert_eq!(ragged.status, 422);
    assert!(ragged.text.contains("řádek 3") && ragged.text.contains("polí"), "{}", ragged.text);
    assert!(kept(&ground.store, "select name from survey_delivery").await.is_empty(), "nothing was kept");
}

#[tokio::test]
async fn a_lonely_stratum_and_impossible_totals_are_named() {
    let database = store::testing::sqlite().await;
    let ground = people(store::Store::open(database.url()).await.unwrap()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = wave(&pages, "probability", "Vlna", "2024-04-30").await;
    let mut csv = "vrstva;dum;x\n".to_owned();
    for (stratum, house) in [("sever", 1), ("sever", 2), ("jih", 3)] {
        csv.push_str(&format!("{stratum};{house};1\n{stratum};{house};2\n"));
    }
    assert_eq!(deliver(&pages, &wave, "vlna.csv", csv.as_bytes()).await.status, 303);
    let design = [("strata0", "vrstva"), ("clusters0", "dum"), ("lonely", "refuse"), ("items", "x")];
    let lonely = post(&pages, &format!("{wave}/navrh"), &design).await;
    assert_eq!(lonely.status, 422);
    assert!(lonely.text.contains("vrstva jih má jen jednu výběrovou jednotku"), "{}", lonely.text);

    assert_eq!(deliver(&pages, &wave, "vlna.sav", SAV).await.status, 303);
    designed(&pages, &wave).await;
    let step = |totals: &'static str| {
        let (pages, wave) = (pages.clone(), wave.clone());
        async move {
            let step = [("kind", "margins"), ("totals", totals), ("source", "registr")];
            post(&pages, &format!("{wave}/vahy"), &step).await
        }
    };
    let nobody =
        step("obvod;1;10\nobvod;2;10\nobvod;3;10\nobvod;4;10\nobvod;5;10\nobvod;6;10\nobvod;9;10").await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.text.contains("obvod: hodnotu 9 ve výběru nikdo nemá"), "{}", nobody.text);
    let marks = "znamka;1;40\nznamka;2;40\nznamka;3;40\nznamka;4;40\nznamka;5;41";
    let all: &'static str = Box::leak(
        format!("obvod;1;10\nobvod;2;10\nobvod;3;10\nobvod;4;10\nobvod;5;10\nobvod;6;10\n{marks}")
            .into_boxed_str(),
    );
    let apart = step(all).await;
    assert_eq!(apart.status, 422);
    assert!(apart.text.contains("součty obvod (60) a znamka (201)"), "{}", apart.text);
}

async fn releases(ground: &Ground) -> usize {
    kept(&ground.store, "select cast(id as text) from survey_release").await.len()
}

#[tokio::test]
async fn an_analyst_does_not_publish() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let wave = wave(&pages, "probability", "Vlna", "2024-04-30").await;
        assert_eq!(deliver(&pages, &wave, "vlna.sav", SAV).await.status, 303);
        designed(&pages, &wave).await;
        to_state(&pages, &wave, "closed").await;
        let analyst = somebody(&ground, "simona.ukazkova", "odbor-bezpecnosti").await;
        let theirs = pages_as(&ground, &analyst);
        let page = get(&theirs, &format!("{wave}/zverejneni")).await;
        assert_eq!(page.status, 200);
        assert!(!page.text.contains("Zveřejnit na portálu"), "{}", page.text);
        let tried = post(&theirs, &format!("{wave}/zverejneni"), &[]).await;
        assert!(tried.status.is_client_error(), "{}", tried.status);
        assert_eq!(releases(&ground).await, 0);
        published(&pages, &wave).await;
        assert_eq!(releases(&ground).await, 1);
    })
    .await;
}

/// The people of a file as CSV, some of them left out.
fn csv(without: usize) -> Vec<u8> {
    let mut csv = "obvod;dum;vaha;tma;znamka\n".to_owned();
    for person in without..240 {
        let (district, house) = (person / 48 + 1, person / 6);
        csv.push_str(&format!("{district};{house};40;{};{}\n", person % 4 + 1, person % 5 + 1));
    }
    csv.into_bytes()
}

#[tokio::test]
async fn a_second_release_that_would_tell_a_few_people_apart_is_refused() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let wave = wave(&pages, "probability", "Vlna", "2024-04-30").await;
        assert_eq!(deliver(&pages, &wave, "vlna.csv", &csv(0)).await.status, 303);
        designed(&pages, &wave).await;
        to_state(&pages, &wave, "closed").await;
        published(&pages, &wave).await;
        // Two people fewer: both releases together would say how the two answered.
        assert_eq!(deliver(&pages, &wave, "vlna.csv", &csv(2)).await.status, 303);
        designed(&pages, &wave).await;
        let refused = post(&pages, &format!("{wave}/zverejneni"), &[]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("prozradila odpovědi několika lidí"), "{}", refused.text);
        assert_eq!(releases(&ground).await, 1);
    })
    .await;
}

/// Whether anything that speaks of uncertainty stands in a value; the path to it.
fn uncertain(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let path = format!("{path}/{name}");
                let speaks = ["interval", "se", "effect", "difference", "model"].contains(&name.as_str());
                if speaks && !member.is_null() {
                    found.push(path.clone());
                }
                uncertain(member, &path, found);
            }
        }
        Value::Array(all) => all.iter().for_each(|member| uncertain(member, path, found)),
        _ => {}
    }
}

#[tokio::test]
async fn an_open_poll_has_no_margin_of_error_anywhere() {
    let database = store::testing::sqlite().await;
    let ground = people(store::Store::open(database.url()).await.unwrap()).await;
    let (_, pages) = coordinator(&ground).await;
    let (wave, release) = on_the_portal(&pages, "opt-in", "Anketa 2024", "2024-04-30").await;
    let browser = Browser::new(&ground, 2);
    let said = api(&browser, &release).await;
    let mut found = Vec::new();
    uncertain(&said, "", &mut found);
    assert!(found.is_empty(), "{found:?}");
    let file: Value =
        serde_json::from_str(&get(&pages, &format!("{wave}/soubor/vysledky.json")).await.text).unwrap();
    uncertain(&file, "", &mut found);
    assert!(found.is_empty(), "{found:?}");
    let shown = [
        get(&pages, &format!("{wave}/vysledky")).await,
        get(&pages, &format!("{wave}/vysledky/tma")).await,
        get(&pages, &format!("{wave}/soubor/zprava.html")).await,
        browser.get(&release).await,
        browser.get(&format!("{release}/tma")).await,
    ];
    for page in shown {
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("Otevřená anketa"), "the warning stands everywhere");
        assert!(!page.text.contains("Interval 95 %") && !page.text.contains("Vliv návrhu"), "{}", page.text);
    }
    // Uncertainty is drawn as a line of some length; here every one has none.
    let chart = browser.get(&format!("{release}/tma")).await.text;
    let lengths = chart.split("class=\"chart-range\"").skip(1).map(|line| {
        let end = |name: &str| {
            line.split(&format!("{name}=\"")).nth(1).and_then(|it| it.split('"').next()).map(str::to_owned)
        };
        (end("x1"), end("x2"))
    });
    assert!(
        lengths.clone().count() > 0 && lengths.into_iter().all(|(from, to)| from.is_some() && from == to)
    );
}

#[tokio::test]
async fn intervals_of_a_quota_sample_say_as_if() {
    let database = store::testing::sqlite().await;
    let ground = people(store::Store::open(database.url()).await.unwrap()).await;
    let (_, pages) = coordinator(&ground).await;
    let (wave, release) = on_the_portal(&pages, "quota", "Kvóty 2024", "2024-04-30").await;
    let browser = Browser::new(&ground, 3);
    let shown = [
        get(&pages, &format!("{wave}/vysledky/tma")).await,
        get(&pages, &format!("{wave}/soubor/zprava.html")).await,
        get(&pages, &format!("{wave}/soubor/vysledky.json")).await,
        browser.get(&format!("{release}/tma")).await,
    ];
    for page in shown {
        assert!(page.text.contains("jako by lidé byli vybráni náhodně"), "{}", page.text);
    }
}

#[tokio::test]
async fn waves_are_compared_marked_or_refused() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let (_, _) = on_the_portal(&pages, "probability", "Dřívější vlna", "2024-04-30").await;
        let (_, _) = on_the_portal(&pages, "opt-in", "Otevřená anketa", "2024-06-30").await;
        let (wave, release) = on_the_portal(&pages, "probability", "Nová vlna", "2024-09-30").await;
        let page = get(&pages, &format!("{wave}/rozdily")).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let has = |text: &str| assert!(page.text.contains(text), "{text}: {}", page.text);
        has("Dřívější vlna a Nová vlna");
        has("Otevřená anketa: neporovnáváme. jiný druh výběru, nebo otevřená anketa");
        // The same file twice: the same houses, so the covariance is not known; and nothing changed.
        has("Dřívější vlna: obě vlny vybíraly zčásti ze stejných skupin");
        has("otázek 2, míst nejvýš 7");
        assert!(!page.text.contains("Zlom v řadě"));
        let browser = Browser::new(&ground, 4);
        let public = browser.get(&format!("{release}/tma")).await.text;
        assert!(public.contains("Proti jiným vlnám") && public.contains("Dřívější vlna a Nová vlna"));
        assert!(public.contains("<td>neporovnává se</td>"), "what is held back is not compared");

        // Asked by other means: a break in the table and in the chart.
        let page = get(&pages, &format!("{wave}/upravit")).await.text;
        let version =
            page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let pairs = [
            ("version", version.as_str()),
            ("label", "Nová vlna"),
            ("sample", "probability"),
            ("modes", "web"),
            ("from", "2024-04-01"),
            ("to", "2024-09-30"),
            ("reminders", "0"),
        ];
        let changed = post(&pages, &format!("{wave}/upravit"), &pairs).await;
        assert_eq!(changed.status, 303, "{}", changed.text);
        let page = get(&pages, &format!("{wave}/rozdily")).await.text;
        assert!(page.matches("≠ Zlom v řadě: jiný způsob dotazování").count() >= 4, "{page}");
    })
    .await;
}
