//! Lays the streets: main roads on the skeleton, then the lanes inside each cell.
//!
//! ```text
//! main roads   along rings and radials: long streets, cut by many borders
//! old town     lanes that continue the sides of the square
//! grid         blocks, villas, estates, industry: parallel streets with a common bend, and cross streets
//! village      one road that widens into a green, lanes leaving it
//! colony       short paths without a name
//! ```
//!
//! Main roads come first, because houses are put along the ways in this order and the earlier ones have the corner.

use crate::mesh::{Mesh, cell};
use crate::names::{self, Names};
use crate::plan::{Fabric, Lot};
use crate::plane::{P, length, middle, to_line};
use crate::random::Random;

/// How houses stand and are numbered along a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frontage {
    /// Main road: odd numbers on one side, even on the other.
    Main,
    /// Tenement blocks, wall to wall.
    Blocks,
    /// Family houses.
    Villas,
    /// Slabs with several entrances.
    Estate,
    /// Large plots.
    Industry,
    /// Houses on the left side only, running numbers (squares, embankments).
    Running,
    /// Village lane.
    Lane,
    /// Path between garden cabins.
    Cabins,
}

/// A street before houses: an axis in the direction in which numbers will grow.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// `None` where the place has no street names.
    pub(crate) name: Option<String>,
    /// Axis.
    pub(crate) axis: Vec<P>,
    /// How houses stand.
    pub(crate) frontage: Frontage,
}

/// All streets of the town and the places where nothing is built.
pub(crate) struct Layout {
    pub(crate) mesh: Mesh,
    pub(crate) lots: Vec<Lot>,
    pub(crate) ways: Vec<Way>,
    /// Parks, the hospital, the cemetery: centre and radius.
    pub(crate) greens: Vec<(P, f64)>,
    river: Vec<P>,
    names: Names,
}

impl Layout {
    /// Lays every street of the town.
    pub(crate) fn lay(mesh: Mesh, lots: Vec<Lot>, chance: &mut Random) -> Self {
        let river = mesh.river();
        let greens = [(2, 3), (3, 6), (2, 9), (3, 2)]
            .map(|(r, s)| (middle(&mesh.cells[cell(r, s)].ring), chance.between(100.0, 170.0)))
            .to_vec();
        let names = Names::new(chance);
        let mut all = Self { mesh, lots, ways: Vec::new(), greens, river, names };
        all.main_roads();
        all.old_town(chance);
        all.embankments();
        for c in 1..all.lots.len() {
            all.fill(c, chance);
        }
        all
    }

    /// Adds a street; an axis of a single point is none.
    fn add(&mut self, name: Option<String>, axis: Vec<P>, frontage: Frontage) {
        if axis.len() > 1 {
            self.ways.push(Way { name, axis, frontage });
        }
    }

    /// Radials, avenues and the road along the old walls. Their sides lie in different cells, hence often in
    /// different precincts, districts and State Police areas.
    fn main_roads(&mut self) {
        for (s, name) in names::RADIALS.iter().enumerate() {
            if !name.is_empty() {
                // The road leads on into the fields; houses line it for a while.
                let built = length(&self.mesh.radial(s, 0, 3)) + 120.0 + (s * 97 % 5) as f64 * 130.0;
                let road = cut(&self.mesh.radial(s, 0, 4), built);
                self.add(Some((*name).into()), road, Frontage::Main);
            }
        }
        for (r, arcs) in names::AVENUES.iter().enumerate() {
            for (i, name) in arcs.iter().enumerate() {
                self.add(Some((*name).into()), self.mesh.ring(r + 1, i * 3, i * 3 + 3), Frontage::Main);
            }
        }
        self.add(Some("Na Hradbách".into()), self.mesh.ring(0, 6, 12), Frontage::Main);
    }

    /// A long square with lanes that continue its sides; the lanes stop where the walls stood.
    fn old_town(&mut self, chance: &mut Random) {
        let (half_u, half_v) = (64.0, 41.0);
        let tilt = chance.between(-0.2, 0.2);
        let u = P::new(1.0, tilt).unit();
        let at = |a: f64, b: f64| P::new(0.0, 0.0).plus(u, a).plus(u.left(), b).rounded();
        let square =
            [(-half_u, half_v), (half_u, half_v), (half_u, -half_v), (-half_u, -half_v), (-half_u, half_v)]
                .map(|(a, b)| at(a, b));
        self.add(Some("náměstí T. G. Masaryka".into()), square.to_vec(), Frontage::Running);
        let mut lanes: Vec<(P, P)> = Vec::new();
        for sign in [-1.0, 1.0] {
            for far in [-1.0, 1.0] {
                lanes.push((at(far * half_u, sign * half_v), at(far * 400.0, sign * half_v)));
                lanes.push((at(far * half_u, sign * half_v), at(far * half_u, sign * 400.0)));
            }
            lanes.push((at(0.0, sign * half_v), at(0.0, sign * 400.0)));
            for k in [1.0, 2.0] {
                lanes.push((at(-400.0, sign * (half_v + 62.0 * k)), at(400.0, sign * (half_v + 62.0 * k))));
                lanes.push((at(sign * (half_u + 74.0 * k), -400.0), at(sign * (half_u + 74.0 * k), 400.0)));
            }
        }
        for (a, b) in lanes {
            let total = b.minus(a).length();
            let line = |t: f64| a.plus(b.minus(a).unit(), t);
            if let Some(axis) = self.clip(0, &line, 0.0, total, 24.0, None) {
                let name = self.names.take(names::OLD_TOWN);
                self.add(Some(name), axis, Frontage::Blocks);
            }
        }
    }

    /// Roads along the river, forty-odd metres from its axis, built on the land side only.
    fn embankments(&mut self) {
        let mut round = self.mesh.ring(0, 0, 6);
        round.reverse();
        let mut west = self.mesh.radial(6, 0, 2);
        west.reverse();
        let east = self.mesh.radial(0, 0, 2);
        let north_east: Vec<P> = east.iter().rev().copied().collect();
        for (name, line, offset) in [
            ("Tyršovo nábřeží", round, -40.0),
            ("Denisovo nábřeží", west, -42.0),
            ("nábřeží Karla Čapka", north_east, -42.0),
        ] {
            let mut axis = shifted(&line, offset);
            axis.reverse(); // so that land lies on the left
            self.add(Some(name.into()), axis, Frontage::Running);
        }
    }

    /// Lays the lanes of one cell by what is built there; distances between streets in metres.
    fn fill(&mut self, c: usize, chance: &mut Random) {
        let centre = middle(&self.mesh.cells[c].ring);
        let wide =
            |chance: &mut Random, a: f64, b: f64| (chance.between(a, a * 1.12), chance.between(b, b * 1.2));
        match self.lots[c].fabric {
            Fabric::OldTown => {}
            Fabric::Blocks => {
                let gaps = wide(chance, 88.0, 118.0);
                self.grid(c, gaps, Frontage::Blocks, None, chance);
            }
            Fabric::Villas => {
                let gaps = wide(chance, 68.0, 210.0);
                self.grid(c, gaps, Frontage::Villas, None, chance);
            }
            Fabric::Estate => {
                let gaps = wide(chance, 112.0, 260.0);
                self.grid(c, gaps, Frontage::Estate, None, chance);
            }
            Fabric::Industry => {
                let near = centre.plus(centre, if c >= cell(4, 0) { -0.28 } else { 0.0 });
                let gaps = wide(chance, 165.0, 320.0);
                self.grid(c, gaps, Frontage::Industry, Some((near, 520.0)), chance);
            }
            Fabric::Village(named) => self.village(c, centre, named, chance),
            Fabric::Colony => {
                for (out, side) in [(-0.2, 0.12), (0.05, -0.1)] {
                    let spot = centre.plus(centre, out).plus(centre.left(), side);
                    self.colony(c, spot, chance);
                }
            }
        }
    }

    /// Parallel streets with a shared bend, and cross streets; all of one cell.
    fn grid(
        &mut self,
        c: usize,
        (gap, cross): (f64, f64),
        frontage: Frontage,
        within: Option<(P, f64)>,
        chance: &mut Random,
    ) {
        let centre = within.map_or_else(|| middle(&self.mesh.cells[c].ring), |w| w.0);
        // Quarters were measured out along the road to the centre, each surveyor a little differently.
        let inward = P::new(-centre.e, -centre.n).unit();
        let skew = chance.between(-0.35, 0.35);
        let main = inward.plus(inward.left(), skew).unit();
        let u = if chance.chance(0.5) { main } else { main.left() };
        let bend = if frontage == Frontage::Blocks { 0.0 } else { chance.between(-1.0, 1.0) / 7000.0 };
        let at = move |t: f64, v: f64| centre.plus(u, t).plus(u.left(), v + bend * t * t).rounded();
        let reach = 900.0;
        for (across, step) in [(true, gap), (false, cross)] {
            let lines = (2.0 * reach / step) as i32;
            let phase = chance.unit();
            for k in 0..lines {
                let v = -reach + (f64::from(k) + phase) * step + chance.between(-4.0, 4.0);
                let line = |t: f64| if across { at(t, v) } else { at(v, t) };
                if let Some(axis) = self.clip(c, &line, -reach, reach, 30.0, within) {
                    let name = self.names.of_cell(c, frontage);
                    self.add(Some(name), from_centre(axis), frontage);
                }
            }
        }
    }

    /// A village: one road that widens into a green, and lanes that leave it.
    fn village(&mut self, c: usize, centre: P, named: bool, chance: &mut Random) {
        let u = centre.left().plus(centre, chance.between(-0.4, 0.4)).unit();
        let bend = chance.between(-1.0, 1.0) / 1500.0;
        let at = move |t: f64, v: f64| centre.plus(u, t).plus(u.left(), v + bend * t * t).rounded();
        let reach = chance.between(280.0, 350.0);
        if let Some(axis) = self.clip(c, &|t| at(t, 0.0), -reach, reach, 40.0, None) {
            let name = named.then(|| self.names.of_cell(c, Frontage::Lane));
            self.add(name, axis, Frontage::Lane);
        }
        for k in 0..8 {
            let start = -reach * 0.85 + f64::from(k) * reach * 0.24 + chance.between(-12.0, 12.0);
            let side = if k % 2 == 0 { 1.0 } else { -1.0 };
            let (lean, turn, far) =
                (chance.between(-0.5, 0.5), chance.between(-1.0, 1.0) / 500.0, chance.between(130.0, 270.0));
            let line = |d: f64| at(start + lean * d + turn * d * d, side * d);
            if let Some(axis) = self.clip(c, &line, 0.0, far, 40.0, None) {
                let name = named.then(|| self.names.of_cell(c, Frontage::Lane));
                self.add(name, axis, Frontage::Lane);
            }
        }
    }

    /// A garden colony: short parallel paths, no street names, cabins numbered by č.ev.
    fn colony(&mut self, c: usize, spot: P, chance: &mut Random) {
        let u = P::new(chance.between(-1.0, 1.0), chance.between(-1.0, 1.0)).unit();
        let half = chance.between(70.0, 125.0);
        for k in -2..=2 {
            let v = f64::from(k) * 42.0;
            let line = |t: f64| spot.plus(u, t).plus(u.left(), v).rounded();
            if let Some(axis) = self.clip(c, &line, -half, half, 40.0, None) {
                self.add(None, axis, Frontage::Cabins);
            }
        }
    }

    /// The longest stretch of a line that stays `margin` inside a cell, clear of river and greens, and is then
    /// led on to the edge of the cell where that is near (so that it meets the main road there).
    fn clip(
        &self,
        c: usize,
        line: &dyn Fn(f64) -> P,
        from: f64,
        to: f64,
        margin: f64,
        within: Option<(P, f64)>,
    ) -> Option<Vec<P>> {
        const STEP: f64 = 8.0;
        let cell = self.mesh.cells.get(c)?;
        let mut border = cell.ring.clone();
        border.extend(cell.ring.first());
        let clear = |p: P, margin: f64| {
            cell.holds(p)
                && within.is_none_or(|(m, r)| p.minus(m).length() < r)
                && self.greens.iter().all(|(m, r)| p.minus(*m).length() > *r)
                && to_line(p, &border) >= margin
                && to_line(p, &self.river) >= 62.0
        };
        let (mut best, mut run): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        for i in 0..=((to - from) / STEP) as usize {
            let t = from + i as f64 * STEP;
            if clear(line(t), margin) {
                run.push(t);
            } else {
                if run.len() > best.len() {
                    best = std::mem::take(&mut run);
                }
                run.clear();
            }
        }
        if run.len() > best.len() {
            best = run;
        }
        let (first, last) = (*best.first()?, *best.last()?);
        if last - first < 55.0 {
            return None;
        }
        let on = |start: f64, step: f64| {
            let steps = (1..=14).map(|k| start + f64::from(k) * step);
            let met = steps.clone().any(|t| !cell.holds(line(t)) && t >= from && t <= to);
            let land = |t: &f64| cell.holds(line(*t)) && clear(line(*t), 1.0);
            if met { steps.take_while(land).last() } else { None }
        };
        let mut ts = best;
        if let Some(t) = on(first, -4.0) {
            ts.insert(0, t);
        }
        ts.extend(on(last, 4.0));
        Some(ts.into_iter().map(|t| line(t).rounded()).collect())
    }
}

/// Numbers grow away from the centre.
fn from_centre(mut axis: Vec<P>) -> Vec<P> {
    if let (Some(a), Some(b)) = (axis.first(), axis.last())
        && a.length() > b.length()
    {
        axis.reverse();
    }
    axis
}

/// The first `far` metres of a line.
fn cut(line: &[P], far: f64) -> Vec<P> {
    let mut gone = 0.0;
    let kept = line.windows(2).take_while(|w| {
        gone += w[1].minus(w[0]).length();
        gone < far
    });
    let mut out: Vec<P> = line.first().copied().into_iter().chain(kept.map(|w| w[1])).collect();
    out.push(crate::plane::along(line, far).0.rounded());
    out
}

/// The line moved to its left by `by` (to its right when negative), its ends drawn in a little.
fn shifted(line: &[P], by: f64) -> Vec<P> {
    let total = length(line);
    let steps = (total / 30.0) as usize;
    (1..steps)
        .map(|k| {
            let (p, d) = crate::plane::along(line, total * k as f64 / steps as f64);
            p.plus(d.left(), by).rounded()
        })
        .collect()
}
