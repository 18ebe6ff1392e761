// What people of the workplace do with cases, through the forms of the pages.
import assert from "node:assert/strict";
import { soundValue } from "./crawl.mjs";

const REFERRAL = "/staff/pripady/novy/lodging-referral";

/** The field of a form that takes several lines. */
export const area = (form) => form.typed.find(({ kind }) => kind === "textarea").name;

/** Sound values for every field that a person fills in. */
export function sound(form) {
  const filled = form.controls.filter(({ name, kind }) => name !== undefined && !["submit", "file", "checkbox", "hidden"].includes(kind));
  return Object.fromEntries(filled.map((it) => [it.name, soundValue(it)]));
}

/** Opens a referral about a lodging place and answers the path of its page. */
export async function openCase(visitor, title = "Podnět na zkoušku", more = {}) {
  const page = await visitor.get(REFERRAL);
  assert.equal(page.status, 200, `${page.path}: ${page.status}`);
  const form = page.html.form(/lodging-referral$/);
  const answer = await visitor.send(form, { ...sound(form), title, place: "Dlouhá 2", ...more });
  assert.match(answer.path, /^\/staff\/pripady\/[0-9a-z]{13}$/, `not opened: ${answer.html.words.slice(0, 400)}`);
  return answer.path.split("?")[0];
}

/** Sends a comment; resolves when the server has acknowledged it. */
export async function comment(visitor, path, text) {
  visitor.pages ??= new Map();
  // The form of a page stays good: a comment names no version.
  if (!visitor.pages.has(path)) visitor.pages.set(path, (await visitor.get(path)).html.form(/\/komentare$/));
  const form = visitor.pages.get(path);
  const answer = await visitor.send(form, { [area(form)]: text }, { follow: false });
  assert.equal(answer.status, 303, `a comment was answered with ${answer.status}`);
}

/** Takes a step of a case by its key, on its page or on the page that asks for more. */
export async function step(visitor, path, key, values = {}) {
  const page = await visitor.get(path);
  const [form] = page.html.forms(({ action, method }) => method === "post" && action.endsWith(`/krok/${key}`));
  if (form !== undefined) return visitor.send(form, values);
  const asked = await visitor.get(`${path}/krok/${key}`);
  const asking = asked.html.form(({ action, method }) => method === "post" && action.includes(`/krok/${key}`));
  return visitor.send(asking, { ...sound(asking), ...values });
}
