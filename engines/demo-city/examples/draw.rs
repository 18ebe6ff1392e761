//! Draws the invented town as SVG on standard output, address points coloured by precinct.
//!
//! `cargo run --release -p demo-city --example draw [SEED] > town.svg`
//!
//! For people who change the generator: a table of counts does not show that a street runs through a church.

use std::fmt::Write;

use demo_city::{DemoCity, LonLat};

fn main() {
    let seed = std::env::args().nth(1).and_then(|s| s.parse().ok()).unwrap_or(DemoCity::SEED);
    let start = std::time::Instant::now();
    let town = DemoCity::generate(seed);
    let took = start.elapsed();
    let mut svg = String::from(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-4900 -4200 9800 8400' width='2450' height='2100'>\
         <rect x='-4900' y='-4200' width='9800' height='8400' fill='#fbfaf6'/>\n",
    );
    for d in &town.districts {
        path(&mut svg, &d.outline, "fill='#f0efe8' stroke='#888' stroke-width='14'");
    }
    for s in &town.streets {
        path(&mut svg, &s.axis, "fill='none' stroke='#cfcabb' stroke-width='7'");
    }
    for a in &town.state_police_areas {
        path(&mut svg, &a.outline, "fill='none' stroke='#1d5fbf' stroke-width='6' stroke-dasharray='40 25'");
    }
    for a in &town.addresses {
        if let Some(p) = a.position {
            let hue = a.precinct * 360 * 7 / 30 % 360;
            let (x, y) = (830_000.0 - p.y, p.x - 1_016_000.0);
            let _ = writeln!(svg, "<circle cx='{x:.1}' cy='{y:.1}' r='6' fill='hsl({hue},70%,40%)'/>");
        }
    }
    svg.push_str("</svg>\n");
    println!("{svg}");
    eprintln!(
        "seed {seed}: {} addresses, {} streets, {} people, {took:?}",
        town.addresses.len(),
        town.streets.len(),
        town.population()
    );
    for d in &town.districts {
        eprintln!("{:24} {:6} people {:6} ha", d.name, d.population, d.area_ha);
    }
}

/// A line in metres from the centre; degrees are turned back with the local scale, good enough to look at.
fn path(svg: &mut String, line: &[LonLat], style: &str) {
    svg.push_str("<path d='");
    for (i, p) in line.iter().enumerate() {
        let (u, v) = (p.lon - 13.159_330_9, p.lat - 50.214_364_9);
        // Inverse of the linear part of the projection.
        let det = 0.110_771_658 * 0.071_080_299 + 0.017_155_925 * 0.011_008_667;
        let e = (u * 0.071_080_299 + v * 0.017_155_925) / det * 8000.0;
        let n = (v * 0.110_771_658 - u * 0.011_008_667) / det * 8000.0;
        let _ = write!(svg, "{}{e:.1} {:.1}", if i == 0 { "M" } else { "L" }, -n);
    }
    let _ = writeln!(svg, "' {style}/>");
}
