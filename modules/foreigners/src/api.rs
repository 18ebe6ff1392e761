//! The face for programs: what was released, and agencies on a day.
//!
//! | path | answers |
//! |---|---|
//! | `GET /api/v1/foreigners` | stocks by concept and day, small cells held back |
//! | `GET /api/v1/agencies` | agencies and permits on a day, by definition |

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ground::api::{Description, Operation, Parameter};
use ground::{Ground, Route};
use official_statistics::Count;
use schemars::JsonSchema;
use serde::Serialize;
use web::{Error, PageContext, Refusal};

use crate::acts::{agencies, kept};
use crate::store::sets;

/// The routes of the API.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::public("/api/v1/foreigners", get(foreigners)),
        Route::public("/api/v1/agencies", get(on_a_day)),
    ]
}

/// This module's part of the OpenAPI document.
pub(crate) fn description() -> Description {
    Description::new(vec![
        Operation::get::<Stocks>(
            "/api/v1/foreigners",
            "foreigners",
            "Foreigners by concept, citizenship and sex, small cells held back",
        ),
        Operation::get::<AgenciesOnADay>(
            "/api/v1/agencies",
            "agencies",
            "Employment agencies and their permits on a day, by what it means that they operate here",
        )
        .with(Parameter::optional("day", "The day, 2026-11-26; today if left out.").day())
        .may_miss(),
    ])
}

/// Everything released.
#[derive(Debug, Serialize, JsonSchema)]
struct Stocks {
    /// Newest day first. Stocks of different concepts must not be compared.
    stocks: Vec<StockSaid>,
}

/// A stock.
#[derive(Debug, Serialize, JsonSchema)]
struct StockSaid {
    /// Key of the concept.
    concept: String,
    /// Territory: code system and code.
    territory: String,
    /// On which day.
    day: String,
    /// Key of the source.
    source: String,
    /// Cells; `all` where an axis is summed up.
    cells: Vec<CellSaid>,
}

/// A cell.
#[derive(Debug, Serialize, JsonSchema)]
struct CellSaid {
    /// Citizenship, ISO 3166-1 numeric; `other` or `all`.
    citizenship: String,
    /// `1` men, `2` women, `all`.
    sex: String,
    /// How many; null when it is held back.
    count: Option<u64>,
}

/// `GET /api/v1/foreigners`
async fn foreigners(State(ground): State<Ground>) -> Result<Response, Error> {
    let all = ground.store.rows(&sets::RELEASED, &[]).await.map_err(kept("list releases"))?;
    let stocks = all.into_iter().map(|it| StockSaid {
        concept: it.stock.concept,
        territory: it.stock.territory,
        day: it.stock.day.to_string(),
        source: it.source,
        cells: it
            .released
            .cells
            .into_iter()
            .map(|cell| CellSaid { citizenship: cell.citizenship, sex: cell.sex, count: cell.count })
            .collect(),
    });
    Ok(Json(Stocks { stocks: stocks.collect() }).into_response())
}

/// Agencies on a day.
#[derive(Debug, Serialize, JsonSchema)]
struct AgenciesOnADay {
    /// The day asked for.
    day: String,
    /// The snapshot of the register it is told from.
    snapshot: String,
    /// Whether the day lies before the first snapshot, so that permits which had ended are missing.
    lower_bound: bool,
    /// The whole country.
    country: Counted,
    /// The city, by each definition of "operates here"; null where the register does not tell.
    city: Vec<Here>,
}

/// The city by one definition.
#[derive(Debug, Serialize, JsonSchema)]
struct Here {
    /// `seat`, `workplace` or `assigns`.
    operates: String,
    /// Counts.
    count: Option<Counted>,
}

/// Counts.
#[derive(Debug, Serialize, JsonSchema)]
struct Counted {
    /// Agencies with at least one valid permit.
    agencies: u64,
    /// Valid permits.
    permits: u64,
    /// For form a), searching.
    form_a: u64,
    /// For form b), temporary assignment.
    form_b: u64,
    /// For form c), advice.
    form_c: u64,
}

impl From<Count> for Counted {
    fn from(count: Count) -> Counted {
        Counted {
            agencies: count.agencies,
            permits: count.permits,
            form_a: count.searching,
            form_b: count.employing,
            form_c: count.advising,
        }
    }
}

/// `GET /api/v1/agencies`
async fn on_a_day(page: PageContext, State(ground): State<Ground>) -> Result<Response, Error> {
    let asked = web::Form::from_encoded(page.query().as_bytes());
    let day = match asked.text("day") {
        "" => ground.access.clock().today(),
        text => {
            web::day(text).ok_or_else(|| Refusal::new("foreigners-day").status(StatusCode::BAD_REQUEST))?
        }
    };
    let told = agencies::told(&ground, day).await?.ok_or(Error::Missing("snapshot of agencies"))?;
    let here = |(operates, count): (crate::agencies::Operates, Option<Count>)| Here {
        operates: operates.key().to_owned(),
        count: count.map(Counted::from),
    };
    Ok(Json(AgenciesOnADay {
        day: told.day.to_string(),
        snapshot: told.snapshot.to_string(),
        lower_bound: told.lower_bound,
        country: told.everywhere.into(),
        city: told.here.into_iter().map(here).collect(),
    })
    .into_response())
}
