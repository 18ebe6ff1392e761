// People of the demonstration city, and how they sign in.
import assert from "node:assert/strict";
import { Visitor } from "./visitor.mjs";

/** Name of the session's cookie on plain HTTP. */
export const COOKIE = "okrsek";

/** Bodies of the demonstration city by what their Czech names say. */
export const BODIES = {
  department: /odbor bezpečnosti/i,
  "municipal-police": /městská policie/i,
  "foreign-police": /cizinecké policie/i,
  "state-police": /policie čr|obvodní oddělení/i,
  "technical-office": /technický úřad|veřejného statku/i,
  education: /odbor školství/i,
  oversight: /interní audit/i,
  system: /správa systému/i,
};

/** Roles as the panel says them in Czech. */
export const ROLES = {
  officer: /pracovník|strážník|referent/i,
  coordinator: /koordinátor/i,
  head: /vedoucí/i,
  inspector: /inspektor|kontrolor/i,
  analyst: /analytik/i,
  administrator: /správce/i,
  auditor: /auditor/i,
};

/** Signs a person of the demonstration in by the panel of the sign-in page; `next` is where they wanted to go. */
export async function signIn(server, body, role, { visitor = new Visitor(server), next } = {}) {
  const page = await visitor.get(next === undefined ? "/prihlaseni" : `/prihlaseni?next=${encodeURIComponent(next)}`);
  assert.equal(page.status, 200, `${page.path}: ${page.status}`);
  const panel = page.html.forms(({ label }) => BODIES[body].test(label) && ROLES[role].test(label));
  assert.ok(panel.length > 0, `nobody of ${body} as ${role} among: ${page.html.forms().map(({ label }) => label).join(" · ")}`);
  visitor.entrance = panel[0];
  visitor.at = await visitor.send(visitor.entrance);
  return visitor;
}

/** Signs the same person in once more, whatever their body is called now. */
export async function signInAgain(visitor) {
  visitor.at = await visitor.send(visitor.entrance);
}

/** Whether the workplace opens. */
export async function isSignedIn(visitor) {
  return (await visitor.ask("/staff")).status === 200;
}
