// Two people at one case: both see it, and nobody's text is lost.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { area, comment, openCase, step } from "../lib/cases.mjs";
import { databases, folder, okrsek, serve } from "../lib/okrsek.mjs";
import { signIn } from "../lib/people.mjs";

for (const { name, withDemo } of databases) {
  describe(name, () => {
    let [server, first, second] = [];
    before(async () => {
      server = await serve(withDemo(), {}, { demo: true });
      first = await signIn(server, "department", "coordinator");
      second = await signIn(server, "department", "head");
    });

    const editing = async (visitor, path) => (await visitor.get(`${path}/upravit`)).html.form(/\/upravit$/);

    test("the second to save sees both texts, and saves again knowing the first", async () => {
      const path = await openCase(first, "Dva píší");
      const [mine, theirs] = [await editing(first, path), await editing(second, path)];
      const field = area(mine);
      await first.send(mine, { [field]: "První viděl přeplněné nádoby." });
      const conflict = await second.send(theirs, { [field]: "Druhá viděla zablokovaný vchod." }, { follow: false });
      assert.equal(conflict.status, 409);
      assert.match(conflict.html.words, /První viděl přeplněné nádoby\./);
      assert.match(conflict.body, /Druhá viděla zablokovaný vchod\./);
      const both = "První viděl přeplněné nádoby. Druhá viděla zablokovaný vchod.";
      const done = await second.send(conflict.html.form(/\/upravit/), { [field]: both }, { follow: false });
      assert.equal(done.status, 303);
      assert.match((await first.get(path)).html.words, /První viděl přeplněné nádoby\. Druhá viděla zablokovaný vchod\./);
    });

    test("a case that is moved while somebody writes keeps what they wrote", async () => {
      const path = await openCase(first, "Mezitím posouzeno");
      const form = await editing(second, path);
      await step(first, path, "screen");
      const field = area(form);
      const conflict = await second.send(form, { [field]: "Psáno dlouho a pečlivě." }, { follow: false });
      assert.ok([303, 409].includes(conflict.status), `${conflict.status}`);
      if (conflict.status === 409) {
        assert.match(conflict.body, /Psáno dlouho a pečlivě\./);
        assert.equal((await second.send(conflict.html.form(/\/upravit/), { [field]: "Psáno dlouho a pečlivě." }, { follow: false })).status, 303);
      }
      const page = await first.get(path);
      assert.match(page.html.words, /Psáno dlouho a pečlivě\./);
      assert.match(page.html.words, /posouzeno/);
    });

    test("of two who take the same step at once one does, and the other is told", async () => {
      const path = await openCase(first, "Dva tlačí");
      const form = (await first.get(path)).html.form(/\/krok\/screen$/);
      const answers = await Promise.all([first, second].map((visitor) => visitor.send(form, {}, { follow: false })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    });

    test("whoever opens a case for writing is seen by the other", async () => {
      const path = await openCase(first, "Kdo tu je");
      const others = async (way) => (await second.get(way)).html.find("p", { class: "presence" }).length;
      assert.equal(await others(path), 0);
      await editing(first, path);
      assert.equal(await others(path), 1);
    });
  });
}

for (const { name, withDemo } of databases) {
  test(`${name}: two servers at one database lose nothing and keep one trail`, async () => {
    const [database, cwd] = [withDemo(), folder()];
    const servers = await Promise.all([serve(database, {}, { demo: true, cwd }), serve(database, {}, { demo: true, cwd })]);
    const writers = await Promise.all([0, 1, 2, 3, 4, 5].map((at) => signIn(servers[at % 2], "department", at % 2 === 0 ? "coordinator" : "head")));
    const path = await openCase(writers[0], "Dva servery");
    const texts = [];
    await Promise.all(writers.map(async (visitor, at) => {
      for (let turn = 0; turn < 10; turn += 1) {
        const text = `zapis ${at}-${turn} konec`;
        await comment(visitor, path, text);
        texts.push(text);
      }
    }));
    for (const visitor of [writers[0], writers[1]]) {
      const { body } = await visitor.get(path);
      assert.deepEqual(texts.filter((text) => !body.includes(text)), []);
    }
    for (const server of servers) await server.stop();
    const { code, stdout, stderr } = await okrsek(["audit", "verify"], { database, cwd });
    assert.equal(code, 0, stdout + stderr);
  });
}
