// How the city is doing: from a sentence to the question that proves it, to the figures, to their source. Then the workplace:
// a claim is written and checked, the paper of a day is published and read by everybody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, assertAccessible, screenshot, visit } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { main, says, signInBy } from "../lib/workplace.mjs";

for (const database of databases) {
  test(`a claim leads to its question and to its source on ${database.name}`, async () => {
    const server = await serve(database.withDemo(), {}, { demo: true });
    await visit(server, {}, async (page) => {
      await page.goto("/jak-je-na-tom-mesto");
      await says(page, "Jak je na tom město", "Trestná činnost je stabilizovaná", "Přestupky a kriminalita");
      await assertAccessible(page, "situation");
      await screenshot(page, "situation");
      await main(page).getByRole("link", { name: /Trestná činnost je stabilizovaná/ }).click();
      await says(page, "Stabilní", "Proč", "S jakými výhradami", "φ = 1");
      await assertAccessible(page, "claim");
      await screenshot(page, "claim");
      await main(page).getByRole("link", { name: "Ukázat údaje" }).click();
      await says(page, "Registrované trestné činy", "946");
      await assertAccessible(page, "figures");
      await screenshot(page, "figures");
      const csv = await page.request.get(`${page.url()}?format=csv`);
      assert.match(await csv.text(), /946/);
      await main(page).getByRole("link", { name: /smyšlené údaje/ }).first().click();
      await says(page, "smyšlené údaje o trestné činnosti", "SHA-256", "CC0");
      await assertAccessible(page, "source");
    });
    for (const lang of ["cs", "en", "uk"]) {
      await visit(server, { lang, viewport: PHONE, colorScheme: "dark", javaScriptEnabled: lang !== "uk" }, async (page) => {
        await page.goto("/jak-je-na-tom-mesto");
        await main(page).locator("h2 a").first().click();
        await main(page).locator(".acts a").first().waitFor();
        if (lang !== "uk") await assertAccessible(page, `claim ${lang}`);
      });
    }
  });

  test(`a claim is written, and a paper is published on ${database.name}`, async () => {
    const server = await serve(database.withDemo(), {}, { demo: true });
    await visit(server, { expectErrors: true }, async (page) => {
      await signInBy(page, "department", "head");
      await page.goto("/staff/tvrzeni");
      await says(page, "zveřejněno");
      await assertAccessible(page, "claims");
      await main(page).getByRole("link", { name: "Napsat tvrzení" }).click();
      await assertAccessible(page, "new claim");
      await main(page).getByRole("button", { name: "Uložit a ověřit" }).click();
      await says(page, "Napište prosím větu.");
      const year = new Date().getFullYear() - 1;
      await main(page).locator("[name=concept]").selectOption("crimes-registered");
      for (const [name, value] of [
        ["reference-from", `${year - 5}-01-01`], ["reference-to", `${year - 5}-12-31`],
        ["comparison-from", `${year}-01-01`], ["comparison-to", `${year}-12-31`], ["margin", "5"],
        ["cs", "Beze změny: {reference} a {comparison} ({territory})."], ["en", "No change: {reference} and {comparison}."],
        ["uk", "Без змін: {reference} і {comparison}."],
      ]) await main(page).locator(`[name=${name}]`).fill(value);
      await main(page).getByRole("button", { name: "Uložit a ověřit" }).click();
      await says(page, /Beze změny: 1.043 a 946 \(Okrskov\)\./, "Klesá", "ověřeno");
      assert.equal(await main(page).getByRole("button", { name: "Zveřejnit" }).count(), 0, "what does not hold is not published");
      await screenshot(page, "claim-checked");
      await page.goto("/staff/situacni-zprava");
      await assertAccessible(page, "paper of the workplace");
      await screenshot(page, "paper");
      await main(page).getByRole("button", { name: "Zveřejnit zprávu" }).click();
      await says(page, "Bezpečnostní situace: Okrskov", "Trestná činnost je stabilizovaná");
      await assertAccessible(page, "published paper");
      await main(page).getByRole("link", { name: "Zpráva k tisku" }).click();
      await page.waitForURL(/zprava.html/);
      assert.match(await page.locator("body").innerText(), /na 1.000 obyvatel/);
      await screenshot(page, "paper-print");
    });
  });
}
