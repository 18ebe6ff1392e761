// Walks through all pages a person can reach, and knows which of them are of one kind.
import assert from "node:assert/strict";

/** An id of the program: thirteen letters and digits of Crockford's base 32, beginning low for centuries. */
export const ID = /\b[01][0-9a-hjkmnp-tv-z]{12}\b/g;
/** An id that nothing has. */
export const NO_ID = "0000000000000";

/** Addresses that differ only in ids, codes, numbers and dates are of one kind; of the query only the names count. */
export function kindOf(path) {
  const [way, query = ""] = path.split("?");
  const names = [...new Set(new URLSearchParams(query).keys())].sort();
  // Bodies are called by words.
  const shape = way.replace(ID, "{id}").replace(/\/[^/{]*\d[^/]*/g, "/{n}").replace(/\/organy\/(?!nov)[^/]+/, "/organy/{code}");
  return names.length === 0 ? shape : `${shape}?${names.join("&")}`;
}

/** Leaving is not walking, and the same page in another language is not another page. */
const LEAVING = /odhlas|[?&]lang=/;

/**
 * Pages under `within`, without those that match `skip`, that are reached from `start` by links, at most `most` of each
 * kind. `see` gets each answer.
 * Returns the answers by path.
 */
export async function crawl(visitor, start, { most = 2, within = "/staff", skip = /$^/, see = () => {}, limit = 600 } = {}) {
  const [seen, counts, waiting, answers] = [new Set(), new Map(), [start].flat(), new Map()];
  while (waiting.length > 0 && answers.size < limit) {
    const path = waiting.shift();
    const kind = kindOf(path);
    if (seen.has(path) || LEAVING.test(path) || skip.test(path) || !path.startsWith(within) || (counts.get(kind) ?? 0) >= most) continue;
    seen.add(path);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const answer = await visitor.get(path);
    answers.set(path, answer);
    await see(answer, path);
    if (answer.type.startsWith("text/html")) waiting.push(...answer.html.links);
  }
  return answers;
}

/** What no page may hold, whatever anybody typed: elements and handlers we did not write, links that run something. */
export function assertHarmless(answer) {
  assert.ok(answer.status < 500, `${answer.path} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
  if (!answer.type.startsWith("text/html")) return;
  for (const { tagName, attrs } of answer.html.all) {
    assert.ok(!tagName.startsWith("okrsek-"), `${answer.path}: what was typed became an element <${tagName}>`);
    for (const { name, value } of attrs) {
      assert.ok(!/^on/.test(name), `${answer.path}: <${tagName} ${name}="${value}"> runs a script`);
      if (["href", "src", "action", "formaction"].includes(name)) assert.doesNotMatch(value, /^\s*(javascript|vbscript|data:text)/i, `${answer.path}: <${tagName} ${name}>`);
    }
    if (tagName === "script") assert.ok(attrs.some(({ name }) => name === "src") || attrs.some(({ name, value }) => name === "type" && /json|importmap/.test(value)), `${answer.path}: an inline script`);
  }
}

/** A sound value for a field, guessed from its kind and name, so that a form with one hostile field gets through. */
export function soundValue({ kind, name, value, options }) {
  if (options !== undefined) return options.find((it) => it.value !== "")?.value ?? "";
  if (value !== "" && value !== undefined) return value;
  if (kind === "date" || /(^|_)(date|due|deadline|from|until|to|termin|od|do)$/.test(name)) return "2030-06-03";
  if (kind === "month") return "2030-06";
  if (kind === "time") return "10:00";
  if (kind === "email" || /mail/.test(name)) return "zkouska@okrskov.example";
  if (kind === "number" || /count|cost|area|amount|minutes|hours|days/.test(name)) return "3";
  return "Zkouška";
}
