// What people do in the workplace with their own hands: Chromium on the pages of cases.
import assert from "node:assert/strict";
import { BODIES, ROLES } from "./people.mjs";

export const main = (page) => page.locator("main");

/** Signs a person of the demonstration in by the panel of the sign-in page. */
export async function signInBy(page, body, role) {
  await page.goto("/prihlaseni");
  await page.locator("main form").filter({ hasText: BODIES[body] }).filter({ hasText: ROLES[role] }).first().getByRole("button").first().click();
  await page.waitForURL(/\/staff/);
}

export async function says(page, ...wanted) {
  const text = await main(page).innerText();
  for (const words of wanted) assert.ok(words instanceof RegExp ? words.test(text) : text.includes(words), `${page.url()} does not say ${words}: ${text.slice(0, 800)}`);
}

/** Whether the case is in this state: the line of its life names the others too. */
export async function stands(page, state) {
  assert.match(await main(page).locator(".standing__state").innerText(), state, page.url());
}

/** Fills fields by name. */
export async function fill(page, values) {
  for (const [field, value] of Object.entries(values)) {
    const control = main(page).locator(`[name="${field}"]`).first();
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
    const typed = year !== undefined && (await control.getAttribute("type")) !== "date" ? `${Number(day)}. ${Number(month)}. ${year}` : value;
    await control.fill(typed);
  }
}

/** Chooses the option of a select whose text fits. */
export async function choose(page, field, label) {
  const select = main(page).locator(`select[name="${field}"]`);
  const options = await select.locator("option").allTextContents();
  await select.selectOption({ label: options.find((text) => label.test(text)) });
}

/** Presses a button and waits for the page it leads to, which must not be a refusal. */
export async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
  const refused = main(page).locator(".summary");
  assert.equal(await refused.count(), 0, `${page.url()}: ${(await refused.allInnerTexts()).join(" ")}`);
}

/**
 * Takes a step of the case at `path`, by its key in the case type: on its page, or on the page that asks for more, where
 * fields are filled by name. Buttons may be called otherwise tomorrow.
 */
export async function move(page, path, key, values = {}) {
  await page.goto(path);
  const button = main(page).locator(`form[action$="/krok/${key}"] button`);
  if ((await button.count()) > 0) await press(page, button.first());
  else await answer(page, key, values);
  await page.goto(path);
}

/** Follows the link of a step to the page that asks for more, fills it and sends it. */
async function answer(page, key, values = {}) {
  await press(page, main(page).locator(`.actions a[href$="/krok/${key}"]`).first());
  await fill(page, values);
  await press(page, main(page).locator('form[method="post"] .actions button').first());
}

/** Works the open task of one's own body at the case: takes it, plans, inspects, writes what was found, ends it. */
export async function workTask(page, path, { finding, end, seen, what }) {
  await page.goto(path);
  await main(page).locator("#ukoly .card").filter({ hasText: /náš|váš/i }).filter({ hasNotText: /skonč/i }).getByRole("link").first().click();
  const task = new URL(page.url()).pathname;
  const take = main(page).getByRole("button", { name: /vzít|převzít/i });
  if ((await take.count()) > 0) await press(page, take.first());
  for (const key of ["acknowledge", "plan", "inspect"]) {
    await page.goto(task);
    await answer(page, key);
  }
  await page.goto(path);
  await fill(page, { finding });
  await press(page, main(page).locator('form[action$="/zjisteni"] button'));
  await page.goto(task);
  await seen(what);
  await answer(page, end, { answer: finding });
}
