// Every page in every look: WCAG 2.2 AA by axe, nothing wider than the screen, nothing wrong behind it; and pictures
// to look at in tests/browser/screens.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { assertAccessible, PHONE, screenshot, visit, WIDE } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { SPLIT, VACANT, WHOLE, WITHOUT_POSITION } from "../lib/okrskov.mjs";

const PAGES = {
  home: "/",
  answer: `/hledat?q=${encodeURIComponent(WHOLE.question)}`,
  vacant: `/hledat?q=${encodeURIComponent(VACANT.question)}`,
  split: `/hledat?q=${SPLIT.question}`,
  "no-position": `/adresa/${WITHOUT_POSITION.code}`,
  choose: "/hledat?q=zahradni",
  number: "/hledat?q=karlovarska+9999",
  nothing: "/hledat?q=qqqqqqq",
  territories: "/okrsky",
  precinct: "/okrsky/municipal-precinct/200-A",
  area: "/okrsky/state-police/990301",
  data: "/udaje",
  "open-data": "/otevrena-data",
  "open-set": "/otevrena-data/posts",
  map: "/mapa?vrstva=state-police&vrstva=stations",
  features: "/ogc/collections/state-police/items?f=html",
  accessibility: "/accessibility",
  about: "/about",
  lost: "/nic-tu-neni",
};
/** These are looked at in all three languages. */
const TRANSLATED = ["home", "answer", "split", "choose", "nothing", "accessibility", "lost"];
/** These are pictured in both widths, light and dark. */
const PICTURES = ["home", "answer", "vacant", "split", "no-position", "choose", "number", "territories", "precinct", "open-data", "open-set", "map"];

const [{ withDemo }] = databases;
let server;
before(async () => {
  server = await serve(withDemo());
});

const looks = [
  { lang: "cs", colorScheme: "light", pages: Object.keys(PAGES) },
  { lang: "cs", colorScheme: "dark", pages: Object.keys(PAGES) },
  { lang: "en", colorScheme: "light", pages: TRANSLATED },
  { lang: "uk", colorScheme: "dark", pages: TRANSLATED },
];

for (const { lang, colorScheme, pages } of looks) {
  for (const name of pages) {
    test(`${name}, ${lang}, ${colorScheme}`, () =>
      visit(server, { lang, colorScheme, expectErrors: name === "lost" }, async (page) => {
        await page.goto(PAGES[name]);
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
        assert.equal(await page.locator("h1").count(), 1);
        for (const viewport of [WIDE, PHONE]) {
          await page.setViewportSize(viewport);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${viewport.width}: the page is ${overflow} px wider than the screen`);
          // Each page is examined light and wide, and dark and narrow.
          if ((viewport === WIDE) === (colorScheme === "light")) await assertAccessible(page, `${name} ${viewport.width}`);
          if (lang === "cs" && PICTURES.includes(name)) await screenshot(page, `${name}-${viewport.width}-${colorScheme}`);
        }
      }));
  }
}
