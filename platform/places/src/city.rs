//! The city of a database: its facts, offices and former street names, read from `content/cities/NAME`.
//!
//! Differences between towns are data. A new town is a folder with the same files, never code.

use ::store::{Store, StoreError, Value};
use serde::{Deserialize, Serialize};

use crate::posts::{Post, Station};
use crate::{Places, PlacesError, REVISION, store};

mod files;

pub use files::{CityError, CityFiles};

/// One text in the three languages of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Czech.
    pub cs: String,
    /// English.
    pub en: String,
    /// Ukrainian.
    pub uk: String,
}

impl Words {
    /// The text in the language of a tag; Czech for any other tag.
    pub fn in_language(&self, tag: &str) -> &str {
        match tag {
            "en" => &self.en,
            "uk" => &self.uk,
            _ => &self.cs,
        }
    }
}

/// The facts of a city that the program itself needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct City {
    /// Folder name: `plzen`.
    pub key: String,
    /// Name as on a sign: "Plzeň".
    pub name: Words,
    /// Kód obce in the address register.
    pub municipality_code: u32,
    /// Identification number (IČO) of the city as a public authority, for catalogues of open data; empty when not said.
    pub authority: String,
    /// Numbers to call in need, in the order in which they are shown.
    pub emergency: Vec<EmergencyNumber>,
    /// The one accent colour, `#rrggbb`.
    pub accent: String,
    /// An invented city says so on every page.
    pub invented: bool,
    /// A question that has an answer, for the hint under the search box.
    pub example: String,
    /// The body that guarantees the programme.
    pub guarantor: Words,
    /// Earlier and customary street names; from a file of its own.
    pub former_names: Vec<FormerName>,
}

/// A number to call in need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyNumber {
    /// What is dialled.
    pub number: String,
    /// Who answers.
    pub name: Words,
}

/// A street's earlier name or a nickname.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerName {
    /// What people say.
    pub old: String,
    /// The registered name.
    pub now: String,
    /// Only in this city district (MOMC code).
    pub district: Option<i64>,
    /// Last year in which it was official, where known.
    pub until: Option<i64>,
    /// A nickname was never official.
    pub nickname: bool,
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

/// Reads the files of a city folder called `key`.
///
/// # Errors
/// The first file with a mistake, with its line and column.
pub fn read(key: &str, files: &CityFiles<'_>) -> Result<CityReading, CityError> {
    let mut city = files::city(key, files.city)?;
    city.former_names = files::former_names(files.former_names)?;
    let sources = files::Sources::read(files.sources)?;
    Ok(CityReading {
        city,
        facts: files.city.to_owned(),
        stations: files::stations(files.stations, &sources)?,
        posts: files::posts(files.posts, &sources)?,
    })
}

impl City {
    /// The city of a database, if it has one.
    pub(crate) async fn load(from: &Store) -> Result<Option<Self>, PlacesError> {
        let Some((key, facts)) = from.row(&store::CITY, &[]).await? else { return Ok(None) };
        let mut city = files::city(&key, &facts).map_err(|error| PlacesError::Damaged {
            what: format!("city {key}"),
            cause: error.to_string(),
        })?;
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
            // A code no register can hold leads nowhere, rather than to every street of the name.
            district: n.district.map(|code| addresses::DistrictCode(u32::try_from(code).unwrap_or(u32::MAX))),
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
        for forget in
            [&store::FORGET_CITY, &store::FORGET_STATIONS, &store::FORGET_POSTS, &store::FORGET_FORMER_NAMES]
        {
            tx.execute(forget, &[]).await?;
        }
        let city = &reading.city;
        let row: [Value; 4] = [
            city.key.clone().into(),
            city.name.cs.clone().into(),
            city.invented.into(),
            reading.facts.clone().into(),
        ];
        tx.execute(&store::SAVE_CITY, &row).await?;
        self.save_offices(&mut tx, reading).await?;
        tx.bump(REVISION).await?;
        tx.commit().await?;
        self.refresh().await?;
        Ok(())
    }

    async fn save_offices(
        &self,
        tx: &mut ::store::Transaction,
        reading: &CityReading,
    ) -> Result<(), StoreError> {
        store::save_stations(tx, &self.store, &reading.stations).await?;
        store::save_posts(tx, &self.store, &reading.posts).await?;
        store::save_former_names(tx, &self.store, &reading.city.former_names).await
    }
}
