// What everybody may have as files: CSV with its description, and the catalogue, held against the norms by others.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { csvw, csvwPython, ofn, schemas } from "../lib/programs.mjs";
import { databases, folder, json, serve } from "../lib/okrsek.mjs";

const SETS = [
  "addresses", "claims", "emergency-numbers", "employment-agencies", "figure-sources", "figures", "foreigners", "foreigners-citizenships",
  "municipal-events-months", "municipal-events-years", "posts", "stations", "survey-results", "territories",
];
const PUBLIC = "https://okrsek.example";

for (const { name, withDemo } of databases) {
  describe(name, () => {
    let server;
    before(async () => {
      server = await serve(withDemo());
    });
    const get = (path, headers = {}) => fetch(server.url + path, { headers });

    test("every set is a file with one line of titles, and is not sent twice", async () => {
      for (const set of SETS) {
        const answer = await get(`/otevrena-data/${set}.csv`);
        assert.equal(answer.status, 200, set);
        assert.equal(answer.headers.get("content-type"), "text/csv; charset=utf-8; header=present");
        assert.equal(answer.headers.get("access-control-allow-origin"), "*");
        assert.match(answer.headers.get("link"), new RegExp(`^</otevrena-data/${set}.csv-metadata.json>; rel="describedby"`));
        const text = await answer.text();
        assert.ok(text.endsWith("\r\n") && text.split("\r\n").length > 3, `${set} has rows`);
        const metadata = await (await get(`/otevrena-data/${set}.csv-metadata.json`)).json();
        const titles = metadata.tableSchema.columns.map((column) => column.titles.cs);
        assert.equal(text.split("\r\n", 1)[0], titles.join(","));
        for (const [header, value] of [["if-none-match", answer.headers.get("etag")], ["if-modified-since", answer.headers.get("last-modified")]]) {
          const again = await get(`/otevrena-data/${set}.csv`, { [header]: value });
          assert.equal(again.status, 304, `${set} ${header}`);
          assert.equal(again.headers.get("etag"), answer.headers.get("etag"));
        }
        assert.equal(await (await get(`/otevrena-data/${set}.csv`)).text(), text, "the same data are the same bytes");
      }
    });

    test("a released survey brings n and interval, and what is held back has no number", async () => {
      const lines = (await (await get("/otevrena-data/survey-results.csv")).text()).trim().split("\r\n").slice(1);
      const held = lines.filter((line) => line.includes(",protected,"));
      const shown = lines.filter((line) => line.includes(",figure,"));
      assert.ok(shown.length > 100);
      for (const line of held) assert.match(line, /,protected,,,,0\.95,,,$/);
    });

    test("released counts are those of the API, and what is held back has no number", async () => {
      const rows = async (set) => {
        const lines = (await (await get(`/otevrena-data/${set}.csv`)).text()).trim().split("\r\n").slice(1);
        return lines.map((line) => line.split(","));
      };
      const months = await rows("municipal-events-months");
      const said = (await json(server, "/api/v1/offences/municipal")).body.counts;
      const city = said.rows.filter(({ district, part }) => district === "" && !part);
      assert.ok(city.length > 1);
      for (const { category, months: counts } of city) {
        const told = months.filter(([, district, code]) => district === "*" && code === category);
        assert.deepEqual(told.map(([month]) => month), said.months);
        assert.deepEqual(told.map((row) => row.at(-2)), counts.map((count) => (count === null ? "" : String(count))), category);
      }
      for (const set of ["municipal-events-months", "municipal-events-years", "foreigners-citizenships", "figures"]) {
        const lines = (await (await get(`/otevrena-data/${set}.csv`)).text()).trim().split("\r\n");
        const held = lines.filter((line) => line.includes(",protected,"));
        assert.ok(held.length > 0, set);
        for (const line of held) assert.match(line, /,protected,,/, set);
      }
    });

    test("no holder of a post, no telephone and no mailbox is published", async () => {
      const { answers } = (await json(server, "/api/v1/answerable?address=990000001")).body;
      const people = answers.flatMap(({ posts }) => posts.map(({ holder }) => holder)).filter(Boolean);
      assert.ok(people.length > 0, "the demonstration has holders");
      for (const set of SETS) {
        const text = await (await get(`/otevrena-data/${set}.csv`)).text();
        for (const person of people) assert.ok(!text.includes(person), `${set} names ${person}`);
        assert.doesNotMatch(text, /@|\+420/, set);
      }
    });

    test("what does not exist is not found", async () => {
      for (const path of ["nothing", "nothing.csv", "stations.xlsx", "stations.csv.gz", "katalog.csv", "%00.csv"]) {
        assert.equal((await get(`/otevrena-data/${path}`)).status, 404, path);
      }
    });
  });
}

describe("as others read it", () => {
  let server;
  before(async () => {
    server = await serve(databases[0].withDemo());
  });

  test("CSV on the Web: the package csvw reads every set by its description", csvw, async () => {
    // It says what does not fit as warnings. A description with a wrong title shows that it would.
    const code = `
import json, sys, urllib.request, warnings
from csvw import CSVW

def read(place):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        table = CSVW(place, validate=True)
        rows = table.to_json(minimal=True)
        keys = table.tables[0].tableSchema.primaryKey
        seen = {tuple(row.get(key) for key in keys) for row in rows}
    return {"warnings": [str(w.message) for w in said] + [str(w.message) for w in table.warnings], "rows": len(rows), "keys": len(seen)}

said = {url: read(url) for url in sys.argv[2:]}
wrong = json.load(urllib.request.urlopen(sys.argv[2]))
wrong["tableSchema"]["columns"][0].update(name=None, titles={"cs": "Nic"})
wrong["tableSchema"]["columns"][0].pop("name")
json.dump(wrong, open(sys.argv[1], "w"))
with warnings.catch_warnings(record=True) as noticed:
    warnings.simplefilter("always")
    CSVW(sys.argv[1]).to_json(minimal=True)
print(json.dumps([said, len(noticed)]))
`;
    const urls = SETS.map((set) => `${server.url}/otevrena-data/${set}.csv-metadata.json`);
    const [said, noticed] = await csvwPython(code, join(folder(), "wrong.json"), ...urls);
    for (const [url, { warnings, rows, keys }] of Object.entries(said)) {
      assert.deepEqual(warnings, [], url);
      assert.ok(rows > 1, url);
      assert.equal(keys, rows, `${url}: the primary key is one`);
    }
    assert.ok(noticed > 0, "a wrong title is noticed");
  });
});

describe("the catalogue", () => {
  let server;
  before(async () => {
    server = await serve(databases[0].withDemo(), { OKRSEK_WEB__BASE_URL: PUBLIC });
  });
  const document = async (iri) => (await fetch(iri.replace(PUBLIC, server.url))).json();

  test("names every set, and every set its distributions; all addresses are there", async () => {
    const catalogue = await document(`${PUBLIC}/otevrena-data/katalog.jsonld`);
    assert.equal(catalogue.typ, "Katalog");
    assert.deepEqual(catalogue["datová_sada"].map((iri) => /([\w-]+)\.jsonld$/.exec(iri)[1]).sort(), SETS);
    for (const iri of catalogue["datová_sada"]) {
      const set = await document(iri);
      assert.equal(set.iri, iri);
      assert.ok(set["název"].cs && set["popis"].cs && set["klíčové_slovo"].cs.length > 2, iri);
      assert.match(set["http://purl.org/dc/terms/modified"]["@value"], /^20\d\d-/);
      const kinds = set["distribuce"].map((one) => ("přístupová_služba" in one ? "service" : "file"));
      assert.equal(kinds[0], "file");
      for (const one of set["distribuce"]) {
        const links = [one["přístupové_url"], one["soubor_ke_stažení"], one["schéma"], one["přístupová_služba"]?.["přístupový_bod"]];
        for (const link of links.filter(Boolean)) {
          assert.equal((await fetch(link.replace(PUBLIC, server.url))).status, 200, link);
        }
        const named = "autor_databáze" in one["podmínky_užití"];
        assert.equal(named, one["podmínky_užití"]["databáze_chráněná_zvláštními_právy"].includes("creativecommons"), iri);
      }
    }
  });

  test("is valid by the official schemas of DCAT-AP-CZ 2024-05-28", ofn, async () => {
    // Their patterns escape more than the "u" flag allows; formats are checked by their patterns.
    const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true, schemas: schemas() });
    const check = (name, value) => {
      const validate = ajv.getSchema(encodeURI(`https://ofn.gov.cz/dcat-ap-cz-rozhraní-katalogů-otevřených-dat/2024-05-28/schémata/${name}.json`));
      assert.ok(validate(value), JSON.stringify(validate.errors, undefined, 1));
      return validate;
    };
    const catalogue = await document(`${PUBLIC}/otevrena-data/katalog.jsonld`);
    check("katalog", catalogue);
    for (const iri of catalogue["datová_sada"]) {
      const set = await document(iri);
      const validate = check("datová-sada", set);
      assert.ok(!validate({ ...set, "prvek_rúian": undefined }), "the schema would notice");
    }
  });
});
