// `okrsek import territories` and `okrsek territory check`: borders and rules, sound and flawed.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { gzip, save } from "../lib/files.mjs";
import { databases, folder, okrsek } from "../lib/okrsek.mjs";

const square = (lon, lat, side) => [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]];
const feature = (code, ring) => ({ type: "Feature", properties: { code, name: `Obvod ${code}` }, geometry: { type: "Polygon", coordinates: [ring] } });
const geojson = (...features) => JSON.stringify({ type: "FeatureCollection", features });
const [west, east] = [feature("1", square(12.5, 50, 0.3)), feature("2", square(12.8, 50, 0.3))];

const gml = (positions) => `<?xml version="1.0" encoding="UTF-8"?>
<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><okrsek>
<code>1</code><name>Obvod 1</name>
<gml:Surface srsName="EPSG:4326" srsDimension="2"><gml:patches><gml:PolygonPatch><gml:exterior><gml:LinearRing><gml:posList>${positions}</gml:posList></gml:LinearRing></gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>
</okrsek></gml:featureMember></gml:FeatureCollection>`;
const latLon = "50 12.5 50 13.1 50.3 13.1 50.3 12.5 50 12.5";

const rules = "# Okrskov 2-Zářečí\nOkrsek 1-A\nDlouhá - lichá č.\n\nOkrsek 1-B\nDlouhá - sudá č.\n";

async function exported(database, layer) {
  const { code, stdout } = await okrsek(["export", "answerable", "--layer", layer, "--csv"], { database });
  assert.equal(code, 0);
  return createHash("sha256").update(stdout).digest("hex");
}

const sound = {
  "GeoJSON": ["state-police", "areas.geojson", geojson(west, east), /2 territories loaded, valid from/],
  "GeoJSON in gzip": ["state-police", "areas.geojson.gz", gzip(Buffer.from(geojson(west, east))), /2 territories loaded/],
  "GML, latitude first": ["state-police", "areas.gml", gml(latLon), /1 territories loaded/],
  "rules": ["municipal-precinct", "rules.txt", rules, /2 territories loaded/],
};

const flawed = {
  "swapped axes": ["state-police", "areas.geojson", geojson(feature("1", square(50, 12.5, 0.1))), /areas\.geojson: .*(swapped|longitude|latitude)/i],
  "an unclosed ring": ["state-police", "areas.geojson", geojson(feature("1", square(12.5, 50, 0.1).slice(0, 4))), /areas\.geojson: .*(clos|ring)/i],
  "GeoJSON that breaks off": ["state-police", "areas.geojson", geojson(west).slice(0, 150), /areas\.geojson: .*line 1/i],
  "GML that breaks off": ["state-police", "areas.gml", gml(latLon).slice(0, 300), /areas\.gml: /],
  "coordinates of another country": ["state-police", "areas.geojson", geojson(feature("1", square(2.3, 48.8, 0.1))), /areas\.geojson: .*(outside|country)/i],
  "a file that is not UTF-8": ["municipal-precinct", "rules.txt", Buffer.from([0x23, 0x20, 0xe8, 0x0a]), /rules\.txt, line 1: the file is not in UTF-8/],
  "an empty file": ["municipal-precinct", "rules.txt", "", /rules\.txt: the file is empty/],
  "NUL bytes": ["state-police", "areas.geojson", Buffer.alloc(2000), /areas\.geojson, line 1, column 1: the file is not a text \(byte 0x00\)/],
};

for (const { name, withDemo } of databases) {
  test(`${name}: territories come as borders or as rules`, async (t) => {
    const database = withDemo();
    for (const [kind, [layer, file, bytes, expected]] of Object.entries(sound)) {
      await t.test(kind, async () => {
        const words = ["import", "territories", "--layer", layer, "--from", "2026-01-01", save(folder(), file, bytes)];
        const { code, stdout, stderr } = await okrsek(words, { database });
        assert.equal(code, 0, stderr);
        assert.match(stdout, expected);
        assert.match(stdout, /of 15,100 addresses of the city are covered/);
      });
    }
  });

  test(`${name}: flawed territories are named and the data stay`, async (t) => {
    const database = withDemo();
    const before = [await exported(database, "state-police"), await exported(database, "municipal-precinct")];
    for (const [kind, [layer, file, bytes, expected]] of Object.entries(flawed)) {
      if (name !== "SQLite" && kind !== "swapped axes") continue;
      await t.test(kind, async () => {
        const { code, stdout, stderr } = await okrsek(["import", "territories", "--layer", layer, save(folder(), file, bytes)], { database });
        assert.match(stderr, expected);
        assert.match(stderr, /Nothing was changed/);
        assert.doesNotMatch(stderr, /panicked/);
        assert.equal(stdout, "");
        assert.equal(code, 1);
      });
    }
    assert.deepEqual([await exported(database, "state-police"), await exported(database, "municipal-precinct")], before);
  });
}

const [{ withDemo }] = databases;

test("the check names the line and column of each doubt, and who is left without anyone", async () => {
  const database = withDemo();
  const text = [
    "# Okrskov 2-Zářečí", "Okrsek 1-A", "Dlouhá - č. 15-1", "Dlouhá - sudá č. 2-9, č. 13 lichá", "Karlovarsk - č. 1-9", "",
    "# Okrskov 11-Nikde", "Okrsek 1-B", "Dlouhá",
  ].join("\n");
  const { code, stdout } = await okrsek(["territory", "check", save(folder(), "rules.txt", text)], { database });
  assert.equal(code, 1);
  assert.match(stdout, /^3:\d+ {2}Dlouhá - č\. 15-1\n {4}not understood: the range runs backwards \(15–1\); the line covers nothing$/m);
  assert.match(stdout, /^5 {2}Karlovarsk - č\. 1-9\n {4}warning: the register has no street “Karlovarsk”; nearest names: .*Karlovarská/m);
  assert.match(stdout, /^7 {2}# Okrskov 11-Nikde\n {4}warning: the register has no area “Okrskov 11-Nikde”/m);
  assert.match(stdout, /2 territories, 4 lines: /);
  assert.match(stdout, /of 15,100 addresses are covered/);
  assert.match(stdout, /Nobody: .+ \(\d+ addresses\)/);
  assert.equal(await exported(database, "municipal-precinct"), await exported(withDemo(), "municipal-precinct"), "a check writes nothing");
});

test("the check answers programs in JSON and fails on a file that is not text", async () => {
  const database = withDemo();
  const { code, stdout } = await okrsek(["territory", "check", "--json", save(folder(), "rules.txt", rules)], { database });
  assert.equal(code, 1);
  const checked = JSON.parse(stdout);
  assert.deepEqual([checked.territories, checked.lines, checked.unresolved], [2, 2, 0]);
  assert.ok(checked.register.covered > 0 && checked.register.covered < checked.register.addresses);
  const binary = await okrsek(["territory", "check", save(folder(), "rules.txt", Buffer.from([0xff, 0xfe, 0x00]))], { database });
  assert.equal(binary.code, 1);
  assert.match(binary.stderr, /rules\.txt is not in UTF-8/);
});
