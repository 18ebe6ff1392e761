//! What the API answers with. Field names are a promise: they may be added to, never changed.

use addresses::{Address, Hit, Outcome, Place};
use places::{Atlas, Because};
use schemars::JsonSchema;
use serde::Serialize;
use web::Say;

use crate::model::{Answer, Answerable, Held};
use crate::pages::href;
use crate::words;

/// Suggestions for a text that is being typed.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Suggestions {
    /// The text as asked.
    query: String,
    /// Best first.
    suggestions: Vec<Suggestion>,
}

/// One suggestion.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Suggestion {
    /// Street and number, street, or part of the town.
    text: String,
    /// Where it is.
    detail: String,
    /// Code of the address point; null for a street or a part.
    address: Option<u32>,
    /// The page that shows it.
    url: String,
}

impl Suggestions {
    pub(crate) fn new(_: &Say, atlas: &Atlas, query: &str, hits: &[Hit]) -> Self {
        let suggestion = |hit: &Hit| {
            let register = atlas.register()?;
            let (text, detail) = words::name_of(register, hit.place)?;
            let address = match hit.place {
                Place::Address(index) => register.address_at(index).map(|address| address.code().0),
                _ => None,
            };
            Some(Suggestion { text, detail, address, url: href(atlas, hit.place)? })
        };
        Self { query: query.to_owned(), suggestions: hits.iter().filter_map(suggestion).collect() }
    }
}

/// What a question came to.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Found {
    /// The text as asked.
    query: String,
    /// How sure the answer is.
    outcome: OutcomeName,
    /// Places that fit, best first.
    hits: Vec<HitBody>,
    /// Who answers, when the question meant one address without doubt.
    pub(crate) answerable: Option<AnswerableBody>,
}

/// How sure an answer is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum OutcomeName {
    Exact,
    ByDescriptiveAlone,
    ReversedPair,
    Ambiguous,
    StreetOnly,
    NumberNotInRegister,
    OutsideHome,
    PostcodeOnly,
    TwoEntrances,
    FormerName,
    Nothing,
}

/// One place that fits.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct HitBody {
    /// Street and number, street, or part of the town.
    text: String,
    /// Where it is.
    detail: String,
    /// Code of the address point; null for a street or a part.
    address: Option<u32>,
    /// How the numbers led to it, as a sentence.
    how: String,
    /// Everything that was read differently from how it was typed, as sentences.
    corrections: Vec<String>,
    /// The page that shows it.
    url: String,
}

impl Found {
    pub(crate) fn new(t: &Say, atlas: &Atlas, query: &str, found: &addresses::Found) -> Self {
        let outcome = match found.outcome {
            Outcome::Exact => OutcomeName::Exact,
            Outcome::ByDescriptiveAlone => OutcomeName::ByDescriptiveAlone,
            Outcome::ReversedPair => OutcomeName::ReversedPair,
            Outcome::Ambiguous => OutcomeName::Ambiguous,
            Outcome::StreetOnly => OutcomeName::StreetOnly,
            Outcome::NumberNotInRegister { .. } => OutcomeName::NumberNotInRegister,
            Outcome::OutsideHome { .. } => OutcomeName::OutsideHome,
            Outcome::PostcodeOnly => OutcomeName::PostcodeOnly,
            Outcome::TwoEntrances => OutcomeName::TwoEntrances,
            Outcome::FormerName => OutcomeName::FormerName,
            Outcome::Nothing => OutcomeName::Nothing,
        };
        let hits = found.hits.iter().filter_map(|hit| HitBody::new(t, atlas, hit)).collect();
        Self { query: query.to_owned(), outcome, hits, answerable: None }
    }

    pub(crate) fn first_address<'a>(&self, atlas: &'a Atlas) -> Option<Address<'a>> {
        atlas.register()?.address(addresses::AddressCode(self.hits.first()?.address?))
    }
}

impl HitBody {
    fn new(t: &Say, atlas: &Atlas, hit: &Hit) -> Option<Self> {
        let register = atlas.register()?;
        let (text, detail) = words::name_of(register, hit.place)?;
        let address = match hit.place {
            Place::Address(index) => register.address_at(index).map(|address| address.code().0),
            _ => None,
        };
        Some(Self {
            text,
            detail,
            address,
            how: words::matched(t, hit.matched),
            corrections: words::corrections(t, hit),
            url: href(atlas, hit.place)?,
        })
    }
}

/// Who answers for a place.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AnswerableBody {
    /// The address, or the nearest one to the place asked for.
    address: Option<AddressBody>,
    /// One answer a layer: municipal precinct, State Police, district.
    answers: Vec<AnswerBody>,
}

/// An address point.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AddressBody {
    /// Kód ADM.
    code: u32,
    /// The official form, line by line (Decree 359/2011).
    lines: Vec<String>,
    /// Longitude, WGS 84 degrees; null when the register has no position.
    lon: Option<f64>,
    /// Latitude, WGS 84 degrees; null when the register has no position.
    lat: Option<f64>,
    /// The day the register describes.
    as_of: String,
}

/// Who answers in one layer.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AnswerBody {
    /// `municipal-precinct`, `state-police` or `district`.
    layer: String,
    /// The territory; null when no single one covers the place.
    territory: Option<TerritoryBody>,
    /// What decided.
    decided_by: DecidedBy,
    /// The rule line that decided, as written.
    rule: Option<RuleBody>,
    /// What decided, as sentences.
    why: Vec<String>,
    /// File of the layer's edition.
    source: Option<String>,
    /// Day from which the edition holds.
    valid_from: Option<String>,
    /// The posts that answer.
    posts: Vec<PostBody>,
}

/// What decided.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum DecidedBy {
    Polygon,
    Border,
    Rule,
    Register,
    Nobody,
    Conflict,
    NoPosition,
    NoLayer,
}

/// A territory.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TerritoryBody {
    /// Code, unique within the layer.
    code: String,
    /// Name.
    name: String,
}

/// A rule line.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RuleBody {
    /// Line in the file, from 1.
    line: u32,
    /// The line as written.
    text: String,
}

/// A post and where it can be reached.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PostBody {
    /// Title of the post.
    title: String,
    /// `held`, `vacant` or `unknown`.
    occupancy: String,
    /// Public name of the holder; null when vacant or unknown.
    holder: Option<String>,
    /// Public phone of the post.
    phone: Option<String>,
    /// Mailbox of the post.
    email: Option<String>,
    /// Its station.
    station: Option<StationBody>,
}

/// A station.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct StationBody {
    /// Name.
    name: String,
    /// Address, one line.
    seat: String,
    /// Public phone.
    phone: Option<String>,
    /// Mailbox.
    email: Option<String>,
}

impl AnswerableBody {
    pub(crate) fn new(t: &Say, atlas: &Atlas, address: Option<Address<'_>>, answerable: &Answerable) -> Self {
        Self {
            address: address.map(|address| AddressBody::new(atlas, address)),
            answers: answerable.answers.iter().map(|answer| AnswerBody::new(t, atlas, answer)).collect(),
        }
    }
}

impl AddressBody {
    fn new(atlas: &Atlas, address: Address<'_>) -> Self {
        let at = address.wgs84();
        // Seven decimals are a centimetre; more would be noise.
        let degrees = |value: f64| (value * 1e7).round() / 1e7;
        Self {
            code: address.code().0,
            lines: address.lines(),
            lon: at.map(|at| degrees(at.lon)),
            lat: at.map(|at| degrees(at.lat)),
            as_of: atlas.edition().map_or_else(String::new, |edition| edition.vintage.clone()),
        }
    }
}

impl AnswerBody {
    fn new(t: &Say, atlas: &Atlas, answer: &Answer) -> Self {
        let decision = &answer.decision;
        let edition = atlas.layer_edition(decision.layer);
        let (decided_by, rule) = match &decision.because {
            Because::Polygon { .. } => (DecidedBy::Polygon, None),
            Because::OnBorder { .. } => (DecidedBy::Border, None),
            Because::Rule { line, .. } => {
                (DecidedBy::Rule, Some(RuleBody { line: line.number, text: line.text.clone() }))
            }
            Because::Register => (DecidedBy::Register, None),
            Because::Nobody => (DecidedBy::Nobody, None),
            Because::Conflict { .. } => (DecidedBy::Conflict, None),
            Because::NoPosition => (DecidedBy::NoPosition, None),
            Because::NoLayer => (DecidedBy::NoLayer, None),
        };
        Self {
            layer: decision.layer.key().to_owned(),
            territory: answer
                .territory
                .as_ref()
                .map(|x| TerritoryBody { code: x.code.clone(), name: x.name.clone() }),
            decided_by,
            rule,
            why: words::because(t, atlas, decision),
            source: edition.map(|edition| edition.source.clone()),
            valid_from: edition.map(|edition| edition.valid_from.clone()),
            posts: answer.posts.iter().map(|held| PostBody::new(t, held)).collect(),
        }
    }
}

impl PostBody {
    fn new(t: &Say, held: &Held) -> Self {
        let language = t.lang().tag();
        let post = &held.post;
        Self {
            title: post.title.in_language(language).to_owned(),
            occupancy: post.occupancy.key().to_owned(),
            holder: match &post.occupancy {
                places::Occupancy::Held(name) => Some(name.clone()),
                _ => None,
            },
            phone: post.phone.clone(),
            email: post.email.clone(),
            station: held.station.as_ref().map(|station| StationBody {
                name: station.name.in_language(language).to_owned(),
                seat: station.seat.clone(),
                phone: station.phone.clone(),
                email: station.email.clone(),
            }),
        }
    }
}
