// Offences on the portal and in the workplace: every page can be used by everybody, and says what was put into the
// demonstration.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, assertAccessible, screenshot, visit } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { main, press, says, signInBy } from "../lib/workplace.mjs";

const HOME = "/staff/prestupky";

for (const database of databases) {
  test(`offences on ${database.name}`, async () => {
    const server = await serve(database.withDemo(), {}, { demo: true });
    for (const [name, options] of [["1280-light", {}], ["360-dark", { viewport: PHONE, colorScheme: "dark" }]]) {
      await visit(server, options, async (page) => {
        await page.goto("/prestupky-a-kriminalita");
        await says(page, "Ukázkové město", "Co neukazujeme", /Občanské soužití/);
        await assertAccessible(page, "the portal");
        await screenshot(page, `offences-portal-${name}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= (options.viewport ?? { width: 1280 }).width, `${width} px wide`);
      });
    }
    await visit(server, { javaScriptEnabled: false }, async (page) => {
      await page.goto("/prestupky-a-kriminalita");
      await main(page).locator("[name=category]").selectOption({ index: 1 });
      await press(page, main(page).getByRole("button", { name: "Zobrazit" }));
      assert.match(page.url(), /category=./);
    });
    await visit(server, {}, async (page) => {
      await signInBy(page, "department", "coordinator");
      for (const path of ["", "/mapa", "/cas", "/uzemi", "/shluky", "/udalosti", "/vystrahy", "/statistika", "/data", "/zverejneni"]) {
        await page.goto(`${HOME}${path}`);
        await assertAccessible(page, path);
        await screenshot(page, `offences${path.replace("/", "-")}`);
      }
      await page.goto(`${HOME}?category=coexistence`);
      await says(page, /klesá/);
      await page.goto(`${HOME}/mapa?category=order&discovery=reported&view=counts`);
      await assertAccessible(page, "counts");
      await screenshot(page, "offences-mapa-counts");
      // A long run goes on while one looks elsewhere.
      await page.goto(`${HOME}/shluky?category=burglary`);
      await press(page, main(page).getByRole("button", { name: "Spočítat" }));
      for (let tries = 0; tries < 60 && !(await main(page).innerText()).includes("Knox"); tries += 1) {
        await page.waitForTimeout(1000);
        await page.reload();
      }
      await says(page, /Po události je okolí do 100 m ohroženo/);
      await assertAccessible(page, "clusters");
      await screenshot(page, "offences-clusters");
      await page.goto(`${HOME}/vystrahy`);
      await press(page, main(page).locator("tbody a").first());
      await assertAccessible(page, "an alarm");
      await screenshot(page, "offences-alarm");
    });
    await visit(server, { viewport: PHONE, colorScheme: "dark" }, async (page) => {
      await signInBy(page, "department", "coordinator");
      await page.goto(`${HOME}/cas`);
      await screenshot(page, "offences-cas-360-dark");
    });
  });
}
