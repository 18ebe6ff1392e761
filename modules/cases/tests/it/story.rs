//! A case from a tip to its end, by forms and links alone.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use store::testing::each_engine;

use crate::town::{Browser, Town};

async fn version(browser: &Browser, path: &str) -> String {
    browser.get(path).await.hidden("version")
}

#[tokio::test]
async fn from_a_tip_to_a_closed_case() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        let case = town.reported().await;
        let coordinator = town.browser("koordinator").await;

        // It waits for the coordinator, who hands it over: one button, one page, one transition.
        assert!(coordinator.get("/staff").await.main().contains("Hluk v noci"));
        let page = coordinator.get(&case).await;
        assert!(page.main().contains("Na řadě je Orgán odbor."), "{}", page.main());
        let hand_over = page.link("/predat?krok=route");
        let asked = coordinator.get(&hand_over.replace("&amp;", "&")).await;
        let version_now = asked.hidden("version");
        let police = town.body("straznik").to_string();
        let fields = [
            ("version", version_now.as_str()),
            ("krok", "route"),
            ("kinds", "night-watch"),
            ("body-night-watch", police.as_str()),
            ("ask-night-watch", "Projděte ulici po 22. hodině."),
        ];
        coordinator.post(&format!("{case}/predat"), &fields).await.place();
        assert!(coordinator.get(&case).await.main().contains("Na řadě: Orgán policie."));

        // The officer takes the task, plans a night, and it stands in the calendar.
        let officer = town.browser("straznik").await;
        let task = officer.get("/staff").await.link("/ukoly/");
        let fields = [("version", "1")];
        assert_eq!(officer.post(&format!("{task}/vzit"), &fields).await.place(), task);
        let taken = version(&officer, &format!("{task}/krok/plan")).await;
        let fields =
            [("version", taken.as_str()), ("planned", "2026-03-10"), ("answer", "Jdeme tam v úterý.")];
        officer.post(&format!("{task}/krok/plan"), &fields).await.place();
        let calendar = officer.get("/staff/kalendar?mesic=2026-03").await;
        assert!(calendar.main().contains("plánovaná návštěva"));
        let planned = version(&officer, &format!("{task}/krok/confirm")).await;
        let fields = [("version", planned.as_str()), ("answer", "Hluk trvá."), ("reference", "MP-77/2026")];
        officer.post(&format!("{task}/krok/confirm"), &fields).await.place();

        // All tasks have ended, so it is the coordinator's turn again. Closing asks for a result and a reason.
        let page = coordinator.get(&case).await;
        assert!(page.main().contains("prověřeno") && page.main().contains("Na řadě je Orgán odbor."));
        let close = format!("{case}/krok/close");
        let version_now = version(&coordinator, &close).await;
        let refused = coordinator.post(&close, &[("version", &version_now)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.main().contains("id=\"field-f-result\""));
        let fields =
            [("version", version_now.as_str()), ("f-result", "Potvrzeno"), ("reason", "Hotovo, předáno.")];
        coordinator.post(&close, &fields).await.place();
        let page = coordinator.get(&case).await;
        assert!(page.main().contains("uzavřeno") && page.main().contains("Vrátit to můžete do"));

        // A second thought within ten minutes.
        let version_now = page.hidden("version");
        coordinator.post(&format!("{case}/vratit"), &[("version", &version_now)]).await.place();
        assert!(coordinator.get(&case).await.main().contains("Na řadě je Orgán odbor."));
    })
    .await;
}

#[tokio::test]
async fn two_people_edit_and_nothing_is_lost() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        let case = town.reported().await;
        let (first, second) = (town.browser("koordinator").await, town.browser("koordinator").await);
        let edit = format!("{case}/upravit");
        let opened = first.get(&edit).await;
        let fields = |seen: &'static str, when: &'static str| {
            vec![
                ("version".to_owned(), opened.hidden("version")),
                ("title".to_owned(), "Hluk v noci".to_owned()),
                ("place".to_owned(), "Zahradní 12".to_owned()),
                ("was-title".to_owned(), "Hluk v noci".to_owned()),
                ("was-place".to_owned(), "Zahradní 12".to_owned()),
                ("was-f-seen".to_owned(), "Hudba po 22. hodině.".to_owned()),
                ("f-seen".to_owned(), seen.to_owned()),
                ("f-seen-on".to_owned(), when.to_owned()),
            ]
        };
        let send = async |browser: &Browser, fields: Vec<(String, String)>| {
            let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            browser.post(&edit, &pairs).await
        };
        send(&first, fields("Hudba do půlnoci.", "")).await.place();
        let late = send(&second, fields("Hudba a křik.", "2026-03-01")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        // Both texts are there; the date that only one of them touched is settled.
        for said in ["Hudba do půlnoci.", "Hudba a křik.", "name=\"f-seen-on\" value=\"2026-03-01\""] {
            assert!(late.main().contains(said), "{said} is lost: {}", late.main());
        }
        let merged = [
            ("version", late.hidden("version")),
            ("title", "Hluk v noci".to_owned()),
            ("place", "Zahradní 12".to_owned()),
            ("f-seen", "Hudba do půlnoci a křik.".to_owned()),
            ("f-seen-on", "2026-03-01".to_owned()),
        ];
        let merged: Vec<(&str, &str)> = merged.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(second.post(&edit, &merged).await.place(), case);
        assert!(second.get(&case).await.main().contains("Hudba do půlnoci a křik."));
    })
    .await;
}

#[tokio::test]
async fn a_draft_can_be_left_and_resumed() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        let officer = town.browser("straznik").await;
        let new = "/staff/pripady/novy/noise";
        officer.post(new, &[("act", "draft"), ("title", "Rozepsaný hluk")]).await.place();
        let page = officer.get(new).await;
        assert!(
            page.main().contains("value=\"Rozepsaný hluk\"") && page.main().contains("Zahodit rozepsané")
        );
        // A refused form is a draft too, with its errors at the fields.
        let refused = officer.post(new, &[("title", "x"), ("f-seen-on", "31. 2. 2026")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.main().contains("id=\"error-f-seen-on\"")
                || refused.main().contains("id=\"error-title\"")
        );
        assert!(officer.get(new).await.main().contains("31. 2. 2026"));
        officer.post(&format!("{new}/zahodit"), &[]).await.place();
        assert!(!officer.get(new).await.main().contains("31. 2. 2026"));
        assert!(!town.browser("koordinator").await.get(new).await.main().contains("Rozepsaný hluk"));
    })
    .await;
}

#[tokio::test]
async fn a_calendar_feed_is_secret_and_can_be_ended() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        town.reported().await;
        let coordinator = town.browser("koordinator").await;
        let made = coordinator.post("/staff/kalendar/odber", &[]).await;
        let address =
            made.body.split("http://okrsek.test").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let stranger = town.stranger();
        let feed = stranger.get(&address).await;
        assert_eq!(feed.status, StatusCode::OK);
        assert_eq!(feed.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        let text = feed.body.replace("\r\n ", "");
        assert!(text.contains("SUMMARY:HL-2026-00001 Hluk: lhůta případu"), "{text}");
        for private in ["Hluk v noci", "Zahradní", "Hudba", "Smyšlená"] {
            assert!(!text.contains(private), "the feed tells {private}");
        }
        assert_eq!(stranger.get("/feeds/calendar/x.ics").await.status, StatusCode::NOT_FOUND);
        town.clock.advance(TimeDelta::days(1));
        let again = town.browser("koordinator").await;
        again.post("/staff/kalendar/odber/zrusit", &[]).await.place();
        assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
