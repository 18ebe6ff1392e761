// Signing in through a real provider of identity (OpenID Connect), and everything that must not get through.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { before, beforeEach, describe, test } from "node:test";
import { databases, folder, okrsek, serve } from "../lib/okrsek.mjs";
import { COOKIE, isSignedIn } from "../lib/people.mjs";
import { CLIENT, HIGH, LOW, SECRET, provider, visit } from "../lib/provider.mjs";
import { Visitor } from "../lib/visitor.mjs";

const PASSWORD = "tři modré konve";
const BACK = "/prihlaseni/poskytovatel/navrat";
/** Needs a second factor first. */
const PERSONAL = "/staff/sprava/lide";

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

for (const { name, empty } of databases) {
  describe(name, () => {
    let server, database, named, nameless;
    const user = async (...words) => JSON.parse((await okrsek(["user", ...words, "--json"], { database, cwd: server.cwd })).stdout);

    before(async () => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      [named, nameless] = await Promise.all([provider(url + BACK), provider(url + BACK)]);
      nameless.spoil.jwks = withoutNames;
      const cwd = folder();
      const entry = (at, { issuer }) => `[[access.providers]]\nname = "${at}"\nlabel = "Zkušební ${at}"\nissuer = "${issuer}"\nclient_id = "${CLIENT}"\nclient_secret = "${SECRET}"\nhigh_acr = ["${HIGH}"]\n`;
      writeFileSync(join(cwd, "okrsek.toml"), `[web]\nbase_url = "${url}"\n${entry("named", named)}${entry("nameless", nameless)}`);
      database = empty();
      server = await serve(database, {}, { cwd, port });
      const jana = await user("add", "jana", "--name", "Jana Smyšlená", "--body", "odbor", "--role", "administrator", "--new-body", "Odbor", "--kind", "safety-department");
      const visitor = await accepted(jana.link);
      assert.equal((await visitor.get("/staff/ucet/poskytovatele/named")).status, 404, "an address alone links nothing");
      assert.equal((await asked(visitor, "named", "něco jiného")).status, 422, "the password is asked again");
      for (const at of ["named", "nameless"]) assert.match((await linked(visitor, at)).path, /^\/staff\/ucet/);
    });
    beforeEach(() => {
      for (const one of [named, nameless]) {
        one.reset();
        Object.assign(one.who, { sub: "jana", acr: LOW });
      }
      nameless.spoil.jwks = withoutNames;
    });

    const withoutNames = ({ keys }) => ({ keys: keys.map(({ kid: _, alg: __, ...key }) => key) });

    async function accepted(link) {
      const visitor = new Visitor(server);
      const page = await visitor.get(link);
      await visitor.send(page.html.form(/^\/pozvanka/), { password: PASSWORD });
      assert.ok(await isSignedIn(visitor));
      return visitor;
    }

    const asked = (visitor, at, password) =>
      visitor.ask(`/staff/ucet/poskytovatele/${at}`, {
        method: "POST",
        body: new URLSearchParams({ link_password: password }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });

    /** Links the identity with the account of who is signed in; the last page. */
    async function linked(visitor, at) {
      const page = await asked(visitor, at, PASSWORD);
      assert.equal(page.status, 200);
      const href = page.body.match(/href="(http[^"]*code_challenge[^"]*)"/)[1].replace(/&(amp|#38);/g, "&");
      const back = new URL(await visit(href));
      return visitor.get(back.pathname + back.search);
    }

    /** To a provider and back; the last page. */
    async function through(visitor, _, path) {
      const away = await visitor.get(path);
      const back = new URL(await visit(away.location));
      return visitor.get(back.pathname + back.search);
    }
    const signIn = (visitor, at = "named", next = "/staff/ucet") => through(visitor, at, `/prihlaseni/poskytovatel/${at}?next=${next}`);

    test("a linked identity signs in", async () => {
      const visitor = new Visitor(server);
      assert.equal((await signIn(visitor)).path, "/staff/ucet");
      assert.ok(await isSignedIn(visitor));
    });

    test("keys without names are tried by algorithm; tokens without a name too", async () => {
      const visitor = new Visitor(server);
      assert.equal((await signIn(visitor, "nameless")).path, "/staff/ucet");
      nameless.spoil.token = (said, { sign, claims }) => ({ ...said, id_token: sign(claims(said.id_token), { alg: "RS256" }) });
      assert.equal((await signIn(new Visitor(server), "nameless")).path, "/staff/ucet");
    });

    test("an identity that nobody has linked opens nothing, and is linked by nothing but its person", async () => {
      named.who.sub = "stranger";
      const visitor = new Visitor(server);
      const page = await signIn(visitor);
      assert.equal(page.status, 422);
      assert.match(page.html.words, /není s nikým propojen/);
      assert.equal(visitor.cookies.get(COOKIE), undefined);
    });

    const forgeries = {
      "unsigned": ({ sign }, claims) => sign(claims, { alg: "none" }),
      "signed with our own secret": ({ sign }, claims) => sign(claims, { alg: "HS256" }),
      "signed by a stranger": ({ sign, stranger }, claims) => sign(claims, undefined, stranger()),
      "for another audience": ({ sign }, claims) => sign({ ...claims, aud: "another" }),
      "for two audiences": ({ sign }, claims) => sign({ ...claims, aud: [CLIENT, "another"] }),
      "from another issuer": ({ sign }, claims) => sign({ ...claims, iss: "https://evil.example" }),
      "expired": ({ sign }, claims) => sign({ ...claims, exp: claims.iat - 120, iat: claims.iat - 600 }),
      "from the future": ({ sign }, claims) => sign({ ...claims, iat: claims.iat + 3600, exp: claims.exp + 7200 }),
      "of another journey": ({ sign }, claims) => sign({ ...claims, nonce: "another" }),
      "without a nonce": ({ sign }, { nonce: _, ...claims }) => sign(claims),
      "cut": (_, __, token) => token.slice(0, -8),
      "no token at all": () => "...",
    };
    for (const [how, forge] of Object.entries(forgeries)) {
      test(`a forged token is refused: ${how}`, async () => {
        for (const [at, one] of [["named", named], ["nameless", nameless]]) {
          one.spoil.token = (said, tools) => ({ ...said, id_token: forge(tools, tools.claims(said.id_token), said.id_token) });
          const visitor = new Visitor(server);
          const page = await signIn(visitor, at);
          assert.equal(page.status, 422, `${at}: ${page.status}`);
          assert.match(page.html.words, /nepodařilo ověřit/);
          assert.equal(visitor.cookies.get(COOKIE), undefined);
        }
      });
    }

    test("a token of an earlier sign-in cannot be used again", async () => {
      await signIn(new Visitor(server));
      const earlier = named.seen.filter(({ token }) => token !== undefined).at(-1).token;
      named.spoil.token = (said) => ({ ...said, id_token: earlier });
      assert.equal((await signIn(new Visitor(server))).status, 422);
    });

    test("an answer counts once, and only in the browser that asked", async () => {
      const [asking, other] = [new Visitor(server), new Visitor(server)];
      const away = await asking.get("/prihlaseni/poskytovatel/named");
      const back = new URL(await visit(away.location));
      const answer = back.pathname + back.search;
      await other.get("/prihlaseni/poskytovatel/named");
      assert.equal((await other.get(answer)).status, 422, "somebody else's browser");
      assert.equal((await new Visitor(server).get(answer)).status, 422, "a browser without a cookie");
      await asking.get(answer);
      assert.ok(await isSignedIn(asking));
      const again = asking.copy();
      assert.equal((await again.get(answer)).status, 422, "the same answer again");
      for (const forged of [`${BACK}?state=${"A".repeat(43)}&code=x`, `${BACK}?state=%00&code=%00`, `${BACK}?code=x`, `${BACK}?error=access_denied&state=x`, BACK]) {
        assert.equal((await asking.get(forged)).status, 422, forged);
      }
    });

    test("a provider that is not sure enough leads to a step-up, and one that is opens personal data", async () => {
      const visitor = new Visitor(server);
      await signIn(visitor);
      assert.match((await visitor.get(PERSONAL)).path, /^\/prihlaseni\/overeni/);
      const way = `/prihlaseni/overeni/poskytovatel/named?next=${PERSONAL}`;
      const low = await through(visitor, "named", way);
      assert.equal(low.status, 200);
      assert.match(low.path, /^\/prihlaseni\/overeni/, "asked for a factor of ours, not a fault");
      named.who.acr = HIGH;
      assert.equal((await through(visitor, "named", way)).path, PERSONAL);
      const asked = new URL((await visitor.get(way)).location).searchParams;
      assert.deepEqual(["max_age", "prompt", "acr_values", "code_challenge_method"].map((it) => asked.get(it)), ["0", "login", HIGH, "S256"]);
    });

    test("somebody else's identity does not lift the session of another person", async () => {
      const visitor = new Visitor(server);
      await signIn(visitor);
      Object.assign(named.who, { sub: "petr", acr: HIGH });
      assert.equal((await through(visitor, "named", `/prihlaseni/overeni/poskytovatel/named?next=${PERSONAL}`)).status, 422);
      assert.match((await visitor.get(PERSONAL)).path, /^\/prihlaseni\/overeni/);
    });

    test("an invitation is accepted with an identity, once; an identity belongs to one account", async () => {
      const { link } = await user("add", "alena", "--name", "Alena Vzorová", "--body", "odbor", "--role", "administrator");
      const path = new URL(link).pathname;
      const thief = new Visitor(server);
      assert.equal((await through(thief, "named", `${path}/poskytovatel/named`)).status, 422, "jana's identity is taken");
      named.who.sub = "alena";
      const alena = new Visitor(server);
      assert.ok((await through(alena, "named", `${path}/poskytovatel/named`)).status < 400);
      assert.ok(await isSignedIn(alena));
      assert.equal((await new Visitor(server).get(path)).status, 404);
      assert.equal((await signIn(new Visitor(server))).path, "/staff/ucet");
    });

    test("the last way in cannot be taken away", async () => {
      named.who.sub = "alena";
      const alena = new Visitor(server);
      const page = await signIn(alena);
      const kept = await alena.send(page.html.form(/odebrat$/));
      assert.equal(kept.status, 422);
      assert.equal((await signIn(new Visitor(server))).path, "/staff/ucet");
    });

    test("the secret is nowhere to be read", async () => {
      const { stdout } = await okrsek(["config"], { database, cwd: server.cwd });
      assert.match(stdout, /client_secret = "•••"/);
      assert.ok(!stdout.includes(SECRET) && !server.said().includes(SECRET));
    });
  });
}
