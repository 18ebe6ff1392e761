//! A linear program in whole numbers, solved exactly.
//!
//! Maximise `c·x` where `A x = b`, `0 ≤ x ≤ u` (some `u` may be infinite). A proof that a figure cannot be bounded must
//! not rest on rounding, so the tableau holds integers over one common denominator: the determinant of the basis. Every
//! division in a pivot is exact (Edmonds; Bareiss). In tables with margins the entries are mostly −1, 0 and 1.
//!
//! Bland's rule keeps it from going round in circles; upper bounds are kept outside the tableau by turning a variable
//! over (`x → u − x`).
//!
//! # Source
//! Bareiss, *Sylvester's identity and multistep integer-preserving Gaussian elimination*, Math. Comp. 22 (1968); Bland,
//! *New finite pivoting rules for the simplex method*, Math. Oper. Res. 2 (1977); Dantzig, *Upper bounds, secondary
//! constraints, and block triangularity in linear programming*, Econometrica 23 (1955).

/// The numbers outgrew 128 bits: coefficients or values of an absurd size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the numbers of the linear program outgrow 128 bits")]
pub struct TooLarge;

/// A program at a vertex of its polyhedron.
#[derive(Debug, Clone)]
pub(crate) struct Simplex {
    /// `rows[i][j]`, the last column being the right side; each over `denominator`.
    rows: Vec<Vec<i128>>,
    denominator: i128,
    /// The basic variable of each row.
    basis: Vec<usize>,
    upper: Vec<Option<i128>>,
    turned: Vec<bool>,
    variables: usize,
}

/// The best value as a fraction, or none when there is no end.
pub(crate) type Best = Option<(i128, i128)>;

/// What a step ends at.
enum Stop {
    /// A basic variable reaches zero.
    Zero(usize),
    /// A basic variable reaches its upper bound.
    Upper(usize),
    /// The entering variable reaches its own upper bound.
    Own,
}

fn times(a: i128, b: i128) -> Result<i128, TooLarge> {
    a.checked_mul(b).ok_or(TooLarge)
}

impl Simplex {
    /// Finds a vertex. `None` when there is no point at all.
    ///
    /// `equations`: sparse left sides (variable, coefficient) with right sides; `upper`: one bound for each variable.
    pub(crate) fn new(
        equations: &[(Vec<(usize, i128)>, i128)],
        upper: &[Option<i128>],
    ) -> Result<Option<Simplex>, TooLarge> {
        let variables = upper.len();
        let width = variables + equations.len();
        let mut rows = Vec::new();
        for (at, (left, right)) in equations.iter().enumerate() {
            let mut row = vec![0; width + 1];
            for (variable, coefficient) in left {
                if let Some(entry) = row.get_mut(*variable) {
                    *entry += coefficient;
                }
            }
            if let Some(entry) = row.last_mut() {
                *entry = *right;
            }
            if *right < 0 {
                row.iter_mut().for_each(|entry| *entry = -*entry);
            }
            if let Some(entry) = row.get_mut(variables + at) {
                *entry = 1;
            }
            rows.push(row);
        }
        let mut bounds = upper.to_vec();
        bounds.resize(width, None);
        let basis = (variables..width).collect();
        let mut simplex = Simplex {
            rows,
            denominator: 1,
            basis,
            upper: bounds,
            turned: vec![false; width],
            variables: width,
        };
        let artificial: Vec<i128> = (0..width).map(|j| if j < variables { 0 } else { -1 }).collect();
        if simplex.maximise(&artificial)? != Some((0, 1)) {
            return Ok(None);
        }
        simplex.drop_artificial(variables)?;
        Ok(Some(simplex))
    }

    /// Takes the artificial variables, all zero now, out of the basis and away; rows that said nothing new go too.
    fn drop_artificial(&mut self, variables: usize) -> Result<(), TooLarge> {
        let mut row = 0;
        while let Some(&basic) = self.basis.get(row) {
            if basic < variables {
                row += 1;
                continue;
            }
            let found =
                self.rows.get(row).and_then(|it| it.iter().take(variables).position(|entry| *entry != 0));
            match found {
                Some(column) => self.pivot(row, column)?,
                None => {
                    self.rows.remove(row);
                    self.basis.remove(row);
                }
            }
        }
        for row in &mut self.rows {
            row.drain(variables..row.len() - 1);
        }
        self.upper.truncate(variables);
        self.turned.truncate(variables);
        self.variables = variables;
        Ok(())
    }

    /// Goes to a best vertex for these costs, which are of the variables as given.
    pub(crate) fn maximise(&mut self, costs: &[i128]) -> Result<Best, TooLarge> {
        loop {
            let Some(entering) = self.entering(costs)? else { return self.value(costs).map(Some) };
            match self.stop(entering)? {
                None => return Ok(None),
                Some(Stop::Own) => self.turn_free(entering)?,
                Some(Stop::Zero(row)) => self.pivot(row, entering)?,
                Some(Stop::Upper(row)) => {
                    self.turn_basic(row)?;
                    self.pivot(row, entering)?;
                }
            }
        }
    }

    /// The cost of a variable as it stands, turned over or not.
    fn cost(&self, costs: &[i128], variable: usize) -> i128 {
        let cost = costs.get(variable).copied().unwrap_or(0);
        if self.turned.get(variable) == Some(&true) { -cost } else { cost }
    }

    /// The first variable that would improve the value.
    fn entering(&self, costs: &[i128]) -> Result<Option<usize>, TooLarge> {
        let basic: Vec<i128> = self.basis.iter().map(|variable| self.cost(costs, *variable)).collect();
        for variable in 0..self.variables {
            if self.basis.contains(&variable) || self.upper.get(variable) == Some(&Some(0)) {
                continue;
            }
            let mut reduced = times(self.denominator, self.cost(costs, variable))?;
            for (row, cost) in self.rows.iter().zip(&basic).filter(|(_, cost)| **cost != 0) {
                let entry = row.get(variable).copied().unwrap_or(0);
                reduced = reduced.checked_sub(times(*cost, entry)?).ok_or(TooLarge)?;
            }
            if reduced > 0 {
                return Ok(Some(variable));
            }
        }
        Ok(None)
    }

    /// What the entering variable meets first; of equals the variable of the lowest number. `None` when nothing.
    fn stop(&self, entering: usize) -> Result<Option<Stop>, TooLarge> {
        // Length of the step as a fraction, with the number of the variable that stops it.
        let mut best: Option<(i128, i128, usize, Stop)> = None;
        let mut offer = |length: i128, per: i128, variable: usize, stop: Stop| -> Result<(), TooLarge> {
            let nearer = match &best {
                None => true,
                Some((other, other_per, other_variable, _)) => {
                    let (a, b) = (times(length, *other_per)?, times(*other, per)?);
                    a < b || (a == b && variable < *other_variable)
                }
            };
            if nearer {
                best = Some((length, per, variable, stop));
            }
            Ok(())
        };
        if let Some(Some(own)) = self.upper.get(entering) {
            offer(*own, 1, entering, Stop::Own)?;
        }
        for (at, (row, basic)) in self.rows.iter().zip(&self.basis).enumerate() {
            let entry = row.get(entering).copied().unwrap_or(0);
            let right = row.last().copied().unwrap_or(0);
            if entry > 0 {
                offer(right, entry, *basic, Stop::Zero(at))?;
            } else if let (true, Some(Some(upper))) = (entry < 0, self.upper.get(*basic)) {
                let room = times(*upper, self.denominator)?.checked_sub(right).ok_or(TooLarge)?;
                offer(room, -entry, *basic, Stop::Upper(at))?;
            }
        }
        Ok(best.map(|(_, _, _, stop)| stop))
    }

    /// Turns a variable over that is not basic: it stands at its upper bound from now on.
    fn turn_free(&mut self, variable: usize) -> Result<(), TooLarge> {
        let Some(Some(upper)) = self.upper.get(variable).copied() else { return Ok(()) };
        for row in &mut self.rows {
            let Some(entry) = row.get_mut(variable) else { continue };
            let (old, turned) = (*entry, -*entry);
            *entry = turned;
            if let Some(right) = row.last_mut() {
                *right = right.checked_sub(times(old, upper)?).ok_or(TooLarge)?;
            }
        }
        self.flip(variable);
        Ok(())
    }

    /// Turns the basic variable of a row over.
    fn turn_basic(&mut self, row: usize) -> Result<(), TooLarge> {
        let Some(&basic) = self.basis.get(row) else { return Ok(()) };
        let Some(Some(upper)) = self.upper.get(basic).copied() else { return Ok(()) };
        let whole = times(upper, self.denominator)?;
        if let Some(entries) = self.rows.get_mut(row) {
            entries.iter_mut().for_each(|entry| *entry = -*entry);
            if let Some(entry) = entries.get_mut(basic) {
                *entry = -*entry;
            }
            if let Some(right) = entries.last_mut() {
                *right = right.checked_add(whole).ok_or(TooLarge)?;
            }
        }
        self.flip(basic);
        Ok(())
    }

    fn flip(&mut self, variable: usize) {
        if let Some(turned) = self.turned.get_mut(variable) {
            *turned = !*turned;
        }
    }

    /// Brings a variable into the basis in this row. The entry must not be zero.
    fn pivot(&mut self, row: usize, column: usize) -> Result<(), TooLarge> {
        let Some(mut chosen) = self.rows.get(row).cloned() else { return Ok(()) };
        let mut entry = chosen.get(column).copied().unwrap_or(0);
        if entry < 0 {
            // Only where the right side is zero (an artificial variable leaves), so the sign is free.
            chosen.iter_mut().for_each(|it| *it = -*it);
            entry = -entry;
        }
        for (at, other) in self.rows.iter_mut().enumerate() {
            let factor = other.get(column).copied().unwrap_or(0);
            if at == row {
                other.clone_from(&chosen);
                continue;
            }
            for (cell, along) in other.iter_mut().zip(&chosen) {
                if *along == 0 && *cell == 0 {
                    continue;
                }
                let whole = times(*cell, entry)?.checked_sub(times(factor, *along)?).ok_or(TooLarge)?;
                *cell = whole / self.denominator;
            }
        }
        self.denominator = entry;
        if let Some(basic) = self.basis.get_mut(row) {
            *basic = column;
        }
        Ok(())
    }

    fn value(&self, costs: &[i128]) -> Result<(i128, i128), TooLarge> {
        let mut sum = 0_i128;
        for (variable, value) in self.point()?.into_iter().enumerate() {
            let cost = costs.get(variable).copied().unwrap_or(0);
            sum = sum.checked_add(times(cost, value)?).ok_or(TooLarge)?;
        }
        let divisor = gcd(sum, self.denominator).max(1);
        Ok((sum / divisor, self.denominator / divisor))
    }

    /// The vertex: values of the variables as given, over the denominator.
    pub(crate) fn point(&self) -> Result<Vec<i128>, TooLarge> {
        let mut point = vec![0; self.variables];
        for (row, basic) in self.rows.iter().zip(&self.basis) {
            if let (Some(value), Some(right)) = (point.get_mut(*basic), row.last()) {
                *value = *right;
            }
        }
        for ((value, turned), upper) in point.iter_mut().zip(&self.turned).zip(&self.upper) {
            if let (true, Some(upper)) = (*turned, upper) {
                *value = times(*upper, self.denominator)?.checked_sub(*value).ok_or(TooLarge)?;
            }
        }
        Ok(point)
    }

    /// The common denominator of the vertex.
    pub(crate) fn denominator(&self) -> i128 {
        self.denominator
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    type Equations = Vec<(Vec<(usize, i128)>, i128)>;

    fn best(equations: &Equations, upper: &[Option<i128>], costs: &[i128]) -> Option<Best> {
        Simplex::new(equations, upper).unwrap().map(|mut it| it.maximise(costs).unwrap())
    }

    #[test]
    fn a_program_of_the_textbook() {
        // max 3x + 5y; x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 (Hillier and Lieberman, Wyndor Glass): 36 at (2, 6).
        let equations = vec![(vec![(1, 2), (2, 1)], 12), (vec![(0, 3), (1, 2), (3, 1)], 18)];
        assert_eq!(best(&equations, &[Some(4), None, None, None], &[3, 5, 0, 0]), Some(Some((36, 1))));
    }

    #[test]
    fn halves_are_exact() {
        // Three pairs each sum to 1: every variable is one half.
        let equations = vec![(vec![(0, 1), (1, 1)], 1), (vec![(1, 1), (2, 1)], 1), (vec![(0, 1), (2, 1)], 1)];
        assert_eq!(best(&equations, &[None; 3], &[1, 1, 1]), Some(Some((3, 2))));
    }

    #[test]
    fn without_end_and_without_a_point() {
        let difference = vec![(vec![(0, 1), (1, -1)], 0)];
        assert_eq!(best(&difference, &[None, None], &[1, 0]), Some(None));
        assert_eq!(best(&difference, &[None, Some(7)], &[1, 0]), Some(Some((7, 1))));
        assert_eq!(best(&vec![(vec![(0, 1)], -1)], &[None], &[1]), None);
        assert_eq!(best(&vec![(vec![(0, 1)], 8)], &[Some(7)], &[1]), None);
    }

    #[test]
    fn equations_may_repeat_each_other() {
        let equations = vec![(vec![(0, 1), (1, 1)], 5), (vec![(0, 2), (1, 2)], 10)];
        assert_eq!(best(&equations, &[None, Some(3)], &[-1, 0]), Some(Some((-2, 1))));
    }

    #[test]
    fn numbers_of_an_absurd_size_are_an_error() {
        let huge = i128::MAX / 2;
        let equations = vec![(vec![(0, huge), (1, 3)], huge), (vec![(0, 5), (1, huge)], huge)];
        assert_eq!(Simplex::new(&equations, &[None, None]).err(), Some(TooLarge));
    }
}
