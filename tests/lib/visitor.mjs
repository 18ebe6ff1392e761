// A browser without scripts: keeps cookies, follows redirects, sends forms. Faster than Chromium, and it can do what
// Chromium refuses to: foreign origins, forged cookies, broken bodies.
import { Html } from "./html.mjs";

export class Visitor {
  constructor(server, { lang = "cs", cookies = {} } = {}) {
    this.base = server.url ?? server;
    this.lang = lang;
    this.cookies = new Map(Object.entries(cookies));
  }

  /** The same person in another browser window, with cookies of the same value. */
  copy() {
    return new Visitor(this.base, { lang: this.lang, cookies: Object.fromEntries(this.cookies) });
  }

  /** One request, redirects not followed. */
  async ask(path, { method = "GET", headers = {}, body } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const origin = method === "GET" || method === "HEAD" ? {} : { origin: this.base, "sec-fetch-site": "same-origin" };
    const sent = { "accept-language": this.lang, accept: "text/html", ...origin, ...(cookie === "" ? {} : { cookie }), ...headers };
    const answer = await fetch(new URL(path, this.base), { method, headers: sent, body, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    const bytes = Buffer.from(await answer.arrayBuffer());
    return new Answer(answer, bytes, new URL(path, this.base).href);
  }

  #keep(line) {
    const [pair, ...attributes] = line.split(";");
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    const over = attributes.some((it) => /^\s*max-age=0\s*$/i.test(it)) || value === "";
    if (over) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** Opens a page and whatever it leads to. */
  async get(path, options = {}) {
    return this.#follow(await this.ask(path, options));
  }

  async #follow(answer) {
    for (let turns = 0; turns < 8 && answer.location !== undefined; turns += 1) {
      const target = new URL(answer.location, answer.url);
      if (target.origin !== new URL(this.base).origin) return answer;
      answer = await this.ask(target.pathname + target.search);
    }
    return answer;
  }

  /** Sends a form as a browser would; `files` by field name: {name, type, bytes}. */
  async send(form, values = {}, { button, files = {}, follow = true, headers = {} } = {}) {
    const pairs = form.pairs(values, button);
    const target = form.buttons.find(({ name, value }) => button !== undefined && (name === button || value === button))?.formaction;
    const action = target ?? form.action;
    let answer;
    if (form.method === "get") {
      const query = new URLSearchParams(pairs);
      answer = await this.ask(`${action.split("?")[0]}?${query}`, { headers });
    } else if (form.multipart) {
      const body = new FormData();
      for (const [name, value] of pairs) body.append(name, value);
      for (const [name, file] of Object.entries(files)) for (const { name: called, type, bytes } of [file].flat()) body.append(name, new Blob([bytes], { type }), called);
      // In one piece, so that a server that refuses the head finds the rest sent already.
      const packed = new Response(body);
      const type = packed.headers.get("content-type");
      answer = await this.ask(action, { method: "POST", body: Buffer.from(await packed.arrayBuffer()), headers: { "content-type": type, ...headers } });
    } else {
      const body = new URLSearchParams(pairs).toString();
      answer = await this.ask(action, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded", ...headers } });
    }
    return follow ? this.#follow(answer) : answer;
  }
}

/** What came back. */
export class Answer {
  constructor(response, bytes, url) {
    this.status = response.status;
    this.headers = response.headers;
    this.location = response.status >= 300 && response.status < 400 ? (response.headers.get("location") ?? undefined) : undefined;
    this.type = response.headers.get("content-type") ?? "";
    this.bytes = bytes;
    this.url = url;
  }

  get path() {
    const { pathname, search } = new URL(this.url);
    return pathname + search;
  }

  get body() {
    return this.bytes.toString("utf8");
  }

  /** The page; parsed once. */
  get html() {
    this.parsed ??= new Html(this.body, this.url);
    return this.parsed;
  }

  get json() {
    return JSON.parse(this.body);
  }
}
