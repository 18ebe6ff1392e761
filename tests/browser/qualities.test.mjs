// What no single element shows: the weight of a page, its map, its motion, its print.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { assertAccessible, PHONE, screenshot, visit } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { SPLIT, WHOLE } from "../lib/okrskov.mjs";

const PAGES = { home: "/", answer: `/hledat?q=${encodeURIComponent(WHOLE.question)}`, split: `/hledat?q=${SPLIT.question}` };

const [{ withDemo }] = databases;
let server;
before(async () => {
  server = await serve(withDemo());
});

test("the moving map replaces the picture, and stays usable by keyboard", () =>
  visit(server, {}, async (page) => {
    await page.goto(PAGES.answer);
    await page.locator("figure.map").scrollIntoViewIfNeeded();
    await page.locator("figure.map--live").waitFor({ timeout: 30_000 });
    const zoom = page.getByRole("button", { name: "Přiblížit" });
    await zoom.focus();
    await page.keyboard.press("Enter");
    await assertAccessible(page, "live map");
    await page.waitForTimeout(500);
    await page.locator("figure.map").screenshot({ path: new URL("screens/map-live.png", import.meta.url).pathname });
  }));

test("a citizen's page weighs at most 200 kB before the map", async () => {
  for (const path of [PAGES.home, PAGES.answer, PAGES.split]) {
    await visit(server, { viewport: PHONE }, async (page) => {
      let [weight, requests] = [0, 0];
      page.on("requestfinished", async (request) => {
        if (/map(-worker|\.)|\/api\//.test(request.url())) return;
        const { responseBodySize, responseHeadersSize } = await request.sizes();
        weight += responseBodySize + responseHeadersSize;
        requests += 1;
      });
      await page.goto(path, { waitUntil: "networkidle" });
      assert.ok(weight > 5_000 && weight <= 200_000, `${path} weighs ${weight} B in ${requests} requests`);
      console.log(`${path}: ${Math.round(weight / 1000)} kB in ${requests} requests`);
    });
  }
});

test("whoever asks for less motion gets none", () =>
  visit(server, { reducedMotion: "reduce" }, async (page) => {
    await page.goto(PAGES.answer);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")].filter((element) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
        const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
        return (animationName !== "none" && long(animationDuration)) || long(transitionDuration);
      }).map((element) => element.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(moving, []);
  }));

test("printed, the answer is black on white, without what cannot be pressed on paper", () =>
  visit(server, { colorScheme: "dark" }, async (page) => {
    await page.goto(PAGES.answer);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".card").first().isVisible());
    assert.ok(await page.locator("form.search").isHidden());
    const [ground, ink] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("h1")).color]);
    assert.match(ground, /rgba?\((255, 255, 255|0, 0, 0, 0)/);
    assert.match(ink, /rgb\((\d{1,2}, ?){2}\d{1,2}\)/);
    await screenshot(page, "answer-print");
    assert.ok((await page.pdf({ format: "A4" })).length > 10_000);
  }));
