// The situation paper of the conference of 12 September 2018, made from the published figures that ship with the program.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { databases, folder, okrsek } from "../lib/okrsek.mjs";

const [{ empty }] = databases;
const PAPER = ["report", "situation", "--city", "plzen", "--date", "2018-09-12", "--lang", "cs"];
const told = (text) => text.replace(/[\u00a0\u202f\s]+/g, " ");

/** What everybody who reads the paper must find in it. */
const FOUND = [
  /15 384/, /17 000 \(zaokrouhleno na 1 000\)/, /183/, /290/, /4 898/, /4 942/, /9 679/, /192 405/,
  /Stabilní/, /Nelze srovnat/, /\+0,9 %/, /−12,5 %/, /1,17/,
  /zdroj neříká, co se počítá/i, /vůči zbytku země však ne/, /φ = 1/,
];

test("the paper of September 2018 is a page with its figures and verdicts", async () => {
  const out = join(folder(), "paper.html");
  const { code, stderr } = await okrsek([...PAPER, out], { database: empty() });
  assert.equal(code, 0, stderr);
  const text = told(readFileSync(out, "utf8").replace(/<[^>]+>/g, " "));
  for (const found of FOUND) assert.match(text, found);
});

test("and a tagged PDF that says the same", async () => {
  const out = join(folder(), "paper.pdf");
  const { code, stderr } = await okrsek([...PAPER, out], { database: empty() });
  assert.equal(code, 0, stderr);
  assert.match(spawnSync("pdfinfo", [out], { encoding: "utf8" }).stdout, /Tagged:\s+yes/);
  const text = told(spawnSync("pdftotext", [out, "-"], { encoding: "utf8" }).stdout.replace(/\u00ad\n?/g, ""));
  for (const found of FOUND) assert.match(text, found);
});

test("data carry every table, and what is asked wrongly is said", async () => {
  const out = join(folder(), "paper.json");
  assert.equal((await okrsek([...PAPER.slice(0, -1), "en", out], { database: empty() })).code, 0);
  const report = JSON.parse(readFileSync(out, "utf8"));
  assert.equal(report.language, "en");
  assert.ok(report.blocks.length > 20);
  const other = await okrsek(["report", "situation", "--city", "brno", join(folder(), "x.html")], { database: empty() });
  assert.equal(other.code, 1);
  assert.match(other.stderr, /plzen/);
  const ending = join(folder(), "x.doc");
  assert.equal((await okrsek([...PAPER, ending], { database: empty() })).code, 1);
  assert.equal(existsSync(ending), false);
});
