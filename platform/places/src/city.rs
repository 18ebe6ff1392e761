//! The city of a database: its facts, offices and former street names, read from `content/cities/NAME`.
//!
//! Differences between towns are data. A new town is a folder with the same files, never code.

use ::store::{Store, StoreError, Value};
use serde::Deserialize;

use crate::posts::{Occupancy, Post, Station};
use crate::{Layer, Places, PlacesError, REVISION, store};

/// The facts of a city that the program itself needs; the file may hold more for people to read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct City {
    /// Folder name: `plzen`.
    #[serde(default)]
    pub key: String,
    /// Name as on a sign: "Plzeň".
    pub name: String,
    /// Kód obce in the address register.
    pub municipality_code: u32,
    /// The one accent colour, `#rrggbb`.
    pub accent: String,
    /// An invented city says so on every page.
    pub invented: bool,
    /// A question that has an answer, for the hint under the search box.
    pub example: String,
    /// Whom people write to about the pages; empty when nobody is named.
    #[serde(default)]
    pub contact: String,
    /// Earlier and customary street names; from a file of its own.
    #[serde(skip)]
    pub former_names: Vec<FormerName>,
}

/// A street's earlier name or a nickname.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FormerName {
    /// What people say.
    pub old: String,
    /// The registered name.
    pub now: String,
    /// Only in this part of the municipality.
    pub part: Option<String>,
    /// Last year in which it was official; none for a nickname.
    pub until: Option<i64>,
}

/// Everything that `content/cities/NAME` says, read and not yet saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityReading {
    /// The facts.
    pub city: City,
    /// The text they were read from.
    pub facts: String,
    /// Its stations.
    pub stations: Vec<Station>,
    /// Its posts.
    pub posts: Vec<Post>,
}

/// The files of a city folder.
#[derive(Debug, Clone, Copy, Default)]
pub struct CityFiles<'a> {
    /// `city.toml`
    pub city: &'a str,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StationsFile {
    #[serde(default)]
    station: Vec<StationEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StationEntry {
    layer: String,
    code: String,
    name: String,
    seat: String,
    phone: Option<String>,
    email: Option<String>,
    web: Option<String>,
    hours: Option<[String; 7]>,
    note: Option<String>,
    source: String,
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
    title: String,
    station: Option<String>,
    occupancy: String,
    holder: Option<String>,
    deputy: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormerNamesFile {
    #[serde(default)]
    name: Vec<FormerName>,
}

/// Reads the files of a city folder called `key`.
///
/// # Errors
/// The first file with a mistake, with its line and column.
pub fn read(key: &str, files: &CityFiles<'_>) -> Result<CityReading, CityError> {
    let mut city: City = parse("city.toml", files.city)?;
    key.clone_into(&mut city.key);
    city.former_names = parse::<FormerNamesFile>("former-names.toml", files.former_names)?.name;
    let stations = parse::<StationsFile>("stations.toml", files.stations)?.station;
    let posts = parse::<PostsFile>("posts.toml", files.posts)?.post;
    Ok(CityReading {
        city,
        facts: files.city.to_owned(),
        stations: stations.into_iter().map(station).collect::<Result<_, _>>()?,
        posts: posts.into_iter().map(post).collect::<Result<_, _>>()?,
    })
}

fn parse<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, CityError> {
    toml::from_str(text).map_err(|cause| CityError { file, cause: cause.to_string() })
}

fn layer(file: &'static str, key: &str) -> Result<Layer, CityError> {
    Layer::from_key(key).ok_or_else(|| CityError { file, cause: format!("there is no layer '{key}'") })
}

fn station(entry: StationEntry) -> Result<Station, CityError> {
    Ok(Station {
        layer: layer("stations.toml", &entry.layer)?,
        code: entry.code,
        name: entry.name,
        seat: entry.seat,
        phone: entry.phone,
        email: entry.email,
        web: entry.web,
        hours: entry.hours,
        note: entry.note,
        source: entry.source,
    })
}

fn post(entry: PostEntry) -> Result<Post, CityError> {
    let occupancy = match (entry.occupancy.as_str(), entry.holder) {
        ("held", Some(holder)) => Occupancy::Held(holder),
        ("vacant", None) => Occupancy::Vacant,
        ("unknown", None) => Occupancy::Unknown,
        (said, holder) => {
            let cause = format!("post '{}': occupancy '{said}' does not go with holder {holder:?}", entry.title);
            return Err(CityError { file: "posts.toml", cause });
        }
    };
    Ok(Post {
        layer: layer("posts.toml", &entry.layer)?,
        territory: entry.territory,
        title: entry.title,
        station: entry.station,
        occupancy,
        deputy: entry.deputy,
        phone: entry.phone,
        email: entry.email,
        valid_from: entry.valid_from,
        valid_to: entry.valid_to,
        source: entry.source,
    })
}

impl City {
    /// The city of a database, if it has one.
    pub(crate) async fn load(from: &Store) -> Result<Option<Self>, PlacesError> {
        let Some((key, facts)) = from.row(&store::CITY, &[]).await? else { return Ok(None) };
        let mut city: Self = parse("city.toml", &facts)
            .map_err(|error| PlacesError::Damaged { what: format!("city {key}"), cause: error.to_string() })?;
        city.key = key;
        city.former_names = from.rows(&store::FORMER_NAMES, &[]).await?;
        Ok(Some(city))
    }

    /// The names under which people look for streets, for the search.
    pub(crate) fn names_for_search(&self) -> Vec<addresses::FormerName> {
        let municipality = addresses::MunicipalityCode(self.municipality_code);
        let name = |n: &FormerName| addresses::FormerName {
            old: n.old.clone(),
            now: n.now.clone(),
            municipality,
            part: n.part.clone(),
            until: n.until.and_then(|year| u16::try_from(year).ok()),
        };
        self.former_names.iter().map(name).collect()
    }
}

impl Places {
    /// Makes this the city of the database: its facts, stations, posts and former names replace what was there.
    ///
    /// # Errors
    /// When the database refuses; nothing is changed then.
    pub async fn save_city(&self, reading: &CityReading) -> Result<(), PlacesError> {
        let mut tx = self.store.begin().await?;
        for forget in [&store::FORGET_CITY, &store::FORGET_STATIONS, &store::FORGET_POSTS, &store::FORGET_FORMER_NAMES] {
            tx.execute(forget, &[]).await?;
        }
        let city = &reading.city;
        let row: [Value; 4] =
            [city.key.clone().into(), city.name.clone().into(), city.invented.into(), reading.facts.clone().into()];
        tx.execute(&store::SAVE_CITY, &row).await?;
        self.save_offices(&mut tx, reading).await?;
        tx.bump(REVISION).await?;
        tx.commit().await?;
        self.refresh().await?;
        Ok(())
    }

    async fn save_offices(&self, tx: &mut ::store::Transaction, reading: &CityReading) -> Result<(), StoreError> {
        store::save_stations(tx, &self.store, &reading.stations).await?;
        store::save_posts(tx, &self.store, &reading.posts).await?;
        store::save_former_names(tx, &self.store, &reading.city.former_names).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITY: &str = "name = \"Vzorov\"\nmunicipality_code = 999001\naccent = \"#123456\"\ninvented = true\nexample = \"Dlouhá 1\"\n";

    fn check(posts: &str, expected: Result<&str, &str>) {
        let files = CityFiles { city: CITY, posts, ..CityFiles::default() };
        let found = read("vzorov", &files).map(|r| r.posts[0].occupancy.key()).map_err(|e| e.to_string());
        match expected {
            Ok(key) => assert_eq!(found.as_deref(), Ok(key)),
            Err(part) => assert!(found.as_ref().is_err_and(|e| e.contains(part)), "{found:?}"),
        }
    }

    #[test]
    fn vacant_and_unknown_are_different_things() {
        let post = |rest: &str| {
            format!("[[post]]\nlayer = \"district\"\nterritory = \"1\"\ntitle = \"starosta\"\nsource = \"ukázka\"\n{rest}")
        };
        check(&post("occupancy = \"vacant\"\n"), Ok("vacant"));
        check(&post("occupancy = \"unknown\"\n"), Ok("unknown"));
        check(&post("occupancy = \"held\"\nholder = \"Jana Smyšlená\"\n"), Ok("held"));
        check(&post("occupancy = \"held\"\n"), Err("'held' does not go with holder None"));
        check(&post("occupancy = \"vacant\"\nlair = 1\n"), Err("posts.toml"));
    }
}
