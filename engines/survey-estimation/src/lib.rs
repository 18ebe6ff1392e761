//! What does the city feel, and how sure are we? Design-based estimation from survey data.
//!
//! A survey asks a few people and speaks of all. How far it may be trusted depends on how the few were drawn: in strata,
//! in clusters, with unequal chances. This engine estimates totals, means, shares, ratios, quantiles, tables and models
//! together with what the design makes of their uncertainty.
//!
//! ```text
//!   data::Table ──► design::Plan ──► Design ───────────┬──► Survey ──► Estimates ──► intervals, change, reliability
//!                    strata            │ calibrated     │      ▲
//!                    units in stages   ▼                │      │
//!                    weights, counts  Design ──► Replicates    Statistic: Totals, Means, Ratios, Shares, Moments …
//!                                                              Quantiles, tables, hypotheses
//! ```
//!
//! - [`design`]: how the sample was drawn; checked once, never changed
//! - [`Domain`]: a group of people; its rows are looked at, no row is ever removed
//! - [`Survey`]: a design (uncertainty by linearisation) or [`Replicates`] (by estimating again)
//! - [`estimators`], [`tables`], [`hypotheses`], [`change`]: what may be asked
//! - [`models`]: linear, logistic, Poisson, gamma and ordinal regression with design-based errors, tests of terms
//! - [`calibrated`]: post-stratification, raking, calibration, trimming; [`response`]: rates and what is done about silence
//! - [`small_areas`]: figures of districts with few answers; [`scales`]: items with ordered or with several answers
//! - [`intervals`], [`reliability`]: what may be said
//! - [`run`]: a document of questions, answered one by one
//!
//! How it agrees with R is in `docs/survey-agreement.md`, how often its intervals hold the truth in `docs/survey-coverage.md`.
//!
//! Sums are the same to the last digit for any number of threads: work is cut into fixed pieces, and pieces are added in
//! their order with the lost digits carried.
//!
//! # Example
//!
//! Two strata, two districts drawn from each; how many feel safe, and how sure are we?
//!
//! ```
//! use survey_estimation::data::Categories;
//! use survey_estimation::design::{Plan, Population, StagePlan};
//! use survey_estimation::estimators::{Means, Missing};
//! use survey_estimation::{Design, Domain, Survey};
//!
//! let words = |text: &'static str| Categories::of(text.split(' ').map(Some));
//! let stage = StagePlan {
//!     strata: Some(words("centre centre centre centre edge edge edge edge")),
//!     units: Some(words("c1 c1 c2 c2 e1 e1 e2 e2")),
//!     population: Population::Counts(vec![10.0, 10.0, 10.0, 10.0, 4.0, 4.0, 4.0, 4.0]),
//! };
//! let weights = Some(vec![500.0, 500.0, 500.0, 500.0, 200.0, 200.0, 200.0, 200.0]);
//! let design = Design::new(Plan { weights, stages: vec![stage], ..Plan::default() })?;
//!
//! let safe = [1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, f64::NAN];
//! let means = Means::new(vec![&safe], &Domain::everyone(), Missing::Remove);
//! let share = Survey::from(&design).estimate(&means).at(0);
//! assert_eq!(share.value.map(|value| (value * 1000.0).round()), Some(654.0));
//! assert_eq!(share.se.map(|se| (se * 1000.0).round()), Some(194.0));
//! assert_eq!(share.df, 2.0);
//! # Ok::<(), survey_estimation::design::DesignError>(())
//! ```

pub mod calibrated;
pub mod change;
mod covariance;
pub mod data;
pub mod design;
mod domain;
pub mod estimators;
pub mod hypotheses;
pub mod intervals;
mod linearisation;
pub mod models;
pub mod regression;
pub mod reliability;
pub mod replicates;
pub mod response;
mod roots;
pub mod run;
mod saddlepoint;
pub mod scales;
pub mod small_areas;
mod sums;
mod survey;
pub mod tables;

pub use covariance::Covariance;
pub use design::Design;
pub use domain::Domain;
pub use replicates::Replicates;
pub use survey::{Estimate, Estimates, Statistic, Survey};
