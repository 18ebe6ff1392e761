//! Who plays: people of the demonstration by login, each acting for their body at any time of the year.

use std::collections::HashMap;

use access::{Access, BodyKind, Subject};
use anyhow::Context;
use casework::Casework;
use chrono::{DateTime, Utc};
use ground::Ground;
use store::{Clock, Id};

/// Login and body of everybody who plays.
const PARTS: [(&str, &str); 18] = [
    ("radek.ukazkovy", "odbor-bezpecnosti"),
    ("ivana.prikladna", "odbor-bezpecnosti"),
    ("vera.nazorna", "odbor-bezpecnosti"),
    ("eva.smyslena", "mestska-policie"),
    ("alena.vzorova", "mestska-policie"),
    ("ondrej.cvicny", "mestska-policie"),
    ("lenka.vymyslena", "mestska-policie"),
    ("monika.smyslena", "mestska-policie"),
    ("renata.nazorna", "policie-cr"),
    ("katerina.prikladna", "cizinecka-policie"),
    ("alzbeta.smyslena", "khs"),
    ("rudolf.ukazkovy", "hzs"),
    ("miroslav.vymysleny", "stavebni-urad"),
    ("gabriela.vzorova", "zivnostensky-urad"),
    ("antonin.nazorny", "oip"),
    ("zuzana.ukazkova", "technicky-urad"),
    ("bohumil.nazorny", "technicky-urad"),
    ("otakar.smysleny", "socialni-sluzby"),
];

/// Officers of the municipal police, who see things.
pub(super) const OFFICERS: [&str; 4] = ["eva.smyslena", "alena.vzorova", "ondrej.cvicny", "lenka.vymyslena"];
/// Those of the city who screen and hand over.
pub(super) const COORDINATORS: [&str; 2] = ["radek.ukazkovy", "ivana.prikladna"];

/// Everybody, by login, and the casework of another day.
pub(super) struct Cast {
    subjects: HashMap<&'static str, Subject>,
    /// Who works tasks of a kind of body.
    pub(super) workers: HashMap<BodyKind, &'static str>,
}

impl Cast {
    /// Everybody who plays; `None` when the city's people are not there.
    pub(super) async fn gather(ground: &Ground) -> anyhow::Result<Option<Cast>> {
        let (mut subjects, mut workers) = (HashMap::new(), HashMap::new());
        let now = ground.access.clock().now();
        for (login, code) in PARTS {
            let Some(body) = ground.access.body_by_code(code).await? else { return Ok(None) };
            let Some(person) = ground.access.person_by_login(login).await? else { return Ok(None) };
            let subject = ground.access.subject(person.id, body.id, Id(0), Some(now), "").await?;
            subjects.insert(login, subject.with_context(|| format!("{login} does not act for {code}"))?);
            workers.entry(body.facts.kind).or_insert(login);
        }
        // The chief of the station works the tasks of the police, whoever saw it first.
        workers.insert(BodyKind::MunicipalPolice, "monika.smyslena");
        workers.insert(BodyKind::TechnicalOffice, "zuzana.ukazkova");
        Ok(Some(Cast { subjects, workers }))
    }

    /// Somebody at a moment: their second factor was shown just then.
    pub(super) fn at(&self, login: &str, now: DateTime<Utc>) -> anyhow::Result<Subject> {
        let mut subject = self.subjects.get(login).with_context(|| format!("nobody is {login}"))?.clone();
        subject.assured_at = Some(now);
        Ok(subject)
    }
}

/// Cases on another day: the same tables, a clock that is set, and nobody is told of what is long past.
pub(super) fn casework_at(ground: &Ground, clock: &Clock) -> Casework {
    let settings = ground.access.settings().clone();
    let access = Access::new(ground.store.clone(), clock.clone(), settings);
    let nothing = |_: &casework::Notice, _: &casework::Letterhead<'_>| (String::new(), String::new());
    Casework::new(ground.store.clone(), access, ground.casework.types().clone(), std::sync::Arc::new(nothing))
        .quietly()
}
