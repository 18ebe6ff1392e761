//! Findings and comments.

use store::{Query, Row, Statement, StoreError};

use crate::{Audience, Author, Comment, Finding};

fn author(r: &Row<'_>, body: usize, person: usize, name: usize) -> Result<Author, StoreError> {
    Ok(Author { body: r.opt_id(body)?, person: r.opt_id(person)?, name: r.opt_text(name)? })
}

pub(crate) const FINDINGS: Query<Finding> = Query::new(
    "findings_of_case",
    "select f.id, f.task, f.body, f.person, p.name, f.at, f.text
       from case_finding f left join access_person p on p.id = f.person
      where f.case_file = ?1 order by f.id limit ?2",
    |r| {
        Ok(Finding {
            id: r.id(0)?,
            task: r.opt_id(1)?,
            author: author(r, 2, 3, 4)?,
            at: r.time(5)?,
            text: r.text(6)?,
        })
    },
);

pub(crate) const ADD_FINDING: Statement = Statement::new(
    "add_finding",
    "insert into case_finding (id, case_file, task, body, person, at, text) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);

pub(crate) const COMMENTS: Query<Comment> = Query::new(
    "comments_of_case",
    "select c.id, c.body, c.person, p.name, c.at, c.audience, c.text
       from case_comment c left join access_person p on p.id = c.person
      where c.case_file = ?1 order by c.id limit ?2",
    |r| {
        let audience = match r.text(5)?.as_str() {
            "all" => Audience::All,
            _ => Audience::OwnBody,
        };
        Ok(Comment { id: r.id(0)?, author: author(r, 1, 2, 3)?, at: r.time(4)?, audience, text: r.text(6)? })
    },
);

pub(crate) const ADD_COMMENT: Statement = Statement::new(
    "add_comment",
    "insert into case_comment (id, case_file, body, person, at, audience, text) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);

pub(crate) const ALL: [(&str, &str); 4] =
    [FINDINGS.named(), ADD_FINDING.named(), COMMENTS.named(), ADD_COMMENT.named()];
