// A cleanliness round on a phone, between streets without a signal: nothing that was filled in is lost, nothing counts
// twice, and every page can be read by everybody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, assertAccessible, screenshot, visit } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { main, signInBy } from "../lib/workplace.mjs";

/** Plans a round of today over the first three segments and answers its path. */
async function planned(page) {
  await page.goto("/staff/ubytovny/obchuzky/nova");
  const boxes = main(page).locator("input[name=segment]");
  for (let nth = 0; nth < 3; nth += 1) await boxes.nth(nth).check();
  await Promise.all([page.waitForURL(/\/obchuzky\/[0-9a-z]{13}$/), main(page).locator("form button[type=submit]").first().click()]);
  return new URL(page.url()).pathname;
}

/** Fills every item of the checklist with a score. */
async function fillIn(page, score) {
  for (const group of await main(page).locator("fieldset.score").all()) await group.locator(`input[value="${score}"]`).check();
  if (score >= 2) {
    await main(page).locator("input[name=responsible][value=city]").check();
    await main(page).locator("input[name=due]").fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
  }
}

for (const database of databases) {
  test(`a round without a signal on ${database.name}`, async () => {
    const server = await serve(database.withDemo(), {}, { demo: true });
    await visit(server, { viewport: PHONE, expectErrors: true }, async (page, context) => {
      await signInBy(page, "department", "coordinator");
      const round = await planned(page);
      await page.getByText(/uložená v telefonu/).waitFor();
      await assertAccessible(page, page.url());
      await screenshot(page, "round");
      const segments = await main(page).locator("a[data-offline]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      assert.equal(segments.length, 3);

      await context.setOffline(true);
      for (const [nth, score] of [[0, 1], [1, 2]]) {
        await page.goto(segments[nth]);
        if (nth === 0) {
          await screenshot(page, "checklist");
        }
        await fillIn(page, score);
        await Promise.all([page.waitForURL(`**${round}`), main(page).locator("form[data-inspection] button[type=submit]").click()]);
      }
      await page.getByText(/Čeká na odeslání: 2/).waitFor();
      // The phone is put away and taken out again: what was filled in is still there.
      await page.reload();
      await page.getByText(/Čeká na odeslání: 2/).waitFor();

      await context.setOffline(false);
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
      await page.getByText(/Nic nečeká na odeslání/).waitFor();
      await page.goto(round);
      const rows = main(page).locator("tr[data-stop]");
      assert.match(await rows.nth(0).innerText(), /nejhorší bod 1|druhého inspektora/);
      assert.match(await rows.nth(1).innerText(), /nejhorší bod 2|druhého inspektora/);
      assert.match(await rows.nth(2).innerText(), /čeká/);
    });
  });
}

test("the checklist works without scripts, and the figures can be read by everybody", async () => {
  const server = await serve(databases[0].withDemo(), {}, { demo: true });
  await visit(server, { viewport: PHONE, javaScriptEnabled: false, expectErrors: true }, async (page) => {
    await signInBy(page, "department", "coordinator");
    const round = await planned(page);
    await main(page).locator("a[data-offline]").first().click();
    await fillIn(page, 1);
    await Promise.all([page.waitForURL(`**${round}`), main(page).locator("form.checklist button[type=submit]").click()]);
    assert.match(await main(page).locator("tr[data-stop]").first().innerText(), /nejhorší bod 1|druhého inspektora/);
  });
  await visit(server, {}, async (page) => {
    await signInBy(page, "department", "coordinator");
    for (const path of ["", "/mapa", "/prislusnost?topic=fire-safety&topic=host-duties", "/podnet", "/pomoc", "/obchuzky", "/useky", "/ukazatele"]) {
      await page.goto(`/staff/ubytovny${path}`);
      await assertAccessible(page, page.url());
    }
    await screenshot(page, "figures");
  });
});
