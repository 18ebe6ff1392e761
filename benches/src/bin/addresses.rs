//! Address search over the whole country: reading, building, saving, loading, suggesting, finding.
//!
//! `cargo run --release -p benches --bin addresses [rows]`; figures are printed, never asserted.
//! Wall time counts what other programs took from the processor, processor time does not: both are printed,
//! with the load of the machine. `ONLY_SUGGEST=1` leaves out accuracy, `SLOWEST=1` prints slow questions, `WRONG=1` prints questions whose first hit is another address.

use std::sync::Arc;
use std::time::{Duration, Instant};

use addresses::ruian::{FileError, Reader};
use addresses::{Address, Ask, Date, Edition, Place, Register, RegisterBuilder, Search};
use benches::country::{Country, Dice, WHOLE_COUNTRY, country};
use benches::{load_average, machine, quantile, resident_bytes, timed, timed_twice};

type Failure = Box<dyn std::error::Error>;
type Chunks = Vec<Vec<u8>>;

fn main() -> Result<(), Failure> {
    let rows = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(WHOLE_COUNTRY);
    println!("machine             {}", machine());
    let country = country(rows);
    println!("addresses           {} real + {} invented", country.real, country.invented);
    read(&country)?;
    let (register, chunks) = build(country)?;
    drop(register);
    let (loaded, load) = timed(|| Register::from_chunks(&chunks));
    let register = Arc::new(loaded?);
    drop(chunks);
    let (search, open) = timed(|| Search::open(register.clone(), &[]));
    println!("load register       {:.0} ms", load.as_secs_f64() * 1e3);
    println!("open search         {:.0} ms", open.as_secs_f64() * 1e3);
    println!(
        "register, search    {:.1} MB, {:.1} MB",
        mb(register.memory_bytes()),
        mb(search.memory_bytes())
    );
    println!("resident            {:.0} MB", mb(resident_bytes().unwrap_or(0) as usize));
    suggest(&search);
    if std::env::var_os("ONLY_SUGGEST").is_none() {
        accuracy(&search);
    }
    Ok(())
}

fn mb(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// The parser alone: records are counted and dropped.
fn read(country: &Country) -> Result<(), Failure> {
    let bytes = mb(country.files.iter().map(Vec::len).sum());
    let mut reasons = Vec::new();
    let (result, took) = timed(|| -> Result<(u64, u64), FileError> {
        let mut totals = (0, 0);
        for file in &country.files {
            let mut reader = Reader::new();
            let mut see = |row: Result<addresses::Record<'_>, addresses::ruian::Refusal>| {
                if let Err(refusal) = row
                    && reasons.len() < 5
                {
                    reasons.push(refusal);
                }
            };
            for chunk in file.chunks(1 << 16) {
                reader.push(chunk, &mut see)?;
            }
            let summary = reader.finish(&mut see)?;
            totals = (totals.0 + summary.records, totals.1 + summary.refused);
        }
        Ok(totals)
    });
    let (records, refused) = result?;
    let speed = bytes / took.as_secs_f64();
    println!("parse CSV           {speed:.0} MB/s ({bytes:.0} MB, {records} records, {refused} refused)");
    reasons.iter().for_each(|reason| println!("                    refused, for example: {reason:?}"));
    Ok(())
}

fn build(country: Country) -> Result<(Register, Chunks), Failure> {
    let start = Instant::now();
    let mut builder = RegisterBuilder::new();
    let mut failed = None;
    for file in &country.files {
        let mut reader = Reader::new();
        let mut take = |row: Result<addresses::Record<'_>, addresses::ruian::Refusal>| {
            if let Ok(record) = row {
                failed = builder.push(&record).err().or(failed);
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
    println!("read into builder   {:.2} s (parsing included)", start.elapsed().as_secs_f64());
    let (built, sorted) = timed(|| builder.finish(Edition { as_of: Date::new(2023, 12, 31) }));
    let register = built?.register;
    println!("sort into register  {:.2} s", sorted.as_secs_f64());
    let (chunks, saved) = timed(|| register.to_chunks(4 << 20));
    let bytes = mb(chunks.iter().map(Vec::len).sum());
    println!(
        "save                {:.0} ms, {bytes:.1} MB in {} chunks",
        saved.as_secs_f64() * 1e3,
        chunks.len()
    );
    Ok((register, chunks))
}

/// Street, number and town of an address as a person writes them: the pair or the orientation number alone.
struct Question {
    name: String,
    number: String,
    town: String,
}

impl Question {
    fn about(address: Address<'_>, dice: &mut Dice) -> Question {
        let number = match address.orientation() {
            Some(orientation) if dice.below(2) == 0 => orientation.to_string(),
            _ => address.numbers(),
        };
        Question { name: name_of(address).to_owned(), number, town: address.municipality().name().to_owned() }
    }

    fn plain(&self) -> String {
        format!("{} {}, {}", self.name, self.number, self.town)
    }

    fn swapped(&self, dice: &mut Dice) -> String {
        let Question { name, number, town } = self;
        match dice.below(3) {
            0 => format!("{number} {name}, {town}"),
            1 => format!("{town}, {name} {number}"),
            _ => format!("{town} {number} {name}"),
        }
    }

    fn mistyped(&self, dice: &mut Dice) -> Option<String> {
        Some(format!("{} {}, {}", with_typo(&self.name, dice)?, self.number, self.town))
    }
}

fn name_of(address: Address<'_>) -> &str {
    address.street().map_or(address.part().name(), |street| street.name())
}

/// One address of all.
fn sample<'r>(all: &[Address<'r>], dice: &mut Dice) -> Option<Address<'r>> {
    all.get(dice.below(all.len())).copied()
}

/// One letter inserted, dropped or changed, or two exchanged, in a word of at least four letters.
fn with_typo(name: &str, dice: &mut Dice) -> Option<String> {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let long = |w: &String| w.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let places: Vec<usize> = (0..words.len()).filter(|&i| words.get(i).is_some_and(long)).collect();
    let word = words.get_mut(*places.get(dice.below(places.len()))?)?;
    let mut letters: Vec<char> = word.chars().collect();
    let letter = char::from(b'a' + dice.below(26) as u8);
    let at = dice.below(letters.len() - 1);
    match dice.below(4) {
        0 => letters.insert(at, letter),
        1 => drop(letters.remove(at)),
        2 => letters.splice(at..=at, [letter]).for_each(drop),
        _ => letters.swap(at, at + 1),
    }
    *word = letters.into_iter().collect();
    Some(words.join(" "))
}

fn without_accents(text: &str) -> String {
    const FROM: &str = "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ";
    const TO: &str = "acdeeinorstuuyzACDEEINORSTUUYZ";
    let plain = |c| FROM.chars().position(|f| f == c).and_then(|i| TO.chars().nth(i)).unwrap_or(c);
    text.chars().map(plain).collect::<String>().to_lowercase()
}

/// 100,000 mixed questions, half of them cut off while being typed, a quarter asked at home.
fn suggest(search: &Search) {
    let all: Vec<Address<'_>> = search.register().addresses().collect();
    let mut dice = Dice(7);
    let mut questions = Vec::new();
    while questions.len() < 100_000 {
        let Some(address) = sample(&all, &mut dice) else { return };
        let question = Question::about(address, &mut dice);
        let whole = match dice.below(4) {
            0 => question.plain(),
            1 => without_accents(&question.plain()),
            2 => question.swapped(&mut dice),
            _ => question.mistyped(&mut dice).unwrap_or_else(|| question.plain()),
        };
        let length = whole.chars().count();
        let keep = if dice.below(2) == 0 { length } else { 3 + dice.below(length.saturating_sub(2)) };
        let home = (dice.below(4) == 0).then(|| address.municipality().code());
        questions.push((whole.chars().take(keep).collect::<String>(), home));
    }
    let mut hits = 0;
    let (mut wall, mut busy) = (Vec::with_capacity(questions.len()), Vec::with_capacity(questions.len()));
    for (i, (text, home)) in questions.iter().enumerate() {
        let (found, took, used) = timed_twice(|| search.suggest(&Ask { text, home: *home }, 8));
        hits += found.len();
        wall.push((took, i));
        busy.push((used, i));
    }
    println!(
        "suggest             {} questions, {hits} hits, load {:.1}",
        wall.len(),
        load_average().unwrap_or(0.0)
    );
    for (clock, times) in [("wall", &mut wall), ("processor", &mut busy)] {
        times.sort_unstable();
        let sorted: Vec<Duration> = times.iter().map(|&(t, _)| t).collect();
        let at = |share| micros(quantile(&sorted, share));
        let total: Duration = sorted.iter().sum();
        println!(
            "  {clock:<17} median {:.1} µs, p90 {:.1}, p99 {:.1}, p99.9 {:.1}, max {:.0} µs; {:.0}/s",
            at(0.5),
            at(0.9),
            at(0.99),
            at(0.999),
            at(1.0),
            sorted.len() as f64 / total.as_secs_f64(),
        );
    }
    if std::env::var_os("SLOWEST").is_some() {
        for &(took, i) in busy.iter().rev().take(1000).step_by(25) {
            println!("  {took:?} {:?}", questions.get(i));
        }
    }
}

/// Writes a question in one class of spelling; `None` when the name is too short for it.
type Spell = fn(&Question, &mut Dice) -> Option<String>;

const CLASSES: [(&str, Spell); 5] = [
    ("exact", |q, _| Some(q.plain())),
    ("no diacritics", |q, _| Some(without_accents(&q.plain()))),
    ("swapped order", |q, dice| Some(q.swapped(dice))),
    ("one typo", |q, dice| q.mistyped(dice)),
    ("typo, no diacritics", |q, dice| q.mistyped(dice).map(|text| without_accents(&text))),
];

/// How often the first hit is the address asked for, by class of question.
fn accuracy(search: &Search) {
    let all: Vec<Address<'_>> = search.register().addresses().collect();
    for (class, spell) in CLASSES {
        let mut dice = Dice(11);
        let (mut right, mut same, mut shown) = (0u32, 0u32, 0);
        let mut times = Vec::new();
        while times.len() < 20_000 {
            let Some(address) = sample(&all, &mut dice) else { return };
            let question = Question::about(address, &mut dice);
            let Some(text) = spell(&question, &mut dice) else { continue };
            let (found, took) = timed(|| search.find(&Ask::anywhere(&text)));
            times.push(took);
            let first = found.hits.first().and_then(|hit| match hit.place {
                Place::Address(at) => search.register().address_at(at),
                _ => None,
            });
            same += u32::from(first == Some(address));
            let fits = first.is_some_and(|first| first == address || answers(first, &question, class));
            right += u32::from(fits);
            if !fits && shown < 25 && std::env::var_os("WRONG").is_some() {
                shown += 1;
                let got = first.map(Address::one_line);
                println!("  {text:?}: {} but {:?} {got:?}", address.one_line(), found.outcome);
            }
        }
        times.sort_unstable();
        let share = |n| f64::from(n) * 100.0 / times.len() as f64;
        println!(
            "find, {class:<20} right first {:.2} % (very address {:.2} %), median {:.1} µs, p99 {:.1} µs, {} questions",
            share(right),
            share(same),
            micros(quantile(&times, 0.5)),
            micros(quantile(&times, 0.99)),
            times.len(),
        );
    }
}

/// Namesakes: the question itself cannot tell two villages, or two streets of a town, of one name apart.
fn answers(first: Address<'_>, question: &Question, class: &str) -> bool {
    let seen =
        |text: &str| if class.contains("no diacritics") { without_accents(text) } else { text.to_owned() };
    let alone = first.orientation().map(|o| o.to_string());
    seen(name_of(first)) == seen(&question.name)
        && seen(first.municipality().name()) == seen(&question.town)
        && (alone.as_deref() == Some(&question.number) || first.numbers() == question.number)
}
