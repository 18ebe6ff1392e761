//! A questionnaire as data.
