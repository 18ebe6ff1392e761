// A wave that a contractor asked, from the delivered file to the portal and to paper, as the tutorial walks it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PHONE, assertAccessible, screenshot, visit } from "../lib/browser.mjs";
import { databases, folder, serve } from "../lib/okrsek.mjs";
import { ROOT } from "../lib/repository.mjs";
import { main, signInBy } from "../lib/workplace.mjs";

const FILE = join(ROOT, "docs/tutorials/safety.sav");

async function press(page, name) {
  await Promise.all([page.waitForNavigation(), main(page).getByRole("button", { name, exact: true }).click()]);
}

async function look(page, path, name) {
  await page.goto(path);
  await assertAccessible(page, path);
  await screenshot(page, name, { fullPage: true });
}

for (const database of databases) {
  test(`from a delivered file to the portal and to paper on ${database.name}`, async () => {
    const server = await serve(database.withDemo(), {}, { demo: true });
    let portal = "";
    await visit(server, {}, async (page) => {
      await signInBy(page, "department", "coordinator");
      await look(page, "/staff/pruzkumy", "wave-list");
      await page.goto("/staff/pruzkumy/nova");
      await assertAccessible(page, "a new wave");
      await main(page).locator("[name=label]").fill("Pocit bezpečí po setmění");
      await main(page).locator("[name=from]").fill("2026-04-01");
      await main(page).locator("[name=to]").fill("2026-04-30");
      await main(page).locator("[name=contractor]").fill("Smyšlená agentura");
      await press(page, "Uložit");
      const wave = new URL(page.url()).pathname;
      await page.goto(`${wave}/vysledky`);
      assert.match(await main(page).innerText(), /zatím nemá data/);

      await page.goto(`${wave}/data`);
      await main(page).locator("[name=file]").setInputFiles(FILE);
      await press(page, "Nahrát soubor");
      const found = await main(page).locator("table").innerText();
      assert.match(found, /98 nevím: 24; 99 nechci odpovědět: 18/);
      await main(page).locator("[name=direction-tma]").selectOption("worse");
      await press(page, "Přečíst znovu");
      await look(page, `${wave}/data`, "wave-data");

      await page.goto(`${wave}/navrh`);
      const columns = { weights: "vaha", strata0: "obvod", clusters0: "dum", population0: "domu", district: "obvod" };
      for (const [name, column] of Object.entries(columns)) {
        await main(page).locator(`[name=${name}]`).selectOption(column);
      }
      await press(page, "Uložit");
      assert.match(await main(page).innerText(), /Stupňů volnosti\s+42/);
      await look(page, `${wave}/navrh`, "wave-design");

      await page.goto(`${wave}/vahy`);
      await main(page).locator("[name=totals]").fill("pohlavi; 1; 4100\npohlavi; 2; 3820");
      await main(page).locator("[name=source]").fill("smyšlený registr");
      await press(page, "Provést krok");
      await look(page, `${wave}/vahy`, "wave-weights");

      await look(page, `${wave}/vysledky`, "wave-results");
      assert.match(await main(page).locator("table").innerText(), /68,4.%/);
      await look(page, `${wave}/vysledky/tma`, "wave-question");
      assert.match(await main(page).innerText(), /od zbytku města se liší Střed, Lhota/);

      await page.goto(wave);
      await press(page, "Sběr už proběhl jinde");
      await look(page, `${wave}/zverejneni`, "wave-release");
      await press(page, "Zveřejnit na portálu");
      portal = new URL(page.url()).pathname;
    });
    await visit(server, { viewport: PHONE, javaScriptEnabled: false }, async (page) => {
      await page.goto("/pocit-bezpeci");
      await screenshot(page, "portal-feeling", { fullPage: true });
      await page.goto(`${portal}/tma`);
      await screenshot(page, "portal-question", { fullPage: true });
      assert.match(await main(page).innerText(), /51,7.%/);
      const width = await page.locator("body").evaluate((body) => body.scrollWidth).catch(() => PHONE.width);
      assert.ok(width <= PHONE.width, `${width} px wide`);
    });
    await visit(server, {}, async (page) => {
      await look(page, portal, "portal-release");
      const file = async (name) => (await page.request.get(`${portal}/soubor/${name}`)).body();
      const pdf = join(folder(), "zprava.pdf");
      writeFileSync(pdf, await file("zprava.pdf"));
      assert.match(execFileSync("pdfinfo", [pdf], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }), /Tagged:\s+yes/);
      const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
      assert.match(text, /Pocit bezpečí po setmění/);
      assert.match(text, /Střed\s+51,7.%/);
      const data = JSON.parse((await file("vysledky.json")).toString("utf8"));
      assert.equal(data.results.items.find((item) => item.name === "tma").headline.city.base, 522);
      assert.equal((await file("vysledky.xlsx")).subarray(0, 2).toString("latin1"), "PK");
      await look(page, `${portal}/soubor/zprava.html`, "report-print");
    });
  });
}
