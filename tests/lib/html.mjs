// A page as a browser without scripts reads it: parsed by the rules of the HTML standard (parse5), searched by simple
// predicates, its forms as they would be sent.
import { parse } from "parse5";

const attribute = (node, name) => node.attrs?.find((it) => it.name === name)?.value;

/** Every element under a node, in document order. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName !== undefined) yield child;
    yield* elements(child);
  }
  if (node.content !== undefined) yield* elements(node.content); // <template>
}

export const text = (node) => (node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(text).join(""));
const tidy = (words) => words.replace(/\s+/g, " ").trim();

export class Html {
  constructor(source, url) {
    this.source = source;
    this.url = url;
    this.document = parse(source);
    this.all = [...elements(this.document)];
  }

  /** Elements by tag name and attributes; an attribute may be a text, a pattern, or `true` for being there. */
  find(tag, attributes = {}) {
    const fits = (node, [name, wanted]) => {
      const value = attribute(node, name);
      if (wanted === true) return value !== undefined;
      return value !== undefined && (wanted instanceof RegExp ? wanted.test(value) : value === wanted);
    };
    return this.all.filter((node) => (tag === "*" || node.tagName === tag) && Object.entries(attributes).every((pair) => fits(node, pair)));
  }

  /** What a person reads in `main`. */
  get words() {
    return tidy(text(this.find("main")[0] ?? this.document));
  }

  get heading() {
    return tidy(this.find("h1").map(text)[0] ?? "");
  }

  /** Addresses on this host that links lead to, without fragments. */
  get links() {
    const here = new URL(this.url);
    const hrefs = this.find("a", { href: true }).map((node) => new URL(attribute(node, "href"), here));
    return [...new Set(hrefs.filter(({ origin }) => origin === here.origin).map(({ pathname, search }) => pathname + search))];
  }

  /** Forms of the page; `wanted` limits them by a pattern on the action, or by a predicate. */
  forms(wanted = () => true) {
    const all = this.find("form").map((node) => new Form(node, this));
    return all.filter(wanted instanceof RegExp ? ({ action }) => wanted.test(action) : wanted);
  }

  /** The one form that is wanted; says which there are when it is missing. */
  form(wanted) {
    const [form, more] = this.forms(wanted);
    if (form === undefined) {
      const there = this.forms().map(({ method, action, names }) => `${method} ${action} (${names.join(", ")})`);
      throw new Error(`${this.url}: no form ${wanted} on “${this.heading}”; there are: ${there.join("; ")}`);
    }
    if (more !== undefined && wanted === undefined) throw new Error(`${this.url}: more than one form`);
    return form;
  }
}

/** Kinds of input that a person types a text into. */
const TYPED = new Set(["text", "search", "email", "tel", "url", "password", "number", "date", "month", "time", "datetime-local", "hidden"]);

/** A form with what stands in it now. */
export class Form {
  constructor(node, page) {
    this.method = (attribute(node, "method") ?? "get").toLowerCase();
    const action = new URL(attribute(node, "action") || page.url, page.url);
    this.action = action.pathname + action.search;
    this.multipart = attribute(node, "enctype") === "multipart/form-data";
    const id = attribute(node, "id");
    const outside = id === undefined ? [] : page.find("*", { form: id });
    this.controls = [...new Set([...elements(node), ...outside])].flatMap((it) => control(it) ?? []);
    this.buttons = this.controls.filter(({ kind }) => kind === "submit");
    this.label = tidy(text(node));
  }

  get names() {
    return [...new Set(this.controls.filter(({ name }) => name !== undefined).map(({ name }) => name))];
  }

  /** Fields that take whatever a person types. */
  get typed() {
    return this.controls.filter(({ kind, name }) => name !== undefined && (TYPED.has(kind) || kind === "textarea"));
  }

  get files() {
    return this.controls.filter(({ kind }) => kind === "file");
  }

  /**
   * Pairs as a browser sends them; `values` replaces by name (a list for a field that may be sent more than once).
   * Unless a `button` is named, the primary one is pressed.
   */
  pairs(values = {}, button) {
    const replaced = new Set(Object.keys(values));
    const kept = this.controls
      .filter(({ name, sent, kind }) => name !== undefined && sent && kind !== "submit" && kind !== "file" && !replaced.has(name))
      .flatMap(({ name, value }) => [value].flat().map((one) => [name, one]));
    const set = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    const named = this.buttons.filter(({ name }) => name !== undefined);
    const chosen = button === undefined ? (named.find(({ primary }) => primary) ?? named[0]) : named.find(({ name, value }) => button === value || button === name);
    return [...kept, ...set, ...(chosen === undefined || replaced.has(chosen.name) ? [] : [[chosen.name, chosen.value]])];
  }
}

function control(node) {
  const [name, disabled] = [attribute(node, "name"), attribute(node, "disabled") !== undefined];
  if (node.tagName === "textarea") return { kind: "textarea", name, value: text(node).replace(/^\n/, ""), sent: !disabled };
  if (node.tagName === "select") {
    const options = [...elements(node)].filter((it) => it.tagName === "option").map((it) => ({ value: attribute(it, "value") ?? tidy(text(it)), label: tidy(text(it)), selected: attribute(it, "selected") !== undefined }));
    const multiple = attribute(node, "multiple") !== undefined;
    const chosen = options.filter(({ selected }) => selected).map(({ value }) => value);
    return { kind: "select", name, options, value: multiple ? chosen : [...(chosen.length > 0 ? chosen : options.slice(0, 1).map(({ value }) => value))].slice(-1), sent: !disabled };
  }
  if (node.tagName === "button") return ["reset", "button"].includes(attribute(node, "type")) ? undefined : { kind: "submit", name, value: attribute(node, "value") ?? "", label: tidy(text(node)), primary: attribute(node, "data-type") === "solid", formaction: attribute(node, "formaction"), sent: !disabled };
  if (node.tagName !== "input") return undefined;
  const kind = (attribute(node, "type") ?? "text").toLowerCase();
  const checkable = kind === "checkbox" || kind === "radio";
  const sent = !disabled && (!checkable || attribute(node, "checked") !== undefined);
  return { kind, name, value: attribute(node, "value") ?? (checkable ? "on" : ""), sent };
}
