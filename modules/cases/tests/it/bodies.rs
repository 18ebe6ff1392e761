//! One case as four kinds of people see it.

use axum::http::StatusCode;
use store::testing::each_engine;

use crate::town::{Browser, Town};

/// The page with what differs from run to run replaced: ids and the names of assets.
fn steady(text: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut String| {
        let is_id =
            word.len() == 13 && word.parse::<store::Id>().is_ok() && word.chars().any(|c| c.is_ascii_digit());
        out.push_str(if is_id { "ID" } else { word });
        word.clear();
    };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            word.push(c);
        } else {
            flush(&mut word, &mut out);
            out.push(c);
        }
    }
    flush(&mut word, &mut out);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The coordinator gives a task to the hygiene officer and shares the findings with the school department.
async fn handed_over(town: &Town, case: &str) -> Browser {
    let coordinator = town.browser("koordinator").await;
    let page = coordinator.get(&format!("{case}/predat?krok=route")).await;
    let body = town.body("hygienik").to_string();
    let fields = [
        ("version", page.hidden("version")),
        ("krok", "route".to_owned()),
        ("kinds", "hygiene".to_owned()),
        ("body-hygiene", body),
        ("ask-hygiene", "Změřte prosím hluk po 22. hodině.".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(coordinator.post(&format!("{case}/predat"), &fields).await.place(), case);
    let school = town.body("skola").to_string();
    let fields = [
        ("body", school.as_str()),
        ("parts", "findings"),
        ("purpose", "Ochrana dětí v sousední škole"),
        ("legal_basis", "§ 8 správního řádu"),
    ];
    coordinator.post(&format!("{case}/sdilet"), &fields).await.place();
    let fields = [("finding", "Hudba ze dvora je slyšet i ve třídách.")];
    coordinator.post(&format!("{case}/zjisteni"), &fields).await.place();
    let fields = [("comment", "Jen pro nás: počkáme na měření."), ("audience", "body")];
    coordinator.post(&format!("{case}/komentare"), &fields).await.place();
    coordinator
}

#[tokio::test]
async fn each_body_sees_what_it_was_given() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        let case = town.reported().await;
        let coordinator = handed_over(&town, &case).await;
        for (login, browser) in [
            ("coordinator", coordinator),
            ("task-body", town.browser("hygienik").await),
            ("partial-share", town.browser("skola").await),
        ] {
            let page = browser.get(&case).await;
            assert_eq!(page.status, StatusCode::OK, "{login}");
            insta::assert_snapshot!(format!("case_as_{login}"), steady(page.main()));
        }
    })
    .await;
}

#[tokio::test]
async fn a_stranger_cannot_tell_a_hidden_case_from_a_missing_one() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        let case = town.reported().await;
        let handed = handed_over(&town, &case).await;
        let task = handed.get(&case).await.link("/ukoly/");
        let missing = "/staff/pripady/0000000000001";
        let number = handed.get(&case).await.body.split("HL-").nth(1).unwrap()[..10].to_owned();
        for login in ["cizi", "auditor"] {
            let browser = town.browser(login).await;
            for tail in ["", "/historie", "/upravit", "/predat", "/sdilet", "/krok/close", "/opatreni"] {
                let hidden = browser.get(&format!("{case}{tail}")).await;
                let none = browser.get(&format!("{missing}{tail}")).await;
                assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{login} {tail}");
                let plain = |answer: &str, path: &str| steady(answer).replace(path, "");
                assert_eq!(plain(&hidden.body, &case), plain(&none.body, missing), "{login} {tail}");
            }
            assert_eq!(browser.get(&task).await.status, StatusCode::NOT_FOUND);
            for (path, fields) in [
                ("/komentare", vec![("comment", "Ahoj všem")]),
                ("/zjisteni", vec![("finding", "Něco jsem viděl")]),
                ("/krok/close", vec![("version", "1"), ("reason", "Proto")]),
                ("/sledovat", vec![("on", "ano")]),
                ("/pritomnost", vec![]),
                ("/vratit", vec![("version", "1")]),
            ] {
                let answer = browser.post(&format!("{case}{path}"), &fields).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{login} {path}");
            }
            let api = browser.get(&case.replace("/staff/pripady", "/api/v1/cases")).await;
            assert_eq!(api.status, StatusCode::NOT_FOUND);
        }
        let other = town.browser("cizi").await;
        for path in [
            "/staff/pripady?otevrene=vse",
            "/staff/hledat?q=Hluk",
            "/staff/mapa",
            "/staff/kalendar",
            "/staff",
        ] {
            let page = other.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.body.contains(&number), "{path} shows a case of others");
        }
        assert!(town.stranger().get(&case).await.place().starts_with("/prihlaseni?next="));
        let program = town.stranger().get("/api/v1/cases").await;
        assert_eq!(program.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}
