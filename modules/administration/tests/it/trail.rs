//! The auditor reads the trail, proves it, and judges an emergency.

use access::trail::TrailFilter;
use axum::http::StatusCode;
use ground::Outcome;
use store::Statement;
use store::testing::each_engine;

use crate::office::Office;

#[tokio::test]
async fn the_auditor_reads_exports_and_proves_the_trail() {
    each_engine(async |store| {
        let office = Office::open(store.clone()).await;
        let dana = office.sign_in("dana.cvicna", "auditor").await;
        office
            .get(&dana, "/staff/sprava/audit?kind=person")
            .await
            .is(StatusCode::OK)
            .shows(&["osoba", "before="]);
        let file = office.get(&dana, "/staff/sprava/audit?kind=post&format=csv").await.is(StatusCode::OK);
        assert!(file.body.lines().count() > 40, "{}", file.body);
        let newest = office.ground.access.trail(&TrailFilter::default(), 1).await.unwrap();
        assert_eq!((newest[0].action.as_str(), newest[0].kind.as_str()), ("export", "trail"));
        let sha256 = access::trail::fingerprint(file.body.as_bytes());
        assert!(newest[0].detail.contains(&sha256), "{}", newest[0].detail);

        for day in ["%2B262142-12-31", "-262143-01-01", "1899-12-31", "2201-01-01", "kdysi"] {
            office.get(&dana, &format!("/staff/sprava/audit?day={day}")).await.is(StatusCode::OK);
        }

        office
            .post(&dana, "/staff/sprava/audit/overeni", &[])
            .await
            .is(StatusCode::OK)
            .shows(&["Stopa je neporušená"]);
        let tamper = Statement::new("tamper", "update access_audit set purpose = 'nic' where seq = 7");
        assert_eq!(store.execute(&tamper, &[]).await.unwrap(), 1);
        office
            .post(&dana, "/staff/sprava/audit/overeni", &[])
            .await
            .is(StatusCode::OK)
            .shows(&["záznam 7 byl změněn"]);
    })
    .await;
}

#[tokio::test]
async fn the_command_line_proves_the_trail_and_names_the_first_broken_row() {
    each_engine(async |store| {
        let office = Office::open(store.clone()).await;
        let verify = async |arguments: &[&str]| {
            let verb =
                administration::module().verbs.into_iter().find(|verb| verb.path == ["audit", "verify"]);
            let (verb, t) = (verb.unwrap(), office.ground.web.say(web::Lang::Cs));
            let arguments = std::iter::once("verify").chain(arguments.iter().copied());
            let matches = (verb.command)(&t).try_get_matches_from(arguments).unwrap();
            (verb.run)(ground::Context { ground: office.ground.clone(), t }, matches).await
        };
        assert_eq!(verify(&[]).await.unwrap(), Outcome::Done);
        let missing = verify(&["--checkpoints", "/nowhere/at-all"]).await.unwrap_err();
        assert!(missing.to_string().contains("/nowhere/at-all"), "{missing}");
        let file = std::env::temp_dir().join(format!("okrsek-checkpoints-{}", std::process::id()));
        std::fs::write(&file, "{}\n").unwrap();
        let bad = verify(&["--checkpoints", file.to_str().unwrap()]).await.unwrap_err();
        assert!(bad.to_string().contains("řádek 1"), "{bad}");
        std::fs::remove_file(&file).unwrap();
        let tamper = Statement::new("tamper", "delete from access_audit where seq = 9");
        assert_eq!(store.execute(&tamper, &[]).await.unwrap(), 1);
        assert_eq!(verify(&["--json"]).await.unwrap(), Outcome::Refused);
    })
    .await;
}

#[tokio::test]
async fn an_emergency_is_opened_ended_and_judged() {
    each_engine(async |store| {
        let office = Office::open(store).await;
        let olga = office.sign_in("olga.vzorova", "odbor-bezpecnosti").await;
        let own = "/staff/mimoradny-pristup";
        office
            .post(&olga, own, &[("reason", ""), ("minutes", "30")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("reason", "Pohřešované dítě"), ("reference", "OB-7"), ("minutes", "30")];
        office.post(&olga, own, &fields).await.leads_to(own);
        office.get(&olga, own).await.is(StatusCode::OK).shows(&["Pohřešované dítě", "je otevřený do"]);
        office.post(&olga, "/staff/mimoradny-pristup/ukoncit", &[]).await.leads_to(own);

        let dana = office.sign_in("dana.cvicna", "auditor").await;
        let list = office.get(&dana, "/staff/sprava/mimoradne").await.is(StatusCode::OK);
        let list = list.shows(&["Pohřešované dítě", "čeká na posouzení"]);
        let at = list.body.find("/staff/sprava/mimoradne/").unwrap();
        let one = list.body[at..].split('"').next().unwrap().to_owned();
        office.get(&dana, &one).await.is(StatusCode::OK).shows(&["Olga Vzorová", "založil"]);
        office.post(&olga, &one, &[("verdict", "justified")]).await.is(StatusCode::NOT_FOUND);
        office.post(&dana, &one, &[("verdict", "justified"), ("note", "V pořádku.")]).await.leads_to(&one);
        office.get(&dana, &one).await.shows(&["oprávněný", "V pořádku."]);
        office.post(&dana, &one, &[("verdict", "unjustified")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
