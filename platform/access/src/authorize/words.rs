//! The words of the policy: what is done, to what, and how far.

/// What a person wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// See one, or a list.
    Read,
    /// Make a new one.
    Create,
    /// Change what it says.
    Change,
    /// Do the work on it: take it, plan it, report it done.
    Work,
    /// Hand it over to bodies, share it, take a share back.
    Share,
    /// Decide: order, close, reopen, verify.
    Decide,
    /// Take it out of the building: CSV, XLSX, feed.
    Export,
    /// Look at it afterwards and judge.
    Review,
}

impl Action {
    /// Name in the trail and in the keys of texts (`action-read`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Action::Read => "read",
            Action::Create => "create",
            Action::Change => "change",
            Action::Work => "work",
            Action::Share => "share",
            Action::Decide => "decide",
            Action::Export => "export",
            Action::Review => "review",
        }
    }
}

/// A kind of thing that is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The workplace itself: its start page, calendar, help.
    Workplace,
    /// One's own account, sessions, and what the trail says about oneself.
    Account,
    /// A case with everything in it.
    Case,
    /// A body's part of a case.
    Task,
    /// What is done about a problem.
    Measure,
    /// A lodging house, or a flat let to many.
    LodgingObject,
    /// A round of cleanliness inspections.
    Inspection,
    /// A survey: its waves, questionnaires and answers.
    Survey,
    /// Offences and crimes by place and time: imports, analyses, alarms, releases.
    Offences,
    /// Figures without anybody in them.
    Figures,
    /// Bodies, units and posts.
    Body,
    /// People, their memberships and credentials.
    Person,
    /// The audit trail.
    Trail,
    /// Break-glass records.
    Emergency,
}

impl Kind {
    /// Name in the trail and in the keys of texts (`kind-lodging-object`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Kind::Workplace => "workplace",
            Kind::Account => "account",
            Kind::Case => "case",
            Kind::Task => "task",
            Kind::Measure => "measure",
            Kind::LodgingObject => "lodging-object",
            Kind::Inspection => "inspection",
            Kind::Survey => "survey",
            Kind::Offences => "offences",
            Kind::Figures => "figures",
            Kind::Body => "body",
            Kind::Person => "person",
            Kind::Trail => "trail",
            Kind::Emergency => "emergency",
        }
    }
}

/// How far a right goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Only what is the person's own.
    Own,
    /// What belongs to, or was given to, the person's units.
    Unit,
    /// What belongs to, or was given to, the person's body.
    Body,
    /// Everything of the kind in this city.
    City,
}
