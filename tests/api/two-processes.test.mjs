// No process is alone: what one imports, the others serve, without a restart and without a gap.
import assert from "node:assert/strict";
import { test } from "node:test";
import { save } from "../lib/files.mjs";
import { databases, folder, json, okrsek, serve } from "../lib/okrsek.mjs";
import { WHOLE } from "../lib/okrskov.mjs";

const rules = "# Okrskov 2-Zářečí\nOkrsek 900-Z\nKarlovarská\n";

for (const { name, withDemo } of databases) {
  test(`${name}: two servers serve a new edition within seconds of its import by a third process`, async () => {
    const database = withDemo();
    const servers = await Promise.all([serve(database), serve(database)]);
    const precinct = async (server) => {
      const { status, body } = await json(server, `/api/v1/answerable?address=${WHOLE.code}`);
      assert.equal(status, 200, "nobody is turned away while an edition changes");
      return body.answers[0].territory.code;
    };
    for (const server of servers) assert.equal(await precinct(server), "200-A");

    const file = save(folder(), "new-rules.txt", rules);
    const { code, stderr } = await okrsek(["import", "territories", "--layer", "municipal-precinct", file], { database });
    assert.equal(code, 0, stderr);

    const since = Date.now();
    for (const server of servers) {
      while ((await precinct(server)) !== "900-Z") {
        assert.ok(Date.now() - since < 20_000, "the old edition is still served after 20 s");
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    console.log(`${name}: new edition served after ${((Date.now() - since) / 1000).toFixed(1)} s`);
  });
}
