//! The module behind a router, and browsers of people who work there.

use std::sync::Arc;

use access::{Access, AccessSettings, Device};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use casework::{CaseTypes, Casework};
use demo_city::DemoCity;
use ground::Ground;
use places::Places;
use store::{Clock, Store};
use tower::ServiceExt;
use web::{City, Texts, Web, WebSettings};

/// The module over a database with the demonstration in it.
pub(crate) struct Office {
    pub(crate) ground: Ground,
    router: Router,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) body: String,
}

impl Office {
    pub(crate) async fn open(store: Store) -> Office {
        let sets = [
            store::MIGRATIONS,
            places::MIGRATIONS,
            access::MIGRATIONS,
            mail::MIGRATIONS,
            casework::MIGRATIONS,
            indicators::MIGRATIONS,
        ];
        store.migrate(&sets).await.unwrap();
        let modules = [administration::module()];
        let city = City { name: "Okrskov".to_owned(), accent: "#1f4e79".to_owned(), invented: true };
        let mut settings = WebSettings::new(city, "http://localhost");
        settings.rates = None;
        let texts = Texts::new(modules[0].texts).unwrap();
        let access = Access::new(
            store.clone(),
            Clock::System,
            AccessSettings { base_url: "http://localhost".to_owned(), ..AccessSettings::default() },
        );
        let letter = |_: &casework::Notice, _: &casework::Letterhead<'_>| panic!("no letters here");
        let types = CaseTypes::read(&[]).unwrap();
        let ground = Ground {
            places: Places::open(store.clone()).await.unwrap(),
            casework: Casework::new(store.clone(), access.clone(), types, Arc::new(letter)),
            indicators: indicators::Indicators::new(
                store.clone(),
                access.clone(),
                indicators::Catalogue::default(),
            ),
            mail: mail::Outbox::new(store.clone(), Clock::System),
            web: Web::new(settings, texts),
            doors: modules[0].workplace.clone().into(),
            demo_sign_in: true,
            typesetter: None,
            open: ground::open::Open::default(),
            openapi: Arc::new(serde_json::Value::Null),
            access,
            store,
        };
        let demo = Arc::new(DemoCity::generate(DemoCity::SEED));
        (modules[0].demo.unwrap())(ground.clone(), demo).await.unwrap();
        let router = ground::router(&modules, &ground).with_state(ground.clone());
        let router = ground.web.clone().layer(router);
        Office { ground, router }
    }

    /// The cookie of a person who has just signed in, acting for the body, with the second factor shown.
    pub(crate) async fn sign_in(&self, login: &str, body: &str) -> String {
        let access = &self.ground.access;
        let person = access.person_by_login(login).await.unwrap().unwrap();
        let body = access.body_by_code(body).await.unwrap().unwrap();
        let device = Device { client: String::new(), agent: "test".to_owned(), known: String::new() };
        let entered = access.sign_in_demo(person.id, body.id, &device).await.unwrap();
        format!("okrsek={}", entered.token)
    }

    pub(crate) async fn get(&self, cookie: &str, path: &str) -> Answer {
        self.ask(Method::GET, cookie, path, String::new()).await
    }

    pub(crate) async fn post(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pair = |(name, value): &(&str, &str)| format!("{name}={}", web::percent_encoded(value));
        let body = fields.iter().map(pair).collect::<Vec<_>>().join("&");
        self.ask(Method::POST, cookie, path, body).await
    }

    async fn ask(&self, method: Method, cookie: &str, path: &str, body: String) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::ACCEPT_LANGUAGE, "cs")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let to = parts.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let body = to_bytes(body, 10 << 20).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, to: to.unwrap_or_default(), body }
    }
}

impl Answer {
    #[track_caller]
    pub(crate) fn is(self, status: StatusCode) -> Answer {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// Shows all of these.
    #[track_caller]
    pub(crate) fn shows(self, texts: &[&str]) -> Answer {
        for text in texts {
            assert!(self.body.contains(text), "{text:?} is not on the page:\n{}", self.body);
        }
        self
    }

    #[track_caller]
    pub(crate) fn hides(self, text: &str) -> Answer {
        assert!(!self.body.contains(text), "{text:?} is on the page:\n{}", self.body);
        self
    }

    #[track_caller]
    pub(crate) fn leads_to(self, path: &str) -> Answer {
        assert_eq!((self.status, self.to.as_str()), (StatusCode::SEE_OTHER, path), "{}", self.body);
        self
    }
}
