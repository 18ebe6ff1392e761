//! What the hash of a row is made of.
//!
//! Every column but the hash itself, in the order of the table, each with its type and length before it, so that no
//! two different rows have the same bytes:
//!
//! ```text
//!   0                      NULL
//!   1  8 bytes             integer, big-endian two's complement
//!   2  1 byte              truth value
//!   3  4 bytes  n bytes    text: length, then UTF-8
//! ```

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use store::{Id, Row, StoreError, Value};

use crate::trail::Entry;
use crate::{Actor, POLICY_VERSION};

/// Says what the bytes are, and in which version of this description.
const DOMAIN: &[u8] = b"okrsek audit 1";

/// The bytes of one row that are hashed.
pub(crate) struct Canonical(Vec<u8>);

impl Canonical {
    fn new() -> Canonical {
        let mut bytes = Vec::with_capacity(512);
        bytes.extend_from_slice(DOMAIN);
        Canonical(bytes)
    }

    fn int(&mut self, value: i64) {
        self.0.push(1);
        self.0.extend_from_slice(&value.to_be_bytes());
    }

    fn opt_int(&mut self, value: Option<i64>) {
        match value {
            Some(value) => self.int(value),
            None => self.0.push(0),
        }
    }

    fn bool(&mut self, value: bool) {
        self.0.extend_from_slice(&[2, value.into()]);
    }

    fn text(&mut self, text: &str) {
        self.0.push(3);
        // No column comes near 4 GiB: both engines refuse it.
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// SHA-256 of the bytes.
    pub(crate) fn seal(&self) -> Seal {
        let mut digits = [0; 64];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(Sha256::digest(&self.0)) {
            pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
        Seal(digits)
    }
}

/// A hash as the database keeps it, lower-case hexadecimal, without a place on the heap: a proof reads millions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seal([u8; 64]);

impl Seal {
    /// Before the first row there is nothing.
    pub(crate) const NONE: Seal = Seal([b' '; 64]);

    /// What stands in a column; a text that can be no hash is one that equals none.
    pub(crate) fn read(text: &str) -> Seal {
        if text.is_empty() { Seal::NONE } else { Seal(text.as_bytes().try_into().unwrap_or([0; 64])) }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).trim().to_owned()
    }
}

/// A row about to be written.
pub(crate) struct Sealed {
    seq: i64,
    at: DateTime<Utc>,
    person: Option<Id>,
    body: Option<Id>,
    client: String,
    entry: Entry,
    detail: String,
    previous: String,
}

impl Sealed {
    pub(crate) fn new(seq: i64, at: DateTime<Utc>, who: &Actor, entry: Entry, previous: String) -> Sealed {
        let detail = if entry.detail.is_null() { String::new() } else { entry.detail.to_string() };
        // No database keeps a NUL in a text, and a reason typed with one must not stop the act it belongs to.
        let entry = Entry { purpose: entry.purpose.replace('\0', "\u{fffd}"), ..entry };
        let client = who.client.replace('\0', "\u{fffd}");
        Sealed { seq, at, person: who.person, body: who.body, client, entry, detail, previous }
    }

    pub(crate) fn seal(&self) -> Seal {
        let mut bytes = Canonical::new();
        bytes.int(self.seq);
        bytes.int(self.at.timestamp_millis());
        bytes.opt_int(self.person.map(|id| id.0));
        bytes.opt_int(self.body.map(|id| id.0));
        bytes.text(self.entry.action);
        bytes.text(self.entry.kind);
        bytes.opt_int(self.entry.resource.map(|id| id.0));
        bytes.bool(self.entry.allowed);
        bytes.int(POLICY_VERSION);
        bytes.text(&self.entry.purpose);
        bytes.text(&self.client);
        bytes.int(self.entry.rows);
        bytes.text(&self.detail);
        bytes.text(&self.previous);
        bytes.seal()
    }

    /// The columns in the order of the table.
    pub(crate) fn values(self, hash: &str) -> Vec<Value> {
        let Entry { action, kind, resource, allowed, purpose, rows, .. } = self.entry;
        vec![
            self.seq.into(),
            self.at.into(),
            self.person.into(),
            self.body.into(),
            action.into(),
            kind.into(),
            resource.into(),
            allowed.into(),
            POLICY_VERSION.into(),
            purpose.into(),
            self.client.into(),
            rows.into(),
            self.detail.into(),
            self.previous.into(),
            hash.into(),
        ]
    }
}

/// A row as it stands in the database, ready to be hashed again.
pub(crate) struct Kept {
    pub(crate) seq: i64,
    pub(crate) bytes: Canonical,
    pub(crate) previous: Seal,
    pub(crate) hash: Seal,
}

impl Kept {
    /// Reads all columns in the order of the table.
    pub(crate) fn read(r: &Row<'_>) -> Result<Kept, StoreError> {
        let seq = r.int(0)?;
        let mut bytes = Canonical::new();
        bytes.int(seq);
        bytes.int(r.int(1)?);
        bytes.opt_int(r.opt_int(2)?);
        bytes.opt_int(r.opt_int(3)?);
        bytes.text(r.str(4)?);
        bytes.text(r.str(5)?);
        bytes.opt_int(r.opt_int(6)?);
        bytes.bool(r.bool(7)?);
        bytes.int(r.int(8)?);
        bytes.text(r.str(9)?);
        bytes.text(r.str(10)?);
        bytes.int(r.int(11)?);
        bytes.text(r.str(12)?);
        let previous = r.str(13)?;
        bytes.text(previous);
        Ok(Kept { seq, bytes, previous: Seal::read(previous), hash: Seal::read(r.str(14)?) })
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).map(char::from).collect()
}

fn digit(n: u8) -> u8 {
    if n < 10 { b'0' + n } else { b'a' + n - 10 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_rows_share_their_bytes() {
        let bytes = |texts: &[&str]| {
            let mut bytes = Canonical::new();
            texts.iter().for_each(|text| bytes.text(text));
            bytes.0
        };
        // What a plain concatenation would mix up.
        assert_ne!(bytes(&["ab", "c"]), bytes(&["a", "bc"]));
        assert_ne!(bytes(&["", "a"]), bytes(&["a", ""]));
    }

    #[test]
    fn the_description_of_a_row_never_changes_by_accident() {
        let mut who = Actor::person(Id(7), "10.0.0.1");
        who.body = Some(Id(8));
        let entry = Entry::new("read", "case").on(Id(9)).purpose("OB-1/2026");
        let row = Sealed::new(
            1,
            DateTime::from_timestamp_millis(1_772_366_400_000).unwrap(),
            &who,
            entry,
            String::new(),
        );
        insta::assert_snapshot!(row.seal().text());
    }
}
