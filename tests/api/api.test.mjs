// The API as a program uses it: the same answers as the pages, refusals with a reason, and what the description
// promises held against what is sent (schemathesis).
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { databases, folder, json, serve } from "../lib/okrsek.mjs";
import { SPLIT, WHOLE, WITHOUT_POSITION } from "../lib/okrskov.mjs";

for (const { name, withDemo } of databases) {
  describe(name, () => {
    let server;
    before(async () => {
      server = await serve(withDemo());
    });

    test("find answers with the address and everybody answerable for it", async () => {
      const { status, type, body } = await json(server, `/api/v1/find?q=${encodeURIComponent(WHOLE.question)}`);
      assert.equal(status, 200);
      assert.match(type, /^application\/json/);
      assert.equal(body.outcome, "exact");
      assert.equal(body.hits[0].address, WHOLE.code);
      assert.deepEqual(body.answerable.answers.map(({ layer }) => layer), ["municipal-precinct", "state-police", "district"]);
      for (const answer of body.answerable.answers) {
        assert.ok(answer.why.length > 0 && answer.source !== null && answer.valid_from === "2026-01-01");
        assert.ok(answer.posts.every(({ title, station }) => title !== "" && station.seat !== ""));
      }
    });

    test("an address, its point and its question have one answer", async () => {
      const whom = async (query) => {
        const { body } = await json(server, `/api/v1/answerable?${query}`);
        return { address: body.address, territories: body.answers.map(({ territory }) => territory.code) };
      };
      const byCode = await whom(`address=${WHOLE.code}`);
      const byPoint = await whom(`lon=${byCode.address.lon}&lat=${byCode.address.lat}`);
      assert.equal(byPoint.address.code, WHOLE.code);
      assert.deepEqual(byPoint.territories, byCode.territories);
      const { body } = await json(server, `/api/v1/answerable?address=${WITHOUT_POSITION.code}`);
      assert.deepEqual([body.address.lon, body.address.lat], [null, null]);
    });

    test("suggestions follow the typing and lead to pages", async () => {
      const { body } = await json(server, `/api/v1/suggest?q=${SPLIT.question.slice(0, 5)}&limit=3`);
      assert.ok(body.suggestions.length > 0 && body.suggestions.length <= 3);
      for (const { text, url } of body.suggestions) {
        assert.match(text, /^Jungm/);
        assert.equal((await fetch(new URL(url, server.url))).status, 200);
      }
    });

    test("refusals say what is wrong, as RFC 9457 has it", async () => {
      const check = async (path, status, expected) => {
        const { status: got, type, body } = await json(server, path);
        assert.equal(got, status, path);
        assert.match(type, /^application\/problem\+json/);
        assert.equal(body.status, status);
        assert.match(`${body.title} ${body.detail}`, expected);
      };
      await check("/api/v1/find", 400, /q/);
      await check("/api/v1/find?q=%20", 400, /q/);
      await check(`/api/v1/find?q=${"d".repeat(10_000)}`, 414, /\S/);
      await check(`/api/v1/suggest?q=${"d".repeat(1001)}`, 414, /1.000/);
      await check("/api/v1/answerable", 400, /address.*lon.*lat/);
      await check(`/api/v1/answerable?address=${WHOLE.code}&lon=13&lat=50`, 400, /\S/);
      await check("/api/v1/answerable?address=1", 404, /1/);
      await check("/api/v1/answerable?address=Praha", 400, /\S/);
      await check("/api/v1/answerable?lon=50&lat=13", 400, /50.*13/);
      await check("/api/v1/answerable?lon=NaN&lat=50", 400, /\S/);
      await check("/api/v1/layers/parishes/territories", 404, /parishes/);
      await check("/api/v1/layers/district/territories/none", 404, /\S/);
      await check("/api/v1/nothing-here", 404, /\S/);
    });

    test("hostile questions are answered with a reason, never with a fault", async () => {
      for (const question of ["\u202ekarlovarská 1", "\0", "a\0b", "'; drop table--", "💥", "%", "../../etc/passwd", "<script>alert(1)</script>", "1/".repeat(90)]) {
        const answer = await fetch(new URL(`/api/v1/find?q=${encodeURIComponent(question)}`, server.url));
        assert.ok([200, 400].includes(answer.status), `${question}: ${answer.status}`);
        assert.doesNotMatch(await (await fetch(new URL(`/hledat?q=${encodeURIComponent(question)}`, server.url))).text(), /<script>alert/);
      }
      const malformed = await fetch(new URL("/api/v1/find?q=%ff%fe", server.url));
      assert.ok([200, 400].includes(malformed.status));
    });

    test("health and metrics are there for the operator", async () => {
      const { status, body } = await json(server, "/health");
      assert.equal(status, 200);
      assert.match(JSON.stringify(body), /15100 addresses/);
      assert.match(await (await fetch(new URL("/metrics", server.url))).text(), /^# (HELP|TYPE) /m);
    });
  });
}

test("too many requests from one client are told when to come back", async () => {
  const server = await serve(databases[0].withDemo(), { OKRSEK_WEB__API_PER_MINUTE: "30", OKRSEK_WEB__PAGES_PER_MINUTE: "30", OKRSEK_WEB__SUGGEST_PER_MINUTE: "30" });
  const answers = [];
  for (let count = 0; count < 60; count += 1) answers.push(await fetch(new URL("/api/v1/layers", server.url)));
  const refused = answers.find(({ status }) => status === 429);
  assert.ok(refused !== undefined, "sixty requests at once are not all served at thirty a minute");
  assert.match(refused.headers.get("retry-after"), /^\d+$/);
  assert.equal((await fetch(new URL("/health", server.url))).status, 200, "the operator is never refused");
});

const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
const st = join(cache, "okrsek/schemathesis-4.32.5/bin/st");
const missing = existsSync(st) ? {} : { skip: "schemathesis is not installed; run tests/needs.sh" };
if (missing.skip !== undefined) {
  if (process.env.CI === "true") throw new Error(missing.skip);
  console.error(`SKIPPED: ${missing.skip}`);
}

test("schemathesis finds nothing that the description does not promise", missing, async () => {
  const server = await serve(databases[0].withDemo());
  const config = fileURLToPath(new URL("schemathesis.toml", import.meta.url));
  const words = ["--config-file", config, "run", `${server.url}/api/openapi.json`, "--checks", "all", "--max-examples", "40", "--phases", "examples,coverage,fuzzing,stateful", "--seed", "2018", "--workers", "2", "--no-color"];
  const child = spawn(st, words, { cwd: folder(), stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (part) => (said += part));
  child.stderr.on("data", (part) => (said += part));
  const code = await new Promise((resolve) => child.once("close", resolve));
  assert.equal(code, 0, said.slice(-6000));
});
