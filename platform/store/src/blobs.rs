//! Large byte strings that never change: indexes, imported files, attachments. Kept in rows of at most 1 MiB, found by
//! their SHA-256, verified whenever they are read.
//!
//! The same bytes are kept once, however often they are put; each put needs its own delete.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::{Id, Migration, Query, Statement, Store, StoreError, Transaction, Value};

/// Bytes in a row, at most. PostgreSQL would take 1 GB, but the whole row must fit in memory several times.
const CHUNK: usize = 1 << 20;
/// Rows fetched at a time when reading.
const FETCH: i64 = 16;

pub(crate) const CREATE: Migration = Migration {
    number: 2,
    name: "blobs",
    sql: "
        -- Large immutable byte strings, found by their SHA-256; `uses` counts who has put them.
        create table store_blob (
            id     bigint primary key,
            kind   text   not null,
            sha256 text   not null unique check (length(sha256) = 64),
            bytes  bigint not null check (bytes >= 0),
            uses   bigint not null check (uses >= 0)
        );
        create table store_blob_chunk (
            blob   bigint not null,
            part   bigint not null,
            body   bytea  not null,
            primary key (blob, part)
        )",
};

const ADD_CHUNK: Statement =
    Statement::new("add_chunk", "insert into store_blob_chunk (blob, part, body) values (?1, ?2, ?3)");
const ADD_BLOB: Query<Id> = Query::new(
    "add_blob",
    "insert into store_blob (id, kind, sha256, bytes, uses) values (?1, ?2, ?3, ?4, 1)
     on conflict (sha256) do update set uses = store_blob.uses + 1
     returning id",
    |r| r.id(0),
);
const DROP_CHUNKS: Statement = Statement::new("drop_chunks", "delete from store_blob_chunk where blob = ?1");
const FIND_BLOB: Query<(Id, i64)> =
    Query::new("find_blob", "select id, bytes from store_blob where sha256 = ?1", |r| {
        Ok((r.id(0)?, r.int(1)?))
    });
const CHUNKS: Query<Vec<u8>> = Query::new(
    "chunks",
    "select body from store_blob_chunk where blob = ?1 and part >= ?2 and part < ?3 order by part",
    |r| r.bytes(0),
);
const LET_GO: Query<(Id, i64)> = Query::new(
    "let_blob_go",
    "update store_blob set uses = uses - 1 where sha256 = ?1 and uses > 0 returning id, uses",
    |r| Ok((r.id(0)?, r.int(1)?)),
);
const DROP_BLOB: Statement = Statement::new("drop_blob", "delete from store_blob where id = ?1");

pub(crate) const QUERIES: [(&str, &str); 7] = [
    ADD_CHUNK.named(),
    ADD_BLOB.named(),
    DROP_CHUNKS.named(),
    FIND_BLOB.named(),
    CHUNKS.named(),
    LET_GO.named(),
    DROP_BLOB.named(),
];

/// Identifies a blob by what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BlobId {
    /// SHA-256 of all bytes, 64 hexadecimal digits in lower case.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
}

impl Transaction {
    /// Keeps the bytes that `parts` yields, cut anew into rows. `kind` says what they are, for people who look into
    /// the database.
    pub async fn put_blob(
        &mut self,
        kind: &str,
        parts: impl Iterator<Item = Vec<u8>> + Send,
    ) -> Result<BlobId, StoreError> {
        let id = self.store.new_id();
        let (mut sha, mut bytes, mut part) = (Sha256::new(), 0_u64, 0_i64);
        for chunk in (Chunks { parts, part: Vec::new(), given: 0 }) {
            sha.update(&chunk);
            bytes += chunk.len() as u64;
            self.execute_many(&ADD_CHUNK, vec![vec![id.into(), part.into(), chunk.into()]]).await?;
            part += 1;
        }
        let blob = BlobId { sha256: hex(&sha.finalize()), bytes };
        let row = [id.into(), kind.into(), blob.sha256.as_str().into(), signed(bytes)];
        if self.row(&ADD_BLOB, &row).await? != Some(id) {
            self.execute(&DROP_CHUNKS, &[id.into()]).await?; // the same bytes are there already
        }
        Ok(blob)
    }

    /// Undoes one `put_blob`; the bytes go when nobody else has put them. False when there is no such blob.
    pub async fn delete_blob(&mut self, blob: &BlobId) -> Result<bool, StoreError> {
        let Some((id, uses)) = self.row(&LET_GO, &[blob.sha256.as_str().into()]).await? else {
            return Ok(false);
        };
        if uses == 0 {
            self.execute(&DROP_CHUNKS, &[id.into()]).await?;
            self.execute(&DROP_BLOB, &[id.into()]).await?;
        }
        Ok(true)
    }
}

impl Store {
    /// Reads a blob as its rows, in order, and makes sure that they are what was put. `None` when there is none.
    ///
    /// # Errors
    /// `Corrupt` when the bytes do not have the checksum any more.
    pub async fn get_blob(&self, blob: &BlobId) -> Result<Option<Vec<Vec<u8>>>, StoreError> {
        let Some((id, bytes)) = self.row(&FIND_BLOB, &[blob.sha256.as_str().into()]).await? else {
            return Ok(None);
        };
        // Hashing takes as long as reading, so one goes on beside the other.
        let mut hashing = tokio::task::spawn_blocking(Sha256::new);
        let mut batches: Vec<Arc<Vec<Vec<u8>>>> = Vec::new();
        for from in (0..).step_by(FETCH as usize) {
            let read = self.rows(&CHUNKS, &[id.into(), Value::Int(from), Value::Int(from + FETCH)]).await?;
            let (last, read) = (read.len() < FETCH as usize, Arc::new(read));
            batches.push(Arc::clone(&read));
            let sha = hashing.await.map_err(|_| StoreError::Aborted)?;
            hashing = tokio::task::spawn_blocking(move || read.iter().fold(sha, Sha256::chain_update));
            if last {
                break;
            }
        }
        let sha = hashing.await.map_err(|_| StoreError::Aborted)?;
        let chunks: Vec<Vec<u8>> = batches.into_iter().flat_map(Arc::unwrap_or_clone).collect();
        let length: u64 = chunks.iter().map(|c| c.len() as u64).sum();
        if Value::Int(bytes) != signed(length) || hex(&sha.finalize()) != blob.sha256 {
            return Err(StoreError::Corrupt { what: format!("blob {}", blob.sha256) });
        }
        Ok(Some(chunks))
    }
}

/// Cuts byte strings of any length into ones of `CHUNK` bytes, the last one shorter.
struct Chunks<I> {
    parts: I,
    /// The part being cut, and how much of it has been given out.
    part: Vec<u8>,
    given: usize,
}

impl<I: Iterator<Item = Vec<u8>>> Iterator for Chunks<I> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut chunk = Vec::new();
        while chunk.len() < CHUNK {
            let left = self.part.get(self.given..).unwrap_or_default();
            if left.is_empty() {
                let Some(part) = self.parts.next() else { break };
                (self.part, self.given) = (part, 0);
                continue;
            }
            let take = left.get(..CHUNK - chunk.len()).unwrap_or(left);
            chunk.extend_from_slice(take);
            self.given += take.len();
        }
        (!chunk.is_empty()).then_some(chunk)
    }
}

fn signed(bytes: u64) -> Value {
    Value::Int(i64::try_from(bytes).unwrap_or(i64::MAX))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
        text
    })
}
