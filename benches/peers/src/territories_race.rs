//! Points to three territories each: the atlas of this project and PostGIS, one by one and in bulk.

use std::time::Duration;

use anyhow::{Result, ensure};
use benches::tessellation::{layer, points};
use benches::{quantile, timed};
use territories::polygons::{Assignment, Atlas, Point, Territory};

use crate::postgres::Postgres;

/// Points asked one by one of PostGIS.
const SINGLE: usize = 20_000;
/// Points joined in bulk by PostGIS, and asked of ours in both ways.
const MANY: usize = 200_000;
const RUNS: usize = 3;

pub(crate) fn run(database: Postgres) -> Result<()> {
    let layers: Vec<Vec<Territory>> = (0..3).map(|i| layer(i + 1, 100, 50)).collect();
    let slices: Vec<&[Territory]> = layers.iter().map(Vec::as_slice).collect();
    let vertices: usize = layers.iter().flatten().flat_map(|t| t.shape.rings()).map(|r| r.0.len()).sum();
    let count: usize = layers.iter().map(Vec::len).sum();
    println!("## Point to three territories: {count} polygons in 3 layers, {vertices} vertices\n");
    let points = points(7, MANY);
    let (atlas, built) = timed(|| Atlas::new(&slices));
    let atlas = atlas?;
    let ours = ours(&atlas, &points);
    let (loaded, loading) = timed(|| fill(&database, &layers, &points));
    loaded?;
    println!("ready in: ours {built:.2?}, PostGIS {loading:.2?} (rows, index, statistics)\n");
    let single = one_by_one(&database, &points, &ours.answers)?;
    let (by_territory, by_point) = joins(&database)?;
    println!("| work | who | points | points/s | ours is faster |\n|---|---|---:|---:|---:|");
    let row = |work: &str, who: &str, n: usize, speed: f64, ours: f64| {
        println!("| {work} | {who} | {n} | {speed:.0} | {:.0}× |", ours / speed);
    };
    row("one by one", "ours", MANY, ours.single, ours.single);
    row("one by one", "PostGIS, prepared statement", SINGLE, single, ours.single);
    row("in bulk", "ours", MANY, ours.bulk, ours.bulk);
    row("in bulk", "PostGIS, join by the index of territories", MANY, by_territory, ours.bulk);
    row("in bulk", "PostGIS, join by the index of points", MANY, by_point, ours.bulk);
    println!();
    Ok(())
}

struct Ours {
    single: f64,
    bulk: f64,
    answers: Vec<Assignment>,
}

/// Points a second at the median of the runs.
fn speed(n: usize, mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    n as f64 / quantile(&times, 0.5).as_secs_f64().max(1e-9)
}

fn ours(atlas: &Atlas, points: &[Point]) -> Ours {
    let mut answers = vec![Assignment::Nobody; points.len() * 3];
    let bulk = (0..RUNS + 2).map(|_| timed(|| atlas.assign_many(points, &mut answers)).1).collect();
    let mut one = answers.clone();
    let mut one_by_one = || {
        for (point, out) in points.iter().zip(one.chunks_exact_mut(3)) {
            atlas.assign(*point, out);
        }
    };
    let single = (0..RUNS + 2).map(|_| timed(&mut one_by_one).1).collect();
    Ours { single: speed(points.len(), single), bulk: speed(points.len(), bulk), answers }
}

fn fill(database: &Postgres, layers: &[Vec<Territory>], points: &[Point]) -> Result<()> {
    database.run(
        "create extension if not exists postgis;
         drop table if exists territory; drop table if exists point;
         create unlogged table territory (layer smallint, number integer, geom geometry(Polygon, 4326));
         create unlogged table point (id integer, geom geometry(Point, 4326))",
    )?;
    let territories = layers.iter().enumerate().flat_map(|(layer, territories)| {
        territories.iter().enumerate().map(move |(i, t)| format!("{layer}\t{i}\tSRID=4326;{}", wkt(t)))
    });
    database.copy("copy territory from stdin", territories)?;
    let points = points.iter().enumerate();
    database.copy(
        "copy point from stdin",
        points.map(|(i, p)| format!("{i}\tSRID=4326;POINT({} {})", p.lon, p.lat)),
    )?;
    database.run("create index territory_geom on territory using gist (geom)")?;
    database.run("create index point_geom on point using gist (geom)")?;
    // Rows lie in the order of the index, as `cluster` would put them in a table that is read like this.
    database.run("cluster territory using territory_geom; cluster point using point_geom")?;
    database.run("vacuum analyze territory; ").and_then(|()| database.run("vacuum analyze point"))
}

fn wkt(territory: &Territory) -> String {
    let mut rings = Vec::new();
    for ring in territory.shape.rings() {
        let closed = ring.0.iter().chain(ring.0.first());
        let corners: Vec<String> = closed.map(|p| format!("{} {}", p.lon, p.lat)).collect();
        rings.push(format!("({})", corners.join(",")));
    }
    format!("POLYGON({})", rings.join(","))
}

/// Points a second with one prepared statement a point; the answers must be ours.
fn one_by_one(database: &Postgres, points: &[Point], ours: &[Assignment]) -> Result<f64> {
    database.run("set plan_cache_mode = force_generic_plan; set enable_seqscan = off")?;
    let statement = database.prepare(
        "select layer, number from territory \
         where ST_Intersects(geom, ST_SetSRID(ST_MakePoint($1, $2), 4326))",
    )?;
    let (mut times, mut same) = (Vec::new(), 0);
    for _ in 0..RUNS {
        same = 0;
        let (result, took) = timed(|| -> Result<()> {
            for (point, ours) in points.iter().zip(ours.chunks_exact(3)).take(SINGLE) {
                let rows = database.query(&statement, &[&point.lon, &point.lat])?;
                let theirs =
                    rows.iter().map(|row| Ok((row.try_get::<_, i16>(0)?, row.try_get::<_, i32>(1)?)));
                let theirs = theirs.collect::<Result<Vec<_>>>()?;
                let agrees = |(layer, number): &(i16, i32)| {
                    ours.get(*layer as usize) == Some(&Assignment::Inside(*number as u32))
                };
                same += usize::from(theirs.len() == 3 && theirs.iter().all(agrees));
            }
            Ok(())
        });
        result?;
        times.push(took);
    }
    println!("PostGIS names the same three territories as ours for {same} of {SINGLE} points\n");
    ensure!(same * 1000 >= SINGLE * 999, "PostGIS and ours disagree: the comparison is not of the same work");
    Ok(speed(SINGLE, times))
}

/// Points a second of one join of all points, by either index.
fn joins(database: &Postgres) -> Result<(f64, f64)> {
    let join = "select (count(*) || ' ' || sum(number))::text from point join territory \
                on ST_Intersects(territory.geom, point.geom)";
    let with = |hidden: &str| -> Result<f64> {
        let mut times = Vec::new();
        for _ in 0..RUNS {
            database.run(&format!("begin; drop index {hidden}"))?;
            let (answer, took) = timed(|| database.query_text(join));
            answer?;
            database.run("rollback")?;
            times.push(took);
        }
        Ok(speed(MANY, times))
    };
    Ok((with("point_geom")?, with("territory_geom")?))
}
