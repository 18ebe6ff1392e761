// The licences of the npm parts that end in what we serve.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Parts that are bundled, found by walking the dependencies of what we import. */
function parts() {
  const found = new Map();
  const visit = (name) => {
    const folder = join("node_modules", name);
    if (found.has(name) || name.startsWith("@types/") || !existsSync(join(folder, "package.json"))) return;
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    found.set(name, { folder, about });
    for (const dependency of Object.keys(about.dependencies ?? {})) visit(dependency);
  };
  const own = JSON.parse(readFileSync("package.json", "utf8"));
  for (const dependency of Object.keys(own.dependencies)) visit(dependency);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function notices() {
  const blocks = ["Parts of these pages made by others, with their licences.\n"];
  for (const [name, { folder, about }] of parts()) {
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const licence = typeof about.license === "string" ? about.license : "see the text";
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : "(The package carries no licence text.)";
    blocks.push(`${"=".repeat(78)}\n${name} ${about.version} – ${licence}\n\n${text}\n`);
  }
  return blocks.join("\n");
}
