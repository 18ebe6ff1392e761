//! Space: association, clusters, near repeats, densities, accuracy.

mod accuracy;
mod association;
mod density;
mod near_repeat;
mod scan;
pub(crate) mod shared;

/// Whether two numbers agree to so many decimals, as a figure printed with them would.
#[track_caller]
fn printed(found: f64, expected: f64, decimals: i32) {
    let gap = (found - expected).abs();
    assert!(gap <= 0.5000001 * 10_f64.powi(-decimals), "{found} is not {expected}");
}

/// The same answer from pools of one, two and three threads.
#[track_caller]
fn for_any_threads<T: PartialEq + std::fmt::Debug + Send>(work: impl Fn() -> T + Sync) -> T {
    let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(&work);
    let first = on(1);
    assert_eq!(on(2), first);
    assert_eq!(on(3), first);
    first
}
