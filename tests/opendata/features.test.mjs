// OGC API – Features, Part 1, opened by GDAL and OWSLib, and by the requirements of the norm.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { gdal, owslib, PYTHON, python, run } from "../lib/programs.mjs";
import { databases, folder, json, serve } from "../lib/okrsek.mjs";

const LAYERS = ["addresses", "districts", "municipal-events-districts", "precincts", "state-police", "stations"];
const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

for (const { name, withDemo } of databases) {
  describe(name, () => {
    let server;
    before(async () => {
      server = await serve(withDemo());
    });
    const get = async (path, headers = { accept: "application/json" }) => {
      const answer = await fetch(path.startsWith("http") ? path : server.url + path, { headers });
      return { answer, body: answer.headers.get("content-type").includes("json") ? await answer.json() : await answer.text() };
    };
    const link = (body, rel) => body.links.find((one) => one.rel === rel)?.href;

    test("from the landing page every address is reached, as JSON and as a page", async () => {
      const { body } = await get("/ogc");
      for (const rel of ["self", "alternate", "service-desc", "service-doc", "conformance", "data"]) {
        const { answer } = await get(link(body, rel));
        assert.equal(answer.status, 200, rel);
      }
      const { body: conformance } = await get(link(body, "conformance"));
      const classes = conformance.conformsTo.map((uri) => uri.split("/").pop());
      assert.deepEqual(classes, ["core", "geojson", "html", "oas30"]);
      const { answer, body: api } = await get(link(body, "service-desc"));
      assert.match(answer.headers.get("content-type"), /^application\/vnd\.oai\.openapi\+json;\s*version=3\.0$/);
      assert.match(api.openapi, /^3\.0/);
      assert.ok("/ogc/collections/{collection}/items" in api.paths);
    });

    test("collections say what they are and where", async () => {
      const { body } = await get("/ogc/collections");
      assert.deepEqual(body.collections.map(({ id }) => id).sort(), LAYERS);
      for (const collection of body.collections) {
        assert.deepEqual(collection.crs, [CRS84]);
        assert.ok(link(collection, "items"), collection.id);
        const { body: alone } = await get(`/ogc/collections/${collection.id}`);
        assert.deepEqual({ ...alone, links: 0 }, { ...collection, links: 0 });
      }
      const [west, south, east, north] = body.collections.find(({ id }) => id === "addresses").extent.spatial.bbox[0];
      assert.ok(west < east && south < north && west > 12 && north < 52);
    });

    test("pages follow one another and hold everything once", async () => {
      const seen = [];
      let next = "/ogc/collections/stations/items?limit=2";
      while (next !== undefined) {
        const { answer, body } = await get(next);
        assert.match(answer.headers.get("content-type"), /^application\/geo\+json/);
        assert.equal(answer.headers.get("content-crs"), `<${CRS84}>`);
        assert.equal(answer.headers.get("access-control-allow-origin"), "*");
        assert.equal(body.numberReturned, body.features.length);
        seen.push(...body.features.map(({ id }) => id));
        assert.ok(seen.length <= body.numberMatched);
        if (link(body, "next") === undefined) assert.equal(seen.length, body.numberMatched);
        next = link(body, "next");
      }
      assert.equal(new Set(seen).size, seen.length);
      const { body: one } = await get(`/ogc/collections/stations/items/${encodeURIComponent(seen[0])}`);
      assert.equal(one.id, seen[0]);
      assert.ok(link(one, "collection"));
    });

    test("frame, property, time and limit narrow what is found", async () => {
      const count = async (query) => (await get(`/ogc/collections/addresses/items?${query}`)).body;
      const all = await count("limit=1");
      const [lon, lat] = all.features[0].geometry.coordinates;
      const near = await count(`bbox=${lon - 0.001},${lat - 0.001},${lon + 0.001},${lat + 0.001}&limit=1000`);
      assert.ok(near.numberMatched > 0 && near.numberMatched < all.numberMatched);
      for (const { geometry } of near.features) assert.ok(Math.abs(geometry.coordinates[0] - lon) <= 0.001 + 1e-9);
      const precinct = all.features[0].properties.municipal_precinct;
      const own = await count(`municipal_precinct=${precinct}&limit=1000`);
      assert.ok(own.features.every(({ properties }) => properties.municipal_precinct === precinct));
      assert.equal((await count("limit=100000")).numberReturned, Math.min(1000, all.numberMatched), "too large a limit is cut, not refused");
      assert.equal((await count("offset=999999999")).numberReturned, 0);
      const police = async (query) => (await get(`/ogc/collections/state-police/items?${query}`)).body.numberMatched;
      assert.ok((await police("")) > 0);
      assert.equal(await police("datetime=../1990-01-01"), 0);
      assert.equal(await police("datetime=2090-01-01/.."), await police(""));
    });

    test("districts carry what was released of the last whole year, or say that it is held back", async () => {
      const { body } = await get("/ogc/collections/municipal-events-districts/items");
      const counts = (await get("/api/v1/offences/municipal")).body.counts;
      const year = counts.years.indexOf(body.features[0].properties.year);
      assert.ok(year >= 0 && body.features.length > 1);
      for (const { id, properties, geometry } of body.features) {
        assert.match(geometry.type, /Polygon$/);
        const own = counts.rows.filter(({ district, part }) => district === id && !part).map(({ years }) => years[year]);
        const held = own.includes(null);
        assert.equal(properties.state, held ? "protected" : "figure", id);
        assert.equal(properties.events ?? null, held ? null : own.reduce((sum, count) => sum + count, 0), id);
        if (held) assert.equal(properties.rate ?? null, null, id);
      }
    });

    test("areas are wound as GeoJSON winds them", async () => {
      const { body } = await get("/ogc/collections/state-police/items");
      for (const { geometry } of body.features) {
        for (const [outer, ...holes] of geometry.coordinates) {
          assert.deepEqual(outer[0], outer.at(-1));
          assert.ok(area(outer) > 0);
          for (const hole of holes) assert.ok(area(hole) < 0);
        }
      }
    });

    test("what cannot be understood is refused with its name", async () => {
      const items = "/ogc/collections/stations/items";
      const bad = [
        "bbox=1,2,3", "bbox=a,b,c,d", "bbox=13,50,14,49", "bbox=49,13,50,214", "limit=0", "limit=-1", "limit=x", "limit=",
        "offset=-1", "offset=99999999999999999999999", "datetime=yesterday", "datetime=2026-13-01", "datetime=2026-02-01/2026-01-01",
        "nothing=1", "f=xml", "limit=1&limit=2", "bbox=NaN,1,2,3", "crs=EPSG:5514", `${"x".repeat(300)}=1`,
      ];
      for (const query of bad) {
        const { answer, body } = await get(`${items}?${query}`);
        assert.equal(answer.status, 400, query);
        assert.match(answer.headers.get("content-type"), /^application\/problem\+json/);
        assert.match(body.type, /^urn:okrsek:problem:(bad|unknown|twice)-/, query);
      }
      for (const path of ["/ogc/collections/nothing", "/ogc/collections/nothing/items", `${items}/nothing`, `${items}/%00`, "/ogc/nothing"]) {
        const { answer } = await get(path);
        assert.equal(answer.status, 404, path);
        assert.match(answer.headers.get("content-type"), /^application\/problem\+json/);
      }
      assert.equal((await json(server, "/ogc?limit=1")).status, 400);
    });

    test("a browser gets pages", async () => {
      for (const path of ["/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/collections/stations", "/ogc/collections/stations/items?limit=2"]) {
        const { answer, body } = await get(path, { accept: "text/html,*/*;q=0.8" });
        assert.match(answer.headers.get("content-type"), /^text\/html/, path);
        assert.match(body, /<h1>/);
      }
    });

    test("GDAL lists every layer and reads all features", gdal, async () => {
      const listed = await run("ogrinfo", ["-ro", `OAPIF:${server.url}/ogc`]);
      for (const layer of LAYERS) assert.match(listed, new RegExp(`: ${layer} `), listed);
      const file = join(folder(), "out.geojson");
      await run("ogr2ogr", ["-f", "GeoJSON", file, `OAPIF:${server.url}/ogc`, "addresses", "-oo", "PAGE_SIZE=500"]);
      const read = JSON.parse(await run("cat", [file]));
      const { numberMatched } = (await get("/ogc/collections/addresses/items?limit=1")).body;
      assert.equal(read.features.length, numberMatched);
      const police = await run("ogrinfo", ["-ro", "-al", "-so", `OAPIF:${server.url}/ogc`, "state-police"]);
      assert.match(police, /Geometry: Multi Polygon/);
      assert.match(police, /valid_from: Date/);
    });

    test("OWSLib opens the service", owslib, async () => {
      const code = `
import json, sys
from owslib.ogcapi.features import Features
service = Features(sys.argv[1])
print(json.dumps({
  "conformance": len(service.conformance()["conformsTo"]),
  "collections": sorted(service.feature_collections()),
  "api": service.api()["openapi"],
  "items": service.collection_items("stations", limit=2)["numberReturned"],
  "bbox": service.collection_items("addresses", bbox=[-10, -10, 10, 10])["numberMatched"],
  "one": service.collection_item("districts", service.collection_items("districts")["features"][0]["id"])["type"],
}))
`;
      const said = await python(PYTHON, code, `${server.url}/ogc`);
      assert.deepEqual(said, { conformance: 4, collections: LAYERS, api: "3.0.3", items: 2, bbox: 0, one: "Feature" });
    });
  });
}

function area(ring) {
  return ring.slice(1).reduce((sum, [bx, by], at) => sum + ring[at][0] * by - bx * ring[at][1], 0) / 2;
}
