// Vector tiles, read by the decoders of others.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { gdal, run } from "../lib/programs.mjs";
import { databases, folder, serve } from "../lib/okrsek.mjs";

let server;
before(async () => {
  server = await serve(databases[0].withDemo());
});

const about = async (layer) => (await fetch(`${server.url}/tiles/${layer}.json`)).json();

/** The tile of a zoom that holds a place. */
function square(zoom, lon, lat) {
  const radians = (lat * Math.PI) / 180;
  const down = (1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2;
  return [zoom, Math.floor((lon / 360 + 0.5) * 2 ** zoom), Math.floor(down * 2 ** zoom)];
}

async function tile(layer, [z, x, y]) {
  const answer = await fetch(`${server.url}/tiles/${layer}/${z}/${x}/${y}.mvt`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "application/vnd.mapbox-vector-tile");
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test("TileJSON says where the tiles are and what is in them", async () => {
  const json = await about("state-police");
  assert.equal(json.tilejson, "3.0.0");
  assert.match(json.tiles[0], /\/tiles\/state-police\/\{z\}\/\{x\}\/\{y\}\.mvt$/);
  assert.deepEqual(Object.keys(json.vector_layers[0].fields).sort(), ["addresses", "code", "name", "post", "valid_from"]);
  assert.equal(json.bounds.length, 4);
});

test("areas, places and their properties are read back", async () => {
  const { bounds: [west, south, east, north] } = await about("state-police");
  for (const zoom of [8, 11, 14, 16]) {
    const at = square(zoom, (west + east) / 2, (south + north) / 2);
    const { bytes } = await tile("state-police", at);
    const layer = new VectorTile(new PbfReader(bytes)).layers["state-police"];
    assert.ok(layer.length > 0, `zoom ${zoom}`);
    assert.equal(layer.version, 2);
    for (let index = 0; index < layer.length; index += 1) {
      const feature = layer.feature(index);
      assert.equal(feature.type, 3);
      assert.equal(typeof feature.properties.code, "string");
      assert.equal(typeof feature.properties.addresses, "number");
      for (const { x, y } of feature.loadGeometry().flat()) assert.ok(Math.min(x, y) >= -64 && Math.max(x, y) <= 4160);
      const geojson = feature.toGeoJSON(at[1], at[2], zoom);
      assert.match(geojson.geometry.type, /Polygon$/);
    }
  }
});

test("a place is where the features say it is", async () => {
  const { features: [one] } = await (await fetch(`${server.url}/ogc/collections/addresses/items?limit=1`)).json();
  const [lon, lat] = one.geometry.coordinates;
  const at = square(16, lon, lat);
  const layer = new VectorTile(new PbfReader((await tile("addresses", at)).bytes)).layers.addresses;
  const all = Array.from({ length: layer.length }, (_, index) => layer.feature(index));
  const found = all.find(({ properties }) => String(properties.address) === one.id);
  const [x, y] = found.toGeoJSON(at[1], at[2], 16).geometry.coordinates;
  assert.ok(Math.hypot(x - lon, y - lat) < 3e-6, "within a third of a metre");
});

test("far from the city, and of small things from afar, there is nothing", async () => {
  assert.equal((await tile("state-police", [10, 0, 0])).bytes.length, 0);
  assert.equal((await tile("addresses", [10, 550, 347])).bytes.length, 0);
});

test("a tile is packed and not sent twice", async () => {
  const { bounds: [west, south, east, north] } = await about("state-police");
  const [z, x, y] = square(12, (west + east) / 2, (south + north) / 2);
  const { answer } = await tile("state-police", [z, x, y]);
  assert.equal(answer.headers.get("content-encoding"), "gzip");
  const again = await fetch(`${server.url}/tiles/state-police/${z}/${x}/${y}.mvt`, { headers: { "if-none-match": answer.headers.get("etag") } });
  assert.equal(again.status, 304);
});

test("a square that is not on the map is refused, a layer that does not exist is not found", async () => {
  for (const path of ["3/8/0", "3/0/8", "17/0/0", "-1/0/0", "a/0/0", "300/0/0", "3/99999999999/0"]) {
    const answer = await fetch(`${server.url}/tiles/state-police/${path}.mvt`);
    assert.equal(answer.status, 400, path);
    assert.equal((await answer.json()).type, "urn:okrsek:problem:bad-tile");
  }
  for (const path of ["nothing/3/4/2.mvt", "state-police/3/4/2.png", "nothing.json", "state-police.xml"]) {
    assert.equal((await fetch(`${server.url}/tiles/${path}`)).status, 404, path);
  }
});

test("GDAL reads a tile", gdal, async () => {
  const { bounds: [west, south, east, north] } = await about("state-police");
  const [z, x, y] = square(11, (west + east) / 2, (south + north) / 2);
  const { bytes } = await tile("state-police", [z, x, y]);
  const file = join(folder(), "tile.mvt");
  writeFileSync(file, bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
  const said = await run("ogrinfo", ["-ro", "-al", file, "-oo", `X=${x}`, "-oo", `Y=${y}`, "-oo", `Z=${z}`]);
  assert.match(said, /Layer name: state-police/);
  assert.match(said, /POLYGON/);
});
