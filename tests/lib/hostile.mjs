// What people with bad intentions type into fields, and a walk that types it into every field of every form.
import { ID, assertHarmless, crawl, kindOf, soundValue } from "./crawl.mjs";

/** Each in the hope that something takes it for its own language. */
export const PAYLOADS = {
  script: `"'></textarea></option></script><okrsek-x onfocus=okrsek() autofocus></okrsek-x><svg onload=okrsek()>{{7*7}}\${7*7}`,
  sql: `x'); drop table access_person; -- ' or '1'='1' ; select ?1, $1 "%_\\`,
  formula: `=HYPERLINK("https://evil.example";"x")`,
  odd: `\u202eobráceně\u202c \u0000 \ufffd 💥 ${"ž".repeat(3000)} ../../etc/passwd\r\nBcc: all@evil.example`,
  link: `javascript:okrsek()//https://evil.example`,
};

/** Fields of a list differ only in the number or id of their row: one form of them is as good as the other. */
const kindOfNames = (names) => [...new Set(names.map((name) => name.replace(ID, "{id}").replace(/\d+/g, "{n}")))].sort().join(",");

/** Acts after which the walker could not go on, or nothing would be left to walk through; they come last. */
const ENDING = /odhlas|ukonc|zrus|odeb|smaz|blok|vypn|konec|zapom|delete|end|revoke|heslo|totp|overeni/i;

/**
 * Types every payload into every field of every form that is reached from `start`, the other fields being sound, and
 * looks at each answer. `again` signs in anew when the session is lost. Returns what was tried: kind of form → fields.
 */
export async function typeEverywhere(visitor, start, { again, payloads = PAYLOADS, within = "/staff", skip = /$^/ } = {}) {
  const tried = new Map();
  const late = [];
  const attack = async (form, from) => {
    for (const field of form.typed) {
      for (const payload of Object.values(payloads)) {
        const values = Object.fromEntries(form.controls.filter(({ name, kind }) => name !== undefined && kind !== "submit" && kind !== "file" && kind !== "checkbox" && kind !== "hidden").map((it) => [it.name, soundValue(it)]));
        const answer = await visitor.send(form, { ...values, [field.name]: payload });
        assertHarmless(answer);
        if (/^\/prihlaseni/.test(answer.path)) await again?.(from);
      }
    }
  };
  const meet = async (answer) => {
    assertHarmless(answer);
    if (!answer.type.startsWith("text/html")) return;
    for (const form of answer.html.forms()) {
      const key = `${form.method} ${kindOf(form.action)} ${kindOfNames(form.names)}`;
      if (tried.has(key) || skip.test(form.action) || /odhlas/.test(form.action)) continue;
      tried.set(key, form.typed.map(({ name }) => name));
      if (ENDING.test(form.action)) late.push([form, answer.path]);
      else await attack(form, answer.path);
    }
  };
  await crawl(visitor, start, { see: meet, within });
  for (const [form, from] of late) await attack(form, from);
  return tried;
}
