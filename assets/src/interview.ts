/**
 * Interviews without a signal. The page and its questionnaire are taken along by the worker; an interview is kept on the
 * device from its first answer and deleted from it when the server has it.
 *
 *   begin ─► questions, a page at a time (skip logic on the device) ─► finished (IndexedDB)
 *                                                                        │ POST /api/v1/surveys/{wave}/interviews
 *              refused, no signal, nobody signed in: it stays and says so ◄┴► gone from the device
 */
import { Held, Device, openDevice } from "./interview/device";
import { Drawn, button, make, pick } from "./interview/draw";
import { Answers, Progress, Questionnaire, counted, isAsked, say, wrong } from "./interview/form";
import { Outbox } from "./interview/outbox";

const EVERY = 30_000;

class Interviewing {
  private held: Held | undefined;
  private at = 0;
  /** Counts pages drawn and buttons pressed: who waited in between no longer speaks of what is seen. */
  private turn = 0;
  private pressed: Promise<void> = Promise.resolve();

  constructor(
    private readonly place: HTMLElement,
    private readonly form: Questionnaire,
    private readonly device: Device,
    private readonly outbox: Outbox | undefined,
  ) {}

  private readonly words = (key: string): string => this.place.getAttribute(`data-${key}`) ?? "";

  /** Goes on with what was begun on this device, or waits for the next person. */
  async open(): Promise<void> {
    const wave = this.place.dataset["wave"] ?? "";
    this.held = (await this.device.all()).find((held) => held.state === "begun" && held.wave === wave);
    if (this.held === undefined) this.waitForNext();
    else this.drawSheet();
  }

  private waitForNext(): void {
    const frame = document.documentElement.lang;
    const known = this.form.languages.some(({ code }) => code === frame) ? frame : this.form.default;
    const languages = this.form.languages.map(({ code, name }) => pick("radio", "language", code, name, code === known));
    const modes = ["face", "phone"].map((mode) => pick("radio", "mode", mode, this.words(mode), mode === "face"));
    const code = make("input", "input input--code");
    Object.assign(code, { name: "code", id: "interview-code", autocomplete: "off", spellcheck: false });
    const label = make("label", "question__label", this.words("code"));
    label.htmlFor = code.id;
    const error = make("p", "field__error");
    error.hidden = true;
    const begin = button(this.words("begin"), "solid", () => {
      if (code.value.trim() !== "" && !isCode(code.value)) {
        error.textContent = this.words("code-typo");
        error.hidden = false;
        code.focus();
        return;
      }
      const value = (name: string): string => this.place.querySelector<HTMLInputElement>(`[name=${name}]:checked`)?.value ?? "";
      void this.begin(value("language"), value("mode"), code.value.trim());
    });
    this.place.replaceChildren(
      make("p", "", this.words("lead")),
      this.fieldset(this.words("languages"), languages),
      this.fieldset(this.words("mode"), modes),
      make("div", "question", label, error, code),
      make("p", "sheet__go", begin),
    );
  }

  private fieldset(legend: string, picks: HTMLElement[]): HTMLElement {
    return make("fieldset", "question", make("legend", "question__label", legend), make("div", "picks", ...picks));
  }

  private async begin(language: string, mode: string, code: string): Promise<void> {
    const id = crypto.randomUUID();
    const interview = { client: id, mode, code, answers: {} };
    this.held = { id, wave: this.place.dataset["wave"] ?? "", state: "begun", language, at: new Date().toISOString(), interview, why: "" };
    this.at = 0;
    await this.device.put(this.held);
    this.drawSheet();
  }

  private drawSheet(): void {
    const { held } = this;
    if (held === undefined) return;
    const answers = held.interview.answers;
    const progress = new Progress(this.form, answers);
    const sheets = progress.sheets();
    this.at = Math.min(this.at, sheets.length - 1);
    const sheet = sheets[this.at];
    if (sheet === undefined) return;
    const drawn = sheet.questions.map((question) => new Drawn(this.form, question, progress, held.language, this.words, answers[question.name]));
    const last = this.at === sheets.length - 1;
    const where = this.words("of").replace("#", String(this.at + 1)).replace("%", String(sheets.length));
    const heading = make("h2", "", say(this.form, sheet.group.label, held.language) || say(this.form, this.form.title, held.language));
    heading.tabIndex = -1;
    const questions = make("div", "sheet", heading, ...drawn.map(({ element }) => element));
    questions.lang = held.language;
    this.turn += 1;
    questions.addEventListener("change", (event) => void this.changed(drawn, event));
    const go = make("div", "sheet__go", button(this.words(last ? "finish" : "next"), "solid", () => void this.next(drawn)));
    if (this.at > 0) go.append(button(this.words("back"), "outlined", () => void this.back(drawn)));
    go.append(button(this.words("drop"), "outlined", () => void this.drop()));
    go.addEventListener("pointerdown", () => this.press());
    this.place.replaceChildren(make("p", "answering__where", where), questions, go);
  }

  /** A button goes down: whatever would move it waits until it has come up again and was told of it. */
  private press(): void {
    this.pressed = new Promise((done) => {
      for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => setTimeout(done), { once: true });
    });
  }

  private async keep(drawn: Drawn[]): Promise<Map<string, string>> {
    const faults = new Map<string, string>();
    const { held } = this;
    if (held === undefined) return faults;
    const answers: Answers = { ...held.interview.answers };
    for (const one of drawn) {
      const { name } = one.question;
      if (!isAsked(one.question)) continue;
      const entry = one.read();
      if (typeof entry === "object" && "fault" in entry) {
        faults.set(name, entry.fault);
        delete answers[name];
      } else if (entry === undefined) delete answers[name];
      else answers[name] = entry;
    }
    held.interview = { ...held.interview, answers };
    await this.device.put(held);
    return faults;
  }

  /** An answer may bring or take away questions of the same page; the place where the finger is stays. */
  private async changed(drawn: Drawn[], event: Event): Promise<void> {
    const target = event.target;
    if (target instanceof HTMLInputElement && target.name.startsWith("missing-") && target.checked) {
      for (const other of this.place.querySelectorAll<HTMLInputElement>(`[name="${target.name}"]`)) other.checked = other === target;
    }
    const turn = this.turn;
    const faults = await this.keep(drawn);
    // Leaving a field by pressing a button: a message that went away, or a page drawn again, would take the button from
    // under the finger and the press would be lost. What the button then did has the last word.
    await this.pressed;
    if (turn !== this.turn) return;
    if (target instanceof Node) drawn.find(({ element }) => element.contains(target))?.refuse("");
    if (faults.size > 0 || this.asksTheSame(drawn)) return;
    const focused = target instanceof HTMLInputElement ? { name: target.name, value: target.value } : undefined;
    this.drawSheet();
    if (focused === undefined) return;
    const same = [...this.place.querySelectorAll<HTMLInputElement>("input")].find(({ name, value }) => name === focused.name && value === focused.value);
    same?.focus({ preventScroll: true });
  }

  /** Whether the page still has the questions that are drawn. */
  private asksTheSame(drawn: Drawn[]): boolean {
    const names = (questions: { name: string }[]): string => questions.map(({ name }) => name).join(" ");
    const sheet = this.held === undefined ? undefined : new Progress(this.form, this.held.interview.answers).sheets()[this.at];
    return sheet === undefined || names(sheet.questions) === names(drawn.map(({ question }) => question));
  }

  private async next(drawn: Drawn[]): Promise<void> {
    this.turn += 1;
    const faults = await this.keep(drawn);
    const { held } = this;
    if (held === undefined) return;
    const { answers } = held.interview;
    const progress = new Progress(this.form, answers);
    let first: Drawn | undefined;
    for (const one of drawn) {
      if (!isAsked(one.question)) continue;
      const key = faults.get(one.question.name) ?? wrong(one.question, progress, answers[one.question.name]);
      const { requiredMessage, constraintMessage } = one.question;
      const own = key === "constraint" ? constraintMessage : key === "required" || key === "choose" ? requiredMessage : {};
      one.refuse(key === undefined ? "" : say(this.form, own, held.language) || this.words(key));
      if (key !== undefined) first ??= one;
    }
    if (first !== undefined) {
      first.element.querySelector<HTMLElement>("input, select, textarea")?.focus();
      return;
    }
    // The last answer brought a question to this very page: it is asked before the next page.
    if (!this.asksTheSame(drawn)) return this.drawSheet();
    if (this.at + 1 < progress.sheets().length) {
      this.at += 1;
      this.drawSheet();
      this.toTop();
      return;
    }
    await this.finish(held);
  }

  private async finish(held: Held): Promise<void> {
    const interview = { ...held.interview, answers: counted(this.form, held.interview.answers) };
    await this.device.put({ ...held, state: "finished", interview });
    this.held = undefined;
    this.waitForNext();
    this.toTop();
    await this.outbox?.draw();
    await this.outbox?.send();
  }

  private async back(drawn: Drawn[]): Promise<void> {
    await this.keep(drawn);
    this.at -= 1;
    this.drawSheet();
    this.toTop();
  }

  private async drop(): Promise<void> {
    if (this.held === undefined || !window.confirm(`${this.words("drop")}?`)) return;
    await this.device.remove(this.held.id);
    this.held = undefined;
    this.waitForNext();
  }

  private toTop(): void {
    (this.place.querySelector<HTMLElement>("h2") ?? this.place).focus();
    window.scrollTo({ top: this.place.offsetTop });
  }
}

/** A code as `modules/survey/src/code.rs` reads it: a typo is noticed at the door, not in the evening. */
function isCode(typed: string): boolean {
  const letters = [...typed.toUpperCase().replace(/[\s\-–—‐‑.]/gu, "")].map((letter) => "23456789ABCDEFGHJKMNPQRSTUVWXYZ".indexOf(letter));
  const sum = letters.reduce((all, digit, at) => all + (at + 1) * digit, 0);
  return letters.length === 12 && letters.every((digit) => digit >= 0) && sum % 31 === 0;
}

async function begin(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-interview]");
  if (place === null) return;
  const words = (key: string): string => place.getAttribute(`data-${key}`) ?? "";
  const worker = navigator.serviceWorker?.register(place.dataset["worker"] ?? "").catch(() => undefined);
  let device: Device;
  try {
    device = await openDevice();
  } catch {
    place.textContent = words("unable");
    return;
  }
  const box = document.querySelector<HTMLElement>("[data-outbox]");
  const outbox = box === null ? undefined : new Outbox(box, device, words);
  const source = `/api/v1/surveys/${place.dataset["wave"] ?? ""}/questionnaire`;
  try {
    const answer = await fetch(source, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    await new Interviewing(place, (await answer.json()) as Questionnaire, device, outbox).open();
  } catch {
    place.textContent = words("lost");
  }
  window.addEventListener("online", () => void outbox?.send());
  window.setInterval(() => void outbox?.send(), EVERY);
  await outbox?.send();
  if ((await worker) !== undefined && outbox !== undefined) await takeAlong(source, outbox);
  // Whoever signs out on a shared tablet leaves no pages behind; interviews that were not sent stay.
  document.querySelector("form.sign-out")?.addEventListener("submit", () => void caches.delete("interviews"));
}

/** Takes the page and its questionnaire along, with everything they load. */
async function takeAlong(source: string, outbox: Outbox): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  const loaded = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[rel=stylesheet], link[rel=icon], script[src]")];
  const files = loaded.map((one) => ("href" in one ? one.href : one.src));
  const fonts = performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.endsWith(".woff2"));
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => {
    if (data === "ready") outbox.ready();
  };
  const take = [window.location.href.split("#")[0], new URL(source, window.location.href).href, ...files, ...fonts];
  registration.active?.postMessage({ take }, [channel.port2]);
}

void begin();
