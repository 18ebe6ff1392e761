//! The command line: a file delivered to a wave, and the report of it.

use ground::{Context, Ground, Outcome, VerbError};
use web::Lang;

use crate::city::{get, kept, people, post};
use crate::wave::{coordinator, to_state};

/// Runs `okrsek` with these words, in Czech.
async fn okrsek(ground: &Ground, words: &[&str]) -> Result<Outcome, VerbError> {
    let verbs = survey::module().verbs;
    let (path, rest) = words.split_at(2);
    let verb = verbs.iter().find(|verb| verb.path == path).unwrap();
    let t = ground.web.say(Lang::Cs);
    let arguments = (verb.command)(&t).no_binary_name(true).try_get_matches_from(rest).unwrap();
    (verb.run)(Context { ground: ground.clone(), t }, arguments).await
}

/// What a verb that refused said.
fn said(outcome: Result<Outcome, VerbError>) -> String {
    outcome.unwrap_err().to_string()
}

#[tokio::test]
async fn a_file_is_delivered_and_reported_from_the_command_line() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let pairs = [
            ("label", "Vlna z terminálu"),
            ("sample", "probability"),
            ("modes", "face"),
            ("from", "2024-04-01"),
            ("to", "2024-04-30"),
            ("reminders", "0"),
        ];
        let wave = post(&pages, "/staff/pruzkumy/nova", &pairs).await.location;
        let id = wave.rsplit('/').next().unwrap();
        let sav = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/wave.sav");
        let scratch = store::testing::sqlite().await;
        let folder = scratch.folder().unwrap();
        let file = |name: &str| folder.join(name).display().to_string();

        let cut = file("cut.sav");
        std::fs::write(&cut, std::fs::read(sav).unwrap().get(..1_000).unwrap()).unwrap();
        let refused = said(okrsek(&ground, &["import", "survey", id, &cut]).await);
        assert!(refused.contains("bajt 1") && refused.contains("soubor tu končí"), "{refused}");
        assert!(kept(&ground.store, "select name from survey_delivery").await.is_empty());
        let unknown = said(okrsek(&ground, &["import", "survey", "0000000000001", sav]).await);
        assert!(unknown.contains("neexistuje"), "{unknown}");

        let done = okrsek(&ground, &["import", "survey", id, sav, "--json"]).await.unwrap();
        assert_eq!(done, Outcome::Done);
        assert_eq!(kept(&ground.store, "select name from survey_delivery").await, ["wave.sav"]);
        // The trail says that nobody's person did it.
        let trail = "select coalesce(cast(person as text), 'program') from access_audit
                      where kind = 'survey' and purpose = 'delivery'";
        assert_eq!(kept(&ground.store, trail).await, ["program"]);
        assert!(get(&pages, &format!("{wave}/data")).await.text.contains("wave.sav"));
        to_state(&pages, &wave, "closed").await;
        assert_eq!(okrsek(&ground, &["survey", "waves"]).await.unwrap(), Outcome::Done);

        let html = file("zprava.html");
        let args = ["survey", "report", id, "--format", "html", "--lang", "en", "--out", &html];
        assert_eq!(okrsek(&ground, &args).await.unwrap(), Outcome::Done);
        let html = std::fs::read_to_string(html).unwrap();
        assert!(html.contains("Vlna z terminálu") && html.contains("Intervals hold with 95"), "{html}");
        assert!(html.contains("<style"), "a report in one file carries its styles");
        let (xlsx, json) = (file("v.xlsx"), file("v.json"));
        okrsek(&ground, &["survey", "report", id, "--format", "xlsx", "--out", &xlsx]).await.unwrap();
        assert!(std::fs::read(xlsx).unwrap().starts_with(b"PK"));
        okrsek(&ground, &["survey", "report", id, "--format", "json", "--out", &json]).await.unwrap();
        let json: serde_json::Value = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
        assert_eq!(json.pointer("/results/wave").unwrap(), "Vlna z terminálu");
        let none = said(okrsek(&ground, &["survey", "report", id, "--out", &file("z.pdf")]).await);
        assert!(none.contains("--format html"), "{none}");
    })
    .await;
}
