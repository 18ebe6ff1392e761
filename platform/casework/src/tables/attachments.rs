//! Files of cases; their bytes are blobs of the store.

use store::{Id, Query, Row, Statement, StoreError};

use crate::{Attachment, Author};

macro_rules! columns {
    () => {
        "a.id, a.finding, a.measure, a.body, a.person, p.name, a.at, a.name, a.media, a.bytes, a.sha256, a.preview,
         a.preview_bytes, a.case_file"
    };
}

/// A row of `case_attachment`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeptFile {
    pub(crate) case: Id,
    pub(crate) preview: Option<(String, i64)>,
    pub(crate) shown: Attachment,
}

fn read(r: &Row<'_>) -> Result<KeptFile, StoreError> {
    let preview = r.opt_text(11)?.zip(r.opt_int(12)?);
    Ok(KeptFile {
        case: r.id(13)?,
        shown: Attachment {
            id: r.id(0)?,
            finding: r.opt_id(1)?,
            measure: r.opt_id(2)?,
            author: Author { body: r.opt_id(3)?, person: r.opt_id(4)?, name: r.opt_text(5)? },
            at: r.time(6)?,
            name: r.text(7)?,
            media: r.text(8)?,
            bytes: r.int(9)?,
            sha256: r.text(10)?,
            preview: preview.is_some(),
        },
        preview,
    })
}

pub(crate) const OF_CASE: Query<KeptFile> = Query::new(
    "attachments_of_case",
    concat!(
        "select ",
        columns!(),
        " from case_attachment a left join access_person p on p.id = a.person
          where a.case_file = ?1 and a.detached_at is null order by a.id limit ?2"
    ),
    read,
);

pub(crate) const ATTACHMENT: Query<KeptFile> = Query::new(
    "attachment",
    concat!(
        "select ",
        columns!(),
        " from case_attachment a left join access_person p on p.id = a.person
          where a.id = ?1 and a.detached_at is null"
    ),
    read,
);

pub(crate) const ADD: Statement = Statement::new(
    "add_attachment",
    "insert into case_attachment (id, case_file, finding, measure, body, person, at, name, media, bytes, sha256,
                                  preview, preview_bytes)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
);

/// How many files a case has, those taken away included.
pub(crate) const COUNT: Query<i64> =
    Query::new("count_attachments", "select count(*) from case_attachment where case_file = ?1", |r| {
        r.int(0)
    });

pub(crate) const DETACH: Statement = Statement::new(
    "detach",
    "update case_attachment set detached_at = ?2 where id = ?1 and detached_at is null",
);

/// Whether a finding (?2) and a measure (?3) belong to the case, where they are given.
pub(crate) const BELONGS: Query<i64> = Query::new(
    "attachment_belongs",
    "select 1 from case_file c
      where c.id = ?1
        and (exists (select 1 from case_finding f where f.id = ?2 and f.case_file = c.id) or ?2 is null)
        and (exists (select 1 from case_measure m where m.id = ?3 and m.case_file = c.id) or ?3 is null)",
    |r| r.int(0),
);

pub(crate) const ALL: [(&str, &str); 6] =
    [OF_CASE.named(), ATTACHMENT.named(), ADD.named(), COUNT.named(), DETACH.named(), BELONGS.named()];
