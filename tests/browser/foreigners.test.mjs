// Foreigners and agencies: what everybody reads with and without scripts, how a file comes in, how a zone warns. Every page
// can be used by everybody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, assertAccessible, screenshot, visit } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { main, says, signInBy } from "../lib/workplace.mjs";
import { workbook } from "../lib/workbook.mjs";

const LANGUAGES = ["cs", "en", "uk"];

for (const database of databases) {
  test(`what everybody reads about foreigners and agencies on ${database.name}`, async () => {
    const server = await serve(database.withDemo(), {}, { demo: true });
    await visit(server, {}, async (page) => {
      await page.goto("/cizinci");
      await says(page, "Čísla z různých evidencí spolu neporovnáváme", /okres .* \(smyšlený\)/, "Cizinci s trvalým pobytem");
      await assertAccessible(page, "foreigners");
      await screenshot(page, "foreigners");
      await page.goto("/cizinci/obcanstvi");
      await says(page, "Ukrajina", "·", "Tečka znamená");
      await assertAccessible(page, "citizenships");
      await screenshot(page, "foreigners-citizenships");
      await page.goto("/cizinci/agentury");
      await says(page, "má ve městě sídlo", "přiděluje lidi do města", "registr neříká", "Kdy se změnil zákon");
      await assertAccessible(page, "agencies");
      await screenshot(page, "foreigners-agencies");
    });
    // The day is a form without scripts, and a table is a file.
    await visit(server, { viewport: PHONE, javaScriptEnabled: false }, async (page) => {
      await page.goto("/cizinci/agentury");
      await main(page).locator("[name=den]").fill("2015-01-01");
      await main(page).getByRole("button", { name: "Zobrazit" }).click();
      await page.waitForURL(/den=2015-01-01/);
      await says(page, "mohl být vyšší");
      await page.goto("/cizinci");
      await screenshot(page, "foreigners-phone");
      const csv = await page.request.get("/cizinci/obcanstvi?format=csv");
      assert.match(await csv.text(), /Ukrajina;/);
    });
    for (const lang of LANGUAGES) {
      await visit(server, { lang, viewport: PHONE, colorScheme: "dark" }, async (page) => {
        for (const path of ["/cizinci", "/cizinci/obcanstvi", "/cizinci/agentury"]) {
          await page.goto(path);
          await assertAccessible(page, `${path} ${lang}`);
        }
      });
    }
  });

  test(`a workbook is mapped, taken over, and set aside when it has changed on ${database.name}`, async () => {
    const server = await serve(database.withDemo(), {}, { demo: true });
    await visit(server, { expectErrors: true }, async (page) => {
      await signInBy(page, "department", "head");
      for (const path of ["/staff/cizinci", "/staff/cizinci/prevzit", "/staff/cizinci/agentury", "/staff/cizinci/mapovani", "/staff/cizinci/zony", "/staff/cizinci/zony/nova"]) {
        await page.goto(path);
        await assertAccessible(page, path);
        await screenshot(page, `foreigners${path.replaceAll("/", "-").replace("-staff-cizinci", "-staff")}`);
      }
      const book = (heading) => ({
        name: "kraj.xlsx",
        mimeType: "application/octet-stream",
        buffer: workbook({ Okresy: [["Okres", "Občanství", heading], ["okres Okrskov (smyšlený)", "Ukrajina", "120"], ["okres Okrskov (smyšlený)", "Slovensko", "80"], ["Celkem", "", "200"]] }),
      });
      const send = async (button) => Promise.all([page.waitForNavigation(), main(page).getByRole("button", { name: button }).click()]);
      await page.goto("/staff/cizinci/mapovani");
      await main(page).locator("input[type=file]").setInputFiles(book("Trvalý"));
      await send("Podívat se na list");
      await says(page, "Trvalý", "120");
      await assertAccessible(page, "the editor of a mapping");
      await screenshot(page, "foreigners-mapping");
      await main(page).locator("[name=name]").fill("Cizinecká policie");
      await main(page).locator("[name=column-0]").selectOption("territory");
      await main(page).locator("[name=column-1]").selectOption("citizenship");
      await main(page).locator("[name=column-2]").selectOption("foreigners-residence-permanent");
      await send("Uložit");
      await says(page, "Cizinecká policie");
      for (const [heading, wanted] of [["Trvalý", "Soubor jsme převzali"], ["Trvalé pobyty", "teď „Trvalé pobyty“"]]) {
        await page.goto("/staff/cizinci/prevzit");
        await main(page).locator("input[type=file]").setInputFiles(book(heading));
        await main(page).locator("[name=mapping]").selectOption({ label: "Cizinecká policie" });
        await main(page).locator("[name=day]").fill("2026-09-30");
        await main(page).locator("[name=take]").check();
        await send("Zkontrolovat soubor");
        await says(page, wanted);
        await assertAccessible(page, wanted);
      }
      await screenshot(page, "foreigners-set-aside");
      await page.goto("/staff/cizinci/agentury");
      await main(page).locator("table").last().getByRole("link").first().click();
      await says(page, "Odpovědné zástupce ani kontaktní osoby nečteme");
      await assertAccessible(page, "one agency");
      await page.goto("/staff/cizinci/zony");
      await main(page).locator("table").getByRole("link").first().click();
      await says(page, "Včasná varování", "chybí");
      await assertAccessible(page, "a zone");
      await screenshot(page, "foreigners-zone");
    });
  });
}
