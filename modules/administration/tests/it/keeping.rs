//! Keeping bodies, people and roles over their forms.

use axum::http::StatusCode;
use store::testing::each_engine;

use crate::office::Office;

#[tokio::test]
async fn a_body_is_added_and_nothing_typed_is_lost() {
    each_engine(async |store| {
        let office = Office::open(store).await;
        let adam = office.sign_in("adam.smysleny", "sprava-systemu").await;
        let fields = [
            ("name_cs", "Obecná škola <b>"),
            ("name_en", "School"),
            ("name_uk", ""),
            ("code", "Obecná škola"),
            ("kind", "school"),
            ("seat", "Školní 1"),
            ("from", "2026-01-01"),
            ("to", ""),
        ];
        office
            .post(&adam, "/staff/sprava/organy", &fields)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .shows(&["Obecná škola &#60;b&#62;", "Školní 1", "field-code", "Malá písmena bez diakritiky"]);
        let mut right = fields;
        right[3].1 = "obecna-skola";
        office
            .post(&adam, "/staff/sprava/organy", &right)
            .await
            .leads_to("/staff/sprava/organy/obecna-skola");
        office.get(&adam, "/staff/sprava/organy/obecna-skola").await.is(StatusCode::OK).shows(&["Školní 1"]);
        office
            .post(&adam, "/staff/sprava/organy", &right)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .shows(&["Tento kód už někdo má"]);
        office
            .get(&adam, "/staff/sprava/organy?q=SKOLA+obecna")
            .await
            .shows(&["/staff/sprava/organy/obecna-skola"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_late_sees_what_the_other_saved() {
    each_engine(async |store| {
        let office = Office::open(store).await;
        let adam = office.sign_in("adam.smysleny", "sprava-systemu").await;
        let nina = office.sign_in("nina.vzorova", "sprava-systemu").await;
        let send = async |cookie: &str, seat: &str, version: &str| {
            let fields = [
                ("name_cs", "Stavební úřad"),
                ("code", "stavebni-urad"),
                ("kind", "building-office"),
                ("seat", seat),
                ("from", "2025-01-01"),
                ("version", version),
            ];
            office.post(cookie, "/staff/sprava/organy/stavebni-urad/upravit", &fields).await
        };
        send(&adam, "Adamova 1", "1").await.leads_to("/staff/sprava/organy/stavebni-urad");
        send(&nina, "Ninina 2", "1").await.is(StatusCode::CONFLICT).shows(&[
            "Adamova 1",
            "Ninina 2",
            "name=\"version\" value=\"2\"",
        ]);
        send(&nina, "Ninina 2", "2").await.leads_to("/staff/sprava/organy/stavebni-urad");
    })
    .await;
}

#[tokio::test]
async fn a_person_is_invited_and_cannot_be_given_rights_and_content() {
    each_engine(async |store| {
        let office = Office::open(store).await;
        let adam = office.sign_in("adam.smysleny", "sprava-systemu").await;
        let access = &office.ground.access;
        let fields = [
            ("person_name", "Zora Nová"),
            ("code", "zora.nova"),
            ("email", "zora@okrskov.example"),
            ("language", "cs"),
        ];
        let made = office.post(&adam, "/staff/sprava/lide", &fields).await;
        let zora = access.person_by_login("zora.nova").await.unwrap().unwrap();
        let page = format!("/staff/sprava/lide/{}", zora.id);
        made.leads_to(&page);
        let khs = access.body_by_code("khs").await.unwrap().unwrap().id.to_string();
        let role = |role| [("unit", khs.as_str()), ("role", role), ("from", "2026-01-01")];
        office.post(&adam, &format!("{page}/role"), &role("coordinator")).await.leads_to(&page);
        office
            .post(&adam, &format!("{page}/role"), &role("administrator"))
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .shows(&["Jedna osoba nemůže mít obojí"]);
        office
            .post(&adam, &format!("{page}/role"), &[("from", "kdysi")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .shows(&["error-from", "error-role", "error-unit"]);
        office
            .post(&adam, &format!("{page}/pozvat"), &[])
            .await
            .is(StatusCode::OK)
            .hides("/pozvanka/")
            .shows(&["zora@okrskov.example"]);
        // A person without a mailbox is given the link by hand, but only before they first sign in.
        let quiet = [("person_name", "Tichá Osoba"), ("code", "ticha.osoba"), ("language", "cs")];
        office.post(&adam, "/staff/sprava/lide", &quiet).await;
        let ticha = access.person_by_login("ticha.osoba").await.unwrap().unwrap();
        let invite = format!("/staff/sprava/lide/{}/pozvat", ticha.id);
        office.post(&adam, &invite, &[]).await.is(StatusCode::OK).shows(&["http://localhost/pozvanka/"]);
        access.activate_person(&access::Actor::program(), ticha.id, ticha.version).await.unwrap();
        office
            .post(&adam, &invite, &[])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .hides("/pozvanka/")
            .shows(&["okrsek user invite"]);
        let version = access.person(zora.id).await.unwrap().unwrap().version.to_string();
        let leave = [("act", "end"), ("version", version.as_str())];
        office.post(&adam, &format!("{page}/stav"), &leave).await.leads_to(&page);
        office.get(&adam, &page).await.shows(&["Účet skončil"]);
        // Whoever keeps people cannot end themselves.
        let own = access.person_by_login("adam.smysleny").await.unwrap().unwrap();
        let version = own.version.to_string();
        let leave = [("act", "end"), ("version", version.as_str())];
        office
            .post(&adam, &format!("/staff/sprava/lide/{}/stav", own.id), &leave)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .shows(&["Požádejte jiného správce"]);
    })
    .await;
}

#[tokio::test]
async fn units_and_posts_have_their_forms() {
    each_engine(async |store| {
        let office = Office::open(store).await;
        let adam = office.sign_in("adam.smysleny", "sprava-systemu").await;
        let body = "/staff/sprava/organy/mestska-policie";
        let unit = [("name_cs", "Strážnice Letná"), ("code", "letna-2"), ("from", "2026-01-01")];
        office.post(&adam, &format!("{body}/utvary/novy"), &unit).await.leads_to(body);
        office.get(&adam, body).await.is(StatusCode::OK).shows(&["Strážnice Letná", "Eva Smyšlená"]);
        let post = [("name_cs", "psovod"), ("from", "2026-01-01")];
        let made = office.post(&adam, &format!("{body}/funkce/nova"), &post).await;
        assert!(made.to.starts_with("/staff/sprava/funkce/"), "{}", made.body);
        office.get(&adam, &made.to).await.is(StatusCode::OK).shows(&["psovod", "neobsazeno"]);
        office.get(&adam, &format!("{}/upravit", made.to)).await.is(StatusCode::OK).shows(&["psovod"]);
        office.get(&adam, &format!("{}/obsadit", made.to)).await.is(StatusCode::OK).shows(&["eva.smyslena"]);
    })
    .await;
}
