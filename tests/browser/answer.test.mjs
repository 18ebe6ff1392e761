// The citizen's way from "who looks after my street?" to the answer, as people of all kinds walk it.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { PHONE, screenshot, visit } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { SPLIT, VACANT, WHOLE, WITHOUT_POSITION } from "../lib/okrskov.mjs";

/** What every answer must show, in order; `page` stands on an answer. */
async function assertAnswer(page, title, { position = true } = {}) {
  assert.equal(await page.locator("h1").innerText(), `Kdo odpovídá za adresu ${title}`);
  assert.deepEqual(await page.locator(".card__title").allInnerTexts(), ["Strážník-okrskář", "Policista", "Starosta městského obvodu"]);
  const text = await page.locator("main").innerText();
  assert.match(text, /Rozhodlo pravidlo na řádku \d+: „/);
  assert.match(text, /okrsky-okrskov\.txt, platí od 1\.\s1\.\s2026/);
  assert.match(text, /Registr adres ke dni 1\.\s1\.\s2026 · Kód adresního místa \d+/);
  if (!position) return;
  assert.match(text, /uvnitř hranice „OOP [^“]+“ \(mapový podklad obvody-policie-okrskov\.geojson, platí od 1\.\s1\.\s2026\)/);
  assert.ok(await page.locator("figure.map svg").first().isVisible());
  assert.match(await page.locator(".map-words").innerText(), /Totéž slovy: .*Okrsek .*OOP .*Okrskov \d/s);
}

for (const { name, withDemo } of databases) {
  describe(name, () => {
    let server;
    before(async () => {
      server = await serve(withDemo());
    });

    test("type, choose a suggestion with the keyboard, read the answer", () =>
      visit(server, {}, async (page) => {
        await page.goto("/");
        const box = page.getByRole("combobox", { name: "Adresa, ulice nebo místo" });
        await box.pressSequentially("karlovarska 1", { delay: 20 });
        const list = page.getByRole("listbox");
        await page.getByRole("option", { name: "Karlovarská 1/1" }).waitFor();
        assert.equal(await box.getAttribute("aria-expanded"), "true");
        await page.keyboard.press("ArrowDown");
        const first = page.getByRole("option").first();
        assert.equal(await first.getAttribute("aria-selected"), "true");
        assert.equal(await box.getAttribute("aria-activedescendant"), await first.getAttribute("id"));
        assert.match(await first.innerText(), /Karlovarská 1\/1/);
        assert.match(await page.locator("form.search [role=status]").innerText(), /Počet návrhů: \d/);
        await page.keyboard.press("Escape");
        assert.ok(await list.isHidden());
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/adresa\/\d+/);
        assert.match(await page.locator("h1").innerText(), /Karlovarská/);
      }));

    test("the answer shows three posts, their station and contact, how it was matched and what decided", () =>
      visit(server, {}, async (page) => {
        await page.goto(`/hledat?q=${encodeURIComponent(WHOLE.question)}`);
        await assertAnswer(page, WHOLE.title);
        assert.match(await page.locator(".how").innerText(), /Podle čísla orientačního\..*„karlovarska“ čteme jako „Karlovarská“/s);
        for (const card of await page.locator(".card").all()) {
          assert.match(await card.innerText(), /Služebna\s+\S.*Adresa služebny\s+\S.*Hodiny\s+po/s);
          assert.match(await card.locator("a[href^='tel:']").first().getAttribute("href"), /^tel:\+?\d+$/);
          assert.match(await card.locator("a[href^='mailto:']").first().getAttribute("href"), /@/);
        }
      }));

    test("emergency numbers come before everything else on the page", () =>
      visit(server, { viewport: PHONE }, async (page) => {
        await page.goto(`/adresa/${WHOLE.code}`);
        const links = await page.locator("body a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
        assert.deepEqual(links.slice(0, 6), ["#content", "tel:112", "tel:158", "tel:156", "tel:155", "tel:150"]);
        assert.ok((await page.locator("a[href='tel:112']").boundingBox()).y < 60);
      }));

    test("a vacant post is shown as vacant, with the station to turn to", () =>
      visit(server, {}, async (page) => {
        await page.goto(`/hledat?q=${encodeURIComponent(VACANT.question)}`);
        await assertAnswer(page, VACANT.title);
        const officer = await page.locator(".card").first().innerText();
        assert.match(officer, /neobsazeno/);
        assert.match(officer, /Obraťte se na služebnu/);
        await screenshot(page, `vacant-${name}`);
      }));

    test("a split street says who has which numbers and asks for the number", () =>
      visit(server, {}, async (page) => {
        await page.goto(`/hledat?q=${SPLIT.question}`);
        await page.waitForURL(/\/ulice\/\d+/);
        assert.equal(await page.locator("h1").innerText(), `Ulice ${SPLIT.name} je rozdělená`);
        const table = await page.locator("table").first().innerText();
        assert.match(table, /lichá 1–17/);
        assert.match(table, /Okrsek 100-D/);
        await page.getByLabel("Číslo domu").fill("17");
        await page.keyboard.press("Enter");
        await page.waitForURL(/hledat|adresa/);
        assert.match(await page.locator("h1").innerText(), /Kdo odpovídá za adresu Jungmannova \d+\/17/);
        assert.match(await page.locator(".card").first().innerText(), /Okrsek 100-D/);
      }));

    test("an address without coordinates is decided by street and number, and says so", () =>
      visit(server, {}, async (page) => {
        await page.goto(`/adresa/${WITHOUT_POSITION.code}`);
        await assertAnswer(page, WITHOUT_POSITION.title, { position: false });
        assert.equal(await page.locator("figure.map").count(), 0);
        assert.match(await page.locator("main").innerText(), /nemá v registru souřadnice/);
      }));

    test("what is not in the register is said plainly", () =>
      visit(server, { expectErrors: true }, async (page) => {
        const check = async (path, status, expected) => {
          const answer = await page.goto(path);
          assert.equal(answer.status(), status, path);
          assert.match(await page.locator("main").innerText(), expected);
          assert.ok(await page.locator("a[href='tel:112']").isVisible());
        };
        await check("/hledat?q=qqqqqqq", 200, /„qqqqqqq“ jsme nenašli/);
        await check("/hledat?q=karlovarska+9999", 200, /Číslo 9999 tu v registru není.*Karlovarská/s);
        await check("/hledat?q=", 200, /Napište, co hledáte/);
        await check("/adresa/1", 404, /nenašli/);
        await check("/ulice/1", 404, /nenašli/);
        await check("/nic-tu-neni", 404, /Stránku jsme nenašli/);
        await check(`/hledat?q=${"d".repeat(10_000)}`, 414, /příliš dlouhý/);
        await check(`/hledat?q=${encodeURIComponent("\u202ekarlovarská 1\u202c")}`, 200, /Karlovarská 1\/1/);
        await check("/hledat?q=%00%00", 200, /\S/);
      }));

    test("without JavaScript the same way leads to the same answer", () =>
      visit(server, { javaScriptEnabled: false, viewport: PHONE }, async (page) => {
        await page.goto("/");
        assert.ok(await page.getByRole("button", { name: "Použít moji polohu" }).isHidden());
        await page.getByLabel("Adresa, ulice nebo místo").fill("zahradni");
        await page.getByRole("button", { name: "Najít" }).click();
        assert.equal(await page.locator("h1").innerText(), "Kterou adresu myslíte?");
        await page.getByLabel("Adresa, ulice nebo místo").fill(WHOLE.question);
        await page.getByRole("button", { name: "Najít" }).click();
        await assertAnswer(page, WHOLE.title);
        await page.getByRole("link", { name: "Okrsek 200-A" }).click();
        assert.equal(await page.locator("h1").innerText(), "Okrsek 200-A");
      }));

    test("with the keyboard alone: skip to the content, ask, go on to the district", () =>
      visit(server, {}, async (page) => {
        await page.goto("/");
        await page.keyboard.press("Tab");
        const skip = page.locator(":focus");
        assert.equal(await skip.innerText(), "Přejít k obsahu");
        assert.ok((await skip.boundingBox()).y >= 0, "the skip link is seen when it is reached");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Tab");
        assert.equal(await page.locator(":focus").getAttribute("name"), "q");
        await page.keyboard.type(WHOLE.question);
        await page.keyboard.press("Enter");
        await page.waitForURL(/hledat|adresa/);
        await assertAnswer(page, WHOLE.title);
        const link = page.getByRole("link", { name: "Okrskov 2-Zářečí" });
        for (let step = 0; step < 60 && !(await link.evaluate((it) => it === document.activeElement)); step += 1) await page.keyboard.press("Tab");
        const outline = await link.evaluate((it) => getComputedStyle(it).outlineStyle);
        assert.notEqual(outline, "none", "whoever moves by keyboard sees where they are");
        await page.keyboard.press("Enter");
        await page.waitForURL(/okrsky/);
        assert.equal(await page.locator("h1").innerText(), "Okrskov 2-Zářečí");
      }));

    test("switching the language keeps the page", () =>
      visit(server, {}, async (page) => {
        await page.goto(`/hledat?q=${encodeURIComponent(WHOLE.question)}`);
        const check = async (link, lang, expected) => {
          await page.getByRole("link", { name: link }).click();
          await page.waitForFunction((tag) => document.documentElement.lang === tag, lang);
          assert.match(await page.locator("h1").innerText(), expected);
          assert.match(await page.locator("h1").innerText(), /Karlovarská 1\/1/);
        };
        await check("English", "en", /^Who/);
        await check("Українська", "uk", /^[\u0400-\u04ff]/);
        await page.goto("/");
        assert.equal(await page.locator("html").getAttribute("lang"), "uk", "the choice is remembered");
        await page.goto(`/adresa/${WHOLE.code}`);
        await check("Čeština", "cs", /^Kdo/);
      }));
  });
}
