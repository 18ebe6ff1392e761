//! Stations and posts: who is answerable, as offices rather than persons.
//!
//! A post exists without a holder. That it is *vacant* is something the city knows and says; that its
//! holder is *unknown* only means nobody has told this system. The two are never mixed up.

use crate::Layer;
use crate::city::Words;

/// A police station or an office where a post can be reached. All contacts are public and of the role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// Which body's partition it serves.
    pub layer: Layer,
    /// Short code, unique within the layer.
    pub code: String,
    /// Name as the body writes it.
    pub name: Words,
    /// Where it sits, one line.
    pub seat: String,
    /// Public phone.
    pub phone: Option<String>,
    /// Mailbox of the role.
    pub email: Option<String>,
    /// Opening hours, Monday first; `None` when not known.
    pub hours: Option<[String; 7]>,
    /// Not a counter for the public.
    pub restricted: bool,
    /// Where these facts come from.
    pub source: String,
}

/// Whether somebody holds a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occupancy {
    /// Held; the public name as the body publishes it.
    Held(String),
    /// Known to be empty.
    Vacant,
    /// Not known to this system.
    Unknown,
}

impl Occupancy {
    /// `held`, `vacant` or `unknown`, as stored and as the API says it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Held(_) => "held",
            Self::Vacant => "vacant",
            Self::Unknown => "unknown",
        }
    }
}

/// A post answerable for a territory: precinct officer, State Police officer, district mayor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The partition the territory belongs to.
    pub layer: Layer,
    /// Code of the territory; [`Post::EVERYWHERE`] for a post that answers for each territory of its layer.
    pub territory: String,
    /// Title, such as "strážník-okrskář okrsku 200-A".
    pub title: Words,
    /// Code of its station in the same layer.
    pub station: Option<String>,
    /// Whether somebody holds it.
    pub occupancy: Occupancy,
    /// Public name of the deputy.
    pub deputy: Option<String>,
    /// Public phone of the role.
    pub phone: Option<String>,
    /// Mailbox of the role.
    pub email: Option<String>,
    /// First day (ISO date), where known.
    pub valid_from: Option<String>,
    /// Last day (ISO date), where it ends.
    pub valid_to: Option<String>,
    /// Where these facts come from.
    pub source: String,
}

impl Post {
    /// Territory code of a post that answers for every territory of its layer.
    pub const EVERYWHERE: &str = "*";
}
