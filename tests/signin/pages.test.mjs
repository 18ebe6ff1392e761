// The pages of signing in as people see them: WCAG 2.2 AA by axe, no wider than a phone, nothing against the content
// policy (the picture for the app least of all), and a password manager finds what it looks for.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { assertAccessible, PHONE, screenshot, visit, WIDE } from "../lib/browser.mjs";
import { databases, okrsek, serve } from "../lib/okrsek.mjs";
import { oneTimeCode } from "../lib/one-time-code.mjs";

const PASSWORD = "tři modré konve";
const [{ withDemo }] = databases;
let server, database;
before(async () => {
  database = withDemo();
  server = await serve(database, {}, { demo: true });
});

for (const [lang, colorScheme] of [["cs", "light"], ["uk", "dark"], ["en", "light"]]) {
  test(`from the invitation to the account, ${lang}, ${colorScheme}`, async () => {
    const login = `zkouska.${lang}`;
    const words = ["user", "add", login, "--name", "Zkouška Ukázková", "--body", "khs", "--role", "officer", "--json"];
    const { link } = JSON.parse((await okrsek(words, { database, cwd: server.cwd })).stdout);
    // Another role in another body would need a choice; the sign-in page, refusals and the code come first.
    await visit(server, { lang, colorScheme, expectErrors: true }, async (page) => {
      const good = async (name) => {
        assert.equal(await page.locator("h1").count(), 1, name);
        for (const viewport of [WIDE, PHONE]) {
          await page.setViewportSize(viewport);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${name} ${viewport.width}: ${overflow} px wider than the screen`);
          if ((viewport === WIDE) === (colorScheme === "light")) await assertAccessible(page, `${name} ${viewport.width}`);
          if (lang === "cs") await screenshot(page, `signin-${name}-${viewport.width}`);
        }
        await page.setViewportSize(WIDE);
      };
      const press = (selector) => Promise.all([page.waitForLoadState("load"), page.locator(`main form${selector} button[type=submit]`).first().click()]);
      const field = (name) => page.locator(`main [name="${name}"]:not([type=hidden])`).first();

      await page.goto("/prihlaseni");
      await good("enter");
      assert.equal(await field("login").getAttribute("autocomplete"), "username");
      assert.equal(await field("password").getAttribute("autocomplete"), "current-password");
      await field("login").fill(login);
      await field("password").fill("není to ono");
      await press('[action="/prihlaseni"]');
      assert.equal(await field("login").inputValue(), login, "what was typed is kept");
      assert.equal(await field("password").inputValue(), "");
      await good("refused");

      await page.goto(link);
      await good("invitation");
      assert.equal(await field("password").getAttribute("autocomplete"), "new-password");
      await field("password").fill(PASSWORD);
      await press('[action^="/pozvanka"]');
      await page.waitForURL(/overeni/);
      await good("step-up");
      await field("password").fill(PASSWORD);
      await press('[action$="/aplikace"]');
      await page.locator("svg.qr").waitFor();
      await good("app");
      const key = await page.locator(".app-key").innerText();
      await field("code").fill(oneTimeCode(key));
      await press('[action$="/kod"]');
      await page.locator(".recovery").waitFor();
      const recovery = await page.locator(".recovery code").first().innerText();
      await good("recovery");
      await page.goto("/staff/ucet");
      await good("account");

      await page.locator("form.sign-out button").click();
      await page.waitForURL(/prihlaseni/);
      await field("login").fill(login);
      await field("password").fill(PASSWORD);
      await press('[action="/prihlaseni"]');
      await page.waitForURL(/prihlaseni\/kod/);
      assert.equal(await field("code").getAttribute("autocomplete"), "one-time-code");
      await good("code");
      await field("code").fill(recovery);
      await press('[action="/prihlaseni/kod"]');
      await page.waitForURL(/\/staff/);
    });
  });
}

test("a person of two bodies chooses between them", () =>
  visit(server, {}, async (page) => {
    await page.goto("/prihlaseni");
    await page.locator("form").filter({ hasText: "Hynek Cvičný" }).first().getByRole("button").click();
    await page.goto("/prihlaseni/za-koho");
    await assertAccessible(page, "bodies");
    await screenshot(page, "signin-bodies-1280");
    const other = page.locator("main form button:not([aria-current])");
    const name = await other.innerText();
    await other.click();
    await page.waitForURL(/\/staff/);
    assert.match(await page.locator(".who__body").innerText(), new RegExp(name));
  }));
