//! Evaluation held against the cases of the domain notes and against R 4.2.2 (sandwich 3.0-2, quadprog, `poisson.test`).

mod areas;
mod counts;
mod edges;
mod reports;
mod series;
mod synthetic;
