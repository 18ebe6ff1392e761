//! Writes the whole country as a person would import it, and questions to ask afterwards.
//!
//! `country FOLDER [addresses] [questions]` makes `FOLDER/country-N.csv` (windows-1250, as published) and
//! `FOLDER/questions.txt`: mixed spellings, one question a line, percent-encoded for a URL.

use std::path::Path;

use addresses::ruian::Reader;
use addresses::{Date, Edition, Register, RegisterBuilder};
use benches::country::{Country, Dice, WHOLE_COUNTRY, country};
use benches::questions::{Spelling, questions};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: country FOLDER [addresses] [questions]")?;
    let folder = Path::new(&folder);
    let rows = arguments.next().map_or(Ok(WHOLE_COUNTRY), |n| n.parse())?;
    let count: usize = arguments.next().map_or(Ok(20_000), |n| n.parse())?;
    std::fs::create_dir_all(folder)?;
    let country = country(rows);
    for (i, file) in country.files.iter().enumerate() {
        std::fs::write(folder.join(format!("country-{i}.csv")), file)?;
    }
    std::fs::write(folder.join("questions.txt"), mixed(&register(&country)?, count))?;
    println!("{} real and {} invented addresses, {count} questions", country.real, country.invented);
    Ok(())
}

fn register(country: &Country) -> Result<Register, Failure> {
    let mut builder = RegisterBuilder::new();
    let mut failed = None;
    for file in &country.files {
        let mut reader = Reader::new();
        let mut take = |row: Result<addresses::Record<'_>, addresses::ruian::Refusal>| {
            if let Ok(record) = row {
                failed = builder.push(&record).err().or(failed.take());
            }
        };
        reader.push(file, &mut take)?;
        reader.finish(&mut take)?;
    }
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(builder.finish(Edition { as_of: Date::new(2023, 12, 31) })?.register),
    }
}

/// The spellings in turn, a quarter each.
fn mixed(register: &Register, count: usize) -> String {
    let dice = &mut Dice(23);
    let mut lists: Vec<_> = Spelling::JUDGED
        .into_iter()
        .map(|spelling| questions(register, spelling, count.div_ceil(4), dice).into_iter())
        .collect();
    let mut text = String::new();
    for i in 0..count {
        let list = i % lists.len();
        if let Some((_, question)) = lists.get_mut(list).and_then(Iterator::next) {
            text.push_str(&encoded(&question));
            text.push('\n');
        }
    }
    text
}

/// Percent-encoded as in a query of a URL.
fn encoded(text: &str) -> String {
    let byte = |b: u8| match b {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
        _ => format!("%{b:02X}"),
    };
    text.bytes().map(byte).collect()
}
