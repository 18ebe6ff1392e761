//! Lists of cases. All of them walk `case_reach`, which holds what `authorize` would say; no list query may do without
//! [`within!`], and a test compares the two.

use chrono::NaiveDate;
use store::{Query, Row, StoreError};

use crate::CaseRow;

/// Whether a case has a word of a range. Not `exists`: PostgreSQL would read every case with the word into a hash first.
/// Not `= 1`: it would expect that hardly any case has it, and sort them all instead of walking until the page is full.
macro_rules! word {
    ($from:literal, $to:literal) => {
        concat!(
            "(select 1 from case_word w where w.case_file = r.case_file and w.word >= ",
            $from,
            " and w.word < ",
            $to,
            " limit 1) is not null"
        )
    };
}

/// The rows that a body (?1) sees in a lane (?2) at this instant (?3), and the filter: open ?4, type ?5, state ?6,
/// owner ?7, due before ?8, subject ?9, watched by ?10, in the hands of ?11 or reported by them, opened from ?12 and
/// before ?13.
///
/// With words, one to three ranges of them (?14–?19) are given, the rarest first. `rare` lets the engine begin with the
/// few cases of the first; `common` asks each case of the walk, which ends as soon as the page is full.
macro_rules! within {
    (plain) => {
        "r.body = ?1 and r.lane = ?2 and r.until > ?3
         and (r.open = ?4 or ?4 is null)
         and (r.type = ?5 or ?5 is null)
         and (r.state = ?6 or ?6 is null)
         and (r.owner_body = ?7 or ?7 is null)
         and (r.due < ?8 or ?8 is null)
         and (cast(?9 as bigint) is null
              or exists (select 1 from case_file s where s.id = r.case_file and s.subject = ?9))
         and (cast(?10 as bigint) is null
              or exists (select 1 from case_watcher w where w.case_file = r.case_file and w.person = ?10))
         and (cast(?11 as bigint) is null
              or exists (select 1 from case_task t where t.case_file = r.case_file and t.open and t.person = ?11)
              or exists (select 1 from case_file s where s.id = r.case_file and s.reporter = ?11))
         and (cast(?12 as bigint) is null
              or exists (select 1 from case_file s where s.id = r.case_file and s.opened_at >= ?12))
         and (cast(?13 as bigint) is null
              or exists (select 1 from case_file s where s.id = r.case_file and s.opened_at < ?13))"
    };
    (rare) => {
        concat!(
            within!(plain),
            " and r.case_file in (select w.case_file from case_word w where w.word >= ?14 and w.word < ?15)
              and (cast(?16 as bigint) is null or ",
            word!("?16", "?17"),
            ") and (cast(?18 as bigint) is null or ",
            word!("?18", "?19"),
            ")"
        )
    };
    (common) => {
        concat!(
            within!(plain),
            " and ",
            word!("?14", "?15"),
            " and (cast(?16 as bigint) is null or ",
            word!("?16", "?17"),
            ") and (cast(?18 as bigint) is null or ",
            word!("?18", "?19"),
            ")"
        )
    };
}

/// The lists, by where their cursor and their limit stand among the parameters.
macro_rules! newest {
    ($mode:ident, $id:literal, $limit:literal) => {
        concat!(
            "select ",
            row_columns!(),
            " from (select r.case_file, r.due from case_reach r where ",
            within!($mode),
            " and r.case_file < ",
            $id,
            " order by r.case_file desc limit ",
            $limit,
            ") l join case_file c on c.id = l.case_file order by l.case_file desc"
        )
    };
}

macro_rules! due {
    ($mode:ident, $day:literal, $id:literal, $limit:literal) => {
        concat!(
            "select ",
            row_columns!(),
            " from (select r.case_file, r.due from case_reach r where ",
            within!($mode),
            " and (r.due, r.case_file) > (",
            $day,
            ", ",
            $id,
            ") order by r.due, r.case_file limit ",
            $limit,
            ") l join case_file c on c.id = l.case_file order by l.due, l.case_file"
        )
    };
}

macro_rules! changed {
    ($mode:ident, $at:literal, $id:literal, $limit:literal) => {
        concat!(
            "select ",
            row_columns!(),
            " from (select r.case_file, r.due, r.changed_at from case_reach r where ",
            within!($mode),
            " and (r.changed_at, r.case_file) < (",
            $at,
            ", ",
            $id,
            ") order by r.changed_at desc, r.case_file desc limit ",
            $limit,
            ") l join case_file c on c.id = l.case_file order by l.changed_at desc, l.case_file desc"
        )
    };
}

macro_rules! count {
    ($mode:ident, $limit:literal) => {
        concat!(
            "select count(*) from (select 1 as one from case_reach r where ",
            within!($mode),
            " limit ",
            $limit,
            ") as found"
        )
    };
}

macro_rules! ids {
    ($mode:ident, $limit:literal) => {
        concat!("select r.case_file from case_reach r where ", within!($mode), " limit ", $limit)
    };
}

/// No deadline, as `case_reach` keeps it.
pub(crate) const NEVER: &str = "9999-12-31";

/// Reads [`row_columns!`].
pub(super) fn read(r: &Row<'_>) -> Result<CaseRow, StoreError> {
    let due: NaiveDate = r.date(10)?;
    let never = due.format("%Y-%m-%d").to_string() == NEVER;
    Ok(CaseRow {
        id: r.id(0)?,
        kind: r.text(1)?,
        number: r.text(2)?,
        state: r.text(3)?,
        open: r.bool(4)?,
        title: r.text(5)?,
        place: r.text(6)?,
        point: r.opt_real(7)?.zip(r.opt_real(8)?),
        owner: r.id(9)?,
        due: (!never).then_some(due),
        overdue: false,
        opened_at: r.time(11)?,
        changed_at: r.time(12)?,
        subject: r.opt_id(13)?,
    })
}

/// Whether a list is asked for with words, and how many cases have the rarest of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    None,
    Rare,
    Common,
}

/// A query in the ways it is asked.
pub(crate) struct Asked<T: 'static> {
    plain: Query<T>,
    rare: Query<T>,
    common: Query<T>,
}

impl<T> Asked<T> {
    /// The query to ask with these words.
    pub(crate) const fn with(&self, words: Words) -> &Query<T> {
        match words {
            Words::None => &self.plain,
            Words::Rare => &self.rare,
            Words::Common => &self.common,
        }
    }
}

/// Last opened first, from before a case.
pub(crate) const NEWEST: Asked<CaseRow> = Asked {
    plain: Query::new("newest_cases", newest!(plain, "?14", "?15"), read),
    rare: Query::new("newest_cases_found", newest!(rare, "?20", "?21"), read),
    common: Query::new("newest_cases_walked", newest!(common, "?20", "?21"), read),
};

/// Soonest deadline first, from after a day and a case.
pub(crate) const DUE: Asked<CaseRow> = Asked {
    plain: Query::new("due_cases", due!(plain, "?14", "?15", "?16"), read),
    rare: Query::new("due_cases_found", due!(rare, "?20", "?21", "?22"), read),
    common: Query::new("due_cases_walked", due!(common, "?20", "?21", "?22"), read),
};

/// Last changed first, from before an instant and a case.
pub(crate) const CHANGED: Asked<CaseRow> = Asked {
    plain: Query::new("changed_cases", changed!(plain, "?14", "?15", "?16"), read),
    rare: Query::new("changed_cases_found", changed!(rare, "?20", "?21", "?22"), read),
    common: Query::new("changed_cases_walked", changed!(common, "?20", "?21", "?22"), read),
};

/// How many, up to a bound.
pub(crate) const COUNT: Asked<i64> = Asked {
    plain: Query::new("count_cases", count!(plain, "?14"), |r| r.int(0)),
    rare: Query::new("count_cases_found", count!(rare, "?20"), |r| r.int(0)),
    common: Query::new("count_cases_walked", count!(common, "?20"), |r| r.int(0)),
};

/// Which, up to a bound: for people of several units, who may meet a case twice.
pub(crate) const IDS: Asked<i64> = Asked {
    plain: Query::new("ids_of_cases", ids!(plain, "?14"), |r| r.int(0)),
    rare: Query::new("ids_of_cases_found", ids!(rare, "?20"), |r| r.int(0)),
    common: Query::new("ids_of_cases_walked", ids!(common, "?20"), |r| r.int(0)),
};

/// How many cases have a word of a range, up to a bound: whether anybody sees them or not, and told to nobody.
pub(crate) const HAVING: Query<i64> = Query::new(
    "cases_having_a_word",
    "select count(*) from (select 1 as one from case_word w where w.word >= ?1 and w.word < ?2 limit ?3) as found",
    |r| r.int(0),
);

/// Cases about a thing (kind ?4, id ?5), last opened first.
pub(crate) const ABOUT: Query<CaseRow> = Query::new(
    "cases_about",
    concat!(
        "select ",
        row_columns!(),
        " from case_file c join case_reach l on l.case_file = c.id
          where c.subject_kind = ?4 and c.subject = ?5 and l.body = ?1 and l.lane = ?2 and l.until > ?3
          order by c.id desc limit 50"
    ),
    read,
);

pub(crate) const ALL: [(&str, &str); 17] = [
    NEWEST.plain.named(),
    NEWEST.rare.named(),
    NEWEST.common.named(),
    DUE.plain.named(),
    DUE.rare.named(),
    DUE.common.named(),
    CHANGED.plain.named(),
    CHANGED.rare.named(),
    CHANGED.common.named(),
    COUNT.plain.named(),
    COUNT.rare.named(),
    COUNT.common.named(),
    IDS.plain.named(),
    IDS.rare.named(),
    IDS.common.named(),
    HAVING.named(),
    ABOUT.named(),
];
