/**
 * What a condition is worth, on the device. The tree comes from the server, which has read it (`modules/survey/src/device.rs`);
 * values follow XPath 1.0 as the engine does, and `modules/survey/tests/it/evaluation.json` holds the two together.
 */
export type Value = number | string | boolean;
export type Tree = [string, ...(Tree | string | number)[]];

export interface Scope {
  /** Values of answers by the names of questions; a name that is absent is not answered. */
  answers: ReadonlyMap<string, Value>;
  /** The answer that `.` means. */
  itself?: Value;
  /** Columns of the choice that a filter looks at. */
  columns?: Readonly<Record<string, string>>;
}

const NOTHING = "";

export function text(value: Value): string {
  if (typeof value !== "number") return String(value);
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return value === 0 ? "0" : plain(String(value));
}

/** Digits without an exponent: 1e21 as the engine writes it. */
function plain(shown: string): string {
  const [mantissa = "", exponent] = shown.split("e");
  if (exponent === undefined) return shown;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, "0").slice(0, point)}${digits.length > point ? `.${digits.slice(point)}` : ""}`;
}

export function number(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const trimmed = value.trim();
  return /^-?(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : NaN;
}

export function truth(value: Value): boolean {
  if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
  return typeof value === "string" ? value !== "" : value;
}

const words = (value: Value): string[] => text(value).split(/\s+/u).filter((word) => word !== "");

function equal(left: Value, right: Value): boolean {
  if (typeof left === "boolean" || typeof right === "boolean") return truth(left) === truth(right);
  if (typeof left === "number" || typeof right === "number") return number(left) === number(right);
  return left === right;
}

export function evaluate(tree: Tree, scope: Scope): Value {
  const [what, ...parts] = tree;
  const part = (at: number): Value => {
    const inner = parts[at];
    return Array.isArray(inner) ? evaluate(inner, scope) : NOTHING;
  };
  const name = String(parts[0] ?? "");
  switch (what) {
    case "number":
      return Number(parts[0]);
    case "text":
      return name;
    case "answer":
      return scope.answers.get(name) ?? NOTHING;
    case "itself":
      return scope.itself ?? NOTHING;
    case "column":
      return scope.columns?.[name] ?? NOTHING;
    case "negative":
      return -number(part(0));
    case "selected":
      return words(part(0)).includes(text(part(1)));
    case "count-selected":
      return words(part(0)).length;
    case "coalesce":
      return part(0) === NOTHING ? part(1) : part(0);
    case "if":
      return truth(part(0)) ? part(1) : part(2);
    case "not":
      return !truth(part(0));
    case "or":
      return truth(part(0)) || truth(part(1));
    case "and":
      return truth(part(0)) && truth(part(1));
    case "=":
      return equal(part(0), part(1));
    case "!=":
      return !equal(part(0), part(1));
    case "<":
      return number(part(0)) < number(part(1));
    case "<=":
      return number(part(0)) <= number(part(1));
    case ">":
      return number(part(0)) > number(part(1));
    case ">=":
      return number(part(0)) >= number(part(1));
    case "+":
      return number(part(0)) + number(part(1));
    case "-":
      return number(part(0)) - number(part(1));
    case "*":
      return number(part(0)) * number(part(1));
    case "div":
      return number(part(0)) / number(part(1));
    case "mod":
      return number(part(0)) % number(part(1));
    default:
      throw new Error(`unknown expression ${what}`);
  }
}
