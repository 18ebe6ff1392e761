/** Names and sizes of the chosen files, and a word before one that the server would refuse (`data-most`, in bytes). */
import { tell } from "./texts";

export function showFiles(input: HTMLInputElement): void {
  const list = document.createElement("ul");
  list.className = "file-list";
  input.after(list);
  const most = Number(input.dataset["most"] ?? "0");
  const warning = input.dataset["tooLarge"] ?? "";
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    const sum = files.reduce((bytes, file) => bytes + file.size, 0);
    const tooLarge = most > 0 && sum > most;
    list.replaceChildren(...files.map((file) => item(`${file.name} · ${size(file.size)}`, "")));
    if (tooLarge) list.append(item(warning, "file-list__wrong"));
    // The browser stops the form and says why.
    input.setCustomValidity(tooLarge ? warning : "");
    if (tooLarge) tell(warning);
  });
}

function item(text: string, kind: string): HTMLLIElement {
  const line = document.createElement("li");
  line.textContent = text;
  if (kind !== "") line.className = kind;
  return line;
}

/** Bytes as people say them. */
function size(bytes: number): string {
  const lang = document.documentElement.lang;
  const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1024)), "kilobyte"] : [bytes / 1048576, "megabyte"];
  return new Intl.NumberFormat(lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
