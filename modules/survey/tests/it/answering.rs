//! People answering: a code, pages with skip logic, an interruption, handing in, and what is kept of it all.

use crate::city::{Browser, get, kept, people, post, town};
use crate::wave::{codes, collecting, coordinator, to_state};

const HOME: &str = "/pruzkum/ucast";

async fn enter(browser: &Browser, code: &str) {
    let entered = browser.post(HOME, &[("code", code)]).await;
    assert_eq!(
        (entered.status.as_u16(), entered.location.as_str()),
        (303, "/pruzkum/ucast/uvod"),
        "{}",
        entered.text
    );
}

/// Answers the first page of somebody who was not harmed, and the last one.
async fn answer_shortly(browser: &Browser) {
    let first = [("shown", "age harmed"), ("q-age", "34"), ("q-harmed", "0"), ("go", "next")];
    let sent = browser.post("/pruzkum/ucast/strana/1", &first).await;
    assert_eq!(sent.location, "/pruzkum/ucast/strana/3", "{}", sent.text);
    let last =
        [("shown", "order mark weight since spot read"), ("q-read", "OK"), ("q-mark", "2"), ("go", "next")];
    let sent = browser.post("/pruzkum/ucast/strana/3", &last).await;
    assert_eq!(sent.location, "/pruzkum/ucast/souhrn", "{}", sent.text);
}

#[tokio::test]
async fn somebody_answers_stops_and_goes_on_elsewhere_and_nothing_leads_back() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let wave = collecting(&pages, "probability").await;
        let code = codes(&pages, &wave, 1).await.remove(0);

        let trail = kept(&ground.store, "select detail from access_audit").await.len();
        // The link of the letter fills the field in and changes nothing.
        let phone = Browser::new(&ground, 1);
        let door = phone.get(&format!("{HOME}?kod={code}")).await;
        assert!(door.text.contains(&code) && door.cookie.is_empty());
        assert_eq!(kept(&ground.store, "select state from survey_code").await, ["free"]);
        let entered = phone.post(HOME, &[("code", code.to_lowercase().as_str())]).await;
        assert!(entered.cookie.contains("HttpOnly; SameSite=Strict; Max-Age=10800"), "{}", entered.cookie);
        assert!(!entered.location.contains(&code), "not in addresses");
        let intro = phone.get("/pruzkum/ucast/uvod").await;
        assert!(intro.text.contains("Krátký dotazník") && intro.text.contains("3 krátké stránky"));

        // A page: an answer that brings another question, a wrong one, and what was typed stays.
        let page = phone.get("/pruzkum/ucast/strana/1").await;
        assert!(page.text.contains("Kolik vám je let?") && !page.text.contains("Kolikrát?"));
        let first = [("shown", "age harmed"), ("q-age", "12"), ("q-harmed", "1"), ("go", "next")];
        let wrong = phone.post("/pruzkum/ucast/strana/1", &first).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("Napište číslo od 15 do 120.") && wrong.text.contains("value=\"12\""));
        let first = [("shown", "age harmed"), ("q-age", "34"), ("q-harmed", "1"), ("go", "next")];
        let more = phone.post("/pruzkum/ucast/strana/1", &first).await;
        assert_eq!(more.location, "/pruzkum/ucast/strana/1?dale=1#field-q-times");
        let page = phone.get("/pruzkum/ucast/strana/1?dale=1").await;
        assert!(page.text.contains("přibyly na stránku další otázky") && page.text.contains("Kolikrát?"));
        let first = [("shown", "age harmed times"), ("q-age", "34"), ("q-harmed", "1"), ("q-times", "dvakrát")];
        let later = phone.post("/pruzkum/ucast/strana/1", &[&first[..], &[("go", "later")]].concat()).await;
        assert_eq!(later.location, "/pruzkum/ucast/pozdeji");
        assert!(phone.get("/pruzkum/ucast/pozdeji").await.text.contains(&code));
        let left = phone.post("/pruzkum/ucast/pozdeji", &[]).await;
        assert!(left.status == 303 && phone.kept().is_empty());

        // Elsewhere, another day: what was typed is there, also what is wrong with it.
        assert_eq!(kept(&ground.store, "select touched from survey_code").await, ["2026-11-24"]);
        let computer = Browser::new(&ground, 2);
        enter(&computer, &code).await;
        let page = computer.get("/pruzkum/ucast/strana/1").await;
        assert!(page.text.contains("value=\"dvakrát\"") && page.text.contains("value=\"34\""));
        let again = [("shown", "age harmed times"), ("q-age", "34"), ("q-harmed", "1"), ("m-times", "refused"), ("go", "next")];
        let next = computer.post("/pruzkum/ucast/strana/1", &again).await;
        assert_eq!(next.location, "/pruzkum/ucast/strana/2", "{}", next.text);
        let harm = [("shown", "places what"), ("q-places", "1"), ("q-places", "3"), ("q-what", "U nádraží <b>"), ("go", "next")];
        assert_eq!(computer.post("/pruzkum/ucast/strana/2", &harm).await.location, "/pruzkum/ucast/strana/3");
        let end = [
            ("shown", "order mark weight since spot read"),
            ("q-order", "1=2"),
            ("q-order", "2=3"),
            ("q-order", "3=1"),
            ("q-mark", "2"),
            ("q-weight", "2,5"),
            ("q-since", "2001-05-01"),
            ("q-spot", "49.7475 13.3776"),
            ("q-read", "OK"),
            ("go", "next"),
        ];
        assert_eq!(computer.post("/pruzkum/ucast/strana/3", &end).await.location, "/pruzkum/ucast/souhrn");
        let recap = computer.get("/pruzkum/ucast/souhrn").await.text;
        for said in ["v parku, doma", "1. doma, 2. v parku, 3. na zastávce", "nechci odpovědět", "U nádraží &#60;b&#62;", "2,5"] {
            assert!(recap.contains(said), "{said}: {recap}");
        }
        let handed = computer.post("/pruzkum/ucast/souhrn", &[]).await;
        assert_eq!(handed.location, "/pruzkum/ucast/hotovo");
        assert!(computer.kept().is_empty());

        // What is kept: no draft, no day, and nothing that stands in both tables but how the person was drawn.
        assert_eq!(kept(&ground.store, "select state || draft || coalesce(touched, '') from survey_code").await, ["done"]);
        let answers = kept(&ground.store, "select answers from survey_response").await;
        assert_eq!(answers.len(), 1);
        let json: serde_json::Value = serde_json::from_str(&answers[0]).unwrap();
        assert_eq!(json["times"], serde_json::json!({ "missing": "refused" }));
        assert_eq!(json["order"], serde_json::json!({ "codes": ["3", "1", "2"] }));
        assert_eq!(json["weight"], serde_json::json!({ "number": 2.5 }));
        let hash = kept(&ground.store, "select hash from survey_code").await.remove(0);
        let row = kept(
            &ground.store,
            "select cast(id as text) || '|' || mode || '|' || sample || '|' || coalesce(client, '') from survey_response",
        );
        let row = row.await.remove(0);
        assert!(row.ends_with("|web|{}|") && !row.contains(&hash), "{row}");
        // No row of the trail says that anybody answered.
        assert_eq!(kept(&ground.store, "select detail from access_audit").await.len(), trail);

        // The code is used up, on any page.
        let used = computer.post(HOME, &[("code", code.as_str())]).await;
        assert_eq!(used.location, "/pruzkum/ucast?stav=pouzity");
        assert!(computer.get(&used.location).await.text.contains("už někdo odpovědi odevzdal"));
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_goes_out_of_sight_is_not_handed_in() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "probability").await;
    let code = codes(&pages, &wave, 1).await.remove(0);
    let browser = Browser::new(&ground, 1);
    enter(&browser, &code).await;
    let harmed =
        [("shown", "age harmed times"), ("q-age", "34"), ("q-harmed", "1"), ("q-times", "3"), ("go", "next")];
    assert_eq!(browser.post("/pruzkum/ucast/strana/1", &harmed).await.location, "/pruzkum/ucast/strana/2");
    browser
        .post("/pruzkum/ucast/strana/2", &[("shown", "places what"), ("q-places", "1"), ("go", "back")])
        .await;
    answer_shortly(&browser).await;
    // The page that is gone leads to where there is still something to answer.
    assert_eq!(browser.get("/pruzkum/ucast/strana/2").await.location, "/pruzkum/ucast/souhrn");
    assert_eq!(browser.post("/pruzkum/ucast/souhrn", &[]).await.location, "/pruzkum/ucast/hotovo");
    let answers = kept(&ground.store, "select answers from survey_response").await.remove(0);
    assert!(!answers.contains("times") && !answers.contains("places"), "{answers}");
}

#[tokio::test]
async fn what_is_incomplete_is_not_handed_in_and_says_what_is_missing() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "probability").await;
    let code = codes(&pages, &wave, 1).await.remove(0);
    let browser = Browser::new(&ground, 1);
    // Without a code there is nothing but the door.
    assert_eq!(browser.get("/pruzkum/ucast/strana/1").await.location, HOME);
    assert_eq!(browser.post("/pruzkum/ucast/souhrn", &[]).await.location, HOME);
    enter(&browser, &code).await;
    assert_eq!(browser.post("/pruzkum/ucast/souhrn", &[]).await.location, "/pruzkum/ucast/souhrn");
    let recap = browser.get("/pruzkum/ucast/souhrn").await.text;
    assert!(recap.contains("Chybí ještě 3 odpovědi.") && !recap.contains("Odevzdat odpovědi"), "{recap}");
    assert_eq!(kept(&ground.store, "select answers from survey_response").await, [""; 0]);
    // A forged page, a page that does not exist, a name of no question.
    for path in ["/pruzkum/ucast/strana/99", "/pruzkum/ucast/strana/0"] {
        assert_eq!(browser.get(path).await.status, 303);
        let sent = browser.post(path, &[("shown", "age nobody"), ("q-nobody", "1"), ("go", "next")]).await;
        assert_eq!(sent.status, 303, "{path}");
    }
    assert_eq!(browser.get("/pruzkum/ucast/strana/x").await.status, 404);
    // What was typed may be thrown away; the code stays good.
    browser
        .post("/pruzkum/ucast/strana/1", &[("shown", "age harmed"), ("q-age", "40"), ("go", "next")])
        .await;
    assert!(kept(&ground.store, "select draft from survey_code").await[0].contains("40"));
    let gone = browser.post("/pruzkum/ucast/smazat", &[]).await;
    assert_eq!(gone.location, "/pruzkum/ucast?stav=smazano");
    assert_eq!(
        kept(&ground.store, "select state || draft || coalesce(touched, '') from survey_code").await,
        ["free"]
    );
    enter(&browser, &code).await;
}

#[tokio::test]
async fn codes_are_told_apart_and_guessing_is_slowed_down() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "probability").await;
    let mut made = codes(&pages, &wave, 2).await;
    let (code, voided) = (made.remove(0), made.remove(0));
    let browser = Browser::new(&ground, 1);
    let say = async |typed: &str| {
        let answer = browser.post(HOME, &[("code", typed)]).await;
        (answer.status.as_u16(), answer.text)
    };
    let (status, text) = say("").await;
    assert!(status == 422 && text.contains("Napište prosím kód z dopisu"));
    assert!(say("ABCD").await.1.contains("dvanáct písmen"));
    let mut typo: Vec<char> = code.chars().collect();
    typo[0] = if typo[0] == 'A' { 'B' } else { 'A' };
    let typo: String = typo.into_iter().collect();
    // A typo is a typo, however often: it opens nothing and is not counted.
    for _ in 0..30 {
        assert!(say(&typo).await.1.contains("překlep"));
    }
    let void =
        post(&pages, &format!("{wave}/sber/zrusit"), &[("what", "one"), ("code", voided.as_str())]).await;
    assert_eq!(void.status, 303, "{}", void.text);
    assert!(say(&voided).await.1.contains("kód neznáme"));
    // Codes that could be real and are not: ten, then one a minute, and a right one waits too.
    let mut refused = 0;
    for _ in 0..12 {
        let guess = survey::code::Code::draw().unwrap().to_string();
        let (status, text) = say(&guess).await;
        assert!(status == 422 || status == 429, "{text}");
        refused += usize::from(status == 429);
    }
    assert!((1..=3).contains(&refused), "{refused}");
    let (status, text) = say(&code).await;
    assert!(status == 429 && text.contains("Zkuste to prosím znovu za"), "{text}");
    // Somebody else is not kept waiting, and entering rightly many times costs nothing.
    let other = Browser::new(&ground, 2);
    for _ in 0..30 {
        enter(&other, &code).await;
    }
}

#[tokio::test]
async fn a_closed_wave_takes_no_answers_and_forgets_drafts() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let wave = collecting(&pages, "probability").await;
        let code = codes(&pages, &wave, 1).await.remove(0);
        let browser = Browser::new(&ground, 1);
        enter(&browser, &code).await;
        answer_shortly(&browser).await;
        to_state(&pages, &wave, "closed").await;
        let late = browser.post("/pruzkum/ucast/souhrn", &[]).await;
        assert_eq!(late.location, "/pruzkum/ucast?stav=konec");
        assert!(browser.get(&late.location).await.text.contains("teď odpovědi nepřijímá"));
        assert_eq!(kept(&ground.store, "select state || draft from survey_code").await, ["started"]);
        assert_eq!(kept(&ground.store, "select answers from survey_response").await, [""; 0]);
        // Opened again, the code is good again.
        to_state(&pages, &wave, "collecting").await;
        enter(&browser, &code).await;
    })
    .await;
}

#[tokio::test]
async fn two_browsers_with_one_code_hand_in_once() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let wave = collecting(&pages, "probability").await;
        let code = codes(&pages, &wave, 1).await.remove(0);
        let browsers: Vec<Browser> = (0..6).map(|at| Browser::new(&ground, at)).collect();
        for browser in &browsers {
            enter(browser, &code).await;
        }
        answer_shortly(&browsers[0]).await;
        let sent = browsers.iter().map(|browser| browser.post("/pruzkum/ucast/souhrn", &[]));
        let sent = futures_util::future::join_all(sent).await;
        let done = sent.iter().filter(|it| it.location == "/pruzkum/ucast/hotovo").count();
        let late = sent.iter().filter(|it| it.location == "/pruzkum/ucast?stav=pouzity").count();
        assert_eq!((done, late), (1, 5), "{:?}", sent.iter().map(|it| &it.location).collect::<Vec<_>>());
        assert_eq!(kept(&ground.store, "select answers from survey_response").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_open_poll_needs_no_letter_and_gives_a_code_to_come_back_with() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "opt-in").await;
    let poll = wave.replace("/staff/pruzkumy/", "/pruzkum/anketa/");
    let refused = post(&pages, &format!("{wave}/sber"), &[("what", "plain"), ("count", "5")]).await;
    assert!(refused.status == 422 && refused.text.contains("anketa kódy nepotřebuje"));
    let browser = Browser::new(&ground, 1);
    let page = browser.get(&poll).await;
    assert!(page.text.contains("otevřená anketa") && page.text.contains("neříká, kolik"));
    assert_eq!(browser.post(&poll, &[]).await.location, "/pruzkum/ucast/strana/1");
    let later = [("shown", "age harmed"), ("q-age", "34"), ("go", "later")];
    browser.post("/pruzkum/ucast/strana/1", &later).await;
    let paused = browser.get("/pruzkum/ucast/pozdeji").await.text;
    let code = paused.split("translate=\"no\">").nth(1).unwrap().split('<').next().unwrap();
    let other = Browser::new(&ground, 2);
    enter(&other, code).await;
    answer_shortly(&other).await;
    assert_eq!(other.post("/pruzkum/ucast/souhrn", &[]).await.location, "/pruzkum/ucast/hotovo");
    // A wave of letters is no open poll, and a closed one says so.
    to_state(&pages, &wave, "closed").await;
    assert!(browser.get(&poll).await.text.contains("teď odpovědi nepřijímá"));
    assert_eq!(browser.post(&poll, &[]).await.location, "/pruzkum/ucast?stav=konec");
    let letters = collecting(&pages, "probability").await.replace("/staff/pruzkumy/", "/pruzkum/anketa/");
    assert_eq!(browser.get(&letters).await.status, 404);
    assert_eq!(browser.get("/pruzkum/anketa/nic").await.status, 404);
}

#[tokio::test]
async fn a_place_may_be_written_as_an_address_and_pages_speak_three_languages() {
    let database = store::testing::sqlite().await;
    let ground = town((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "probability").await;
    let code = codes(&pages, &wave, 1).await.remove(0);
    let browser = Browser::new(&ground, 1);
    enter(&browser, &code).await;
    let atlas = ground.places.atlas();
    let with_street =
        |address: &addresses::Address<'_>| address.street().is_some() && address.wgs84().is_some();
    let address = atlas.register().unwrap().addresses().find(with_street).unwrap();
    let written = address.one_line();
    let sent = [("shown", "spot read"), ("q-spot", written.as_str()), ("q-read", "OK"), ("go", "back")];
    browser.post("/pruzkum/ucast/strana/3", &sent).await;
    let page = browser.get("/pruzkum/ucast/strana/3").await.text;
    assert!(page.contains("Rozumíme tomu jako") && page.contains(&written), "{page}");
    let position = address.wgs84().unwrap();
    assert!(page.contains(&format!("{:.4} {:.4}", position.lat, position.lon)));
    let sent = [("shown", "spot read"), ("q-spot", "někde u vody"), ("q-read", "OK"), ("go", "next")];
    let refused = browser.post("/pruzkum/ucast/strana/3", &sent).await;
    assert!(refused.status == 422 && refused.text.contains("Takovou adresu jsme nenašli"));
    assert!(refused.text.contains("value=\"někde u vody\""));
    // Changing the language keeps what was typed.
    let typed = [("shown", "age harmed"), ("q-age", "51"), ("go", "lang-uk")];
    let to = browser.post("/pruzkum/ucast/strana/1", &typed).await.location;
    assert_eq!(to, "/pruzkum/ucast/strana/1?lang=uk");
    let page = browser.get(&to).await.text;
    assert!(
        page.contains("Скільки вам років?") && page.contains("value=\"51\"") && page.contains("Продовжити")
    );
    assert!(get(&pages, &wave).await.status == 200);
}
