// Every field of every form, with everything hostile in it: nothing runs, nothing breaks, nothing is lost.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertHarmless, crawl } from "../lib/crawl.mjs";
import { typeEverywhere } from "../lib/hostile.mjs";
import { databases, folder, okrsek, serve } from "../lib/okrsek.mjs";
import { signIn, signInAgain } from "../lib/people.mjs";
import { Visitor } from "../lib/visitor.mjs";

// Who meets which forms. The last one changes bodies and people, so it comes last.
const WALKERS = [
  ["department", "coordinator", ["/staff", "/staff/pripady", "/staff/pripady/novy"]],
  ["technical-office", "inspector", ["/staff", "/staff/ubytovny"]],
  ["system", "administrator", ["/staff", "/staff/sprava"]],
];

for (const { name, withDemo } of databases) {
  describe(name, () => {
    test("what was typed is shown as it was typed, and never runs", async () => {
      const [database, cwd] = [withDemo(), folder()];
      const server = await serve(database, {}, { demo: true, cwd });
      // Everybody signs in before bodies and people get hostile names.
      const everybody = [];
      for (const [body, role, start] of [...WALKERS, ["oversight", "auditor", ["/staff", "/staff/sprava/audit"]], ["foreign-police", "coordinator", ["/staff"]]]) {
        everybody.push({ visitor: await signIn(server, body, role), start });
      }
      let [forms, fields] = [0, 0];
      for (const { visitor, start } of everybody.slice(0, WALKERS.length)) {
        const tried = await typeEverywhere(visitor, start, { again: () => signInAgain(visitor) });
        forms += tried.size;
        fields += [...tried.values()].flat().length;
      }
      assert.ok(forms >= 20, `only ${forms} forms were found`);
      // Everybody's pages afterwards, the public's as well: nothing that was stored runs anywhere.
      for (const { visitor, start } of everybody) {
        await signInAgain(visitor);
        await crawl(visitor, start, { most: 6, see: assertHarmless });
      }
      await crawl(new Visitor(server), "/", { most: 3, within: "/", limit: 60, see: assertHarmless });
      assert.doesNotMatch(server.said(), /panicked/);
      await server.stop();
      const { code, stdout, stderr } = await okrsek(["audit", "verify"], { database, cwd });
      assert.equal(code, 0, stdout + stderr);
      console.log(`${name}: ${fields} fields of ${forms} forms`);
    });
  });
}
