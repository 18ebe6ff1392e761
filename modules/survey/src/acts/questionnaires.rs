//! Questionnaires: keeping one, and the one that ships.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use ground::Ground;
use places::{Atlas, Layer};
use questionnaires::{Choice, Questionnaire, Text};
use store::Id;
use web::{Error, Refusal};

use super::{kept, must, noted};
use crate::store::questionnaires as stored;

const CORE: &str = include_str!("../../../../content/questionnaires/safety-core.toml");
/// The list of the core that each city fills in.
const DISTRICTS: &str = "district";

/// The core battery with the city's districts in it, by their official codes.
pub(crate) fn core(atlas: &Atlas) -> Result<Questionnaire, Error> {
    let mut core =
        Questionnaire::from_toml(CORE).map_err(|error| Error::fault("read the core battery", error))?;
    let territories = atlas.territories(Layer::District);
    if territories.is_empty() {
        return Err(Refusal::new("survey-no-districts").into());
    }
    let languages: Vec<String> = core.languages.iter().map(|language| language.code.clone()).collect();
    let choice = |district: &places::TerritoryRef| Choice {
        code: district.code.clone(),
        // A district has one name, whatever the language.
        label: Text::of(languages.iter().map(|language| (language.clone(), district.name.clone()))),
        missing: None,
        tags: std::collections::BTreeMap::new(),
    };
    let choices = territories.iter().map(choice).collect();
    core.fill(DISTRICTS, choices).map_err(|error| Error::fault("fill in the districts", error))?;
    Ok(core)
}

/// One questionnaire, for whoever may read surveys of its body.
pub(crate) async fn one(ground: &Ground, who: &Subject, id: Id) -> Result<stored::Kept, Error> {
    let found = stored::one(&ground.store, id).await.map_err(kept("read a questionnaire"))?;
    let found = found.ok_or(Error::Missing("questionnaire"))?;
    must(ground, who, Action::Read, found.owner)?;
    Ok(found)
}

/// Keeps a questionnaire of the subject's body and answers its id; one that is there already stays as it is. Right: create
/// surveys.
pub(crate) async fn add(ground: &Ground, who: &Subject, questionnaire: &Questionnaire) -> Result<Id, Error> {
    must(ground, who, Action::Create, who.body)?;
    let doing = || kept("keep a questionnaire");
    let (key, wording) = (questionnaire.id.as_str(), questionnaire.version.as_str());
    if key.is_empty() || wording.is_empty() {
        return Err(Refusal::new("survey-questionnaire-unnamed").into());
    }
    if let Some(known) = stored::of_wording(&ground.store, who.body, key, wording).await.map_err(doing())? {
        return same(&known, questionnaire);
    }
    let text = questionnaire.to_toml().map_err(|error| Error::fault("write a questionnaire", error))?;
    let (id, now) = (ground.store.new_id(), ground.access.clock().now());
    let mut tx = ground.store.begin().await.map_err(doing())?;
    match stored::add(&mut tx, id, who.body, questionnaire, &text, now, who.person).await {
        Ok(()) => {}
        Err(error) if error.is_duplicate() => {
            // Somebody kept one of this name in the meantime; it may be the same.
            tx.rollback().await.map_err(doing())?;
            let known = stored::of_wording(&ground.store, who.body, key, wording).await.map_err(doing())?;
            return known
                .map_or_else(|| Err(Error::Missing("questionnaire")), |known| same(&known, questionnaire));
        }
        Err(error) => return Err(doing()(error)),
    }
    let detail = serde_json::json!({ "questionnaire": key, "version": wording });
    let entry = Entry::of(Action::Create, Kind::Survey).on(id).purpose("questionnaire").detail(detail);
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(id)
}

/// A changed word is a new version: the text that people have seen is never exchanged under them.
fn same(known: &stored::Kept, questionnaire: &Questionnaire) -> Result<Id, Error> {
    if known.questionnaire == *questionnaire {
        return Ok(known.id);
    }
    let refusal = Refusal::new("survey-same-version");
    let refusal =
        refusal.with("id", questionnaire.id.as_str()).with("version", questionnaire.version.as_str());
    Err(refusal.status(axum::http::StatusCode::CONFLICT).into())
}
