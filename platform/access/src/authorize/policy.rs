//! The table of rights.

use crate::Role::{self, Administrator, Analyst, Auditor, Coordinator, Head, Inspector, Officer};
use crate::{Action, Kind, Reach};

/// Version of the policy; written into every row of the trail. Raise it with every change of [`POLICY`].
pub const POLICY_VERSION: i64 = 4;

/// One row: who may do what to which kind of thing, and how far.
type Grant = (&'static [Role], &'static [Action], Kind, Reach);

/// Everything that is allowed. What is not here is not.
///
/// Source: domain notes on access (who sees what), architecture §4. Read it aloud: "an officer may read and work on
/// tasks of their unit". Sharing widens `Unit` and `Body` to what was given to them, part by part.
pub const POLICY: &[Grant] = {
    use Action::{Change, Create, Decide, Export, Read, Review, Share, Work};
    const EVERYBODY: &[Role] = &Role::ALL;
    const CASEWORKERS: &[Role] = &[Officer, Coordinator, Head, Inspector];
    const LEADERS: &[Role] = &[Coordinator, Head];
    &[
        (EVERYBODY, &[Read], Kind::Workplace, Reach::Own),
        (EVERYBODY, &[Read, Change, Work, Export], Kind::Account, Reach::Own),
        (CASEWORKERS, &[Create], Kind::Case, Reach::Body),
        (&[Officer, Inspector], &[Read, Change, Work, Export], Kind::Case, Reach::Unit),
        (LEADERS, &[Read, Change, Work, Share, Decide, Export], Kind::Case, Reach::Body),
        (&[Officer, Inspector], &[Read, Work], Kind::Task, Reach::Unit),
        (LEADERS, &[Read, Create, Change, Work, Share, Decide], Kind::Task, Reach::Body),
        (&[Officer, Inspector], &[Read, Work], Kind::Measure, Reach::Unit),
        (LEADERS, &[Read, Create, Change, Work, Decide, Export], Kind::Measure, Reach::Body),
        (CASEWORKERS, &[Read], Kind::LodgingObject, Reach::Body),
        (LEADERS, &[Create, Change, Export], Kind::LodgingObject, Reach::Body),
        (&[Inspector, Coordinator, Head], &[Read, Work], Kind::Inspection, Reach::Body),
        (LEADERS, &[Create, Change, Decide, Export], Kind::Inspection, Reach::Body),
        (&[Analyst, Coordinator, Head], &[Read, Create, Change, Work, Export], Kind::Survey, Reach::Body),
        // Interviewers: they ask and write down, and see no answer of anybody afterwards.
        (&[Inspector], &[Work], Kind::Survey, Reach::Body),
        // Who prepares a figure does not publish it alone.
        (LEADERS, &[Decide], Kind::Survey, Reach::Body),
        (&[Officer, Coordinator, Head, Inspector, Analyst], &[Read], Kind::Figures, Reach::City),
        (&[Coordinator, Head, Analyst], &[Export], Kind::Figures, Reach::City),
        // Taking figures over and preparing claims; what a body has prepared, another one leaves alone.
        (&[Coordinator, Head, Analyst], &[Create, Change, Work], Kind::Figures, Reach::Body),
        (LEADERS, &[Decide], Kind::Figures, Reach::Body),
        // Offences are looked at by place and time; there is nobody in them.
        (&[Officer, Coordinator, Head, Analyst], &[Read, Work], Kind::Offences, Reach::City),
        (&[Coordinator, Head, Analyst], &[Create, Change, Export], Kind::Offences, Reach::City),
        // Who takes data over does not release them alone.
        (LEADERS, &[Decide], Kind::Offences, Reach::City),
        (EVERYBODY, &[Read], Kind::Body, Reach::City),
        (&[Administrator], &[Create, Change], Kind::Body, Reach::City),
        (&[Administrator], &[Read, Create, Change], Kind::Person, Reach::City),
        (&[Auditor], &[Read], Kind::Person, Reach::City),
        (&[Auditor], &[Read, Export, Review], Kind::Trail, Reach::City),
        (LEADERS, &[Create], Kind::Emergency, Reach::Body),
        (&[Auditor], &[Read, Review], Kind::Emergency, Reach::City),
        (&[Head], &[Read], Kind::Emergency, Reach::Body),
    ]
};

/// What an open emergency adds: reading any case and its tasks and measures, nothing else.
pub(super) const EMERGENCY: &[(Action, Kind)] =
    &[(Action::Read, Kind::Case), (Action::Read, Kind::Task), (Action::Read, Kind::Measure)];
