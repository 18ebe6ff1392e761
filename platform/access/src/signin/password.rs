//! Passwords: what is a good one, and argon2id in a queue that cannot eat the machine.

use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::{AccessError, SignInError, SignInRefusal};

/// Fewest characters of a password (NIST SP 800-63B-4 asks for at least 8 with a second factor, 15 without).
pub const PASSWORD_FEWEST: usize = 12;
/// Most bytes, so that nobody sends a book to be hashed.
pub(super) const MOST: usize = 1_024;

/// OWASP Password Storage Cheat Sheet (2024): argon2id with 19 MiB, 2 passes, 1 lane.
const MEMORY_KIB: u32 = 19 * 1_024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How long a sign-in waits for its turn at hashing before it is told that the machine is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// The hash of no password, so that an unknown login costs what a known one costs.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c2FsdCBvZiBub2JvZHk$q0Yc5bT1Q2eVf3a9mJx7sWk8nLr4pZd6uHg0iXoEyBs";

/// A rule that a password breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFault {
    /// Fewer than [`PASSWORD_FEWEST`] characters.
    Short,
    /// More than [`MOST`] bytes.
    Long,
    /// It is, or holds little besides, the login or the name.
    Personal,
    /// Among the first that anybody would try.
    Common,
}

impl PasswordFault {
    /// The key of its sentence.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            PasswordFault::Short => "refusal-signin-password-short",
            PasswordFault::Long => "refusal-signin-password-long",
            PasswordFault::Personal => "refusal-signin-password-personal",
            PasswordFault::Common => "refusal-signin-password-common",
        }
    }
}

/// Words that the most tried passwords are made of; a password made only of them and of digits is refused.
const COMMON: &str = include_str!("common.txt");

/// Checks a new password. There are no rules about kinds of characters: length is what counts.
pub(super) fn check(password: &str, login: &str, name: &str) -> Result<(), PasswordFault> {
    if password.len() > MOST {
        return Err(PasswordFault::Long);
    }
    if password.chars().count() < PASSWORD_FEWEST {
        return Err(PasswordFault::Short);
    }
    let small = password.to_lowercase();
    let own = std::iter::once(login).chain(name.split_whitespace()).chain(std::iter::once(name));
    if left_without(&small, own.map(str::to_lowercase)) {
        return Err(PasswordFault::Personal);
    }
    let mut kinds: Vec<char> = small.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() < 4 || left_without(&small, COMMON.lines().map(str::to_owned)) {
        return Err(PasswordFault::Common);
    }
    Ok(())
}

/// Whether fewer than four letters remain once the words are taken out.
fn left_without(password: &str, words: impl Iterator<Item = String>) -> bool {
    let mut words: Vec<String> = words.filter(|word| word.chars().count() >= 3).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words.iter().fold(password.to_owned(), |rest, word| rest.replace(word.as_str(), ""));
    rest.len() < password.len() && rest.chars().filter(|letter| letter.is_alphabetic()).count() < 4
}

/// What a look at a password found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Looked {
    /// It is not the one.
    Wrong,
    /// It is, and its hash is as strong as today's.
    Right,
    /// It is; this is its hash with today's parameters, to be kept instead.
    Renewed(String),
}

/// Hashes passwords, a few at a time.
#[derive(Debug, Clone)]
pub(super) struct Hasher {
    turns: Arc<Semaphore>,
}

impl Hasher {
    /// Half of the machine's processors, at least one, may hash at once.
    pub(super) fn new() -> Hasher {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Hasher { turns: Arc::new(Semaphore::new((processors / 2).max(1))) }
    }

    /// The PHC string of a new password.
    pub(super) async fn hash(&self, password: &str) -> Result<String, SignInError> {
        let password = password.to_owned();
        self.in_turn(move || hashed(&argon2()?, &password)).await
    }

    /// Looks whether a password is the one of a stored PHC string; `None` (no such login) takes as long.
    pub(super) async fn look(&self, password: &str, stored: Option<String>) -> Result<Looked, SignInError> {
        let password = password.to_owned();
        self.in_turn(move || looked(&password, stored.as_deref())).await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, AccessError> + Send + 'static,
    ) -> Result<T, SignInError> {
        let turn = tokio::time::timeout(PATIENCE, self.turns.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(SignInRefusal::Busy.into()) };
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        Ok(done.await.map_err(|cause| AccessError::Hashing(cause.to_string()))??)
    }
}

fn argon2() -> Result<Argon2<'static>, AccessError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None);
    let params = params.map_err(|cause| AccessError::Hashing(cause.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hashed(argon2: &Argon2<'_>, password: &str) -> Result<String, AccessError> {
    let hash: PasswordHash =
        argon2.hash_password(password.as_bytes()).map_err(|cause| AccessError::Hashing(cause.to_string()))?;
    Ok(hash.to_string())
}

fn looked(password: &str, stored: Option<&str>) -> Result<Looked, AccessError> {
    let hash = PasswordHash::new(stored.unwrap_or(NOBODY));
    let hash = hash.map_err(|cause| AccessError::Hashing(cause.to_string()))?;
    let argon2 = argon2()?;
    let right = argon2.verify_password(password.as_bytes(), &hash).is_ok();
    if !right || stored.is_none() {
        return Ok(Looked::Wrong);
    }
    let today = Params::try_from(&hash).is_ok_and(|params| {
        params.m_cost() >= MEMORY_KIB && params.t_cost() >= PASSES && params.p_cost() >= LANES
    });
    Ok(if today { Looked::Right } else { Looked::Renewed(hashed(&argon2, password)?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_the_obvious_is_refused() {
        let check = |password: &str, expected: Result<(), PasswordFault>| {
            assert_eq!(super::check(password, "jnovakova", "Jana Nováková"), expected, "{password}");
        };
        check("krátké heslo", Ok(())); // twelve characters
        check("krátké hesl", Err(PasswordFault::Short));
        check("correct horse battery staple", Ok(()));
        check("tři modré konve v dešti", Ok(()));
        check(&"dlouhé heslo ".repeat(100), Err(PasswordFault::Long));
        check("jnovakova2026", Err(PasswordFault::Personal));
        check("JanaNováková1", Err(PasswordFault::Personal));
        check("heslo1234567", Err(PasswordFault::Common));
        check("Password123456", Err(PasswordFault::Common));
        check("qwertzuiop123", Err(PasswordFault::Common));
        check("aaaaaaaaaaaa", Err(PasswordFault::Common));
        check("123123123123", Err(PasswordFault::Common));
    }

    #[test]
    fn a_hash_of_weaker_days_is_renewed() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
        let old = hashed(&weak, "tři modré konve").unwrap();
        let Looked::Renewed(new) = looked("tři modré konve", Some(&old)).unwrap() else {
            panic!("not renewed")
        };
        assert!(new.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{new}");
        assert_eq!(looked("tři modré konve", Some(&new)).unwrap(), Looked::Right);
        assert_eq!(looked("tři modré konvy", Some(&new)).unwrap(), Looked::Wrong);
        assert_eq!(looked("tři modré konve", None).unwrap(), Looked::Wrong);
    }
}
