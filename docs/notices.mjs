// Prints the notices of everything that ships in a binary: each crate and npm package with its licence,
// and the text of every licence file found, each text once. `make notices` writes THIRD-PARTY-NOTICES.md.
//
//   node docs/notices.mjs              of okrsek
//   node docs/notices.mjs typesetter   of the program that sets reports, a workspace of its own
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const program = process.argv[2] ?? "okrsek";
const manifest = program === "okrsek" ? "Cargo.toml" : `${program}/Cargo.toml`;
const metadata = JSON.parse(
  execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", "--manifest-path", manifest], { encoding: "utf8", maxBuffer: 1 << 28 }),
);
const byId = new Map(metadata.packages.map((p) => [p.id, p]));
const nodes = new Map(metadata.resolve.nodes.map((n) => [n.id, n]));

// Only what the binary is built from: normal dependencies of the program, not those of tests, builds or benches.
const root = metadata.packages.find((p) => p.name === program).id;
const shipped = new Set();
const visit = (id) => {
  if (shipped.has(id)) return;
  shipped.add(id);
  for (const dep of nodes.get(id).deps) {
    if (dep.dep_kinds.some((k) => k.kind === null)) visit(dep.pkg);
  }
};
visit(root);

const crates = [...shipped].map((id) => byId.get(id)).filter((p) => p.source !== null);
crates.sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));

console.log("# Third-party notices\n");
console.log(`Okrsek is licensed under EUPL-1.2. The binary of ${program} contains these works. Made by \`make notices\`.\n`);
console.log("## Crates\n\n| crate | version | licence |\n|---|---|---|");
for (const p of crates) console.log(`| ${p.name} | ${p.version} | ${p.license ?? "see its files"} |`);

const texts = new Map();
for (const p of crates) {
  const folder = dirname(p.manifest_path);
  for (const file of readdirSync(folder).filter((f) => /^(licen[cs]e|copying|notice|unlicense)/i.test(f))) {
    let text;
    try { text = readFileSync(join(folder, file), "utf8").trim(); } catch { continue; }
    if (!texts.has(text)) texts.set(text, []);
    texts.get(text).push(`${p.name} ${p.version}`);
  }
}
console.log("\n## Texts\n");
for (const [text, names] of texts) console.log(`### ${names.join(", ")}\n\n\`\`\`text\n${text}\n\`\`\`\n`);

const fonts = `${program}/fonts`;
if (existsSync(fonts)) console.log(`## Typefaces\n\n${readFileSync(`${fonts}/README.md`, "utf8").trim()}\n\n\`\`\`text\n${readFileSync(`${fonts}/OFL.txt`, "utf8").trim()}\n\`\`\``);

const npm = "assets/dist/third-party-npm.txt";
if (program === "okrsek" && existsSync(npm)) console.log(`## npm packages\n\n\`\`\`text\n${readFileSync(npm, "utf8").trim()}\n\`\`\``);
