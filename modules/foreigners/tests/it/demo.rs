//! The demonstration city: invented figures, the same every time, and every page of the module shows them.

use crate::city::{demo, get, pages_as, somebody};

#[tokio::test]
async fn every_page_shows_the_demonstration() {
    let database = store::testing::sqlite().await;
    let began = std::time::Instant::now();
    let ground = demo((*database).clone()).await;
    eprintln!("the demonstration took {:?}", began.elapsed());
    let head = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
    let pages = pages_as(&ground, &head);
    for (path, expected) in [
        ("/cizinci", "(smyšlený)"),
        ("/cizinci/obcanstvi", "Ukrajina"),
        ("/cizinci/agentury", "má ve městě sídlo"),
        ("/cizinci/agentury?den=2020-01-01", "mohl být vyšší"),
        ("/cizinci/obcanstvi?format=csv", "Ukrajina"),
        ("/cizinci?format=csv", "Cizinci s evidovaným pobytem"),
        ("/staff/cizinci", "ČSÚ 290038"),
        ("/staff/cizinci/prevzit", "Zkontrolovat soubor"),
        ("/staff/cizinci/agentury", "Smyšlená agentura"),
        ("/staff/cizinci/mapovani", "Zatím žádné mapování"),
        ("/staff/cizinci/zony", "Na Rozhraní"),
        ("/api/v1/foreigners", "foreigners-residence"),
        ("/api/v1/agencies", "lower_bound"),
    ] {
        let answer = get(&pages, path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        assert!(answer.text.contains(expected), "{path} lacks {expected}");
        assert!(!answer.text.contains("foreigners-tab"), "{path} shows a key");
    }
    let table = get(&pages, "/cizinci/obcanstvi").await.text;
    let table = table.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    assert!(table.contains(">·<"), "the handful from a small country is held back");
    assert_eq!(ground.access.verify(&[], |_| ()).await.unwrap().fault, None);
}
