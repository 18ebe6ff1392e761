// Reads `cargo metadata` and names every import that goes up a floor, sideways, or out of an engine.
//
//   app ─► modules ─► platform (ground ─► places, casework ─► access, mail ─► store; ground ─► indicators ─► access,
//   web; ground ─► documents, web) ─► engines
import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { gitFiles } from "./lib/repository.mjs";

const FLOORS = ["engines", "platform", "modules", "app"];
const ARROWS = {
  ground: ["places", "casework", "indicators", "access", "mail", "store", "documents", "web"],
  indicators: ["access", "store", "web"],
  casework: ["access", "mail", "store"],
  places: ["store"],
  access: ["store"],
  mail: ["store"],
  store: [],
  web: [],
  documents: [],
  // The grounds that engines stand on: numbers, small matrices, separated text, and cells of workbooks.
  "case-statistics": ["distributions"],
  "crime-analysis": ["distributions", "matrices"],
  "survey-estimation": ["distributions", "matrices"],
  questionnaires: ["workbooks"],
  "official-statistics": ["workbooks"],
  "survey-files": ["separated-text", "workbooks"],
  "crime-files": ["separated-text", "workbooks"],
};
// What an engine must not reach even through others: input and output, clock, chance, databases. Threads of rayon are
// welcome: they are a way to compute, and results may not depend on their number.
const OUT_OF_ENGINES = /^(tokio.*|async-.*|futures.*|axum.*|hyper.*|reqwest|mio|socket2|rusqlite|libsqlite3-sys|.*postgres.*|sqlx.*|chrono.*|time|rand|rand_core|getrandom|fastrand|tracing.*|clap.*)$/;
// Doors that stay shut: zip draws salt for encrypted entries and asks the day for the stamp of a new one, and nobody has it do
// either (entries are plain, the workbook's day is fixed).
const SHUT_DOORS = { zip: ["getrandom", "time"] };
const REACHING_OUT = /\b(std::(fs|net|env|process|thread|time::(SystemTime|Instant))|static mut|thread_local!|OnceLock|LazyLock|Mutex|RwLock|static \w+: Atomic[A-Z]\w+)\b/;

const metadata = JSON.parse(readFileSync(0, "utf8"));
const byId = new Map(metadata.packages.map((it) => [it.id, it]));
const ours = metadata.workspace_members.map((id) => byId.get(id));
const floorOf = (it) => relative(metadata.workspace_root, it.manifest_path).split(sep)[0];
const floors = new Map(ours.map((it) => [it.name, floorOf(it)]));
const wrong = [];

for (const crate of ours.filter((it) => FLOORS.includes(floorOf(it)))) {
  const floor = floorOf(crate);
  for (const { name, kind } of crate.dependencies) {
    const below = floors.get(name);
    if (below === undefined || name === crate.name || kind === "dev") continue;
    const fine =
      FLOORS.indexOf(below) === FLOORS.indexOf(floor)
        ? (ARROWS[crate.name] ?? []).includes(name)
        : FLOORS.includes(below) && FLOORS.indexOf(below) < FLOORS.indexOf(floor);
    if (!fine) wrong.push(`${floor}/${crate.name} must not import ${below}/${name}`);
  }
  if (floor === "platform" && !(crate.name in ARROWS)) wrong.push(`platform/${crate.name} is not drawn in ARCHITECTURE.md`);
  if (floor === "engines") wrong.push(...reachesOut(crate));
}

/** Crates that an engine is built with, near and far, and words in its own source that reach out of it. */
function reachesOut(engine) {
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const far = new Set();
  const visit = (id) => {
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (far.has(pkg) || dep_kinds.every(({ kind }) => kind === "dev")) continue;
      if (SHUT_DOORS[byId.get(id).name]?.includes(byId.get(pkg).name)) continue;
      far.add(pkg);
      visit(pkg);
    }
  };
  visit(engine.id);
  const names = [...far].map((id) => byId.get(id).name);
  const crates = names.filter((name) => OUT_OF_ENGINES.test(name) || (floors.has(name) && !(ARROWS[engine.name] ?? []).includes(name)));
  const folder = relative(metadata.workspace_root, engine.manifest_path).replace("Cargo.toml", "src");
  const lines = gitFiles(folder).flatMap((path) =>
    readFileSync(path, "utf8").split("\n").flatMap((text, at) => (REACHING_OUT.test(text) && !text.trim().startsWith("//") ? [`${path}:${at + 1}: ${text.trim()}`] : [])),
  );
  return [
    ...crates.map((name) => `engines/${engine.name} is built with ${name}`),
    ...lines.map((line) => `an engine reaches out of itself: ${line}`),
  ];
}

if (wrong.length > 0) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
console.log(`floors: ${floors.size} crates stand where they belong`);
