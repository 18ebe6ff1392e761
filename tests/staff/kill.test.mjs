// The power fails: whatever the server has acknowledged is there afterwards, and the trail is whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { comment, openCase } from "../lib/cases.mjs";
import { databases, folder, okrsek, serve } from "../lib/okrsek.mjs";
import { signIn } from "../lib/people.mjs";
import { Visitor } from "../lib/visitor.mjs";

const ROUNDS = 4;
const WRITERS = 6;
const UNDER_LOAD = 1500; // milliseconds

/** Writes comments and opens cases until the server is gone; answers what was acknowledged. */
async function write(visitor, name, own) {
  const acknowledged = { comments: [], cases: [] };
  for (let turn = 0; ; turn += 1) {
    try {
      if (turn % 10 === 5) acknowledged.cases.push(await openCase(visitor, `Podnět ${name}-${turn}`));
      const text = `zapis ${name}-${turn} konec`;
      await comment(visitor, own, text);
      acknowledged.comments.push(text);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return acknowledged; // nobody answers any more: this one was not acknowledged
    }
  }
}

for (const { name, withDemo } of databases) {
  test(`${name}: killed in the middle of writing, again and again, nothing acknowledged is lost`, async () => {
    const [database, cwd] = [withDemo(), folder()];
    const start = () => serve(database, {}, { demo: true, cwd });
    let server = await start();
    const people = [];
    for (let at = 0; at < WRITERS; at += 1) {
      const visitor = await signIn(server, "department", "coordinator");
      people.push({ cookies: Object.fromEntries(visitor.cookies), own: await openCase(visitor, `Podnět pisatele ${at}`), comments: [], cases: [] });
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      const writing = people.map(({ cookies, own }, at) => write(new Visitor(server, { cookies }), `${round}-${at}`, own));
      await new Promise((resolve) => setTimeout(resolve, UNDER_LOAD + round * 137));
      await server.kill();
      for (const [at, { comments, cases }] of (await Promise.all(writing)).entries()) {
        people[at].comments.push(...comments);
        people[at].cases.push(...cases);
      }
      server = await start(); // it starts from what is there, without repair by hand
    }
    let kept = 0;
    for (const { cookies, own, comments, cases } of people) {
      const visitor = new Visitor(server, { cookies });
      const page = await visitor.get(own);
      assert.equal(page.status, 200, "the session outlives the server too");
      const there = new Set(page.body.match(/zapis \d+-\d+-\d+ konec/g));
      assert.deepEqual(comments.filter((text) => !there.has(text)), [], "acknowledged comments are missing");
      for (const path of cases) assert.equal((await visitor.get(path)).status, 200, `${path} was acknowledged and is missing`);
      kept += comments.length + cases.length;
    }
    assert.ok(kept >= ROUNDS * WRITERS, `only ${kept} writes were acknowledged; this proves nothing`);
    await server.stop();
    const { code, stdout, stderr } = await okrsek(["audit", "verify"], { database, cwd });
    assert.equal(code, 0, stdout + stderr);
    console.log(`${name}: ${kept} acknowledged writes in ${ROUNDS} rounds, all there; ${stdout.trim().split("\n")[0]}`);
  });
}
