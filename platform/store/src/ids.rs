//! Ids that the application makes itself: sortable by time, unlikely to meet across processes.
//!
//! ```text
//!  63        32 31          18 17             0
//!  ┌───────────┬──────────────┬───────────────┐
//!  │ seconds   │ random block │ ascending     │      second 0 = 2024-01-01 UTC, enough until 2092
//!  │ 31 bits   │ 14 bits      │ 18 bits       │      (bit 63, the sign, is always 0)
//!  └───────────┴──────────────┴───────────────┘
//! ```
//!
//! - Within a process ids ascend strictly, however many are made.
//! - Every second a process draws a new block and a random start within it: two processes that make few ids collide
//!   with odds of 2⁻³² per pair in the same second; two that both import in bulk with 2⁻¹⁴ per shared second. A
//!   collision is never silent, since ids are primary keys.
//! - More than 2¹⁷ ids in a second borrow from the seconds to come.
//! - Between processes the order is that of the seconds.

use std::{
    fmt,
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
};

use crate::Clock;

const EPOCH_SECONDS: i64 = 1_704_067_200; // 2024-01-01T00:00:00Z
const SEQUENCE_BITS: u32 = 18;
const BLOCK_BITS: u32 = 14;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 13;

/// Identifies a row. Written as 13 letters and digits (Crockford's base 32: no i, l, o, u), which sort as the
/// numbers do and can be read over the telephone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub i64);

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(LENGTH);
        for place in (0..LENGTH as u32).rev() {
            let digit = (self.0.cast_unsigned() >> (5 * place)) & 31;
            text.push(char::from(ALPHABET.get(digit as usize).copied().unwrap_or(b'0')));
        }
        f.write_str(&text)
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    /// Reads the 13 characters; capitals, `o` for 0 and `i`, `l` for 1 are understood.
    fn from_str(text: &str) -> Result<Id, NotAnId> {
        if text.len() != LENGTH {
            return Err(NotAnId);
        }
        let mut number: u64 = 0;
        for byte in text.bytes() {
            let byte = match byte.to_ascii_lowercase() {
                b'o' => b'0',
                b'i' | b'l' => b'1',
                other => other,
            };
            let digit = ALPHABET.iter().position(|&a| a == byte).ok_or(NotAnId)?;
            if number >> 59 != 0 {
                return Err(NotAnId); // more than 64 bits
            }
            number = (number << 5) | digit as u64;
        }
        i64::try_from(number).map(Id).map_err(|_| NotAnId)
    }
}

/// Makes ids. Clones share one sequence, so a process needs only one.
#[derive(Debug, Clone)]
pub struct Ids {
    clock: Clock,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    second: i64,
    next: i64, // block and sequence
    end: i64,
    random: Random,
}

#[derive(Debug)]
enum Random {
    System,
    Seeded(u64),
}

impl Random {
    fn draw(&mut self) -> u64 {
        let state = match self {
            // Without the system's source (a broken container) the hasher's own keys are the best randomness at hand.
            Random::System => return getrandom::u64().unwrap_or_else(|_| fallback()),
            Random::Seeded(state) => state,
        };
        // SplitMix64 (Steele, Lea, Flood 2014): good enough for ids in tests.
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

fn fallback() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id())
}

impl Ids {
    /// Ids from the system's clock and random source.
    pub fn system() -> Ids {
        Ids::with(Clock::System, Random::System)
    }

    /// The same ids every time, for tests.
    pub fn seeded(clock: Clock, seed: u64) -> Ids {
        Ids::with(clock, Random::Seeded(seed))
    }

    fn with(clock: Clock, random: Random) -> Ids {
        Ids { clock, state: Arc::new(Mutex::new(State { second: -1, next: 0, end: 0, random })) }
    }

    /// A new id.
    pub fn make(&self) -> Id {
        let now = (self.clock.now().timestamp() - EPOCH_SECONDS).max(0);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if now > state.second {
            state.start(now);
        } else if state.next >= state.end {
            let borrowed = state.second + 1;
            state.start(borrowed);
        }
        let id = (state.second << (BLOCK_BITS + SEQUENCE_BITS)) | state.next;
        state.next += 1;
        Id(id)
    }
}

impl State {
    /// A new block for a new second, starting anywhere in its lower half.
    fn start(&mut self, second: i64) {
        let draw = self.random.draw();
        let block = (draw >> 40) & ((1 << BLOCK_BITS) - 1);
        let from = draw & ((1 << (SEQUENCE_BITS - 1)) - 1);
        self.second = second;
        self.next = (block << SEQUENCE_BITS | from).cast_signed();
        self.end = ((block + 1) << SEQUENCE_BITS).cast_signed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use std::collections::HashSet;

    fn clock() -> Clock {
        Clock::fixed(Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).single().unwrap())
    }

    #[test]
    fn written_and_read() {
        for (number, text) in
            [(0, "0000000000000"), (31, "000000000000z"), (32, "0000000000010"), (i64::MAX, "7zzzzzzzzzzzz")]
        {
            assert_eq!(Id(number).to_string(), text);
            assert_eq!(text.parse(), Ok(Id(number)));
            assert_eq!(text.to_uppercase().parse(), Ok(Id(number)));
        }
        assert_eq!("ooooooooooooI".parse(), Ok(Id(1)));
        for wrong in [
            "",
            "0",
            "00000000000000",
            "8000000000000",
            "zzzzzzzzzzzzz",
            "000000000000u",
            "00000000000ů",
            "-000000000001",
        ] {
            assert_eq!(wrong.parse::<Id>(), Err(NotAnId), "{wrong}");
        }
    }

    #[test]
    fn a_million_in_one_second_ascend() {
        let ids = Ids::seeded(clock(), 1);
        let made: Vec<Id> = (0..1_000_000).map(|_| ids.make()).collect();
        assert!(made.windows(2).all(|w| w[0] < w[1]));
        assert!(made[0].0 > 0);
    }

    #[test]
    fn later_seconds_sort_later_whoever_made_them() {
        let (clock, mut last) = (clock(), Id(0));
        for process in 0..50 {
            let id = Ids::seeded(clock.clone(), process).make();
            assert!(last < id);
            last = id;
            clock.advance(chrono::TimeDelta::seconds(1));
        }
    }

    #[test]
    fn a_hundred_processes_in_one_second_do_not_meet() {
        let mut seen = HashSet::new();
        for _ in 0..100 {
            let ids = Ids::system();
            assert!((0..100).all(|_| seen.insert(ids.make())));
        }
    }

    #[test]
    fn a_clock_set_back_does_not_repeat_ids() {
        let clock = clock();
        let ids = Ids::seeded(clock.clone(), 7);
        let before = ids.make();
        clock.advance(chrono::TimeDelta::hours(-1));
        assert!(ids.make() > before);
    }

    proptest::proptest! {
        #[test]
        fn text_sorts_as_numbers_do(a in 0..i64::MAX, b in 0..i64::MAX) {
            proptest::prop_assert_eq!(Id(a).to_string().cmp(&Id(b).to_string()), a.cmp(&b));
            proptest::prop_assert_eq!(Id(a).to_string().parse(), Ok(Id(a)));
        }
    }
}
