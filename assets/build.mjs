// Builds everything the pages load: `npm run build` → dist/ with hashed names and manifest.json.
//
//   src/app.ts ─► app.js     on every page: suggestions, focus, and the door to the map
//   src/map.ts ─► map.js     MapLibre, loaded only where a map comes into view
//   src/staff.ts ─► staff.js on pages of the workplace: keys, drafts, presence
//   src/inspection.ts   on pages of cleanliness rounds, which work without a signal
//   src/interview.ts    on the page of interviewers, likewise
//   src/inspection-worker.ts  serves both when there is none
//   src/app.css ─► app.css   government tokens + the components we use + our layer, src/styles/
//   src/staff.css ─► staff.css  the frame and components of the workplace, over app.css
//   src/map.css ─► map.css   MapLibre's style and ours over it
//   src/report.css ─► report.css   a report as a page to print
//
// Prints what a citizen's page weighs, and the scripts of the workplace, and fails above the budgets.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { government } from "./government.mjs";
import { notices } from "./notices.mjs";

const BUDGET = 200_000; // bytes over the wire, everything before the map
const HTML_ALLOWANCE = 30_000; // a long page, packed by the server
const STAFF_BUDGET = 15_000; // scripts of the workplace, packed with gzip
const DIST = "dist";

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST, { recursive: true });
const manifest = {};
let staffScripts = 0;

const common = {
  bundle: true,
  minify: true,
  write: false,
  outdir: DIST,
  target: ["es2021", "chrome100", "firefox100", "safari15.4"],
  legalComments: "none",
  publicPath: "/assets",
  assetNames: "[name]-[hash]",
  entryNames: "[name]",
  loader: { ".woff2": "file", ".svg": "dataurl" },
  logLevel: "warning",
};

/** Writes one file under a name that changes with its content, packed twice when it is text. */
function keep(logical, contents) {
  const bytes = Buffer.from(contents);
  const ending = extname(logical);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const file = ending === ".woff2" ? basename(logical) : `${basename(logical, ending)}-${hash}${ending}`;
  writeFileSync(join(DIST, file), bytes);
  const entry = { file, bytes: bytes.length, packed: bytes.length };
  if (ending !== ".woff2") {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const br = brotliCompressSync(bytes, { params });
    writeFileSync(join(DIST, `${file}.br`), br);
    const gz = gzipSync(bytes, { level: 9 });
    writeFileSync(join(DIST, `${file}.gz`), gz);
    if (logical === "staff.js") staffScripts = gz.length;
    entry.packed = br.length;
  }
  entry.integrity = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  manifest[logical] = entry;
}

async function script(entry, logical) {
  const { outputFiles } = await build({ ...common, entryPoints: [entry], format: "esm" });
  for (const file of outputFiles) keep(extname(file.path) === ".js" ? logical : basename(file.path), file.contents);
}

async function style(entry, logical) {
  const { outputFiles } = await build({ ...common, entryPoints: [entry], plugins: [government] });
  for (const file of outputFiles) keep(extname(file.path) === ".css" ? logical : basename(file.path), file.contents);
}

await script("src/app.ts", "app.js");
await script("src/staff.ts", "staff.js");
await script("src/map.ts", "map.js");
await script("src/inspection.ts", "inspection.js");
await script("src/interview.ts", "interview.js");
await script("src/inspection-worker.ts", "inspection-worker.js");
await style("src/app.css", "app.css");
await style("src/staff.css", "staff.css");
await style("src/map.css", "map.css");
await style("src/report.css", "report.css");
keep("map-worker.js", readFileSync("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"));
keep("mark.svg", readFileSync("icons/mark.svg"));
keep("third-party-npm.txt", notices());

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(DIST, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);

const loaded = (name) => !/^(map|staff|inspection|interview)/.test(name) && name !== "report.css" && name !== "third-party-npm.txt";
let page = HTML_ALLOWANCE;
console.log(`${"file".padEnd(34)}${"bytes".padStart(10)}${"packed".padStart(10)}`);
for (const [name, { bytes, packed }] of Object.entries(sorted)) {
  if (loaded(name)) page += packed;
  console.log(`${name.padEnd(34)}${String(bytes).padStart(10)}${String(packed).padStart(10)}${loaded(name) ? "" : "   (not on every page)"}`);
}
console.log(`A citizen's page before the map: ${page} of ${BUDGET} bytes, ${HTML_ALLOWANCE} of them allowed for HTML.`);
console.log(`Scripts of the workplace: ${staffScripts} of ${STAFF_BUDGET} bytes (gzip).`);
console.log(`${readdirSync(DIST).length} files in ${DIST}/`);
if (page > BUDGET || staffScripts > STAFF_BUDGET) {
  console.error("Over the budget: leave something out.");
  process.exit(1);
}
