// The life of an account from outside: made by the operator, opened by its invitation, guarded by a second factor.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { databases, okrsek, serve } from "../lib/okrsek.mjs";
import { oneTimeCode } from "../lib/one-time-code.mjs";
import { COOKIE, isSignedIn } from "../lib/people.mjs";
import { Visitor } from "../lib/visitor.mjs";

const PASSWORD = "tři modré konve";
const until = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
/** The next code, once the one of now has been used. */
async function nextCode(key) {
  await until(30.5 - (Date.now() / 1000) % 30);
  return oneTimeCode(key);
}

for (const { name, empty, withDemo } of databases) {
  describe(name, () => {
    let server, database;
    const user = async (...words) => {
      const { code, stdout, stderr } = await okrsek(["user", ...words], { database, cwd: server.cwd });
      return { code, stdout, stderr };
    };
    before(async () => {
      database = empty();
      server = await serve(database);
    });

    test("the first administrator is made at the command line, with a link and without a password", async () => {
      const known = await user("add", "eva", "--name", "Eva Smyšlená", "--body", "odbor", "--role", "administrator");
      assert.equal(known.code, 1);
      assert.match(known.stderr, /--new-body/);
      const made = await user("add", "eva", "--name", "Eva Smyšlená", "--body", "odbor", "--role", "administrator", "--new-body", "Odbor bezpečnosti", "--kind", "safety-department");
      assert.equal(made.code, 0, made.stderr);
      assert.match(made.stdout, /\/pozvanka\/[\w-]{43}\n$/);
      const twice = await user("add", "eva", "--name", "Eva", "--body", "odbor", "--role", "officer");
      assert.equal(twice.code, 1);
      const listed = JSON.parse((await user("list", "--json")).stdout);
      assert.deepEqual(listed.map(({ login, state }) => [login, state]), [["eva", "invited"]]);
      assert.equal((await user("invite", "nobody")).code, 1);
    });

    test("from the invitation to recovery codes", async () => {
      const { link } = JSON.parse((await user("invite", "eva", "--json")).stdout);
      const eva = new Visitor(server);
      let page = await eva.get(link);
      assert.match(page.html.words, /Eva Smyšlená/);
      page = await eva.send(page.html.form(/^\/pozvanka/), { password: "heslo" });
      assert.equal(page.status, 422);
      assert.doesNotMatch(page.body, /value="heslo"/, "a password is not shown again");
      page = await eva.send(page.html.form(/^\/pozvanka/), { password: PASSWORD });
      assert.equal(page.path, "/prihlaseni/overeni?next=%2Fstaff", "the second factor is offered at once");
      assert.equal((await eva.get(link)).status, 404, "the link works once");
      // The app.
      page = await eva.send(page.html.form(/aplikace$/), { password: "něco jiného" });
      assert.equal(page.status, 422);
      page = await eva.send(page.html.form(/aplikace$/), { password: PASSWORD });
      assert.match(page.body, /<svg[^>]*role="img"/);
      const key = page.body.match(/class="app-key">([A-Z2-7 ]+)</)[1];
      page = await eva.send(page.html.form(/kod$/), { code: "000000" });
      assert.equal(page.status, 422);
      assert.equal(page.body.match(/class="app-key">([A-Z2-7 ]+)</)[1], key, "the same picture again");
      const used = oneTimeCode(key);
      page = await eva.send(page.html.form(/kod$/), { code: used });
      const codes = [...page.body.matchAll(/<code>([0-9a-z-]{14})<\/code>/g)].map(([, code]) => code);
      assert.equal(codes.length, 10);
      assert.equal(page.headers.get("cache-control"), "no-store");
      assert.ok(await isSignedIn(eva));
      // Signing in asks for it; what was used before is refused.
      const again = new Visitor(server);
      page = await again.get("/prihlaseni?next=/staff/ucet");
      page = await again.send(page.html.form(/^\/prihlaseni$/), { login: "EVA", password: PASSWORD });
      assert.equal(page.path, "/prihlaseni/kod?next=%2Fstaff%2Fucet");
      assert.ok(!(await isSignedIn(again)), "half is not in");
      page = await again.send(page.html.form(/kod$/), { code: used });
      assert.equal(page.status, 422);
      page = await again.send(page.html.form(/kod$/), { code: codes[0] });
      assert.equal(page.path, "/staff/ucet");
      assert.match(page.html.words, /Zbývá vám 9 záložních kódů/);
      // Two sessions, one ends the other.
      assert.equal(page.html.forms(/prihlaseni\/ukoncit$/).length, 1);
      await again.send(page.html.form(/prihlaseni\/ukoncit$/));
      assert.ok(!(await isSignedIn(eva)) && (await isSignedIn(again)));
      // A new password, and a code that is still good.
      page = await again.get("/staff/ucet");
      page = await again.send(page.html.form(/heslo$/), { current: PASSWORD, new: "čtyři zelené konve" });
      assert.equal(page.path, "/staff/ucet");
      const old = new Visitor(server);
      page = await old.get("/prihlaseni");
      page = await old.send(page.html.form(/^\/prihlaseni$/), { login: "eva", password: PASSWORD });
      assert.equal(page.status, 422);
      page = await old.send(page.html.form(/^\/prihlaseni$/), { login: "eva", password: "čtyři zelené konve" });
      page = await old.send(page.html.form(/kod$/), { code: await nextCode(key) });
      assert.equal(page.status, 200);
      // The operator ends it all.
      assert.match((await user("sessions", "eva")).stdout, /127\.0\.0\.1/);
      await user("sessions", "eva", "--end");
      assert.ok(!(await isSignedIn(again)) && !(await isSignedIn(old)));
    });

    test("a wrong login and a wrong password say the same, and guessing is slowed down", async () => {
      const guess = async (login) => {
        const visitor = new Visitor(server);
        const page = await visitor.get("/prihlaseni");
        return visitor.send(page.html.form(/^\/prihlaseni$/), { login, password: "není to ono" });
      };
      const said = async (login) => (await guess(login)).html.words.replaceAll(login, "");
      assert.equal(await said("eva"), await said("neexistuje"));
      let slowed;
      for (let times = 0; times < 8; times += 1) slowed = await guess("neexistuje");
      assert.match(slowed.html.words, /příliš mnoho/);
      assert.equal((await user("unlock", "eva")).code, 0);
    });

    test("the key file is the owner's alone, and nothing secret is in the log", async () => {
      const { statSync } = await import("node:fs");
      assert.equal(statSync(`${server.cwd}/okrsek.key`).mode & 0o777, 0o600);
      assert.doesNotMatch(server.said(), /konve|pozvanka\/[\w-]{43}/);
    });

    test("without --demo nobody signs in without a password, in an invented city neither", async () => {
      const plain = await serve(withDemo());
      const visitor = new Visitor(plain);
      const page = await visitor.get("/prihlaseni");
      assert.deepEqual(page.html.forms(/ukazka/), []);
      const demo = await serve(withDemo(), {}, { demo: true });
      const offered = (await new Visitor(demo).get("/prihlaseni")).html.forms(/ukazka/);
      assert.ok(offered.length > 10);
      const answer = await visitor.send(offered[0], {}, { follow: false });
      assert.equal(answer.status, 404);
      assert.equal(visitor.cookies.get(COOKIE), undefined);
      // A real (here: an empty) city with --demo over it stays closed, too: the first start fills only an empty one.
      const unknown = await new Visitor(demo).send(offered[0], { person: "0000000000001" }, { follow: false });
      assert.equal(unknown.status, 404);
    });
  });
}
