//! People and bodies as far as cases need them: whom to tell, and where.

use access::{BodyKind, Words};
use store::{Id, Query, Row, StoreError};

/// Somebody to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recipient {
    pub(crate) person: Id,
    pub(crate) body: Id,
    pub(crate) email: String,
    pub(crate) language: String,
}

fn read(r: &Row<'_>) -> Result<Recipient, StoreError> {
    Ok(Recipient { person: r.id(0)?, body: r.id(1)?, email: r.text(2)?, language: r.text(3)? })
}

/// Who screens for a body (?1): its coordinators and heads, and whoever works in the unit (?2) that is meant. ?3 today.
pub(crate) const OF_BODY: Query<Recipient> = Query::new(
    "recipients_of_body",
    "select distinct p.id, m.body, p.email, p.language
       from access_membership m join access_person p on p.id = m.person
      where m.body = ?1 and p.state = 'active' and m.valid_from <= ?3 and (m.valid_to is null or m.valid_to >= ?3)
        and ((m.unit = ?2 and m.role in ('officer', 'inspector', 'coordinator', 'head'))
             or (m.unit is null and m.role in ('coordinator', 'head')))
      order by p.id",
    read,
);

/// Who watches a case (?1) and still works for the body they watch it for. ?2 today.
pub(crate) const WATCHERS: Query<Recipient> = Query::new(
    "watchers",
    "select p.id, w.body, p.email, p.language
       from case_watcher w join access_person p on p.id = w.person
      where w.case_file = ?1 and p.state = 'active'
        and exists (select 1 from access_membership m
                     where m.person = p.id and m.body = w.body and m.valid_from <= ?2
                       and (m.valid_to is null or m.valid_to >= ?2))
      order by p.id",
    read,
);

/// One person (?1) for a body (?2), if they work for it. ?3 today.
pub(crate) const PERSON: Query<Recipient> = Query::new(
    "recipient",
    "select p.id, m.body, p.email, p.language
       from access_person p join access_membership m on m.person = p.id
      where p.id = ?1 and m.body = ?2 and p.state = 'active' and m.valid_from <= ?3
        and (m.valid_to is null or m.valid_to >= ?3) limit 1",
    read,
);

/// A body that takes part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BodyRow {
    pub(crate) id: Id,
    pub(crate) code: String,
    pub(crate) kind: BodyKind,
    pub(crate) name: Words,
}

/// A body with this id, if it takes part today (?2).
pub(crate) const BODY: Query<BodyRow> = Query::new(
    "case_body",
    "select id, code, kind, name from access_body
      where id = ?1 and valid_from <= ?2 and (valid_to is null or valid_to >= ?2)",
    body,
);

/// Bodies that take part today (?1), by code.
pub(crate) const BODIES: Query<BodyRow> = Query::new(
    "case_bodies",
    "select id, code, kind, name from access_body
      where valid_from <= ?1 and (valid_to is null or valid_to >= ?1) order by code",
    body,
);

fn body(r: &Row<'_>) -> Result<BodyRow, StoreError> {
    let kind = BodyKind::from_key(&r.text(2)?).ok_or_else(|| r.refuse(2, "a kind of body"))?;
    Ok(BodyRow { id: r.id(0)?, code: r.text(1)?, kind, name: Words::from_json(&r.text(3)?) })
}

/// Whether a unit (?1) belongs to a body (?2).
pub(crate) const UNIT: Query<Id> =
    Query::new("case_unit", "select id from access_unit where id = ?1 and body = ?2", |r| r.id(0));

pub(crate) const ALL: [(&str, &str); 6] =
    [OF_BODY.named(), WATCHERS.named(), PERSON.named(), BODY.named(), BODIES.named(), UNIT.named()];
