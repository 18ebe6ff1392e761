//! Forms with good and with bad input, as the people who fill them in.

use crate::city::{get, pages_as, people, post, somebody};

const TIP: [(&str, &str); 6] = [
    ("address", "dvůr za nádražím"),
    ("no_address", "1"),
    ("kind", "lodging-house"),
    ("topic", "overcrowding"),
    ("observation", "Ve dvoře přetékají kontejnery, v podkroví přibyla lůžka."),
    ("seen_on", "2026-11-24"),
];

fn with<'a>(form: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut pairs: Vec<_> = form.iter().copied().filter(|(other, _)| *other != name).collect();
    pairs.push((name, value));
    pairs
}

#[tokio::test]
async fn a_tip_is_handed_over_to_the_competent_bodies_with_reasons() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let officer = somebody(&ground, "eva.smyslena", "mestska-policie").await;
        let sent = post(&pages_as(&ground, &officer), "/staff/ubytovny/podnet", &TIP).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let case = sent.location.rsplit('/').next().unwrap().to_owned();
        let coordinator = somebody(&ground, "radek.ukazkovy", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &coordinator);
        let path = format!("/staff/ubytovny/podnet/{case}/predat");
        let form = get(&pages, &path).await;
        assert_eq!(form.status, 200, "{}", form.text);
        // The foreign police and the hygiene are proposed with the law; the fire service is not, and it is said why.
        assert!(form.text.contains("§ 100 písm. d)") && form.text.contains("Krajská hygienická stanice"));
        assert!(form.text.contains("žádný zákon mu takovou kontrolu nesvěřuje"));
        let foreign = ground.access.body_by_code("cizinecka-policie").await.unwrap().unwrap().id.to_string();
        let version = form
            .text
            .split("name=\"version\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let nobody = post(&pages, &path, &[("version", version.as_str())]).await;
        assert_eq!(nobody.status, 422);
        let given = post(
            &pages,
            &path,
            &[("version", version.as_str()), ("body", foreign.as_str()), ("ask", "Prosíme o kontrolu.")],
        )
        .await;
        assert_eq!(given.status, 303, "{}", given.text);
        let id = case.parse().unwrap();
        let view = ground.casework.view(&coordinator, id).await.unwrap();
        assert_eq!((view.case.state.as_str(), view.tasks.len()), ("routed", 1));
        // The body that was asked sees it; one that was not sees nothing.
        let police = somebody(&ground, "katerina.prikladna", "cizinecka-policie").await;
        let seen = ground.casework.view(&police, id).await.unwrap();
        assert_eq!((seen.tasks.len(), seen.case.reporter.name), (1, None));
        let fire = somebody(&ground, "rudolf.ukazkovy", "hzs").await;
        assert!(ground.casework.view(&fire, id).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn words_about_people_are_refused_and_the_rest_is_kept() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let pages = pages_as(&ground, &somebody(&ground, "eva.smyslena", "mestska-policie").await);
    let send = async |pairs: Vec<(&str, &str)>| post(&pages, "/staff/ubytovny/podnet", &pairs).await;
    let origin = send(with(&TIP, "observation", "Bydlí tam Ukrajinci a dělají nepořádek.")).await;
    assert_eq!(origin.status, 422);
    assert!(origin.text.contains("původu lidí") && origin.text.contains("dvůr za nádražím"));
    let name = with(&TIP, "observation", "Otevřel pan Smyšlený a nepustil nás.");
    let asked = send(name.clone()).await;
    assert!(asked.status == 422 && asked.text.contains("name=\"nobody\""));
    assert_eq!(send(with(&name, "nobody", "1")).await.status, 303);
    for wrong in [
        with(&TIP, "observation", "krátké"),
        with(&TIP, "topic", "no-such-topic"),
        with(&TIP, "kind", "castle"),
        with(&TIP, "seen_on", "2027-01-01"),
        with(&TIP, "seen_on", "včera"),
        with(&TIP, "address", ""),
        with(&TIP, "address", &"x".repeat(300)),
    ] {
        assert_eq!(send(wrong.clone()).await.status, 422, "{wrong:?}");
    }
    let script =
        send(with(&TIP, "observation", "<script>alert(1)</script> krátce\0 '; drop table case_file; --"))
            .await;
    assert_eq!(script.status, 303);
}

#[tokio::test]
async fn an_object_is_kept_changed_and_its_history_stays() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let pages = pages_as(&ground, &somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await);
        let good = [
            ("kind", "lodging-house"),
            ("status", "suspected"),
            ("address", "U cihelny 1"),
            ("no_address", "1"),
            ("declared", "20"),
            ("rooms", "101: 460 × 600\n102: 6,00 × 7,10"),
            ("operator", "Ukázkové ubytování s.r.o."),
            ("ico", "00075370"),
        ];
        for wrong in [
            with(&good, "ico", "00075371"),
            with(&good, "declared", "mnoho"),
            with(&good, "declared", "99999"),
            with(&good, "rooms", "101: 4,600 × 6"),
            with(&good, "status", "haunted"),
            with(&good, "note", "bydlí tam Rumuni"),
            with(&good, "approved_use", &"x".repeat(400)),
        ] {
            let refused = post(&pages, "/staff/ubytovny/novy", &wrong).await;
            assert_eq!(refused.status, 422, "{wrong:?}");
            assert!(refused.text.contains("U cihelny 1"), "what was typed is kept");
        }
        let made = post(&pages, "/staff/ubytovny/novy", &good).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let page = get(&pages, &made.location).await.text;
        // 5 in 4.60 × 6.00 m and 8 in 6.00 × 7.10 m.
        assert!(page.contains("nejvýše 13 osob") && page.contains("o 7 osob víc"), "{page}");
        let edit = format!("{}/upravit", made.location);
        let mut first = with(&good, "declared", "13");
        first.push(("version", "1"));
        assert_eq!(post(&pages, &edit, &first).await.status, 303);
        // Two people changed it: the second one keeps what was typed and sees what the first one saved.
        let mut second = with(&good, "declared", "14");
        second.push(("version", "1"));
        let conflict = post(&pages, &edit, &second).await;
        assert_eq!(conflict.status, 409);
        assert!(conflict.text.contains("value=\"14\"") && conflict.text.contains("Mezitím někdo uložil"));
        let history = get(&pages, &format!("{}/historie", made.location)).await.text;
        assert!(history.contains("Verze 1") && history.contains("Změnilo se: osob podle provozovatele"));
        let file = get(&pages, "/staff/ubytovny?format=csv").await;
        assert!(file.status == 200 && file.text.contains("U cihelny 1"));
        // Another body sees none of it.
        let stranger = pages_as(&ground, &somebody(&ground, "alzbeta.smyslena", "khs").await);
        assert_eq!(get(&stranger, &made.location).await.status, 404);
        assert!(!get(&stranger, "/staff/ubytovny").await.text.contains("U cihelny"));
    })
    .await;
}

#[tokio::test]
async fn outreach_is_chosen_never_typed() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let officer = somebody(&ground, "eva.smyslena", "mestska-policie").await;
    let pages = pages_as(&ground, &officer);
    let form = get(&pages, "/staff/ubytovny/pomoc").await.text;
    let main = form.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    assert!(!main.contains("<textarea") && !main.contains("type=\"text\""));
    assert_eq!(post(&pages, "/staff/ubytovny/pomoc", &[("persons", "one")]).await.status, 422);
    let chosen =
        [("persons", "one"), ("cause", "unpaid"), ("need", "advice"), ("part", "north"), ("name", "Jan")];
    let sent = post(&pages, "/staff/ubytovny/pomoc", &chosen).await;
    assert_eq!(sent.location, "/staff/ubytovny/pomoc?odeslano=1");
    // The case is the outreach workers' alone: whoever sent it does not find it again, and it cannot be given away.
    let all = casework::Filter { kind: Some("outreach".to_owned()), ..casework::Filter::default() };
    assert!(ground.casework.list(&officer, &all).await.unwrap().rows.is_empty());
    let outreach = somebody(&ground, "otakar.smysleny", "socialni-sluzby").await;
    let case = ground.casework.list(&outreach, &all).await.unwrap().rows.remove(0);
    assert!(ground.casework.export(&outreach, &all, 100).await.unwrap().is_empty());
    let share = casework::NewShare {
        body: officer.body,
        unit: None,
        parts: access::Parts::ALL,
        purpose: "zvědavost".to_owned(),
        legal_basis: "žádný".to_owned(),
        expires_at: None,
    };
    assert!(ground.casework.share(&outreach, case.id, share).await.is_err());
    // Small numbers are not said to anybody.
    let analyst = somebody(&ground, "simona.ukazkova", "odbor-bezpecnosti").await;
    let figures = get(&pages_as(&ground, &analyst), "/staff/ubytovny/ukazatele").await.text;
    assert!(figures.contains("méně než 5 nebo skryto"));
    let plain = figures.replace('\u{a0}', " ");
    assert!(plain.contains("Jen celé skončené měsíce, 1. 11. 2025 až 31. 10. 2026."), "{plain}");
    // What happened this month waits until the month is over; days of a month are not told apart.
    let at = |day: &str| chrono::DateTime::parse_from_rfc3339(&format!("{day}T11:00:00Z")).unwrap().to_utc();
    let sum = async |since: &str, until: &str| {
        let tally = ground.casework.tally(&analyst, "outreach", "need", at(since), at(until)).await.unwrap();
        tally.counts.iter().map(|(_, count)| count).sum::<u64>()
    };
    assert_eq!(sum("2026-11-01", "2026-11-25").await, 0);
    let earlier = store::Statement::new("earlier", "update case_file set opened_at = ?1");
    ground.store.execute(&earlier, &[at("2026-10-15").into()]).await.unwrap();
    assert_eq!(sum("2026-10-20", "2026-11-25").await, 1);
    assert_eq!(sum("2026-10-01", "2026-10-20").await, 0);
    assert_eq!(sum("2026-01-01", "2026-10-01").await, 0);
}

#[tokio::test]
async fn a_day_beyond_any_calendar_is_no_day() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let pages = pages_as(&ground, &somebody(&ground, "simona.ukazkova", "odbor-bezpecnosti").await);
    for day in ["-262143-01-01", "%2B262142-12-31", "1899-12-31", "x"] {
        let page = get(&pages, &format!("/staff/ubytovny/ukazatele?do={day}")).await;
        assert_eq!(page.status, 200, "{day}");
        let plain = page.text.replace('\u{a0}', " ");
        assert!(plain.contains("Období 25. 11. 2025 – 24. 11. 2026"), "{day}");
    }
    let first = get(&pages, "/staff/ubytovny/ukazatele?do=1900-01-01").await;
    assert_eq!(first.status, 200);
    assert!(first.text.replace('\u{a0}', " ").contains("Období 2. 1. 1899 – 1. 1. 1900"), "{}", first.text);
}

#[tokio::test]
async fn the_matrix_explains_itself_in_three_languages() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let pages = pages_as(&ground, &somebody(&ground, "eva.smyslena", "mestska-policie").await);
    let page = get(&pages, "/staff/ubytovny/prislusnost?topic=fire-safety&kind=flat").await.text;
    assert!(page.contains("v roce 2008 proto kontrola na místě skončila"));
    let english = get(&pages, "/staff/ubytovny/prislusnost?topic=host-duties&lang=en").await.text;
    assert!(english.contains("May not enter to inspect nor look into the house book."));
    let ukrainian = get(&pages, "/staff/ubytovny/prislusnost?topic=host-duties&lang=uk").await.text;
    assert!(ukrainian.contains("Поліція у справах іноземців"));
}
