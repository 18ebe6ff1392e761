//! Choosing among measures with a budget: the best set, its proof, and what the next crown buys.
//!
//!   risk [MEASURES] [DEPENDENCIES] [SEEDS]     500, 100 and 7 when not said
//!
//! Lists are drawn from seeds, in kinds that are known to be easy or hard for knapsacks (Pisinger, *Where are the hard knapsack
//! problems?*, Computers & Operations Research 32, 2005): what a measure lowers may have nothing to do with its cost, follow it
//! loosely, follow it closely, or be the cost itself. A tenth of the measures exclude another one; needs lie scattered over the
//! list or all among a fifth of it. Costs are haléře rounded to a hundred crowns, or to a haléř. Budgets are a tenth and a half of
//! all costs. Each line is one kind and budget over all seeds: the median and the worst time, and how many were proved.

use std::time::Duration;

use risk_scoring::choice::{Effort, Measure, choose, curve};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// What a measure lowers, by its cost.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Free,
    Loose,
    Close,
    Cost,
}

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let mut number = |otherwise: usize| arguments.next().map_or(Ok(otherwise), |text| text.parse());
    let (count, needs, seeds) = (number(500)?, number(100)?, number(7)?);
    println!("{}; load average {}", benches::machine(), benches::load());
    println!("{count} measures, {needs} dependencies, {seeds} seeds; milliseconds, median and worst\n");
    println!(
        "{:<28}{:>8}{:>10}{:>10}{:>8}{:>12}",
        "kind", "budget", "median", "worst", "proved", "next proved"
    );
    for kind in [Kind::Free, Kind::Loose, Kind::Close, Kind::Cost] {
        for (scattered, rounded) in [(true, true), (true, false), (false, true), (false, false)] {
            for percent in [10, 50] {
                race(kind, (scattered, rounded), percent, (count, needs, seeds as u64))?;
            }
        }
    }
    let list = list(Kind::Loose, (true, true), count, needs, 1);
    let (corners, time) = benches::timed(|| curve(&list));
    println!("\ncurve of one list: {} corners in {:.1} ms", corners?.len(), ms(time));
    Ok(())
}

fn race(kind: Kind, shape: (bool, bool), percent: u64, size: (usize, usize, u64)) -> Outcome {
    let (mut times, mut proved, mut next) = (Vec::new(), 0, 0);
    for seed in 1..=size.2 {
        let list = list(kind, shape, size.0, size.1, seed);
        let budget = list.iter().map(|it| it.cost).sum::<u64>() / 100 * percent;
        let (plan, time) = benches::timed(|| choose(&list, budget, Effort::default()));
        let plan = plan?;
        times.push(time);
        proved += u64::from(plan.proven);
        next += u64::from(plan.next.is_none_or(|it| it.proven));
    }
    times.sort_unstable();
    let name = format!(
        "{kind:?}, {}, {}",
        if shape.0 { "scattered" } else { "gathered" },
        if shape.1 { "rounded" } else { "to a haléř" }
    );
    let (median, worst) = (benches::quantile(&times, 0.5), benches::quantile(&times, 1.0));
    println!("{name:<28}{percent:>7}%{:>10.1}{:>10.1}{proved:>8}{next:>12}", ms(median), ms(worst));
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end.max(1)
    }
}

fn list(
    kind: Kind,
    (scattered, rounded): (bool, bool),
    count: usize,
    needs: usize,
    seed: u64,
) -> Vec<Measure> {
    let mut draw = Draw(seed);
    let mut list: Vec<Measure> = (0..count)
        .map(|at| {
            // 1,000 to 500,000 Kč, in haléře.
            let cost = 100_000 + draw.below(49_900_000);
            let cost = if rounded { cost / 10_000 * 10_000 } else { cost };
            let lowers = match kind {
                Kind::Free => 1 + draw.below(300),
                Kind::Loose => (cost / 100_000 + draw.below(100)).saturating_sub(50).max(1),
                Kind::Close => cost / 100_000 + 50,
                Kind::Cost => cost / 10_000,
            };
            Measure { id: format!("m{at}"), cost, lowers, ..Measure::default() }
        })
        .collect();
    // Needs point to earlier measures, so there are no circles.
    let among = if scattered { count } else { count / 5 };
    let mut drawn = std::collections::BTreeSet::new();
    while drawn.len() < needs {
        let (a, b) = (draw.below(among as u64) as usize, draw.below(among as u64) as usize);
        if a != b && drawn.insert((a.max(b), a.min(b))) {
            list[a.max(b)].needs.push(format!("m{}", a.min(b)));
        }
    }
    for _ in 0..count / 10 {
        let (a, b) = (draw.below(count as u64) as usize, draw.below(count as u64) as usize);
        let name = format!("m{b}");
        if a != b && !list[a].excludes.contains(&name) {
            list[a].excludes.push(name);
        }
    }
    list
}
