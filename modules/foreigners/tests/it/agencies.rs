//! The register of agencies on both databases: snapshots, history, counts of a day; and no person anywhere.

use axum::http::Method;

use crate::city::{get, pages_as, people, somebody};

const MARK: &str = "XMARKERX";

fn entry(ico: &str, name: &str, seat: &str, permits: &str) -> String {
    format!(
        r#"{{"ico":"{ico}","nazev":"{name}","adresaSidla":{{"obec":{{"id":"Obec/{seat}"}},"kontaktniOsoby":"{MARK}"}},
        "odpovednyZastupce":{{"jmeno":"{MARK}"}},"kontaktniOsoby":[{{"prijmeni":"{MARK}"}}],"povoleni":[{permits}]}}"#
    )
}

fn permit(from: &str, to: &str, form: &str) -> String {
    format!(r#"{{"platnostOd":"{from}","platnostDo":{to},"{form}":true,"odpovednyZastupce":"{MARK}"}}"#)
}

fn file(entries: &[String]) -> String {
    format!(r#"{{"kontaktniOsoby":"{MARK}","polozky":[{}]}}"#, entries.join(","))
}

/// Sends a form with a file.
pub(crate) async fn send(
    pages: &axum::Router,
    path: &str,
    fields: &[(&str, &str)],
    (name, bytes): (&str, &[u8]),
) -> crate::city::Answer {
    let mut body = Vec::new();
    for (field, value) in fields {
        body.extend(
            format!("--x\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(
        format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").bytes(),
    );
    body.extend(bytes);
    body.extend(b"\r\n--x--\r\n");
    crate::city::ask(pages, Method::POST, path, "multipart/form-data; boundary=x", body).await
}

fn main_of(text: &str) -> &str {
    text.split("<main").nth(1).unwrap().split("</main>").next().unwrap()
}

/// Words of a page without what stands in angle brackets.
fn words(text: &str) -> String {
    let mut out = String::new();
    for part in main_of(text).split('<').skip(1) {
        out.push_str(part.split_once('>').map_or("", |(_, words)| words));
        out.push(' ');
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn snapshots_make_a_history_without_people() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let city = ground.places.atlas().city().map_or(0, |city| city.municipality_code).to_string();
        let head = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &head);
        let b = permit("2018-02-01", "\"2027-02-01\"", "zamestnavaniOsob");
        let a = permit("2018-02-01", "null", "vyhledavaniZamestnani");
        let first = file(&[
            entry("00000019", "Alfa", &city, &format!("{b},{a}")),
            entry("00000027", "Beta", "999002", &a),
            entry("00000035", "Gama", &city, &a),
            entry("00000035", "Gama podruhé", &city, &a),
            r#"{"ico":null,"nazev":"Bez čísla"}"#.to_owned(),
        ]);
        let take = |day: &'static str| [("day", day), ("take", "yes")];
        let looked = send(&pages, "/staff/cizinci/prevzit", &[], ("agentury.json", first.as_bytes())).await;
        assert_eq!(looked.status, 200);
        assert!(words(&looked.text).contains("nic se neuložilo"), "{}", words(&looked.text));
        let none = get(&pages, "/cizinci/agentury?den=2026-10-01").await;
        assert!(words(&none.text).contains("zatím nebyl stažen"));

        let sent =
            send(&pages, "/staff/cizinci/prevzit", &take("2026-10-01"), ("a.json", first.as_bytes())).await;
        assert_eq!(sent.status, 200, "{}", words(&sent.text));
        assert!(words(&sent.text).contains("Tímto stažením začíná historie"));
        // Beta is gone, Alfa has a shorter permit and another name; what is in doubt has not vanished.
        let shorter = b.replace("2027-02-01", "2026-10-20");
        let second = file(&[
            entry("00000019", "Alfa nová", &city, &format!("{shorter},{a}")),
            entry("00000051", "Delta", &city, &a),
            entry("00000060", "Epsilon", &city, &a),
        ]);
        let sent =
            send(&pages, "/staff/cizinci/prevzit", &take("2026-10-10"), ("a.json", second.as_bytes())).await;
        assert_eq!(sent.status, 200, "{}", words(&sent.text));

        let api = |day: &str| format!("/api/v1/agencies?day={day}");
        let read = async |day: &str| -> serde_json::Value {
            serde_json::from_str(&get(&pages, &api(day)).await.text).unwrap()
        };
        let first = read("2026-10-05").await;
        assert_eq!(
            (first["snapshot"].as_str(), first["lower_bound"].as_bool()),
            (Some("2026-10-01"), Some(false))
        );
        assert_eq!(
            (first["country"]["agencies"].as_u64(), first["country"]["permits"].as_u64()),
            (Some(2), Some(3))
        );
        assert_eq!(first["city"][0]["count"]["agencies"].as_u64(), Some(1), "by seat: Alfa");
        assert!(first["city"][2]["count"].is_null(), "who assigns to the city is not public");
        let (last, over) = (read("2026-10-20").await, read("2026-10-21").await);
        assert_eq!(
            (last["country"]["form_b"].as_u64(), over["country"]["form_b"].as_u64()),
            (Some(1), Some(0))
        );
        assert_eq!(read("2020-01-01").await["lower_bound"].as_bool(), Some(true));

        let beta = words(&get(&pages, "/staff/cizinci/agentury/00000027").await.text);
        assert!(beta.contains("už není v registru") && beta.contains("důvod neznáme"), "{beta}");
        let alfa = words(&get(&pages, "/staff/cizinci/agentury/00000019").await.text);
        assert!(alfa.contains("Alfa nová") && alfa.matches("1. 2. 2018").count() == 3, "{alfa}");
        let found = words(&get(&pages, "/staff/cizinci/agentury?q=delta&den=2026-10-10").await.text);
        assert!(found.contains("Delta") && !found.contains("Epsilon"), "{found}");

        // History only grows, and a file that loses most of the register is doubted.
        let again =
            send(&pages, "/staff/cizinci/prevzit", &take("2026-10-10"), ("a.json", second.as_bytes())).await;
        assert_eq!(again.status, 422);
        let small = file(&[entry("00000019", "Alfa", &city, &a)]);
        let few =
            send(&pages, "/staff/cizinci/prevzit", &take("2026-10-11"), ("a.json", small.as_bytes())).await;
        assert_eq!(few.status, 422, "{}", words(&few.text));
        let anyway = [("day", "2026-10-11"), ("take", "yes"), ("anyway", "yes")];
        let few = send(&pages, "/staff/cizinci/prevzit", &anyway, ("a.json", small.as_bytes())).await;
        assert_eq!(few.status, 200);

        no_trace(&ground).await;
    })
    .await;
}

/// Reads every column of every table that this module and the figures write.
async fn no_trace(ground: &ground::Ground) {
    const ALL: [store::Query<String>; 5] = [
        store::Query::new("t1", "select name || seat || workplaces || ico from foreigners_agency", |r| {
            r.text(0)
        }),
        store::Query::new("t2", "select ico || work || territory || forms from foreigners_permit", |r| {
            r.text(0)
        }),
        store::Query::new("t3", "select quarantined || sha256 from foreigners_snapshot", |r| r.text(0)),
        store::Query::new(
            "t4",
            "select source || title || place || form || covers from indicator_edition",
            |r| r.text(0),
        ),
        store::Query::new("t5", "select concept || item || territory || hash from indicator_figure", |r| {
            r.text(0)
        }),
    ];
    for query in &ALL {
        let rows = ground.store.rows(query, &[]).await.unwrap();
        assert!(!rows.is_empty());
        assert!(rows.iter().all(|row| !row.contains(MARK)), "a person was kept");
    }
    let trail = ground.access.trail(&access::trail::TrailFilter::default(), 500).await.unwrap();
    assert!(!format!("{trail:?}").contains(MARK));
}
