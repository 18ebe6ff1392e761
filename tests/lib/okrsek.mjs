// The program under test: run it, serve with it, give it a database with the demonstration city in it.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { ROOT } from "./repository.mjs";

export const BIN = process.env.OKRSEK_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/okrsek");
const DEMO = process.env.OKRSEK_DEMO_SQLITE;
const POSTGRES = process.env.OKRSEK_TEST_POSTGRES;

// What is to be cleared away when the tests of the file are done, last first. `after` inside a test or a hook would
// clear it away with that test, too early for a server that many tests share.
const leftovers = [];
after(async () => {
  for (const clear of leftovers.reverse()) await clear();
});

/** A folder that is gone when the tests of the file are done. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "okrsek-test-"));
  leftovers.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Environment without settings of the person who runs the tests. */
function environment(extra = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("OKRSEK_") && !/^(LANG|LC_)/.test(name));
  return { ...Object.fromEntries(kept), OKRSEK_LANG: "en", OKRSEK_LOG__LEVEL: "warn", ...extra };
}

/** Runs the program to its end. */
export async function okrsek(words, { database, cwd = ROOT, env, input } = {}) {
  const flags = database === undefined ? [] : ["--database", database];
  const child = spawn(BIN, [...flags, ...words], { cwd, env: environment(env), stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => {});
  child.stdin.end(input ?? "");
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  return { code, stdout: await stdout, stderr: await stderr };
}

async function text(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

let made = 0;
const unique = () => `okrsek_${process.pid}_${(made += 1)}`;

function psql(sql, url = POSTGRES) {
  execFileSync("psql", ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--command", sql, url], { stdio: ["ignore", "ignore", "pipe"] });
}

function postgres(sql, name) {
  psql(sql);
  leftovers.push(() => psql(`drop database if exists ${name} with (force)`));
  return POSTGRES.replace(/\/[^/]*$/, `/${name}`);
}

const sqlite = {
  name: "SQLite",
  empty: () => `sqlite://${join(folder(), "okrsek.db")}`,
  withDemo() {
    const file = join(folder(), "okrsek.db");
    copyFileSync(DEMO, file);
    return `sqlite://${file}`;
  },
};

const postgresql = {
  name: "PostgreSQL",
  empty(name = unique()) {
    return postgres(`create database ${name}`, name);
  },
  withDemo(name = unique()) {
    return postgres(`create database ${name} template okrsek_demo`, name);
  },
};

/** Both databases, or the one that is here; `tests/with-postgres.sh` says when one is missing. */
export const databases = POSTGRES === undefined ? [sqlite] : [sqlite, postgresql];

/**
 * Starts a server on a free port; it is stopped when the tests of the file are done. `demo` offers the people of the
 * demonstration city for signing in; `cwd` is where the server keeps its keys; `port` is for those who must know the
 * address before the server does.
 */
export async function serve(database, env = {}, { demo = false, cwd = folder(), port = 0 } = {}) {
  const limits = { OKRSEK_WEB__PAGES_PER_MINUTE: "0", OKRSEK_WEB__API_PER_MINUTE: "0", OKRSEK_WEB__SUGGEST_PER_MINUTE: "0" };
  const words = ["--database", database, "serve", "--listen", `127.0.0.1:${port}`, ...(demo ? ["--demo"] : [])];
  const child = spawn(BIN, words, { cwd, env: environment({ ...limits, ...env }), stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (part) => (said += part));
  const url = await new Promise((resolve, reject) => {
    child.stdout.on("data", (part) => {
      const at = /http:\/\/[\d.]+:\d+/.exec(part.toString());
      if (at !== null) resolve(at[0]);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const hurry = setTimeout(() => child.kill("SIGKILL"), 5000);
    await gone;
    clearTimeout(hurry);
  };
  leftovers.push(stop);
  /** As when the power fails: no goodbye. */
  const kill = async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  };
  return { url, stop, kill, cwd, said: () => said };
}

/** JSON from a running server. */
export async function json(server, path) {
  const answer = await fetch(new URL(path, server.url), { headers: { accept: "application/json" } });
  return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.json() };
}
