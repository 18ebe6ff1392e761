/** A questionnaire on the device, and where one person stands in it: the same rules as `questionnaires::Progress`. */
import { Tree, Value, evaluate, truth } from "./evaluate";

export type Words = Record<string, string>;

export interface Choice {
  code: string;
  label: Words;
  missing: string | null;
  columns: Record<string, string>;
}

export interface Question {
  name: string;
  kind: string;
  label: Words;
  hint: Words;
  required: boolean;
  requiredMessage: Words;
  relevant: Tree | null;
  constraint: Tree | null;
  constraintMessage: Words;
  calculation: Tree | null;
  filter: Tree | null;
  default: string;
  choices: Choice[];
  range: [number, number, number] | null;
  offersMissing: boolean;
}

export interface Group {
  label: Words;
  relevant: Tree | null;
  questions: Question[];
}

export interface Questionnaire {
  id: string;
  version: string;
  title: Words;
  default: string;
  languages: { code: string; name: string }[];
  groups: Group[];
}

/** An answer as the server takes it (`engines/questionnaires/src/answers.rs`). */
export type Entry =
  | { code: string }
  | { codes: string[] }
  | { whole: number }
  | { number: number }
  | { text: string }
  | { day: string }
  | { place: { latitude: number; longitude: number } }
  | { missing: string }
  | "acknowledged";

export type Answers = Record<string, Entry>;

const SILENT = new Set(["note", "calculate", "hidden", "start", "end", "today"]);

export const isAsked = (question: Question): boolean => !SILENT.has(question.kind);

/** What expressions see of an entry; undefined for a kind of missing. */
export function valueOf(entry: Entry): Value | undefined {
  if (entry === "acknowledged") return "OK";
  if ("code" in entry) return entry.code;
  if ("codes" in entry) return entry.codes.join(" ");
  if ("whole" in entry) return entry.whole;
  if ("number" in entry) return entry.number;
  if ("text" in entry) return entry.text;
  if ("day" in entry) return entry.day;
  if ("place" in entry) return `${entry.place.latitude} ${entry.place.longitude}`;
  return undefined;
}

export interface Sheet {
  group: Group;
  questions: Question[];
}

/** Where these answers lead: worked out front to back, so that what is not visible has no value. */
export class Progress {
  readonly visible: [Group, Question][] = [];
  private readonly values = new Map<string, Value>();

  constructor(form: Questionnaire, answers: Answers) {
    for (const group of form.groups) {
      const open = this.holds(group.relevant);
      for (const question of group.questions) {
        if (!open || !this.holds(question.relevant)) continue;
        this.visible.push([group, question]);
        const value = this.valueFrom(question, answers);
        if (value !== undefined && value !== "") this.values.set(question.name, value);
      }
    }
  }

  private valueFrom(question: Question, answers: Answers): Value | undefined {
    if (question.calculation !== null) return evaluate(question.calculation, { answers: this.values });
    const entry = answers[question.name];
    return entry === undefined ? undefined : valueOf(entry);
  }

  private holds(condition: Tree | null): boolean {
    return condition === null || truth(evaluate(condition, { answers: this.values }));
  }

  keepsConstraint(question: Question): boolean {
    if (question.constraint === null) return true;
    const itself = this.values.get(question.name);
    return truth(evaluate(question.constraint, { answers: this.values, ...(itself === undefined ? {} : { itself }) }));
  }

  choices(question: Question): Choice[] {
    const { filter } = question;
    if (filter === null) return question.choices;
    return question.choices.filter((choice) => choice.missing !== null || truth(evaluate(filter, { answers: this.values, columns: choice.columns })));
  }

  sheets(): Sheet[] {
    const sheets: Sheet[] = [];
    for (const [group, question] of this.visible) {
      if (!isAsked(question) && question.kind !== "note") continue;
      const last = sheets[sheets.length - 1];
      if (last?.group === group) last.questions.push(question);
      else sheets.push({ group, questions: [question] });
    }
    return sheets;
  }
}

/** Answers that count: of visible questions, and what the form fills in by itself. */
export function counted(form: Questionnaire, answers: Answers): Answers {
  const kept: Answers = {};
  for (const [, question] of new Progress(form, answers).visible) {
    const entry = answers[question.name];
    if (question.kind === "hidden" && question.default !== "") kept[question.name] = { text: question.default };
    else if (entry !== undefined && isAsked(question)) kept[question.name] = entry;
  }
  return kept;
}

/** What is wrong with the answer to a question, as the end of a key; undefined when nothing is. */
export function wrong(question: Question, progress: Progress, entry: Entry | undefined): string | undefined {
  if (entry === undefined) return question.required ? (question.choices.length > 0 ? "choose" : "required") : undefined;
  if (entry === "acknowledged" || "missing" in entry) return undefined;
  const choices = progress.choices(question);
  const codes = "code" in entry ? [entry.code] : "codes" in entry ? entry.codes : [];
  const missing = choices.filter((choice) => choice.missing !== null && codes.includes(choice.code));
  if (codes.some((code) => !choices.some((choice) => choice.code === code))) return "choose";
  if (missing.length > 0) return codes.length > 1 ? "beside" : undefined;
  if (question.kind === "rank" && codes.length !== choices.filter((choice) => choice.missing === null).length) return "order";
  if (question.range !== null && !onTheScale(question.range, entry)) return "scale";
  return progress.keepsConstraint(question) ? undefined : "constraint";
}

function onTheScale([start, end, step]: [number, number, number], entry: Entry): boolean {
  if (entry === "acknowledged") return false;
  const value = "whole" in entry ? entry.whole : "number" in entry ? entry.number : NaN;
  const steps = (value - start) / step;
  return value >= Math.min(start, end) && value <= Math.max(start, end) && Math.abs(steps - Math.round(steps)) < 1e-9;
}

export const say = (form: Questionnaire, words: Words, language: string): string => words[language] ?? words[form.default] ?? "";
