//! Counting large police files by month, category and area.
//!
//!   crime_files FOLDER [ROWS]     rows of the file, 5,000,000 when not said; the files stay in FOLDER for the peer
//!
//! Two files are drawn from a seed: the Czech crime map (rows of one incident next to each other, then in any order) and
//! streets of data.police.uk. Areas are cells of a grid of a tenth of a degree. Each figure is the median of five runs,
//! on all threads; what one thread counts must be the same. The cells are written beside the files, for the peer to hold
//! its own against.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use crime_files::Point;
use crime_files::fast::{self, Counted, Layout};
use crime_files::police::Codebook;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("crime_files FOLDER [ROWS]")?;
    let folder = Path::new(&folder);
    let rows: usize = arguments.next().map_or(Ok(5_000_000), |text| text.parse())?;
    println!("{}; load average {}", benches::machine(), benches::load());
    let types = Codebook::read(types().as_bytes())?;
    for (name, text, layout) in [
        ("map", map(rows, false), Layout::Map(&types)),
        ("map_scattered", map(rows, true), Layout::Map(&types)),
        ("streets", streets(rows), Layout::Streets),
    ] {
        race(folder, name, rows, &text, layout)?;
        std::fs::write(folder.join(format!("{name}.csv")), text)?;
    }
    std::fs::write(folder.join("types.csv"), self::types())?;
    Ok(())
}

fn race(folder: &Path, name: &str, rows: usize, text: &str, layout: Layout<'_>) -> Outcome {
    let before = benches::resident_bytes().unwrap_or(0);
    let count = || fast::count(text.as_bytes(), layout, &grid);
    let (mut runs, mut counted) = (Vec::new(), None);
    for _ in 0..5 {
        let began = Instant::now();
        counted = Some(count()?);
        runs.push(began.elapsed());
    }
    runs.sort_unstable();
    let counted = counted.ok_or("nothing was counted")?;
    let (size, median) = (text.len() as f64 / 1e6, runs[2].as_secs_f64());
    println!(
        "{name}: {rows} rows, {size:.0} MB, {} incidents, {} cells",
        counted.incidents,
        counted.cells.len()
    );
    println!("  counted in {median:.2} s, {:.0} MB/s", size / median);
    let after = benches::resident_bytes().unwrap_or(0);
    println!("  memory beside the text: {} MB more than before", after.saturating_sub(before) / 1_000_000);
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
