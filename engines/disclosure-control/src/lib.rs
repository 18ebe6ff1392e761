//! May this table be published?
