//! The engine from outside: the questionnaire that ships, workbooks good and bad, people who answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests are tests

mod answering;
mod bad_workbooks;
mod core;
mod lint_messages;
mod round_trip;
mod tables;
mod workbook;
