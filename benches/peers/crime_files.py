"""The same counts by polars: scan, group by month, area and category, distinct ids; its cells must be ours.

    crime_files.py FOLDER NAME ENGINE    ENGINE: auto or streaming
"""
import resource, sys, time
import polars as pl

folder, name, engine = sys.argv[1:]
area = ((pl.col("lat") * 10).floor() * 1000 + (pl.col("lon") * 10).floor()).cast(pl.UInt32)
tree = pl.read_csv(f"{folder}/types.csv")
lineage = pl.concat([
    tree.select(types="id", node="id"),
    tree.drop_nulls("parent_id1").select(types="id", node="parent_id1"),
])


def by_map(file):
    rows = pl.scan_csv(file).rename({"x": "lon", "y": "lat"})
    rows = rows.select("id", month=pl.col("date").str.slice(0, 7), area=area, types="types")
    return rows.join(lineage.lazy(), on="types").group_by("month", "area", "node").agg(n=pl.col("id").n_unique())


def by_street(file):
    rows = pl.scan_csv(file).rename({"Longitude": "lon", "Latitude": "lat"})
    rows = rows.select(id="Crime ID", month="Month", area=area, node="Crime type")
    n = pl.col("id").drop_nulls().n_unique() + pl.col("id").null_count()
    return rows.group_by("month", "area", "node").agg(n=n)


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


query = by_street if name == "streets" else by_map
times, before = [], processor()
for _ in range(3):
    began = time.perf_counter()
    found = query(f"{folder}/{name}.csv").collect(engine=engine)
    times.append(time.perf_counter() - began)
used = (processor() - before) / 3
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000
print(f"{name}: polars {pl.__version__} {engine} {sorted(times)[1]:.2f} s, {used:.2f} s of processor "
      f"({used * 3 / sum(times):.1f} cores), at most {most} MB; {pl.thread_pool_size()} threads, {found.height} cells")
lines = (found.select(pl.format("{},{},{},{}", "month", "area", "node", "n"))).to_series().to_list()
ours = open(f"{folder}/{name}.cells").read().splitlines()
assert sorted(lines) == sorted(ours), f"{name}: other counts than ours"
print("  all cells are equal")
