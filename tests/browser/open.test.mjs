// The map of open layers moves where it can, and is a picture with a list where it cannot.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { assertAccessible, screenshot, visit } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";

let server;
before(async () => {
  server = await serve(databases[0].withDemo());
});

test("vector tiles are drawn, from this host and within the policy", () =>
  visit(server, {}, async (page) => {
    const tiles = page.waitForResponse((answer) => /\/tiles\/state-police\/\d+\/\d+\/\d+\.mvt$/.test(answer.url()) && answer.ok());
    await page.goto("/mapa?vrstva=state-police&vrstva=stations");
    await page.locator("figure.map").scrollIntoViewIfNeeded();
    await tiles;
    await page.locator("figure.map--live").waitFor();
    await page.waitForTimeout(800);
    await screenshot(page, "map-live");
    await assertAccessible(page, "map-live");
  }));

test("without scripts the map is a picture, and the form and the list work", () =>
  visit(server, { javaScriptEnabled: false }, async (page) => {
    await page.goto("/mapa");
    assert.equal(await page.locator("figure.map svg").count(), 1);
    await page.getByLabel("Služebny").check();
    await page.getByRole("button", { name: "Ukázat" }).click();
    assert.match(page.url(), /vrstva=stations/);
    const [layer] = await page.getByRole("table").all();
    await layer.getByRole("link").first().click();
    assert.match(page.url(), /\/ogc\/collections\/[\w-]+\/items\//);
    assert.equal(await page.locator("h1").count(), 1);
  }));
