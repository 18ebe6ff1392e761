// The program on real public data: the State Police in Plzeň against reference assignments, the municipal police of
// Prague, the school decree of Česká Lípa.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { save } from "../lib/files.mjs";
import { databases, folder, okrsek } from "../lib/okrsek.mjs";
import { shared, withShared } from "../lib/repository.mjs";

const [{ empty }] = databases;
const PLZEN = "addresses/ruian_adr_plzen_554791.csv.gz";
const POLICE = "precincts/pcr_oop_cechy_2013.geojson.gz";
const REFERENCE = "precincts/reference_adr_to_oop_plzen.csv.gz";
const PRAGUE = "precincts/mp_praha_okrsky.gml.gz";
const LIPA = "addresses/ruian_adr_ceska_lipa_561380.csv.gz";
const DECREE = "territory_rules/skolske_obvody_ceska_lipa.txt";

const CITY = `schema = 1
[city]
code = 561380
invented = false
name = { cs = "Česká Lípa", en = "Česká Lípa", uk = "Чеська Липа" }
programme = { cs = "Zkouška", en = "Test", uk = "Проба" }
accent = "#1f4e79"
language = "cs"
time_zone = "Europe/Prague"
example = "Moskevská 5"
[guarantor]
name = { cs = "Úřad", en = "Office", uk = "Управління" }
`;

async function done(words, database) {
  const { code, stdout, stderr } = await okrsek(words, { database });
  assert.equal(code, 0, stdout + stderr);
  return stdout;
}

test("every address of Plzeň at least 5 m from a border has the State Police area of the reference", withShared(PLZEN, POLICE, REFERENCE), async () => {
  const database = empty();
  await done(["import", "city", "plzen"], database);
  await done(["import", "addresses", shared(PLZEN)], database);
  await done(["import", "territories", "--layer", "state-police", shared(POLICE)], database);
  const csv = await done(["export", "answerable", "--layer", "state-police", "--csv"], database);
  const got = new Map(csv.trim().split("\n").slice(1).map((line) => line.split(",")).map(([address, territory]) => [address, territory]));

  const [head, ...rows] = gunzipSync(readFileSync(shared(REFERENCE))).toString("utf8").trim().split(/\r?\n/);
  const columns = head.split(",");
  assert.equal(columns.length, 5, head);
  const [compared, wrong, near] = [[], [], []];
  for (const [address, , , expected, metres] of rows.map((row) => row.split(","))) {
    if (Number(metres) < 5) near.push(address);
    else if (got.get(address) !== expected) wrong.push(`${address}: ${got.get(address)} instead of ${expected}, ${metres} m from a border`);
    else compared.push(address);
  }
  assert.deepEqual(wrong, []);
  assert.equal(compared.length + near.length, 27_207);
  console.log(`${compared.length} addresses agree, ${near.length} lie closer than 5 m to a border`);
});

test("the 226 precincts of the Prague municipal police are read, latitude first", withShared(PRAGUE), async () => {
  const database = empty();
  const stdout = await done(["import", "territories", "--layer", "municipal-precinct", shared(PRAGUE)], database);
  assert.match(stdout, /226 territories loaded/);
});

test("the school decree of Česká Lípa is read whole and held against the town's register", withShared(LIPA, DECREE), async () => {
  const database = empty();
  const city = folder();
  save(city, "city.toml", CITY);
  await done(["import", "city", city], database);
  await done(["import", "addresses", shared(LIPA)], database);
  const { code, stdout } = await okrsek(["territory", "check", "--json", shared(DECREE)], { database });
  assert.equal(code, 1, "the decree leaves villages without anyone");
  const checked = JSON.parse(stdout);
  assert.deepEqual([checked.lines, checked.register.addresses, checked.register.covered], [237, 4778, 3543]);
  assert.deepEqual(checked.register.overlaps, []);
  const missing = checked.remarks.filter((remark) => remark.said.includes("no street") && !remark.text.startsWith("!"));
  assert.deepEqual(missing, [], "every unmarked line names a street of the register");
});
