//! Values as a person reads them.

use web::Say;

use crate::checklist::{Responsible, Weather};
use crate::object::{ObjectKind, ObjectStatus};

/// Name of a kind of object.
pub(crate) fn kind(t: &Say, kind: ObjectKind) -> String {
    t.say(&format!("lodging-kind-{}", kind.key())).into_owned()
}

/// Name of a status.
pub(crate) fn status(t: &Say, status: ObjectStatus) -> String {
    t.say(&format!("lodging-status-{}", status.key())).into_owned()
}

/// Kinds as options of a form.
pub(crate) fn kinds(t: &Say) -> Vec<(&'static str, String)> {
    ObjectKind::ALL.iter().map(|one| (one.key(), kind(t, *one))).collect()
}

/// Statuses as options of a form.
pub(crate) fn statuses(t: &Say) -> Vec<(&'static str, String)> {
    ObjectStatus::ALL.iter().map(|one| (one.key(), status(t, *one))).collect()
}

/// Those who may be responsible, as options of a form.
pub(crate) fn responsible(t: &Say) -> Vec<(&'static str, String)> {
    let name = |one: &Responsible| t.say(&format!("lodging-responsible-{}", one.key())).into_owned();
    Responsible::ALL.iter().map(|one| (one.key(), name(one))).collect()
}

/// Kinds of weather, as options of a form.
pub(crate) fn weather(t: &Say) -> Vec<(&'static str, String)> {
    let name = |one: &Weather| t.say(&format!("lodging-weather-{}", one.key())).into_owned();
    Weather::ALL.iter().map(|one| (one.key(), name(one))).collect()
}

/// Area in square metres: `27,6 m²`.
pub(crate) fn area(t: &Say, cm2: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "an area of a room lies far below 2^53 cm²")]
    let metres = cm2 as f64 / 10_000.0;
    format!("{} m²", t.decimal(metres, 2))
}
