// The tablet of an interviewer decides by itself who is asked what. It must decide as the server does: the cases are
// written by the engine (modules/survey/tests/it/evaluation.rs).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../lib/repository.mjs";

async function load(path) {
  const { build } = createRequire(join(ROOT, "assets/package.json"))("esbuild");
  const { outputFiles } = await build({ entryPoints: [join(ROOT, path)], bundle: true, write: false, format: "esm" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

test("every case of the engine has the same value on the device", async () => {
  const { evaluate, text, truth } = await load("assets/src/interview/evaluate.ts");
  const { answers, itself, columns, cases } = JSON.parse(readFileSync(join(ROOT, "modules/survey/tests/it/evaluation.json"), "utf8"));
  assert.ok(cases.length > 40);
  for (const one of cases) {
    const value = evaluate(one.tree, { answers: new Map(Object.entries(answers)), itself, columns });
    assert.deepEqual({ text: text(value), truth: truth(value) }, { text: one.text, truth: one.truth }, one.source);
  }
});

test("who is not asked has no value, and what depends on it closes too", async () => {
  const { Progress, counted } = await load("assets/src/interview/form.ts");
  const question = (name, relevant, more = {}) => ({ name, kind: "text", label: {}, hint: {}, required: false, relevant, constraint: null, calculation: null, filter: null, default: "", choices: [], range: null, offersMissing: false, ...more });
  const when = (name, value) => ["=", ["answer", name], ["text", value]];
  const form = {
    default: "cs",
    languages: [],
    groups: [
      { label: {}, relevant: null, questions: [question("a", null), question("b", when("a", "1")), question("twice", null, { kind: "calculate", calculation: ["+", ["answer", "a"], ["answer", "a"]] })] },
      { label: {}, relevant: when("b", "1"), questions: [question("c", null)] },
      { label: {}, relevant: ["=", ["answer", "twice"], ["number", 4]], questions: [question("d", null)] },
    ],
  };
  const seen = (answers) => new Progress(form, answers).visible.map(([, { name }]) => name);
  const text = (value) => ({ text: value });
  assert.deepEqual(seen({}), ["a", "twice"]);
  assert.deepEqual(seen({ a: text("1"), b: text("1") }), ["a", "b", "twice", "c"]);
  assert.deepEqual(seen({ a: text("2"), b: text("1"), c: text("x") }), ["a", "twice", "d"]);
  assert.deepEqual(Object.keys(counted(form, { a: text("2"), b: text("1"), c: text("x") })), ["a"]);
});
