// A survey from the questionnaire to the answers: a workbook comes in, letters go out, people answer on a phone with and
// without scripts, an interviewer asks without a signal. Every page can be used by everybody.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { PHONE, assertAccessible, screenshot, visit } from "../lib/browser.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { main, signInBy } from "../lib/workplace.mjs";
import { workbook } from "../lib/workbook.mjs";

const NARROW = { width: 320, height: 640 };
const both = (cs, uk) => [cs, uk];
const FORM = {
  survey: [
    ["type", "name", "label::Čeština (cs)", "label::Українська (uk)", "required", "relevant", "constraint", "constraint_message::Čeština (cs)", "constraint_message::Українська (uk)", "parameters"],
    ["begin_group", "safety", ...both("Jak je u nás večer", "Як у нас увечері")],
    ["select_one safe", "dark", ...both("Jak bezpečně se cítíte, když jdete po setmění v okolí svého bydliště?", "Наскільки безпечно ви почуваєтеся, коли йдете після темряви біля дому?"), "yes"],
    ["select_one worry", "theft", ...both("Jak se bojíte kapesní krádeže?", "Як ви боїтеся кишенькової крадіжки?"), "yes"],
    ["select_one yes_no", "victim", ...both("Okradl vás někdo za poslední rok?", "Чи обікрали вас за останній рік?"), "yes"],
    ["integer", "times", ...both("Kolikrát?", "Скільки разів?"), "yes", "${victim} = '1'", ". >= 1", ...both("Napište číslo od 1.", "Напишіть число від 1.")],
    ["end_group"],
    ["begin_group", "where", ...both("Kde to bylo", "Де це було"), "", "${victim} = '1'"],
    ["select_multiple place", "places", ...both("Kde vás okradli?", "Де вас обікрали?"), "yes"],
    ["end_group"],
    ["begin_group", "you", ...both("Nakonec", "Наприкінці")],
    ["range", "mark", ...both("Jakou známku dáte pořádku ve městě?", "Яку оцінку поставите порядку в місті?"), "", "", "", "", "", "start=1 end=5 step=1"],
    ["date", "since", ...both("Od kdy tu bydlíte?", "Відколи ви тут живете?")],
    ["text", "more", ...both("Chcete něco dodat?", "Бажаєте щось додати?")],
    ["end_group"],
  ],
  choices: [
    ["list_name", "name", "label::Čeština (cs)", "label::Українська (uk)", "missing"],
    ["safe", "1", ...both("velmi bezpečně", "дуже безпечно")],
    ["safe", "2", ...both("spíše bezpečně", "радше безпечно")],
    ["safe", "3", ...both("trochu nebezpečně", "трохи небезпечно")],
    ["safe", "4", ...both("velmi nebezpečně", "дуже небезпечно")],
    ["safe", "98", ...both("nevím", "не знаю"), "dont-know"],
    ...Array.from({ length: 11 }, (_, at) => ["worry", String(at), ...(at === 0 ? both("0 – vůbec ne", "0 – зовсім ні") : at === 10 ? both("10 – velmi", "10 – дуже") : both(String(at), String(at)))]),
    ["worry", "98", ...both("nevím", "не знаю"), "dont-know"],
    ["yes_no", "1", ...both("ano", "так")],
    ["yes_no", "0", ...both("ne", "ні")],
    ["place", "tram", ...both("v tramvaji", "у трамваї")],
    ["place", "stop", ...both("na zastávce", "на зупинці")],
    ["place", "street", ...both("na ulici", "на вулиці")],
  ],
  settings: [
    ["form_title::Čeština (cs)", "form_title::Українська (uk)", "form_id", "version", "default_language"],
    ["Jak se u nás žije", "Як тут живеться", "zkouska", "1", "Čeština (cs)"],
  ],
};

async function press(page, locator) {
  await Promise.all([page.waitForNavigation(), locator.click()]);
}

async function sendWorkbook(page, sheets) {
  await page.goto("/staff/pruzkumy/dotazniky");
  await main(page).locator("input[type=file]").setInputFiles({ name: "zkouska.xlsx", mimeType: "application/octet-stream", buffer: workbook(sheets) });
  await press(page, main(page).locator('form[enctype] button[type="submit"]'));
}

/** A questionnaire comes in and a wave over it collects; the path of the wave. */
async function collecting(page, sample = "probability") {
  await sendWorkbook(page, FORM);
  const questionnaire = new URL(page.url()).pathname.split("/").pop();
  await page.goto("/staff/pruzkumy/nova");
  await main(page).locator("[name=label]").fill("Pocit bezpečí, zkouška");
  await main(page).locator(`[name=sample][value=${sample}]`).check();
  await main(page).locator("[name=questionnaire]").selectOption(questionnaire);
  await main(page).locator("[name=from]").fill("2026-11-01");
  await main(page).locator("[name=to]").fill("2026-12-31");
  await press(page, main(page).locator("form button[type=submit]").first());
  await press(page, main(page).getByRole("button", { name: "Zahájit sběr odpovědí" }));
  return new URL(page.url()).pathname;
}

/** Draws addresses and answers what the printer of letters gets. */
async function letters(page, wave, n) {
  await page.goto(`${wave}/sber`);
  await main(page).locator("[name=n]").fill(String(n));
  const [file] = await Promise.all([page.waitForEvent("download"), main(page).getByRole("button", { name: "Vylosovat a stáhnout" }).click()]);
  const lines = readFileSync(await file.path(), "utf8").trim().split("\r\n").slice(1);
  return lines.map((line) => line.split(";")).map(([code, address, stratum, url]) => ({ code, address, stratum, url }));
}

/** What the browser keeps of interviews. */
const onDevice = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const open = indexedDB.open("okrsek-interviews", 1);
        open.onsuccess = () => {
          const all = open.result.transaction("held").objectStore("held").getAll();
          all.onsuccess = () => {
            open.result.close();
            resolve(all.result);
          };
        };
      }),
  );

const go = (page, name = "Pokračovat") => press(page, main(page).getByRole("button", { name, exact: true }));
const choose = (page, name, value) => main(page).locator(`[name="q-${name}"][value="${value}"]`).check();

for (const database of databases) {
  test(`from a workbook to an answer on a phone on ${database.name}`, async () => {
    const server = await serve(database.withDemo(), {}, { demo: true });
    let drawn = [];
    let wave = "";
    await visit(server, {}, async (page) => {
      await signInBy(page, "department", "coordinator");
      // A workbook with a fault says where it is, and nothing is kept.
      const wrong = structuredClone(FORM);
      wrong.survey[5][5] = "${nobody} = '1'";
      await page.goto("/staff/pruzkumy/dotazniky");
      await main(page).locator("input[type=file]").setInputFiles({ name: "zkouska.xlsx", mimeType: "application/octet-stream", buffer: workbook(wrong) });
      const answer = page.waitForResponse((response) => response.request().method() === "POST");
      await main(page).locator('form[enctype] button[type="submit"]').click();
      assert.equal((await answer).status(), 422);
      assert.match(await main(page).locator(".summary tbody").innerText(), /survey\s+6\s+F \(relevant\)\s+.*„nobody“/);
      await assertAccessible(page, "faults of a workbook");
      await screenshot(page, "survey-faults");
    }).catch((error) => {
      // The browser says aloud that an answer was 422; that is what is meant here.
      if (!/status of 422/.test(String(error.message))) throw error;
    });
    await visit(server, {}, async (page) => {
      await signInBy(page, "department", "coordinator");
      wave = await collecting(page);
      await page.goto("/staff/pruzkumy/dotazniky");
      await assertAccessible(page, page.url());
      await press(page, main(page).getByRole("link", { name: /Jak se u nás žije/ }).first());
      await assertAccessible(page, page.url());
      await screenshot(page, "survey-preview");
      drawn = await letters(page, wave, 3);
      assert.ok(drawn.length > 3 && drawn.every(({ code, address }) => /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/.test(code) && address !== ""));
      await page.goto(`${wave}/sber`);
      await assertAccessible(page, page.url());
      await screenshot(page, "survey-invitations");
    });
    const [{ url, code }] = drawn;
    await visit(server, { viewport: PHONE }, async (page, context) => {
      await page.goto(new URL(url, server.url).href);
      assert.equal(await main(page).locator("[name=code]").inputValue(), code);
      await assertAccessible(page, "the door");
      await screenshot(page, "survey-door");
      await go(page);
      assert.ok(!page.url().includes(code));
      await assertAccessible(page, "the introduction");
      await screenshot(page, "survey-intro", { fullPage: true });
      await press(page, main(page).getByRole("link", { name: "Začít" }));
      await assertAccessible(page, "the first page");
      await choose(page, "dark", "2");
      await choose(page, "theft", "7");
      await choose(page, "victim", "1");
      await screenshot(page, "survey-page", { fullPage: true });
      await go(page);
      assert.match(await main(page).innerText(), /přibyly na stránku další otázky/);
      await assertAccessible(page, "more questions");
      await main(page).locator("[name=q-times]").fill("2");
      await go(page);
      // Another page; interrupted, and gone on with elsewhere.
      await choose(page, "places", "stop");
      await press(page, main(page).getByRole("button", { name: "Uložit a dokončit později" }));
      await assertAccessible(page, "later");
      assert.match(await main(page).innerText(), new RegExp(code));
      await go(page, "Odejít a odstranit kód z prohlížeče");
      assert.deepEqual((await context.cookies()).map(({ name }) => name), []);
    });
    await visit(server, { viewport: NARROW, javaScriptEnabled: false }, async (page) => {
      await page.goto("/pruzkum/ucast");
      await main(page).locator("[name=code]").fill(code.toLowerCase().replaceAll("-", " "));
      await go(page);
      await press(page, main(page).getByRole("link", { name: "Pokračovat v dotazníku" }));
      assert.match(await main(page).innerText(), /Zkontrolujte a odevzdejte|Nakonec/);
      await page.goto("/pruzkum/ucast/strana/3");
      await choose(page, "mark", "2");
      await screenshot(page, "survey-narrow", { fullPage: true });
      const width = await page.locator("body").evaluate((body) => body.scrollWidth).catch(() => NARROW.width);
      assert.ok(width <= NARROW.width, `${width} px wide`);
      await go(page);
      const recap = await main(page).innerText();
      for (const said of ["spíše bezpečně", "na zastávce", "ano"]) assert.ok(recap.includes(said), `${said}: ${recap}`);
      await screenshot(page, "survey-recap", { fullPage: true });
      await go(page, "Odevzdat odpovědi");
      assert.match(await main(page).innerText(), /Děkujeme/);
      await page.goto("/pruzkum/ucast");
      await main(page).locator("[name=code]").fill(code);
      await go(page);
      assert.match(await main(page).innerText(), /už někdo odpovědi odevzdal/);
    });
    await visit(server, {}, async (page) => {
      await signInBy(page, "department", "coordinator");
      await page.goto(`${wave}/sber`);
      assert.match(await main(page).innerText(), /na webu\s+1/);
      assert.match(await main(page).locator("tbody").first().innerText(), /33,3/);
      // One answer is published as what it is: held back, on the portal and on paper.
      await page.goto(wave);
      await press(page, main(page).getByRole("button", { name: "Ukončit sběr" }));
      await page.goto(`${wave}/navrh`);
      assert.match(await main(page).innerText(), /má jen jednu výběrovou jednotku/);
      await main(page).locator("[name=lonely][value=adjust]").check();
      await press(page, main(page).getByRole("button", { name: "Uložit" }));
      await page.goto(`${wave}/zverejneni`);
      await press(page, main(page).getByRole("button", { name: "Zveřejnit na portálu" }));
      const portal = new URL(page.url()).pathname;
      assert.match(portal, /^\/pocit-bezpeci\//);
      const table = await main(page).locator("table").first().innerText();
      assert.match(table, /Jak bezpečně se cítíte/);
      assert.match(table, /·/);
      assert.doesNotMatch(table, /100,0.%/);
      await assertAccessible(page, "a release on the portal");
      const pdf = await page.request.get(`${portal}/soubor/zprava.pdf`);
      assert.equal(pdf.status(), 200);
      assert.match((await pdf.body()).subarray(0, 8).toString("latin1"), /^%PDF-1\.7/);
    });
  });

  test(`an interview without a signal on ${database.name}`, async () => {
    const server = await serve(database.withDemo(), {}, { demo: true });
    await visit(server, { viewport: { width: 820, height: 1100 }, expectErrors: true }, async (page, context) => {
      await signInBy(page, "department", "coordinator");
      const wave = await collecting(page);
      await page.goto(`${wave}/rozhovor`);
      await page.getByText(/Dotazník je uložený v přístroji/).waitFor();
      await assertAccessible(page, "the interviewer's form");
      await context.setOffline(true);
      await page.goto(`${wave}/rozhovor`);
      const form = page.locator("[data-interview]");
      const button = (name) => form.getByRole("button", { name, exact: true });
      const check = (name, value) => form.locator(`input[name="${name}"][value="${value}"]`).check();
      await check("mode", "face");
      await button("Začít rozhovor").click();
      // What must be answered is asked for; a further question comes at once; a bad number is refused.
      await button("Pokračovat").click();
      await form.getByText("Vyberte prosím jednu z možností").first().waitFor();
      await check("dark", "1");
      await check("theft", "0");
      await check("victim", "1");
      await form.getByText("Kolikrát?").waitFor();
      await form.locator("[name=line]").fill("0");
      await button("Pokračovat").click();
      await form.getByText("Napište číslo od 1").waitFor();
      await form.locator("[name=line]").fill("2");
      await assertAccessible(page, "a page of an interview");
      await screenshot(page, "survey-interview", { fullPage: true });
      // A finger stays down for a moment; the message about the number must not take the button from under it.
      await button("Pokračovat").click({ delay: 150 });
      await form.getByText("Kde vás okradli?").waitFor();
      await check("places", "tram");
      // Written down before the tablet sleeps; a reload in the same instant would take away the pen.
      while (!JSON.stringify(await onDevice(page)).includes("tram")) await page.waitForTimeout(20);
      // The tablet falls asleep and is opened again: the interview goes on.
      await page.reload();
      await form.getByText("Kolikrát?").waitFor();
      assert.ok(await form.locator('input[name="dark"][value="1"]').isChecked());
      await button("Pokračovat").click();
      await form.getByText("Kde vás okradli?").waitFor();
      assert.ok(await form.locator('input[name="places"][value="tram"]').isChecked());
      await button("Pokračovat").click();
      await form.getByText("Jakou známku").waitFor();
      await form.locator("[name=line]").first().fill("3");
      await button("Dokončit a uložit rozhovor").click();
      await page.getByText(/Čeká na odeslání: 1/).waitFor();
      await screenshot(page, "survey-outbox");

      await context.setOffline(false);
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
      await page.getByText(/Nic nečeká na odeslání/).waitFor();
      const left = (await onDevice(page)).length;
      assert.equal(left, 0, "nothing stays on the device");
      await page.goto(`${wave}/sber`);
      assert.match(await main(page).innerText(), /tazatel osobně\s+1/);
    });
  });
}
