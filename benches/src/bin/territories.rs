//! How fast is "who covers this point" and "who covers this door": prints machine, sizes and medians.
//!
//! Three layers of 5,000 polygons each ([`benches::tessellation`]); points are random over the same square.

use std::time::Duration;

use benches::tessellation::{layer, points};
use benches::{machine, quantile, resident_bytes, timed};
use territories::polygons::{Assignment, Atlas, Territory, flaws};
use territories::rules::{ConflictPolicy, Resolution, Town, compile, parse};

/// Runs `work` on `n` things `runs` times and returns millions of things a second at the median time.
fn millions(n: usize, runs: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<Duration> = (0..runs).map(|_| timed(&mut work).1).collect();
    times.sort();
    n as f64 / quantile(&times, 0.5).as_secs_f64() / 1e6
}

fn polygons() {
    let layers: Vec<Vec<Territory>> = (0..3).map(|i| layer(i + 1, 100, 50)).collect();
    let slices: Vec<&[Territory]> = layers.iter().map(Vec::as_slice).collect();
    let vertices: usize = layers.iter().flatten().flat_map(|t| t.shape.rings()).map(|r| r.0.len()).sum();
    let (atlas, took) = timed(|| Atlas::new(&slices));
    let atlas = match atlas {
        Ok(atlas) => atlas,
        Err(error) => return println!("atlas: {error}"),
    };
    let count: usize = layers.iter().map(Vec::len).sum();
    let (cells, megabytes) = (atlas.cells(), atlas.bytes() / 1_000_000);
    println!(
        "polygons     {count} in 3 layers, {vertices} vertices; {cells} cells, {megabytes} MB, built in {took:.2?}"
    );
    let n = 2_000_000;
    let points = points(7, n);
    let mut out = vec![Assignment::Nobody; n * 3];
    let many = millions(n, 5, || atlas.assign_many(&points, &mut out));
    let single = out.iter().filter(|a| matches!(a, Assignment::Inside(_))).count();
    println!(
        "assign_many  {many:.2} M points/s to three territories ({single} of {} answers name one)",
        n * 3
    );
    let mut one = [Assignment::Nobody; 3];
    let mut sum = 0u64;
    let alone = millions(n, 5, || {
        for point in &points {
            atlas.assign(*point, &mut one);
            sum += u64::from(matches!(one[0], Assignment::Inside(_)));
        }
    });
    println!("assign       {alone:.2} M points/s to three territories, one by one (check {sum})");
    sum = 0;
    let near = millions(200_000, 3, || {
        for point in points.iter().take(200_000) {
            sum += u64::from(atlas.distance_to_border_m(0, *point, 5.0).is_some());
        }
    });
    let (found, took) = timed(|| flaws(slices.first().copied().unwrap_or_default(), 1.0));
    println!("flaws        {} in one layer of 5,000 polygons, looked for in {took:.2?}", found.len());
    println!("border       {near:.2} M points/s: is a border within 5 m? (check {sum})");
}

/// 30 precincts × 50 streets × 40 doors; every street is split between two precincts.
fn rules() {
    let word =
        |n: usize| (0..3).map(|k| (b'a' + (n / 17usize.pow(k) % 17) as u8) as char).collect::<String>();
    let mut town = Town::new("Vzorov");
    let mut text = String::from("# Vzorov\n");
    for precinct in 0..30 {
        text.push_str(&format!("Okrsek {precinct}\n"));
        for street in 0..50 {
            let (mine, next) = (word(precinct * 50 + street), word((precinct + 1) % 30 * 50 + street));
            for number in 1..=40 {
                town.add(&format!("Ulice {mine}"), &format!("č.p. {}", 1_000 + number), &number.to_string());
            }
            text.push_str(&format!("Ulice {mine} - lichá č. 1–21, sudá č. 2–18, 24 a výše\n"));
            text.push_str(&format!("Ulice {next} - lichá č. 23 a výše, sudá č. 20, 22\n"));
        }
        text.push('\n');
    }
    let (document, read) = timed(|| parse(&text));
    let (lines, doors) = (document.lines().count(), town.doors().len());
    let (compiled, took) = timed(|| compile(&document, &town, ConflictPolicy::SpecificBeatsBare));
    println!("rules        {lines} lines read in {read:.2?}, compiled against {doors} doors in {took:.2?}");
    let mut covered = 0;
    let speed = millions(doors, 15, || {
        let mine = |door| matches!(compiled.resolve(door), Resolution::Covered(_));
        covered = town.doors().iter().filter(|door| mine(door)).count();
    });
    println!("resolve      {speed:.2} M doors/s ({covered} of {doors} covered)");
}

fn main() {
    println!("{}", machine());
    polygons();
    rules();
    if let Some(bytes) = resident_bytes() {
        println!("resident     {} MB", bytes / 1_000_000);
    }
}
