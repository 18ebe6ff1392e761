//! Proves that the trail is as it was written, or names the first row that is not.
//!
//! Rows are read in pages, the next ones while the last is taken apart, and hashed on another thread, so that the
//! database and the processors work at the same time. Rows written meanwhile are left for the next time: the head is read first, and it is the end.

use std::collections::{BTreeMap, VecDeque};

use store::{Query, Store, StoreError};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::trail::checkpoints::{self, Checkpoint, Keys};
use crate::trail::seal::{Kept, Seal};
use crate::{Access, AccessError};

/// Rows read at a time.
const PAGE: i64 = 4096;
/// Pages asked for before the first of them is there.
const AHEAD: usize = 3;

/// What is wrong with the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A column of this row was changed: its hash does not fit, or it cannot be read at all.
    Edited(i64),
    /// This row is not there.
    Missing(i64),
    /// This row does not follow the one before it.
    Unlinked(i64),
    /// The head names another last row than there is: this many rows by the head, this many in the table.
    Head {
        /// By the head.
        head: i64,
        /// In the table.
        rows: i64,
    },
    /// A signed checkpoint reaches further than the trail: rows were cut off its end.
    Cut {
        /// Day of the checkpoint.
        day: String,
        /// The last row there was.
        seq: i64,
    },
    /// The row that was signed looked different: everything from some row on was written again.
    Rewritten {
        /// Day of the checkpoint.
        day: String,
        /// The row that was signed.
        seq: i64,
    },
    /// A checkpoint's signature is not of our key.
    Signature {
        /// Day of the checkpoint.
        day: String,
    },
}

impl Fault {
    /// Name of the kind of fault, in the keys of texts (`trail-fault-edited`) and in JSON.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Fault::Edited(_) => "edited",
            Fault::Missing(_) => "missing",
            Fault::Unlinked(_) => "unlinked",
            Fault::Head { .. } => "head",
            Fault::Cut { .. } => "cut",
            Fault::Rewritten { .. } => "rewritten",
            Fault::Signature { .. } => "signature",
        }
    }

    /// The row it names, where it names one.
    #[must_use]
    pub fn row(&self) -> Option<i64> {
        match self {
            Fault::Edited(seq) | Fault::Missing(seq) | Fault::Unlinked(seq) => Some(*seq),
            Fault::Cut { seq, .. } | Fault::Rewritten { seq, .. } => Some(*seq),
            Fault::Head { head, rows } => Some((*head).min(*rows) + 1),
            Fault::Signature { .. } => None,
        }
    }

    /// The day of the checkpoint it is about, where it is about one.
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        match self {
            Fault::Cut { day, .. } | Fault::Rewritten { day, .. } | Fault::Signature { day } => Some(day),
            _ => None,
        }
    }
}

/// What the verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Rows that were checked.
    pub rows: i64,
    /// Hash of the last one; empty for an empty trail.
    pub head: String,
    /// Signed checkpoints that were checked.
    pub checkpoints: usize,
    /// Whether the signatures were held against a key from outside of the database.
    pub trusted: bool,
    /// The first thing that is wrong; `None` when the trail is as it was written.
    pub fault: Option<Fault>,
}

/// Head and length, in one statement, so that both are of the same moment.
const EXTENT: Query<(i64, String, i64)> = Query::new(
    "audit_extent",
    "select h.seq, h.hash, (select coalesce(max(a.seq), 0) from access_audit a)
       from access_audit_head h where h.id = 1",
    |r| Ok((r.int(0)?, r.text(1)?, r.int(2)?)),
);

const PAGE_OF_ROWS: Query<Kept> = Query::new(
    "audit_page",
    "select seq, at, person, body, action, kind, resource, allowed, policy, purpose, client, rows, detail, previous,
            hash
       from access_audit where seq > ?1 and seq <= ?2 order by seq",
    Kept::read,
);

pub(crate) const QUERIES: [(&str, &str); 2] = [EXTENT.named(), PAGE_OF_ROWS.named()];

impl Access {
    /// Reads the whole trail and proves it, together with the checkpoints of the database and those `kept` elsewhere.
    /// `progress` hears how many rows have been read.
    ///
    /// # Errors
    /// The database; the file of the key. What is wrong with the trail is no error but the answer.
    pub async fn verify(
        &self,
        kept: &[Checkpoint],
        mut progress: impl FnMut(i64),
    ) -> Result<Verified, AccessError> {
        let keys = Keys::load(&self.settings, kept)?;
        let mut signed = self.checkpoints().await?;
        signed.extend_from_slice(kept);
        let (head, head_hash, rows) = self.store.row(&EXTENT, &[]).await?.unwrap_or_default();
        let end = head.min(rows);
        let chain = walk(&self.store, end, &signed, &mut progress).await?;
        let fault = chain.fault.or_else(|| match () {
            () if rows < head => Some(Fault::Missing(rows + 1)),
            () if rows > head || chain.last.text() != head_hash => Some(Fault::Head { head, rows }),
            () => None,
        });
        // A row that was cut off and covered up by moving the head is found by what was signed.
        let fault = match (fault, checkpoints::check(&signed, end, &chain.seen, &keys)) {
            (Some(row), _) => Some(row),
            (None, signed) => signed,
        };
        let trusted = keys.trusted() && !signed.is_empty();
        Ok(Verified { rows: end, head: chain.last.text(), checkpoints: signed.len(), trusted, fault })
    }
}

/// What one walk along the chain saw.
struct Chain {
    /// Hash of the last good row.
    last: Seal,
    /// Hashes of the rows that checkpoints name.
    seen: BTreeMap<i64, String>,
    fault: Option<Fault>,
}

async fn walk(
    store: &Store,
    end: i64,
    signed: &[Checkpoint],
    progress: &mut impl FnMut(i64),
) -> Result<Chain, AccessError> {
    let wanted: BTreeMap<i64, String> = signed.iter().map(|point| (point.seq, String::new())).collect();
    let (pages, mut inbox) = mpsc::channel::<Vec<Kept>>(4);
    let hashing = tokio::task::spawn_blocking(move || {
        let (mut chain, mut next) = (Chain { last: Seal::NONE, seen: wanted, fault: None }, 1);
        while let Some(page) = inbox.blocking_recv() {
            for row in page {
                if let Some(fault) = chain.take(row, next) {
                    chain.fault = Some(fault);
                    return chain; // the channel closes, and the reading stops
                }
                next += 1;
            }
        }
        if next <= end {
            chain.fault = Some(Fault::Missing(next));
        }
        chain
    });
    let mut unreadable = None;
    let mut reading = Reading::new(store, end);
    while let Some((after, page)) = reading.next().await {
        match page {
            Err(StoreError::Row { .. }) => {
                // A cell that no longer holds what its column should: send what is before it.
                let (before, row) = up_to_the_unreadable(store, after, end).await?;
                unreadable = Some(row);
                drop(pages.send(before).await);
                break;
            }
            page => {
                let page = page?;
                progress(after + i64::try_from(page.len()).unwrap_or(PAGE));
                if pages.send(page).await.is_err() {
                    break;
                }
            }
        }
    }
    drop(reading);
    drop(pages);
    let mut chain = hashing.await.map_err(|_| StoreError::Aborted)?;
    // The hasher took the silence after the last readable row for a missing one.
    if let Some(row) = unreadable
        && chain.fault.as_ref().and_then(Fault::row).is_none_or(|fault| fault >= row)
    {
        chain.fault = Some(Fault::Edited(row));
    }
    Ok(chain)
}

type Page = Result<Vec<Kept>, StoreError>;

/// Pages in order, each with the number of the row before it, some of them on their way while another is used.
struct Reading<'a> {
    store: &'a Store,
    from: i64,
    end: i64,
    coming: VecDeque<(i64, JoinHandle<Page>)>,
}

impl Reading<'_> {
    fn new(store: &Store, end: i64) -> Reading<'_> {
        Reading { store, from: 0, end, coming: VecDeque::new() }
    }

    async fn next(&mut self) -> Option<(i64, Page)> {
        while self.coming.len() < AHEAD && self.from < self.end {
            let (store, after) = (self.store.clone(), self.from);
            let until = self.end.min(after + PAGE);
            let page =
                tokio::spawn(async move { store.rows(&PAGE_OF_ROWS, &[after.into(), until.into()]).await });
            self.coming.push_back((after, page));
            self.from = until;
        }
        let (after, page) = self.coming.pop_front()?;
        Some((after, page.await.unwrap_or(Err(StoreError::Aborted))))
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.coming.iter().for_each(|(_, page)| page.abort());
    }
}

/// The rows after `after` that can be read, and the number of the first that cannot.
async fn up_to_the_unreadable(store: &Store, after: i64, end: i64) -> Result<(Vec<Kept>, i64), AccessError> {
    let mut rows = Vec::new();
    for row in after + 1..=end {
        match store.rows(&PAGE_OF_ROWS, &[(row - 1).into(), row.into()]).await {
            Err(StoreError::Row { .. }) => return Ok((rows, row)),
            found => rows.extend(found?),
        }
    }
    Ok((rows, end))
}

impl Chain {
    /// Takes the next row, which should be number `next`.
    fn take(&mut self, row: Kept, next: i64) -> Option<Fault> {
        if row.seq != next {
            return Some(Fault::Missing(next));
        }
        if row.bytes.seal() != row.hash {
            return Some(Fault::Edited(next));
        }
        if row.previous != self.last {
            return Some(Fault::Unlinked(next));
        }
        if let Some(seen) = self.seen.get_mut(&next) {
            *seen = row.hash.text();
        }
        self.last = row.hash;
        None
    }
}
