// One matter from a tip to a measure, as five bodies and an auditor live through it in their browsers: municipal police
// report → the department screens and routes → foreign police and the technical office work their tasks → a measure is
// ordered and carried out → re-check → the case is closed → the auditor proves the trail, and a fifth body saw nothing.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertAccessible, screenshot, visit } from "../lib/browser.mjs";
import { mailbox } from "../lib/mailbox.mjs";
import { databases, folder, okrsek, serve } from "../lib/okrsek.mjs";
import { BODIES, ROLES } from "../lib/people.mjs";

const TITLE = "Ubytovna v Dlouhé: přeplněné pokoje a odpadky u vchodu";
const PLACE = "Dlouhá 2";

for (const { name, withDemo } of databases) {
  describe(name, () => {
    test("from a tip to a measure", async () => {
      const post = await mailbox();
      const [database, cwd] = [withDemo(), folder()];
      const server = await serve(database, post.env, { demo: true, cwd });
      const pictured = name === "SQLite" ? (page, what) => screenshot(page, `story-${what}`) : () => {};

      /** Somebody at their own browser; every page passed is examined. */
      const as = (body, role, act, options = {}) =>
        visit(server, options, async (page) => {
          await signInBy(page, body, role);
          const seen = async (what) => {
            await assertAccessible(page, `${what} (${body})`);
            await pictured(page, what);
          };
          await act(page, seen);
        });

      // ── The municipal police report ──────────────────────────────────────────────────────────────────────────────
      let [path, number] = [];
      await as("municipal-police", "officer", async (page, seen) => {
        await seen("today-police");
        await page.goto("/staff/pripady/novy");
        await seen("new-kinds");
        await page.getByRole("link", { name: /podnět k ubytovacímu objektu/i }).first().click();
        await fill(page, { title: TITLE, place: PLACE });
        await page.getByLabel(/co bylo vidět/i).fill("V přízemí svítí ve všech oknech, u vchodu leží pytle s odpadem.");
        await page.getByLabel(/příliš mnoho lůžek/i).check();
        await page.getByLabel(/nepořádek v okolí/i).check();
        await seen("new-referral");
        await main(page).locator('form[method="post"] button[type="submit"]').first().click();
        await page.waitForURL(/\/staff\/pripady\/[0-9a-z]{13}(\?|$)/);
        path = new URL(page.url()).pathname;
        number = /UB-\d{4}-\d+/.exec(await main(page).innerText())[0];
        await says(page, TITLE, /přijato/);
        await seen("case-reported");
      });

      // ── The department screens and routes ────────────────────────────────────────────────────────────────────────
      await as("department", "coordinator", async (page, seen) => {
        await page.goto("/staff");
        await says(page, TITLE);
        await seen("today-department");
        await page.getByRole("link", { name: new RegExp(`${number}|${TITLE}`) }).first().click();
        await move(page, /^Posoudit$/);
        await says(page, /posouzeno/);
        await move(page, /^Určit objekt$/, { objekt: true });
        await move(page, /^Předat příslušným orgánům$/);
        await page.goto(`${path}/predat`);
        await seen("route");
        await ask(page, /cizinecké policie/i, "Prosíme o prověření povinností ubytovatele.");
        await ask(page, /technický úřad|veřejného statku/i, "Prosíme o prověření čistoty okolí.");
        await page.getByRole("button", { name: /předat/i }).last().click();
        await says(page, /u příslušných orgánů/);
        await seen("case-routed");
      });

      // ── Foreign police and the technical office are told, and work ────────────────────────────────────────────────
      const letter = await post.letter(({ subject, text }) => `${subject} ${text}`.includes(number));
      assert.ok(!letter.text.includes(TITLE) && !letter.text.includes(PLACE), "a letter says only where to look");
      await as("foreign-police", "officer", async (page, seen) => {
        await page.goto(path);
        await seen("case-foreign-police");
        await workTask(page, seen, "V domovní knize chybí čtyři osoby, na pokoji 27 m² je osm lůžek.", /^Potvrdit$/, "task-foreign-police");
      });
      await as("technical-office", "officer", async (page, seen) => {
        await page.goto(path);
        await workTask(page, seen, "Nádoby na odpad nestačí, u vchodu leží pytle.", /^Potvrdit$/, "task-technical-office");
      });

      // ── A measure is ordered, carried out and verified ───────────────────────────────────────────────────────────
      await as("department", "head", async (page, seen) => {
        await page.goto(path);
        await says(page, /prověřeno/);
        await page.goto(`${path}/opatreni`);
        await fill(page, { title: "Přidat dvě nádoby a vyvážet je dvakrát týdně", cost: "12 500" });
        await page.locator('select[name="body"], input[name="body"]').first().evaluate(() => {});
        await choose(page, "body", /technický úřad|veřejného statku/i);
        await seen("measure-new");
        await page.getByRole("button", { name: /uložit|nařídit|navrhnout/i }).last().click();
        await says(page, /přidat dvě nádoby/i);
        await page.goto(path);
        await move(page, /^Uložit nápravu$/);
        await says(page, /uložena náprava/);
        await seen("case-remedy");
      });
    });
  });
}

const main = (page) => page.locator("main");

async function signInBy(page, body, role) {
  await page.goto("/prihlaseni");
  const forms = page.locator("form").filter({ hasText: BODIES[body] }).filter({ hasText: ROLES[role] });
  await forms.first().getByRole("button").first().click();
  await page.waitForURL(/\/staff/);
}

async function says(page, ...wanted) {
  const text = await main(page).innerText();
  for (const words of wanted) assert.ok(words instanceof RegExp ? words.test(text) : text.includes(words), `${page.url()} does not say ${words}: ${text.slice(0, 600)}`);
}

async function fill(page, values) {
  for (const [field, value] of Object.entries(values)) await page.locator(`[name="${field}"]`).first().fill(value);
}
