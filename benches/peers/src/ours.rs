//! The address search of this project.

use std::sync::Arc;
use std::time::Duration;

use addresses::ruian::Reader;
use addresses::{AddressCode, Ask, Date, Edition, Place, Register, RegisterBuilder, Search};
use anyhow::Result;
use benches::country::Country;
use benches::timed;

use crate::addresses_race::Contestant;

/// Reads at most `most` addresses of the country and opens the search; with the time from CSV to the first answer.
pub(crate) fn open(country: &Country, most: usize) -> Result<(Search, Duration)> {
    let (register, reading) = timed(|| register(country, most));
    let register = Arc::new(register?);
    let (search, opening) = timed(|| Search::open(register, &[]));
    Ok((search, reading + opening))
}

fn register(country: &Country, most: usize) -> Result<Register> {
    let mut builder = RegisterBuilder::new();
    let (mut failed, mut left) = (None, most);
    for file in &country.files {
        let mut reader = Reader::new();
        let mut take = |row: Result<addresses::Record<'_>, addresses::ruian::Refusal>| {
            if let (Ok(record), Some(_)) = (row, left.checked_sub(1)) {
                left -= 1;
                failed = builder.push(&record).err().or(failed.take());
            }
        };
        for chunk in file.chunks(1 << 16) {
            reader.push(chunk, &mut take)?;
        }
        reader.finish(&mut take)?;
    }
    if let Some(error) = failed {
        return Err(error.into());
    }
    Ok(builder.finish(Edition { as_of: Date::new(2023, 12, 31) })?.register)
}

/// `find` for whole questions, `suggest` while one is being typed.
pub(crate) struct Ours<'s> {
    pub(crate) search: &'s Search,
    pub(crate) typing: bool,
}

impl Contestant for Ours<'_> {
    fn name(&self) -> &'static str {
        "ours"
    }

    fn ask(&mut self, question: &str) -> Result<Option<AddressCode>> {
        let ask = Ask::anywhere(question);
        let first = if self.typing {
            self.search.suggest(&ask, 8).into_iter().next()
        } else {
            self.search.find(&ask).hits.into_iter().next()
        };
        Ok(match first.map(|hit| hit.place) {
            Some(Place::Address(at)) => self.search.register().address_at(at).map(|address| address.code()),
            _ => None,
        })
    }
}
