//! The head of the trail, signed once a day with a key that the database does not hold.
//!
//! Whoever can change the database can write the whole chain again, but cannot sign it. Each checkpoint is also a line
//! in a file, which is worth most when it is sent to somebody else the same day.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::{DateTime, Utc};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use store::{Query, Statement};

use crate::trail::{Fault, TAKE_HEAD};
use crate::{Access, AccessError, AccessSettings};

/// A signed head of the trail. As JSON it is a line of the checkpoint file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Day in Prague, ISO date.
    pub day: String,
    /// Number of the last row.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
    /// When it was signed, milliseconds since 1970 UTC.
    pub signed_at: i64,
    /// Public key, base64.
    pub key: String,
    /// Ed25519 over [`Checkpoint::message`], base64.
    pub signature: String,
}

impl Checkpoint {
    /// What is signed.
    #[must_use]
    pub fn message(&self) -> String {
        format!("okrsek checkpoint 1\n{}\n{}\n{}\n{}\n", self.day, self.seq, self.hash, self.signed_at)
    }

    /// When it was signed.
    #[must_use]
    pub fn time(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.signed_at).unwrap_or_default()
    }

    /// Reads a checkpoint file: one JSON object a line. `Err` is the number of the first line that is none.
    ///
    /// # Errors
    /// The number of the line.
    pub fn read_lines(text: &str) -> Result<Vec<Checkpoint>, usize> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(number, line)| serde_json::from_str(line).map_err(|_| number + 1)).collect()
    }

    fn is_signed(&self) -> bool {
        let read = || {
            let key: [u8; 32] = BASE64.decode(&self.key).ok()?.try_into().ok()?;
            let signature = Signature::from_slice(&BASE64.decode(&self.signature).ok()?).ok()?;
            let key = VerifyingKey::from_bytes(&key).ok()?;
            key.verify_strict(self.message().as_bytes(), &signature).ok()
        };
        read().is_some()
    }
}

/// Public keys from outside of the database.
pub(crate) struct Keys(Vec<String>);

impl Keys {
    /// The own key, and those of a file that was kept elsewhere.
    pub(crate) fn load(settings: &AccessSettings, kept: &[Checkpoint]) -> Result<Keys, AccessError> {
        let mut keys: Vec<String> = kept.iter().map(|point| point.key.clone()).collect();
        if let Some(path) = settings.checkpoint_key.as_deref().filter(|path| path.exists()) {
            keys.push(public(&read_key(path)?));
        }
        Ok(Keys(keys))
    }

    pub(crate) fn trusted(&self) -> bool {
        !self.0.is_empty()
    }

    fn know(&self, key: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|known| known == key)
    }
}

/// Holds what was signed against what is there: `end` rows, of which `seen` has the hashes that checkpoints name.
pub(crate) fn check(
    signed: &[Checkpoint],
    end: i64,
    seen: &BTreeMap<i64, String>,
    keys: &Keys,
) -> Option<Fault> {
    let mut faults = signed.iter().filter_map(|point| {
        let (day, seq) = (point.day.clone(), point.seq);
        match seen.get(&seq) {
            _ if !keys.know(&point.key) || !point.is_signed() => Some(Fault::Signature { day }),
            _ if seq > end => Some(Fault::Cut { day, seq }),
            Some(hash) if *hash == point.hash => None,
            _ => Some(Fault::Rewritten { day, seq }),
        }
    });
    faults.next()
}

impl Access {
    /// Signs the head of the trail, unless that was done today already, in this process or another. `None` when
    /// there is no key or nothing to sign.
    ///
    /// # Errors
    /// The database; the file of the key or of the checkpoints.
    pub async fn checkpoint(&self) -> Result<Option<Checkpoint>, AccessError> {
        let Some(path) = &self.settings.checkpoint_key else { return Ok(None) };
        let day = self.clock.today().to_string();
        if let Some(done) = self.store.row(&OF_DAY, &[day.as_str().into()]).await? {
            return Ok(Some(done));
        }
        let key = own_key(path)?;
        let mut tx = self.store.begin().await?;
        // Only one process at a time has the head; whoever comes second finds the first one's checkpoint.
        let (seq, hash) = tx.row(&TAKE_HEAD, &[]).await?.unwrap_or_default();
        if let Some(done) = tx.row(&OF_DAY, &[day.as_str().into()]).await? {
            tx.rollback().await?;
            return Ok(Some(done));
        }
        if seq == 0 {
            tx.rollback().await?;
            return Ok(None);
        }
        let signed_at = self.clock.now().timestamp_millis();
        let mut point = Checkpoint { day, seq, hash, signed_at, key: public(&key), signature: String::new() };
        point.signature = BASE64.encode(key.sign(point.message().as_bytes()).to_bytes());
        let values = [
            point.day.as_str().into(),
            point.seq.into(),
            point.hash.as_str().into(),
            point.signed_at.into(),
            point.key.as_str().into(),
            point.signature.as_str().into(),
        ];
        tx.execute(&KEEP, &values).await?;
        // Before the commit: a line about a head that is true, should the commit fail, harms nobody; a checkpoint
        // without its line would be one that nobody else has.
        if let Some(file) = &self.settings.checkpoint_log {
            append(file, &point)?;
        }
        tx.commit().await?;
        Ok(Some(point))
    }

    /// Signs the head once a day for as long as the process runs. Any number of processes may do it.
    pub async fn sign_daily(self, look_every: std::time::Duration) {
        loop {
            if let Err(error) = self.checkpoint().await {
                tracing::error!(%error, "the trail was not signed");
            }
            tokio::time::sleep(look_every).await;
        }
    }

    /// Every checkpoint of the database, by day.
    ///
    /// # Errors
    /// The database.
    pub async fn checkpoints(&self) -> Result<Vec<Checkpoint>, AccessError> {
        Ok(self.store.rows(&ALL, &[]).await?)
    }
}

fn append(path: &Path, point: &Checkpoint) -> Result<(), AccessError> {
    let written = || {
        let line = serde_json::to_string(point)?;
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(format!("{line}\n").as_bytes())?;
        file.sync_data()
    };
    written().map_err(|cause| AccessError::File { path: path.to_owned(), cause })
}

fn public(key: &SigningKey) -> String {
    BASE64.encode(key.verifying_key().to_bytes())
}

/// The key of this installation, made at the first use.
fn own_key(path: &Path) -> Result<SigningKey, AccessError> {
    let failed = |cause| AccessError::File { path: path.to_owned(), cause };
    if path.exists() {
        return read_key(path);
    }
    let mut seed = [0_u8; 32];
    getrandom::fill(&mut seed).map_err(|error| failed(std::io::Error::other(error)))?;
    // Written whole beside its place and then linked into it: of two processes that begin at once, one wins, and
    // both read the winner's.
    let draft = path.with_extension(format!("new-{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&draft).and_then(|mut file| {
        file.write_all(format!("{}\n", BASE64.encode(seed)).as_bytes())?;
        file.sync_all()
    });
    let linked = written.and_then(|()| match std::fs::hard_link(&draft, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other,
    });
    drop(std::fs::remove_file(&draft));
    linked.map_err(failed)?;
    read_key(path)
}

fn read_key(path: &Path) -> Result<SigningKey, AccessError> {
    let text =
        std::fs::read_to_string(path).map_err(|cause| AccessError::File { path: path.to_owned(), cause })?;
    let seed: Option<[u8; 32]> = BASE64.decode(text.trim()).ok().and_then(|seed| seed.try_into().ok());
    seed.map(|seed| SigningKey::from_bytes(&seed)).ok_or_else(|| AccessError::Key(path.to_owned()))
}

fn read_row(r: &store::Row<'_>) -> Result<Checkpoint, store::StoreError> {
    Ok(Checkpoint {
        day: r.text(0)?,
        seq: r.int(1)?,
        hash: r.text(2)?,
        signed_at: r.int(3)?,
        key: r.text(4)?,
        signature: r.text(5)?,
    })
}

const ALL: Query<Checkpoint> = Query::new(
    "audit_checkpoints",
    "select day, seq, hash, signed_at, key, signature from access_audit_checkpoint order by day",
    read_row,
);

const OF_DAY: Query<Checkpoint> = Query::new(
    "audit_checkpoint_of_day",
    "select day, seq, hash, signed_at, key, signature from access_audit_checkpoint where day = ?1",
    read_row,
);

const KEEP: Statement = Statement::new(
    "keep_audit_checkpoint",
    "insert into access_audit_checkpoint (day, seq, hash, signed_at, key, signature)
     values (?1, ?2, ?3, ?4, ?5, ?6)",
);

pub(crate) const QUERIES: [(&str, &str); 3] = [ALL.named(), OF_DAY.named(), KEEP.named()];
