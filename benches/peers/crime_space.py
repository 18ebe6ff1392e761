"""The same work on what an analyst would take instead: esda, scipy, KDEpy, pointpats, numpy.

    crime_space.py FOLDER [SECTION…]     reads the data and what ours found from FOLDER, prints both side by side
"""
import importlib.metadata
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

FOLDER = sys.argv[1]
CORES = len(os.sched_getaffinity(0))
SIDE, CELLS = 10_000.0, 500


def column(name):
    return np.fromfile(os.path.join(FOLDER, name))


ours = {}
for line in open(os.path.join(FOLDER, "ours.tsv")):
    name, ms, figure = line.split("\t")
    ours[name] = (float(ms) / 1e3, float(figure))


def timed(work, runs=1):
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - began)
    return found, sorted(times)[len(times) // 2]


def row(what, name, peer, seconds, agreement):
    mine = ours[name][0]
    print(f"| {what} | {mine:.3g} s | {peer} | {seconds:.3g} s | {seconds / mine:.0f}× | {agreement} |", flush=True)


def load():
    return open("/proc/loadavg").read().split()[:3]


print(", ".join(f"{name} {importlib.metadata.version(name)}" for name in
                ["numpy", "scipy", "numba", "esda", "libpysal", "pointpats", "KDEpy"]) + f"; {CORES} cores; load average {' '.join(load())}\n")
print("| work | ours | peer | peer's time | ours is faster | how they agree |\n|---|---:|---|---:|---:|---|")


def hot_spots():
    import esda
    import libpysal

    y = column("rates")
    side = int(np.sqrt(len(y)))
    queen = libpysal.weights.lat2W(side, side, rook=False)
    small = libpysal.weights.lat2W(10, 10, rook=False)
    for warm in (lambda: esda.Moran_Local(y[:100], small, permutations=9, n_jobs=CORES),
                 lambda: esda.G_Local(y[:100], small, star=True, permutations=9, n_jobs=CORES)):
        warm()  # numba compiles
    permutations = 9_999
    what = f"{len(y):,} cells, {permutations:,} permutations"

    def compared(name, statistic, p, found):
        apart = np.abs(found - column(f"{name}.{statistic}")).max()
        p = np.abs(p - column(f"{name}.p"))
        return f"{statistic} to {apart:.0e}; p differ by {p.mean():.4f}, at most {p.max():.3f} (both draw by chance)"

    g, seconds = timed(lambda: esda.G_Local(y, queen, star=True, transform="B", permutations=permutations, n_jobs=CORES), 3)
    row(f"Gi*, {what}", "getis", f"esda, numba, {CORES} cores", seconds, compared("getis", "z", g.p_sim, g.Zs))
    m, seconds = timed(lambda: esda.Moran_Local(y, queen, permutations=permutations, n_jobs=CORES), 3)
    row(f"local Moran, {what}", "moran", f"esda, numba, {CORES} cores", seconds, compared("moran", "i", m.p_sim, m.Is))
    cell = lambda at: (at // side, at % side)
    half = lambda a, b: 1.0 if cell(a)[0] == cell(b)[0] or cell(a)[1] == cell(b)[1] else 0.5
    uneven = libpysal.weights.W(queen.neighbors, {a: [half(a, b) for b in near] for a, near in queen.neighbors.items()}, silence_warnings=True)
    m, seconds = timed(lambda: esda.Moran_Local(y, uneven, permutations=permutations, n_jobs=CORES), 3)
    row(f"the same, corners weigh half", "uneven", f"esda, numba, {CORES} cores", seconds, compared("uneven", "i", m.p_sim, m.Is))


def densities():
    from KDEpy import FFTKDE

    points = column("density.points").reshape(-1, 2)
    cell = SIDE / CELLS
    for name, h in (("gauss100", 100.0), ("gauss50", 50.0), ("gauss300", 300.0)):
        cells, exact = column(f"{name}.cells").astype(int), column(f"{name}.exact")

        def binned():
            counts, _, _ = np.histogram2d(points[:, 1], points[:, 0], bins=CELLS, range=[[0, SIDE], [0, SIDE]])
            return gaussian_filter(counts, h / cell, mode="constant", truncate=6) / cell**2

        error = lambda found: np.abs(found.ravel()[cells] / exact - 1).max()
        mine = f"largest error ours {ours[name][1]:.0e}"
        found, seconds = timed(binned, 3)
        row(f"density of {len(points):,} points, {CELLS}×{CELLS} cells, {h:.0f} m", name, "scipy, counts smoothed", seconds, f"{mine}, theirs {error(found):.0e}")

        def fft():
            # FFTKDE wants a grid around all data, x slowest; nodes are the middles of our cells and some beyond.
            middles = np.arange(-25, CELLS + 25) * cell + cell / 2
            x, y = np.meshgrid(middles, middles, indexing="ij")
            density = FFTKDE(kernel="gaussian", bw=h).fit(points).evaluate(np.column_stack([x.ravel(), y.ravel()]))
            return density.reshape(CELLS + 50, -1)[25:-25, 25:-25].T * len(points)

        found, seconds = timed(fft, 3)
        row("the same", name, "KDEpy, FFT", seconds, f"{mine}, theirs {error(found):.0e}")


def repeats():
    from pointpats.spacetime import Knox

    points, days = column("knox.points").reshape(-1, 2), column("knox.days")
    table = column("knox.table")
    begin = timed(lambda: Knox(points, days[:, None], 200.0, 6, permutations=0))[1]
    few = 5
    found, seconds = timed(lambda: Knox(points, days[:, None], 200.0, 6, permutations=few))
    scaled = begin + (seconds - begin) / few * 999
    row(f"Knox, {len(days):,} incidents, 999 permutations", "knox", f"pointpats, {few} permutations scaled", scaled,
        f"{int(table[0])} pairs, theirs {found.statistic_}")

    def counted():
        counts = np.zeros((3, 3), int)
        for i in range(0, len(days), 500):
            apart = np.hypot(points[i:i + 500, 0, None] - points[:, 0], points[i:i + 500, 1, None] - points[:, 1])
            time = np.abs(days[i:i + 500, None] - days)
            later = np.arange(len(days)) > np.arange(i, min(i + 500, len(days)))[:, None]
            near = later & (apart < 400.0)
            counts += np.histogram2d(apart[near], time[near], bins=[[0, 100, 200, 400], [0, 6.5, 13.5, 27.5]])[0].astype(int)
        return counts

    found, seconds = timed(counted)
    mine = column("knox9.table").reshape(3, 3, 3)[:, :, 0].astype(int)
    row("nine cells, 999 permutations", "knox9", "numpy, pairs counted once", seconds, "all nine counts the same" if (found == mine).all() else f"DIFFERENT: {found} {mine}")

    def dealt():
        pairs = cKDTree(points).query_pairs(400.0, output_type="ndarray")
        apart = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T)
        bands = np.searchsorted([100, 200, 400], apart, side="right")
        pairs, bands = pairs[bands < 3], bands[bands < 3]
        deal = np.random.default_rng(1)
        tables = []
        for _ in range(5):
            mixed = deal.permutation(days)
            time = np.searchsorted([7, 14, 28], np.abs(mixed[pairs[:, 0]] - mixed[pairs[:, 1]]), side="right")
            tables.append(np.bincount(bands * 4 + time, minlength=12).reshape(3, 4)[:, :3])
        return np.mean(tables, axis=0)

    found, seconds = timed(dealt)
    means = column("knox9.table").reshape(3, 3, 3)[:, :, 1]
    row("the same", "knox9", "numpy and cKDTree, close pairs kept, 5 permutations scaled", seconds / 5 * 999,
        f"means of chance differ by {np.abs(found / means - 1).max() * 100:.1f} % at most")


def scans():
    points, days = column("scan.points").reshape(-1, 2), column("scan.days").astype(int)
    n = len(days)

    def highest(when, periods, windows, share):
        """The best score of every circle and window, a centre at a time; incidents of a place enter together."""
        starts, ends = np.array(windows).T
        number = np.array([((when >= a) & (when < b)).sum() for a, b in windows])
        during = (when[:, None] >= starts) & (when[:, None] < ends)
        best, most = 0.0, int(share * n)
        for centre in np.unique(points, axis=0):
            distance = ((points - centre) ** 2).sum(axis=1)
            order = np.argsort(distance, kind="stable")[:most + 1]
            last = np.flatnonzero(np.diff(distance[order]) > 0)
            c = np.cumsum(during[order[:most]], axis=0)[last]
            e = (last + 1)[:, None] * number / n
            c, e = c[c > e], e[c > e]
            score = c * np.log(c / e) + (n - c) * np.log((n - c) / (n - e))
            best = max(best, score.max(initial=0))
        return best

    today = [(364 - length, 364) for length in range(1, 29)]
    back = [(a, a + length) for a in range(52) for length in range(1, 9) if a + length <= 52]
    for name, what, when, windows, share in (("today", "days, ending today, up to half", days, today, 0.5),
                                             ("back10", "weeks, looking back, up to a tenth", days // 7, back, 0.1)):
        found, seconds = timed(lambda: highest(when, 0, windows, share))
        row(f"scan of {n:,} incidents, {what}", name, "numpy, the observed map once × 1,000", seconds * 1_000, f"highest score {ours[name][1]:.6f}, theirs {found:.6f}")


for section in (hot_spots, densities, repeats, scans):
    if len(sys.argv) < 3 or section.__name__ in sys.argv[2:]:
        section()
print(f"\nload average at the end {' '.join(load())}")
