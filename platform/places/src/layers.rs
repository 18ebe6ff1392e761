//! Territory layers: what a city draws (polygons) or writes down (rules), imported as it is.
//!
//! The text itself is kept, not its reading: the reason a citizen is shown is the line a clerk wrote, and a
//! better reader reads the same text again.

use std::path::Path;

use ::store::{BlobId, Value};
use territories::polygons::{self, Options, ReadError};
use territories::rules;

use crate::source::{self, Limits, SourceError};
use crate::{Layer, Places, PlacesError, REVISION, store};

/// How a layer's text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerritoryFormat {
    /// Polygons, RFC 7946.
    GeoJson,
    /// Polygons, GML 3.
    Gml,
    /// Streets and numbers, see `docs/territory-rules.md`.
    Rules,
}

impl TerritoryFormat {
    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::Gml => "gml",
            Self::Rules => "rules",
        }
    }

    /// The format of a [`Self::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::GeoJson, Self::Gml, Self::Rules].into_iter().find(|format| format.key() == key)
    }

    /// What a text is, by its first mark: `{` is GeoJSON, `<` is GML, anything else is rules.
    pub fn of(text: &str) -> Self {
        match text.trim_start_matches('\u{feff}').trim_start().as_bytes().first() {
            Some(b'{' | b'[') => Self::GeoJson,
            Some(b'<') => Self::Gml,
            _ => Self::Rules,
        }
    }
}

/// The active edition of a layer, as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerEdition {
    /// Its row.
    pub id: i64,
    /// Which partition.
    pub layer: Layer,
    /// How it is written.
    pub format: TerritoryFormat,
    /// The file as given.
    pub source: String,
    /// ISO date from which it holds.
    pub valid_from: String,
    /// Territories in it.
    pub territories: i64,
    /// Where its text is.
    pub blob: BlobId,
    /// When it was imported, milliseconds since 1970 UTC.
    pub imported_at: i64,
}

/// Why a file cannot become a layer. Nothing has been changed.
#[derive(Debug, thiserror::Error)]
pub enum LayerError {
    /// The file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The file is not UTF-8.
    #[error("{file}: not UTF-8 (line {line})")]
    NotUtf8 {
        /// The file.
        file: String,
        /// Line of the first foreign byte, from 1.
        line: usize,
    },
    /// The polygons cannot be read.
    #[error("{file}: {cause}")]
    Polygons {
        /// The file.
        file: String,
        /// What is wrong and where.
        cause: ReadError,
    },
    /// Two territories of the file have one code.
    #[error("{file}: the code {code} stands twice")]
    Twice {
        /// The file.
        file: String,
        /// The code.
        code: String,
    },
    /// The file has no territory.
    #[error("{file}: no territory in it")]
    Nothing {
        /// The file.
        file: String,
    },
}

/// A layer that has been read and not yet saved.
#[derive(Debug)]
pub struct LayerReading {
    /// Which partition.
    pub layer: Layer,
    /// The file as given.
    pub source: String,
    /// ISO date from which it holds.
    pub valid_from: String,
    /// The text.
    pub text: String,
    /// The text, read.
    pub content: Content,
}

/// What a layer's text says.
#[derive(Debug, Clone)]
pub enum Content {
    /// Polygons, in the order of the file.
    Polygons(Vec<polygons::Territory>),
    /// Rules, to be compiled against a register.
    Rules(rules::Document),
}

impl Content {
    /// Reads a text; `file` is only for messages.
    ///
    /// # Errors
    /// `Polygons`, `Twice` or `Nothing`; rules that are not understood are not an error, they cover nothing.
    pub fn read(text: &str, file: &str) -> Result<Self, LayerError> {
        let options = Options { from_krovak: Some(&from_krovak), ..Options::default() };
        let named = |cause| LayerError::Polygons { file: file.to_owned(), cause };
        let content = match TerritoryFormat::of(text) {
            TerritoryFormat::GeoJson => {
                Self::Polygons(polygons::read_geojson(text, &options).map_err(named)?)
            }
            TerritoryFormat::Gml => Self::Polygons(polygons::read_gml(text, &options).map_err(named)?),
            TerritoryFormat::Rules => Self::Rules(rules::parse(text)),
        };
        let codes = content.codes();
        if codes.is_empty() {
            return Err(LayerError::Nothing { file: file.to_owned() });
        }
        let mut seen = std::collections::HashSet::new();
        match codes.into_iter().find(|(code, _)| !seen.insert(code.clone())) {
            Some((code, _)) => Err(LayerError::Twice { file: file.to_owned(), code }),
            None => Ok(content),
        }
    }

    /// Code and name of each territory, in the order of the text.
    pub fn codes(&self) -> Vec<(String, String)> {
        match self {
            Self::Polygons(all) => all.iter().map(|t| (t.code.clone(), t.name.clone())).collect(),
            Self::Rules(document) => document
                .areas
                .iter()
                .flat_map(|area| &area.blocks)
                .map(|block| (code_of_title(&block.title), block.title.clone()))
                .collect(),
        }
    }
}

/// A position of a file in EPSG:5514 (easting, northing), as longitude and latitude.
fn from_krovak(easting: f64, northing: f64) -> Option<polygons::Point> {
    let place = addresses::Krovak::from_epsg5514(easting, northing).ok()?.to_wgs84();
    Some(polygons::Point { lon: place.lon, lat: place.lat })
}

/// The code in the title of a rule block: the last word of "Okrsek 200-A", the whole title otherwise.
///
/// A title names a precinct when its first word says so and its last word has a digit; a school such as
/// "Základní škola, Jižní 1903" is no precinct and is its own code.
pub fn code_of_title(title: &str) -> String {
    let title = title.trim();
    let mut words = title.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    match words.next_back() {
        Some(last) if first == "okrsek" && last.contains(|c: char| c.is_ascii_digit()) => last.to_owned(),
        _ => title.to_owned(),
    }
}

/// Reads a territory file (plain, `.gz`, `.zst` or `.zip`).
///
/// # Errors
/// When the file cannot be read, is not UTF-8, or has no territory.
pub fn read(layer: Layer, path: &Path, valid_from: String) -> Result<LayerReading, LayerError> {
    let file = path.display().to_string();
    let bytes = source::read_whole(path, Limits { total: 512 << 20, ..Limits::default() })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        LayerError::NotUtf8 { file: file.clone(), line: 1 + good.iter().filter(|b| **b == b'\n').count() }
    })?;
    let content = Content::read(&text, &file)?;
    let source = path.file_name().map_or(file, |name| name.to_string_lossy().into_owned());
    Ok(LayerReading { layer, source, valid_from, text, content })
}

impl Places {
    /// Saves the layer and makes it the active edition, in one transaction.
    ///
    /// # Errors
    /// When the database refuses; nothing is changed then.
    pub async fn save_layer(&self, reading: &LayerReading) -> Result<LayerEdition, PlacesError> {
        let mut tx = self.store.begin().await?;
        let blob = tx.put_blob("territory layer", std::iter::once(reading.text.clone().into_bytes())).await?;
        let edition = LayerEdition {
            id: self.store.new_id().0,
            layer: reading.layer,
            format: TerritoryFormat::of(&reading.text),
            source: reading.source.clone(),
            valid_from: reading.valid_from.clone(),
            territories: crate::register::count(reading.content.codes().len()),
            blob,
            imported_at: ::store::Clock::System.now().timestamp_millis(),
        };
        tx.execute(&store::SUPERSEDE_LAYER, &[edition.layer.key().into()]).await?;
        tx.execute(&store::SAVE_LAYER, &row(&edition)).await?;
        tx.bump(REVISION).await?;
        tx.commit().await?;
        self.refresh().await?;
        Ok(edition)
    }
}

fn row(edition: &LayerEdition) -> Vec<Value> {
    vec![
        edition.id.into(),
        edition.layer.key().into(),
        edition.format.key().into(),
        edition.source.clone().into(),
        edition.valid_from.clone().into(),
        edition.territories.into(),
        edition.blob.sha256.clone().into(),
        i64::try_from(edition.blob.bytes).unwrap_or(i64::MAX).into(),
        edition.imported_at.into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_precinct_is_known_by_the_last_word_of_its_title() {
        let check = |title: &str, expected: &str| assert_eq!(code_of_title(title), expected);
        check("Okrsek 200-A", "200-A");
        check("okrsek č. 12", "12");
        check("Okrsek Doubravka", "Okrsek Doubravka");
        check("Základní škola, Česká Lípa, Jižní 1903", "Základní škola, Česká Lípa, Jižní 1903");
    }

    #[test]
    fn the_first_mark_tells_the_format() {
        assert_eq!(TerritoryFormat::of("\u{feff} {\"type\":"), TerritoryFormat::GeoJson);
        assert_eq!(TerritoryFormat::of("<?xml?>"), TerritoryFormat::Gml);
        assert_eq!(TerritoryFormat::of("# Obvod\nOkrsek 1\n"), TerritoryFormat::Rules);
    }
}
