//! Counting large police files by month, category and area, from the file.
//!
//!   crime_files write FOLDER [ROWS]   writes the files; 5,000,000 rows each when not said
//!   crime_files count FOLDER NAME     counts one, and writes the cells beside it for the peer to hold its own against
//!
//! Three files are drawn from a seed: the Czech crime map (`map`: rows of one incident next to each other; `map_scattered`:
//! in any order) and `streets` of data.police.uk. Areas are cells of a grid of a tenth of a degree. Counting is a process of its
//! own, so that its memory and processor time are those of counting; the file is read from the cache of pages each time, as the
//! peer reads it. Each figure is the median of three runs on all threads; what one thread counts must be the same.

use std::fmt::Write as _;
use std::fs::File;
use std::path::Path;
use std::time::Instant;

use crime_files::Point;
use crime_files::fast::{self, Counted, Layout};
use crime_files::police::Codebook;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", folder] => write(Path::new(folder), 5_000_000),
        ["write", folder, rows] => write(Path::new(folder), rows.parse()?),
        ["count", folder, name] => count(Path::new(folder), name),
        _ => Err("crime_files write FOLDER [ROWS] | count FOLDER NAME".into()),
    }
}

fn write(folder: &Path, rows: usize) -> Outcome {
    println!("{}; load average {}", benches::machine(), benches::load());
    std::fs::write(folder.join("types.csv"), types())?;
    std::fs::write(folder.join("map.csv"), map(rows, false))?;
    std::fs::write(folder.join("map_scattered.csv"), map(rows, true))?;
    std::fs::write(folder.join("streets.csv"), streets(rows))?;
    Ok(())
}

fn count(folder: &Path, name: &str) -> Outcome {
    let types = Codebook::read(types().as_bytes())?;
    let layout = if name == "streets" { Layout::Streets } else { Layout::Map(&types) };
    let path = folder.join(format!("{name}.csv"));
    let count = || -> Outcome<Counted> { Ok(fast::count_from(File::open(&path)?, layout, &grid)?) };
    let (mut runs, mut counted) = (Vec::new(), None);
    let (began_all, processor) = (Instant::now(), benches::processor_seconds().unwrap_or(0.0));
    for _ in 0..3 {
        let began = Instant::now();
        counted = Some(count()?);
        runs.push(began.elapsed().as_secs_f64());
    }
    let busy = began_all.elapsed().as_secs_f64();
    let processor = benches::processor_seconds().unwrap_or(0.0) - processor;
    runs.sort_unstable_by(f64::total_cmp);
    let counted = counted.ok_or("nothing was counted")?;
    let most = benches::most_resident_bytes().unwrap_or(0) / 1_000_000;
    println!(
        "{name}: ours {:.2} s, {:.2} s of processor ({:.1} cores), at most {most} MB; {} rows, {:.0} MB, {} incidents, {} cells",
        runs[1],
        processor / 3.0,
        processor / busy,
        counted.report.rows,
        path.metadata()?.len() as f64 / 1e6,
        counted.incidents,
        counted.cells.len()
    );
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let began = Instant::now();
    let single = pool.install(count)?;
    println!("  on one thread {:.2} s", began.elapsed().as_secs_f64());
    if single != counted {
        return Err(format!("{name}: the counts depend on the number of threads").into());
    }
    std::fs::write(folder.join(format!("{name}.cells")), cells(&counted))?;
    Ok(())
}

/// Cells as lines `month,area,category,incidents`.
fn cells(counted: &Counted) -> String {
    let mut text = String::new();
    for it in &counted.cells {
        let name = usize::try_from(it.category).ok().and_then(|at| counted.categories.get(at));
        let category = name.cloned().unwrap_or_else(|| it.category.to_string());
        let _ = writeln!(text, "{},{},{category},{}", it.month, it.area, it.incidents);
    }
    text
}

fn grid(points: &[Point], areas: &mut [u32]) {
    for (point, area) in points.iter().zip(areas) {
        *area = ((point.lat * 10.0).floor() * 1000.0 + (point.lon * 10.0).floor()) as u32;
    }
}

/// Ten roots with twelve types each.
fn types() -> String {
    let mut text = "id,parent_id1,parent_id2,parent_id3,name\n".to_owned();
    for root in 0..10 {
        let first = root * 13 + 1;
        let _ = writeln!(text, "{first},,,,r{root}");
        for child in 1..13 {
            let _ = writeln!(text, "{},{first},,,c{child}", first + child);
        }
    }
    text
}

/// SplitMix64.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// The crime map of eleven years: one to three rows an incident.
fn map(rows: usize, scattered: bool) -> String {
    let mut draw = Draw(7);
    let mut lines = Vec::with_capacity(rows);
    let mut id = 1_000_000;
    while lines.len() < rows {
        id += 1 + draw.below(3);
        let (lon, lat) = (13.2 + draw.below(400_000) as f64 / 1e6, 49.6 + draw.below(300_000) as f64 / 1e6);
        let (year, month, day) = (2013 + draw.below(11), 1 + draw.below(12), 1 + draw.below(28));
        let (hour, minute, state) = (draw.below(24), draw.below(60), 1 + draw.below(8));
        let zone = if (4..10).contains(&month) { 2 } else { 1 };
        let mut code = draw.below(100);
        for _ in 0..=draw.below(3) {
            code += 1 + draw.below(15);
            lines.push(format!(
                "{id},{lon:.6},{lat:.6},false,{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00+0{zone}:00,{state},4,{code}\n"
            ));
        }
    }
    lines.truncate(rows);
    if scattered {
        for at in (1..lines.len()).rev() {
            lines.swap(at, draw.below(at as u64 + 1) as usize);
        }
    }
    format!("id,x,y,mp,date,state,relevance,types\n{}", lines.concat())
}

/// Months of data.police.uk: a fifth without an id.
fn streets(rows: usize) -> String {
    const KINDS: [&str; 6] =
        ["Burglary", "Other theft", "Vehicle crime", "Violence and sexual offences", "Robbery", "Drugs"];
    let mut draw = Draw(11);
    let mut text = crime_files::abroad::STREET_COLUMNS.join(",");
    text.push('\n');
    for _ in 0..rows {
        let nameless = draw.below(5) == 0;
        if !nameless {
            for _ in 0..4 {
                let _ = write!(text, "{:016x}", draw.below(u64::MAX));
            }
        }
        let kind = if nameless { "Anti-social behaviour" } else { KINDS[draw.below(6) as usize] };
        let (lon, lat) = (draw.below(900_000) as f64 / 1e6, 51.0 + draw.below(900_000) as f64 / 1e6);
        let (year, month) = (2018 + draw.below(6), 1 + draw.below(12));
        let (street, area) = (draw.below(90_000), draw.below(30_000));
        let _ = writeln!(
            text,
            ",{year}-{month:02},South Yorkshire Police,South Yorkshire Police,{lon:.6},{lat:.6},On or near Street {street},\
             E010{area:05},Sheffield 0{:02}B,{kind},Investigation complete; no suspect identified,",
            area % 100
        );
    }
    text
}
