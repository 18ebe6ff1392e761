// A post is an office: when its holder leaves, the post stays, and the public is told that it is vacant.
import assert from "node:assert/strict";
import { test } from "node:test";
import { databases, serve } from "../lib/okrsek.mjs";
import { isSignedIn, signIn } from "../lib/people.mjs";
import { Visitor } from "../lib/visitor.mjs";

/** Officers of the municipal police whose names the public sees beside their precincts. */
const OFFICERS = ["Alena Vzorová", "Jiří Ukázkový", "Eva Smyšlená", "Ondřej Cvičný", "Lenka Vymyšlená", "Filip Příkladný"];

for (const { name, withDemo } of databases) {
  test(`${name}: the holder of a public post leaves; the post stays and is shown as vacant`, async () => {
    const server = await serve(withDemo(), {}, { demo: true });
    const citizen = new Visitor(server);
    const admin = await signIn(server, "system", "administrator");
    const precincts = (await citizen.get("/okrsky")).html.links.filter((link) => /^\/okrsky\/municipal-precinct\//.test(link));
    let [precinct, holder] = [];
    for (const path of precincts) {
      const { words } = (await citizen.get(path)).html;
      holder = OFFICERS.find((officer) => words.includes(officer));
      if (holder !== undefined) {
        precinct = path;
        break;
      }
    }
    assert.ok(holder, "the public sees who holds a post");
    const posts = (await admin.get("/staff/sprava/funkce")).html.links.length;

    // The account ends today, and so does the holding; today is its last day. The administrator says that it was yesterday.
    const people = await admin.get("/staff/sprava/lide");
    const link = people.html.find("a", { href: /\/staff\/sprava\/lide\/[0-9a-z]{13}$/ }).find((node) => node.childNodes.some(({ value }) => value?.includes(holder)));
    const page = await admin.get(link.attrs.find(({ name: it }) => it === "href").value);
    const post = await postOf(admin, holder);
    const yesterday = new Date(Date.now() - 36 * 3600_000).toISOString().slice(0, 10);
    const ended = await admin.send(post.html.form(({ action, label }) => /\/obsazeni\/[0-9a-z]{13}\/ukoncit$/.test(action) && label.includes(holder)), { last: yesterday });
    assert.equal(ended.status, 200, ended.html.words.slice(0, 300));
    const leave = page.html.form(({ action, controls }) => /\/stav$/.test(action) && controls.some(({ name: it, value }) => it === "act" && value === "end"));
    const left = await admin.send(leave);
    assert.equal(left.status, 200, left.html.words.slice(0, 300));
    assert.ok(await isSignedIn(admin));

    let words;
    for (const until = Date.now() + 15_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 250))) {
      words = (await citizen.get(precinct)).html.words;
      if (!words.includes(holder)) break; // within seconds, as every change of places
    }
    assert.ok(!words.includes(holder), `${holder} is still shown at ${precinct}`);
    assert.match(words, /strážník-okrskář/i);
    assert.match(words, /neobsazeno/);
    assert.equal((await admin.get("/staff/sprava/funkce")).html.links.length, posts, "no post is gone");
  });
}

/** The page of the post that somebody holds. */
async function postOf(admin, holder) {
  const { links } = (await admin.get("/staff/sprava/funkce")).html;
  for (const link of links.filter((one) => /\/staff\/sprava\/funkce\/[0-9a-z]{13}$/.test(one))) {
    const page = await admin.get(link);
    if (page.html.words.includes(holder)) return page;
  }
  throw new Error(`no post of ${holder}`);
}
