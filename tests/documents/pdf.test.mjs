// The PDF of a report as independent programs read it: qpdf (structure), pdfinfo and pdftotext of poppler (tags, metadata,
// content and its order).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../lib/repository.mjs";

const TYPESETTER = process.env.TYPESETTER_BIN;
const folder = mkdtempSync(join(tmpdir(), "okrsek-pdf-"));

function run(program, words, input) {
  const { status, stdout, stderr, error } = spawnSync(program, words, { input, encoding: "utf8", maxBuffer: 1 << 26 });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Sets a report and returns where the PDF is. */
function set(name, report) {
  const path = join(folder, `${name}.pdf`);
  const { status, stderr } = run(TYPESETTER, ["--output", path], JSON.stringify(report));
  assert.equal(status, 0, stderr);
  return path;
}

const example = JSON.parse(readFileSync(join(ROOT, "typesetter/examples/pocit-bezpeci.json"), "utf8"));
const pdf = set("example", example);
const words = (path, ...more) => run("pdftotext", [...more, path, "-"]).stdout.replaceAll("\u00a0", " ");

/** The structure tree as pdfinfo prints it: indented names, and the text under each. */
const structure = run("pdfinfo", ["-struct-text", pdf]).stdout;
const count = (name) => structure.match(new RegExp(`^\\s*${name}\\b`, "gm"))?.length ?? 0;

test("the file is sound", () => {
  const { status, stdout, stderr } = run("qpdf", ["--check", pdf]);
  assert.equal(status, 0, stdout + stderr);
});

test("the metadata say what it is, from whom, in which language, and that it is tagged", () => {
  const info = run("pdfinfo", [pdf]).stdout;
  assert.match(info, /^Title: +Jak bezpečně se cítíme$/m);
  assert.match(info, /^Author: +Ukázkové město – odbor bezpečnosti$/m);
  assert.match(info, /^Keywords: +pocit bezpečí, průzkum, Ukázkové město$/m);
  assert.match(info, /^Tagged: +yes$/m);
  assert.match(info, /^JavaScript: +no$/m);
  assert.match(info, /^CreationDate: .*Nov 26 .*2025/m);
  const xmp = run("pdfinfo", ["-meta", pdf]).stdout;
  assert.match(xmp, /pdfuaid:part(>|=")1/);
  assert.match(xmp, /pdfaid:part(>|=")2/);
  assert.match(xmp, /pdfaid:conformance(>|=")A/i);
  const catalogue = run("qpdf", ["--qdf", "--object-streams=disable", pdf, "-"]).stdout;
  assert.match(catalogue, /\/Lang \(cs\)/);
  assert.match(catalogue, /\/DisplayDocTitle true/);
});

test("headings, tables and drawings are tagged as what they are", () => {
  const level = (n) => example.blocks.filter((block) => block.heading?.level === n).length;
  assert.equal(count("H1"), level(1));
  assert.equal(count("H2"), level(2));
  assert.equal(count("Table"), example.blocks.filter((block) => block.table).length);
  assert.equal(count("Figure"), example.blocks.filter((block) => block.figure).length);
  const [first] = example.blocks.filter((block) => block.table).map((block) => block.table);
  const heads = first.columns.length + first.header.flat().length + first.rows.length;
  const second = example.blocks.filter((block) => block.table)[1].table;
  assert.equal(count("TH"), heads + second.columns.length + second.rows.length);
  const qdf = run("qpdf", ["--qdf", "--object-streams=disable", pdf, "-"]).stdout;
  assert.equal(qdf.match(/\/Alt /g)?.length, 2);
  assert.match(qdf, /\/Scope \/Row/);
  assert.match(qdf, /\/Scope \/Column/);
});

test("everything is said, in the order of the report", () => {
  const text = words(pdf).replace(/-\n/g, "").replace(/\s+/g, " ");
  let from = 0;
  const next = (part) => {
    const at = text.indexOf(part, from);
    assert.notEqual(at, -1, `„${part}“ is missing after „${text.slice(from, from + 80)}“`);
    from = at;
  };
  next("Jak bezpečně se cítíme");
  next("26. listopadu 2025");
  for (const block of example.blocks) {
    if (block.heading) next(block.heading.text);
    if (block.figure) next(block.figure.title);
    if (block.table) next(block.table.caption);
    if (block.table) next(block.table.rows.at(-1).cells.at(-1).number);
  }
  assert.match(text, /c nezveřejněno: odpovědělo méně než 10 lidí/);
});

test("every page has its number and says that the data are invented", () => {
  const pages = Number(run("pdfinfo", [pdf]).stdout.match(/^Pages: +(\d+)$/m)[1]);
  assert.ok(pages > 1);
  for (let page = 1; page <= pages; page += 1) {
    const text = words(pdf, "-f", String(page), "-l", String(page));
    assert.match(text, new RegExp(`Strana ${page} z ${pages}`));
    assert.match(text, /Smyšlené údaje/);
  }
});

test("the outline has the headings", () => {
  const qdf = run("qpdf", ["--json", "--json-key=outlines", pdf]).stdout;
  const titles = JSON.parse(qdf).outlines.map((entry) => entry.title.replaceAll("\u00a0", " "));
  assert.deepEqual(titles, example.blocks.filter((block) => block.heading?.level === 1).map((block) => block.heading.text));
});

test("no line ends with a one-letter word or with a number that waits for its unit", () => {
  const text = "Bezpečí v obci a okolí i u škol: 68,2 % lidí, 1 800 osob z 5 km. ".repeat(60);
  for (const size of [0, 3, 7, 11]) {
    const path = set("lines", { ...example, blocks: [{ paragraph: "x".repeat(size) + text }] });
    const lines = words(path).split("\n").filter((line) => /Bezpečí|okolí|lidí/.test(line));
    assert.ok(lines.length > 20);
    for (const line of lines) assert.doesNotMatch(line.trimEnd(), /(^|\s)([kvszouai]|68,2|1|5)$/i, line);
  }
});

test("a table repeats its header on every page", () => {
  const rows = Array.from({ length: 120 }, (_, n) => ({ cells: [{ text: `Obvod ${n}` }, { number: `${n},5` }] }));
  const table = { caption: "Dlouhá tabulka", columns: [{ header: "Kde to je" }, { header: "Podíl v %", align: "number" }], rows };
  const path = set("long", { ...example, blocks: [{ table }] });
  const pages = Number(run("pdfinfo", [path]).stdout.match(/^Pages: +(\d+)$/m)[1]);
  assert.ok(pages >= 3);
  for (let page = 1; page <= pages; page += 1) assert.match(words(path, "-f", String(page), "-l", String(page)), /Kde to je/);
});

test("English and Ukrainian reports speak their language", () => {
  const blocks = [{ heading: { level: 1, text: "Безпека" } }, { paragraph: "Їжак, ґанок, Європа, щастя." }];
  const uk = set("uk", { ...example, language: "uk", blocks });
  assert.match(words(uk), /Сторінка 1 з 1/);
  assert.match(words(uk), /Їжак, ґанок, Європа, щастя\./);
  const en = set("en", { ...example, language: "en", blocks: [{ paragraph: "Safe." }] });
  assert.match(words(en), /Page 1 of 1/);
});
