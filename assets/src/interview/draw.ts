/** Draws questions and reads what was entered into them. */
import { Choice, Entry, Progress, Question, Questionnaire, say } from "./form";

export type Say = (key: string) => string;

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, of: string, ...inside: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (of !== "") element.className = of;
  element.append(...inside);
  return element;
}

export function button(label: string, look: "solid" | "outlined", act: () => void): HTMLButtonElement {
  const made = make("button", "gov-button", label);
  made.type = "button";
  Object.assign(made.dataset, { type: look, color: "primary", size: "l" });
  made.addEventListener("click", act);
  return made;
}

/** A label around a radio or a box; the whole of it can be touched. */
export function pick(kind: "radio" | "checkbox", name: string, value: string, label: string, chosen: boolean): HTMLLabelElement {
  const input = make("input", "");
  Object.assign(input, { type: kind, name, value, checked: chosen });
  return make("label", "pick", input, make("span", "", label));
}

const chosenCodes = (entry: Entry | undefined): string[] => {
  if (entry === undefined || entry === "acknowledged") return [];
  return "code" in entry ? [entry.code] : "codes" in entry ? entry.codes : [];
};

function written(entry: Entry | undefined): string {
  if (entry === undefined || entry === "acknowledged") return "";
  if ("whole" in entry) return String(entry.whole);
  if ("number" in entry) return String(entry.number);
  if ("text" in entry) return entry.text;
  if ("day" in entry) return entry.day;
  return "place" in entry ? `${entry.place.latitude} ${entry.place.longitude}` : "";
}

/** One question with what was answered so far. */
export class Drawn {
  readonly element: HTMLElement;
  private readonly error = make("p", "field__error");

  constructor(
    private readonly form: Questionnaire,
    readonly question: Question,
    private readonly progress: Progress,
    private readonly language: string,
    private readonly words: Say,
    entry: Entry | undefined,
  ) {
    const label = say(form, question.label, language);
    if (question.kind === "note") {
      this.element = make("p", "question__note", label);
      return;
    }
    const legend = make("legend", "question__label", label);
    if (!question.required) legend.append(" ", make("span", "question__optional", words("optional")));
    this.element = make("fieldset", "question", legend);
    const hint = say(form, question.hint, language);
    if (hint !== "") this.element.append(make("p", "field__hint", hint));
    this.error.hidden = true;
    this.error.id = `error-${question.name}`;
    this.element.append(this.error, ...this.controls(label, entry));
  }

  private controls(label: string, entry: Entry | undefined): HTMLElement[] {
    const { question } = this;
    const choices = this.progress.choices(question);
    const several = question.kind === "select_multiple" || question.kind === "rank" ? "checkbox" : "radio";
    const codes = chosenCodes(entry);
    const box = (choice: Choice): HTMLElement => pick(several, question.name, choice.code, say(this.form, choice.label, this.language), codes.includes(choice.code));
    const quiet = choices.filter((choice) => choice.missing !== null).map(box);
    const proper = choices.filter((choice) => choice.missing === null);
    const drawn: HTMLElement[] = [];
    if (question.kind === "rank") drawn.push(...proper.map((choice) => this.rank(choice, proper.length, codes)));
    else if (choices.length > 0) drawn.push(make("div", this.inARow(proper) ? "picks picks--row" : "picks", ...proper.map(box)));
    else if (question.kind === "acknowledge") drawn.push(make("div", "picks", pick("checkbox", question.name, "OK", this.words("acknowledge"), entry === "acknowledged")));
    else drawn.push(this.line(label, entry), ...this.here());
    if (question.offersMissing) {
      const said = typeof entry === "object" && "missing" in entry ? entry.missing : "";
      for (const [kind, key] of [["dont-know", "dont-know"], ["refused", "refuses"]] as const) {
        quiet.push(pick("checkbox", `missing-${question.name}`, kind, this.words(key), said === kind));
      }
    }
    if (quiet.length > 0) drawn.push(make("div", "picks picks--quiet", ...quiet));
    return drawn;
  }

  /** Seven choices or more that are a digit or two, as `pages/field.rs` decides; the ends may say what they mean. */
  private inARow(choices: Choice[]): boolean {
    return choices.length >= 7 && choices.slice(1, -1).every((choice) => say(this.form, choice.label, this.language).length <= 2);
  }

  private rank(choice: Choice, count: number, codes: string[]): HTMLElement {
    const select = make("select", "input");
    select.name = `rank-${choice.code}`;
    select.append(new Option("–", ""));
    for (let at = 1; at <= count; at += 1) select.append(new Option(String(at), String(at), false, codes[at - 1] === choice.code));
    return make("label", "rank", select, make("span", "", say(this.form, choice.label, this.language)));
  }

  private line(label: string, entry: Entry | undefined): HTMLElement {
    const { kind } = this.question;
    const line = kind === "text" ? make("textarea", "input") : make("input", kind === "geopoint" ? "input" : "input input--few");
    line.name = "line";
    line.value = written(entry);
    line.setAttribute("aria-label", label);
    line.setAttribute("autocomplete", "off");
    if (line instanceof HTMLInputElement) {
      line.type = kind === "date" ? "date" : "text";
      line.inputMode = kind === "integer" ? "numeric" : kind === "geopoint" ? "text" : "decimal";
    }
    return line;
  }

  /** Where the device is, for a place. */
  private here(): HTMLElement[] {
    if (this.question.kind !== "geopoint" || !("geolocation" in navigator)) return [];
    const use = button(this.words("here"), "outlined", () => {
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        const line = this.element.querySelector<HTMLInputElement>("[name=line]");
        if (line === null) return;
        line.value = `${coords.latitude.toFixed(5)} ${coords.longitude.toFixed(5)}`;
        line.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
    return [use];
  }

  /** What stands in the controls: an entry, nothing, or the end of a key of what is wrong with the text. */
  read(): Entry | undefined | { fault: string } {
    const { kind, name } = this.question;
    const inputs = [...this.element.querySelectorAll<HTMLInputElement>("input:checked")];
    const missing = inputs.find((input) => input.name === `missing-${name}`);
    if (missing !== undefined) return { missing: missing.value };
    const codes = inputs.filter((input) => input.name === name).map((input) => input.value);
    const [first] = codes;
    if (kind === "select_one") return first === undefined ? undefined : { code: first };
    if (kind === "select_multiple") return first === undefined ? undefined : { codes };
    if (kind === "acknowledge") return first === undefined ? undefined : "acknowledged";
    if (kind === "rank") return this.order(first);
    const text = this.element.querySelector<HTMLInputElement | HTMLTextAreaElement>("[name=line]")?.value.trim() ?? "";
    return text === "" ? undefined : lineEntry(kind, text);
  }

  private order(missing: string | undefined): Entry | undefined | { fault: string } {
    const ranked = [...this.element.querySelectorAll("select")].filter((select) => select.value !== "");
    if (ranked.length === 0) return missing === undefined ? undefined : { codes: [missing] };
    ranked.sort((a, b) => Number(a.value) - Number(b.value));
    if (ranked.some((select, at) => Number(select.value) !== at + 1)) return { fault: "order" };
    return { codes: ranked.map((select) => select.name.slice("rank-".length)) };
  }

  /** Shows what is wrong; an empty text takes it away. */
  refuse(said: string): void {
    this.error.textContent = said;
    this.error.hidden = said === "";
    this.element.classList.toggle("question--wrong", said !== "");
    if (said === "") this.element.removeAttribute("aria-describedby");
    else this.element.setAttribute("aria-describedby", this.error.id);
  }
}

function lineEntry(kind: string, text: string): Entry | { fault: string } {
  const digits = text.replace(/\s/g, "").replace(",", ".");
  if (kind === "text") return { text };
  if (kind === "date") return /^\d{4}-\d{2}-\d{2}$/.test(text) ? { day: text } : { fault: "day" };
  if (kind === "geopoint") {
    const [latitude = NaN, longitude = NaN, more] = text.split(/[ ,;]+/).map(Number);
    const fine = more === undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return fine ? { place: { latitude, longitude } } : { fault: "place" };
  }
  if (/^-?\d{1,15}$/.test(digits)) return kind === "decimal" ? { number: Number(digits) } : { whole: Number(digits) };
  if (kind === "integer") return { fault: "whole" };
  return /^-?(\d+\.?\d*|\.\d+)$/.test(digits) ? { number: Number(digits) } : { fault: "number" };
}
