//! The frame of the workplace: who is signed in, for whom they act, and the doors they may open.

use access::{Context, Visitor};
use web::{StaffFrame, StaffLink};

use crate::{Ground, Permission};

/// A door of the workplace, handed over by a module; shown to whoever has the permission.
#[derive(Debug, Clone, Copy)]
pub struct WorkplaceDoor {
    /// Step of the loop it belongs to, a Fluent key: `step-today`, `step-scanning`, `step-analysis`, `step-response`,
    /// `step-assessment`, `step-exchange`, `step-crisis`, `step-administration`.
    pub step: &'static str,
    /// Fluent key of its label.
    pub label: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Who sees it.
    pub permission: Permission,
}

/// The frame for one visitor.
pub(crate) fn frame(ground: &Ground, visitor: &Visitor) -> StaffFrame {
    let context = Context { now: ground.access.clock().now() };
    let may = |door: &&WorkplaceDoor| {
        let subject = visitor.subject.as_ref();
        // A door behind a second factor is still shown: the person may open it.
        subject.is_some_and(|subject| door.permission.decide(subject, &context) != access::Decision::Denied)
    };
    let links = ground.doors.iter().filter(may);
    let body = visitor.subject.as_ref().map(|subject| subject.body);
    let acting = visitor.bodies.iter().find(|acting| Some(acting.body) == body);
    StaffFrame {
        person: visitor.name.clone(),
        body: acting.map(|acting| acting.name.clone()).unwrap_or_default(),
        may_choose: visitor.bodies.len() > 1,
        emergency_until: visitor.subject.as_ref().and_then(|s| s.emergency.as_ref()).map(|e| e.until),
        links: links.map(|door| StaffLink { step: door.step, label: door.label, href: door.href }).collect(),
    }
}
