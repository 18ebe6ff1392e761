//! Memberships: in which role a person works for a body.

use chrono::NaiveDate;
use serde_json::json;
use store::{Id, Query, Row, Statement, StoreError, Transaction};

use crate::people::PERSON;
use crate::rules::{ordered, take_turn, taken};
use crate::trail::{Entry, record};
use crate::units::must_be_of;
use crate::{
    Access, AccessError, Action, Actor, Kind, Membership, MembershipFacts, PersonState, Refusal, Role,
    Validity,
};

impl Access {
    /// A person's memberships, also past and future ones, by first day.
    ///
    /// # Errors
    /// The database.
    pub async fn memberships_of(&self, person: Id) -> Result<Vec<Membership>, AccessError> {
        Ok(self.store.rows(&OF_PERSON, &[person.into()]).await?)
    }

    /// Memberships in a body that are valid today, of people who can sign in: who can be given work, be written to,
    /// be named as the one who did it.
    ///
    /// # Errors
    /// The database.
    pub async fn members_of(&self, body: Id) -> Result<Vec<Membership>, AccessError> {
        Ok(self.store.rows(&OF_BODY, &[body.into(), self.clock.today().into()]).await?)
    }

    /// Memberships of everybody that are valid today, for lists.
    ///
    /// # Errors
    /// The database.
    pub async fn memberships(&self) -> Result<Vec<Membership>, AccessError> {
        Ok(self.store.rows(&OF_TODAY, &[self.clock.today().into()]).await?)
    }

    /// Gives a person a role in a body.
    ///
    /// # Errors
    /// `Separation`, `OwnRoles`, `Twice`, `BadValidity`, `BadUnit`, `PersonEnded`; `Missing`.
    pub async fn add_membership(
        &self,
        actor: &Actor,
        person: Id,
        facts: &MembershipFacts,
    ) -> Result<Id, AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Person, now)?;
        if actor.person == Some(person) {
            return Err(Refusal::OwnRoles.into());
        }
        ordered(facts.validity)?;
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        let whom = tx.row(&PERSON, &[person.into()]).await?.ok_or(AccessError::Missing)?;
        if whom.state == PersonState::Ended {
            return Err(Refusal::PersonEnded.into());
        }
        must_be_of(&mut tx, facts.unit, facts.body).await?;
        // These roles reach the whole city; a unit would only look like a limit.
        if facts.unit.is_some() && matches!(facts.role, Role::Administrator | Role::Auditor | Role::Analyst) {
            return Err(Refusal::BadUnit.into());
        }
        let others = tx.rows(&OF_PERSON, &[person.into()]).await?;
        may_join(facts, &others)?;
        let id = self.store.new_id();
        let params = [
            id.into(),
            person.into(),
            facts.body.into(),
            facts.unit.into(),
            facts.role.key().into(),
            facts.validity.from.into(),
            facts.validity.to.into(),
        ];
        tx.execute(&ADD, &params).await.map_err(taken)?;
        let story = json!({ "membership": id.to_string(), "after": facts.story() });
        record(&mut tx, now, actor, Entry::of(Action::Change, Kind::Person).on(person).detail(story)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Ends a membership with a last day. Without another one in the body, holdings there end on the same day.
    ///
    /// # Errors
    /// `LastAdministrator`, `OwnRoles`, `BadValidity`; `Missing`.
    pub async fn end_membership(&self, actor: &Actor, id: Id, last: NaiveDate) -> Result<(), AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Person, now)?;
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        let before = tx.row(&ONE, &[id.into()]).await?.ok_or(AccessError::Missing)?;
        if actor.person == Some(before.person) {
            return Err(Refusal::OwnRoles.into());
        }
        // What has been valid is history; yesterday as the last day takes the role away at once.
        let today = self.clock.today();
        let next = last.succ_opt().unwrap_or(last);
        if next < today {
            return Err(Refusal::BadValidity.into());
        }
        let validity = Validity { from: before.facts.validity.from, to: Some(last) };
        let end = if validity.is_ordered() { &END } else { &FORGET };
        tx.execute(end, &[id.into(), last.into()]).await?;
        if before.facts.role == Role::Administrator {
            must_leave_an_administrator_but(&mut tx, Id(0), next).await?;
        }
        let (person, body) = (before.person, before.facts.body);
        let stays = tx.rows(&OF_PERSON, &[person.into()]).await?.into_iter().any(|other| {
            other.facts.body == body && other.facts.validity.to.is_none_or(|until| until > last)
        });
        if !stays {
            crate::posts::end_holdings(&mut tx, person, Some(body), last).await?;
        }
        let after = MembershipFacts { validity, ..before.facts };
        let story = json!({
            "membership": id.to_string(), "before": before.facts.story(), "after": after.story(),
        });
        record(&mut tx, now, actor, Entry::of(Action::Change, Kind::Person).on(person).detail(story)).await?;
        Ok(tx.commit().await?)
    }
}

/// Whether two roles may be one person's at the same time. Whoever manages rights sees no content, and whoever reads
/// the trail does not manage rights.
#[must_use]
pub fn are_separate(one: Role, other: Role) -> bool {
    let content = |role| matches!(role, Role::Officer | Role::Coordinator | Role::Head | Role::Inspector);
    let excluded = |role| content(role) || role == Role::Auditor;
    (one == Role::Administrator && excluded(other)) || (other == Role::Administrator && excluded(one))
}

/// The rules of a new membership beside those the person has.
fn may_join(facts: &MembershipFacts, others: &[Membership]) -> Result<(), Refusal> {
    let at_once = others.iter().filter(|other| other.facts.validity.meets(&facts.validity));
    for Membership { facts: other, .. } in at_once {
        if are_separate(facts.role, other.role) {
            return Err(Refusal::Separation);
        }
        if (other.body, other.unit, other.role) == (facts.body, facts.unit, facts.role) {
            return Err(Refusal::Twice);
        }
    }
    Ok(())
}

/// Refuses an act after which `leaver` is gone and nobody would keep bodies, people and roles.
pub(crate) async fn must_leave_an_administrator(
    tx: &mut Transaction,
    leaver: Id,
    today: NaiveDate,
) -> Result<(), AccessError> {
    let was = tx.rows(&OF_PERSON, &[leaver.into()]).await?;
    let role = |membership: &Membership| {
        membership.facts.role == Role::Administrator && membership.facts.validity.holds(today)
    };
    if was.iter().any(role) { must_leave_an_administrator_but(tx, leaver, today).await } else { Ok(()) }
}

async fn must_leave_an_administrator_but(
    tx: &mut Transaction,
    leaver: Id,
    day: NaiveDate,
) -> Result<(), AccessError> {
    match tx.row(&OTHER_ADMINISTRATOR, &[leaver.into(), day.into()]).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::LastAdministrator.into()),
    }
}

/// Ends everything a person is and holds, with this last day.
pub(crate) async fn ends_all_of(
    tx: &mut Transaction,
    person: Id,
    last: NaiveDate,
) -> Result<(), AccessError> {
    tx.execute(&FORGET_FUTURE, &[person.into(), last.into()]).await?;
    tx.execute(&END_ALL, &[person.into(), last.into()]).await?;
    crate::posts::end_holdings(tx, person, None, last).await
}

fn read(r: &Row<'_>) -> Result<Membership, StoreError> {
    let facts = MembershipFacts {
        body: r.id(3)?,
        unit: r.opt_id(4)?,
        role: Role::from_key(&r.text(5)?).ok_or_else(|| r.refuse(5, "a role"))?,
        validity: Validity { from: r.date(6)?, to: r.opt_date(7)? },
    };
    Ok(Membership { id: r.id(0)?, person: r.id(1)?, name: r.text(2)?, facts })
}

const ONE: Query<Membership> = Query::new(
    "access_membership",
    "select m.id, m.person, p.name, m.body, m.unit, m.role, m.valid_from, m.valid_to
       from access_membership m join access_person p on p.id = m.person where m.id = ?1",
    read,
);

const OF_PERSON: Query<Membership> = Query::new(
    "access_memberships_of_person",
    "select m.id, m.person, p.name, m.body, m.unit, m.role, m.valid_from, m.valid_to
       from access_membership m join access_person p on p.id = m.person
      where m.person = ?1 order by m.valid_from, m.id",
    read,
);

const OF_BODY: Query<Membership> = Query::new(
    "access_members_of_body",
    "select m.id, m.person, p.name, m.body, m.unit, m.role, m.valid_from, m.valid_to
       from access_membership m join access_person p on p.id = m.person
      where m.body = ?1 and m.valid_from <= ?2 and (m.valid_to >= ?2 or m.valid_to is null)
        and p.state = 'active'
      order by p.login, m.id",
    read,
);

const OF_TODAY: Query<Membership> = Query::new(
    "access_memberships_of_today",
    "select m.id, m.person, p.name, m.body, m.unit, m.role, m.valid_from, m.valid_to
       from access_membership m join access_person p on p.id = m.person
      where m.valid_from <= ?1 and (m.valid_to >= ?1 or m.valid_to is null)
      order by m.person, m.id",
    read,
);

/// Somebody else who is an administrator on the day ?2.
const OTHER_ADMINISTRATOR: Query<Id> = Query::new(
    "access_other_administrator",
    "select m.person from access_membership m join access_person p on p.id = m.person
      where m.role = 'administrator' and m.person <> ?1 and p.state = 'active'
        and m.valid_from <= ?2 and (m.valid_to >= ?2 or m.valid_to is null)
      limit 1",
    |r| r.id(0),
);

const ADD: Statement = Statement::new(
    "add_access_membership",
    "insert into access_membership (id, person, body, unit, role, valid_from, valid_to)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);

const END: Statement =
    Statement::new("end_access_membership", "update access_membership set valid_to = ?2 where id = ?1");

/// Ends what has not begun before its end: it never was.
const FORGET: Statement = Statement::new(
    "forget_access_membership",
    "delete from access_membership where id = ?1 and valid_from > ?2",
);

const END_ALL: Statement = Statement::new(
    "end_access_memberships",
    "update access_membership set valid_to = ?2
      where person = ?1 and (valid_to > ?2 or valid_to is null)",
);

/// What has not begun is as if it had never been given; the trail knows that it was.
const FORGET_FUTURE: Statement = Statement::new(
    "forget_future_access_memberships",
    "delete from access_membership where person = ?1 and valid_from > ?2",
);

pub(crate) const QUERIES: [(&str, &str); 10] = [
    ONE.named(),
    OF_PERSON.named(),
    OF_BODY.named(),
    OF_TODAY.named(),
    OTHER_ADMINISTRATOR.named(),
    ADD.named(),
    END.named(),
    FORGET.named(),
    END_ALL.named(),
    FORGET_FUTURE.named(),
];
