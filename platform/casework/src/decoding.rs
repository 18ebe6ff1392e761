//! Pictures are unpacked away from the threads that answer requests, and only two at a time: each may take hundreds of
//! megabytes of memory and a second of a processor.

use tokio::sync::Semaphore;

use crate::CaseError;

/// How many pictures are unpacked at once, whoever sent them.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Does heavy work on an upload in its turn.
///
/// # Errors
/// `Broken` when the work did not end.
pub async fn decoded<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, CaseError> {
    let broken = || CaseError::Broken("an upload could not be read".to_owned());
    let place = PLACES.acquire().await.map_err(|_| broken())?;
    // The place is given back when the work ends, not when whoever asked for it has gone.
    let work = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(place);
        done
    });
    work.await.map_err(|_| broken())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn two_at_a_time_and_nobody_else_waits() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let work = || {
            MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(20));
            NOW.fetch_sub(1, Ordering::SeqCst);
        };
        let all: Vec<_> = (0..8).map(|_| tokio::spawn(decoded(work))).collect();
        // This runtime has one thread: it answers while pictures are unpacked.
        tokio::time::timeout(Duration::from_millis(60), tokio::task::yield_now()).await.unwrap();
        for one in all {
            one.await.unwrap().unwrap();
        }
        assert_eq!(MOST.load(Ordering::SeqCst), 2);
    }
}
