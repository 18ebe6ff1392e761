// One matter from a tip to a measure, as five bodies and an auditor live through it in their browsers: municipal police
// report → the department screens and routes → foreign police and the technical office work their tasks → a measure is
// ordered and carried out → re-check → the case is closed → the auditor proves the trail, and a fifth body saw nothing.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertAccessible, screenshot, visit } from "../lib/browser.mjs";
import { mailbox } from "../lib/mailbox.mjs";
import { databases, folder, okrsek, serve } from "../lib/okrsek.mjs";
import { signIn } from "../lib/people.mjs";
import { choose, fill, main, move, press, says, signInBy, stands, workTask } from "../lib/workplace.mjs";
import { MISSING, same } from "../lib/nothing.mjs";

const TITLE = "Přeplněné pokoje a odpadky u vchodu";
const STREET = "Dlouhá";

for (const { name, withDemo } of databases) {
  describe(name, () => {
    test("from a tip to a measure", async (t) => {
      const post = await mailbox();
      const [database, cwd] = [withDemo(), folder()];
      const server = await serve(database, post.env, { demo: true, cwd });

      /** Somebody at their own browser; every page that is `seen` is examined and, once, pictured. */
      const as = (body, role, act, options = {}) =>
        visit(server, options, async (page) => {
          await signInBy(page, body, role);
          const seen = async (what) => {
            await assertAccessible(page, `${what} (${body})`);
            if (name === "SQLite") await screenshot(page, `story-${what}`);
          };
          await act(page, seen);
        });

      let [path, number] = [];
      await t.test("the municipal police report", () =>
        as("municipal-police", "officer", async (page, seen) => {
          await seen("01-today-police");
          // There is one kind of case that is written down here, so the question which kind is not asked.
          await page.goto("/staff/pripady/novy");
          await page.waitForURL(/\/novy\/lodging-referral$/);
          await fill(page, { title: TITLE, place: `${STREET} 2` });
          await page.getByLabel(/co bylo vidět/i).fill("V přízemí svítí ve všech oknech, u vchodu leží pytle s odpadem.");
          await page.getByLabel(/příliš mnoho lůžek/i).check();
          await page.getByLabel(/nepořádek v okolí/i).check();
          await seen("03-new-referral");
          await main(page).locator('button[value="open"]').click();
          await page.waitForURL(/\/staff\/pripady\/[0-9a-z]{13}(\?|$)/);
          path = new URL(page.url()).pathname;
          number = /UB-\d{4}-\d+/.exec(await main(page).innerText())[0];
          await says(page, TITLE, STREET);
          await stands(page, /přijato/);
          await seen("04-reported");
        }));

      await t.test("the department screens and routes", () =>
        as("department", "coordinator", async (page, seen) => {
          // Ten of each list are shown, the most urgent first; what is new is told by its number.
          await says(page, number);
          await seen("05-today-department");
          await main(page).getByRole("link", { name: new RegExp(number) }).first().click();
          await move(page, path, "screen");
          await stands(page, /posouzeno/);
          await move(page, path, "locate");
          await route(page, path, "route", [["stay-check", "Prosíme o prověření povinností ubytovatele."], ["cleanliness-check", "Prosíme o prověření čistoty okolí."]], { seen });
          await seen("07-routed");
        }));

      await t.test("the foreign police are told by a letter that says only where to look", async () => {
        const letter = await post.letter(({ subject, text }) => `${subject} ${text}`.includes(number));
        assert.ok(!letter.text.includes(TITLE) && !letter.text.includes(STREET), letter.text);
      });

      await t.test("foreign police and the technical office work their tasks", async () => {
        await as("foreign-police", "officer", async (page, seen) => {
          await says(page, number);
          await seen("08-today-foreign-police");
          await page.goto(path);
          await says(page, TITLE);
          await workTask(page, path, { finding: "V domovní knize chybí čtyři zápisy, na 27 m² je osm lůžek.", end: "confirm", seen, what: "09-task-foreign-police" });
        });
        await as("technical-office", "inspector", async (page, seen) => {
          await workTask(page, path, { finding: "Nádoby nestačí, u vchodu leží pytle.", end: "confirm", seen, what: "10-task-technical-office" });
        });
      });

      let measure;
      await t.test("a measure is ordered", () =>
        as("department", "head", async (page, seen) => {
          await page.goto(path);
          await stands(page, /prověřeno/);
          await says(page, "osm lůžek", "leží pytle");
          await page.goto(`${path}/opatreni`);
          await fill(page, { title: "Přidat dvě nádoby a vyvážet je dvakrát týdně", cost: "12500", due: "2030-06-03" });
          await main(page).locator('input[name="kind"][value="organisational"]').check();
          await choose(page, "body", /technický úřad|veřejného statku/i);
          await main(page).locator('input[name="order"]').check();
          await seen("11-measure-new");
          await press(page, main(page).locator('form[method="post"]').getByRole("button").first());
          await page.goto(path);
          await says(page, "Přidat dvě nádoby");
          measure = await main(page).getByRole("link", { name: /přidat dvě nádoby/i }).first().getAttribute("href");
          await move(page, path, "order-remedy");
          await stands(page, /uložena náprava/);
          await seen("12-remedy-ordered");
        }));

      await t.test("it is carried out, and verified by who ordered it", async () => {
        await as("technical-office", "coordinator", async (page, seen) => {
          await page.goto(measure);
          await seen("13-measure");
          for (let steps = 0; steps < 3 && !/provedeno|hotov|splněn/i.test(await main(page).locator(".lead").innerText()); steps += 1) {
            await press(page, main(page).locator(".actions form button").first());
            await page.goto(measure);
          }
          await says(page, /provedeno|hotov|splněn/i);
        });
        await as("department", "head", async (page) => {
          await page.goto(measure);
          await press(page, main(page).getByRole("button", { name: /ověř|potvr/i }).first());
          await page.goto(measure);
          await says(page, /ověřen/i);
        });
      });

      await t.test("re-check, and the case is closed", async () => {
        await as("department", "coordinator", async (page) => {
          await move(page, path, "follow-up");
          await stands(page, /následná kontrola/);
          await route(page, path, "check-again", [["stay-check", "Prosíme o novou kontrolu."]], { reason: "Dva měsíce po nápravě." });
        });
        await as("foreign-police", "officer", async (page, seen) => {
          await workTask(page, path, { finding: "Lůžek je pět, domovní kniha je v pořádku.", end: "not-confirm", seen, what: "14-re-check" });
        });
        await as("department", "head", async (page, seen) => {
          await page.goto(path);
          await stands(page, /prověřeno/);
          await move(page, path, "close");
          await stands(page, /uzavřeno/);
          await seen("15-closed");
        }, { viewport: { width: 360, height: 740 } });
      });

      await t.test("the auditor proves the trail, on the page and at the command line", async () => {
        await as("oversight", "auditor", async (page, seen) => {
          await page.goto("/staff/sprava/audit");
          await seen("16-trail");
          await page.goto("/staff/sprava/audit/overeni");
          await press(page, main(page).locator('form[action="/staff/sprava/audit/overeni"] button'));
          assert.equal(await main(page).locator(".notice--success").count(), 1, await main(page).innerText());
          await seen("17-trail-verified");
        });
        const { code, stdout, stderr } = await okrsek(["audit", "verify"], { database, cwd });
        assert.equal(code, 0, stdout + stderr);
      });

      await t.test("a fifth body sees nothing of it, by no way", async () => {
        const fifth = await signIn(server, "education", "coordinator");
        const owner = await signIn(server, "department", "coordinator");
        const missing = path.replace(/[^/]+$/, MISSING);
        for (const below of ["", "/historie", "/upravit", "/predat", "/opatreni", "/krok/reopen", measure.slice(path.length)]) {
          await same(fifth, `${path}${below}`, `${missing}${below.replace(/[0-9a-z]{13}/, MISSING)}`);
        }
        const ways = ["/staff", "/staff/pripady?otevrene=vse", `/staff/hledat?q=${number}`, `/staff/hledat?q=${encodeURIComponent("Přeplněné")}`, "/staff/mapa?otevrene=vse", "/staff/kalendar"];
        const files = (await owner.get("/staff/pripady?otevrene=vse")).html.links.filter((link) => /csv|xlsx/.test(link));
        assert.ok(files.length > 0, "the list can be taken out");
        const told = async (visitor, way) => (await visitor.get(way)).bytes.includes(TITLE) || (await visitor.get(way)).bytes.includes(path.split("/").at(-1));
        for (const way of [...ways, ...files]) assert.ok(!(await told(fifth, way)), `${way} tells the fifth body`);
        for (const way of ["/staff/pripady?otevrene=vse", `/staff/hledat?q=${number}`, ...files.filter((link) => /csv/.test(link))]) assert.ok(await told(owner, way), `${way} tells the owner`);
        const calendar = await fifth.get("/staff/kalendar");
        const made = await fifth.send(calendar.html.form(/\/kalendar\/odber$/));
        const feed = made.html.find("input", { id: "feed" })[0].attrs.find(({ name: it }) => it === "value").value;
        const { pathname, search } = new URL(feed, server.url);
        const ics = await fifth.get(pathname + search);
        assert.match(ics.body, /^BEGIN:VCALENDAR/);
        assert.ok(!ics.body.includes(number));
      });
    });
  });
}

/** Takes the step that hands a case over: to whom, what is asked of them, and why where the step asks for it. */
async function route(page, path, key, tasks, { reason, seen } = {}) {
  await page.goto(path);
  await press(page, main(page).locator(`.actions a[href*="/predat"][href*="krok=${key}"], .actions a[href$="/krok/${key}"]`).first());
  for (const [kind, ask] of tasks) {
    const card = main(page).locator("section.route").filter({ has: page.locator(`input[value="${kind}"]`) });
    await card.locator(`input[value="${kind}"]`).check();
    await card.locator("textarea").fill(ask);
  }
  if (reason !== undefined) await fill(page, { reason });
  await seen?.("06-to-whom");
  await press(page, main(page).locator('form[action$="/predat"]').getByRole("button").first());
  await page.goto(path);
  await stands(page, /u příslušných orgánů/);
}
