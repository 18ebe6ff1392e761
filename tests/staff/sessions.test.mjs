// Whoever has no session gets nothing, whatever they send; and nobody can make somebody else's browser act for them.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { crawl, kindOf } from "../lib/crawl.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { COOKIE, isSignedIn, signIn } from "../lib/people.mjs";
import { Visitor } from "../lib/visitor.mjs";

for (const { name, withDemo } of databases) {
  describe(name, () => {
    let server;
    before(async () => {
      server = await serve(withDemo(), {}, { demo: true });
    });

    test("a forged cookie opens nothing and breaks nothing", async () => {
      const real = (await signIn(server, "department", "coordinator")).cookies.get(COOKIE);
      const changed = real.slice(0, -1) + (real.endsWith("A") ? "B" : "A");
      const forged = ["x", "0".repeat(43), changed, real.slice(0, -1), real + real, real.toUpperCase(), "' or '1'='1", "%00", "../../etc/passwd", "a".repeat(5000), "€".repeat(20)];
      for (const value of forged) {
        const visitor = new Visitor(server, { cookies: { [COOKIE]: encodeURIComponent(value) } });
        for (const path of ["/staff", "/staff/pripady", "/staff/sprava/audit", "/staff/ucet"]) {
          const answer = await visitor.ask(path);
          assert.ok(answer.status === 303 || answer.status === 302 || answer.status === 431 || answer.status === 400, `${path} with ${value.slice(0, 20)}: ${answer.status}`);
          if (answer.location !== undefined) assert.match(answer.location, /^\/prihlaseni\?next=/);
        }
      }
      assert.equal((await new Visitor(server, { cookies: { [COOKIE]: real } }).ask("/staff")).status, 200, "the real one still opens");
    });

    test("two cookies of the same name do not add up", async () => {
      const real = (await signIn(server, "department", "coordinator")).cookies.get(COOKIE);
      const answer = await new Visitor(server).ask("/staff", { headers: { cookie: `${COOKIE}=forged; ${COOKIE}=${real}` } });
      assert.ok([200, 303].includes(answer.status));
    });

    test("a cookie that was copied is worth nothing after signing out", async () => {
      const visitor = await signIn(server, "foreign-police", "officer");
      const copied = visitor.copy();
      assert.ok(await isSignedIn(copied));
      const page = await visitor.get("/staff");
      await visitor.send(page.html.form(/^\/odhlaseni/));
      assert.ok(!(await isSignedIn(copied)), "the copy is refused");
      assert.ok(!(await isSignedIn(visitor)));
    });

    test("signing in gives a new cookie: one that was planted before is worth nothing", async () => {
      const planted = "attackers0choice0attackers0choice0attackers0";
      const visitor = await signIn(server, "foreign-police", "officer", { visitor: new Visitor(server, { cookies: { [COOKIE]: planted } }) });
      assert.notEqual(visitor.cookies.get(COOKIE), planted);
      assert.ok(await isSignedIn(visitor));
      assert.ok(!(await isSignedIn(new Visitor(server, { cookies: { [COOKIE]: planted } }))));
      // A real session of the attacker is not taken over by the person who signs in in that browser.
      const attacker = await signIn(server, "technical-office", "inspector");
      const theirs = attacker.cookies.get(COOKIE);
      const victim = await signIn(server, "foreign-police", "coordinator", { visitor: attacker.copy() });
      assert.notEqual(victim.cookies.get(COOKIE), theirs);
    });

    test("the cookie is out of reach of scripts and of other sites", async () => {
      const lines = [];
      const listening = new (class extends Visitor {
        async ask(path, options) {
          const answer = await super.ask(path, options);
          lines.push(...answer.headers.getSetCookie().filter((line) => line.startsWith(COOKIE)));
          return answer;
        }
      })(server);
      await signIn(server, "foreign-police", "officer", { visitor: listening });
      assert.ok(lines.length > 0);
      for (const line of lines) {
        assert.match(line, /;\s*HttpOnly/i);
        assert.match(line, /;\s*SameSite=(Lax|Strict)/i);
        assert.match(line, /;\s*Path=\//i);
        assert.doesNotMatch(line, /;\s*Domain=/i);
      }
    });

    test("no form of the workplace can be sent from another site", async () => {
      const visitor = await signIn(server, "department", "coordinator");
      const forms = new Map();
      await crawl(visitor, "/staff", {
        see: ({ type, html }) => {
          if (type.startsWith("text/html")) for (const form of html.forms(({ method }) => method === "post")) forms.set(kindOf(form.action), form);
        },
      });
      assert.ok(forms.size >= 5, `forms found: ${[...forms.keys()].join(" ")}`);
      for (const [kind, form] of forms) {
        for (const headers of [
          { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
          { "sec-fetch-site": "same-site", origin: "https://sister.okrskov.example" },
          { "sec-fetch-site": "cross-site", origin: "null" },
        ]) {
          form.multipart = false; // who is refused by the headers is not listened to any longer
          const { status } = await visitor.send(form, {}, { follow: false, headers });
          assert.equal(status, 403, `${kind} with ${JSON.stringify(headers)}`);
        }
      }
      assert.ok(await isSignedIn(visitor), "not even signing out");
    });

    test("signing in leads nowhere outside, whatever `next` says", async () => {
      const wishes = ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/%2F/evil.example", "javascript:alert(1)", " //evil.example", "\t//evil.example", "/\t/evil.example", "http:evil.example", "/staff@evil.example", "/prihlaseni?next=//evil.example", "%00//evil.example", "/\n/evil.example"];
      for (const wish of wishes) {
        const visitor = new Visitor(server);
        const left = [];
        const ask = visitor.ask.bind(visitor);
        visitor.ask = async (...request) => {
          const answer = await ask(...request);
          if (answer.location !== undefined && new URL(answer.location, server.url).origin !== server.url) left.push(answer.location);
          return answer;
        };
        await signIn(server, "foreign-police", "officer", { visitor, next: wish });
        assert.deepEqual(left, [], `next=${wish}`);
        assert.ok(await isSignedIn(visitor));
      }
    });

    test("a program without a session is told so, a person is asked to sign in and comes back", async () => {
      const stranger = new Visitor(server);
      const page = await stranger.ask("/staff/pripady?stav=open");
      assert.equal(page.status, 303);
      assert.equal(page.location, `/prihlaseni?next=${encodeURIComponent("/staff/pripady?stav=open")}`);
      const visitor = await signIn(server, "department", "coordinator", { next: "/staff/pripady" });
      assert.match(visitor.at.path, /^\/staff\/pripady/);
    });
  });
}
