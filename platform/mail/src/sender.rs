//! Sends what is in the outbox; any number of processes may.

use std::time::Duration;

use chrono::TimeDelta;
use store::StoreError;

use crate::outbox::Claimed;
use crate::smtp::{Attempt, Server};
use crate::{BadSettings, Outbox, Smtp};

/// How long a process may take for one letter before another one takes it over; longer than SMTP's own limit.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// The first pause; each further one is twice as long, up to [`LONGEST`].
const FIRST: TimeDelta = TimeDelta::minutes(1);
/// The longest pause.
const LONGEST: TimeDelta = TimeDelta::hours(4);
/// Attempts before a letter is given up. With the pauses these are four days, as RFC 5321, 4.5.4.1 asks for.
const ATTEMPTS: i64 = 30;
/// Letters that ended this long ago are forgotten with everything in them.
const KEPT: TimeDelta = TimeDelta::days(90);
/// How often letters are forgotten.
const FORGET_EVERY: TimeDelta = TimeDelta::hours(6);

/// A process's part in sending letters.
pub struct Sender {
    outbox: Outbox,
    server: Option<Server>,
}

impl Sender {
    /// Sends what is in `outbox` through `smtp`.
    ///
    /// # Errors
    /// Settings that cannot be used; better at the start than in the night.
    pub fn new(outbox: Outbox, smtp: &Smtp) -> Result<Sender, BadSettings> {
        let server = if smtp.is_on() { Some(smtp.server()?) } else { None };
        Ok(Sender { outbox, server })
    }

    /// Sends for as long as the process lives, looking for letters once in `every`.
    pub async fn run(self, every: Duration) {
        let mut forget_at = self.outbox.clock.now();
        loop {
            if let Err(error) = self.send_due().await {
                tracing::error!(%error, "letters could not be sent; they wait");
            }
            let now = self.outbox.clock.now();
            if forget_at <= now {
                forget_at = now + FORGET_EVERY;
                if let Err(error) = self.outbox.forget_ended_before(now - KEPT).await {
                    tracing::error!(%error, "old letters could not be forgotten");
                }
            }
            tokio::time::sleep(every).await;
        }
    }

    /// Sends every letter that is due; returns how many the server took. Stops early when the server takes none now.
    ///
    /// # Errors
    /// The database.
    pub async fn send_due(&self) -> Result<u64, StoreError> {
        let Some(server) = &self.server else { return Ok(0) };
        let mut taken = 0;
        while let Some(claimed) = self.outbox.claim(LEASE).await? {
            let attempt = server.send(&claimed).await;
            taken += u64::from(attempt == Attempt::Taken);
            let stop = matches!(attempt, Attempt::NoServer(_));
            self.write_down(&claimed, attempt).await?;
            if stop {
                break;
            }
        }
        Ok(taken)
    }

    async fn write_down(&self, claimed: &Claimed, attempt: Attempt) -> Result<(), StoreError> {
        let (letter, attempts) = (claimed.id, claimed.attempts);
        let kept = match attempt {
            Attempt::Taken => self.outbox.end(claimed, "sent", "").await?,
            Attempt::Refused(reason) => {
                tracing::warn!(%letter, reason, "the mail server refuses a letter; it is given up");
                self.outbox.end(claimed, "given-up", &reason).await?
            }
            Attempt::Later(reason) | Attempt::NoServer(reason) if attempts >= ATTEMPTS => {
                tracing::warn!(%letter, reason, "a letter was tried for days; it is given up");
                self.outbox.end(claimed, "given-up", &reason).await?
            }
            Attempt::Later(reason) | Attempt::NoServer(reason) => {
                tracing::warn!(%letter, attempts, reason, "a letter could not be sent; it waits");
                self.outbox.postpone(claimed, self.outbox.clock.now() + pause(attempts), &reason).await?
            }
        };
        if !kept {
            tracing::warn!(%letter, "sending took so long that another process took the letter over");
        }
        Ok(())
    }
}

/// How long to wait after so many attempts.
fn pause(attempts: i64) -> TimeDelta {
    let doublings = u32::try_from(attempts.saturating_sub(1).clamp(0, 16)).unwrap_or(16);
    (FIRST * 2_i32.pow(doublings)).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_four_hours_and_last_four_days() {
        let check = |attempts: i64, minutes: i64| {
            assert_eq!(pause(attempts), TimeDelta::minutes(minutes), "{attempts}")
        };
        check(1, 1);
        check(2, 2);
        check(8, 128);
        check(9, 240);
        check(i64::MAX, 240);
        let all: TimeDelta = (1..ATTEMPTS).map(pause).sum();
        assert!((TimeDelta::days(3)..=TimeDelta::days(5)).contains(&all), "{all}");
    }
}
