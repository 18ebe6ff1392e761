// The part of the government design system that our pages use.
//
// The package's component files style every variant of a component as custom element and as class; button alone is
// 170 kB. Here a file is read rule by rule and only the selectors remain that our templates can match: the class form,
// and of the attributes only the values listed below. The rules themselves are left as they are.
import { readFileSync } from "node:fs";

const ROOT = "node_modules/@gov-design-system-ce/styles/lib/html";
const COMPONENTS = ["gov-button", "gov-form-label", "gov-form-input", "gov-message"];
const CLASSES = new Set([
  "gov-button",
  "gov-form-label",
  "gov-form-label__label",
  "gov-form-input",
  "gov-message",
  "element",
]);
const ATTRIBUTES = {
  "data-type": ["solid", "outlined", "base", "subtle"],
  "data-color": ["primary", "neutral", "error", "success", "warning"],
  "data-size": ["m", "l"],
  "data-hydrated": [undefined],
};

/** Splits at top-level commas. */
function selectors(prelude) {
  const out = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < prelude.length; i += 1) {
    const c = prelude[i];
    if (c === "(" || c === "[") depth += 1;
    else if (c === ")" || c === "]") depth -= 1;
    else if (c === "," && depth === 0) {
      out.push(prelude.slice(start, i));
      start = i + 1;
    }
  }
  out.push(prelude.slice(start));
  return out.map((selector) => selector.trim());
}

function used(selector) {
  // A custom element `gov-…` is not a class or part of one.
  if (/(^|[\s>+~(,])gov-[a-z]/.test(selector)) return false;
  if (selector.includes("::slotted")) return false;
  for (const [, name] of selector.matchAll(/\.([a-z][\w-]*)/gi)) {
    if ((name.startsWith("gov-") || name === "element") && !CLASSES.has(name)) return false;
    if (name === "validation-icon" || name === "is-active") return false;
  }
  for (const [, name, value] of selector.matchAll(/\[([\w-]+)(?:[~|^$*]?="?([^\]"]*?)"?(?: i)?)?\]/g)) {
    const values = ATTRIBUTES[name];
    if (values === undefined) return false;
    if (!values.includes(value)) return false;
  }
  return true;
}

/** Rules of a stylesheet as [prelude, body]; at-rules without a block have no body. */
function* rules(css) {
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at);
    const end = css.indexOf(";", at);
    if (end !== -1 && (open === -1 || end < open)) {
      yield [css.slice(at, end).trim(), undefined];
      at = end + 1;
      continue;
    }
    if (open === -1) return;
    let depth = 1;
    let close = open + 1;
    for (; close < css.length && depth > 0; close += 1) {
      if (css[close] === "{") depth += 1;
      else if (css[close] === "}") depth -= 1;
    }
    yield [css.slice(at, open).trim(), css.slice(open + 1, close - 1)];
    at = close;
  }
}

function pruned(css) {
  let out = "";
  for (const [prelude, body] of rules(css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\uFEFF/, ""))) {
    if (body === undefined) continue;
    if (prelude.startsWith("@media") || prelude.startsWith("@supports")) {
      const inner = pruned(body);
      if (inner !== "") out += `${prelude}{${inner}}`;
    } else if (prelude.startsWith("@")) {
      continue;
    } else {
      const kept = selectors(prelude).filter(used);
      if (kept.length > 0 && body.trim() !== "") out += `${kept.join(",")}{${body}}`;
    }
  }
  return out;
}

/** The colour tokens follow the device; paper is always light. */
function tokens(css) {
  let out = "";
  let light = "";
  for (const [prelude, body] of rules(css.replace(/^\uFEFF/, ""))) {
    if (prelude.startsWith(":root[data-theme")) continue;
    out += `${prelude}{${body}}`;
    if (prelude.includes("prefers-color-scheme: light")) light = body;
  }
  // Last, so that it wins over dark.
  out += `@media print{${light}}`;
  return out.replaceAll("html:not([data-theme]),html[data-theme=auto]", ":root");
}

function governmentCss() {
  const read = (name) => readFileSync(`${ROOT}/${name}.css`, "utf8");
  const components = COMPONENTS.map((name) => pruned(read(`components/${name}`)));
  return [tokens(read("tokens")), pruned(read("styles")), ...components].join("\n");
}

/** Makes `@import "government.css"` mean the part above. */
export const government = {
  name: "government",
  setup(build) {
    build.onResolve({ filter: /^government\.css$/ }, () => ({ path: "government.css", namespace: "government" }));
    build.onLoad({ filter: /.*/, namespace: "government" }, () => ({
      contents: governmentCss(),
      loader: "css",
      resolveDir: process.cwd(),
    }));
  },
};
