// Where the checkout is, what is tracked in it, and where the real data for tests lie.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Tracked files under a folder, from the root of the checkout. */
export function gitFiles(folder = ".") {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder], { cwd: ROOT, encoding: "utf8" });
  return list.split("\0").filter((path) => path !== "" && existsSync(join(ROOT, path)));
}

/** The folder with real public data, or undefined: `OKRSEK_SHARED`, or `../shared` beside the checkout. */
export const SHARED = [process.env.OKRSEK_SHARED, join(ROOT, "../shared")].find((path) => path && existsSync(join(path, "data")));

/**
 * Options of a test that compares with real data. Without the data it is skipped, loudly; where CI says that the data
 * must be there, it fails.
 */
export function withShared(...files) {
  const missing = SHARED === undefined ? ["OKRSEK_SHARED"] : files.filter((file) => !existsSync(join(SHARED, "data", file)));
  if (missing.length === 0) return {};
  if (process.env.OKRSEK_REQUIRE_SHARED === "1") throw new Error(`real data are required here and missing: ${missing.join(", ")}`);
  console.error(`SKIPPED: a test that needs real data (${missing.join(", ")})`);
  return { skip: `real data missing: ${missing.join(", ")}` };
}

/** A file of the real data. */
export const shared = (file) => join(SHARED ?? "", "data", file);
