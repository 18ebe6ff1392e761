// Programs of others that open what we publish. Missing ones are skipped loudly, and never in CI.
import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "okrsek");

/**
 * Options of a test that needs something: none when it is here, `skip` with the reason otherwise. What lies on a server of
 * others may be out of reach in CI too; it is skipped there as loudly.
 */
export function needs(what, isHere, { elsewhere = false } = {}) {
  if (isHere()) return {};
  const skip = `${what} is not here; run tests/needs.sh`;
  if (process.env.CI === "true" && !elsewhere) throw new Error(skip);
  console.error(`SKIPPED: ${skip}`);
  return { skip };
}

const works = (program, words) => {
  try {
    execFileSync(program, words, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

// The system's own Python, which Debian's packages belong to; another one may come first on the path.
export const PYTHON = "/usr/bin/python3";
export const gdal = needs("GDAL (gdal-bin)", () => works("ogrinfo", ["--version"]));
export const owslib = needs("OWSLib (python3-owslib)", () => works(PYTHON, ["-c", "import owslib.ogcapi.features"]));

const CSVW = join(CACHE, "csvw-4.1.1/bin/python");
export const csvw = needs("csvw 4.1.1", () => existsSync(CSVW));

/** Runs a program to its end and gives back what it said; one that fails says why. */
export async function run(program, words, env = {}) {
  const options = { env: { ...process.env, LC_ALL: "C.UTF-8", ...env }, maxBuffer: 64 << 20 };
  const { stdout } = await promisify(execFile)(program, words, options);
  return stdout;
}

/** Runs a piece of Python that prints JSON. */
export const python = async (program, code, ...words) => JSON.parse(await run(program, ["-c", code, ...words]));
export const csvwPython = (code, ...words) => python(CSVW, code, ...words);

// The official schemas are not ours to hand out: tests/needs.sh fetches them from ofn.gov.cz.
const SCHEMAS = ["katalog", "datova-sada", "text", "vice-textu"].map((name) => join(CACHE, `ofn/${name}.json`));
export const ofn = needs("the schemas of DCAT-AP-CZ 2024-05-28", () => SCHEMAS.every(existsSync), { elsewhere: true });
export const schemas = () =>
  SCHEMAS.map((file) => {
    const schema = JSON.parse(readFileSync(file, "utf8"), (key, value) => (key === "$id" || key === "$ref" ? encodeURI(value) : value));
    // All of them are read as 2020-12: they use nothing that differs from 2019-09.
    delete schema.$schema;
    return schema;
  });
