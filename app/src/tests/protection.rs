//! Every page and every answer of the API, really asked as nobody and as every role of the demonstration city, against
//! the table in `app/routes-and-roles.txt`.
//!
//! What may not be seen must look like what does not exist, to the byte; what may be seen must be there.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use access::{Actor, Device, Role};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use ground::Ground;
use store::Id;

use super::routes::{Line, written};
use super::{Answer, filled};
use crate::serve;

/// Who asks; the place of their letter in the table.
struct Asker {
    name: String,
    column: usize,
    cookie: String,
}

/// Asks as somebody; `cookie` is empty for nobody.
async fn ask(router: &Router, method: &Method, path: &str, cookie: &str) -> Answer {
    let peer = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_000)));
    let request =
        Request::builder().method(method).uri(path).extension(peer).header(header::ACCEPT_LANGUAGE, "cs");
    let request = request.header(header::COOKIE, cookie).body(Body::empty()).unwrap();
    super::answer(router, request).await
}

fn cookie(token: &str) -> String {
    format!("{}={token}", ground::guard::cookie_name(false))
}

/// Nobody, somebody who has not chosen a body, and one person of each role.
async fn askers(ground: &Ground) -> Vec<Asker> {
    let device = Device { client: "127.0.0.1".into(), ..Device::default() };
    let people = ground.access.demo_people().await.unwrap();
    let mut askers = vec![Asker { name: "nobody".into(), column: 0, cookie: String::new() }];
    let mut bodies: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for person in &people {
        bodies.entry(person.person).or_default().push(person.body);
    }
    let (torn, _) =
        bodies.iter().find(|(_, bodies)| bodies.len() > 1).expect("somebody works for two bodies");
    let link = ground.access.invite(&Actor::program(), *torn).await.unwrap();
    let token = link.path.rsplit('/').next().unwrap_or_default();
    let entered = ground.access.accept_invitation(token, "na dvoře stojí tři kontejnery", &device).await;
    let entered = entered.unwrap();
    askers.push(Asker { name: "without a body".into(), column: 1, cookie: cookie(&entered.token) });
    for (at, role) in Role::ALL.into_iter().enumerate() {
        // With this role alone, so that the letters are the role's.
        let alone = |person: &&access::DemoPerson| {
            let times = people.iter().filter(|other| other.person == person.person).count();
            person.role == role && times == 1
        };
        let person = people.iter().find(alone).unwrap_or_else(|| panic!("nobody is {}", role.key()));
        let entered = ground.access.sign_in_demo(person.person, person.body, &device).await.unwrap();
        askers.push(Asker { name: role.key().into(), column: 2 + at, cookie: cookie(&entered.token) });
    }
    askers
}

/// The page without the address it was asked for, which the links to the other languages repeat.
fn without_address(body: &str, path: &str) -> String {
    body.replace(&format!("\"{path}?lang="), "\"…?lang=")
}

/// A path with something in the place of its parameters that no database holds.
fn filled_in(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "999999999999" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// What a route gives to an asker, against the letter of the table; empty when they agree.
async fn finding(
    router: &Router,
    line: &Line,
    asker: &Asker,
    missing: &[(String, String)],
) -> Option<String> {
    let letter = line.letters[asker.column];
    let path = filled_in(&line.path);
    let answer = ask(router, &Method::GET, &path, &asker.cookie).await;
    let status = answer.status;
    let to =
        answer.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default().to_owned();
    let program = path.starts_with("/api/");
    let asked_to = |place: &str| {
        if program { status == StatusCode::UNAUTHORIZED } else { to.starts_with(&format!("{place}?next=")) }
    };
    let guarded = asked_to(ground::guard::SIGN_IN) || asked_to(ground::guard::CHOOSE_BODY);
    let agrees = match letter {
        's' => asked_to(ground::guard::SIGN_IN),
        'b' => asked_to(ground::guard::CHOOSE_BODY),
        '-' => {
            let (_, expected) = missing.iter().find(|(name, _)| *name == asker.name)?;
            status == StatusCode::NOT_FOUND && (program || without_address(&answer.body, &path) == *expected)
        }
        // Signed in for the demonstration is as good as a second factor, so `2` is `a`. A thing that does not exist
        // is not found; a page that takes no parameter is there.
        _ => {
            let found = line.path.contains('{') || status != StatusCode::NOT_FOUND;
            // 502 is what somebody else's provider of identity does not say.
            !guarded && found && (!status.is_server_error() || status == StatusCode::BAD_GATEWAY)
        }
    };
    let (name, said) = (&asker.name, line.to_string());
    (!agrees).then(|| format!("{name} gets {status} {to} where the table says {letter}: {said}"))
}

#[tokio::test]
async fn every_page_gives_each_role_what_the_table_says() {
    let database = store::testing::sqlite().await;
    let (modules, ground) = filled(database.url()).await;
    let askers = askers(&ground).await;
    let router = serve::router(&modules, ground);
    let mut missing = Vec::new();
    for asker in askers.iter().filter(|asker| asker.column >= 2) {
        let answer = ask(&router, &Method::GET, "/staff/nic-tu-neni", &asker.cookie).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", asker.name);
        missing.push((asker.name.clone(), without_address(&answer.body, "/staff/nic-tu-neni")));
    }
    let mut findings = Vec::new();
    // Signing out would end the session of the one who asks.
    let pages = written().into_iter().filter(|line| line.methods.contains("GET"));
    for line in pages {
        for asker in &askers {
            findings.extend(finding(&router, &line, asker, &missing).await);
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[tokio::test]
async fn from_outside_nobody_learns_what_the_workplace_holds() {
    let database = store::testing::sqlite().await;
    let (modules, ground) = filled(database.url()).await;
    let askers = askers(&ground).await;
    let officer = askers.iter().find(|asker| asker.name == "officer").unwrap();
    let router = serve::router(&modules, ground);
    let protected: Vec<String> = written()
        .iter()
        .filter(|line| line.path.starts_with("/staff") && line.permission != "public")
        .map(|line| filled_in(&line.path))
        .collect();
    let invented =
        ["/staff", "/staff/", "/staff/nic", "/staff/pripady/nic/nic/nic", "/staff/sprava/%00", "/staff/a b"]
            .map(|path| path.replace(' ', "%20"));
    for path in protected.iter().chain(&invented) {
        for method in [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
            let answer = ask(&router, &method, path, "").await;
            let expected = format!("/prihlaseni?next={}", web::percent_encoded(path));
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{method} {path}");
            assert_eq!(answer.headers[header::LOCATION].to_str().unwrap(), expected, "{method} {path}");
            assert!(!answer.headers.contains_key(header::ALLOW), "{method} {path}");
        }
        // A method that a page does not know is as little there as a page that is not.
        let answer = ask(&router, &Method::PATCH, path, &officer.cookie).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "PATCH {path}");
    }
    let robots = ask(&router, &Method::GET, "/robots.txt", "").await;
    assert!(robots.body.contains("Disallow: /staff\n"));
}
