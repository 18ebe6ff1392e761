//! SQLite: an FTS5 table of trigrams over the same lines.
//!
//! Ranked by this program, not by `order by rank`: bm25 counts the rows of every phrase of the question anew,
//! which made the same questions ten times slower.

use addresses::{AddressCode, Register};
use anyhow::Result;
use benches::questions::without_accents;
use rusqlite::Connection;

use crate::addresses_race::Contestant;
use crate::words::{halves, line, may_be_mistyped, similarity, words};

/// The table, in a file of its own that ends with this value.
pub(crate) struct Fts5 {
    connection: Option<Connection>,
    folder: std::path::PathBuf,
}

impl Fts5 {
    pub(crate) fn load(register: &Register) -> Result<Fts5> {
        let folder = std::env::temp_dir().join(format!("okrsek-bench-fts5-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let mut connection = Connection::open(folder.join("addresses.db"))?;
        // Its best: no waiting for the disk while loading, the whole file mapped while asking.
        connection.execute_batch(
            "pragma page_size = 8192; pragma journal_mode = off; pragma synchronous = off;
             pragma cache_size = -500000; pragma mmap_size = 8000000000;
             create table line (code integer primary key, folded text not null);
             create virtual table address using fts5(
                 folded, content = 'line', content_rowid = 'code', tokenize = 'trigram case_sensitive 1');",
        )?;
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare("insert into line (code, folded) values (?1, ?2)")?;
            for address in register.addresses() {
                insert.execute((address.code().0, without_accents(&line(address))))?;
            }
        }
        transaction.execute("insert into address (address) values ('rebuild')", ())?;
        transaction.commit()?;
        connection.execute_batch("insert into address (address) values ('optimize')")?;
        Ok(Fts5 { connection: Some(connection), folder })
    }

    pub(crate) fn bytes(&self) -> Result<u64> {
        Ok(std::fs::metadata(self.folder.join("addresses.db"))?.len())
    }

    /// The line most like the question among those that match; a list that is too long is cut.
    fn first(&self, pattern: &str, question: &str) -> Result<Option<AddressCode>> {
        let Some(connection) = &self.connection else { return Ok(None) };
        let mut statement = connection
            .prepare_cached("select rowid, folded from address where address match ?1 limit 5000")?;
        let mut rows = statement.query([pattern])?;
        let mut best: Option<(f64, u32)> = None;
        while let Some(row) = rows.next()? {
            let alike = similarity(row.get_ref(1)?.as_str()?, question);
            if best.is_none_or(|(most, _)| alike > most) {
                best = Some((alike, row.get(0)?));
            }
        }
        Ok(best.map(|(_, code)| AddressCode(code)))
    }
}

impl Drop for Fts5 {
    fn drop(&mut self) {
        self.connection = None;
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("{}: {error}", self.folder.display());
        }
    }
}

/// Whole words: each with the spaces around it, so that even `5` makes a trigram.
fn whole(words: &[String]) -> String {
    words.iter().map(|w| format!("\" {w} \"")).collect::<Vec<_>>().join(" AND ")
}

/// The last word as a beginning, the others whole.
fn last_as_beginning(words: &[String]) -> Option<String> {
    let (last, before) = words.split_last()?;
    let beginning = (last.len() >= 2).then(|| format!("\" {last}\""))?;
    Some(if before.is_empty() { beginning } else { format!("{} AND {beginning}", whole(before)) })
}

/// All words whole but one, of which half will do; whichever may be mistyped.
fn one_mistyped(words: &[String]) -> Option<String> {
    let alternatives: Vec<String> = (0..words.len())
        .filter_map(|at| {
            let (first, second) = halves(words.get(at).filter(|w| may_be_mistyped(w))?);
            let rest: Vec<String> =
                words.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, w)| w.clone()).collect();
            let half = format!("(\"{first}\" OR \"{second}\")");
            Some(if rest.is_empty() { half } else { format!("({} AND {half})", whole(&rest)) })
        })
        .collect();
    (!alternatives.is_empty()).then(|| alternatives.join(" OR "))
}

/// All words whole but one, whichever may be mistyped in the middle.
fn all_but_one(words: &[String]) -> Option<String> {
    let alternatives: Vec<String> = (0..words.len())
        .filter(|&at| words.len() > 1 && words.get(at).is_some_and(|word| may_be_mistyped(word)))
        .map(|at| {
            let rest: Vec<String> =
                words.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, w)| w.clone()).collect();
            format!("({})", whole(&rest))
        })
        .collect();
    (!alternatives.is_empty()).then(|| alternatives.join(" OR "))
}

impl Contestant for Fts5 {
    fn name(&self) -> &'static str {
        "FTS5 trigram"
    }

    fn ask(&mut self, question: &str) -> Result<Option<AddressCode>> {
        let words = words(question);
        if words.is_empty() {
            return Ok(None);
        }
        let question = words.join(" ");
        let patterns =
            [Some(whole(&words)), last_as_beginning(&words), one_mistyped(&words), all_but_one(&words)];
        for pattern in patterns.into_iter().flatten() {
            if let found @ Some(_) = self.first(&pattern, &question)? {
                return Ok(found);
            }
        }
        Ok(None)
    }
}
