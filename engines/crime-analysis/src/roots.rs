//! Where a function crosses zero.

/// The zero between two points with values of different sign, by regula falsi with the Illinois rule: an end that stays
/// counts half.
///
/// - out: to about 1e-13, or as far as a hundred steps come
///
/// # Source
/// Dowell and Jarratt, *A modified regula falsi method*, BIT 11 (1971).
///
/// # Errors
/// Those of the function.
pub(crate) fn between<E>(
    mut low: (f64, f64),
    mut high: (f64, f64),
    mut value: impl FnMut(f64) -> Result<f64, E>,
) -> Result<f64, E> {
    const STEPS: usize = 100;
    let mut last = f64::NAN;
    for _ in 0..STEPS {
        let middle = if low.1 == high.1 {
            (low.0 + high.0) / 2.0
        } else {
            (low.0 * high.1 - high.0 * low.1) / (high.1 - low.1)
        };
        let found = value(middle)?;
        let still = (middle - last).abs() <= 1e-13 * middle.abs().max(1.0);
        if found == 0.0 || still {
            return Ok(middle);
        }
        if (found > 0.0) == (low.1 > 0.0) {
            // `last` was also on this side: the other end has stayed.
            if last == low.0 {
                high.1 /= 2.0;
            }
            low = (middle, found);
        } else {
            if last == high.0 {
                low.1 /= 2.0;
            }
            high = (middle, found);
        }
        last = middle;
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_root_of_two() {
        let found = super::between((0.0, -2.0), (5.0, 23.0), |x| Ok::<_, ()>(x * x - 2.0));
        assert!((found.unwrap() - 2.0_f64.sqrt()).abs() < 1e-12);
    }
}
