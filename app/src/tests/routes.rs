//! The table of every route and every role, as the policy makes it, against the one written by hand in
//! `app/routes-and-roles.txt`. A route that nobody has thought about fails here, with the line to think about.

use std::collections::BTreeSet;

use access::{BodyKind, Capacity, Context, Decision, Role, Subject};
use axum::body::Body;
use axum::http::{Method, Request, header};
use chrono::{TimeZone as _, Utc};
use ground::{Ground, Module, Permission, Route};
use store::Id;
use tower::ServiceExt as _;

use crate::{modules, wiring};

const WRITTEN: &str = include_str!("../../routes-and-roles.txt");

/// One path with one permission, and what each asker gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) methods: String,
    pub(super) path: String,
    pub(super) permission: String,
    /// Letters: nobody, signed in without a body, then [`Role::ALL`].
    pub(super) letters: Vec<char>,
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letters: Vec<String> = self.letters.iter().map(char::to_string).collect();
        let Line { methods, path, permission, .. } = self;
        write!(f, "{methods:<9} {path:<56} {permission:<26} {}", letters.join(" "))
    }
}

impl Line {
    fn read(line: &str) -> Line {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [methods, path, permission, letters @ ..] = words.as_slice() else {
            panic!("not a line: {line}")
        };
        let letters: Vec<char> = letters.iter().flat_map(|word| word.chars()).collect();
        assert_eq!(letters.len(), 2 + Role::ALL.len(), "letters of {line}");
        let text = |word: &str| word.to_owned();
        Line { methods: text(methods), path: text(path), permission: text(permission), letters }
    }
}

/// The table written by hand.
pub(super) fn written() -> Vec<Line> {
    let lines = WRITTEN.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(Line::read).collect()
}

/// The table as it is.
async fn found(modules: &[Module], ground: &Ground) -> Vec<Line> {
    let mut lines = Vec::new();
    for route in modules.iter().flat_map(|module| &module.routes) {
        lines.push(Line {
            methods: methods(route, ground).await,
            path: route.path.to_owned(),
            permission: name(route.permission),
            letters: letters(route.permission),
        });
    }
    lines.sort_by(|one, other| (&one.path, &one.methods).cmp(&(&other.path, &other.methods)));
    lines
}

/// Which methods a route answers: it says so itself when it is asked with one that nobody has.
async fn methods(route: &Route, ground: &Ground) -> String {
    let handler = route.handler.clone().with_state::<()>(ground.clone());
    let request = Request::builder().method(Method::TRACE).uri("/").body(Body::empty()).unwrap();
    let answer = handler.oneshot(request).await.unwrap();
    let allowed = answer.headers().get(header::ALLOW).map(|allowed| allowed.to_str().unwrap().to_owned());
    let allowed =
        allowed.unwrap_or_else(|| panic!("{} answers every method; name those it needs", route.path));
    // HEAD goes with GET.
    let kept: Vec<&str> = allowed.split(',').filter(|method| *method != "HEAD").collect();
    kept.join("+")
}

fn name(permission: Permission) -> String {
    match permission {
        Permission::Public => "public".to_owned(),
        Permission::SignedIn => "signed-in".to_owned(),
        Permission::Right { action, kind, personal } => {
            let personal = if personal { ":personal" } else { "" };
            format!("{action:?}:{kind:?}{personal}").to_lowercase()
        }
    }
}

fn letters(permission: Permission) -> Vec<char> {
    let [nobody, bodyless] = match permission {
        Permission::Public => ['a', 'a'],
        Permission::SignedIn => ['s', 'a'],
        Permission::Right { .. } => ['s', 'b'],
    };
    let now = Utc.with_ymd_and_hms(2026, 3, 4, 9, 0, 0).single().unwrap();
    let by_role = Role::ALL.map(|role| match permission.decide(&subject(role), &Context { now }) {
        Decision::Allowed { .. } => 'a',
        Decision::StepUp => '2',
        Decision::Denied => '-',
    });
    [nobody, bodyless].into_iter().chain(by_role).collect()
}

/// Somebody in one role for a whole body, who has shown no second factor.
fn subject(role: Role) -> Subject {
    Subject {
        person: Id(1),
        name: "Jana Ukázková".into(),
        body: Id(2),
        body_kind: BodyKind::Other,
        capacities: vec![Capacity { role, unit: None }],
        units: Vec::new(),
        session: Id(3),
        assured_at: None,
        emergency: None,
        client: String::new(),
    }
}

#[tokio::test]
async fn every_route_says_what_each_role_gets() {
    let database = store::testing::sqlite().await;
    let modules = modules::all();
    let flags = [("database.url", database.url().to_owned())];
    let settings = crate::config::effective(None, std::iter::empty(), &flags).unwrap().settings;
    let ground = wiring::ground(&modules, &settings).await.unwrap();
    let text = |lines: Vec<Line>| lines.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    let (found, written) = (text(found(&modules, &ground).await), text(written()));
    let difference: Vec<String> = found
        .difference(&written)
        .map(|line| format!("add     {line}"))
        .chain(written.difference(&found).map(|line| format!("remove  {line}")))
        .collect();
    let difference = difference.join("\n");
    assert!(
        difference.is_empty(),
        "app/routes-and-roles.txt says something else than the routes:\n{difference}"
    );
}

#[test]
fn the_written_table_is_in_order_and_says_nothing_twice() {
    let keys: Vec<_> = written().into_iter().map(|line| (line.path, line.methods)).collect();
    assert!(keys.is_sorted_by(|one, other| one < other), "by path, then by method");
}
