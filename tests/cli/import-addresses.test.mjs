// `okrsek import addresses`: every way a file may come, and every way it may be wrong. What is wrong is named with
// file, line, column and reason, and the data stay as they were.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { addressCsv, gzip, HEADINGS, row, save, windows1250, zip, zstd } from "../lib/files.mjs";
import { databases, folder, okrsek } from "../lib/okrsek.mjs";

const COUNT = 40;
const good = addressCsv(COUNT);

/** What every address is answered with now; the fingerprint of the data. */
async function fingerprint(database) {
  const { code, stdout } = await okrsek(["export", "answerable", "--layer", "district", "--csv"], { database });
  assert.equal(code, 0);
  return { addresses: stdout.trim().split("\n").length - 1, sha256: createHash("sha256").update(stdout).digest("hex") };
}

async function plzenWith(database, bytes = good) {
  const place = folder();
  assert.equal((await okrsek(["import", "city", "plzen"], { database })).code, 0);
  const { code, stderr } = await okrsek(["import", "addresses", save(place, "town.csv", bytes)], { database });
  assert.equal(code, 0, stderr);
}

const packings = {
  "plain .csv": (place) => save(place, "20240101_OB_554791_ADR.csv", good),
  ".gz": (place) => save(place, "town.csv.gz", gzip(good)),
  ".zst": (place) => save(place, "town.csv.zst", zstd(good)),
  ".zip": (place) => save(place, "town.zip", zip("CSV/town.csv", good)),
  "a folder": (place) => {
    save(place, "all/a.csv", good);
    save(place, "all/b.csv.gz", gzip(addressCsv(COUNT, (rows) => rows.slice(0, 5))));
    return `${place}/all`;
  },
};

for (const { name, empty } of databases) {
  for (const [packing, write] of Object.entries(packings)) {
    test(`${name}: addresses come as ${packing}`, async () => {
      const database = empty();
      await okrsek(["import", "city", "plzen"], { database });
      const { code, stdout, stderr } = await okrsek(["import", "addresses", write(folder())], { database });
      assert.equal(code, 0, stderr);
      assert.match(stdout, /40 addresses loaded, as of/);
      assert.equal((await fingerprint(database)).addresses, COUNT);
    });
  }
}

/** All rows with some columns changed. */
const every = (change) => (rows) => rows.map((cells, at) => change([...cells], at));
const swap = ([...cells], a, b) => ([cells[a], cells[b]] = [cells[b], cells[a]]) && cells;
const [Y, X] = [HEADINGS.indexOf("Souřadnice Y"), HEADINGS.indexOf("Souřadnice X")];

const broken = {
  "a file in UTF-8": [{ "t.csv": Buffer.from(new TextDecoder("windows-1250").decode(good)) }, /t\.csv: .*UTF-8.*windows-1250/],
  "a missing column": [
    { "t.csv": addressCsv(COUNT, every((cells) => cells.slice(0, -1)), HEADINGS.slice(0, -1)) },
    /t\.csv: .*Platí Od/s,
  ],
  "swapped axes": [{ "t.csv": addressCsv(COUNT, every((cells) => swap(cells, Y, X))) }, /t\.csv, line 2, column Souřadnice Y: .*swapped/],
  "negative axes": [
    { "t.csv": addressCsv(COUNT, every((cells) => ((cells[Y] = `-${cells[Y]}`), (cells[X] = `-${cells[X]}`), cells))) },
    /t\.csv, line 2, column Souřadnice Y: .*negative/,
  ],
  "coordinates outside the country": [
    { "t.csv": addressCsv(COUNT, every((cells) => ((cells[Y] = "100000.00"), (cells[X] = "500000.00"), cells))) },
    /t\.csv, line 2, column Souřadnice Y: .*outside/,
  ],
  "degrees instead of metres": [
    { "t.csv": addressCsv(COUNT, every((cells) => ((cells[Y] = "13.37"), (cells[X] = "49.74"), cells))) },
    /t\.csv, line 2, column Souřadnice Y: .*degrees/,
  ],
  "rows that break off": [{ "t.csv": windows1250([HEADINGS.join(";"), "21000001;554791;Plzeň", "x;y", ""].join("\n")) }, /t\.csv, line 2.*3 fields instead of 19/],
  "NUL bytes": [{ "t.csv": Buffer.alloc(4096) }, /t\.csv: /],
  "NUL bytes among rows": [{ "t.csv": addressCsv(3, every((cells) => ((cells[HEADINGS.indexOf("Název ulice")] = "Dlou\0há"), cells))) }, /t\.csv, line 2, column Název ulice: the byte 0 is not text/],
  "an empty file": [{ "t.csv": Buffer.alloc(0) }, /t\.csv: the file is empty/],
  "a header alone": [{ "t.csv": addressCsv(0) }, /Not one address was taken over, 0 rows/],
  "a truncated gz": [{ "t.csv.gz": gzip(addressCsv(4000)).subarray(0, 9000) }, /t\.csv\.gz: damaged or cut off after [\d,]+ unpacked bytes/],
  "a truncated zip": [{ "t.zip": zip("t.csv", good).subarray(0, 300) }, /t\.zip: not a readable ZIP archive/],
  "a gz that is none": [{ "t.gz": Buffer.from("this is no gzip") }, /t\.gz: damaged/],
  "a zip bomb": [{ "t.zip": zip("bomb.csv", Buffer.concat([good, Buffer.alloc(64 << 20, "a")])) }, /t\.zip › bomb\.csv: would unpack to more than 16,777,216 bytes/],
  "a folder without files": [{ "notes.txt": "no addresses here" }, /holds no \.csv, \.gz, \.zst or \.zip/],
  "a file that is not there": [{}, /cannot be opened|holds no/],
};

for (const { name, empty } of databases) {
  test(`${name}: what is wrong is named and the data stay`, async (t) => {
    const database = empty();
    await plzenWith(database);
    const before = await fingerprint(database);
    for (const [wrong, [files, expected]] of Object.entries(broken)) {
      // PostgreSQL sees the same readers; a few cases there are enough.
      if (name !== "SQLite" && !/UTF-8|truncated gz|swapped/.test(wrong)) continue;
      await t.test(wrong, async () => {
        const place = folder();
        for (const [file, bytes] of Object.entries(files)) save(place, file, bytes);
        const [only] = Object.keys(files);
        const path = only !== undefined && only !== "notes.txt" ? `${place}/${only}` : place;
        const { code, stdout, stderr } = await okrsek(["import", "addresses", "--yes", path], { database });
        assert.match(stdout + stderr, expected);
        assert.match(stderr, /Nothing was changed/);
        assert.doesNotMatch(stderr, /panicked/);
        assert.equal(code, 1);
        assert.deepEqual(await fingerprint(database), before);
      });
    }
  });

  test(`${name}: a new edition is compared, asked about, and loaded only when confirmed`, async () => {
    const database = empty();
    await plzenWith(database);
    const before = await fingerprint(database);
    const set = (heading, value) => (cells) => ((cells[HEADINGS.indexOf(heading)] = value), cells);
    const next = addressCsv(COUNT, (rows) => [
      ...rows.slice(2, 38).map((cells) => (cells[HEADINGS.indexOf("Název ulice")] === "Krátká" ? set("Název ulice", "Nová")(cells) : cells)),
      set("Souřadnice Y", "821500.00")(rows[38]),
      row(100),
    ]);
    const file = save(folder(), "next.csv", next);

    const asked = await okrsek(["import", "addresses", file], { database });
    assert.equal(asked.code, 1);
    assert.match(asked.stdout, /Difference: 1 new, 3 gone, 1 renamings, 0 renumbered, 1 moved\./);
    assert.match(asked.stdout, /Krátká → Nová \(19 addresses\)/);
    assert.match(asked.stderr, /nobody to ask.*--yes/);
    assert.deepEqual(await fingerprint(database), before);

    const confirmed = await okrsek(["import", "addresses", "--yes", file], { database });
    assert.equal(confirmed.code, 0);
    assert.match(confirmed.stdout, /38 addresses loaded/);
    assert.notDeepEqual(await fingerprint(database), before);

    const again = await okrsek(["import", "addresses", file], { database });
    assert.equal(again.code, 0);
    assert.match(again.stdout, /same as the present one/);
  });

  test(`${name}: an address without coordinates is kept and found`, async () => {
    const database = empty();
    await plzenWith(database, addressCsv(COUNT, every((cells) => ((cells[Y] = ""), (cells[X] = ""), cells))));
    const { code, stdout } = await okrsek(["find", "dlouha", "2"], { database });
    assert.equal(code, 0);
    assert.match(stdout, /Dlouhá 2\/2, /);
  });
}
