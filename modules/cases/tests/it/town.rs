//! The town: five bodies, a few people, one type of case, and a router that answers as the program does.

use std::net::SocketAddr;
use std::sync::Arc;

use access::{
    Access, AccessSettings, Actor, BodyFacts, BodyKind, Device, MembershipFacts, PersonFacts, Role, Validity,
    Words,
};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use casework::{CaseTypes, Casework};
use chrono::{DateTime, Utc};
use ground::Ground;
use store::{Clock, Id, Store};
use tower::ServiceExt;
use web::{City, Texts, Web, WebSettings};

/// Thursday morning.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-05T08:00:00Z".parse().unwrap()
}

pub(crate) struct Town {
    pub(crate) ground: Ground,
    pub(crate) clock: Clock,
    router: Router,
    people: Vec<(&'static str, Id, Id)>,
}

/// A signed-in browser.
pub(crate) struct Browser {
    router: Router,
    cookie: String,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// Login, name, code of the body, its kind, role.
const PEOPLE: [(&str, &str, &str, BodyKind, Role); 6] = [
    ("koordinator", "Olga Vzorová", "odbor", BodyKind::SafetyDepartment, Role::Coordinator),
    ("straznik", "Eva Smyšlená", "policie", BodyKind::MunicipalPolice, Role::Officer),
    ("hygienik", "Viktor Příkladný", "hygiena", BodyKind::PublicHealth, Role::Officer),
    ("skola", "Blanka Ukázková", "skolstvi", BodyKind::EducationDepartment, Role::Coordinator),
    ("cizi", "Rudolf Cvičný", "hasici", BodyKind::FireService, Role::Coordinator),
    ("auditor", "Libor Příkladný", "audit", BodyKind::Oversight, Role::Auditor),
];

impl Town {
    pub(crate) async fn on(store: Store) -> Town {
        Town::with(store, &[("noise.toml", include_str!("noise.toml"))]).await
    }

    /// A town with these types of cases.
    pub(crate) async fn with(store: Store, types: &[(&str, &str)]) -> Town {
        store
            .migrate(&[
                store::MIGRATIONS,
                places::MIGRATIONS,
                access::MIGRATIONS,
                mail::MIGRATIONS,
                casework::MIGRATIONS,
                indicators::MIGRATIONS,
            ])
            .await
            .unwrap();
        let clock = Clock::fixed(now());
        let access = Access::new(store.clone(), clock.clone(), AccessSettings::default());
        let types = CaseTypes::read(types).unwrap();
        let letter = |_: &casework::Notice, _: &casework::Letterhead<'_>| ("x".to_owned(), "x".to_owned());
        let casework = Casework::new(store.clone(), access.clone(), types, Arc::new(letter));
        let city = City { name: "Okrskov".to_owned(), accent: "#1f4e79".to_owned(), invented: true };
        let modules = [cases::module()];
        let mut settings = WebSettings::new(city, "http://okrsek.test");
        settings.rates = None;
        let routes = modules.iter().flat_map(|module| &module.routes);
        settings.uploads = routes.filter_map(|route| Some((route.path, route.files?))).collect();
        let web = Web::new(settings, Texts::new(&cases::TEXTS).unwrap());
        let ground = Ground {
            places: places::Places::open(store.clone()).await.unwrap(),
            indicators: indicators::Indicators::new(
                store.clone(),
                access.clone(),
                indicators::Catalogue::default(),
            ),
            mail: mail::Outbox::new(store.clone(), clock.clone()),
            doors: modules.iter().flat_map(|module| module.workplace.iter().copied()).collect(),
            typesetter: None,
            open: ground::open::Open::default(),
            openapi: Arc::new(serde_json::Value::Null),
            demo_sign_in: false,
            store,
            access,
            casework,
            web: web.clone(),
        };
        let router = web.layer(ground::router(&modules, &ground).with_state(ground.clone()));
        let mut town = Town { ground, clock, router, people: Vec::new() };
        town.settle().await;
        town
    }

    async fn settle(&mut self) {
        let (access, program) = (&self.ground.access, Actor::program());
        let validity = Validity::since("2025-01-01".parse().unwrap());
        for (login, name, code, kind, role) in PEOPLE {
            let facts = BodyFacts {
                code: code.to_owned(),
                kind,
                name: Words::new(format!("Orgán {code}"), format!("Body {code}"), format!("Орган {code}")),
                seat: String::new(),
                email: String::new(),
                phone: String::new(),
                validity,
            };
            let body = access.add_body(&program, &facts).await.unwrap();
            let facts = PersonFacts {
                login: login.to_owned(),
                name: name.to_owned(),
                email: format!("{login}@okrsek.example"),
                phone: String::new(),
                language: "cs".to_owned(),
            };
            let person = access.add_person(&program, &facts).await.unwrap();
            access.activate_person(&program, person, 1).await.unwrap();
            let facts = MembershipFacts { body, unit: None, role, validity };
            access.add_membership(&program, person, &facts).await.unwrap();
            self.people.push((login, person, body));
        }
    }

    pub(crate) fn body(&self, login: &str) -> Id {
        self.people.iter().find(|(known, ..)| *known == login).unwrap().2
    }

    pub(crate) async fn browser(&self, login: &str) -> Browser {
        let (_, person, body) = self.people.iter().find(|(known, ..)| *known == login).unwrap();
        let device =
            Device { client: "127.0.0.1".to_owned(), agent: "test".to_owned(), known: String::new() };
        let entered = self.ground.access.sign_in_demo(*person, *body, &device).await.unwrap();
        Browser { router: self.router.clone(), cookie: format!("okrsek={}", entered.token) }
    }

    /// Somebody who has not signed in.
    pub(crate) fn stranger(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: String::new() }
    }

    /// A case that the police officer reports; its page.
    pub(crate) async fn reported(&self) -> String {
        let officer = self.browser("straznik").await;
        let fields = [("title", "Hluk v noci"), ("place", "Zahradní 12"), ("f-seen", "Hudba po 22. hodině.")];
        officer.post("/staff/pripady/novy/noise", &fields).await.place()
    }
}

impl Browser {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{}={}", web::percent_encoded(name), web::percent_encoded(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends one file.
    pub(crate) async fn upload(&self, path: &str, name: &str, content: &[u8]) -> Answer {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
        );
        let body = [head.as_bytes(), content, b"\r\n--x--\r\n"].concat();
        let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    async fn ask(&self, mut request: Request<Body>) -> Answer {
        let headers = request.headers_mut();
        headers.insert(header::ACCEPT_LANGUAGE, "cs".parse().unwrap());
        headers.insert(header::ACCEPT, "text/html".parse().unwrap());
        if !self.cookie.is_empty() {
            headers.insert(header::COOKIE, self.cookie.parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 50 << 20).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

impl Answer {
    /// Where the browser is sent.
    #[track_caller]
    pub(crate) fn place(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.main());
        self.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    /// What the page itself says, without its frame.
    pub(crate) fn main(&self) -> &str {
        let from = self.body.find("<main").unwrap_or(0);
        let to = self.body.find("</main>").unwrap_or(self.body.len());
        &self.body[from..to]
    }

    /// The first value of a hidden field.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let at = self.body.find(&mark).unwrap_or_else(|| panic!("no {name} in {}", self.main())) + mark.len();
        self.body[at..].split('"').next().unwrap().to_owned()
    }

    /// The first link that contains a text.
    #[track_caller]
    pub(crate) fn link(&self, part: &str) -> String {
        let all = self.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let found = all.into_iter().find(|href| href.contains(part));
        found.unwrap_or_else(|| panic!("no link with {part} in {}", self.main())).to_owned()
    }
}
