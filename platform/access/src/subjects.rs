//! From a person and a body to a [`Subject`]: read at every request, so that a right that ends at midnight is gone at
//! midnight.

use chrono::{DateTime, Utc};
use store::{Id, Query};

use crate::emergencies::OPEN;
use crate::units::BELOW;
use crate::{Access, AccessError, Acting, BodyKind, Capacity, Role, Subject};

impl Access {
    /// The person acting for the body, with the roles valid today in Prague; `None` when they have none there, are
    /// not active, or the body takes part no more.
    ///
    /// # Errors
    /// The database.
    pub async fn subject(
        &self,
        person: Id,
        body: Id,
        session: Id,
        assured_at: Option<DateTime<Utc>>,
        client: &str,
    ) -> Result<Option<Subject>, AccessError> {
        let now = self.clock.now();
        let params = [person.into(), body.into(), self.clock.today().into()];
        let held = self.store.rows(&HELD, &params).await?;
        let Some(first) = held.first() else { return Ok(None) };
        let (name, body_kind) = (first.name.clone(), first.kind);
        let (mut capacities, mut units) = (Vec::with_capacity(held.len()), Vec::new());
        for Held { role, unit, .. } in held {
            let Some(unit) = unit else {
                capacities.push(Capacity { role, unit: None });
                continue;
            };
            // Each unit below is a capacity of its own, so that a role in one unit says nothing about another.
            let below = self.store.rows(&BELOW, &[unit.into()]).await?;
            capacities.extend(below.iter().map(|unit| Capacity { role, unit: Some(*unit) }));
            units.extend(below);
        }
        units.sort_unstable();
        units.dedup();
        let emergency = self.store.row(&OPEN, &[person.into(), body.into(), now.into()]).await?;
        let client = client.to_owned();
        Ok(Some(Subject {
            person,
            name,
            body,
            body_kind,
            capacities,
            units,
            session,
            assured_at,
            emergency,
            client,
        }))
    }

    /// Bodies the person may act for today, by code.
    ///
    /// # Errors
    /// The database.
    pub async fn bodies_of(&self, person: Id) -> Result<Vec<Acting>, AccessError> {
        Ok(self.store.rows(&ACTING, &[person.into(), self.clock.today().into()]).await?)
    }
}

struct Held {
    name: String,
    kind: BodyKind,
    role: Role,
    unit: Option<Id>,
}

const HELD: Query<Held> = Query::new(
    "access_capacities",
    "select p.name, b.kind, m.role, m.unit
       from access_membership m
       join access_person p on p.id = m.person
       join access_body b on b.id = m.body
      where m.person = ?1 and m.body = ?2 and p.state = 'active'
        and m.valid_from <= ?3 and (m.valid_to >= ?3 or m.valid_to is null)
        and b.valid_from <= ?3 and (b.valid_to >= ?3 or b.valid_to is null)
      order by m.id",
    |r| {
        Ok(Held {
            name: r.text(0)?,
            kind: BodyKind::from_key(&r.text(1)?).unwrap_or(BodyKind::Other),
            role: Role::from_key(&r.text(2)?).ok_or_else(|| r.refuse(2, "a role"))?,
            unit: r.opt_id(3)?,
        })
    },
);

const ACTING: Query<Acting> = Query::new(
    "access_bodies_of_person",
    "select b.id, b.code, b.kind, b.name
       from access_body b
      where b.valid_from <= ?2 and (b.valid_to >= ?2 or b.valid_to is null)
        and b.id in (select m.body from access_membership m join access_person p on p.id = m.person
                      where m.person = ?1 and p.state = 'active'
                        and m.valid_from <= ?2 and (m.valid_to >= ?2 or m.valid_to is null))
      order by b.code",
    |r| {
        let kind = BodyKind::from_key(&r.text(2)?).unwrap_or(BodyKind::Other);
        Ok(Acting { body: r.id(0)?, code: r.text(1)?, kind, name: r.text(3)? })
    },
);

pub(crate) const QUERIES: [(&str, &str); 2] = [HELD.named(), ACTING.named()];
