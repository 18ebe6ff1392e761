// Files stay readable in one sitting, and nothing of somebody's machine gets into the repository.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, gitFiles } from "./lib/repository.mjs";

const MOST_LINES = 400;
// Files that may be longer, each with the reason.
const LONGER = {
  "engines/addresses/src/search/entries.rs": "eight lines over, by the formatter",
  "engines/addresses/src/search/candidates.rs": "thirteen lines over; all of it is one step of the search",
  "content/cities/plzen/figures.toml": "published figures, one small entry after another",
  "Cargo.lock": "written by cargo",
  "assets/package-lock.json": "written by npm",
  "tests/package-lock.json": "written by npm",
  "engines/territories/fuzz/Cargo.lock": "written by cargo",
  "fuzz/Cargo.lock": "written by cargo",
  "typesetter/Cargo.lock": "written by cargo",
  "THIRD-PARTY-NOTICES.md": "written by docs/notices.mjs",
  "typesetter/THIRD-PARTY-NOTICES.md": "written by docs/notices.mjs",
};
const SNAPSHOT = /\.snap$/;
// Paths of one machine: home folders, work folders, drive letters. Example paths in tests begin with /tmp or /absolute.
const MACHINE = /(?<![\w.-])\/(home|Users|root|work|mnt)\/[\w.-]+\/[\w.-]+|[A-Z]:\\Users\\/;
const BINARY = /\.(png|jpg|ico|woff2?|ttf|gz|zst|zip|pdf)$/;

const wrong = [];
for (const path of gitFiles()) {
  if (BINARY.test(path)) continue;
  const lines = readFileSync(join(ROOT, path), "utf8").split("\n");
  if (lines.length - 1 > MOST_LINES && !(path in LONGER) && !SNAPSHOT.test(path)) {
    wrong.push(`${path} has ${lines.length - 1} lines; split it, or give tests/tidy.mjs the reason`);
  }
  if (path === "tests/tidy.mjs") continue;
  lines.forEach((text, at) => {
    if (MACHINE.test(text)) wrong.push(`${path}:${at + 1} names a path of one machine: ${text.trim().slice(0, 80)}`);
  });
}
if (wrong.length > 0) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
console.log("tidy: no file too long, no path of one machine");
