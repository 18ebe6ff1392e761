//! The files of a city folder, key by key; their shapes are described in `content/README.md`.
//!
//! An unknown key is an error, so that a typing mistake does not pass as an absent fact. Facts that only people
//! read are checked here and not kept.
#![allow(dead_code, reason = "keys that are only checked")]

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{City, EmergencyNumber, FormerName, Words};
use crate::Layer;
use crate::posts::{Occupancy, Post, Station};

/// The texts of a city folder; a file that is not there is an empty text.
#[derive(Debug, Clone, Copy, Default)]
pub struct CityFiles<'a> {
    /// `city.toml`
    pub city: &'a str,
    /// `sources.toml`
    pub sources: &'a str,
    /// `stations.toml`
    pub stations: &'a str,
    /// `posts.toml`
    pub posts: &'a str,
    /// `former-names.toml`
    pub former_names: &'a str,
}

/// Why a city folder cannot be read. The message names file, line and column.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {cause}")]
pub struct CityError {
    /// Which file.
    pub file: &'static str,
    /// What is wrong and where.
    pub cause: String,
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, CityError> {
    toml::from_str(text).map_err(|cause| CityError { file, cause: cause.to_string() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CityFile {
    schema: u32,
    city: CityTable,
    guarantor: Guarantor,
    #[serde(default)]
    emergency: Vec<Emergency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CityTable {
    code: u32,
    authority: Option<String>,
    invented: bool,
    name: Words,
    programme: Words,
    accent: String,
    example: String,
    language: String,
    time_zone: String,
    notice_key: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guarantor {
    name: Words,
    seat: Option<String>,
    address_code: Option<u32>,
    source: Option<String>,
    seat_source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Emergency {
    number: String,
    name: Words,
}

/// Reads `city.toml`.
pub(super) fn city(key: &str, text: &str) -> Result<City, CityError> {
    let file: CityFile = parse("city.toml", text)?;
    if file.schema != 1 {
        let cause = format!("schema {} is not known, this program reads 1", file.schema);
        return Err(CityError { file: "city.toml", cause });
    }
    let authority = file.city.authority.unwrap_or_default();
    if !authority.is_empty() && (authority.len() != 8 || !authority.bytes().all(|b| b.is_ascii_digit())) {
        let cause = format!("authority {authority:?} is no IČO: eight digits");
        return Err(CityError { file: "city.toml", cause });
    }
    let emergency = |entry: Emergency| EmergencyNumber { number: entry.number, name: entry.name };
    Ok(City {
        key: key.to_owned(),
        authority,
        emergency: file.emergency.into_iter().map(emergency).collect(),
        name: file.city.name,
        municipality_code: file.city.code,
        accent: file.city.accent,
        invented: file.city.invented,
        example: file.city.example,
        guarantor: file.guarantor.name,
        former_names: Vec::new(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StationsFile {
    #[serde(default)]
    station: Vec<StationEntry>,
    #[serde(default)]
    former_seat: Vec<toml::Table>,
    #[serde(default)]
    coverage: Vec<toml::Table>,
    #[serde(default)]
    strength: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StationEntry {
    layer: String,
    code: String,
    number: Option<String>,
    name: Words,
    seat: String,
    address_code: Option<u32>,
    access: Access,
    belongs_to: Option<String>,
    seat_since: Option<String>,
    as_of: Option<String>,
    source: String,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Access {
    Public,
    Restricted,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    #[serde(default)]
    source: Vec<SourceEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceEntry {
    key: String,
    title: String,
    place: String,
    as_of: Option<String>,
    read: String,
}

/// What the keys of sources stand for.
#[derive(Debug, Default)]
pub(super) struct Sources(HashMap<String, String>);

impl Sources {
    /// Reads `sources.toml`.
    pub(super) fn read(text: &str) -> Result<Self, CityError> {
        let file: SourcesFile = parse("sources.toml", text)?;
        let said = |entry: SourceEntry| (entry.key, format!("{} ({})", entry.title, entry.place));
        Ok(Self(file.source.into_iter().map(said).collect()))
    }

    /// The source as people can look it up.
    fn of(&self, file: &'static str, key: &str) -> Result<String, CityError> {
        let unknown = || CityError { file, cause: format!("there is no source '{key}' in sources.toml") };
        self.0.get(key).cloned().ok_or_else(unknown)
    }
}

/// Reads `stations.toml`.
pub(super) fn stations(text: &str, sources: &Sources) -> Result<Vec<Station>, CityError> {
    let file: StationsFile = parse("stations.toml", text)?;
    let station = |entry: StationEntry| {
        Ok(Station {
            layer: layer("stations.toml", &entry.layer)?,
            code: entry.code,
            name: entry.name,
            seat: entry.seat,
            phone: None,
            email: None,
            hours: None,
            restricted: entry.access == Access::Restricted,
            source: sources.of("stations.toml", &entry.source)?,
        })
    };
    file.station.into_iter().map(station).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PostsFile {
    #[serde(default)]
    post: Vec<PostEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PostEntry {
    layer: String,
    territory: String,
    title: Words,
    station: Option<String>,
    holder: Holding,
    source: String,
}

/// Names of holders do not belong into a published file, so there is no third value.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Holding {
    Unknown,
    Vacant,
}

/// Reads `posts.toml`.
pub(super) fn posts(text: &str, sources: &Sources) -> Result<Vec<Post>, CityError> {
    let file: PostsFile = parse("posts.toml", text)?;
    let post = |entry: PostEntry| {
        Ok(Post {
            layer: layer("posts.toml", &entry.layer)?,
            territory: entry.territory,
            title: entry.title,
            station: entry.station,
            occupancy: match entry.holder {
                Holding::Unknown => Occupancy::Unknown,
                Holding::Vacant => Occupancy::Vacant,
            },
            deputy: None,
            phone: None,
            email: None,
            valid_from: None,
            valid_to: None,
            source: sources.of("posts.toml", &entry.source)?,
        })
    };
    file.post.into_iter().map(post).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormerNamesFile {
    #[serde(default)]
    former_name: Vec<FormerNameEntry>,
    #[serde(default)]
    synonym: Vec<Synonym>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormerNameEntry {
    former: String,
    today: String,
    district: Option<i64>,
    until: Option<i64>,
    inferred: Option<bool>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Synonym {
    written: String,
    today: String,
}

/// Reads `former-names.toml`.
pub(super) fn former_names(text: &str) -> Result<Vec<FormerName>, CityError> {
    let file: FormerNamesFile = parse("former-names.toml", text)?;
    let former = file.former_name.into_iter().map(|n| FormerName {
        old: n.former,
        now: n.today,
        district: n.district,
        until: n.until,
        nickname: false,
    });
    let synonyms = file.synonym.into_iter().map(|n| FormerName {
        old: n.written,
        now: n.today,
        district: None,
        until: None,
        nickname: true,
    });
    Ok(former.chain(synonyms).collect())
}

fn layer(file: &'static str, key: &str) -> Result<Layer, CityError> {
    Layer::from_key(key).ok_or_else(|| CityError { file, cause: format!("there is no layer '{key}'") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(posts_toml: &str, expected: Result<&str, &str>) {
        let sources = Sources(HashMap::from([("x".to_owned(), "X".to_owned())]));
        let found =
            posts(posts_toml, &sources).map(|posts| posts[0].occupancy.key()).map_err(|e| e.to_string());
        match expected {
            Ok(key) => assert_eq!(found.as_deref(), Ok(key)),
            Err(part) => assert!(found.as_ref().is_err_and(|e| e.contains(part)), "{found:?}"),
        }
    }

    fn post(rest: &str) -> String {
        let title = r#"title = { cs = "starosta", en = "mayor", uk = "староста" }"#;
        format!("[[post]]\nlayer = \"district\"\nterritory = \"1\"\n{title}\nsource = \"x\"\n{rest}")
    }

    #[test]
    fn vacant_and_unknown_are_different_things() {
        check(&post("holder = \"vacant\"\n"), Ok("vacant"));
        check(&post("holder = \"unknown\"\n"), Ok("unknown"));
        check(&post("holder = \"Jana Smyšlená\"\n"), Err("posts.toml"));
    }

    #[test]
    fn a_misspelt_key_is_refused_with_its_place() {
        check(&post("holder = \"vacant\"\nlair = 1\n"), Err("lair"));
        check(&post("").replace("district", "distrikt"), Err("holder"));
        check(&post("holder = \"vacant\"\n").replace("district", "distrikt"), Err("distrikt"));
    }

    #[test]
    fn the_cities_that_ship_can_be_read() {
        let file = |city: &str, name: &str| {
            let path = format!("{}/../../content/cities/{city}/{name}", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).unwrap()
        };
        assert_eq!(city("plzen", &file("plzen", "city.toml")).unwrap().municipality_code, 554_791);
        assert!(city("demo", &file("demo", "city.toml")).unwrap().invented);
        let sources = Sources::read(&file("plzen", "sources.toml")).unwrap();
        assert_eq!(
            posts(&file("plzen", "posts.toml"), &sources)
                .unwrap()
                .iter()
                .filter(|p| p.layer == Layer::District)
                .count(),
            10
        );
        assert!(
            stations(&file("plzen", "stations.toml"), &sources).unwrap().iter().any(|s| s.code == "MP-600")
        );
        assert!(former_names(&file("plzen", "former-names.toml")).unwrap().iter().any(|n| n.nickname));
    }
}
