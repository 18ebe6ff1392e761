//! Small rules that several acts share, and how facts are told in the trail.

use serde_json::{Value as Json, json};
use store::{ConstraintKind, Id, StoreError, Transaction};

use crate::model::{BodyFacts, MembershipFacts, PersonFacts, PostFacts, Territory, UnitFacts, Validity};
use crate::{AccessError, Refusal};

/// Counter in the store that every act over people and roles bumps first. It says that something changed, and it
/// makes such acts wait for each other, so that two administrators cannot take each other's role at the same moment.
pub(crate) const REVISION: &str = "access";

/// Takes the turn of this transaction among all acts over people, roles, units and posts.
pub(crate) async fn take_turn(tx: &mut Transaction) -> Result<(), AccessError> {
    tx.bump(REVISION).await?;
    Ok(())
}

/// A violated unique constraint is a code that is taken.
pub(crate) fn taken(error: StoreError) -> AccessError {
    match error {
        StoreError::Constraint { kind: ConstraintKind::Unique, .. } => Refusal::TakenCode.into(),
        StoreError::Constraint { kind: ConstraintKind::Foreign, .. } => AccessError::Missing,
        other => other.into(),
    }
}

/// Lower-case letters, digits, with `.` and `-` between them, at most 60.
pub(crate) fn code(text: &str) -> Result<String, Refusal> {
    let code = text.trim();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let whole = code.split(['.', '-']).all(|part| !part.is_empty() && part.bytes().all(plain));
    if whole && code.len() <= 60 { Ok(code.to_owned()) } else { Err(Refusal::BadCode) }
}

pub(crate) fn named(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::Empty) } else { Ok(text.to_owned()) }
}

pub(crate) fn ordered(validity: Validity) -> Result<Validity, Refusal> {
    if validity.is_ordered() { Ok(validity) } else { Err(Refusal::BadValidity) }
}

impl Validity {
    /// Whether the two have a day in common.
    #[must_use]
    pub fn meets(&self, other: &Validity) -> bool {
        other.to.is_none_or(|last| self.from <= last) && self.to.is_none_or(|last| other.from <= last)
    }

    pub(crate) fn story(&self) -> Json {
        json!({ "from": self.from.to_string(), "to": self.to.map(|day| day.to_string()) })
    }
}

fn id(id: Option<Id>) -> Json {
    id.map_or(Json::Null, |id| Json::String(id.to_string()))
}

fn territory(territory: Option<&Territory>) -> Json {
    territory.map_or(Json::Null, |t| json!({ "layer": t.layer, "code": t.code }))
}

impl BodyFacts {
    pub(crate) fn checked(&self) -> Result<BodyFacts, Refusal> {
        named(&self.name.cs)?;
        let [seat, email, phone] = [&self.seat, &self.email, &self.phone].map(|text| text.trim().to_owned());
        let (code, name, validity) = (code(&self.code)?, self.name.trimmed(), ordered(self.validity)?);
        Ok(BodyFacts { code, kind: self.kind, name, seat, email, phone, validity })
    }

    pub(crate) fn story(&self) -> Json {
        json!({
            "code": self.code, "kind": self.kind.key(), "name": self.name, "seat": self.seat,
            "email": self.email, "phone": self.phone, "validity": self.validity.story(),
        })
    }
}

impl UnitFacts {
    pub(crate) fn checked(&self) -> Result<UnitFacts, Refusal> {
        named(&self.name.cs)?;
        ordered(self.validity)?;
        Ok(UnitFacts { code: code(&self.code)?, name: self.name.trimmed(), ..self.clone() })
    }

    pub(crate) fn story(&self) -> Json {
        json!({
            "parent": id(self.parent), "code": self.code, "name": self.name,
            "territory": territory(self.territory.as_ref()), "validity": self.validity.story(),
        })
    }
}

impl PostFacts {
    pub(crate) fn checked(&self) -> Result<PostFacts, Refusal> {
        named(&self.title.cs)?;
        ordered(self.validity)?;
        let [phone, email] = [&self.phone, &self.email].map(|text| text.trim().to_owned());
        Ok(PostFacts { title: self.title.trimmed(), phone, email, ..self.clone() })
    }

    pub(crate) fn story(&self) -> Json {
        json!({
            "unit": id(self.unit), "title": self.title, "territory": territory(self.territory.as_ref()),
            "phone": self.phone, "email": self.email, "validity": self.validity.story(),
        })
    }
}

impl PersonFacts {
    pub(crate) fn checked(&self) -> Result<PersonFacts, Refusal> {
        let [email, phone] = [&self.email, &self.phone].map(|text| text.trim().to_owned());
        let language = if ["en", "uk"].contains(&self.language.as_str()) { &self.language } else { "cs" };
        let (login, name) = (code(&self.login)?, named(&self.name)?);
        Ok(PersonFacts { login, name, email, phone, language: language.to_owned() })
    }

    pub(crate) fn story(&self) -> Json {
        json!({
            "login": self.login, "name": self.name, "email": self.email, "phone": self.phone,
            "language": self.language,
        })
    }
}

impl MembershipFacts {
    pub(crate) fn story(&self) -> Json {
        json!({
            "body": id(Some(self.body)), "unit": id(self.unit), "role": self.role.key(),
            "validity": self.validity.story(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for good in ["a", "obvod-1", "eva.smyslena", "odbor-bezpecnosti", " mestska-policie "] {
            assert_eq!(code(good), Ok(good.trim().to_owned()));
        }
        for bad in ["", "Eva", "eva smyslena", "městská", "-a", "a-", "a..b", "a/b", "a'b", &"a".repeat(61)]
        {
            assert_eq!(code(bad), Err(Refusal::BadCode), "{bad}");
        }
    }

    #[test]
    fn validities_meet_when_they_share_a_day() {
        let span = |from: &str, to: &str| Validity { from: from.parse().unwrap(), to: to.parse().ok() };
        for (a, b, expected) in [
            (span("2026-01-01", "2026-01-31"), span("2026-01-31", ""), true),
            (span("2026-01-01", "2026-01-31"), span("2026-02-01", ""), false),
            (span("2026-01-01", ""), span("2026-02-01", "2026-02-01"), true),
            (span("2026-02-02", ""), span("2026-02-01", "2026-02-01"), false),
        ] {
            assert_eq!((a.meets(&b), b.meets(&a)), (expected, expected), "{a:?} {b:?}");
        }
    }
}
