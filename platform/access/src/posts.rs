//! Posts and who holds them.

use chrono::NaiveDate;
use serde_json::json;
use store::{Id, Query, Row, Statement, StoreError, Transaction, Value};

use crate::people::PERSON;
use crate::rules::{ordered, take_turn, taken};
use crate::trail::{Entry, record};
use crate::units::{must_be_of, territory};
use crate::{
    Access, AccessError, Action, Actor, Holding, Kind, PersonState, Post, PostFacts, Refusal, Theirs,
    Validity, Words,
};

impl Access {
    /// Every post.
    ///
    /// # Errors
    /// The database.
    pub async fn posts(&self) -> Result<Vec<Post>, AccessError> {
        Ok(self.store.rows(&POSTS, &[]).await?)
    }

    /// One post.
    ///
    /// # Errors
    /// The database.
    pub async fn post(&self, id: Id) -> Result<Option<Post>, AccessError> {
        Ok(self.store.row(&POST, &[id.into()]).await?)
    }

    /// Holdings of a post, or of every post: past, present and future, by first day.
    ///
    /// # Errors
    /// The database.
    pub async fn holdings(&self, post: Option<Id>) -> Result<Vec<Holding>, AccessError> {
        Ok(self.store.rows(&HOLDINGS, &[post.into()]).await?)
    }

    /// A new post of a body.
    ///
    /// # Errors
    /// `Empty`, `BadValidity`, `BadUnit`; `Missing` body.
    pub async fn add_post(&self, actor: &Actor, body: Id, facts: &PostFacts) -> Result<Id, AccessError> {
        let now = self.clock.now();
        actor.must(Action::Create, Kind::Body, now)?;
        let facts = facts.checked()?;
        let id = self.store.new_id();
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        must_be_of(&mut tx, facts.unit, body).await?;
        let mut params = values(id, &facts);
        params.push(body.into());
        tx.execute(&ADD, &params).await.map_err(taken)?;
        let story = json!({ "post": id.to_string(), "after": facts.story() });
        record(&mut tx, now, actor, Entry::new("create", "post").on(id).detail(story)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes what a post says, if it still is at `version`.
    ///
    /// # Errors
    /// As [`Access::add_post`]; `Conflict`.
    pub async fn change_post(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        facts: &PostFacts,
    ) -> Result<(), AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Body, now)?;
        let facts = facts.checked()?;
        let before = self.post(id).await?.ok_or(AccessError::Missing)?;
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        must_be_of(&mut tx, facts.unit, before.body).await?;
        let mut params = values(id, &facts);
        params.push(version.into());
        if tx.execute(&CHANGE, &params).await? == 0 {
            tx.rollback().await?;
            let theirs = self.post(id).await?.ok_or(AccessError::Missing)?;
            return Err(AccessError::Conflict(Box::new(Theirs::Post(theirs))));
        }
        let story = json!({ "before": before.facts.story(), "after": facts.story() });
        record(&mut tx, now, actor, Entry::new("change", "post").on(id).detail(story)).await?;
        Ok(tx.commit().await?)
    }

    /// Gives a post a holder or a deputy.
    ///
    /// # Errors
    /// `PostHeld`, `Twice`, `BadValidity`, `PersonEnded`; `Missing`.
    pub async fn add_holding(
        &self,
        actor: &Actor,
        post: Id,
        person: Id,
        deputy: bool,
        validity: Validity,
    ) -> Result<Id, AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Body, now)?;
        ordered(validity)?;
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        tx.row(&POST, &[post.into()]).await?.ok_or(AccessError::Missing)?;
        let whom = tx.row(&PERSON, &[person.into()]).await?.ok_or(AccessError::Missing)?;
        if whom.state == PersonState::Ended {
            return Err(Refusal::PersonEnded.into());
        }
        for other in tx.rows(&HOLDINGS, &[post.into()]).await? {
            match other.validity.meets(&validity) {
                true if other.person == person => return Err(Refusal::Twice.into()),
                true if !deputy && !other.deputy => return Err(Refusal::PostHeld.into()),
                _ => {}
            }
        }
        let id = self.store.new_id();
        let params =
            [id.into(), post.into(), person.into(), deputy.into(), validity.from.into(), validity.to.into()];
        tx.execute(&ADD_HOLDING, &params).await.map_err(taken)?;
        let story = json!({
            "holding": id.to_string(), "person": person.to_string(), "deputy": deputy,
            "after": validity.story(),
        });
        record(&mut tx, now, actor, Entry::new("change", "post").on(post).detail(story)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Ends a holding with a last day; the post stays and becomes vacant.
    ///
    /// # Errors
    /// `Missing`.
    pub async fn end_holding(&self, actor: &Actor, id: Id, last: NaiveDate) -> Result<(), AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Body, now)?;
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        let before = tx.row(&HOLDING, &[id.into()]).await?.ok_or(AccessError::Missing)?;
        let validity = Validity { from: before.validity.from, to: Some(last) };
        let end = if validity.is_ordered() { &END_HOLDING } else { &FORGET_HOLDING };
        tx.execute(end, &[id.into(), last.into()]).await?;
        let story = json!({
            "holding": id.to_string(), "person": before.person.to_string(), "deputy": before.deputy,
            "before": before.validity.story(), "after": validity.story(),
        });
        record(&mut tx, now, actor, Entry::new("change", "post").on(before.post).detail(story)).await?;
        Ok(tx.commit().await?)
    }
}

/// Ends a person's holdings (of posts of one body, or all) with this last day.
pub(crate) async fn end_holdings(
    tx: &mut Transaction,
    person: Id,
    body: Option<Id>,
    last: NaiveDate,
) -> Result<(), AccessError> {
    let params = [person.into(), body.into(), last.into()];
    tx.execute(&FORGET_FUTURE, &params).await?;
    tx.execute(&END_HOLDINGS, &params).await?;
    Ok(())
}

fn values(id: Id, facts: &PostFacts) -> Vec<Value> {
    let territory = facts.territory.as_ref();
    vec![
        id.into(),
        facts.unit.into(),
        facts.title.to_json().into(),
        territory.map(|territory| territory.layer.as_str()).into(),
        territory.map(|territory| territory.code.as_str()).into(),
        facts.phone.as_str().into(),
        facts.email.as_str().into(),
        facts.validity.from.into(),
        facts.validity.to.into(),
    ]
}

fn read(r: &Row<'_>) -> Result<Post, StoreError> {
    let facts = PostFacts {
        unit: r.opt_id(2)?,
        title: Words::from_json(&r.text(3)?),
        territory: territory(r.opt_text(4)?, r.opt_text(5)?),
        phone: r.text(6)?,
        email: r.text(7)?,
        validity: Validity { from: r.date(8)?, to: r.opt_date(9)? },
    };
    Ok(Post { id: r.id(0)?, body: r.id(1)?, facts, version: r.int(10)? })
}

fn read_holding(r: &Row<'_>) -> Result<Holding, StoreError> {
    let validity = Validity { from: r.date(5)?, to: r.opt_date(6)? };
    let (id, post, person) = (r.id(0)?, r.id(1)?, r.id(2)?);
    Ok(Holding { id, post, person, name: r.text(3)?, deputy: r.bool(4)?, validity })
}

const POSTS: Query<Post> = Query::new(
    "access_posts",
    "select id, body, unit, title, layer, territory, phone, email, valid_from, valid_to, version
       from access_post order by body, id",
    read,
);

const POST: Query<Post> = Query::new(
    "access_post",
    "select id, body, unit, title, layer, territory, phone, email, valid_from, valid_to, version
       from access_post where id = ?1",
    read,
);

const HOLDINGS: Query<Holding> = Query::new(
    "access_holdings",
    "select h.id, h.post, h.person, p.name, h.deputy, h.valid_from, h.valid_to
       from access_holding h join access_person p on p.id = h.person
      where (h.post = ?1 or ?1 is null) order by h.valid_from, h.id",
    read_holding,
);

const HOLDING: Query<Holding> = Query::new(
    "access_holding",
    "select h.id, h.post, h.person, p.name, h.deputy, h.valid_from, h.valid_to
       from access_holding h join access_person p on p.id = h.person where h.id = ?1",
    read_holding,
);

const ADD: Statement = Statement::new(
    "add_access_post",
    "insert into access_post (id, unit, title, layer, territory, phone, email, valid_from, valid_to, body)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
);

const CHANGE: Statement = Statement::new(
    "change_access_post",
    "update access_post set unit = ?2, title = ?3, layer = ?4, territory = ?5, phone = ?6, email = ?7,
            valid_from = ?8, valid_to = ?9, version = version + 1
      where id = ?1 and version = ?10",
);

const ADD_HOLDING: Statement = Statement::new(
    "add_access_holding",
    "insert into access_holding (id, post, person, deputy, valid_from, valid_to)
     values (?1, ?2, ?3, ?4, ?5, ?6)",
);

const END_HOLDING: Statement =
    Statement::new("end_access_holding", "update access_holding set valid_to = ?2 where id = ?1");

/// Ends what has not begun before its end: it never was.
const FORGET_HOLDING: Statement =
    Statement::new("forget_access_holding", "delete from access_holding where id = ?1 and valid_from > ?2");

const END_HOLDINGS: Statement = Statement::new(
    "end_access_holdings",
    "update access_holding set valid_to = ?3
      where person = ?1 and (valid_to > ?3 or valid_to is null)
        and post in (select id from access_post where (body = ?2 or ?2 is null))",
);

const FORGET_FUTURE: Statement = Statement::new(
    "forget_future_access_holdings",
    "delete from access_holding
      where person = ?1 and valid_from > ?3
        and post in (select id from access_post where (body = ?2 or ?2 is null))",
);

pub(crate) const QUERIES: [(&str, &str); 11] = [
    POSTS.named(),
    POST.named(),
    HOLDINGS.named(),
    HOLDING.named(),
    ADD.named(),
    CHANGE.named(),
    ADD_HOLDING.named(),
    END_HOLDING.named(),
    FORGET_HOLDING.named(),
    END_HOLDINGS.named(),
    FORGET_FUTURE.named(),
];
