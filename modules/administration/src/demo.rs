//! The demonstration: invented bodies, their units and posts, and invented people in the roles a city needs.
//!
//! Nobody here has a password. `okrsek user` gives one; surnames mean "sample" or "made-up", telephones begin with
//! a prefix that no operator has, mailboxes end in `.example`.

mod bodies;
mod people;
mod posts;

use std::collections::HashMap;
use std::sync::Arc;

use access::{Access, Actor, Validity};
use anyhow::Context;
use chrono::NaiveDate;
use demo_city::DemoCity;
use futures_util::future::BoxFuture;
use ground::Ground;
use store::Id;

/// Fills an empty database.
pub(crate) fn fill(ground: Ground, demo: Arc<DemoCity>) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        populate(ground.access.clone(), &demo).await?;
        crate::public_posts::publish(&ground).await
    })
}

async fn populate(access: Access, demo: &DemoCity) -> anyhow::Result<()> {
    let mut cast = Cast {
        access,
        actor: Actor::program(),
        since: Validity::since(NaiveDate::from_ymd_opt(2025, 1, 1).context("a day")?),
        bodies: HashMap::new(),
        units: HashMap::new(),
        people: HashMap::new(),
    };
    bodies::fill(&mut cast, demo).await?;
    people::fill(&mut cast).await?;
    posts::fill(&mut cast, demo).await
}

/// Who and what has been made so far, by code and login.
struct Cast {
    access: Access,
    actor: Actor,
    since: Validity,
    bodies: HashMap<String, Id>,
    units: HashMap<(String, String), Id>,
    people: HashMap<String, Id>,
}

impl Cast {
    fn body(&self, code: &str) -> anyhow::Result<Id> {
        self.bodies.get(code).copied().with_context(|| format!("no invented body {code}"))
    }

    /// A unit of a body; an empty code is the whole body.
    fn unit(&self, body: &str, code: &str) -> anyhow::Result<Option<Id>> {
        if code.is_empty() {
            return Ok(None);
        }
        let unit = self.units.get(&(body.to_owned(), code.to_owned())).copied();
        unit.map(Some).with_context(|| format!("no invented unit {code} of {body}"))
    }
}

/// "Eva Smyšlená" signs in as `eva.smyslena`.
fn login(name: &str) -> String {
    let letter = |letter| if letter == ' ' { '.' } else { crate::letters::bare(letter) };
    name.chars().flat_map(char::to_lowercase).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_login_is_plain_and_there_once() {
        assert_eq!(login("Eva Smyšlená"), "eva.smyslena");
        assert_eq!(login("Jiří Příkladný"), "jiri.prikladny");
        let mut seen = HashSet::new();
        for person in people::PEOPLE {
            let login = login(person.name);
            assert!(login.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.'), "{login}");
            assert!(seen.insert(login), "{} twice", person.name);
        }
    }

    #[test]
    fn nobody_in_the_demonstration_mixes_rights_and_content() {
        for person in people::PEOPLE {
            for (i, one) in person.roles.iter().enumerate() {
                for other in person.roles.iter().skip(i + 1) {
                    assert!(!access::are_separate(one.2, other.2), "{}", person.name);
                }
            }
        }
    }

    #[tokio::test]
    async fn every_body_has_somebody_and_the_public_keeps_its_names() {
        store::testing::each_engine(async |store| {
            store.migrate(&[store::MIGRATIONS, access::MIGRATIONS]).await.unwrap();
            let access = Access::new(store, store::Clock::System, access::AccessSettings::default());
            let demo = DemoCity::generate(DemoCity::SEED);
            populate(access.clone(), &demo).await.unwrap();
            for body in access.bodies().await.unwrap() {
                let members = access.members_of(body.id).await.unwrap();
                assert!(!members.is_empty(), "{} has nobody", body.facts.code);
            }
            let eva = access.person_by_login("eva.smyslena").await.unwrap().unwrap();
            let acting = access.bodies_of(eva.id).await.unwrap();
            assert_eq!(acting.len(), 1);
            let subject = access.subject(eva.id, acting[0].body, Id(1), None, "").await.unwrap().unwrap();
            assert_eq!((acting[0].code.as_str(), subject.units.len()), ("mestska-policie", 1));
            // Whoever holds a public post holds it under the name the town gave it.
            let posts = access.posts().await.unwrap();
            let mut held = 0;
            for holding in access.holdings(None).await.unwrap() {
                let post = posts.iter().find(|post| post.id == holding.post).unwrap();
                let Some(territory) = &post.facts.territory else { continue };
                let town = demo.posts.iter().find(|post| post.territory == territory.code).unwrap();
                let name = if holding.deputy { &town.deputy } else { &town.holder };
                assert_eq!(name.as_ref().unwrap().name, holding.name);
                held += 1;
            }
            assert!(held >= 5, "{held} public posts are held by people who sign in");
            assert_eq!(access.verify(&[], |_| ()).await.unwrap().fault, None);
        })
        .await;
    }
}
