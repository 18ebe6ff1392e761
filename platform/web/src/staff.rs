//! What the frame of the workplace shows around a page: who is signed in, for whom, and the doors they may open.

use chrono::{DateTime, Utc};

use crate::Lang;

/// The start page of the workplace: a door to it is current only on the page itself, since every other page of the
/// workplace lies below it.
const START: &str = "/staff";

/// The steps of the loop, in the order the work goes: today, scanning, analysis, response, assessment; then what is
/// beside it. A step that is not here comes last.
const STEPS: [&str; 8] = [
    "step-today",
    "step-scanning",
    "step-analysis",
    "step-response",
    "step-assessment",
    "step-exchange",
    "step-crisis",
    "step-administration",
];

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
/// and [`crate::PageContext`] picks it up; a page without one is a page of the portal. The guard leaves it on the
/// response as well, so that an error page of the workplace keeps its navigation.
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

/// The doors of one step of the loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffStep<'a> {
    /// Fluent key of its name.
    pub step: &'static str,
    /// Its doors, each with its `aria-current`: `page`, `true`, or empty.
    pub doors: Vec<(&'a StaffLink, &'static str)>,
}

impl StaffFrame {
    /// Name of the body in the reader's language; Czech when it has no name in that language, empty before a choice.
    #[must_use]
    pub fn body_name(&self, lang: Lang) -> String {
        words(&self.body, lang)
    }

    /// The doors by step, in the order of the loop. `path` is the page's own.
    #[must_use]
    pub fn steps(&self, path: &str) -> Vec<StaffStep<'_>> {
        let here =
            self.links.iter().filter(|link| leads_to(link.href, path)).map(|link| link.href.len()).max();
        let mut steps: Vec<StaffStep<'_>> = Vec::new();
        for link in &self.links {
            let current = match here {
                Some(_) if link.href == path => "page",
                Some(longest) if link.href.len() == longest && leads_to(link.href, path) => "true",
                _ => "",
            };
            match steps.iter_mut().find(|step| step.step == link.step) {
                Some(step) => step.doors.push((link, current)),
                None => steps.push(StaffStep { step: link.step, doors: vec![(link, current)] }),
            }
        }
        steps.sort_by_key(|step| STEPS.iter().position(|known| *known == step.step).unwrap_or(STEPS.len()));
        steps
    }
}

/// Whether a page lies behind a door.
fn leads_to(href: &str, path: &str) -> bool {
    let below = || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
    path == href || (href != START && below())
}

/// A name kept as JSON, `{"cs": "…", "en": "…"}`, for one reader: their language, Czech, or any. What is no JSON is
/// shown as it is.
#[must_use]
pub fn words(json: &str, lang: Lang) -> String {
    let Ok(serde_json::Value::Object(names)) = serde_json::from_str(json) else { return json.to_owned() };
    let said = |tag: &str| names.get(tag).and_then(|name| name.as_str()).filter(|name| !name.is_empty());
    let any = || names.values().find_map(|name| name.as_str());
    said(lang.tag()).or_else(|| said(Lang::Cs.tag())).or_else(any).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(hrefs: &[(&'static str, &'static str)]) -> StaffFrame {
        let links = hrefs.iter().map(|&(step, href)| StaffLink { step, label: "x", href });
        StaffFrame {
            person: "Jana Ukázková".into(),
            body: String::new(),
            may_choose: false,
            emergency_until: None,
            links: links.collect(),
        }
    }

    #[track_caller]
    fn check(path: &str, expected: &[(&str, &str)]) {
        let frame = frame(&[
            ("step-today", "/staff"),
            ("step-response", "/staff/pripady"),
            ("step-response", "/staff/pripady/mapa"),
            ("step-administration", "/staff/sprava"),
        ]);
        let steps = frame.steps(path);
        let current = steps.iter().flat_map(|step| &step.doors).filter(|(_, current)| !current.is_empty());
        let current: Vec<_> = current.map(|(link, current)| (link.href, *current)).collect();
        assert_eq!(current, expected);
    }

    #[test]
    fn the_nearest_door_is_the_current_one() {
        check("/staff", &[("/staff", "page")]);
        check("/staff/pripady", &[("/staff/pripady", "page")]);
        check("/staff/pripady/17", &[("/staff/pripady", "true")]);
        check("/staff/pripady/mapa", &[("/staff/pripady/mapa", "page")]);
        check("/staff/pripadyx", &[]);
        check("/staff/ucet", &[]);
    }

    #[test]
    fn doors_of_a_step_stand_together_in_the_order_of_the_loop() {
        let frame = frame(&[("step-response", "/a"), ("step-today", "/staff"), ("step-today", "/b")]);
        let steps: Vec<_> = frame.steps("/").iter().map(|step| (step.step, step.doors.len())).collect();
        assert_eq!(steps, [("step-today", 2), ("step-response", 1)]);
    }

    #[test]
    fn names_are_said_in_the_language_of_the_reader() {
        let name = r#"{"cs": "Městská policie", "en": "Municipal Police", "uk": ""}"#;
        assert_eq!(words(name, Lang::En), "Municipal Police");
        assert_eq!(words(name, Lang::Uk), "Městská policie");
        assert_eq!(words("Městská policie", Lang::En), "Městská policie");
        assert_eq!(words("", Lang::Cs), "");
    }
}
