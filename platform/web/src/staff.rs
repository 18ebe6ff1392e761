//! What the frame of the workplace shows around a page: who is signed in, for whom, and the doors they may open.

use chrono::{DateTime, Utc};

/// A door of the workplace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLink {
    /// Step of the loop, a Fluent key.
    pub step: &'static str,
    /// Fluent key of the label.
    pub label: &'static str,
    /// Where it leads.
    pub href: &'static str,
}

/// The frame around a page of the workplace. The guard of a protected route leaves it in the request's extensions,
/// and [`crate::PageContext`] picks it up; a page without one is a page of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffFrame {
    /// Name of the person.
    pub person: String,
    /// Name of the body they act for, JSON with one text a language; empty before they have chosen.
    pub body: String,
    /// Whether there is more than one body to act for.
    pub may_choose: bool,
    /// Until when an emergency (break-glass) is open.
    pub emergency_until: Option<DateTime<Utc>>,
    /// Doors the person may open, in order.
    pub links: Vec<StaffLink>,
}
