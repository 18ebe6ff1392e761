//! Drawing addresses and making codes: what is kept, what is not, and how a wave fares.

use access::Action;
use places::Layer;

use crate::city::{Browser, get, kept, pages_as, people, post, somebody, town};
use crate::wave::{codes, collecting, coordinator, to_state};

#[tokio::test]
async fn a_sample_is_drawn_once_by_district_and_no_address_is_kept() {
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let (who, pages) = coordinator(&ground).await;
        let wave = collecting(&pages, "probability").await;
        let sber = format!("{wave}/sber");
        let page = get(&pages, &sber).await.text;
        assert!(page.contains("Vylosovat adresy"), "{page}");
        let frame = survey::sampling::Frame::of(&ground.places.atlas());
        let districts: Vec<_> = frame.strata.iter().filter(|stratum| stratum.addresses.len() >= 8).collect();
        assert!(districts.len() >= 2);
        let own = format!("n-{}", districts[0].code);
        let file = post(&pages, &sber, &[("what", "draw"), ("n", "5"), (own.as_str(), "8"), ("format", "csv")]).await;
        assert_eq!(file.status, 200, "{}", file.text);
        let lines: Vec<Vec<&str>> = file.text.lines().skip(1).map(|line| line.split(';').collect()).collect();
        let expected: usize = frame
            .strata
            .iter()
            .map(|it| if it.code == districts[0].code { 8 } else { 5.min(it.addresses.len()) })
            .sum();
        assert_eq!(lines.len(), expected);
        let mut addresses: Vec<&str> = lines.iter().map(|line| line[1]).collect();
        addresses.sort_unstable();
        addresses.dedup();
        assert_eq!(addresses.len(), expected, "nobody is drawn twice");
        assert!(lines[0][3].starts_with("http://localhost/pruzkum/ucast?kod="));

        // In the database: hashes, strata and counts; neither a code nor an address.
        let all = kept(&ground.store, "select hash || '|' || sample || '|' || state || '|' || draft from survey_code").await;
        assert_eq!(all.len(), expected);
        for line in &lines {
            let hash = survey::code::Code::parse(line[0]).unwrap().hash();
            let row = all.iter().find(|row| row.starts_with(&hash)).unwrap();
            assert!(!row.contains(line[0]) && row.contains(&format!("\"stratum\":\"{}\"", line[2])));
        }
        let of_first = frame.strata.iter().find(|it| it.code == districts[0].code).unwrap().addresses.len();
        assert!(all.iter().any(|row| row.contains(&format!("\"population\":{of_first}")) && row.contains("\"drawn\":8")));
        let trail = kept(&ground.store, "select detail from access_audit").await;
        assert!(trail.iter().any(|row| row.contains("\"drawn\"")));
        assert!(!trail.iter().any(|row| row.contains(lines[0][0]) || row.contains(lines[0][1])));

        // A second drawing would make N and n untrue; after all were voided the sample may be drawn anew.
        let again = post(&pages, &sber, &[("what", "draw"), ("n", "5"), ("format", "csv")]).await;
        assert_eq!(again.status, 409);
        let name = &frame.strata.iter().find(|it| it.code == districts[0].code).unwrap().name;
        let page = get(&pages, &sber).await.text;
        assert!(page.contains(name.as_str()) && !page.contains("Vylosovat adresy"));
        assert_eq!(post(&pages, &format!("{sber}/zrusit"), &[("what", "free")]).await.status, 303);
        let again = post(&pages, &sber, &[("what", "draw"), ("n", "2"), ("format", "xlsx")]).await;
        assert!(again.status == 200 && again.bytes.starts_with(b"PK"));
        assert!(access::authorize(
            &who,
            Action::Change,
            &access::Resource::owned(access::Kind::Survey, who.body),
            &access::Context { now: ground.access.clock().now() }
        )
        .is_allowed());
    })
    .await;
}

#[tokio::test]
async fn progress_is_counted_and_the_answers_carry_their_stratum() {
    let database = store::testing::sqlite().await;
    let ground = town((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "probability").await;
    let sber = format!("{wave}/sber");
    let file = post(&pages, &sber, &[("what", "draw"), ("n", "4"), ("format", "csv")]).await;
    let line: Vec<&str> = file.text.lines().nth(1).unwrap().split(';').collect();
    let (code, stratum) = (line[0], line[2]);
    let browser = Browser::new(&ground, 1);
    browser.post("/pruzkum/ucast", &[("code", code)]).await;
    let first = [("shown", "age harmed"), ("q-age", "34"), ("q-harmed", "0"), ("go", "next")];
    browser.post("/pruzkum/ucast/strana/1", &first).await;
    browser.post("/pruzkum/ucast/strana/3", &[("shown", "read"), ("q-read", "OK"), ("go", "next")]).await;
    assert_eq!(browser.post("/pruzkum/ucast/souhrn", &[]).await.location, "/pruzkum/ucast/hotovo");
    let page = get(&pages, &sber).await.text;
    let atlas = ground.places.atlas();
    let (_, district) = atlas.territory(Layer::District, stratum).unwrap();
    let row = page.split(&format!("<th scope=\"row\">{}</th>", district.name)).nth(1).unwrap();
    let row = row.split("</tr>").next().unwrap();
    assert!(row.contains("25,0"), "one of four: {row}");
    let sample = kept(&ground.store, "select sample from survey_response").await.remove(0);
    assert!(
        sample.contains(&format!("\"stratum\":\"{stratum}\"")) && sample.contains("\"drawn\":4"),
        "{sample}"
    );
}

#[tokio::test]
async fn mistakes_and_strangers_change_nothing() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "probability").await;
    let sber = format!("{wave}/sber");
    // Without a register there is nothing to draw from.
    for form in [
        &[("what", "draw"), ("n", "5")][..],
        &[("what", "plain"), ("count", "0")],
        &[("what", "plain"), ("count", "-3")],
        &[("what", "plain"), ("count", "200000")],
        &[("what", "plain"), ("count", "mnoho")],
    ] {
        let refused = post(&pages, &sber, form).await;
        assert_eq!(refused.status, 422, "{form:?} {}", refused.text);
    }
    assert_eq!(kept(&ground.store, "select hash from survey_code").await, [""; 0]);
    let made = codes(&pages, &wave, 3).await;
    let void = format!("{sber}/zrusit");
    let stranger_code = survey::code::Code::draw().unwrap().to_string();
    for code in [stranger_code.as_str(), "ABC", ""] {
        let refused = post(&pages, &void, &[("what", "one"), ("code", code)]).await;
        assert_eq!(refused.status, 422, "{code}");
    }
    // Somebody of another body sees nothing, as if there were nothing.
    let stranger = pages_as(&ground, &somebody(&ground, "katerina.prikladna", "cizinecka-policie").await);
    assert_eq!(get(&stranger, &sber).await.status, 404);
    assert_eq!(post(&stranger, &void, &[("what", "free")]).await.status, 404);
    assert_eq!(post(&stranger, &sber, &[("what", "plain"), ("count", "1")]).await.status, 404);
    to_state(&pages, &wave, "closed").await;
    let refused = post(&pages, &sber, &[("what", "plain"), ("count", "1")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(kept(&ground.store, "select state from survey_code").await.len(), made.len());
}
