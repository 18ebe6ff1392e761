// The real city: facts that ship, the official address file, the real areas of the State Police.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { assertAccessible, PHONE, screenshot, visit } from "../lib/browser.mjs";
import { databases, okrsek, serve } from "../lib/okrsek.mjs";
import { shared, withShared } from "../lib/repository.mjs";

const ADDRESSES = "addresses/ruian_adr_plzen_554791.csv.gz";
const POLICE = "precincts/pcr_oop_plzen_2013.geojson";

for (const { name, empty } of databases) {
  describe(`Plzeň on ${name}`, withShared(ADDRESSES, POLICE), () => {
    let server;
    before(async () => {
      const database = empty();
      for (const words of [["city", "plzen"], ["addresses", shared(ADDRESSES)], ["territories", "--layer", "state-police", shared(POLICE)]]) {
        const { code, stdout, stderr } = await okrsek(["import", ...words], { database });
        assert.equal(code, 0, stdout + stderr);
      }
      server = await serve(database);
    });

    const asked = [
      ["namesti republiky 1", /Kdo odpovídá za adresu náměstí Republiky 1\/1/, /OOP Plzeň/],
      // Č. p. 173 is no more; the register's numbers of the street are offered, none is taken.
      ["zahradni 173/2", /Číslo 173\/2 tu v registru není/, /Zahradní 2833\/2/],
      ["zahradni 2833/2", /Kdo odpovídá za adresu Zahradní 2833\/2/, /Východní Předměstí/],
      ["Koterovská", /Koterovská/, /OOP Plzeň/],
    ];
    for (const [question, title, body] of asked) {
      test(question, () =>
        visit(server, { viewport: PHONE }, async (page) => {
          await page.goto("/");
          await page.getByRole("combobox").fill(question);
          await page.getByRole("button", { name: "Najít" }).click();
          await page.waitForURL(/hledat|adresa|ulice/);
          assert.match(await page.locator("h1").innerText(), title);
          assert.match(await page.locator("main").innerText(), body);
          assert.equal(await page.locator(".invented").count(), 0, "nothing here is invented");
          await assertAccessible(page, question);
          if (name === "SQLite") await screenshot(page, `plzen-${question.replace(/\W+/g, "-")}`);
        }));
    }
  });
}
