//! One layer, one door, one answer with its reason, whether the layer is drawn or written.
//!
//! ```text
//!  State Police areas    polygons ─┐
//!  municipal precincts   rules    ─┼─► the same door and point, asked three times ─► three answers, each with its why
//!  districts             either   ─┘
//! ```
//! A drawn border is only as fine as its drawing: nearer than the layer's `undecided_m` the answer is left to a person,
//! with the side the point leans to. A written rule has no such doubt, but two lines may contradict each other.

use crate::polygons::{Atlas, Located, Point};
use crate::rules::{Compiled, Door, Resolution};

/// A layer of territories as its body published it. Layers are asked one by one and never inferred from each other.
#[derive(Clone, Copy, Debug)]
pub enum Layer<'a> {
    /// Drawn: a layer of an atlas. Points nearer to a border than `undecided_m` metres are left to a person.
    Polygons {
        /// The atlas.
        atlas: &'a Atlas,
        /// The layer's index in it.
        layer: usize,
        /// Metres; 0 = only points exactly on a border.
        undecided_m: f64,
    },
    /// Written: compiled rules.
    Rules(&'a Compiled),
}

/// Who covers a door in one layer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Exactly one territory, by its index in the layer.
    Covered {
        /// Index of the territory.
        territory: usize,
        /// What decided.
        why: Why,
    },
    /// Nobody.
    Nobody,
    /// Too near to a border to say; the territory on whose side the point lies, if any, is a hint.
    Undecided {
        /// On whose side the point lies.
        leaning: Option<usize>,
        /// Metres to the border.
        border_m: f64,
    },
    /// Several territories: overlapping polygons or rule lines of equal rank.
    Contested {
        /// The territories, ascending.
        territories: Vec<usize>,
        /// What speaks for each, in no particular order.
        why: Vec<Why>,
    },
    /// The layer is drawn and the door has no coordinates.
    NoPosition,
}

/// What decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The polygon of that territory; which edition of the file it came from is the caller's knowledge.
    Polygon {
        /// Index of the territory.
        territory: usize,
    },
    /// A line of the rule text.
    Rule {
        /// Line number in the text, from 1.
        number: u32,
        /// The line as written.
        text: String,
    },
}

impl Layer<'_> {
    /// Who covers a door in this layer, and why.
    ///
    /// - in: the door, and its position when it has one (rules do not need it)
    /// - cost: see [`Atlas::locate`] and [`Compiled::resolve`]; this adds the text of the deciding line
    pub fn answer(&self, door: &Door, position: Option<Point>) -> Answer {
        match (self, position) {
            (Layer::Rules(compiled), _) => by_rules(compiled, door),
            (Layer::Polygons { .. }, None) => Answer::NoPosition,
            (Layer::Polygons { atlas, layer, undecided_m }, Some(point)) => {
                by_polygons(atlas, *layer, *undecided_m, point)
            }
        }
    }
}

fn by_rules(compiled: &Compiled, door: &Door) -> Answer {
    let why = |line: usize| {
        let line = compiled.line(line);
        Why::Rule { number: line.number, text: line.text.clone() }
    };
    match compiled.resolve(door) {
        Resolution::Covered(found) => Answer::Covered { territory: found.territory, why: why(found.line) },
        Resolution::Nobody => Answer::Nobody,
        Resolution::Conflict { lines } => {
            let mut territories: Vec<usize> = lines.iter().map(|l| compiled.line(*l).territory).collect();
            territories.sort_unstable();
            territories.dedup();
            Answer::Contested { territories, why: lines.into_iter().map(why).collect() }
        }
    }
}

fn by_polygons(atlas: &Atlas, layer: usize, undecided_m: f64, point: Point) -> Answer {
    let located = atlas.locate(layer, point);
    if let Located::OnBorder { assigned, .. } = located {
        return Answer::Undecided { leaning: assigned.map(|t| t as usize), border_m: 0.0 };
    }
    let near = (undecided_m > 0.0).then(|| atlas.distance_to_border_m(layer, point, undecided_m)).flatten();
    match (located, near) {
        (Located::Several(all), _) => {
            let territories: Vec<usize> = all.into_iter().map(|t| t as usize).collect();
            let why = territories.iter().map(|t| Why::Polygon { territory: *t }).collect();
            Answer::Contested { territories, why }
        }
        (Located::Inside(territory), Some(border_m)) => {
            Answer::Undecided { leaning: Some(territory as usize), border_m }
        }
        (_, Some(border_m)) => Answer::Undecided { leaning: None, border_m },
        (Located::Inside(territory), None) => {
            let territory = territory as usize;
            Answer::Covered { territory, why: Why::Polygon { territory } }
        }
        (Located::Nobody | Located::OnBorder { .. }, None) => Answer::Nobody,
    }
}
