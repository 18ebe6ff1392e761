// The workplace as people of several bodies see it: WCAG 2.2 AA by axe, nothing wider than the screen, the keyboard, what
// is kept from being lost, paper; and pictures to look at in tests/browser/screens.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { assertAccessible, PHONE, screenshot, visit, WIDE } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { signInBy } from "../lib/workplace.mjs";

/** Who looks at what. A page that needs a thing is reached through the list of such things (`first`). */
const WALKS = {
  "department coordinator": {
    today: "/staff",
    cases: "/staff/pripady?otevrene=vse",
    case: { first: "/staff/pripady?otevrene=vse" },
    "case-new": "/staff/pripady/novy",
    map: "/staff/mapa",
    calendar: "/staff/kalendar",
    houses: "/staff/ubytovny",
    house: { first: "/staff/ubytovny" },
    competence: "/staff/ubytovny/prislusnost",
    figures: "/staff/ubytovny/ukazatele",
    rounds: "/staff/ubytovny/obchuzky",
    bodies: "/staff/sprava/organy",
    account: "/staff/ucet",
    lost: "/staff/nic-tu-neni",
  },
  "system administrator": { people: "/staff/sprava/lide", "person-new": "/staff/sprava/lide/novy", person: { first: "/staff/sprava/lide" } },
  "oversight auditor": { trail: "/staff/sprava/audit", proof: "/staff/sprava/audit/overeni" },
};

const [{ withDemo }] = databases;
let server;
before(async () => {
  server = await serve(withDemo(), {}, { demo: true });
});

async function go(page, target) {
  if (typeof target === "string") return page.goto(target);
  await page.goto(target.first);
  return page.locator("main [data-keys] a[href^='/staff']").first().click();
}

test("the door of the workplace", () =>
  visit(server, {}, async (page) => {
    await page.goto("/staff");
    assert.match(page.url(), /\/prihlaseni\?next=/);
    for (const viewport of [WIDE, PHONE]) {
      await page.setViewportSize(viewport);
      await assertAccessible(page, `sign-in ${viewport.width}`);
      await screenshot(page, `sign-in-${viewport.width}`);
    }
  }));

for (const [who, pages] of Object.entries(WALKS)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`pages of ${who}, ${colorScheme}`, () =>
      visit(server, { colorScheme, expectErrors: true }, async (page) => {
        await signInBy(page, ...who.split(" "));
        for (const [name, target] of Object.entries(pages)) {
          await go(page, target);
          assert.equal(await page.locator("h1").count(), 1, name);
          assert.ok(await page.locator("form[action='/odhlaseni']").count(), `${name} is a page of the workplace`);
          for (const viewport of [WIDE, PHONE, { width: 320, height: 640 }]) {
            await page.setViewportSize(viewport);
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(overflow <= 0, `${name} ${viewport.width}: ${overflow} px wider than the screen`);
            // Each page is examined light and wide, and dark and narrow.
            if ((viewport === WIDE) === (colorScheme === "light")) await assertAccessible(page, `${name} ${viewport.width}`);
            if (viewport.width !== 320) await screenshot(page, `staff-${name}-${viewport.width}-${colorScheme}`);
          }
          await page.setViewportSize(WIDE);
        }
      }));
  }
}

test("a day without a mouse", () =>
  visit(server, {}, async (page) => {
    await signInBy(page, "department", "coordinator");
    await page.goto("/staff/pripady?otevrene=vse");
    const links = page.locator("[data-keys] tbody tr a");
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("href"));
    await page.keyboard.press("j");
    assert.equal(await focused(), await links.nth(0).getAttribute("href"));
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    assert.equal(await focused(), await links.nth(1).getAttribute("href"));
    const wanted = await focused();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${wanted}`);
    await page.goBack();

    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("type")), "search");
    // Whoever writes, writes.
    await page.keyboard.type("jk?/");
    assert.equal(await page.evaluate(() => document.activeElement?.value), "jk?/");
    assert.ok(await page.locator("dialog#keys").isHidden());

    await page.locator("h1").click();
    await page.keyboard.press("?");
    await page.locator("dialog#keys").waitFor();
    await assertAccessible(page, "help for the keyboard");
    await page.locator("#keys-on").uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await page.keyboard.press("?");
    await page.keyboard.press("j");
    assert.ok(await page.locator("dialog#keys").isHidden(), "switched off, letters stay letters");
    assert.equal(await focused(), null);
    await page.getByRole("button", { name: "Klávesové zkratky" }).click();
    assert.equal(await page.locator("#keys-on").isChecked(), false);
  }));

test("on a phone the menu opens and closes without a script", () =>
  visit(server, { viewport: PHONE, javaScriptEnabled: false }, async (page) => {
    await signInBy(page, "department", "coordinator");
    const steps = page.getByRole("navigation", { name: "Kroky práce" });
    assert.ok(await steps.isHidden());
    await page.getByRole("link", { name: "Nabídka", exact: true }).click();
    assert.ok(await steps.isVisible());
    await steps.getByRole("link", { name: "Zavřít nabídku" }).click();
    assert.ok(await steps.isHidden());
  }));

test("nobody leaves text behind unasked", () =>
  visit(server, {}, async (page) => {
    await signInBy(page, "department", "coordinator");
    await page.goto("/staff/ubytovny/podnet");
    await page.locator("main form textarea, main form input[type=text]").first().fill("Kontejnery jsou přeplněné.");
    const asked = page.waitForEvent("dialog");
    const left = page.goto("/staff").catch(() => undefined);
    const dialog = await asked;
    assert.equal(dialog.type(), "beforeunload");
    await dialog.accept();
    await left;
  }));

test("printed, a list is black on white, without what cannot be pressed on paper", () =>
  visit(server, { colorScheme: "dark" }, async (page) => {
    await signInBy(page, "department", "coordinator");
    await page.goto("/staff/pripady?otevrene=vse");
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("main table").first().isVisible());
    for (const gone of [".steps", ".sign-out", ".filters"]) assert.ok(await page.locator(gone).first().isHidden(), gone);
    await screenshot(page, "staff-cases-print");
  }));
