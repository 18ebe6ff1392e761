// Guessing: what belongs to another body looks exactly like what does not exist.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { sound } from "../lib/cases.mjs";
import { crawl, ID, kindOf } from "../lib/crawl.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { MISSING, same, seen } from "../lib/nothing.mjs";
import { signIn } from "../lib/people.mjs";

// Offences, figures and what is made of them belong to the city: every body reads them, so guessing has nothing to find.
const OF_THE_CITY = /^\/staff\/(prestupky|tvrzeni|situacni-zprava|cizinci)\b/;
// Offences are also worked on by every body, and figures of a zone are each body's own; claims are theirs who wrote them.
const WORK_OF_ALL = /^\/staff\/(prestupky|cizinci\/zony)\b/;

for (const { name, withDemo } of databases) {
  describe(name, () => {
    let [server, owner, pages, forms] = [];
    before(async () => {
      server = await serve(withDemo(), {}, { demo: true });
      owner = await signIn(server, "department", "coordinator");
      forms = new Map();
      pages = await crawl(owner, ["/staff", "/staff/pripady"], {
        most: 4,
        see: ({ type, html }) => {
          if (type.startsWith("text/html")) for (const form of html.forms(({ method, action }) => method === "post" && action.match(ID) && !WORK_OF_ALL.test(action))) forms.set(form.action, form);
        },
      });
    });

    const withId = () => [...pages].filter(([path, { status }]) => path.match(ID) && status === 200 && !OF_THE_CITY.test(path)).map(([path]) => path);

    for (const [body, role] of [["education", "coordinator"], ["technical-office", "inspector"], ["oversight", "auditor"]]) {
      test(`pages of the department, asked for by ${body}: either theirs too, or as if there were none`, async () => {
        const visitor = await signIn(server, body, role);
        const listed = new Set((await crawl(visitor, ["/staff", "/staff/pripady"], { most: 400, limit: 400, skip: OF_THE_CITY })).keys());
        assert.ok(withId().length >= 8, `pages with ids: ${withId().join(" ")}`);
        let hidden = 0;
        for (const path of withId()) {
          const answer = await visitor.ask(path);
          if (answer.status === 200) {
            const [theirs] = path.match(ID);
            assert.ok([...listed].some((way) => way.includes(theirs)), `${path} opens for ${body} and is in none of its lists`);
            continue;
          }
          hidden += 1;
          await same(visitor, path, path.replace(ID, MISSING));
        }
        if (body === "education") assert.ok(hidden > 0);
        console.log(`${name}, ${body}: ${hidden} of ${withId().length} pages look as if there were none`);
      });
    }

    test("acts on another body's case are refused as if there were no such case", async () => {
      const visitor = await signIn(server, "education", "coordinator");
      assert.ok(forms.size >= 5, [...forms.keys()].join(" "));
      const tried = new Set();
      for (const [action, form] of forms) {
        if (tried.has(kindOf(action))) continue;
        tried.add(kindOf(action));
        const answer = await visitor.send(form, sound(form), { follow: false });
        const missing = action.replace(ID, MISSING);
        form.action = missing;
        const none = await visitor.send(form, sound(form), { follow: false });
        assert.equal(answer.status, 404, `${action}: ${answer.status}`);
        assert.deepEqual(seen(answer, action), seen(none, missing), action);
      }
    });

    test("odd ids are answered, not feared", async () => {
      for (const odd of ["0", "x", MISSING.toUpperCase(), "-1", "zzzzzzzzzzzzz", "7zzzzzzzzzzzz", "8000000000000", "%00", "..%2f..%2fetc%2fpasswd", "'%20or%201=1", "a".repeat(500), "1;drop%20table"]) {
        for (const way of ["/staff/pripady/ODD", "/staff/pripady/ODD/upravit", "/staff/pripady/ODD/prilohy/ODD", "/staff/ubytovny/ODD"]) {
          const { status } = await owner.ask(way.replaceAll("ODD", odd));
          assert.ok([400, 404].includes(status), `${way} with ${odd}: ${status}`);
        }
      }
    });
  });
}
