//! Who may inspect what, and a proposal that gives its reasons.
//!
//! Invariant: deny by default. A body is proposed only where the matrix says that it may; everything else is "no" with a
//! reason that a person can read.

use access::BodyKind;
use serde::Deserialize;

use crate::content::Phrase;
use crate::object::ObjectKind;

/// What somebody noticed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Key.
    pub key: String,
    /// Name.
    pub name: Phrase,
}

/// What the matrix says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum May {
    /// May inspect.
    Yes,
    /// May, together with another body, at its request or in part.
    OnlyWith,
    /// May not.
    No,
}

impl May {
    /// Name in the keys of texts (`lodging-may-yes`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            May::Yes => "yes",
            May::OnlyWith => "only-with",
            May::No => "no",
        }
    }
}

/// How well a line is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Mark {
    /// Found in a source.
    C,
    /// Known, not verified again.
    K,
}

/// One line of the matrix.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    body: String,
    topic: String,
    #[serde(default)]
    objects: Vec<String>,
    /// What it says.
    pub may: May,
    /// The law.
    pub basis: String,
    /// How well that is known.
    pub mark: Mark,
    /// In plain words.
    pub explanation: Phrase,
}

/// The whole matrix.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    #[serde(rename = "schema")]
    _schema: u32,
    /// Topics in the order forms show them.
    #[serde(rename = "topic")]
    pub topics: Vec<Topic>,
    #[serde(rename = "competence")]
    lines: Vec<Line>,
}

/// Bodies that the matrix is about, in the order of its table.
pub const BODIES: [BodyKind; 12] = [
    BodyKind::MunicipalPolice,
    BodyKind::ForeignPolice,
    BodyKind::StatePolice,
    BodyKind::LabourInspectorate,
    BodyKind::LabourOffice,
    BodyKind::PublicHealth,
    BodyKind::FireService,
    BodyKind::BuildingOffice,
    BodyKind::TradeOffice,
    BodyKind::TechnicalOffice,
    BodyKind::SocialServices,
    BodyKind::FeeOffice,
];

/// Why a body is proposed, or why it is not.
#[derive(Debug, Clone)]
pub struct Proposal<'m> {
    /// The body.
    pub body: BodyKind,
    /// Lines that speak for it.
    pub by: Vec<(&'m Topic, &'m Line)>,
    /// Lines that speak against it.
    pub against: Vec<(&'m Topic, &'m Line)>,
}

impl Proposal<'_> {
    /// Whether the body should get a task.
    #[must_use]
    pub fn is_proposed(&self) -> bool {
        self.by.iter().any(|(_, line)| line.may == May::Yes)
    }
}

impl Matrix {
    /// A topic by its key.
    #[must_use]
    pub fn topic(&self, key: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.key == key)
    }

    /// Lines about a body and a topic, whatever the object.
    pub fn lines<'m>(&'m self, body: BodyKind, topic: &str) -> impl Iterator<Item = &'m Line> {
        self.lines.iter().filter(move |line| line.body == body.key() && line.topic == topic)
    }

    /// What holds for a body, a topic and a kind of object; `None` is "no, no law gives it that".
    #[must_use]
    pub fn says(&self, body: BodyKind, topic: &str, object: ObjectKind) -> Option<&Line> {
        let of_kind = |line: &&Line| line.objects.iter().any(|kind| kind == object.key());
        let limited = self.lines(body, topic).find(of_kind);
        limited.or_else(|| self.lines(body, topic).find(|line| line.objects.is_empty()))
    }

    /// What the matrix says of every body for these topics at such an object; those to be proposed first.
    #[must_use]
    pub fn propose<'m>(&'m self, topics: &[&str], object: ObjectKind) -> Vec<Proposal<'m>> {
        let topics: Vec<&Topic> = topics.iter().filter_map(|key| self.topic(key)).collect();
        let about = |body: BodyKind| {
            let said = topics.iter().filter_map(|topic| Some((*topic, self.says(body, &topic.key, object)?)));
            let (by, against) = said.partition(|(_, line)| line.may != May::No);
            Proposal { body, by, against }
        };
        let mut all: Vec<_> = BODIES.into_iter().map(about).collect();
        all.sort_by_key(|proposal| !proposal.is_proposed());
        all
    }
}

impl Line {
    /// Kinds of object the line is limited to; empty for all.
    pub fn objects(&self) -> impl Iterator<Item = ObjectKind> + '_ {
        self.objects.iter().filter_map(|key| ObjectKind::from_key(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::matrix;

    #[test]
    fn the_matrix_that_ships_is_whole() {
        let matrix = matrix().unwrap();
        assert!(matrix.topics.len() >= 10 && matrix.topics.iter().all(|topic| topic.name.is_whole()));
        for line in &matrix.lines {
            let body = BodyKind::from_key(&line.body);
            assert!(body.is_some_and(|body| BODIES.contains(&body)), "{}", line.body);
            assert!(matrix.topic(&line.topic).is_some(), "{}", line.topic);
            assert!(line.objects.iter().all(|key| ObjectKind::from_key(key).is_some()), "{:?}", line.objects);
            assert!(line.explanation.is_whole() && !line.basis.is_empty());
        }
    }

    #[test]
    fn every_topic_has_somebody_for_a_lodging_house() {
        let matrix = matrix().unwrap();
        for topic in &matrix.topics {
            let proposed = matrix.propose(&[&topic.key], ObjectKind::LodgingHouse);
            assert!(proposed.iter().any(Proposal::is_proposed), "{}", topic.key);
        }
    }

    #[track_caller]
    fn check(topics: &[&str], object: ObjectKind, expected: &[BodyKind]) {
        let matrix = matrix().unwrap();
        let proposed: Vec<_> =
            matrix.propose(topics, object).into_iter().filter(Proposal::is_proposed).collect();
        assert_eq!(proposed.iter().map(|proposal| proposal.body).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn bodies_are_proposed_as_in_the_notes() {
        check(&["host-duties"], ObjectKind::LodgingHouse, &[BodyKind::ForeignPolice]);
        check(&["fire-safety"], ObjectKind::LodgingHouse, &[BodyKind::FireService]);
        // 2008: privately rented flats and houses are out of the fire service's reach.
        check(&["fire-safety"], ObjectKind::Flat, &[]);
        check(&["sanitation"], ObjectKind::FamilyHouse, &[]);
        check(
            &["overcrowding", "cleanliness"],
            ObjectKind::LodgingHouse,
            &[
                BodyKind::MunicipalPolice,
                BodyKind::ForeignPolice,
                BodyKind::PublicHealth,
                BodyKind::TechnicalOffice,
            ],
        );
        check(&["no-such-topic"], ObjectKind::Other, &[]);
    }

    #[test]
    fn a_body_that_is_not_proposed_says_why() {
        let matrix = matrix().unwrap();
        let all = matrix.propose(&["host-duties"], ObjectKind::LodgingHouse);
        let police = all.iter().find(|proposal| proposal.body == BodyKind::MunicipalPolice).unwrap();
        assert!(!police.is_proposed());
        assert!(police.against[0].1.explanation.say(web::Lang::Cs).starts_with("Nesmí vstoupit"));
    }
}
