// What a person and a script see of `okrsek` itself: exit codes, settings, `find`, `demo`, `backup`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { save } from "../lib/files.mjs";
import { databases, folder, okrsek } from "../lib/okrsek.mjs";

const [{ withDemo, empty }] = databases;

test("exit codes: 0 done, 1 refused or failed, 2 wrong usage", async () => {
  const database = withDemo();
  const check = async (words, expected) => assert.equal((await okrsek(words, { database })).code, expected, words.join(" "));
  await check(["--version"], 0);
  await check(["--help"], 0);
  await check(["find", "dlouhá"], 0);
  await check(["find", "qqqqqqqq"], 1);
  await check(["demo"], 1);
  await check([], 2);
  await check(["frobnicate"], 2);
  await check(["find"], 2);
  await check(["export", "answerable", "--layer", "parishes"], 2);
  await check(["import", "addresses", "--date", "31.12.2023", "x.csv"], 2);
});

test("config prints what holds and where it comes from, and never a password", async () => {
  const cwd = folder();
  save(cwd, "okrsek.toml", '[web]\npages_per_minute = 7\n[database]\nurl = "postgres://anna:secret@db/okrsek"\n');
  const { code, stdout } = await okrsek(["config"], { cwd, env: { OKRSEK_WEB__API_PER_MINUTE: "9" } });
  assert.equal(code, 0);
  assert.match(stdout, /^web\.pages_per_minute = 7 +# okrsek\.toml$/m);
  assert.match(stdout, /^web\.api_per_minute = 9 +# OKRSEK_WEB__API_PER_MINUTE$/m);
  assert.match(stdout, /^listen = "127\.0\.0\.1:8080" +# default$/m);
  assert.doesNotMatch(stdout, /secret/);
});

test("a setting nobody knows is refused by its name", async () => {
  const cwd = folder();
  save(cwd, "okrsek.toml", "[web]\nbase_ulr = \"x\"\n");
  const file = await okrsek(["config"], { cwd });
  assert.equal(file.code, 1);
  assert.match(file.stderr, /base_ulr/);
  const variable = await okrsek(["config"], { cwd: folder(), env: { OKRSEK_DATABASE__ULR: "x" } });
  assert.equal(variable.code, 1);
  assert.match(variable.stderr, /database\.ulr/);
  const missing = await okrsek(["--config", "nowhere.toml", "config"], { cwd });
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /nowhere\.toml/);
});

test("find says the address, how it was found, and the three who are answerable", async () => {
  const { code, stdout } = await okrsek(["find", "dlouha", "2"], { database: withDemo(), env: { OKRSEK_LANG: "cs" } });
  assert.equal(code, 0);
  assert.match(stdout, /^Dlouhá \d+\/2, /);
  assert.match(stdout, /„dlouha“ čteme jako „Dlouhá“/);
  for (const post of ["Strážník-okrskář: Okrsek", "Policista: OOP", "Starosta městského obvodu: Okrskov"]) assert.match(stdout, new RegExp(`^${post}`, "m"));
  assert.match(stdout, /Rozhodlo pravidlo na řádku \d+: „Dlouhá/);
  assert.match(stdout, /uvnitř hranice „OOP .*platí od 1\.\s1\.\s2026/);
});

test("a number that a street lacks is said, and no similar street is taken instead", async () => {
  const { code, stdout } = await okrsek(["find", "--json", "dlouhá 11"], { database: withDemo() });
  assert.equal(code, 0);
  const found = JSON.parse(stdout);
  assert.notEqual(found.outcome, "exact");
  assert.equal(found.answerable, null);
  assert.match(found.hits[0].text, /^Dlouhá/);
});

test("find --json is for programs, in the shape of the API", async () => {
  const { code, stdout } = await okrsek(["find", "--json", "dlouhá 2"], { database: withDemo() });
  assert.equal(code, 0);
  const found = JSON.parse(stdout);
  assert.equal(found.query, "dlouhá 2");
  assert.deepEqual(found.answerable.answers.map((answer) => answer.layer), ["municipal-precinct", "state-police", "district"]);
  assert.deepEqual(found.answerable.answers.map((answer) => answer.decided_by), ["rule", "polygon", "polygon"]);
  const nothing = await okrsek(["find", "--json", "qqqqqqqq"], { database: withDemo() });
  assert.equal(nothing.code, 1);
  assert.deepEqual(JSON.parse(nothing.stdout).hits, []);
});

test("hostile questions are answered, not feared", async () => {
  const database = withDemo();
  for (const question of ["d".repeat(10_000), "\u202edlouhá 2\u202c", "'; drop table blobs; --", "%00", "ﷺ".repeat(300), "1/2/3/4/5/6/7/8/9"]) {
    const { code, stderr } = await okrsek(["find", "--", question], { database });
    assert.ok(code === 0 || code === 1, `${code}: ${stderr}`);
    assert.doesNotMatch(stderr, /panicked/);
  }
});

for (const { name, empty: nothingYet } of databases) {
  test(`${name}: an empty database is told apart from a broken one`, async () => {
    const database = nothingYet();
    const { code, stderr } = await okrsek(["find", "dlouhá"], { database });
    assert.equal(code, 1);
    assert.match(stderr, /has not been loaded yet/);
  });
}

test("a database that cannot be opened is named", async () => {
  const { code, stderr } = await okrsek(["find", "dlouhá"], { database: `sqlite://${folder()}/no/such/folder/okrsek.db` });
  assert.equal(code, 1);
  assert.match(stderr, /no\/such\/folder/);
  const scheme = await okrsek(["find", "dlouhá"], { database: "mysql://host/okrsek" });
  assert.equal(scheme.code, 1);
});

test("the demonstration city is the same every time, and a backup is a whole database", async () => {
  const [database, place] = [empty(), folder()];
  assert.equal((await okrsek(["demo"], { database })).code, 0);
  const words = ["export", "answerable", "--layer", "municipal-precinct", "--csv"];
  const { stdout } = await okrsek(words, { database });
  assert.equal(stdout, (await okrsek(words, { database: withDemo() })).stdout);
  assert.equal((await okrsek(["backup", `${place}/backup.db`], { database })).code, 0);
  assert.equal((await okrsek(words, { database: `sqlite://${place}/backup.db` })).stdout, stdout);
});
